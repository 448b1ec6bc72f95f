"""The command: words of the shell in, exit status out.

Decides the options and their help. Builds ``Settings`` and a ``Job`` and leaves everything else to
``batch``, and to ``boundary`` what becomes of errors. Nothing heavy is imported before the options
are known to be right: ``--help`` and usage errors must be instant.
"""

import gc
import math
import os
import sys
import threading
import time
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarize import boundary
from summarize.boundary import say
from summarize.errors import Exit, OutputError, no_stdout
from summarize.settings import Settings
from summarize.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from summarize.batch.crew import Crew
    from summarize.batch.progress import Watch
    from summarize.batch.sinks import Sink
    from summarize.batch.sources import Missing, Source
    from summarize.batch.work import Job, Screen

#: For so few sources no processes are started: that takes as long as they do.
FEW = 8

_EXAMPLES = """\
Examples:
  summarize article.txt                          a summary of a length that suits the article
  summarize article.txt --words 120 -p 2         at most 120 words, in 2 paragraphs
  pdftotext report.pdf - | summarize             what comes through a pipe
  summarize news/ --words 80 --output-dir out    a summary file for each article of a folder
  summarize rows.jsonl -o summaries.jsonl        a row of data for each row with a "text"
  summarize article.txt --json | jq .paragraphs  every sentence with its place in the source
  summarize article.txt --clean-only             the article without boilerplate
"""
_EXITS = """\
Exit status:
  0 done   1 some sources failed   2 wrong usage   3 a source cannot be read
  4 no article in the source   5 the output cannot be written
  6 every source failed, for several reasons   7 a source took longer than --timeout
  130 interrupted
"""


