"""A time limit on what one source may take.

Decides how running code is interrupted: by the system's alarm clock where the code runs in a
process's main thread, and by an exception set upon the thread elsewhere (on systems without that
clock, and in a cluster's worker threads). Leaves to ``work`` what is said of it.
"""

import contextlib
import signal
import threading
from collections.abc import Iterator

#: A signal that arrives while Python cleans up is lost ("exception ignored in"): it comes again.
AGAIN = 0.1  # seconds


class TooLate(BaseException):
    """The time is up. No ``Exception``: what handles those must not swallow it."""


@contextlib.contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """Raise ``TooLate`` in the body once it has run for ``seconds``; None: never."""
    if seconds is None:
        yield
    elif hasattr(signal, "setitimer") and _in_main_thread():
        with _alarm(seconds):
            yield
    else:
        with _exception_from_outside(seconds):
            yield


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TooLate

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _exception_from_outside(seconds: float) -> Iterator[None]:
    import ctypes  # spared where there is no such deadline

    thread = ctypes.c_ulong(threading.get_ident())
    lock, over = threading.Lock(), threading.Event()

    def interrupt() -> None:
        with lock:  # not a moment after the body has ended
            if not over.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TooLate))

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over.set()
        timer.cancel()
