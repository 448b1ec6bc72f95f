"""Summaries as one Parquet file, by pyarrow (the extra ``parquet``).

Decides which types its columns have, and how a value of JSON becomes one of them. Leaves to ``parquet``
how the values of a Parquet file were written in JSON, and to ``place`` how a file takes its name.
"""

import base64
import contextlib
import decimal
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from summarize.batch.parquet import INSTALL, is_text, ticks
from summarize.batch.place import Draft, Place
from summarize.batch.sinks import Forgetful
from summarize.batch.sources import PARQUET, Source
from summarize.batch.work import Outcome
from summarize.errors import LostOutputError, OutputError
from summarize.model import Metadata
from summarize.read import suffix_of
from summarize.render.data import passed_names

if TYPE_CHECKING:
    import pyarrow
    import pyarrow.parquet


class _Column(NamedTuple):
    """How the values of a column are kept."""

    kind: "pyarrow.DataType"
    take: Callable[[Any], Any]  # a value of JSON to one that pyarrow takes for ``kind``


class ParquetSink(Forgetful):
    """One Parquet file for all summaries, which appears when all of them are in it.

    Takes lines of JSON. The columns are those of the first rows; their types are ours, those of the
    Parquet file that the records came from, or what their first values are.
    """

    ROWS = 1000  # kept in memory, and in a row group ...
    BYTES = 64 * 2**20  # ... or fewer where they are long

    def __init__(self, path: Path, overwrite: bool) -> None:
        try:
            import pyarrow.parquet  # told before anything is summarized
        except ImportError as error:
            raise OutputError(f"{path}: to write Parquet {INSTALL}") from error
        self._place = Place(path, overwrite)
        self._draft: Draft | None = None
        self._writer: pyarrow.parquet.ParquetWriter | None = None
        self._known: dict[str, _Column] = _ours()
        self._columns: dict[str, _Column] | None = None  # None: not decided yet
        self._rows: list[dict[str, Any]] = []
        self._size = 0  # of the rows, as characters of JSON
        self._read: set[Path] = set()
        self._failure: LostOutputError | None = None

    def write(self, source: Source, outcome: Outcome) -> None:
        """Add a row; raises OutputError where it does not fit into the columns."""
        if self._failure is not None:
            raise self._failure
        if self._draft is None:
            self._draft = Draft(self._place)
        self._learn(source)
        row = {}
        for name, value in json.loads(outcome.text).items():
            column = (self._known if self._columns is None else self._columns).get(name)
            if column is not None:
                value = _fitting(source.name, name, column, value)
            elif self._columns is not None:
                raise OutputError(
                    f"{source.name}: has a field '{name}' that the rows before had not, and a "
                    "Parquet file has one set of columns; write to a .jsonl file instead"
                )
            row[name] = value
        self._rows.append(row)
        self._size += len(outcome.text)
        if len(self._rows) >= self.ROWS or self._size >= self.BYTES:
            self._flush()

    def close(self) -> None:
        """Give the file its name; where nothing was written there is no file."""
        if self._failure is not None:
            raise self._failure
        if self._draft is None:
            return
        if self._rows:
            self._flush()
        if self._writer is not None:
            with self._telling():
                self._writer.close()
            self._draft.publish()
        else:  # no row fitted
            self._draft.discard()
        self._draft = None

    def abandon(self) -> None:
        """Remove the unfinished file."""
        if self._draft is not None:
            self._discard()

    def _learn(self, source: Source) -> None:
        """The types of the columns that the records of a Parquet file came from."""
        path = source.path
        if source.content is None or path is None or path in self._read:
            return
        self._read.add(path)
        if suffix_of(path) != PARQUET:
            return
        from pyarrow import parquet

        with contextlib.suppress(Exception):  # it was read a moment ago; if not, types are guessed
            schema = parquet.read_schema(path)
            fields = list(source.fields or ())
            for field, name in zip(fields, passed_names(fields), strict=True):
                self._known.setdefault(name, _kept(schema.field(field).type))

    def _flush(self) -> None:
        import pyarrow
        from pyarrow import parquet

        assert self._draft is not None
        if self._columns is None:
            self._decide()
        assert self._columns is not None
        with self._telling():
            arrays = {
                name: pyarrow.array([row.get(name) for row in self._rows], column.kind)
                for name, column in self._columns.items()
            }
            table = pyarrow.table(arrays)
            if self._writer is None:
                self._writer = parquet.ParquetWriter(
                    self._draft.file, table.schema, compression="zstd"
                )
            self._writer.write_table(table)
        self._rows.clear()
        self._size = 0

    def _decide(self) -> None:
        """The columns, by the rows so far; those rows fit whatever they hold."""
        names = dict.fromkeys(name for row in self._rows for name in row)
        self._columns = {}
        for name in names:
            column = self._known.get(name)
            if column is None:
                column = _guessed([row.get(name) for row in self._rows])
                for row in self._rows:
                    if name in row:
                        row[name] = column.take(row[name])
            self._columns[name] = column

    def _discard(self) -> None:
        if self._writer is not None:
            self._writer.is_open = False  # or it would write its end when it is forgotten
        if self._draft is not None:
            self._draft.discard()

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """After a failure nothing more is written: the file would lack rows."""
        try:
            yield
        except Exception as error:
            self._discard()
            reason = getattr(error, "strerror", None) or str(error).partition("\n")[0]
            self._failure = LostOutputError(f"{self._place.shown}: cannot be written ({reason})")
            raise self._failure from error