class _Command(click.Command):
    """A command whose help begins with examples and ends with the exit statuses."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:  # click would take it for its own
            raise click.exceptions.Exit(Exit.BROKEN_PIPE) from None
        except OSError as error:  # help and version are printed while the options are read
            raise OutputError(no_stdout(error)) from error

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(_EXAMPLES + "\n")
        super().format_help(ctx, formatter)
        formatter.write("\n" + _EXITS)


class _Output(click.Path):
    """The name of a file or a folder to write; none is empty, as one from an unset variable is."""

    def __init__(self, *, folder: bool = False) -> None:
        super().__init__()
        self._folder = folder

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        if value == "":
            self.fail("the name is empty", param, ctx)
        if not self._folder and str(value).endswith(("/", os.sep)):
            self.fail(
                f"{value} ends as a folder does; --output-dir writes into folders", param, ctx
            )
        return Path(os.fsdecode(super().convert(value, param, ctx)))  # type: ignore[arg-type]


def _number(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    """Refuse what lies in no range and outside none."""
    if value is not None and math.isnan(value):
        raise click.BadParameter("nan is no number")
    return value


_COUNT = click.IntRange(1)  # ``Settings`` knows the other end
_SOURCE = click.Path(readable=False)  # what cannot be read is one failure among others


@click.command(
    cls=_Command,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|-]...", type=_SOURCE)
@click.option(
    "-w", "--words", type=_COUNT, help="At most N words, as wc -w counts them.", metavar="N"
)
@click.option(
    "-p",
    "--paragraphs",
    type=_COUNT,
    help="N paragraphs (fewer only if sentences are).",
    metavar="N",
)
@click.option("-s", "--sentences", type=_COUNT, help="At most N sentences.", metavar="N")
@click.option(
    "--ratio",
    type=click.FloatRange(0, 1, min_open=True),
    help="At most this share of the article's words, such as 0.2.",
    metavar="SHARE",
)
@click.option(
    "-f",
    "--format",
    "format_name",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="The output's format; JSON is one line an article.",
)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option(
    "-o",
    "--output",
    type=_Output(),
    help="Write to FILE instead of stdout; one that ends in .jsonl or .parquet gets data.",
    metavar="FILE",
)
@click.option(
    "--output-dir",
    type=_Output(folder=True),
    help="Write a file for each source into DIR.",
    metavar="DIR",
)
@click.option("--overwrite", is_flag=True, help="Replace output files that exist.")
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with an earlier run into --output-dir: skip what is done, do again what changed.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 512),
    help="How many articles at the same time; else as many as there are cores.",
    metavar="N",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, 1e9, min_open=True),
    callback=_number,
    help="Give an article up after so many seconds.",
    metavar="SECONDS",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first source that fails.")
@click.option(
    "--scheduler",
    help="Send the work to a Dask cluster, such as tcp://10.0.0.1:8786.",
    metavar="ADDRESS",
)
@click.option(
    "--include",
    multiple=True,
    help="Which files of a folder are articles, such as '*.txt'; may be repeated.",
    metavar="PATTERN",
)
@click.option(
    "--text-field",
    help="Which field of JSON Lines or Parquet has the text (usually text); "
    "with it standard input is JSON Lines.",
    metavar="NAME",
)
@click.option(
    "--id-field",
    help="Which field names a record (usually id, else its number does).",
    metavar="NAME",
)
@click.option(
    "-l", "--lang", help="The articles' language, such as en; else detected.", metavar="CODE"
)
@click.option("--clean-only", is_flag=True, help="Print the cleaned article instead of a summary.")
@click.option(
    "--no-clean", is_flag=True, help="Keep every line but a request; remove no boilerplate."
)
@click.option("--no-request", is_flag=True, help="Do not obey a request line in the source.")
@click.option(
    "--rules",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A TOML file with lines of your own to keep and to drop; may be repeated.",
    metavar="FILE",
)
@click.option("--show-removed", is_flag=True, help="List on stderr what was removed, and why.")
@click.option("--explain", is_flag=True, help="Show on stderr why each sentence was chosen.")
@click.option("-q", "--quiet", is_flag=True, help="Print no notes on stderr, only errors.")
@click.option("--debug", is_flag=True, help="Show tracebacks of errors.")
@click.version_option(__version__, "--version", prog_name="summarize")
@click.pass_context
def command(
    context: click.Context,
    sources: tuple[str, ...],
    words: int | None,
    paragraphs: int | None,
    sentences: int | None,
    ratio: float | None,
    format_name: str,
    as_json: bool,
    output: Path | None,
    output_dir: Path | None,
    overwrite: bool,
    resume: bool,
    jobs: int | None,
    timeout: float | None,
    fail_fast: bool,
    scheduler: str | None,
    include: tuple[str, ...],
    text_field: str | None,
    id_field: str | None,
    lang: str | None,
    clean_only: bool,
    no_clean: bool,
    no_request: bool,
    rules: tuple[Path, ...],
    show_removed: bool,
    explain: bool,
    quiet: bool,
    debug: bool,
) -> int:
    """Summarize news articles: the sentences that matter, verbatim, within a bound that holds.

    Reads files, folders (searched for articles, subfolders too) and, for "-" or a pipe, standard
    input; also many articles in a file (.jsonl, .parquet, .warc), and what gzip has compressed
    (.gz). The summary goes to stdout, notes and errors to stderr.
    """
    if not sources:
        if sys.stdin is not None and sys.stdin.isatty():
            click.echo(context.get_help(), err=True)
            return Exit.USAGE
        sources = ("-",)
    _check(sources, context.params)
    format_name = _format(context)
    configured = _configured_rules()
    settings = Settings(
        words=words,
        paragraphs=paragraphs,
        sentences=sentences,
        ratio=ratio,
        language=lang,
        clean=not no_clean,
        request=not no_request,
        rules=rules + configured,
    )
    if configured and not quiet:
        say(f"rules of {configured[0]} are in use")

    # What is imported lives to the end: to look for garbage among it costs a sixth of the start-up.
    gc.disable()
    from summarize.batch.report import Report
    from summarize.batch.run import run
    from summarize.batch.sources import FieldNames, count, find, holds_many
    from summarize.batch.work import Format, Job
    from summarize.pipeline import load_rules
    from summarize.render.plain import one_line

    gc.freeze()
    gc.enable()

    for path in settings.rules:
        load_rules(path)  # a broken file is told once, before anything is printed
    fields = FieldNames(text_field, id_field)
    several = len(sources) > 1 or any(holds_many(source, fields) for source in sources)
    to_stdout = output_dir is None and output in (None, Path("-"))
    job = Job(
        settings=settings,
        format=Format(format_name),
        clean_only=clean_only,
        show_removed=show_removed,
        explain=explain,
        headings=several and output_dir is None,
        screen=_screen() if to_stdout and sys.stdout.isatty() else None,
        timeout=timeout,
    )
    sink = _sink(sources, job, None if to_stdout else output, output_dir, overwrite, resume)
    found = find(sources, include, leave_out=output_dir, fields=fields)
    crew, found = _crew(jobs, scheduler, several, found)
    watch = _watch(several and not quiet, to_stdout)
    if several and not quiet:
        _count_meanwhile(
            watch, lambda: count(sources, include, leave_out=output_dir, fields=fields)
        )
    report, begun = Report(), time.monotonic()
    # The manifest and JSON have the notes too: a hundred thousand would bury everything else.
    kept = output_dir is not None or job.format is Format.JSON
    notes = not quiet and not (several and kept)
    try:
        run(found, job, sink, crew, watch, report, notes=notes, debug=debug, fail_fast=fail_fast)
    except BrokenPipeError:  # click would take it for its own
        return Exit.BROKEN_PIPE
    except (KeyboardInterrupt, SystemExit) as stop:
        what = "interrupted" if isinstance(stop, KeyboardInterrupt) else "terminated"
        state = f": {report.state(time.monotonic() - begun)}; --resume goes on from here"
        say(what + (state if output_dir is not None else ""))
        if isinstance(stop, SystemExit):
            raise
        return Exit.INTERRUPTED
    if not quiet and report.total > 1:
        into = output_dir or (None if to_stdout else output)
        where = f" into {into}" if into is not None else ""
        if output_dir is None and (not report.done or (fail_fast and report.failed)):
            where = f"; {into} is not written" if into is not None else ""
        for line in report.closing(time.monotonic() - begun, where):
            say(one_line(line))
    return report.exit_status


def _check(sources: tuple[str, ...], options: "Mapping[str, object]") -> None:
    """Refuse what makes no sense together."""
    given = {name for name, value in options.items() if value not in (None, False, ())}
    for one, other in (("output", "output_dir"), ("jobs", "scheduler")):
        if {one, other} <= given:
            names = f"--{one} and --{other}".replace("_", "-")
            raise click.UsageError(f"{names} exclude each other; choose one")
    if {"rules", "no_clean"} <= given:
        raise click.UsageError("--no-clean applies no --rules; leave one of them out")
    if "resume" in given and "output_dir" not in given:
        raise click.UsageError("--resume goes on with a run into --output-dir; give that folder")
    if str(options["output"]).endswith(".gz"):
        raise click.UsageError("--output compresses nothing; leave it out and pipe into gzip")
    if "" in sources:
        raise click.UsageError("the name of a source is empty")
    if "clean_only" in given and given & {"explain", "words", "paragraphs", "sentences", "ratio"}:
        raise click.UsageError("--clean-only makes no summary to bound or explain")


def _crew(
    jobs: int | None, scheduler: str | None, several: bool, found: "Iterator[Source | Missing]"
) -> "tuple[Crew, Iterator[Source | Missing]]":
    """Who is to work, and the sources, of which a few may have been looked at."""
    from summarize.batch import crew

    if scheduler is not None:
        return crew.Cluster(scheduler), found
    if jobs is None and several:
        first = list(islice(found, FEW + 1))
        found = chain(first, found)
        jobs = crew.usable_cores() if len(first) > FEW else None
    # One process is worth starting too: it works on the next article while this one writes.
    return (crew.Processes(jobs) if jobs and several else crew.Alone()), found


def _watch(shown: bool, to_stdout: bool) -> "Watch":
    from summarize.batch.progress import Bar, Lines, Quiet

    if not shown or sys.stderr is None:
        return Quiet(say)
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        if to_stdout and sys.stdout.isatty():
            return Quiet(say)  # summaries scroll by: they are the progress
        from summarize.render.plain import printable

        return Bar(printable)
    return Lines(say)


def _count_meanwhile(watch: "Watch", count: "Callable[[], int | None]") -> None:
    """Count the sources in a thread, so that the time left can be told."""

    def work() -> None:
        watch.total = count()

    threading.Thread(target=work, daemon=True).start()


def _configured_rules() -> tuple[Path, ...]:
    """The rule file in the user's configuration folder, where there is one."""
    path = Path(click.get_app_dir("summarize")) / "rules.toml"
    return (path,) if os.path.isfile(path) else ()


