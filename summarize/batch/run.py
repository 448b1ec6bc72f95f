"""The loop over the sources: many sources, one report; one file is a batch of one.

Decides what is told to whom while it runs (summaries to the sink, everything else to the watch),
what becomes of the rest when something stops the run, and that one bad source does not. Leaves the
work to ``dispatch``, and what is kept of an earlier run to the sink.
"""

import contextlib
import sys
import traceback
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from summarize.batch.crew import Crew
from summarize.batch.dispatch import dispatch
from summarize.batch.progress import Watch
from summarize.batch.report import Report
from summarize.batch.sinks import Sink
from summarize.batch.sources import Missing, Source
from summarize.batch.work import Job, Outcome, Task
from summarize.errors import OutputError
from summarize.render.plain import one_line

#: Outcomes that may be on their way to a sink that waits for a disk.
BEHIND = 4
#: Seconds after which one thread makes room for the other. The writer asks for it after each of some
#: twenty calls a file: at the usual .005 it falls behind the work, and nothing is gained.
SWITCH = 0.0002
#: So many failures for the same reason are told one by one: a wrong option fails a million rows.
ALIKE = 50

Outcomes = Generator[tuple[Source | Missing, Outcome], None, None]
Behind = deque[tuple[Source | Missing, Future[Outcome]]]


def run(
    sources: Iterable[Source | Missing],
    job: Job,
    sink: Sink,
    crew: Crew,
    watch: Watch,
    report: Report,
    *,
    notes: bool = True,
    debug: bool = False,
    fail_fast: bool = False,
) -> None:
    """Do ``job`` for each of ``sources``, in order, and count the outcomes in ``report``.

    ``notes`` are told unless False; ``fail_fast`` ends the run at the first failure, and a file
    that all summaries go to does not appear then.
    """
    outcomes = dispatch(_tasks(sources, sink), job, crew)
    behind: Behind = deque()
    taken = _taken(outcomes, sink, behind, BEHIND if sink.waits and not fail_fast else 0)
    try:
        for source, kept in taken:
            alike = report.add(source.name, kept)
            watch.see(report, source.name)
            _tell(source.name, kept, watch, notes, debug, alike)
            if kept.error is not None and fail_fast:
                _stop(taken, outcomes, crew, sink)
                return
        sink.close()
    except BaseException:
        _stop(taken, outcomes, crew, sink)
        for late, future in behind:  # nobody has heard of these yet, and they are done
            if future.exception() is None:
                report.add(late.name, future.result())
        raise
    finally:
        watch.close()


def _stop(taken: Outcomes, outcomes: Outcomes, crew: Crew, sink: Sink) -> None:
    """End everything at once; what is done stays."""
    taken.close()
    outcomes.close()
    crew.stop()
    sink.abandon()


def _tasks(sources: Iterable[Source | Missing], sink: Sink) -> Iterator[Task]:
    for source in sources:
        if isinstance(source, Missing):
            yield Task(source)
            continue
        try:
            yield Task(source, sink.known(source))
        except OutputError as error:  # it is not worked on for nothing
            yield Task(Missing(source.name, error))


def _taken(outcomes: Outcomes, sink: Sink, behind: Behind, most: int) -> Outcomes:
    """Each outcome after the sink has taken it, in order.

    The sink may be ``most`` outcomes late, those in ``behind``: it takes them in a thread of its
    own, while the next source is worked on.
    """
    if not most:
        for source, outcome in outcomes:
            yield source, _kept(source, outcome, sink)
        return
    with _switching(), ThreadPoolExecutor(1) as writer:
        for source, outcome in outcomes:
            behind.append((source, writer.submit(_kept, source, outcome, sink)))
            while behind and (len(behind) > most or behind[0][1].done()):
                yield _first(behind)
        while behind:
            yield _first(behind)


def _first(behind: Behind) -> tuple[Source | Missing, Outcome]:
    source, kept = behind[0]
    outcome = kept.result()
    behind.popleft()
    return source, outcome


@contextlib.contextmanager
def _switching() -> Iterator[None]:
    """Let threads take turns more often."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _kept(source: Source | Missing, outcome: Outcome, sink: Sink) -> Outcome:
    """The outcome, after the sink has taken it."""
    if outcome.skipped:
        return outcome
    if outcome.error is None and isinstance(source, Source):
        try:
            sink.write(source, outcome)
            return outcome
        except OutputError as error:
            failed = outcome._replace(error=str(error), exit_status=error.exit_status)
            outcome = failed._replace(trace=traceback.format_exc())
    sink.failed(source, outcome)
    return outcome


def _tell(name: str, outcome: Outcome, watch: Watch, notes: bool, debug: bool, alike: int) -> None:
    """Tell what there is to tell; of many failures that are ``alike`` the first ones."""
    if notes:
        for note in outcome.notes:
            watch.say(one_line(f"{name}: {note}"))
    for line in outcome.report:
        watch.say(line)
    if outcome.error is not None and alike <= ALIKE:
        if debug and outcome.trace:
            watch.say(outcome.trace)
        more = " (more like this are only counted)" if alike == ALIKE else ""
        watch.say(one_line(outcome.error) + more)
