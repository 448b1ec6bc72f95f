"""A folder with a summary for each source, and a manifest of what became of each.

Decides what of an earlier run is kept, what may be replaced, and that no article is. Leaves to
``place`` how a file appears, and to ``manifest`` what is remembered of a run.
"""

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from summarize.batch.manifest import NAME, Manifest, Row
from summarize.batch.place import Draft, Place, cannot_write, encoded, exists
from summarize.batch.sources import STDIN_NAME, SUMMARY_ENDINGS, Missing, Source
from summarize.batch.work import Outcome
from summarize.errors import OutputError

#: The ending of unfinished files. What a killed run left of them is removed by ``--resume``.
PART = ".summarize-part"
_LEFTOVER = re.compile(r"\..+\.[a-z0-9_]{8}" + re.escape(PART))


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
        self._originals = Originals(sources)
        self._settings = settings
        self._resume = resume
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise OutputError(f"{folder}: is a file, not a folder; name another") from None
        except OSError as error:
            raise cannot_write(folder, error) from error
        self._manifest = Manifest(folder / NAME, say)
        if resume:
            _sweep(folder)

    def known(self, source: Source) -> str | None:
        """The digest in the manifest, if the file is as it was written, from the same source.

        Raises:
            OutputError: there is a file, and neither resuming nor overwriting was asked for.
        """
        output = self._output(source)
        path = self._folder / output
        if not self._resume:
            if not self._overwrite and os.path.isfile(path):
                raise exists(path, "--resume goes on with an earlier run, ")
            return None
        row = self._manifest.row(output)
        if row is None or not row.done or row.settings != self._settings:
            return None
        there = _content(path) if _is_of(row, source) else None
        return row.digest if there is not None and row.written == _digest(there) else None

    def write(self, source: Source, outcome: Outcome) -> None:
        """Write the summary's file, then its line in the manifest."""
        output = self._output(source)
        path = self._folder / output
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(path.parent, error) from error
        self._originals.spare(path)
        data = encoded(outcome.text)
        there = _content(path) if self._resume else None
        # A run that was killed between a summary and its line: it is the same, and stays.
        if there != data:
            own = there is not None and self._is_own(path, source, output, there)
            draft = Draft(Place(path, self._overwrite or own), PART)
            draft.write(data)
            draft.publish()
        self._record(source, outcome, output, _digest(data))

    def _is_own(self, path: Path, source: Source, output: str, there: bytes) -> bool:
        """Whether this source's summary of an earlier run stands there as it was written."""
        row = self._manifest.row(output)
        if row is None or row.written != _digest(there):
            return False
        # What comes through a pipe has a name that says nothing.
        if self._overwrite or (_is_of(row, source) and source.name != STDIN_NAME):
            return True
        raise OutputError(
            f"{path}: holds the summary of {row.path} and is kept; take another folder, or "
            "--overwrite"
        )

    def failed(self, source: Source | Missing, outcome: Outcome) -> None:
        """Write a line in the manifest."""
        if isinstance(source, Missing):
            self._record(source, outcome, None, None)
            return
        output = self._output(source)
        row = self._manifest.row(output)
        if row is not None and not _is_of(row, source):
            self._record(source, outcome, None, None)  # that line is about another source
        else:  # what an earlier run wrote stays its own
            self._record(source, outcome, output, row.written if row else None)

    def _record(
        self, source: Source | Missing, outcome: Outcome, output: str | None, written: str | None
    ) -> None:
        self._manifest.add(
            {
                "source": source.name,
                "path": _absolute(source),
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

    def _output(self, source: Source) -> str:
        """The summary's path below the folder."""
        return f"{source.label}{self._ending}"

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
    for parent, folders, names in os.walk(folder):
        if NAME in names and Path(parent) != folder:
            folders.clear()  # another run's
            continue
        for name in filter(_LEFTOVER.fullmatch, names):
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(parent, name))


class Originals:
    """The articles themselves: no summary replaces one of them.

    ``sources`` are the words of the command line. A file that exists below a folder that is
    summarized counts as one.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        self._files = {}
        self._folders = []
        for source in sources:
            with contextlib.suppress(OSError, ValueError):  # what is not there is not replaced
                found = os.stat(source)
                if stat.S_ISDIR(found.st_mode):
                    self._folders.append(Path(source).resolve())
                else:
                    self._files[found.st_dev, found.st_ino] = source

    def spare(self, path: Path) -> None:
        """Raise OutputError where writing to ``path`` would replace one."""
        if not os.path.isfile(path):
            return
        found, real = path.stat(), path.resolve()
        taken = (found.st_dev, found.st_ino) in self._files
        if taken:
            raise OutputError(f"{path}: is a source; a summary never replaces its article")
        own = real.name.endswith(SUMMARY_ENDINGS)
        if not own and any(map(real.is_relative_to, self._folders)):
            raise OutputError(
                f"{path}: lies among the sources and could be one, and a summary never replaces its "
                f"article; call it {path.stem}.summary{path.suffix}, or put it elsewhere"
            )


def _absolute(source: Source | Missing) -> str:
    """Where a source is, from whatever folder it is named; of a record its file and its place."""
    return source.name if source.name == STDIN_NAME else os.path.abspath(source.name)


def _is_of(row: Row, source: Source) -> bool:
    return row.path == _absolute(source)
