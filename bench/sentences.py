"""Compares sentence splitters on rows of known sentences, and measures how time grows with length.

    python bench/sentences.py DATA [--peers] [--languages] [--growth]

DATA is a folder of `sbd.<set>.jsonl`. A row has "lang" and "text", and either "sentences" (the very
sentences) or "must" and "mustnot" (character offsets that have to be, and must not be, boundaries;
"glued" names the inner boundaries that were run together). Boundaries are compared as counts of
visible characters, so that white space does not matter.

Columns: P, R, F1 over inner boundaries, the share of rows split exactly, recall at glued
boundaries, the share of inner dots left alone, and MB/s of CPU time.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from summarize.split import load, split_sentences

Splitter = Callable[[str, str], Iterable[str]]
Row = dict[str, Any]


def ours(text: str, language: str) -> Iterable[str]:
    return [sentence.text for sentence in split_sentences(text, language)]


def plain_regex(text: str, language: str) -> Iterable[str]:
    """An end mark, closing marks, then white space or, after a small letter, a capital."""
    return re.split(
        r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[a-zà-ÿа-я][.!?])(?=[A-ZÀ-ÞА-Я])|(?<=[。！？])", text
    )


def by_sentencex() -> Splitter:
    sentencex = import_module("sentencex")
    return lambda text, language: sentencex.segment(language, text)


def by_pysbd() -> Splitter:
    pysbd = import_module("pysbd")
    codes = pysbd.languages.LANGUAGE_CODES
    return lambda text, language: pysbd.Segmenter(
        language=language if language in codes else "en", clean=False
    ).segment(text)


def by_punkt() -> Splitter:
    """nltk's Punkt, untrained, with the abbreviations of our own data."""
    punkt = import_module("nltk.tokenize.punkt")

    def tokenize(text: str, language: str) -> Iterable[str]:
        parameters = punkt.PunktParameters()
        parameters.abbrev_types = {word.lower() for word in load(language).abbreviations}
        sentences: list[str] = punkt.PunktSentenceTokenizer(parameters).tokenize(text)
        return sentences

    return tokenize


PEERS = {
    "plain regex": lambda: plain_regex,
    "sentencex": by_sentencex,
    "pysbd": by_pysbd,
    "Punkt, our words": by_punkt,
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--peers", action="store_true", help="measure the peers that are installed, too"
    )
    parser.add_argument("--languages", action="store_true", help="one line for each language")
    parser.add_argument(
        "--growth",
        action="store_true",
        help="time at 10 KB, 100 KB, 1 MB and 10 MB, ordinary and hostile",
    )
    options = parser.parse_args()
    if options.growth:
        growth(options.data)
        return 0
    splitters: dict[str, Splitter] = {"ours": ours}
    for name, make in PEERS.items() if options.peers else ():
        try:
            splitters[name] = make()
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)
    sets = {
        path.name.split(".")[1]: _rows(path) for path in sorted(options.data.glob("sbd.*.jsonl"))
    }
    for name, splitter in splitters.items():
        for label, rows in sets.items():
            for group, members in sorted(_groups(label, rows, options.languages).items()):
                print(f"{name:17} {label:12} {group:16} {measure(splitter, members)}", flush=True)
    return 0


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row.get("pure", True)]


def _groups(label: str, rows: list[Row], by_language: bool) -> dict[str, list[Row]]:
    """Golden rules by English and others, genres by news, interviews and others."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        group = ""
        if label == "golden":
            group = "rules" if row["kind"] == "golden" else "more"
            group += " en" if row["lang"] == "en" else " other"
        elif "genre" in row and label != "pud":
            genre = str(row["genre"]).rpartition("_")[2]
            group = genre if genre in ("news", "interview") else "other"
        groups[f"{group} {row['lang']}" if by_language else group].append(row)
    return groups


def measure(splitter: Splitter, rows: list[Row]) -> str:
    hit = extra = missed = exact = full = glued = glued_hit = dots = dots_kept = size = 0
    began = time.process_time()
    answers = [
        [part for part in splitter(row["text"], row["lang"]) if part.strip()] for row in rows
    ]
    seconds = time.process_time() - began
    for row, parts in zip(rows, answers, strict=True):
        text = row["text"]
        size += len(text.encode())
        found = set(_ends(parts))
        if "sentences" in row:
            ends = list(_ends(row["sentences"]))
            gold = set(ends[:-1])
            found.discard(ends[-1])
            hit, extra, missed = (
                hit + len(gold & found),
                extra + len(found - gold),
                missed + len(gold - found),
            )
            exact, full = exact + (gold == found), full + 1
            for place in row.get("glued", ()):
                glued, glued_hit = glued + 1, glued_hit + (ends[place] in found)
        for place in row.get("must", ()):
            glued, glued_hit = glued + 1, glued_hit + (_visible(text[:place]) in found)
        for place in row.get("mustnot", ()):
            dots, dots_kept = dots + 1, dots_kept + (_visible(text[:place]) not in found)
    cells = [f"{len(rows):5} rows"]
    if hit + extra + missed:
        cells.append(f"P {hit / max(1, hit + extra):.3f} R {hit / max(1, hit + missed):.3f}")
        cells.append(f"F1 {2 * hit / (2 * hit + extra + missed):.3f}")
    if full:
        cells.append(f"exact {exact / full:.3f}")
    if glued:
        cells.append(f"glued {glued_hit / glued:.3f}")
    if dots:
        cells.append(f"dots kept {dots_kept / dots:.3f}")
    return "  ".join([*cells, f"{size / 1e6 / max(seconds, 1e-9):.2f} MB/s"])


def _visible(text: str) -> int:
    return len("".join(text.split()))


def _ends(parts: Iterable[str]) -> Iterator[int]:
    count = 0
    for part in parts:
        count += _visible(part)
        yield count


HOSTILE = ['"', ".", "A", "(", "A. ", '."A', "1. ", "([{", "« a. » ", "a\n", ".”X", "(. A"]


def growth(data: Path) -> None:
    """CPU seconds at growing lengths: ten times the text may take ten times the time, not more."""
    rows = [
        row
        for path in sorted(data.glob("sbd.pud.jsonl"))
        for row in _rows(path)
        if row["lang"] == "en"
    ]
    prose = "\n".join(row["text"] for row in rows) or "The cat sat down. It slept, as cats do.\n"
    for label, seed in [
        ("prose", prose),
        ("one line", prose.replace("\n", " ")),
        *((repr(h), h) for h in HOSTILE),
    ]:
        cells = []
        for size in (
            10_000,
            100_000,
            1_000_000,
            10_000_000 if label in ("prose", "one line") else 0,
        ):
            if size:
                text = (seed * (size // len(seed) + 1))[:size]
                began = time.process_time()
                split_sentences(text, "en")
                cells.append(f"{size:>9,}: {time.process_time() - began:8.3f} s")
        print(f"{label:12}", "  ".join(cells), flush=True)


if __name__ == "__main__":
    sys.exit(main())
