"""How fast folders are done, and in how much memory: ratios within one run.

    python bench/batch.py DATA [--articles 10000] [--many 100000] [--gigabytes 1]

DATA is a file of articles (see ``articles``). Needs two free cores and Linux. Wanted: two processes
at least 1.7 times as fast as one; one process at least .85 of the same work done in this process,
manifest and durable writing included; the parent's peak memory within 1.3 times between 1,000 and
--many (short) articles, and bounded for a JSON Lines file of --gigabytes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from articles import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = 60
#: A folder holds so many files, as archives have one for each day or month.
FILES = 2500


def written(texts: Iterable[str], folder: Path) -> list[Path]:
    """Write a file for each text; returns their paths."""
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number // FILES:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n\nThis was article {number}.", encoding="utf-8")
        paths.append(path)
    return paths


def in_process(paths: list[Path]) -> float:
    """Articles a second, read and summarized here and not written anywhere."""
    from summarize import Settings
    from summarize.batch.sources import Source
    from summarize.batch.work import Job, Task, work

    job = Job(Settings(words=WORDS))
    begun = time.perf_counter()
    for path in paths:
        work(Task(Source(str(path), path, Path(path.name), ".txt")), job)
    return len(paths) / (time.perf_counter() - begun)


def in_new_process(paths: list[Path]) -> float:
    """``in_process``, in one as new as the command's: what is remembered of words speeds up the next."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        return fresh.submit(in_process, paths).result()


def command(*arguments: str | Path) -> tuple[float, float]:
    """Seconds that the command took, and the peak memory of its first process in MiB."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "summarize", "-w", str(WORDS), "-q", *map(str, arguments)]
    )
    peak = 0.0
    while process.poll() is None:
        status = Path(f"/proc/{process.pid}/status").read_text()
        lines = [line for line in status.splitlines() if line.startswith("VmHWM")]
        peak = max([peak, *(int(line.split()[1]) / 1024 for line in lines)])
        time.sleep(0.05)
    if process.returncode:
        raise SystemExit(f"the command failed: {arguments}")
    return time.perf_counter() - begun, peak


def speed(texts: list[str], count: int, work: Path) -> None:
    """Print articles a second in this process, in one and in two.

    In turns, there and back, a folder of ``FILES`` at a time: the speed of a machine drifts.
    """
    paths = written(islice(cycle(texts), count), work / "in")
    spent = [0.0, 0.0, 0.0]
    turn = [0, 1, 2]
    for start in range(0, count, FILES):
        part = paths[start : start + FILES]
        for jobs in turn:
            if jobs:
                out = work / f"out{jobs}" / str(start)
                seconds, _ = command(part[0].parent, "--output-dir", out, f"-j{jobs}")
            else:
                seconds = len(part) / in_new_process(part)
            spent[jobs] += seconds
        turn.reverse()
    here, one, two = (count / seconds for seconds in spent)
    print(f"{count} articles: {here:.1f} a second in this process")
    print(f"1 process   {one:6.1f}   {one / here:.2f} of it (wanted .85)")
    print(f"2 processes {two:6.1f}   {two / one:.2f} times one (wanted 1.7)")


def memory(texts: list[str], many: int, work: Path) -> None:
    """Print the parent's peak memory for few and for many short articles."""
    short = [" ".join(text.split()[:60]) + "." for text in texts]
    peaks = []
    for count in (1000, many):
        written(islice(cycle(short), count), work / f"in{count}")
        seconds, peak = command(work / f"in{count}", "--output-dir", work / f"out{count}", "-j2")
        peaks.append(peak)
        print(f"{count:7} short articles: peak {peak:.1f} MiB, {count / seconds:.0f} a second")
    print(f"{peaks[1] / peaks[0]:.2f} times (wanted 1.3)")


def json_lines(texts: list[str], gigabytes: float, work: Path) -> None:
    """Print the parent's peak memory for a JSON Lines file a tenth as large, and as large.

    A row holds an article and, as a crawl's rows do, a page of some 100 KB that passes through.
    """
    peaks = []
    for size in (gigabytes / 10, gigabytes):
        path = work / "articles.jsonl"
        with open(path, "w", encoding="utf-8") as file:
            for number, text in enumerate(cycle(texts)):
                page = (f"<p>{text}</p>\n" * 100)[:100_000]
                file.write(json.dumps({"id": number, "text": text, "page": page}) + "\n")
                if file.tell() > size * 1e9:
                    break
        seconds, peak = command(path, "--output", work / f"{size}.jsonl", "-j2")
        peaks.append(peak)
        print(f"{size:5.2f} GB of JSON Lines: peak {peak:.1f} MiB, {1e3 * size / seconds:.1f} MB/s")
    print(f"{peaks[1] / peaks[0]:.2f} times")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--gigabytes", type=float, default=1.0)
    options = parser.parse_args()
    texts = [row.article for row in rows(options.data)]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if options.articles:
            speed(texts, options.articles, work / "speed")
        if options.many:
            memory(texts, options.many, work / "memory")
        if options.gigabytes:
            work.joinpath("lines").mkdir()
            json_lines(texts, options.gigabytes, work / "lines")


if __name__ == "__main__":
    main()
