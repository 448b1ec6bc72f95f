"""The bytes of files, and of files compressed with gzip unpacked.

Decides that gzip is known by its first bytes, whatever a file is called, how much one article may
have, and how damage is told. Leaves to ``read`` what the bytes are.
"""

import io
from typing import TYPE_CHECKING, BinaryIO

from summarize.errors import InputError
from summarize.read.decode import SAMPLE, check_opening

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"\x1f\x8b"
#: The most bytes of one article: no article is that long, but gzip makes a thousand bytes of one,
#: and some files never end.
LIMIT = 2**30


def unpacking(file: io.BufferedReader, name: str) -> io.BufferedReader:
    """Return ``file``, or where it is compressed a stream of what is in it.

    Reading that stream raises InputError where the data are cut off or damaged; what came before is
    read by then.
    """
    if file.peek(2)[:2] != MAGIC:
        return file
    return io.BufferedReader(_Unpacked(file, name), 2**16)


def read_all(file: io.BufferedReader, name: str) -> bytes:
    """Read all of ``file``, unpacked.

    Raises:
        InputError: the data are no text's, far larger than an article's, or compressed and cut off or
            damaged.
    """
    stream = unpacking(file, name)
    head = stream.read(SAMPLE)
    check_opening(head, name)
    if len(head) < SAMPLE:
        return head
    data = head + stream.read(LIMIT + 1 - SAMPLE)
    if len(data) > LIMIT:
        unpacked = "" if stream is file else " when unpacked"
        raise InputError(
            f"{name}: is more than {LIMIT >> 20:,} MiB{unpacked}, which is no article; "
            "give its articles as files of their own, or as rows of a .jsonl.gz file"
        )
    return data


def inflate(data: bytes, limit: int) -> bytes:
    """Return at most ``limit`` bytes of what gzip, zlib or bare deflate made ``data`` of.

    Data that are none of these are returned as they are: servers and archives announce a
    compression that is undone already.
    """
    import zlib

    try:
        return zlib.decompressobj(32 + zlib.MAX_WBITS).decompress(data, limit)
    except zlib.error:
        pass
    # Bare deflate has no header to be known by: it is what can be unpacked to its end.
    bare = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacked = bare.decompress(data, limit)
    except zlib.error:
        return data[:limit]
    return unpacked if bare.eof or len(unpacked) == limit else data[:limit]


class _Unpacked(io.RawIOBase):
    """What is in a gzip file, one after another where there are several in it."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        import gzip  # spared where nothing is compressed

        self._file = gzip.GzipFile(fileobj=file, mode="rb")
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        import zlib

        view = memoryview(buffer)
        try:
            data = self._file.read1(len(view))
        except EOFError:
            raise InputError(
                f"{self._name}: its gzip data are cut off in the middle; fetch or make it again"
            ) from None
        # BadGzipFile is an OSError without a number; real ones keep theirs.
        except (OSError, zlib.error) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise InputError(
                f"{self._name}: its gzip data are damaged; fetch or make it again"
            ) from None
        view[: len(data)] = data
        return len(data)
