"""Conduct in bad places: odd names, closed streams, devices, links, signals."""

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from summarize import InputError, Settings, SettingsError, split_sentences, summarize
from tests.conftest import SEEDS, Run
from tests.test_cli import on_a_terminal

SEED = SEEDS[1]
TEXT = "The mayor of the town spoke on Monday. The bridge will be closed until the end of May.\n"


def bash(command: str, folder: Path) -> "subprocess.CompletedProcess[bytes]":
    function = f'summarize() {{ {sys.executable} -m summarize "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", function + command], cwd=folder, capture_output=True, check=False, timeout=60
    )


def test_a_source_found_in_a_folder_is_never_replaced(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "news" / "a.txt"
    article.parent.mkdir()
    article.write_text(TEXT)
    done = run("news", "-o", "news/a.txt", "--overwrite")
    assert done.returncode == 5
    assert "never replaces" in done.stderr
    assert article.read_text() == TEXT


def test_summaries_beside_their_sources_are_no_articles(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT)
    for _ in range(2):
        assert run("news", "--output-dir", "news", "--overwrite").returncode == 0
    names = sorted(path.name for path in (tmp_path / "news").iterdir())
    assert names == ["a.txt", "a.txt.summary.txt", "summarize.manifest.jsonl"]


def test_a_link_stays_a_link_and_a_private_file_private(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.write_text("old")
    target.chmod(0o600)
    (tmp_path / "link.txt").symlink_to(target)
    assert run(SEED, "-w", 50, "-o", "link.txt", "--overwrite").returncode == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert "important steps" in target.read_text()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_pipe_is_written_not_replaced(tmp_path: Path) -> None:
    done = bash(f"mkfifo p; cat p & summarize {SEED} -q -w 50 -o p; wait", tmp_path)
    assert b"important steps" in done.stdout
    assert (tmp_path / "p").is_fifo()


@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full", "2> >(true)"])
def test_a_stderr_that_cannot_be_written_spoils_nothing(tmp_path: Path, stderr: str) -> None:
    expected = bash(f"summarize {SEED}", tmp_path).stdout
    done = bash(f"summarize {SEED} {stderr}", tmp_path)
    assert (done.returncode, done.stdout) == (0, expected)


@pytest.mark.parametrize(
    ("command", "status", "told"),
    [
        ("summarize {seed} >&-", 5, b"it is closed; give --output"),
        ("summarize --version >&-", 5, b"it is closed"),
        ("summarize {seed} >&- <&-", 5, b"it is closed"),
        ("summarize - <&-", 3, b"is closed"),
        ("summarize ''", 2, b"empty"),
        ("summarize {seed} -o ''", 2, b"empty"),
        ("summarize {seed} --output-dir ''", 2, b"empty"),
        ("summarize {seed} -o new/", 2, b"--output-dir"),
        ("summarize {seed} --timeout nan", 2, b"no number"),
        ("summarize {seed} --json --format markdown", 2, b"exclude each other"),
        ("summarize {seed} --no-clean --rules {seed}", 2, b"--rules"),
        ("summarize --help >/dev/full", 5, b"No space left"),
    ],
)
def test_streams_and_names_that_are_not_there(
    tmp_path: Path, command: str, status: int, told: bytes
) -> None:
    done = bash(command.format(seed=SEED), tmp_path)
    assert done.returncode == status, done.stderr
    assert told in done.stderr
    assert b"internal" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_help_that_nobody_reads_ends_as_a_broken_pipe(tmp_path: Path) -> None:
    # The shell's own ``true`` has ended before Python has started.
    done = bash("{ sleep 0.3; summarize --help; echo $? >&2; } | true", tmp_path)
    assert done.stderr == b"141\n"


def test_a_closed_stdout_stops_nothing_that_needs_none(tmp_path: Path) -> None:
    done = bash(
        f"summarize {SEED} -w 50 -q -o one.txt >&- && summarize {SEED} -q --output-dir all >&-",
        tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"important steps" in (tmp_path / "one.txt").read_bytes()
    assert len(list((tmp_path / "all").glob("*.summary.txt"))) == 1


def test_a_name_too_long_stops_nobody_else(run: Run) -> None:
    done = run("a" * 300, SEED, "-w", 50, "-q")
    assert done.returncode == 1
    assert "important steps" in done.stdout
    assert "a" * 300 in done.stderr


def test_names_in_no_encoding_are_shown_and_written(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.txt")).write_text(TEXT)
    done = run("odd", "--json")
    assert json.loads(done.stdout)["source"].startswith("odd/bad")
    assert run("odd", "--json", "--output-dir", "out").returncode == 0
    assert not list((tmp_path / "out").glob(".*"))


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signal")
def test_workers_end_without_a_word_when_their_terminal_is_closed(tmp_path: Path) -> None:
    names = [f"{number}.txt" for number in range(12)]
    for name in names:
        (tmp_path / name).write_text(TEXT)
    os.mkfifo(tmp_path / "pipe.txt")  # nobody writes: a worker waits there
    process = subprocess.Popen(
        [sys.executable, "-m", "summarize", "pipe.txt", *names, "-j2", "-q", "-o", "out.txt"],
        cwd=tmp_path,
        start_new_session=True,
        stderr=subprocess.PIPE,
    )
    # Opening the pipe for writing blocks until a worker has opened it for reading.
    writer = os.open(tmp_path / "pipe.txt", os.O_WRONLY)
    os.killpg(process.pid, signal.SIGHUP)
    _, told = process.communicate(timeout=60)
    os.close(writer)
    assert process.returncode == 128 + signal.SIGHUP
    assert told == b"summarize: terminated\n"
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no /dev/stdout")
@pytest.mark.parametrize(("operator", "before"), [(">>", "kept\n"), (">", "")])
def test_stdout_by_its_name_is_what_the_shell_has_opened(
    tmp_path: Path, operator: str, before: str
) -> None:
    (tmp_path / "out.txt").write_text("kept\n")
    (tmp_path / "a.txt").write_text(TEXT)
    done = bash(f"summarize a.txt -q -o /dev/stdout {operator} out.txt", tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "out.txt").read_text() == before + TEXT


@pytest.mark.skipif(not hasattr(signal, "SIGTERM"), reason="no signals")
def test_a_terminated_run_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    os.mkfifo(tmp_path / "b.txt")  # nobody writes: the run waits there, its output begun
    process = subprocess.Popen(
        [sys.executable, "-m", "summarize", "a.txt", "b.txt", "-q", "-o", "out.txt"], cwd=tmp_path
    )
    # Opening the pipe for writing blocks until the run has opened it for reading.
    writer = os.open(tmp_path / "b.txt", os.O_WRONLY)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 128 + signal.SIGTERM
    os.close(writer)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_a_terminal_without_a_width_gets_a_usual_one() -> None:
    shown, status = on_a_terminal(str(SEED), "-w", "60", "-q", COLUMNS="0")
    assert status == 0
    assert "important steps" in " ".join(shown.split())


def test_a_terminal_that_knows_ascii_only_gets_what_it_can_show() -> None:
    shown, status = on_a_terminal(
        str(SEED), "-w", "60", "-q", LC_ALL="POSIX", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert status == 0
    assert "internal" not in shown


@pytest.mark.parametrize(
    "options",
    [
        {"ratio": "0.5"},
        {"ratio": True},
        {"rules": 5},
        {"rules": [5]},
        {"clean": "no"},
        {"request": 1},
    ],
)
def test_settings_of_the_wrong_type_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        Settings(**options)  # type: ignore[arg-type]


def test_rules_may_be_given_as_one_path() -> None:
    assert Settings(rules="mine.toml").rules == (Path("mine.toml"),)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", [None, 5, b"bytes", Path("a\0b"), "my missing file.txt"])
def test_what_is_no_article_is_an_input_error(source: object) -> None:
    with pytest.raises(InputError):
        summarize(source)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [None, b"bytes", 5])
def test_what_is_no_text_has_no_sentences(text: object) -> None:
    with pytest.raises(InputError):
        split_sentences(text)  # type: ignore[arg-type]


def test_a_summary_can_be_kept_in_a_set() -> None:
    assert len({summarize(TEXT), summarize(TEXT)}) == 2
