"""Writes data/common/function_words.txt, the one small file that language detection reads.

    python bench/function_words.py            write it anew from every data/<language>/stopwords.txt
    python bench/function_words.py --check    exit 1 if it is not what would be written

One line for each language: its code, a colon, its words. Sixty small files take 20 ms to read,
one takes 1 ms.
"""

from __future__ import annotations

import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "summarize" / "data"
TARGET = DATA / "common" / "function_words.txt"


def combined() -> str:
    lines = []
    for path in sorted(DATA.glob("*/stopwords.txt")):
        rows = path.read_text(encoding="utf-8").splitlines()
        words = sorted({word for row in rows if not row.startswith("#") for word in row.split()})
        lines.append(f"{path.parent.name}: {' '.join(words)}\n")
    return "".join(lines)


def main() -> int:
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text(encoding="utf-8") != combined())
    TARGET.write_text(combined(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
