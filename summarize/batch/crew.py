"""Who does the work: this process, several processes, or the workers of a cluster.

Decides how workers are started, what they do when their parent is gone, and how they are stopped at
once. Any ``concurrent.futures.Executor`` will do. Leaves the sharing out of work to ``dispatch``.
"""

import contextlib
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Any, ParamSpec, Protocol, TypeVar

from summarize.errors import UsageError
from summarize.lean import process_is_own
from summarize.version import __version__

P = ParamSpec("P")
T = TypeVar("T")


class Crew(Protocol):
    """Workers that can be replaced."""

    jobs: int
    """How many work at the same time."""
    window: int
    """How many chunks may be under way or wait for their turn."""
    chunk: int
    """The largest number of sources in a chunk."""
    shares_files: bool
    """Whether the workers can read the files; else their content is sent along."""

    def start(self) -> Executor:
        """Return an executor with fresh workers; what another was asked for before is still done, if it can be."""

    def finish(self) -> None:
        """Let the workers go when all work is done; return when they are gone."""

    def stop(self) -> None:
        """End all workers at once, whatever they do."""


class Alone:
    """This process does the work, one source at a time, each when its turn has come."""

    jobs = 1
    window = 1
    chunk = 1
    shares_files = True

    def start(self) -> Executor:
        """Return an executor that does what it is given while it is given it."""
        return _Here()

    def finish(self) -> None:
        """Nothing is under way."""

    def stop(self) -> None:
        """Nobody else is at work."""


class _Here(Executor):
    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Processes:
    """``jobs`` processes of this machine."""

    #: 16 sources take some 150 ms: sending them costs nothing beside that, and a worker that
    #: dies takes little with it.
    chunk = 16
    shares_files = True

    def __init__(self, jobs: int) -> None:
        self.jobs = min(jobs, 61) if sys.platform == "win32" else jobs  # Windows waits for no more
        self.window = 4 * self.jobs  # one slow article lets the others get this far ahead
        self._pools: list[Executor] = []

    def start(self) -> Executor:
        """Return a pool of processes."""
        # imported where it is needed: one article alone starts a thirtieth faster
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        # A fork of this process would copy its threads' locks (a progress display, the pool's own);
        # a fork server has none, and has imported what all workers need.
        method = (
            "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        )
        context = multiprocessing.get_context(method)
        if method == "forkserver":
            from multiprocessing import resource_tracker

            context.set_forkserver_preload(["summarize.batch.work"])
            with _interrupts_held():
                resource_tracker.ensure_running()  # here, for it lets Ctrl-C through when it starts

        class Pool(ProcessPoolExecutor):
            def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
                with _interrupts_held():  # processes start when there is work for them
                    return super().submit(fn, *args, **kwargs)

        pool = Pool(self.jobs, mp_context=context, initializer=_settle)
        self._pools.append(pool)
        return pool

    def finish(self) -> None:
        """Wait for the processes, which are idle or terminated, to end.

        Python 3.11 wakes at its exit those pools that are still ending, through a pipe that such a
        pool may just have closed, and tells the error to the terminal: none may be left by then.
        """
        while self._pools:
            self._pools[-1].shutdown(cancel_futures=True)
            self._pools.pop()

    def stop(self) -> None:
        """Terminate the processes."""
        import multiprocessing

        for process in multiprocessing.active_children():
            process.terminate()
        self.finish()


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C, and the end of a terminal, wait until a process is started: what is half started would end in
    its tracebacks.

    The new process, which inherits that, never hears of them; so does the one that Python starts to keep track of
    semaphores.
    """
    if sys.platform == "win32":
        yield
        return
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def _settle() -> None:
    """Make this process a worker."""
    process_is_own()
    # Ctrl-C goes to the parent too, which decides what becomes of the work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # A worker whose parent was killed would wait for work for ever.
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    gc.freeze()


def _leave_with_parent() -> None:
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


class Cluster:
    """The workers of a Dask cluster that runs already; its scheduler replaces those that die.

    Raises:
        UsageError: dask.distributed is not installed, nobody answers at the address, or the
            workers have another version of this program.
    """

    chunk = 16
    shares_files = False

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client  # the extra "cluster"
        except ImportError:
            raise UsageError(
                "--scheduler needs the extra: pip install 'summarize[cluster]'"
            ) from None
        try:
            self._client: Any = Client(address, timeout=10, set_as_default=False)
            versions = set(self._client.run(_version).values())
        except (OSError, ValueError, TimeoutError) as error:
            raise UsageError(f"no Dask scheduler answers at {address} ({error})") from None
        except ImportError as error:
            raise UsageError(f"the workers of {address} lack summarize ({error})") from None
        if versions - {__version__}:
            raise UsageError(
                f"the workers of {address} have summarize {', '.join(sorted(versions))}, "
                f"this is {__version__}; install the same everywhere"
            )
        self.jobs = max(1, sum(self._client.nthreads().values()))
        self.window = 4 * self.jobs

    def start(self) -> Executor:
        """Return an executor that sends calls to the cluster."""
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def finish(self) -> None:
        """Say goodbye to the cluster, which goes on for others."""
        with contextlib.suppress(TimeoutError):  # all is done, and goodbye said as well as can be
            self._client.close(timeout=0.5)

    def stop(self) -> None:
        """Say goodbye: what a client has asked for is forgotten with it."""
        self.finish()


def _version() -> str:
    return __version__


def usable_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
