"""Where summaries go: standard output, one file, or a folder with a file for each source.

Decides that nothing is overwritten unasked and that no file is ever seen half written: text goes to
a temporary name beside its place and takes its name when it is whole. Decides what of an earlier
run is kept. Leaves the text to ``render``, and what is remembered of a run to ``manifest``.
"""

import contextlib
import hashlib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Protocol

from summarize.batch.manifest import NAME, Manifest
from summarize.batch.sources import SUMMARY_ENDINGS, Missing, Source
from summarize.batch.work import Outcome
from summarize.errors import OutputError

#: The ending of unfinished files. What a killed run left of them is removed by ``--resume``.
PART = ".summarize-part"
_LEFTOVER = re.compile(r"\..+\.[a-z0-9_]{8}" + re.escape(PART))


class Sink(Protocol):
    """Takes outcomes, in order."""

    def known(self, source: Source) -> str | None:
        """The digest of the content for which the summary is in its place already.

        Raises OutputError where it is clear before any work that none can be kept.
        """

    def write(self, source: Source, outcome: Outcome) -> None:
        """Take the summary of ``source``; raises OutputError where it cannot be kept."""

    def failed(self, source: Source | Missing, outcome: Outcome) -> None:
        """Take note of a source without a summary."""

    def close(self) -> None:
        """Make everything written so far appear in its place."""

    def abandon(self) -> None:
        """Leave nothing half written behind."""


class _Forgetful:
    """A sink that knows nothing of earlier runs and keeps no record of failures."""

    def known(self, source: Source) -> str | None:
        """Nothing."""
        return None

    def failed(self, source: Source | Missing, outcome: Outcome) -> None:
        """Whoever runs it tells the user."""


class StdoutSink(_Forgetful):
    """Standard output; ``gap`` stands between two summaries."""

    def __init__(self, gap: str) -> None:
        self._gap = gap
        self._started = False

    def write(self, source: Source, outcome: Outcome) -> None:
        """Print the summary at once, so that a reader need not wait for the last one."""
        stream = sys.stdout
        if self._started:
            stream.write(self._gap)
        self._started = True
        stream.write(outcome.text)
        stream.flush()

    def close(self) -> None:
        """Nothing is held back."""

    def abandon(self) -> None:
        """What is printed is printed."""


class FileSink(_Forgetful):
    """One file for all summaries, which appears when all of them are in it."""

    def __init__(self, path: Path, gap: str, overwrite: bool) -> None:
        self._place = _Place(path, overwrite)
        self._gap = gap
        self._draft: _Draft | None = None

    def write(self, source: Source, outcome: Outcome) -> None:
        """Add the summary to the file."""
        if self._draft is None:
            self._draft = _Draft(self._place)
        else:
            self._draft.write(self._gap)
        self._draft.write(outcome.text)

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
    """A folder with one file for each source, named after it, and a manifest.

    ``sources`` are the words of the command line: no summary replaces one of them. ``settings`` is
    the fingerprint of the job. With ``resume``, what an earlier run did with the same settings for
    the same content is known, what it left half done is removed, and what it wrote may be replaced
    as long as nobody has changed it since.

    Raises:
        OutputError: the folder cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        ending: str,
        overwrite: bool,
        sources: Sequence[str] = (),
        *,
        settings: str,
        resume: bool,
        say: Callable[[str], None],
    ) -> None:
        self._folder = folder
        self._ending = ending
        self._overwrite = overwrite
        self._sources = sources
        self._settings = settings
        self._resume = resume
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise OutputError(f"{folder}: is a file, not a folder; name another") from None
        except OSError as error:
            raise _cannot_write(folder, error) from error
        self._manifest = Manifest(folder / NAME, remember=resume, say=say)
        if resume:
            _sweep(folder)

    def known(self, source: Source) -> str | None:
        """The digest in the manifest, if the file is there and was made with the same settings."""
        output = self._output(source)
        if not self._resume:
            if not self._overwrite and os.path.isfile(self._folder / output):
                raise exists(self._folder / output, "--resume goes on with an earlier run, ")
            return None
        row = self._manifest.row(str(output))
        if row is None or not row.done or row.settings != self._settings:
            return None
        return row.digest if os.path.lexists(self._folder / output) else None

    def write(self, source: Source, outcome: Outcome) -> None:
        """Write the summary's file, then its line in the manifest."""
        output = self._output(source)
        path = self._folder / output
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _cannot_write(path.parent, error) from error
        refuse_sources(path, self._sources)
        data = outcome.text.encode("utf-8")
        there = _content(path) if self._resume else None
        # A run that was killed between a summary and its line: it is the same, and stays.
        if there is None or there != data:
            row = self._manifest.row(str(output)) if there is not None else None
            own = row is not None and there is not None and row.written == _digest(there)
            draft = _Draft(_Place(path, self._overwrite or own))
            draft.write(outcome.text)
            draft.publish()
        self._record(source, outcome, str(output), _digest(data))

    def failed(self, source: Source | Missing, outcome: Outcome) -> None:
        """Write a line in the manifest."""
        if isinstance(source, Missing):
            self._record(source, outcome, None, None)
            return
        output = str(self._output(source))
        # What an earlier run wrote stays its own.
        row = self._manifest.row(output)
        self._record(source, outcome, output, row.written if row else None)

    def _record(
        self, source: Source | Missing, outcome: Outcome, output: str | None, written: str | None
    ) -> None:
        self._manifest.add(
            {
                "source": source.name,
                "output": output,
                "status": "done" if outcome.error is None else "failed",
                "reason": outcome.reason(source.name),
                "words": outcome.words,
                "ms": outcome.milliseconds,
                "notes": outcome.notes,
                "sha256": outcome.digest,
                "written": written,
                "settings": self._settings,
            }
        )

    def _output(self, source: Source) -> Path:
        return Path(source.label.with_name(source.label.name + self._ending))

    def close(self) -> None:
        """Each file is in its place already; make the manifest durable."""
        self._manifest.close()

    def abandon(self) -> None:
        """Each file is in its place already; what is done is not lost."""
        self._manifest.close()


def _content(path: Path) -> bytes | None:
    """The bytes of a file that is there."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None  # writing will say what is wrong


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sweep(folder: Path) -> None:
    """Remove what a killed run left half written."""
    for parent, _, names in os.walk(folder):
        for name in filter(_LEFTOVER.fullmatch, names):
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(parent, name))


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


def exists(path: Path, advice: str = "") -> OutputError:
    """Return the error that tells that ``path`` is kept."""
    return OutputError(f"{path}: exists and is kept; {advice}--overwrite replaces it")


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
            suffix=PART,
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
