"""What can go wrong for a user, each with its exit status.

Decides the family of errors and the exit status of each. Leaves their wording to the place that
raises them: a message says what happened, to which file, and what to try.
"""

import errno
from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses of the command; the README documents them."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    INPUT = 3
    NO_CONTENT = 4
    OUTPUT = 5
    NOTHING_DONE = 6
    TOO_LATE = 7
    INTERNAL = 70
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class SummarizeError(Exception):
    """Anything a user can mend; the parent of all errors this package raises on purpose."""

    exit_status = Exit.INTERNAL


class UsageError(SummarizeError):
    """The command line asks for what cannot be had together, here or now."""

    exit_status = Exit.USAGE


class SettingsError(SummarizeError, ValueError):
    """A setting has a value it cannot have."""

    exit_status = Exit.USAGE


class InputError(SummarizeError):
    """A source cannot be read: it is missing, locked, binary, or of a format not installed."""

    exit_status = Exit.INPUT


class NoContentError(SummarizeError):
    """A source was read, and there is no article in it."""

    exit_status = Exit.NO_CONTENT


class OutputError(SummarizeError):
    """A summary cannot be written where it was asked for."""

    exit_status = Exit.OUTPUT


class LostOutputError(SummarizeError):
    """The one output of all summaries takes nothing more: there is no use in going on."""

    exit_status = Exit.OUTPUT


def no_stdout(error: OSError) -> str:
    """Say that standard output cannot be written, and why."""
    closed = error.errno == errno.EBADF
    reason = "it is closed; give --output" if closed else error.strerror
    return f"standard output cannot be written ({reason})"
