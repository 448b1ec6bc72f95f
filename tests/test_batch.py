"""Folders: many processes, crashes, going on after them. With real processes, signals and disks."""

import contextlib
import io
import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath

import pytest

from summarize import Settings
from summarize.batch import crew, progress
from summarize.batch.dispatch import dispatch
from summarize.batch.manifest import NAME
from summarize.batch.report import Report
from summarize.batch.sources import Source
from summarize.batch.work import Job, Outcome, Task
from summarize.errors import Exit
from tests.conftest import Run
from tests.test_cli import on_a_terminal

PLACES = ["Leeds", "Hull", "York", "Derby", "Bath", "Ely", "Wells", "Truro"]
LINUX = sys.platform == "linux"


def article(number: int) -> str:
    """An article of 12 sentences; no two are alike."""
    place = PLACES[number % len(PLACES)]
    return "\n\n".join(
        f"The mayor of {place} said on Monday that plan {number} would cost {part} million pounds. "
        f"Part {part} of it, a bridge over the river, opens in {2030 + part}."
        for part in range(6)
    )


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of 40 articles, two levels deep."""
    folder = tmp_path / "news"
    for number in range(40):
        file = folder / f"{number // 10}" / f"{number:02}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article(number))
    return folder


def begin(folder: Path, *arguments: str, **options: object) -> "subprocess.Popen[str]":
    """The command, running in a process group of its own."""
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "summarize", *arguments],
        cwd=folder,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        **options,
    )


def until(condition: Callable[[], object], what: str) -> None:
    """Wait for a condition; the test fails if it never comes true."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.002)


def outputs(folder: Path) -> dict[str, bytes]:
    """The files in an output folder, without the manifest, which holds times."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != NAME)
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def rows(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / NAME).read_text().splitlines()]


def children(process: int) -> set[int]:
    """The processes below a process."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            if parent == process:
                number = int(stat.parent.name)
                found |= {number} | children(number)
    return found


def readers_of(path: Path, among: int) -> set[int]:
    """The processes below ``among`` that have ``path`` open."""
    found = set()
    for number in children(among):
        with contextlib.suppress(OSError):
            for link in Path(f"/proc/{number}/fd").iterdir():
                with contextlib.suppress(OSError):
                    if os.readlink(link) == str(path):
                        found.add(number)
    return found


# -- the same, however many work ----------------------------------------------------------------


@pytest.mark.parametrize("format_", ["text", "json"])
def test_processes_give_what_one_process_gives_in_the_same_order(
    run: Run, news: Path, format_: str
) -> None:
    alone = run("news", "-w", 60, "-q", "-f", format_, "--jobs", 1)
    several = run("news", "-w", 60, "-q", "-f", format_, "--jobs", 3)
    assert (alone.returncode, several.returncode) == (0, 0)
    assert alone.stdout.count("news/") == 40
    assert several.stdout == alone.stdout


def test_a_folder_is_done_in_order_and_listed_in_the_manifest(
    run: Run, news: Path, tmp_path: Path
) -> None:
    (news / "0" / "05.txt").write_text("")
    done = run("news", "-w", 60, "--output-dir", "out", "--jobs", 2)
    assert done.returncode == 1
    listed = rows(tmp_path / "out")
    assert [row["source"] for row in listed] == sorted(
        f"news/{n // 10}/{n:02}.txt" for n in range(40)
    )
    failed = [row for row in listed if row["status"] == "failed"]
    assert [(row["source"], row["reason"]) for row in failed] == [("news/0/05.txt", "is empty")]
    first = listed[0]
    assert (tmp_path / "out" / str(first["output"])).is_file()
    shown = (tmp_path / "out" / str(first["output"])).read_text()
    assert first["words"] == len(shown.split())
    assert done.stderr.splitlines()[-3:-1] == [
        "summarize: 1 failed:",
        "summarize:   1 x is empty: news/0/05.txt",
    ]
    assert done.stderr.splitlines()[-1].startswith("summarize: 39 done, 1 failed")


