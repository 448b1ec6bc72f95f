"""How well page furniture is told from the article, against peers.

    python bench/cleaning.py DATA [--peers] [--sets aeb,fundus]

DATA is a folder with ``boilerplate.*.jsonl`` (see ``fit_cleaning``) and, for the HTML column, the
pages that the rows name. The figure is F1 on 4-gram shingles against the article's body, macro
over pages, as in scrapinghub's article-extraction-benchmark; ``content`` is the share of the
input's article lines that are kept. ``--peers`` needs justext and trafilatura.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from summarize.clean.classify import Model

FORMS = ("text_crop", "text_full", "text_p", "gold")
LATIN = frozenset(
    ("es", "fr", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "tr", "is", "zu", "xh")
)
_WORD = re.compile(r"\w+")


class Page(NamedTuple):
    """One labelled page."""

    set: str
    id: str
    site: str
    language: str
    gold: str
    inputs: dict[str, str]
    html: Path | None
    with_: tuple[str, ...]  # segments that are the article's; of pages without a body
    without: tuple[str, ...]  # segments that are not


def read_pages(data: Path, sets: Iterable[str] = ()) -> Iterator[Page]:
    """The pages of a folder, in the order of their files."""
    for path in sorted(data.glob("boilerplate.*.jsonl")):
        name = path.name.split(".")[1]
        if sets and name not in sets:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            inputs = {form: row.get(form) or "" for form in FORMS}
            html = data.parent / row["html_path"] if row.get("html_path") else None
            language = (row["lang"] or "en")[:2]
            gold = row["gold"] or ""
            marked = [tuple(map(flat, row.get(key) or ())) for key in ("with", "without")]
            yield Page(name, row["id"], row["site"], language, gold, inputs, html, *marked)


def flat(text: str) -> str:
    """A text in one line, with single spaces."""
    return " ".join(text.split())


def segments(results: Iterable[tuple[Page, str, str]]) -> None:
    """Prints the shares of marked segments in the input that are kept and gone."""
    counts: Counter[tuple[str, bool]] = Counter()
    for page, form, kept in results:
        before, after = flat(page.inputs[form]), flat(kept)
        counts.update(("with", part in after) for part in page.with_ if part in before)
        counts.update(("without", part in after) for part in page.without if part in before)
    kept_share = counts["with", True] / max(1, counts["with", True] + counts["with", False])
    out = counts["without", False]
    print(f"segments kept {kept_share:.3f}  gone {out / max(1, out + counts['without', True]):.3f}")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The 4-grams of a text's words; of a shorter text, all its words as one."""
    words = _WORD.findall(text)
    grams = (tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))
    return Counter(gram for gram in grams if gram)


def compared(body: str, kept: str) -> tuple[float, float, float]:
    """The shares of shingles that are right, too many, and missing."""
    wanted, found = shingles(body), shingles(kept)
    right = (wanted & found).total()
    extra, missing = (found - wanted).total(), (wanted - found).total()
    total = right + extra + missing
    return (right / total, extra / total, missing / total) if total else (0.0, 0.0, 0.0)


def f1(rows: list[tuple[float, float, float]]) -> float:
    """F1 of the mean precision and the mean recall over pages."""
    precision = [a / (a + b) for a, b, _ in rows if a + b]
    recall = [a / (a + c) for a, _, c in rows if a + c]
    if not precision or not recall:
        return 0.0
    p, r = statistics.mean(precision), statistics.mean(recall)
    return 2 * p * r / (p + r) if p + r else 0.0


def line_is_in(line: str, grams: set[tuple[str, ...]], short: set[str]) -> bool | None:
    """Whether a line's words are in a text, by its 3-grams; None if it is half in it."""
    words = _WORD.findall(line)
    if len(words) < 3:
        return " ".join(words) in short if words else None
    own = list(zip(words, words[1:], words[2:], strict=False))
    share = sum(gram in grams for gram in own) / len(own)
    return True if share >= 0.6 else False if share <= 0.3 else None


def _grams(text: str) -> tuple[set[tuple[str, ...]], set[str]]:
    words = _WORD.findall(text)
    short = {" ".join(_WORD.findall(line)) for line in text.split("\n")}
    return set(zip(words, words[1:], words[2:], strict=False)), short


