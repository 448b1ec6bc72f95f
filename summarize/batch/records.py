"""Files that hold many articles, as a stream of sources: one for each record.

Decides what a record's text and name are, what its summary is called in an output folder, and that
a bad row is told with its place and stops nobody. Reads JSON Lines itself, line by line; leaves
Parquet to ``parquet``, WARC to ``warc``, and the text to ``read``.
"""

import contextlib
import io
import json
import math
from collections.abc import Iterator
from typing import Any

from summarize import read
from summarize.batch.sources import PARQUET, WARC, FieldNames, Missing, Source
from summarize.errors import InputError, NoContentError
from summarize.read import packed
from summarize.render.plain import printable

#: The longest row or page, in bytes: a book is a hundredth of it, and a file without line ends must
#: not fill the memory.
LIMIT = 64 * 2**20
_DEEPEST = 100  # objects and lists in each other; what is deeper is an attack on those who read it
_NAME_BYTES = 150  # of a summary's file, which gets an ending and while it is written a prefix


def records(container: Source, fields: FieldNames) -> Iterator[Source | Missing]:
    """Yield a source for each record in the file ``container``, in order, and what went wrong."""
    found = False
    try:
        for record in _dispatch(container, fields):
            found = True
            yield record
        if not found:
            raise NoContentError(f"{container.name}: there are no records in it")
    except (InputError, NoContentError) as error:
        yield Missing(container.name, error)
    except MemoryError:
        large = InputError(f"{container.name}: is too large for this machine's memory")
        yield Missing(container.name, large)
    except Exception as error:  # of a library that met what it did not expect: the others go on
        what = f"{type(error).__name__}: {error}"
        odd = InputError(f"{container.name}: cannot be read further ({what}); is it damaged?")
        yield Missing(container.name, odd)


def _dispatch(container: Source, fields: FieldNames) -> Iterator[Source | Missing]:
    kind = "" if container.path is None else read.suffix_of(container.path)
    if kind == PARQUET:
        from summarize.batch import parquet

        return parquet.rows(container, fields)
    if kind == WARC:
        from summarize.batch import warc

        return warc.pages(container)
    return _json_lines(container, fields)


@contextlib.contextmanager
def opened(container: Source) -> Iterator[io.BufferedReader]:
    """The unpacked bytes of a file of records.

    Raises:
        InputError: it cannot be read; also while it is read.
    """
    name = container.name
    with contextlib.ExitStack() as closing:
        if container.path is None:
            file = read.stdin(name)
        else:
            with read.telling(name):
                file = closing.enter_context(open(container.path, "rb"))
        try:
            yield packed.unpacking(file, name)
        except OSError as error:
            raise InputError(f"{name}: cannot be read ({error.strerror or error})") from error


# ---------------------------------------------------------------- one record


def record(container: Source, number: int, row: dict[str, Any], fields: FieldNames) -> Source:
    """Make a source of the ``row`` that is the file's ``number``-th.

    Raises:
        InputError: it has no text, or not the name that was asked for.
    """
    name = f"{container.name}:{number}"
    column = fields.text or "text"
    if column not in row:
        raise InputError(
            f"{name}: no field {_quoted(column)} in this row (it has {listed(row)}); "
            "say with --text-field where the text is"
        )
    text = row[column]
    if not isinstance(text, str):
        raise InputError(f"{name}: the field {_quoted(column)} holds {_kind(text)}, not a text")
    if fields.id is not None and fields.id not in row:
        raise InputError(
            f"{name}: no field {_quoted(fields.id)} in this row (it has {listed(row)}); "
            "--id-field names what is in every row"
        )
    return container._replace(
        name=name,
        label=container.label / label(number, row.get(fields.id or "id")),
        content=_encodable(text),
        fields={key: value for key, value in row.items() if key != column},
    )


def label(number: int, own: object) -> str:
    """A record's name as that of a file: its number, and what is safe of its ``own`` name.

    The number makes it unique whatever the names are, on file systems that ignore case too, and
    without a memory of millions of names.
    """
    if own is None or own == "":
        return f"{number:06}"
    text = own if isinstance(own, str) else json.dumps(own, ensure_ascii=False)
    safe = "".join(
        letter if letter.isprintable() and letter not in ' <>:"/\\|?*' else "_"
        for letter in text[:_NAME_BYTES]
    )
    whole = f"{number:06}-{'_'.join(filter(None, safe.split('_')))}"
    return whole.encode()[:_NAME_BYTES].decode("utf-8", "ignore").rstrip("._-")


def listed(names: "dict[str, Any] | list[str]") -> str:
    """The names of fields for a message: quoted, and not more than can be read."""
    names = list(names)
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return (", ".join(map(_quoted, names[:12])) or "none") + more


def _quoted(name: str) -> str:
    name = printable(name)
    return f"'{name if len(name) <= 40 else name[:39] + '…'}'"


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "an object"


def _encodable(text: str) -> str:
    """JSON can spell halves of characters, which no encoding has."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


# ---------------------------------------------------------------- JSON Lines


def _json_lines(container: Source, fields: FieldNames) -> Iterator[Source | Missing]:
    number = 0
    try:
        with opened(container) as stream:
            for number, line in _lines(stream, container.name):
                if line is not None and not line.strip():
                    continue
                made: Source | Missing
                try:
                    made = record(container, number, _row(container, number, line), fields)
                except InputError as error:
                    made = Missing(f"{container.name}:{number}", error)
                yield made
    except InputError as error:
        if number == 0:
            raise
        raise InputError(f"{error} (lines 1 to {number} were read)") from None


def _lines(stream: io.BufferedReader, name: str) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers; None for one that is too long, which is never in memory whole."""
    number = 0
    while line := stream.readline(LIMIT + 1):
        number += 1
        if number == 1:
            if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise InputError(
                    f"{name}: is UTF-16, and JSON Lines are UTF-8; "
                    "convert it with: iconv -f UTF-16 -t UTF-8"
                )
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > LIMIT and not line.endswith(b"\n"):
            while (rest := stream.readline(2**20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _row(container: Source, number: int, line: bytes | None) -> dict[str, Any]:
    name = f"{container.name}:{number}"
    if line is None:
        raise InputError(f"{name}: the line is longer than {LIMIT >> 20} MiB; is this JSON Lines?")
    try:
        row = _DECODER.decode(line.rstrip(b"\r\n").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: not UTF-8 (byte {line[error.start]:#04x} at {error.start + 1}); "
            "convert the file with iconv"
        ) from None
    except json.JSONDecodeError as error:
        what = f"{error.msg.removesuffix(' at')} at character {error.pos + 1}"
        raise InputError(f"{name}: not valid JSON ({what})") from None
    except RecursionError:
        row = None
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        raise InputError(f"{name}: a number in it is too long to be read") from None
    if row is None or (line.count(b"[") + line.count(b"{") > _DEEPEST and _is_deep(row)):
        raise InputError(f"{name}: nested deeper than {_DEEPEST} levels")
    if not isinstance(row, dict):
        hint = "; unpack a list with: jq -c '.[]'" if isinstance(row, list) else ""
        raise InputError(f"{name}: {_kind_of_row(row)}, not an object with fields{hint}")
    return row


def _kind_of_row(row: object) -> str:
    return "a text" if isinstance(row, str) else _kind(row)


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def _finite(number: str) -> float | None:
    value = float(number)
    return value if math.isfinite(value) else None


# Python writes NaN and Infinity into JSON, which has no words for them; they are read as null.
_DECODER = json.JSONDecoder(parse_float=_finite, parse_constant=lambda _: None)