def test_any_executor_will_do_and_memory_for_results_is_bounded(tmp_path: Path) -> None:
    pool = ThreadPoolExecutor(2)

    class Threads(crew.Alone):
        jobs, window, chunk = 2, 3, 4

        def start(self) -> ThreadPoolExecutor:
            return pool

        def finish(self) -> None:
            pool.shutdown()

    taken = 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for number in range(200):
            taken += 1
            name = f"{number}.txt"
            yield Task(Source(name, None, PurePath(name), content=article(number)))

    job = Job(Settings(words=40))
    for number, (source, outcome) in enumerate(dispatch(tasks(), job, Threads())):
        assert source.name == f"{number}.txt"
        assert f"plan {number} " in outcome.text
        # no more than the window and the chunk that is being handed over
        assert taken <= number + (3 + 2) * 4
    with pytest.raises(RuntimeError, match="after shutdown"):
        pool.submit(print)


@pytest.mark.parametrize("way", ["finished", "after a loss", "stopped"])
def test_no_process_and_no_thread_of_a_pool_outlives_its_batch(
    news: Path, tmp_path: Path, way: str
) -> None:
    """What is still ending while Python exits may tell the terminal about a closed pipe."""
    before = set(threading.enumerate())
    hands = crew.Processes(2)
    files = [Source(str(path), path, path) for path in sorted((tmp_path / "news").rglob("*.txt"))]
    outcomes = dispatch(map(Task, files), Job(Settings(words=40)), hands)
    next(outcomes)
    if way == "stopped":
        hands.stop()
    else:
        if way == "after a loss":
            for worker in multiprocessing.active_children():
                worker.kill()
        assert not [outcome.error for _, outcome in outcomes if outcome.error]
    assert not multiprocessing.active_children()
    assert set(threading.enumerate()) <= before


# -- going on -----------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_at_any_moment_it_goes_on_to_the_same_end(
    run: Run, news: Path, tmp_path: Path, jobs: str
) -> None:
    assert run("news", "-w", 60, "--output-dir", "whole", "--jobs", 1).returncode == 0
    arguments = ("news", "-w", "60", "--output-dir", "out", "--resume", "--jobs", jobs)
    for kill in range(10):
        killed(tmp_path, arguments, at_once=kill % 2 == 1)
        for name, text in outputs(tmp_path / "out").items():
            if not name.endswith(".summarize-part"):
                assert text == outputs(tmp_path / "whole")[name]
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")
    again = run(*arguments)
    assert "0 done, 40 skipped" in again.stderr


def killed(folder: Path, arguments: tuple[str, ...], *, at_once: bool) -> None:
    """A run that is killed when it has opened the manifest, or when it has written a row."""
    manifest = folder / "out" / NAME

    def size() -> int:
        return manifest.stat().st_size if manifest.exists() else -1

    process = begin(folder, *arguments)
    wanted = -1 if at_once else size()
    until(lambda: size() > wanted or process.poll() is not None, "a row")
    below = children(process.pid)
    process.kill()
    process.communicate(timeout=60)
    until(lambda: not any(map(alive, below)), "workers leave with their parent")


