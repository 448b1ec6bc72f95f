"""How a file takes its place: whole, durable, and never in place of another unasked.

Decides what may be written and when a file appears under its name: a text goes to a temporary name
beside its place, and takes its name when all of it is on disk. Leaves to ``sinks`` and ``folder``
what is written where.
"""

import contextlib
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from summarize.errors import OutputError

#: The ending of unfinished files, unless another is given.
PART = ".part"

_OPEN_FILE = re.compile(r"/dev/(?:stdout|stderr|fd/([0-9]{1,6}))")


class Place:
    """A path that may be written: a new file, one that may be replaced, or a device or pipe.

    Raises:
        OutputError: it may not.
    """

    def __init__(self, path: Path, overwrite: bool) -> None:
        self.shown = path
        self.overwrite = overwrite
        self.mode: int | None = None
        try:
            # A link stays, and what it points to is written.
            self.path = path.resolve()
            found = path.stat() if os.path.exists(path) else None
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
            raise cannot_write(path, error) from error
        self.is_stream = found is not None and not stat.S_ISREG(found.st_mode)
        # A file that the shell has opened, perhaps to append to, is written where it stands.
        self.descriptor = None if found is None or self.is_stream else _descriptor(path)
        self.is_stream |= self.descriptor is not None
        if self.is_stream:
            self.path = path  # a pipe that /dev/fd names has no other name
        if found is None:
            if not self.path.parent.is_dir():
                raise OutputError(f"{path}: there is no folder {path.parent}; create it first")
            return
        self.mode = stat.S_IMODE(found.st_mode)
        if stat.S_ISDIR(found.st_mode):
            raise OutputError(f"{path}: is a folder; --output-dir writes into folders")
        if not (overwrite or self.is_stream):
            raise exists(path)


def exists(path: Path, advice: str = "") -> OutputError:
    """Return the error that tells that ``path`` is kept."""
    return OutputError(f"{path}: exists and is kept; {advice}--overwrite replaces it")


class Draft:
    """A file on its way into its place, under a temporary name until it is whole.

    After a failure it is gone, and every further step fails for the same reason.
    """

    def __init__(self, place: Place, ending: str = PART) -> None:
        self._place = place
        self._ending = ending
        self._failure: OutputError | None = None
        try:
            self.name, self.file = self._open()
        except OSError as error:
            raise cannot_write(place.shown, error) from error

    def _open(self) -> tuple[str, IO[bytes]]:
        path = self._place.path
        if self._place.descriptor is not None:
            return str(path), open(os.dup(self._place.descriptor), "wb")
        if self._place.is_stream:
            return str(path), open(path, "wb")
        descriptor, name = tempfile.mkstemp(self._ending, f".{path.name[:50]}.", path.parent)
        return name, open(descriptor, "wb")

    def write(self, data: bytes) -> None:
        """Add ``data``."""
        with self.whole_or_nothing():
            self.file.write(data)

    def publish(self) -> None:
        """Give the text its name, whole and durable."""
        with self.whole_or_nothing():
            self.file.flush()
            if not self._place.is_stream:
                os.fsync(self.file.fileno())
                mode = self._place.mode
                os.chmod(self.name, 0o666 & ~_umask() if mode is None else mode)
            self.file.close()
            if not self._place.is_stream:
                self._take_name()

    @contextlib.contextmanager
    def whole_or_nothing(self) -> Iterator[None]:
        """Leave nothing behind where a step fails, and say why."""
        if self._failure is not None:
            raise self._failure
        try:
            yield
        except OSError as error:
            self.discard()
            self._failure = cannot_write(self._place.shown, error)
            raise self._failure from error
        except BaseException:
            self.discard()
            raise

    def _take_name(self) -> None:
        path = self._place.path
        if self._place.overwrite:
            os.replace(self.name, path)
            return
        # A link fails where the name is taken, a rename would not: nobody's file is lost even
        # when it appeared a moment ago.
        try:
            os.link(self.name, path)
        except FileExistsError:
            raise exists(self._place.shown) from None
        except OSError:  # a filesystem without links
            if os.path.lexists(path):
                raise exists(self._place.shown) from None
            os.replace(self.name, path)
        else:
            os.unlink(self.name)

    def discard(self) -> None:
        """Leave nothing behind."""
        # A disk that is full fails once more at closing.
        with contextlib.suppress(OSError):
            self.file.close()
        if not self._place.is_stream:
            with contextlib.suppress(OSError):
                Path(self.name).unlink(missing_ok=True)


def _descriptor(path: Path) -> int | None:
    """Return the number of the open file that a path names."""
    found = _OPEN_FILE.fullmatch(str(path))
    if found is None:
        return None
    return int(found[1]) if found[1] else {"stdout": 1, "stderr": 2}[path.name]


def encoded(text: str) -> bytes:
    """Return ``text`` as it is written: UTF-8, with marks for what that cannot say."""
    return text.encode("utf-8", "replace")


def cannot_write(path: Path, error: Exception) -> OutputError:
    """Return the error that tells why ``path`` is not written."""
    return OutputError(f"{path}: cannot be written ({getattr(error, 'strerror', None) or error})")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
