"""The loop over the sources: many sources, one report; one file is a batch of one.

Decides what is told to whom while it runs (summaries to the sink, everything else to the watch),
what becomes of the rest when something stops the run, and that one bad source does not. Leaves the
work to ``dispatch``, and what is kept of an earlier run to the sink.
"""

import traceback
from collections.abc import Iterable, Iterator

from summarize.batch.crew import Crew
from summarize.batch.dispatch import dispatch
from summarize.batch.progress import Watch
from summarize.batch.report import Report
from summarize.batch.sinks import Sink
from summarize.batch.sources import Missing, Source
from summarize.batch.work import Job, Outcome, Task
from summarize.errors import OutputError
from summarize.render.plain import one_line

#: So many failures for the same reason are told one by one: a wrong option fails a million rows.
ALIKE = 50


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
    try:
        for source, outcome in outcomes:
            kept = _kept(source, outcome, sink)
            alike = report.add(source.name, kept)
            watch.see(report, source.name)
            _tell(source.name, kept, watch, notes, debug, alike)
            if kept.error is not None and fail_fast:
                _stop(crew, sink)
                return
        sink.close()
    except BaseException:
        _stop(crew, sink)
        raise
    finally:
        watch.close()


def _stop(crew: Crew, sink: Sink) -> None:
    """End everything at once; what is done stays, and a second Ctrl-C finds no draft left behind."""
    try:
        sink.abandon()
    finally:
        crew.stop()


def _tasks(sources: Iterable[Source | Missing], sink: Sink) -> Iterator[Task]:
    for source in sources:
        if isinstance(source, Missing):
            yield Task(source)
            continue
        try:
            yield Task(source, sink.known(source))
        except OutputError as error:  # it is not worked on for nothing
            yield Task(Missing(source.name, error))


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