def alive(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_what_changed_is_done_again_and_nothing_else(run: Run, news: Path, tmp_path: Path) -> None:
    arguments = ("news", "-w", "60", "--output-dir", "out", "--resume", "-j", "1")
    assert run(*arguments).returncode == 0
    (news / "0" / "03.txt").write_text(article(99))
    (tmp_path / "out" / "1" / "11.txt.summary.txt").unlink()
    (news / "4.txt").write_text(article(100))
    done = run(*arguments)
    assert "3 done, 38 skipped" in done.stderr
    assert "plan 99 " in (tmp_path / "out" / "0" / "03.txt.summary.txt").read_text()
    shorter = ("news", "-w", "30", "--output-dir", "out", "--resume", "-j", "1")
    assert "41 done" in run(*shorter).stderr
    assert len((tmp_path / "out" / "0" / "03.txt.summary.txt").read_text().split()) <= 30


def test_rules_are_settings(run: Run, news: Path, tmp_path: Path) -> None:
    rule = '[[rule]]\nname = "own"\ntext = "{}"\nwhere = "line"\naction = "drop"\n'
    (tmp_path / "mine.toml").write_text(rule.format("One line."))
    arguments = ("news", "-w", "60", "--output-dir", "out", "--resume", "--rules", "mine.toml")
    assert "40 done" in run(*arguments).stderr
    assert "40 skipped" in run(*arguments).stderr
    (tmp_path / "mine.toml").write_text(rule.format("Another line."))
    assert "40 done" in run(*arguments).stderr


def test_a_summary_that_somebody_has_edited_is_kept(run: Run, news: Path, tmp_path: Path) -> None:
    arguments = ("news/0", "-w", "60", "--output-dir", "out", "--resume")
    assert run(*arguments).returncode == 0
    edited = tmp_path / "out" / "03.txt.summary.txt"
    edited.write_text("My own words.")
    (news / "0" / "03.txt").write_text(article(99))
    done = run(*arguments)
    assert done.returncode == 1
    assert "exists and is kept" in done.stderr
    assert edited.read_text() == "My own words."
    # nor does a third run take it for its own, nor one after a change back
    (news / "0" / "03.txt").write_text(article(3))
    assert run(*arguments).returncode == 1
    assert edited.read_text() == "My own words."
    assert "1 done, 9 skipped" in run(*arguments, "--overwrite").stderr
    assert "Bath" in edited.read_text() or "Derby" in edited.read_text()


def test_a_summary_of_another_source_is_kept(run: Run, tmp_path: Path) -> None:
    for day, number in (("monday", 1), ("tuesday", 2)):
        (tmp_path / day).mkdir()
        (tmp_path / day / "a.txt").write_text(article(number))
    assert run("monday", "-w", 60, "--output-dir", "out", "--resume").returncode == 0
    before = outputs(tmp_path / "out")
    done = run("tuesday", "-w", 60, "--output-dir", "out", "--resume")
    assert done.returncode == 5
    assert f"holds the summary of {tmp_path}/monday/a.txt" in done.stderr
    assert outputs(tmp_path / "out") == before
    # nor does it help to stand elsewhere, where both are called alike
    out = str(tmp_path / "out")
    for day, status in (("tuesday", 5), ("monday", 0)):
        process = begin(tmp_path / day, "a.txt", "-w", "60", "--output-dir", out, "--resume")
        _, told = process.communicate(timeout=60)
        assert process.returncode == status, told
    assert outputs(tmp_path / "out") == before
    # the same place under another name is the same source
    same = run(tmp_path / "monday", "-w", 60, "--output-dir", "out", "--resume")
    assert "1 skipped" in same.stderr or same.returncode == 0
    assert outputs(tmp_path / "out") == before


def test_what_comes_through_pipes_is_not_mixed_up(run: Run, tmp_path: Path) -> None:
    arguments = ("-", "-w", 60, "--output-dir", "out", "--resume")
    assert run(*arguments, stdin=article(1)).returncode == 0
    before = outputs(tmp_path / "out")
    assert run(*arguments, stdin=article(2)).returncode == 5
    assert run(*arguments, stdin=article(1)).returncode == 0
    assert outputs(tmp_path / "out") == before


def test_many_failures_for_one_reason_are_counted_not_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"body": "x"}\n' * 200)
    done = run("a.jsonl", "-j", 1)
    assert done.returncode == 3
    assert "more like this are only counted" in done.stderr
    assert len(done.stderr.splitlines()) == 50 + 3
    assert "  200 x no field" in done.stderr


def test_a_name_with_a_line_end_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_text("")
    (tmp_path / "c.txt").write_text("")
    done = run(".", "-j", 1)
    assert all(line.startswith("summarize: ") for line in done.stderr.splitlines())
    assert "a?b.txt: is empty" in done.stderr


def test_the_programs_own_files_are_never_articles(run: Run, news: Path, tmp_path: Path) -> None:
    assert run("news", "--output-dir", "news", "-w", 60).returncode == 0
    done = run("news", "--include", "*", "-w", 60, "-q", "--json")
    assert len(done.stdout.splitlines()) == 40
    # an output that would be one the next time is refused once it is there
    assert run("news", "-o", "news/all.txt", "-w", 60).returncode == 0
    again = run("news", "-o", "news/all.txt", "-w", 60, "--overwrite")
    assert again.returncode == 5
    assert "all.summary.txt" in again.stderr


def test_an_article_that_may_not_be_read_stops_nobody(news: Path, tmp_path: Path) -> None:
    process = begin(tmp_path, "news/0/00.txt", "missing.txt", "news/0/01.txt", "-q", "--json")
    shown, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert len(shown.splitlines()) == 2
    assert "missing.txt: no such file" in told


