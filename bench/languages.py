"""Measures language detection on JSON lines that say their language.

    python bench/languages.py FILE... [--field gold] [--least 100] [--lang fr]

A row has "lang" and the field named (text, article or gold are tried). Rows shorter than --least
characters do not count. Prints accuracy, milliseconds for each text and what was taken for what.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from summarize.language import detect


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--field", default="")
    parser.add_argument("--least", type=int, default=100, metavar="CHARACTERS")
    parser.add_argument("--lang", default="", help="the language of rows that do not say it")
    options = parser.parse_args()
    fields = [options.field] if options.field else ["text", "gold", "article"]
    detect("a warm start")
    for path in options.files:
        with path.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        pairs = [
            (row.get("lang", options.lang), next(row[field] for field in fields if row.get(field)))
            for row in rows
            if any(row.get(field) for field in fields)
        ]
        pairs = [(language, text) for language, text in pairs if len(text) >= options.least]
        began = time.perf_counter()
        found = [detect(text) for _, text in pairs]
        each = 1000 * (time.perf_counter() - began) / max(1, len(pairs))
        wrong = Counter(f"{a}>{b}" for (a, _), b in zip(pairs, found, strict=True) if a != b)
        share = 1 - sum(wrong.values()) / max(1, len(pairs))
        confused = dict(wrong.most_common(8))
        print(f"{path.stem:28} {len(pairs):5} texts  {share:.4f}  {each:.2f} ms  {confused}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
