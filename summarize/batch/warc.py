"""Web archives, by warcio (the extra ``warc``): a source for each page.

Decides which records of an archive are pages: answers of a server that went well and are HTML.
Leaves the format to warcio, except for what must be bounded or told, because archives come from
anywhere: unpacking, lines, and the decoding of a page; and to ``read`` what is on the page.
"""

import contextlib
import io
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summarize.batch.records import LIMIT, label, opened
from summarize.batch.sources import Missing, Source
from summarize.errors import InputError, NoContentError
from summarize.read import packed
from summarize.read.decode import recode

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_HEADERS = 2**20  # bytes of all headers of a record; browsers accept a quarter of it
_PAGES = ("text/html", "application/xhtml+xml")


def pages(container: Source) -> Iterator[Source | Missing]:
    """Yield the pages of the archive ``container``, and those that cannot be read.

    Raises:
        InputError: the extra is not installed, or the archive is damaged.
        NoContentError: there is no page in it.
    """
    number = 0
    try:
        with opened(container) as stream:
            for record in _responses(stream, container.name):
                if _is_page(record):
                    made = _source(container, number + 1, record)
                    number += 1
                    yield made
    except InputError as error:
        if number == 0:
            raise
        raise InputError(f"{error} ({number} pages were read)") from None
    if number == 0:
        raise NoContentError(f"{container.name}: there are no HTML pages in this archive")


def _source(container: Source, number: int, record: "ArcWarcRecord") -> Source | Missing:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    name = f"{container.name}:{url or number}"
    try:
        content = _page(record, name)
    except _PageError as error:
        return Missing(name, error)
    return container._replace(
        name=name,
        label=container.label / label(number, url.partition("://")[2] or url),
        content=content,
        suffix=".html",
        fields={"url": url, "date": record.rec_headers.get_header("WARC-Date")},
    )


def _responses(stream: io.BufferedReader, name: str) -> "Iterator[ArcWarcRecord]":
    try:
        from warcio.archiveiterator import WARCIterator
        from warcio.bufferedreaders import BufferedReader
    except ImportError as error:
        raise InputError(
            f"{name}: is a web archive, which needs an extra; install it with: "
            "pip install 'summarize[warc]'"
        ) from error

    class Lines(BufferedReader):  # type: ignore[misc]
        """The archive, whose headers are never longer in all than headers are."""

        left = 0

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(min(length or self.left + 1, self.left + 1))
            self.left -= len(line)
            if self.left < 0:
                raise _EndlessError
            return line

    archive = WARCIterator(stream)
    # Its own reader would unpack, and pass over damage in silence.
    archive.reader = lines = Lines(_Pieces(stream))
    while True:
        lines.left = _HEADERS
        try:
            # It warns on stderr of what follows a record and should not.
            with contextlib.redirect_stderr(io.StringIO()):
                record = next(archive, None)
        except (InputError, OSError, MemoryError):
            raise
        except Exception as error:  # the library names no family of its errors
            raise InputError(f"{name}: not a web archive (WARC), or a damaged one") from error
        if record is None:
            return
        lines.left = sys.maxsize  # a page has the bounds of ``_page``
        if record.rec_type == "response":
            yield record


class _Pieces:
    """A stream that hands on what it has before it tells that the rest is damaged."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.read = stream.read1


class _PageError(InputError):
    """What is wrong with one page."""


class _EndlessError(Exception):
    """Headers of a record without an end."""


def _is_page(record: "ArcWarcRecord") -> bool:
    http = record.http_headers
    if http is None or not (http.get_statuscode() or "").startswith("2"):
        return False
    kind = (http.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return kind in _PAGES


def _page(record: "ArcWarcRecord", name: str) -> bytes:
    """The page's bytes as UTF-8, without what the transport did to them.

    Raises:
        _PageError: the page cannot be had, but the next one may.
        InputError: the archive is damaged.
    """
    from warcio.bufferedreaders import ChunkedDataReader

    http = record.http_headers
    stream = record.raw_stream
    if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        if record.length is None or record.length > LIMIT:
            raise _PageError(f"{name}: the page is longer than {LIMIT >> 20} MiB")
        data: bytes = ChunkedDataReader(stream).read(LIMIT + 1)
    else:
        data = stream.read(LIMIT + 1)
    while len(data) <= LIMIT and stream.read(2**16):
        pass  # what may follow the last chunk
    if len(data) <= LIMIT and getattr(stream, "limit", 0) > 0:
        raise _PageError(f"{name}: the archive ends in the middle of this page; fetch it again")
    encoding = (http.get_header("Content-Encoding") or "identity").strip().lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        data = packed.inflate(data, LIMIT + 1)
    elif encoding != "identity" and b"<" not in data[:1000]:  # archives unpack and leave the name
        raise _PageError(f"{name}: the page is compressed with {encoding}, which is not supported")
    if len(data) > LIMIT:
        raise _PageError(f"{name}: the page is longer than {LIMIT >> 20} MiB")
    return recode(data, _charset(http.get_header("Content-Type") or ""))


def _charset(content_type: str) -> str | None:
    for parameter in content_type.split(";")[1:]:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return value
    return None
