"""Parquet, by pyarrow (the extra ``parquet``): the rows of a file, and its values as JSON has them.

Decides how the types of Parquet are written in JSON, where all records go through. Leaves to
``records`` what a row is, and to ``parquet_sink`` how values become columns again.
"""

import base64
import datetime
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from summarize.batch.records import listed, opened, record
from summarize.batch.sources import FieldNames, Missing, Source
from summarize.errors import InputError

if TYPE_CHECKING:
    import pyarrow
    import pyarrow.parquet

INSTALL = "needs an extra; install it with: pip install 'summarize[parquet]'"
_ROWS = 64  # in memory at a time
_BUFFER = 2**20  # bytes read ahead in a column


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
        raise InputError(f"{name}: is a Parquet file, which {INSTALL}") from error
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
    if not is_text(kind.value_type if types.is_dictionary(kind) else kind):
        raise InputError(f"{name}: the column '{column}' holds {kind}, not texts")


def is_text(kind: "pyarrow.DataType") -> bool:
    """Whether a type is one of text."""
    from pyarrow import types

    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _plain_column(column: "pyarrow.Array") -> list[Any]:
    """The values of a column as JSON knows them."""
    from pyarrow import types

    kind = column.type
    is_list = types.is_list(kind) or types.is_large_list(kind)
    inner = kind.value_type if is_list else kind
    values: list[Any]
    if is_text(inner):
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
    if isinstance(scalar, pyarrow.BinaryScalar | pyarrow.FixedSizeBinaryScalar) and not is_text(
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


def ticks(text: str, unit: str) -> int:
    """Return how many of ``unit`` have passed at an instant that was written by ``rows``."""
    digits: int = _DIGITS[unit]
    whole, _, fraction = text.removesuffix("Z").partition(".")
    if whole.endswith(f" {unit}"):
        return int(whole.split()[0])
    passed = datetime.datetime.fromisoformat(whole) - _EPOCH
    seconds = passed.days * 86_400 + passed.seconds
    rest = int(fraction.ljust(digits, "0")[:digits] or 0)
    return int(seconds * 10**digits + rest)
