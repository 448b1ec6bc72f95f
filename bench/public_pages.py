"""Makes labelled pages of two public collections, for ``fit_words.py`` and ``fit_cleaning.py``.

    python bench/public_pages.py WCXB WADDLE --write DIR

WCXB is a checkout of github.com/Murrough-Foley/web-content-extraction-benchmark (CC BY 4.0; its
pages of type "article" are used), WADDLE one of github.com/rundimeco/waddle (the corpus "daniel" of
news in Greek, English, Polish, Russian and Chinese). Needs resiliparse.

Their golds have titles, lists and some comments that the golds of the news pages we measure on leave
out: good enough to count words by and, between other pages' furniture (``mixed_pages.py``), to show what
articles are like; as they are, worse than nothing to fit the forests on.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = {"Greek": "el", "English": "en", "Polish": "pl", "Russian": "ru", "Chinese": "zh"}
#: Share of the gold's 3-grams that the page's text must have: less, and they do not belong together.
COVERED = 0.85
SHORTEST = {"wcxb": 60, "daniel": 40}  # words of a gold
PER_SITE = 8  # pages of a site; some have hundreds
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?\w+[^>]*>")
_SPACES = re.compile(r"[ \t\xa0]+")


class Row(NamedTuple):
    """A labelled page."""

    id: str
    site: str
    lang: str
    gold: str
    text_full: str


def rendered(html: str) -> str:
    """All text of a page, a block a line, without its formatting."""
    text = extract_plain_text(html, preserve_formatting=True, list_bullets=False, noscript=False)
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def wcxb(root: Path) -> Iterator[Row]:
    """The articles of WCXB."""
    for path in sorted(root.glob("*/ground-truth/*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if truth["_internal"].get("page_type", {}).get("primary") != "article":
            continue
        html = path.parent.parent / "html" / f"{path.stem}.html.gz"
        if not html.exists():
            continue
        address = truth.get("url") or ""
        site = (address.split("/")[2] if "//" in address else path.stem).removeprefix("www.")
        with gzip.open(html, "rt", encoding="utf-8", errors="replace") as file:
            text = rendered(file.read())
        yield Row(path.stem, site, "en", truth["ground_truth"].get("main_content") or "", text)


def daniel(root: Path) -> Iterator[Row]:
    """The pages of daniel, at most ``PER_SITE`` of a site, in an order that chance has made."""
    corpus = root / "corpora" / "Corpus_daniel_v2.1"
    languages = json.loads((corpus / "doc_lg.json").read_text(encoding="utf-8"))
    count: Counter[str] = Counter()
    paths = (corpus / "html").iterdir()
    for path in sorted(paths, key=lambda path: hashlib.md5(path.name.encode()).hexdigest()):
        reference = corpus / "reference" / path.name
        site = path.name.split("_")[1].removeprefix("www.")
        if count[site] >= PER_SITE or not reference.exists():
            continue
        count[site] += 1
        raw = path.read_bytes()
        gold = _TAG.sub("\n", reference.read_text(encoding="utf-8", errors="replace"))
        language = LANGUAGES.get(languages.get(path.name), "en")
        yield Row(
            path.name, site, language, gold, rendered(bytes_to_str(raw, detect_encoding(raw)))
        )


def usable(row: Row, name: str) -> bool:
    """Whether the gold is a whole article and the page has it."""
    gold, text = _WORD.findall(row.gold), _WORD.findall(row.text_full)
    grams, found = (set(zip(w, w[1:], w[2:], strict=False)) for w in (gold, text))
    return len(gold) >= SHORTEST[name] and len(grams & found) >= COVERED * len(grams)


def main() -> None:
    """Writes a file of rows for each collection."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wcxb", type=Path)
    parser.add_argument("waddle", type=Path)
    parser.add_argument("--write", type=Path, metavar="DIR", required=True)
    options = parser.parse_args()
    options.write.mkdir(parents=True, exist_ok=True)
    for name, rows in (("wcxb", wcxb(options.wcxb)), ("daniel", daniel(options.waddle))):
        kept = [row for row in rows if usable(row, name)]
        text = "".join(json.dumps(row._asdict()) + "\n" for row in kept)
        (options.write / f"boilerplate.{name}.jsonl").write_text(text, encoding="utf-8")
        print(f"{name}: {len(kept)} pages")


if __name__ == "__main__":
    main()
