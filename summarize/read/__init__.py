"""The first step: bytes, a path, standard input, a page or a text -> Article.

Decides the text that all later steps point into: this is the one room in which text is altered
(decoded, repaired, normalised), and every alteration of substance is named in ``Article.repairs``.
Leaves to ``clean`` what belongs to the article.
"""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import cast

from summarize.counts import counted
from summarize.errors import InputError
from summarize.model import NO_METADATA, Article, Metadata
from summarize.read import html, marks, packed, repair
from summarize.read.decode import decode
from summarize.read.normalise import break_lines, tidy, unwrap

_OPENING = 16_384  # characters that hold a document's first tag, if it is one


def read_path(path: str | os.PathLike[str], name: str | None = None) -> Article:
    """Read the file at ``path``; ``name`` (the path where None) stands for it in messages.

    Raises:
        InputError: there is no such file, it cannot be read, or it is not text.
        NoContentError: it is a page without an article.
    """
    path = Path(path)
    name = name or str(path)
    return read_bytes(load(path, name), name, suffix_of(path))


def load(path: str | os.PathLike[str] | None, name: str) -> bytes:
    """Return the bytes of the file at ``path`` (None: standard input), unpacked where they are gzip's.

    Raises:
        InputError: there is no such file, or it cannot be read or unpacked.
    """
    if path is None:
        return packed.read_all(stdin(name), name)
    with telling(name), open(path, "rb") as file:
        return packed.read_all(file, name)


def stdin(name: str) -> io.BufferedReader:
    """Return standard input; ``name`` stands for it in messages.

    Raises:
        InputError: it is closed.
    """
    if sys.stdin is None:
        raise InputError(f"{name}: is closed; give a file or a pipe")
    return cast(io.BufferedReader, sys.stdin.buffer)


def suffix_of(path: PurePath) -> str:
    """Return the ending that tells what is in a file: ".html" for ``page.HTML.gz``."""
    name = path.name.lower()
    return _ending(name.removesuffix(".gz")) if _ending(name) == ".gz" else _ending(name)


def _ending(name: str) -> str:
    """As ``PurePath.suffix``, which takes five times as long for each of a hundred thousand names."""
    dot = name.rfind(".")
    return name[dot:] if 0 < dot < len(name) - 1 else ""


@contextlib.contextmanager
def telling(name: str) -> Iterator[None]:
    """Raise InputError for what the system says against reading the file called ``name``."""
    try:
        yield
    except FileNotFoundError:
        raise InputError(f"{name}: no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(f"{name}: is a folder; give a file") from None
    except PermissionError:
        raise InputError(f"{name}: permission denied; check that you may read it") from None
    except (OSError, ValueError) as error:  # ValueError: no name a file could have
        reason = getattr(error, "strerror", None) or "this cannot be a file's name"
        raise InputError(f"{name}: cannot be read ({reason})") from None


def read_content(content: str | bytes, name: str, suffix: str = "") -> Article:
    """Read what stood in a file of many articles: a record's text, or the bytes of its page.

    Raises:
        InputError: the bytes are not text, or need an extra.
        NoContentError: they are a page without an article.
    """
    if isinstance(content, bytes):
        return read_bytes(content, name, suffix)
    # A text is decoded already; only where it is a page is there more to do than with an article.
    if "<" in content[:_OPENING] and html.is_html(
        content[:_OPENING].encode("utf-8", "replace"), suffix
    ):
        return read_bytes(content.encode("utf-8", "replace"), name, ".html")
    return read_text(content, name, "utf-8")


def read_bytes(data: bytes, name: str, suffix: str = "") -> Article:
    """Read a source's bytes; ``suffix`` is the ending of its name, where it has one.

    Raises:
        InputError: the bytes are not text, or need an extra.
        NoContentError: they are a page without an article.
    """
    if html.is_html(data, suffix):
        text, metadata = html.extract(data, name)
        return read_text(text, name, "html", metadata)
    text, encoding = decode(data, name)
    return read_text(text, name, encoding)


def read_text(
    text: str, name: str = "text", encoding: str = "str", metadata: Metadata = NO_METADATA
) -> Article:
    """Repair and normalise a decoded text."""
    lost = text.count("\ufffd")
    text, mended = repair.repair_mojibake(break_lines(text))
    text = unwrap(tidy(text))
    text, turned = marks.turn_quotation_marks(text)
    text, restored = marks.restore_quotation_marks(text)
    text, returned = marks.return_quotation_marks(text)
    repairs = (
        (lost, "character", "that could not be decoded"),
        (mended, "line", "decoded wrongly before (mojibake) repaired"),
        (turned, "quotation mark", "turned"),
        (restored, "closing quotation mark", "put back for question marks"),
        (returned, "closing quotation mark", "brought back to its line"),
    )
    return Article(
        text=text,
        source=name,
        encoding=encoding,
        repairs=tuple(f"{counted(count, what)} {done}" for count, what, done in repairs if count),
        metadata=metadata,
    )