def test_a_failure_makes_no_summary_somebody_elses(run: Run, news: Path, tmp_path: Path) -> None:
    arguments = ("news/0", "--output-dir", "out", "-j", "1")
    assert run(*arguments, "-w", 60).returncode == 0
    late = run(*arguments, "-w", 30, "--overwrite", "--timeout", "0.000001")
    assert late.returncode == 7
    assert "10 x took longer than 1e-06 s" in late.stderr
    assert run(*arguments, "-w", 30, "--resume").returncode == 0


def test_without_resume_what_is_there_is_kept_and_costs_nothing(
    run: Run, news: Path, tmp_path: Path
) -> None:
    assert run("news", "-w", 60, "--output-dir", "out").returncode == 0
    before = outputs(tmp_path / "out")
    done = run("news", "-w", 30, "--output-dir", "out")
    assert done.returncode == 5
    assert "--resume goes on with an earlier run" in done.stderr
    assert "40 x exists and is kept" in done.stderr
    assert outputs(tmp_path / "out") == before
    # and it has not made the first run forget
    assert "40 skipped" in run("news", "-w", 60, "--output-dir", "out", "--resume").stderr


def test_a_file_that_is_no_manifest_is_left_alone(run: Run, news: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / NAME).write_text("My notes.\n")
    done = run("news", "--output-dir", "out", "--resume")
    assert done.returncode == 5
    assert "no manifest" in done.stderr
    assert (tmp_path / "out" / NAME).read_text() == "My notes.\n"


def test_a_manifest_whose_last_line_was_cut_off_is_read(
    run: Run, news: Path, tmp_path: Path
) -> None:
    arguments = ("news", "-w", "60", "--output-dir", "out", "--resume")
    assert run(*arguments).returncode == 0
    manifest = tmp_path / "out" / NAME
    manifest.write_bytes(manifest.read_bytes()[:-40])
    assert "1 done, 39 skipped" in run(*arguments).stderr
    assert "40 skipped" in run(*arguments).stderr
    manifest.write_bytes(manifest.read_bytes()[:20])  # the first line, and no other
    for _ in range(2):
        assert "40" in run(*arguments).stderr
    assert len(rows(tmp_path / "out")) == 40


def test_resume_needs_a_folder_to_go_on_with(run: Run, news: Path) -> None:
    done = run("news", "--resume")
    assert done.returncode == 2
    assert "--output-dir" in done.stderr


# -- what stops a run, and what does not --------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(news: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "z.txt")  # the run waits there
    process = begin(tmp_path, "news", "z.txt", "-w", "60", "--output-dir", "out", "-j", "2")
    writer = os.open(tmp_path / "z.txt", os.O_WRONLY)  # until a worker reads it
    # no more than their names are read: a part that is being written may be gone again
    until(lambda: len(list((tmp_path / "out").rglob("*.summary.txt"))) == 40, "the others are done")
    below = children(process.pid)
    os.write(writer, b"The mayor of Leeds ")  # it is read, and there is more to come
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers get it too
    _, told = process.communicate(timeout=30)
    os.close(writer)
    assert process.returncode == 130
    assert "40 done" in told
    assert "--resume" in told
    assert "Traceback" not in told
    until(lambda: not any(map(alive, below)), "no worker stays")