def _fitting(source: str, name: str, column: _Column, value: Any) -> Any:
    import pyarrow

    try:
        taken = column.take(value)
        pyarrow.array([taken], column.kind)
    except (pyarrow.ArrowException, ValueError, TypeError, OverflowError, ArithmeticError) as error:
        raise OutputError(
            f"{source}: the field '{name}' does not fit into its column ({column.kind}); "
            "write to a .jsonl file instead"
        ) from error
    return taken


def _as_it_is(value: Any) -> Any:
    return value


def _or_none(take: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else take(value)


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _guessed(values: list[Any]) -> _Column:
    """The type of a column that came as JSON; a mixture becomes JSON's text again."""
    import pyarrow
    from pyarrow import types

    with contextlib.suppress(pyarrow.ArrowException, OverflowError, TypeError, ValueError):
        kind = pyarrow.array(values).type
        if types.is_null(kind):
            kind = pyarrow.string()
        if types.is_list(kind) and types.is_null(kind.value_type):
            kind = pyarrow.list_(pyarrow.string())
        if _is_flat(kind):
            return _Column(kind, _as_it_is)
    return _Column(pyarrow.string(), _or_none(_as_json))


def _is_flat(kind: "pyarrow.DataType") -> bool:
    """Whether a type, or that of a list's elements, is one that JSON has too.

    Objects are not: a later one with another key would lose it.
    """
    from pyarrow import types

    if types.is_list(kind) or types.is_large_list(kind):
        kind = kind.value_type
    return bool(
        types.is_string(kind)
        or types.is_large_string(kind)
        or types.is_integer(kind)
        or types.is_floating(kind)
        or types.is_boolean(kind)
    )


def _kept(kind: "pyarrow.DataType") -> _Column:
    """The column for values that came from a column of type ``kind`` by ``_plain``."""
    import pyarrow
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    if _is_flat(kind):
        return _Column(kind, _as_it_is)
    if is_text(kind) or types.is_null(kind):
        return _Column(pyarrow.string(), _as_it_is)
    if types.is_decimal(kind):
        return _Column(kind, _or_none(decimal.Decimal))
    if types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind):
        return _Column(kind, _or_none(base64.b64decode))
    if types.is_timestamp(kind):
        return _Column(kind, _or_none(lambda text: ticks(text, kind.unit)))
    if types.is_time(kind):
        return _Column(kind, _or_none(lambda text: ticks(f"1970-01-01T{text}", kind.unit)))
    if types.is_date32(kind):
        return _Column(kind, _or_none(lambda text: ticks(text, "s") // 86_400))
    if types.is_date64(kind):
        return _Column(kind, _or_none(lambda text: ticks(text, "ms")))
    if types.is_duration(kind):
        return _Column(kind, _as_it_is)
    return _Column(pyarrow.string(), _or_none(_as_json))


def _ours() -> dict[str, _Column]:
    """The columns that are this program's; docs/json.md says what is in them."""
    import pyarrow as pa

    text, count, flag = pa.string(), pa.int64(), pa.bool_()
    counts = pa.struct({"asked": count, "used": count, "article": count})
    numbers = pa.map_(text, pa.float64())
    sentence = {"text": text, "start": count, "end": count, "score": pa.float64()}
    block = {"text": text, "start": count, "end": count, "kind": text, "reason": text}
    blocks = pa.list_(pa.struct({**block, "confidence": pa.float64()}))
    settings = {"words": count, "paragraphs": count, "sentences": count, "ratio": pa.float64()}
    settings |= {"language": text, "clean": flag, "request": flag, "rules": pa.list_(text)}
    kinds: dict[str, pyarrow.DataType] = {
        "schema": count,
        **dict.fromkeys(("program", "source", *Metadata._fields, "encoding"), text),
        "repairs": pa.list_(text),
        "language": text,
        "summary": text,
        "words": counts,
        "sentences": counts,
        "truncated": flag,
        "whole": flag,
        "paragraphs": pa.list_(pa.list_(pa.struct({**sentence, "features": numbers}))),
        "removed": blocks,
        "blocks": blocks,
        "settings": pa.struct(settings),
        "notes": pa.list_(text),
    }
    return {name: _Column(kind, _as_it_is) for name, kind in kinds.items()}
