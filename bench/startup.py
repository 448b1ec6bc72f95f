"""Start-up and throughput, as ratios in one run.

    python bench/startup.py [--rounds 15]

Prints what a whole process costs on a seed as a multiple of ``python -c "import nltk"`` in the same
environment (the floor that nltk sets), for a summary, ``--help`` and ``--version``; and how many
documents a second the API makes of the seeds, beside a plain ``str.split`` of the same texts.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
CEILING = 1.6  # times the import of nltk; a tenth more than it was when this was set


def seconds(command: list[str]) -> float:
    """Return the processor time of one process, which a busy machine blurs less than wall time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    run = [sys.executable, "-m", "summarize"]
    commands = {
        "import nltk": [sys.executable, "-c", "import nltk"],
        **{seed.name: [*run, str(seed), "--words", "120"] for seed in SEEDS},
        "--help": [*run, "--help"],
        "--version": [*run, "--version"],
    }
    # In turns, so that a busy moment of the machine falls on all of them.
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(seconds(command))
    floor = min(times["import nltk"])
    print(
        f"{'process':28} {'ms':>7} {'ratio':>7} {'median':>7}   (best of {rounds}, processor time)"
    )
    middle = statistics.median(times["import nltk"])
    for name, taken in times.items():
        ratio, median = min(taken) / floor, statistics.median(taken) / middle
        print(f"{name:28} {min(taken) * 1000:7.0f} {ratio:7.2f} {median:7.2f}")
    print(f"a seed is to cost at most {CEILING} times the import of nltk")

    from summarize import summarize

    texts = [seed.read_text() for seed in SEEDS]
    for text in texts:
        summarize(text, words=120)
    start = time.perf_counter()
    for _ in range(100):
        for text in texts:
            summarize(text, words=120)
    ours = (time.perf_counter() - start) / (100 * len(texts))
    start = time.perf_counter()
    for _ in range(10_000):
        for text in texts:
            text.split()
    split = (time.perf_counter() - start) / (10_000 * len(texts))
    print(f"API: {1 / ours:.0f} documents a second; str.split: {1 / split:.0f}")


if __name__ == "__main__":
    main()
