"""Parquet, by pyarrow (the extra ``parquet``): rows in, and summaries out as one file.

Decides how the types of Parquet are written in JSON, where all records go through, and which types
the columns of the output have. Leaves to ``records`` what a row is, and to ``sinks`` how a file
takes its name.
"""

import base64
import contextlib
import datetime
import decimal
import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from summarize.batch.place import Draft, Place
from summarize.batch.records import listed, opened, record
from summarize.batch.sinks import Forgetful
from summarize.batch.sources import PARQUET, FieldNames, Missing, Source
from summarize.batch.work import Outcome
from summarize.errors import InputError, LostOutputError, OutputError
from summarize.model import Metadata
from summarize.read import suffix_of
from summarize.render.data import passed_names

if TYPE_CHECKING:
    import pyarrow
    import pyarrow.parquet

_INSTALL = "needs an extra; install it with: pip install 'summarize[parquet]'"
_ROWS = 64  # in memory at a time
_BUFFER = 2**20  # bytes read ahead in a column

# ---------------------------------------------------------------- in


def rows(container: Source, fields: FieldNames) -> Iterator[Source | Missing]:
    """Yield a source for each row of the file ``container``, and those that cannot be one.

    Raises:
        InputError: the extra is not installed, the file is damaged, or no column has texts.
    """
    name = container.name
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(f"{name}: is a Parquet file, which {_INSTALL}") from error
    number = 0
    with opened(container) as stream:
        try:
            # In this way a column is read in pieces, not a whole row group of it at once.
            file = parquet.ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
            _check(name, file.schema_arrow, fields)
            for batch in _batches(file):
                names = batch.schema.names
                columns = [_plain_column(column) for column in batch.columns]
                for values in zip(*columns, strict=True):
                    number += 1
                    made: Source | Missing
                    try:
                        made = record(
                            container, number, dict(zip(names, values, strict=True)), fields
                        )
                    except InputError as error:
                        made = Missing(f"{name}:{number}", error)
                    yield made
        except (pyarrow.ArrowException, OSError) as error:
            told = (str(error).splitlines() or [""])[0][:200]
            after = f" ({number} rows were read)" if number else ""
            raise InputError(
                f"{name}: not a Parquet file, or a damaged one: {told}{after}"
            ) from error


def _batches(file: "pyarrow.parquet.ParquetFile") -> "Iterator[pyarrow.RecordBatch]":
    """A few rows at a time; a row group by itself, so that damage in the next one spoils none."""
    for group in range(file.num_row_groups):
        yield from file.iter_batches(_ROWS, row_groups=[group], use_threads=False)


def _check(name: str, schema: "pyarrow.Schema", fields: FieldNames) -> None:
    """What is wrong with a column is told once, not for each row."""
    from pyarrow import types

    column = fields.text or "text"
    if column not in schema.names:
        raise InputError(
            f"{name}: no column '{column}' in this file (it has {listed(schema.names)}); "
            "say with --text-field where the text is"
        )
    if fields.id is not None and fields.id not in schema.names:
        raise InputError(
            f"{name}: no column '{fields.id}' in this file (it has {listed(schema.names)}); "
            "--id-field names one of these"
        )
    kind = schema.field(column).type
    if not _is_text(kind.value_type if types.is_dictionary(kind) else kind):
        raise InputError(f"{name}: the column '{column}' holds {kind}, not texts")


def _is_text(kind: "pyarrow.DataType") -> bool:
    from pyarrow import types

    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _plain_column(column: "pyarrow.Array") -> list[Any]:
    """The values of a column as JSON knows them."""
    from pyarrow import types

    kind = column.type
    is_list = types.is_list(kind) or types.is_large_list(kind)
    inner = kind.value_type if is_list else kind
    values: list[Any]
    if _is_text(inner):
        try:
            values = column.to_pylist()
        except UnicodeDecodeError:  # one bad value spoils no other
            values = [_text(scalar) for scalar in column]
    elif types.is_integer(inner) or types.is_boolean(inner):
        values = column.to_pylist()
    elif types.is_float32(inner) or types.is_float64(inner):  # embeddings: thousands in a row
        values = column.to_pylist()
        if is_list:
            values = [row and [_finite(value) for value in row] for row in values]
        else:
            values = [_finite(value) for value in values]
    else:
        values = [_plain(scalar) for scalar in column]
    return values


def _text(scalar: Any) -> Any:
    """A text, or a list of them; what is no UTF-8 in it is marked as lost."""
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        if hasattr(scalar, "values"):
            return [_text(value) for value in scalar.values]
        return scalar.as_buffer().to_pybytes().decode("utf-8", "replace")


def _finite(value: float | None) -> float | None:
    return value if value is None or math.isfinite(value) else None


def _plain(scalar: Any) -> Any:
    """A value as JSON knows it; docs/records.md documents each type."""
    import pyarrow
    from pyarrow import types

    kind = scalar.type
    if not scalar.is_valid:
        return None
    if isinstance(scalar, pyarrow.ExtensionScalar | pyarrow.DictionaryScalar):
        return _plain(scalar.value)
    if types.is_floating(kind):
        return _finite(float(scalar.as_py()))
    if types.is_decimal(kind):
        return format(scalar.as_py(), "f")
    if isinstance(scalar, pyarrow.BinaryScalar | pyarrow.FixedSizeBinaryScalar) and not _is_text(
        kind
    ):
        return base64.b64encode(scalar.as_py()).decode()
    if types.is_timestamp(kind):
        return _instant(scalar.value, kind.unit) + ("Z" if kind.tz else "")
    if types.is_time(kind):
        return _instant(scalar.value, kind.unit).partition("T")[2]
    if types.is_date(kind):
        return _instant(
            scalar.value * (86_400 if types.is_date32(kind) else 1),
            "s" if types.is_date32(kind) else "ms",
        ).partition("T")[0]
    if types.is_duration(kind):
        return scalar.value
    if isinstance(scalar, pyarrow.StructScalar):
        return {key: _plain(value) for key, value in scalar.items()}
    if isinstance(scalar, pyarrow.MapScalar):
        return [[_plain(pair[0]), _plain(pair[1])] for pair in scalar.values]
    if isinstance(scalar, pyarrow.ListScalar):
        return [_plain(value) for value in scalar.values]
    value = scalar.as_py()
    return value if isinstance(value, str | int) else str(value)


_EPOCH = datetime.datetime(1970, 1, 1)  # in UTC, as all instants of Parquet
_DIGITS = {"s": 0, "ms": 3, "us": 6, "ns": 9}


def _instant(value: int, unit: str) -> str:
    """ISO 8601 with as many digits as the ``unit`` has, which Python's own clock would cut."""
    digits = _DIGITS[unit]
    seconds, fraction = divmod(value, 10**digits)
    try:
        text = (_EPOCH + datetime.timedelta(seconds=seconds)).isoformat()
    except OverflowError:  # after the year 9999 or before the year 1
        return f"{value} {unit}"
    return f"{text}.{fraction:0{digits}}" if digits else text


def _count(text: str, unit: str) -> int:
    """Undo ``_instant``."""
    digits: int = _DIGITS[unit]
    whole, _, fraction = text.removesuffix("Z").partition(".")
    if whole.endswith(f" {unit}"):
        return int(whole.split()[0])
    passed = datetime.datetime.fromisoformat(whole) - _EPOCH
    seconds = passed.days * 86_400 + passed.seconds
    ticks: int = seconds * 10**digits
    return ticks + int(fraction.ljust(digits, "0")[:digits] or 0)


# ---------------------------------------------------------------- out


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
            raise OutputError(f"{path}: to write Parquet {_INSTALL}") from error
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
    if _is_text(kind) or types.is_null(kind):
        return _Column(pyarrow.string(), _as_it_is)
    if types.is_decimal(kind):
        return _Column(kind, _or_none(decimal.Decimal))
    if types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind):
        return _Column(kind, _or_none(base64.b64decode))
    if types.is_timestamp(kind):
        return _Column(kind, _or_none(lambda text: _count(text, kind.unit)))
    if types.is_time(kind):
        return _Column(kind, _or_none(lambda text: _count(f"1970-01-01T{text}", kind.unit)))
    if types.is_date32(kind):
        return _Column(kind, _or_none(lambda text: _count(text, "s") // 86_400))
    if types.is_date64(kind):
        return _Column(kind, _or_none(lambda text: _count(text, "ms")))
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
