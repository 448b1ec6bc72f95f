"""Where summaries go: standard output, one file, or a folder with a file for each source.

Decides that nothing is overwritten unasked and that no file is ever seen half written: text goes to
a temporary name beside its place and takes its name when it is whole. Leaves the text to ``render``.
"""

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Protocol

from summarize.batch.sources import SUMMARY_ENDINGS, Source
from summarize.errors import OutputError


class Sink(Protocol):
    """Takes summaries, in order."""

    def write(self, source: Source, text: str) -> None:
        """Take the summary of ``source``; raises OutputError where it cannot be kept."""

    def close(self) -> None:
        """Make everything written so far appear in its place."""

    def abandon(self) -> None:
        """Leave nothing half written behind."""


class StdoutSink:
    """Standard output; ``gap`` stands between two summaries."""

    def __init__(self, gap: str) -> None:
        self._gap = gap
        self._started = False

    def write(self, source: Source, text: str) -> None:
        """Print the summary at once, so that a reader need not wait for the last one."""
        stream = sys.stdout
        if self._started:
            stream.write(self._gap)
        self._started = True
        stream.write(text)
        stream.flush()

    def close(self) -> None:
        """Nothing is held back."""

    def abandon(self) -> None:
        """What is printed is printed."""


class FileSink:
    """One file for all summaries, which appears when all of them are in it."""

    def __init__(self, path: Path, gap: str, overwrite: bool) -> None:
        self._place = _Place(path, overwrite)
        self._gap = gap
        self._draft: _Draft | None = None

    def write(self, source: Source, text: str) -> None:
        """Add the summary to the file."""
        if self._draft is None:
            self._draft = _Draft(self._place)
        else:
            text = self._gap + text
        self._draft.write(text)

    def close(self) -> None:
        """Give the file its name; where nothing was written there is no file."""
        if self._draft is not None:
            self._draft.publish()
            self._draft = None

    def abandon(self) -> None:
        """Remove the unfinished file."""
        if self._draft is not None:
            self._draft.discard()


class FolderSink:
    """A folder with one file for each source, named after it.

    ``sources`` are the words of the command line: no summary replaces one of them.
    """

    def __init__(
        self, folder: Path, ending: str, overwrite: bool, sources: Sequence[str] = ()
    ) -> None:
        self._folder = folder
        self._ending = ending
        self._overwrite = overwrite
        self._sources = sources
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise OutputError(f"{folder}: is a file, not a folder; name another") from None
        except OSError as error:
            raise _cannot_write(folder, error) from error

    def write(self, source: Source, text: str) -> None:
        """Write the summary's file."""
        path = self._folder / source.label.with_name(source.label.name + self._ending)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _cannot_write(path.parent, error) from error
        refuse_sources(path, self._sources)
        draft = _Draft(_Place(path, self._overwrite))
        draft.write(text)
        draft.publish()

    def close(self) -> None:
        """Each file is in its place already."""

    def abandon(self) -> None:
        """Each file is in its place already."""


def refuse_sources(path: Path, sources: Sequence[str]) -> None:
    """Raise OutputError where writing to ``path`` would replace a source.

    A file that exists below a folder that is summarized counts as one.
    """
    if not os.path.isfile(path):
        return
    real = path.resolve()
    for source in sources:
        if os.path.isdir(source):
            own = real.name.endswith(SUMMARY_ENDINGS)
            taken = real.is_relative_to(Path(source).resolve()) and not own
        else:
            taken = os.path.exists(source) and path.samefile(source)
        if taken:
            raise OutputError(f"{path}: is a source; a summary never replaces its article")


class _Place:
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
            found = self.path.stat() if os.path.lexists(self.path) else None
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
            raise _cannot_write(path, error) from error
        self.is_stream = found is not None and not stat.S_ISREG(found.st_mode)
        if found is None:
            if not self.path.parent.is_dir():
                raise OutputError(f"{path}: there is no folder {path.parent}; create it first")
            return
        self.mode = stat.S_IMODE(found.st_mode)
        if stat.S_ISDIR(found.st_mode):
            raise OutputError(f"{path}: is a folder; --output-dir writes into folders")
        if not (overwrite or self.is_stream):
            raise exists(path)


def exists(path: Path) -> OutputError:
    """Return the error that tells that ``path`` is kept."""
    return OutputError(f"{path}: exists and is kept; --overwrite replaces it")


class _Draft:
    """A text on its way into its place, under a temporary name until it is whole."""

    def __init__(self, place: _Place) -> None:
        self._place = place
        try:
            self._file = self._open()
        except OSError as error:
            raise _cannot_write(place.shown, error) from error

    def _open(self) -> IO[str]:
        path = self._place.path
        if self._place.is_stream:
            return open(path, "w", encoding="utf-8", newline="\n")
        return tempfile.NamedTemporaryFile(
            "w",
            encoding="utf-8",
            newline="\n",
            dir=path.parent,
            prefix=f".{path.name[:100]}.",
            suffix=".part",
            delete=False,
        )

    def write(self, text: str) -> None:
        """Add ``text``."""
        with self._whole_or_nothing():
            self._file.write(text)

    def publish(self) -> None:
        """Give the text its name, whole and durable."""
        with self._whole_or_nothing():
            self._file.flush()
            if not self._place.is_stream:
                os.fsync(self._file.fileno())
                mode = self._place.mode
                os.chmod(self._file.name, 0o666 & ~_umask() if mode is None else mode)
            self._file.close()
            if not self._place.is_stream:
                self._take_name()

    @contextlib.contextmanager
    def _whole_or_nothing(self) -> Iterator[None]:
        """Leave nothing behind where a step fails, and say why."""
        try:
            yield
        except BaseException as error:
            self.discard()
            if isinstance(error, OSError):
                raise _cannot_write(self._place.shown, error) from error
            raise

    def _take_name(self) -> None:
        path = self._place.path
        if self._place.overwrite:
            os.replace(self._file.name, path)
            return
        # A link fails where the name is taken, a rename would not: nobody's file is lost even
        # when it appeared a moment ago.
        try:
            os.link(self._file.name, path)
        except FileExistsError:
            raise exists(self._place.shown) from None
        except OSError:  # a filesystem without links
            if os.path.lexists(path):
                raise exists(self._place.shown) from None
            os.replace(self._file.name, path)
        else:
            os.unlink(self._file.name)

    def discard(self) -> None:
        """Leave nothing behind."""
        # A disk that is full fails once more at closing.
        with contextlib.suppress(OSError):
            self._file.close()
        if not self._place.is_stream:
            with contextlib.suppress(OSError):
                Path(self._file.name).unlink(missing_ok=True)


def _cannot_write(path: Path, error: Exception) -> OutputError:
    return OutputError(f"{path}: cannot be written ({getattr(error, 'strerror', None) or error})")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