def _sink(
    sources: tuple[str, ...],
    job: "Job",
    output: Path | None,
    output_dir: Path | None,
    overwrite: bool,
    resume: bool,
) -> "Sink":
    from summarize.batch import sinks
    from summarize.batch.work import fingerprint

    gap = "" if job.format == "json" else "\n"
    if output_dir is not None:
        from summarize.batch.folder import FolderSink  # comes with the database of its manifest

        ending = {"text": ".summary.txt", "markdown": ".summary.md", "json": ".summary.json"}
        return FolderSink(
            output_dir,
            ending[job.format],
            overwrite,
            sources,
            settings=fingerprint(job),
            resume=resume,
            say=say,
        )
    if output is None:
        return sinks.StdoutSink(gap)
    from summarize.batch.folder import Originals

    Originals(sources).spare(output)
    if output.suffix.lower() == ".parquet":
        from summarize.batch.parquet_sink import ParquetSink  # comes with its imports

        return ParquetSink(output, overwrite)
    return sinks.FileSink(output, gap, overwrite)


def _format(context: click.Context) -> str:
    """The format that was asked for, if need be by the name of the output."""
    asked, output = context.params["format_name"], context.params["output"]
    given = context.get_parameter_source("format_name") is not click.core.ParameterSource.DEFAULT
    if context.params["as_json"]:
        if given and asked != "json":
            raise click.UsageError(f"--json and --format {asked} exclude each other; choose one")
        return "json"
    if output is None or output.suffix.lower() not in (".jsonl", ".ndjson", ".parquet"):
        return str(asked)
    if given and asked != "json":
        raise click.UsageError(f"--format {asked} does not suit {output}, which gets JSON")
    return "json"


def _screen() -> "Screen":
    from rich.console import Console

    from summarize.batch.work import Screen

    console = Console()  # knows NO_COLOR, TERM=dumb and the width
    return Screen(console.width, None if console.no_color else console.color_system)


def main() -> None:
    """Run the command and exit with its status."""
    boundary.run(lambda: command.main(standalone_mode=False))


if __name__ == "__main__":
    main()
