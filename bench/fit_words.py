"""Learns which words of full sentences speak for page furniture, and writes their weights.

    python bench/fit_words.py EXTRA DATA --write FILE

EXTRA is the folder that ``public_pages.py`` writes. DATA is the folder that ``fit_cleaning.py`` fits
on; sites that are in it are left out of EXTRA, so that the forests are fitted, and measured, with
weights that have seen none of their sites. Needs numpy, scipy and scikit-learn; the file has the
same bytes each time.

What is learned is a sparse logistic model, over lines of prose alone, of "is not the article's".
Sentences are what the shape of a line says least about: comments, teasers, cookies, authors.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np
from cleaning import Page, read_pages
from fit_cleaning import indexed, label
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from summarize.clean.line import FEW, prose, terms, tokens_of
from summarize.clean.rules import built_in
from summarize.clean.segment import cut

#: Sites that a word must stand on. It keeps names and subjects out, and no text can be told from
#: what is left.
SITES = 12
#: The smaller, the fewer words: .3 (1,759 words) has .0003 more F1, and pairs of words with it .0005
#: less than without. Learning from the German pages as well, site by site, found
#: more of the furniture line by line, but no more of the pages' F1.
INVERSE_PENALTY = 0.1
#: Parts of addresses that are no site's own name.
_COMMON_PARTS = frozenset(
    "www com org net gov edu info news blog blogs the online html edition".split()
)


class Sentence(NamedTuple):
    """A line of prose, with what is to be learned of it."""

    site: str
    terms: set[str]
    furniture: bool


def names(site: str) -> set[str]:
    """The parts of a host by which two addresses of a publisher can be told."""
    return {part for part in site.lower().split(".") if len(part) > 2 and part not in _COMMON_PARTS}


def known_names(data: Path) -> set[str]:
    """The names of all sites in a folder, by their site and by their address."""
    found: set[str] = set()
    for path in sorted(data.glob("boilerplate.*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found |= names(row["site"]) | names(urlsplit(row.get("url") or "").netloc)
    return found


def sentences(page: Page) -> list[Sentence]:
    """The lines of prose of a page, each once, if it is clear whose they are."""
    index = indexed(page.gold)
    pieces = cut(page.inputs["text_full"], built_in(page.language), everywhere=False)
    lines = dict.fromkeys(piece.text for piece in pieces if not piece.far and prose(piece.text))
    labels = [(line, label(line, *index)) for line in lines]
    return [
        Sentence(page.site, terms(tokens_of(line)), not own)
        for line, own in labels
        if own is not None
    ]


def weights(found: list[Sentence]) -> dict[str, int]:
    """The weight of each word that matters, in hundredths of log odds, in the order of the words.

    A sentence's terms share its weight as in ``line``, and a site's sentences weigh less the
    more there are.
    """
    sites: dict[str, set[str]] = defaultdict(set)
    size: dict[str, int] = defaultdict(int)
    for sentence in found:
        size[sentence.site] += 1
        for term in sentence.terms:
            sites[term].add(sentence.site)
    listed = sorted(term for term, on in sites.items() if len(on) >= SITES and term.isalpha())
    number = {term: place for place, term in enumerate(listed)}
    rows = [sorted(number[term] for term in each.terms if term in number) for each in found]
    shares = [(FEW / max(FEW, len(each.terms))) ** 0.5 for each in found]
    matrix = csr_matrix(
        (
            np.repeat(shares, [len(row) for row in rows]),
            np.concatenate([np.array(row, dtype=np.int64) for row in rows]),
            np.cumsum([0, *map(len, rows)]),
        ),
        shape=(len(rows), len(listed)),
    )
    importance = np.array([size[each.site] ** -0.5 for each in found])
    fitted = LogisticRegression(
        l1_ratio=1.0, C=INVERSE_PENALTY, solver="liblinear", max_iter=200, random_state=0
    ).fit(matrix, [each.furniture for each in found], sample_weight=importance / importance.mean())
    rounded = [round(100 * value) for value in fitted.coef_[0]]
    return {term: value for term, value in zip(listed, rounded, strict=True) if value}


def main() -> None:
    """Learns and writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("extra", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", type=Path, metavar="FILE", required=True)
    options = parser.parse_args()
    known = known_names(options.data)
    pages = [page for page in read_pages(options.extra) if not names(page.site) & known]
    found = [sentence for page in pages for sentence in sentences(page)]
    table = weights(found)
    note = (
        f"What {len(table)} words say of a sentence, in hundredths of log odds: above 0 for page "
        f"furniture, below for an article. Learned by bench/fit_words.py from {len(found)} "
        f"sentences on {len(pages)} pages of {len({page.site for page in pages})} sites of two "
        f"public collections, WCXB (CC BY 4.0) and daniel; each word stands on {SITES} sites or "
        "more. Of languages written without spaces, each two signs."
    )
    body = ",\n".join(f"{json.dumps(term, ensure_ascii=False)}:{table[term]}" for term in table)
    text = f'{{\n"note": {json.dumps(note)},\n"weights": {{\n{body}\n}}\n}}\n'
    options.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
