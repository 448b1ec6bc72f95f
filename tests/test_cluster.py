"""A folder done by a Dask cluster: real scheduler, real workers, one of them killed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Run
from tests.test_batch import LINUX, NAME, article, begin, children, outputs, rows, until


class Dask(NamedTuple):
    """A cluster on this machine."""

    address: str
    workers: list["subprocess.Popen[bytes]"]


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    place = tmp_path / "scheduler.json"
    log = (tmp_path / "dask.log").open("wb")
    where = ["--scheduler-file", str(place)]

    def start(role: str, *more: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "distributed.cli.dask_" + role, *where, *more]
        return subprocess.Popen(command, stdout=log, stderr=log, cwd=tmp_path)

    processes = [start("scheduler", "--port", "0", "--host", "127.0.0.1", "--no-dashboard")]
    try:
        until(lambda: place.exists() and place.read_text().endswith("}"), "the scheduler is up")
        workers = [start("worker", "--nthreads", "1", "--no-dashboard") for _ in range(2)]
        processes += workers
        yield Dask(json.loads(place.read_text())["address"], workers)
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
        log.close()


@pytest.mark.skipif(not LINUX, reason="reads /proc")
def test_a_cluster_does_what_one_machine_does_though_a_worker_dies(
    run: Run, dask: Dask, tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    for number in range(120):
        (tmp_path / "news" / f"{number:03}.txt").write_text(article(number))
    (tmp_path / "news" / "007.txt").write_text("")
    os.mkfifo(tmp_path / "last.txt")  # the run cannot end before we write
    arguments = ("news", "last.txt", "-w", "60", "--output-dir", "out")
    process = begin(tmp_path, *arguments, "--scheduler", dask.address)
    manifest = tmp_path / "out" / NAME  # the folder is there a moment before it
    until(lambda: manifest.exists() and b"\n" in manifest.read_bytes(), "the first row is written")
    for below in children(dask.workers[0].pid):
        os.kill(below, signal.SIGKILL)
    (tmp_path / "last.txt").write_text(article(999))
    _, told = process.communicate(timeout=120)
    assert process.returncode == 1, told
    assert "120 done, 1 failed" in told
    assert "news/007.txt: is empty" in told
    (tmp_path / "last.txt").unlink()
    (tmp_path / "last.txt").write_text(article(999))
    alone = ("news", "last.txt", "-w", "60", "--output-dir", "alone", "-j", "1")
    assert run(*alone).returncode == 1
    assert outputs(tmp_path / "out") == outputs(tmp_path / "alone")
    assert [row["source"] for row in rows(tmp_path / "out")] == [
        row["source"] for row in rows(tmp_path / "alone")
    ]


def test_a_scheduler_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(article(1))
    done = run("a.txt", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr
