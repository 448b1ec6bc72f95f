"""The command: words of the shell in, exit status out.

Decides the options, their help, and that this is the one place where an error meets the user.
Builds ``Settings`` and a ``Job`` and leaves everything else to ``batch``. Nothing heavy is imported
before the options are known to be right: ``--help`` and usage errors must be instant.
"""

import contextlib
import errno
import gc
import io
import math
import os
import signal
import sys
import threading
import time
import traceback
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from summarize.errors import Exit, SettingsError, SummarizeError
from summarize.lean import process_is_own
from summarize.settings import Settings
from summarize.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from summarize.batch.crew import Crew
    from summarize.batch.progress import Watch
    from summarize.batch.sinks import Sink
    from summarize.batch.sources import Missing, Source
    from summarize.batch.work import Job, Screen

#: What a disk says that takes no more.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

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
        _say(f"rules of {configured[0]} are in use")

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
        return _nobody_reads()
    except (KeyboardInterrupt, SystemExit) as stop:
        what = "interrupted" if isinstance(stop, KeyboardInterrupt) else "terminated"
        state = f": {report.state(time.monotonic() - begun)}; --resume goes on from here"
        _say(what + (state if output_dir is not None else ""))
        if isinstance(stop, SystemExit):
            raise
        return Exit.INTERRUPTED
    if not quiet and report.total > 1:
        into = output_dir or (None if to_stdout else output)
        where = f" into {into}" if into is not None else ""
        if output_dir is None and (not report.done or (fail_fast and report.failed)):
            where = f"; {into} is not written" if into is not None else ""
        for line in report.closing(time.monotonic() - begun, where):
            _say(one_line(line))
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
    if "timeout" in given and math.isnan(float(str(options["timeout"]))):
        raise click.UsageError("--timeout is no number of seconds")
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
        return Quiet(_say)
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        if to_stdout and sys.stdout.isatty():
            return Quiet(_say)  # summaries scroll by: they are the progress
        from summarize.render.plain import printable

        return Bar(printable)
    return Lines(_say)


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
            say=_say,
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


def _say(line: str) -> None:
    """Tell the user something on stderr, a line (or a traceback) at a time."""
    from summarize.render.plain import printable

    if sys.stderr is None:
        return
    # What cannot be told must not stop what is done.
    with contextlib.suppress(OSError):
        for part in line.splitlines():
            sys.stderr.write(f"summarize: {printable(part)}\n")
        sys.stderr.flush()


def _nobody_reads() -> Exit:
    """The reader of stdout has gone, as ``head`` does: end silently."""
    # Python flushes at exit and would complain then.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.BROKEN_PIPE


def main() -> None:
    """Run the command and exit with its status: the one boundary where errors meet the user."""
    process_is_own()
    if sys.stdout is None:
        _say("standard output is closed; give --output")
        sys.exit(Exit.OUTPUT)
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
    debug = "--debug" in sys.argv
    try:
        status = command.main(standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        status = _nobody_reads()
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted")
        status = Exit.INTERRUPTED
    except click.ClickException as error:
        _say(f"{error.format_message()}; see summarize --help")
        status = Exit.USAGE
    except SettingsError as error:
        _say(f"{error}; see summarize --help")
        status = Exit.USAGE
    except SummarizeError as error:
        if debug:
            _say(traceback.format_exc())
        _say(str(error))
        status = error.exit_status
    except OSError as error:
        if debug:
            _say(traceback.format_exc())
        if error.errno in _FULL:
            _nobody_reads()
            _say(f"standard output: cannot be written ({error.strerror})")
            sys.exit(Exit.OUTPUT)
        _say(
            f"the system refuses ({error.strerror or error}); fewer --jobs need less of it, "
            "--debug shows where"
        )
        status = Exit.INTERNAL
    except Exception as error:
        if debug:
            _say(traceback.format_exc())
        _say(
            f"internal error ({type(error).__name__}: {error}); --debug shows where; "
            "please report it"
        )
        status = Exit.INTERNAL
    sys.exit(int(status or 0))


if __name__ == "__main__":
    main()
