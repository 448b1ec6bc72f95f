"""Where the command meets the outside: errors, signals, and streams that close or are full.

Decides what the user is told of an error, with which status the process ends, and what a signal does. This is the
one place where an error meets the user. Leaves the options to ``cli``, and to each step what its errors say.
"""

import contextlib
import io
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import TextIO

import click

from summarize.errors import Exit, SettingsError, SummarizeError
from summarize.lean import process_is_own

_STDOUT = 1  # the number that the system knows it by


def say(line: str) -> None:
    """Tell the user something on stderr, a line (or a traceback) at a time."""
    from summarize.render.plain import printable

    if sys.stderr is None:
        return
    # What cannot be told must not stop what is done.
    with contextlib.suppress(OSError):
        for part in line.splitlines():
            sys.stderr.write(f"summarize: {printable(part)}\n")
        sys.stderr.flush()


def run(command: Callable[[], int | None]) -> None:
    """Run the command of a process of its own, and exit with its status."""
    process_is_own()
    if sys.stdout is None:
        sys.stdout = _closed_stdout()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # The same bytes on every machine; a terminal keeps its encoding.
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace", newline="\n")
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        # An exit like any other: unfinished files are removed on the way out. Who is told to
        # ignore the signal (nohup) goes on ignoring it.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda number, _: sys.exit(128 + number))
    try:
        status = command()
        sys.stdout.flush()
    except BrokenPipeError:
        status = Exit.BROKEN_PIPE  # as with ``head``, which has read enough: nothing is told
    except (KeyboardInterrupt, click.Abort):
        say("interrupted")
        status = Exit.INTERRUPTED
    except click.ClickException as error:
        message = error.format_message().removesuffix(".")
        say(f"{message}{'' if message.endswith('?') else ';'} see summarize --help")
        status = Exit.USAGE
    except SettingsError as error:
        say(f"{error}; see summarize --help")
        status = Exit.USAGE
    except Exception as error:
        if "--debug" in sys.argv:
            say(traceback.format_exc())
        status = _told(error)
    _let_go_of_stdout()
    sys.exit(int(status or 0))


def _told(error: Exception) -> Exit:
    """Tell of an error, and return the status that it ends with."""
    if isinstance(error, SummarizeError):
        say(str(error))
        return error.exit_status
    if isinstance(error, OSError):
        say(
            f"the system refuses ({error.strerror or error}); fewer --jobs need less of it, "
            "--debug shows where"
        )
        return Exit.INTERNAL
    say(f"internal error ({type(error).__name__}: {error}); --debug shows where; please report it")
    return Exit.INTERNAL


def _closed_stdout() -> TextIO:
    """A stdout in place of one that was closed: what is written there fails.

    Else the first file that is opened would take its number, and what the system prints would go into it.
    """
    descriptor = os.open(os.devnull, os.O_RDONLY)
    if descriptor != _STDOUT:
        os.dup2(descriptor, _STDOUT)
        os.close(descriptor)
    return open(_STDOUT, "w", encoding="utf-8")


def _let_go_of_stdout() -> None:
    """Leave nothing to print for Python, which flushes at exit and would complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