def report(results: Iterable[tuple[Page, str, str]]) -> dict[tuple[str, str], float]:
    """Prints a row for each set and input, and returns the F1 of each."""
    scores: dict[tuple[str, str], list[tuple[str, tuple[float, float, float]]]] = defaultdict(list)
    lines: dict[tuple[str, str], Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for page, form, kept in results:
        key = (page.set, form)
        scores[key].append((_group(page.language), compared(page.gold, kept)))
        body, after = _grams(page.gold), _grams(kept)
        for line in page.inputs.get(form, "").split("\n"):
            wanted = line_is_in(line, *body)
            if wanted is not None:
                lines[key][wanted, line_is_in(line, *after) is True] += 1
    figures = {}
    for key in sorted(scores):
        figures[key] = f1([row for _, row in scores[key]])
        count = lines[key]
        content = count[True, True] / max(1, count[True, True] + count[True, False])
        gone = count[False, False] / max(1, count[False, False] + count[False, True])
        groups = sorted({group for group, _ in scores[key]})
        by_group = " ".join(
            f"{group} {f1([row for g, row in scores[key] if g == group]):.3f}" for group in groups
        )
        print(f"{key[0]:7} {key[1]:10} F1 {figures[key]:.4f}  content {content:.3f}  "
              f"gone {gone:.3f}  {by_group}")  # fmt: skip
    return figures


def _group(language: str) -> str:
    return language if language in ("en", "de") else "latin" if language in LATIN else "rest"


def ours(text: str, language: str, selected: bool = False, fitted: Model | None = None) -> str:
    """What ``summarize --clean-only`` prints of a text."""
    from summarize.clean import clean
    from summarize.read import read_text
    from summarize.render.plain import cleaned

    article = read_text(text)
    blocks = clean(article.text, language=language, selected=selected, fitted=fitted)
    return cleaned(article, blocks)


def nothing(text: str, _language: str) -> str:
    """The text as it came."""
    return text


def full_lines(text: str, _language: str) -> str:
    """The simple filter: lines of eight words or more that end as sentences do."""
    return "\n".join(
        line
        for line in text.split("\n")
        if len(_WORD.findall(line)) >= 8 and line.rstrip(" \"'”’»)").endswith((".", "!", "?"))
    )


def justext_lines(text: str, language: str) -> str:
    """jusText, each line given to it as a paragraph without links."""
    import justext
    from justext import core
    from justext.paragraph import Paragraph

    names = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "sv": "Swedish"}
    stop = justext.get_stoplist(names.get(language, "English"))
    paragraphs = []
    for line in text.split("\n"):
        if line.strip():
            path: Any = type("Path", (), {"dom": "p", "xpath": "/p"})()
            paragraph = Paragraph(path)
            paragraph.append_text(line)
            paragraphs.append(paragraph)
    core.classify_paragraphs(paragraphs, frozenset(w.lower() for w in stop))
    core.revise_paragraph_classification(paragraphs)
    return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)


def from_html(pages: list[Page]) -> None:
    """The HTML itself: trafilatura alone, and what ``summarize`` makes of it."""
    import trafilatura

    from summarize.read.html import extract

    alone, by_us = [], []
    for page in pages:
        if page.html is None:
            continue
        html = page.html.read_bytes()
        peer = trafilatura.extract(html, include_comments=False) or ""
        alone.append(compared(page.gold, peer))
        text, _ = extract(html, page.id)
        by_us.append(compared(page.gold, ours(text, page.language, selected=True)))
    if alone:
        print(f"HTML: trafilatura F1 {f1(alone):.4f}, summarize {f1(by_us):.4f}")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--sets", default="aeb,fundus")
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    pages = [page for page in read_pages(options.data, options.sets.split(",")) if page.gold]
    cleaners: dict[str, Callable[[str, str], str]] = {"summarize": ours}
    if options.peers:
        cleaners |= {
            "nothing done": nothing,
            "full lines": full_lines,
            "jusText over lines": justext_lines,
        }
    for name, cleaner in cleaners.items():
        begun, size, results = time.perf_counter(), 0, []
        for page in pages:
            for form in FORMS:
                if page.inputs[form].strip():
                    size += len(page.inputs[form].encode())
                    results.append((page, form, cleaner(page.inputs[form], page.language)))
        speed = size / 1e6 / (time.perf_counter() - begun)
        print(f"== {name} ({speed:.1f} MB/s)")
        report(results)
    if options.peers:
        from_html(pages)


if __name__ == "__main__":
    main()
