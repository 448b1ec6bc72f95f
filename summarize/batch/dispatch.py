"""Sources to workers and outcomes back, in order.

Decides how many sources travel together, how many may be under way, and what happens when a worker
dies: its chunk is done again, one source at a time, so that the one that kills is found and the
others are done. Memory does not grow with the number of sources. Leaves the work to ``work`` and
the workers to ``crew``.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import NamedTuple

from summarize.batch.crew import Crew
from summarize.batch.sources import Missing, Source
from summarize.batch.work import Job, Outcome, Task, fetched, work_all
from summarize.errors import Exit

#: Sources that carry their content make a chunk at this size, however few they are.
CHUNK_SIZE = 1 << 18  # characters or bytes
#: No more is handed out while so much content is under way, however many workers are idle.
UNDER_WAY = 1 << 27  # characters or bytes


class _Chunk(NamedTuple):
    tasks: list[Task]
    size: int  # characters or bytes of content
    future: Future[list[Outcome]]
    executor: Executor


def dispatch(
    tasks: Iterable[Task], job: Job, crew: Crew
) -> Iterator[tuple[Source | Missing, Outcome]]:
    """Yield each task's source with what became of it, in the order of the tasks.

    Who stops before the last one stops the crew too.
    """
    waiting: deque[_Chunk] = deque()
    chunks = _chunks(tasks, crew)
    hands = _Hands(crew, job)
    while True:
        while _has_room(waiting, crew) and (chunk := next(chunks, None)):
            waiting.append(hands.take(chunk))
        if not waiting:
            break
        head = waiting.popleft()
        try:
            outcomes = head.future.result()
        except Exception as lost:  # ``work`` raises none: its worker is gone
            # A pool is lost as a whole; a cluster loses one worker, and replaces it.
            broken = isinstance(lost, BrokenExecutor)
            if broken:
                hands.replace(head.executor)
            outcomes = [hands.alone(task) for task in head.tasks]
            if broken:
                waiting = deque(c if _arrived(c) else hands.take(c.tasks) for c in waiting)
        for task, outcome in zip(head.tasks, outcomes, strict=True):
            yield task.source, outcome
    crew.finish()


class _Hands:
    """The workers at hand, replaced when they are lost."""

    def __init__(self, crew: Crew, job: Job) -> None:
        self._crew = crew
        self._job = job
        self._executor = crew.start()

    def take(self, tasks: list[Task]) -> _Chunk:
        """Hand out a chunk."""
        try:
            future = self._executor.submit(work_all, tasks, self._job)
        except (BrokenExecutor, OSError):  # OSError: the server that forks workers is gone
            self.replace(self._executor)
            future = self._executor.submit(work_all, tasks, self._job)
        return _Chunk(tasks, sum(map(_size, tasks)), future, self._executor)

    def alone(self, task: Task) -> Outcome:
        """Do one task, in a pool while nothing else is under way: who dies now has died of it."""
        try:
            chunk = self.take([task])
            return chunk.future.result()[0]
        except Exception as lost:
            if isinstance(lost, BrokenExecutor):
                self.replace(self._executor)
            return Outcome(
                error=f"{task.source.name}: the process that worked on it died (killed, or out of "
                "memory?); try it alone",
                exit_status=Exit.INTERNAL,
            )

    def replace(self, executor: Executor) -> None:
        """Start anew, unless somebody has found out before that ``executor`` is lost."""
        if executor is self._executor:
            self._executor = self._crew.start()


def _has_room(waiting: Collection[_Chunk], crew: Crew) -> bool:
    under_way = sum([chunk.size for chunk in waiting])
    return len(waiting) < crew.window and (not waiting or under_way < UNDER_WAY)


def _arrived(chunk: _Chunk) -> bool:
    future = chunk.future
    return future.done() and not future.cancelled() and future.exception() is None


def _chunks(tasks: Iterable[Task], crew: Crew) -> Iterator[list[Task]]:
    """Chunks that grow: the first outcome comes soon, and a small batch keeps everybody busy."""
    chunk: list[Task] = []
    size = count = 0
    for task in tasks:
        task = fetched(task, everything=not crew.shares_files)
        chunk.append(task)
        size += _size(task)
        if len(chunk) >= min(crew.chunk, 1 + count // (2 * crew.jobs)) or size >= CHUNK_SIZE:
            yield chunk
            count += 1
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(task: Task) -> int:
    """About how much a task weighs on its way."""
    if isinstance(task.source, Missing):
        return 0
    size = len(task.source.content or "")
    for value in (task.source.fields or {}).values():
        if isinstance(value, str):
            size += len(value)
        elif isinstance(value, list | dict):
            size += 16 * len(value)
    return size
