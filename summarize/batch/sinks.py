"""Where summaries go: standard output, one file, or a folder with a file for each source.

Decides that nothing is overwritten unasked and that no file is ever seen half written: text goes to
a temporary name beside its place and takes its name when it is whole. Leaves the text to ``render``.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Protocol

from summarize.batch.sources import Source
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
        self._path = path
        self._gap = gap
        self._overwrite = overwrite
        self._file: IO[str] | None = None
        refuse_existing(path, overwrite)
        if not path.parent.is_dir():
            raise OutputError(f"{path}: there is no folder {path.parent}; create it first")

    def write(self, source: Source, text: str) -> None:
        """Add the summary to the file."""
        try:
            if self._file is None:
                self._file = _temporary(self._path)
            else:
                self._file.write(self._gap)
            self._file.write(text)
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def close(self) -> None:
        """Give the file its name; where nothing was written there is no file."""
        if self._file is not None:
            file, self._file = self._file, None
            _publish(file, self._path, self._overwrite)

    def abandon(self) -> None:
        """Remove the unfinished file."""
        if self._file is not None:
            _discard(self._file)
            self._file = None


class FolderSink:
    """A folder with one file for each source, named after it."""

    def __init__(self, folder: Path, ending: str, overwrite: bool) -> None:
        self._folder = folder
        self._ending = ending
        self._overwrite = overwrite
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise OutputError(f"{folder}: is a file, not a folder; name another") from None
        except OSError as error:
            raise cannot_write(folder, error) from error

    def write(self, source: Source, text: str) -> None:
        """Write the summary's file."""
        path = self._folder / source.label.with_name(source.label.name + self._ending)
        refuse_existing(path, self._overwrite)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = _temporary(path)
        except OSError as error:
            raise cannot_write(path, error) from error
        try:
            file.write(text)
        except OSError as error:
            _discard(file)
            raise cannot_write(path, error) from error
        _publish(file, path, self._overwrite)

    def close(self) -> None:
        """Each file is in its place already."""

    def abandon(self) -> None:
        """Each file is in its place already."""


def refuse_existing(path: Path, overwrite: bool) -> None:
    """Raise OutputError where ``path`` cannot be a new file."""
    if path.is_dir():
        raise OutputError(f"{path}: is a folder; --output-dir writes into folders")
    if not overwrite and os.path.lexists(path):
        raise OutputError(f"{path}: exists and is kept; --overwrite replaces it")


def refuse_sources(path: Path, sources: Sequence[str]) -> None:
    """Raise OutputError where writing to ``path`` would replace a source."""
    for source in sources:
        if path.exists() and Path(source).exists() and path.samefile(source):
            raise OutputError(f"{path}: is a source; a summary never replaces its article")


def cannot_write(path: Path, error: OSError) -> OutputError:
    """Return the error that tells why ``path`` could not be written."""
    return OutputError(f"{path}: cannot be written ({error.strerror or error})")


def _temporary(path: Path) -> IO[str]:
    return tempfile.NamedTemporaryFile(
        "w",
        encoding="utf-8",
        newline="\n",
        dir=path.parent,
        prefix=f".{path.name[:100]}.",
        suffix=".part",
        delete=False,
    )


def _publish(file: IO[str], path: Path, overwrite: bool) -> None:
    """Give the temporary ``file`` the name ``path``, whole and durable."""
    try:
        file.flush()
        os.fsync(file.fileno())
        os.chmod(file.name, 0o666 & ~_umask())
        file.close()
        if overwrite:
            os.replace(file.name, path)
        else:
            # A link fails where the name is taken, a rename would not: nobody's file is lost even
            # when it appeared a moment ago.
            try:
                os.link(file.name, path)
            except FileExistsError:
                raise
            except OSError:  # a filesystem without links
                refuse_existing(path, overwrite)
                os.replace(file.name, path)
            else:
                os.unlink(file.name)
    except FileExistsError:
        _discard(file)
        refuse_existing(path, overwrite)
    except OSError as error:
        _discard(file)
        raise cannot_write(path, error) from error


def _discard(file: IO[str]) -> None:
    try:
        file.close()
    finally:
        Path(file.name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
