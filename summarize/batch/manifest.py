"""The manifest of an output folder: what became of each source, a line of JSON each.

Decides what a later run knows of an earlier one. A line is appended when its summary is in its
place, never before, so that after a crash a summary may lack its line, and no line its summary; the
last line of an output counts. Leaves to ``folder`` what follows from it.
"""

import contextlib
import errno
import json
import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

from summarize.errors import OutputError

NAME = "summarize.manifest.jsonl"

#: What is written outlives this process at once, and a power cut after this many seconds: syncing
#: each line cost a tenth of the speed, and a line that is lost costs one article's work.
SYNC = 1.0


class Row(NamedTuple):
    """What an earlier run says of an output."""

    path: str  # of the source, absolute
    digest: str  # SHA-256 of the source's content
    settings: str  # fingerprint of the job
    done: bool
    written: str  # SHA-256 of the output


class Manifest:
    """The manifest at ``path``, open for appending; nobody else can open it meanwhile.

    What earlier runs wrote is kept in a temporary database on disk, so that memory does not grow
    with the number of rows. ``say`` is told when a line
    cannot be written: that is no reason to stop.

    Raises:
        OutputError: the file cannot be written, is something else, or is in use.
    """

    def __init__(self, path: Path, say: Callable[[str], None]) -> None:
        self._path = path
        self._say = say
        self._synced = time.monotonic()
        self._torn = False  # the last line is not whole
        try:
            self._file: IO[bytes] = open(path, "a+b", buffering=0)  # noqa: SIM115 (close closes it)
            _lock(self._file, path)
            self._begin()
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error
        self._rows = _index(path)

    def _begin(self) -> None:
        """See that the file is ours, and cut off the line that a crash has left half written."""
        self._file.seek(0)
        first = self._file.readline(1 << 20)
        ours = _parsed(first) is not None if first.endswith(b"\n") else _is_cut_off(first)
        if not ours:
            self._file.close()
            raise OutputError(f"{self._path}: is no manifest of this program; move it away")
        end = self._file.seek(0, os.SEEK_END)
        while end:
            start = max(0, end - 4096)
            self._file.seek(start)
            whole = self._file.read(end - start).rfind(b"\n") + 1
            if whole:
                end = start + whole
                break
            end = start
        self._file.truncate(end)

    def row(self, output: str) -> Row | None:
        """What was written last of ``output``, in earlier runs."""
        found = self._rows.execute(
            "SELECT path, digest, settings, done, written FROM rows WHERE output = ?",
            (_encoded(output),),
        ).fetchone()
        if found is None:
            return None
        path, digest, settings, done, written = found
        return Row(path.decode("utf-8", "surrogatepass"), digest, settings, bool(done), written)

    def add(self, row: Mapping[str, Any]) -> None:
        """Append a row."""
        # Halves of characters are written as JSON spells them, all others as they are.
        line = json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        if self._torn:
            line = b"\n" + line
        try:
            if self._file.write(line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self._torn = False
            if time.monotonic() - self._synced > SYNC:
                self._sync()
        except OSError as error:
            if not self._torn:
                self._say(
                    f"{self._path}: cannot be written ({error.strerror or error}); a later "
                    "--resume does again what it does not list"
                )
            self._torn = True

    def _sync(self) -> None:
        os.fsync(self._file.fileno())
        self._synced = time.monotonic()

    def close(self) -> None:
        """Make everything durable and let go of the file."""
        with contextlib.suppress(OSError):  # a full disk was told of before
            self._sync()
        self._file.close()
        self._rows.close()


def _index(path: Path) -> sqlite3.Connection:
    """A temporary database of the last row of each output."""
    try:
        rows = sqlite3.connect("")
        rows.execute(
            "CREATE TABLE rows (output BLOB PRIMARY KEY, path, digest, settings, done, written)"
        )
        with open(path, "rb") as file:
            parsed = filter(None, map(_parsed, file))
            rows.executemany(
                "INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (
                        _encoded(row["output"]),
                        _encoded(str(row.get("path"))),
                        str(row.get("sha256")),
                        str(row.get("settings")),
                        row.get("status") == "done",
                        str(row.get("written")),
                    )
                    for row in parsed
                    if isinstance(row.get("output"), str)
                ),
            )
        rows.commit()
    except sqlite3.Error as error:
        raise OutputError(f"{path}: no room for a temporary index of it ({error})") from error
    return rows


def _encoded(text: str) -> bytes:
    """Names may hold bytes that are no UTF-8: Python reads those as halves of characters."""
    return text.encode("utf-8", "surrogatepass")


def _parsed(line: bytes) -> dict[str, Any] | None:
    """A row of ours; None for anything else, such as the line that a crash cut off."""
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row if isinstance(row, dict) and "source" in row and "status" in row else None


def _is_cut_off(line: bytes) -> bool:
    """Whether this may be the beginning of a first row, or nothing at all."""
    return b'{"source": "'.startswith(line[:12]) and b"\n" not in line


def _lock(file: IO[bytes], path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: two runs at once are not prevented there
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise OutputError(
            f"{path.parent}: another run writes into this folder; wait for it"
        ) from None
    except OSError:
        return  # a filesystem without locks