@pytest.mark.skipif(not LINUX, reason="reads /proc")
def test_a_worker_that_dies_takes_one_article_with_it(news: Path, tmp_path: Path) -> None:
    source = tmp_path / "deadly.txt"
    os.mkfifo(source)
    pipe = os.open(source, os.O_RDWR)  # who opens it, reads without an end
    options = ("-w", "60", "-q", "-j", "2", "--json", "-o", "all.jsonl")
    process = begin(tmp_path, "news/0", "deadly.txt", "news/1", *options)
    killed = set()

    def is_over() -> bool:
        for reader in readers_of(source, process.pid):
            with contextlib.suppress(ProcessLookupError):  # its pool was faster
                os.kill(reader, signal.SIGKILL)
                killed.add(reader)
        return process.poll() is not None

    until(is_over, "the end")
    os.close(pipe)
    assert len(killed) >= 2  # in its chunk, as often as one before it was lost too; then alone
    told = process.communicate()[1]
    assert process.returncode == 1, told
    assert told.count("deadly.txt: the process that worked on it died") == 1
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    names = [json.loads(line)["source"] for line in lines]
    assert names == [f"news/{n // 10}/{n:02}.txt" for n in range(20)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_article_that_takes_too_long_is_given_up(
    run: Run, news: Path, tmp_path: Path, jobs: str
) -> None:
    os.mkfifo(tmp_path / "slow.txt")  # nobody writes
    done = run("slow.txt", "news/0", "-w", 60, "-q", "--timeout", 3, "--jobs", jobs)
    assert done.returncode == 1
    assert "slow.txt: took longer than 3 s; --timeout" in done.stderr
    assert done.stdout.count("==> news/0/") == 10
    alone = run("slow.txt", "--timeout", 0.2)
    assert alone.returncode == 7


def test_a_deadline_holds_in_any_thread() -> None:
    from summarize.batch.deadline import TooLate, deadline

    caught = []

    def endless() -> None:
        try:
            with deadline(0.05):
                while True:
                    pass
        except TooLate as error:
            caught.append(error)

    thread = threading.Thread(target=endless)
    thread.start()
    thread.join(60)
    assert caught


def test_fail_fast_stops_at_the_first_failure(run: Run, news: Path, tmp_path: Path) -> None:
    (news / "1" / "10.txt").write_text("")
    done = run("news", "-w", 60, "--output-dir", "out", "--fail-fast", "-j", 2)
    assert done.returncode == 1
    assert sorted(outputs(tmp_path / "out")) == [f"0/{n:02}.txt.summary.txt" for n in range(10)]
    # one file of all summaries would be half of it
    stopped = run("news", "-o", "all.txt", "--fail-fast")
    assert stopped.returncode == 1
    assert "; all.txt is not written" in stopped.stderr
    assert not (tmp_path / "all.txt").exists()


def test_nothing_done_for_one_reason_has_its_status(run: Run, tmp_path: Path) -> None:
    for name in "abcdefghijkl":
        (tmp_path / f"{name}.txt").write_text("")
    assert run(".", "-j", 2).returncode == 4


@pytest.mark.skipif(not LINUX, reason="needs a file system to fill")
def test_a_disk_that_is_full_is_told_and_the_rest_goes_on(
    run: Run, news: Path, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount")
    try:
        done = run("news", "-w", 60, "--output-dir", disk / "out", "-j", 2)
        kept = outputs(disk / "out")
        assert done.returncode == 1
        assert "No space left on device" in done.stderr
        assert f"{len(kept)} done, {40 - len(kept)} failed" in done.stderr
        assert 0 < len(kept) < 40
        assert all(name.endswith(".summary.txt") and text for name, text in kept.items())
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


@pytest.mark.skipif(not LINUX, reason="needs a limit on files")
def test_one_file_for_all_on_a_full_disk_ends_the_run(news: Path, tmp_path: Path) -> None:
    command = f"ulimit -f 2; exec {sys.executable} -m summarize news -w 60 -o all.txt -j 1 -q"
    process = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert process.returncode == 5
    assert process.stderr.count("all.txt: cannot be written (File too large)") == 1
    assert "internal" not in process.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["news"]


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signal")
def test_nohup_is_obeyed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    command = f"trap '' HUP; exec {sys.executable} -m summarize a.txt -q"
    process = subprocess.Popen(["bash", "-c", command], cwd=tmp_path, stdout=subprocess.PIPE)
    with open(tmp_path / "a.txt", "w") as pipe:
        process.send_signal(signal.SIGHUP)
        pipe.write(article(1))
    shown, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert shown


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder cannot be written meanwhile, even by root."""
    folder.chmod(0o555)
    if os.geteuid() == 0:
        mount = ["mount", "-t", "tmpfs", "-o", "ro", "none", folder]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("needs the right to mount")
    try:
        yield
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", "-l", folder], check=True)
        folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_folder_that_turns_read_only_and_a_file_that_vanishes(news: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "wait.txt")
    gone = tmp_path / "gone.txt"
    gone.write_text(article(1))
    arguments = ("news/0", "wait.txt", "gone.txt", "news/1", "-w", "60", "--output-dir", "out")
    process = begin(tmp_path, *arguments, "-j", "1")
    pipe = open(tmp_path / "wait.txt", "w")  # noqa: SIM115 (the run is there now)
    manifest = tmp_path / "out" / NAME
    # the tenth travels with the pipe
    until(lambda: manifest.read_bytes().count(b"\n") == 9, "the first nine are written")
    with read_only(tmp_path / "out"):
        gone.unlink()
        with pipe:
            pipe.write(article(77))
        _, told = process.communicate(timeout=60)
    assert process.returncode == 1, told
    assert "gone.txt: no such file" in told
    assert re.search(r"wait.txt.summary.txt: cannot be written \((Perm|Read-only)", told)
    assert "9 done, 13 failed" in told
    assert len(outputs(tmp_path / "out")) == 9


@pytest.mark.skipif(not LINUX, reason="needs locks on files")
def test_two_runs_do_not_write_into_one_folder(run: Run, news: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    process = begin(tmp_path, "a.txt", "--output-dir", "out")
    writer = os.open(tmp_path / "a.txt", os.O_WRONLY)
    done = run("news", "--output-dir", "out", "--resume")
    process.terminate()
    process.communicate(timeout=60)
    os.close(writer)
    assert done.returncode == 5
    assert "another run writes into this folder" in done.stderr


# -- what is told meanwhile ---------------------------------------------------------------------


def test_progress_is_a_line_every_so_often_where_no_terminal_is() -> None:
    now, told = 0.0, list[str]()
    lines = progress.Lines(told.append, clock=lambda: now)
    report = Report()
    for number in range(100):
        now += 1.0
        lines.total = 200 if number >= 50 else None
        report.add(f"{number}.txt", Outcome())
        lines.see(report, f"{number}.txt")
    assert len(told) == 100 / progress.EVERY
    assert told[0] == "10 done in 0:10 (1 a second); at 9.txt"
    assert told[-1] == "100 done of 200 (1 a second, 1:40 left); at 99.txt"


def test_a_bar_interprets_no_markup_and_lets_no_escape_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from summarize.render.plain import printable

    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("FORCE_COLOR", "1")
    bar = progress.Bar(printable)
    bar.see(Report(done=1), "[red]\x1b[31mname.txt")
    bar.say("[bold]note\x1b]0;title\x07")
    bar.close()
    shown = stream.getvalue()
    assert "summarize: [bold]note?]0;title?" in shown
    assert "\x1b]0;" not in shown


def test_failures_are_grouped_by_their_reason() -> None:
    report = Report()
    for number in range(5):
        error = f"{number}.txt: no article in it, only other lines ({number} heading); try x"
        report.add(f"{number}.txt", Outcome(error=error, exit_status=Exit.NO_CONTENT))
    report.add("b", Outcome(error="out/b: exists and is kept; --y", exit_status=Exit.OUTPUT))
    report.add("c", Outcome(skipped=True))
    assert report.closing(0.5, " into out") == [
        "6 failed:",
        "  5 x no article in it, only other lines: 0.txt, 1.txt, 2.txt, ...",
        "  1 x exists and is kept: b",
        "0 done, 6 failed, 1 skipped into out",
    ]
    assert report.exit_status == Exit.SOME_FAILED


def test_a_terminal_gets_a_bar_with_the_time_left_and_a_clean_end(
    news: Path, tmp_path: Path
) -> None:
    arguments = (str(news), "-w", "60", "--output-dir", str(tmp_path / "out"), "-j", "2")
    shown, status = on_a_terminal(*arguments, COLUMNS="100")
    assert status == 0
    assert re.search(r"\d+ done of 40 \(\d+ a second, 0:\d\d left\)", shown)
    assert str(tmp_path) in shown
    assert "\x1b[?25h" in shown  # the cursor is back
    assert "summarize: 40 done" in shown.rstrip().splitlines()[-1]


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {}])
def test_quiet_and_dumb_terminals_get_no_bar(
    news: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    quiet = [] if environment else ["-q"]
    out = str(tmp_path / "out")
    shown, status = on_a_terminal(str(news), "--output-dir", out, *quiet, **environment)
    assert status == 0
    assert "\x1b" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="has no fork server")
def test_workers_do_not_hear_ctrl_c_from_their_first_moment_on() -> None:
    executor = crew.Processes(1).start()
    try:
        blocked = executor.submit(signal.pthread_sigmask, signal.SIG_BLOCK, ()).result()
    finally:
        executor.shutdown()
    assert signal.SIGINT in blocked
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
