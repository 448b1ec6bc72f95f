"""Fits the line model of ``summarize.clean`` and writes its data file, the same bytes each time.

    python bench/fit_cleaning.py DATA EXTRA                 # report by cross-validation over sites
    python bench/fit_cleaning.py DATA EXTRA --write FILE    # fit on all pages, write the weights

DATA is a folder with ``boilerplate.*.jsonl``: a row has ``site``, ``lang``, ``gold`` (the article's
body) and inputs ``text_full``, ``text_crop``, ``text_p``. EXTRA is the folder that ``public_pages.py``
writes: the articles on its pages are put into the pages of DATA (``mixed_pages.py``). Needs numpy,
lightgbm and scikit-learn. The words that the features weigh are learned before, by ``fit_words.py``,
on sites that are not in DATA.

A line is the article's if at least 60 % of its 3-grams are in the body, and not if at most 30 %
are; what lies between is left out. Of pages without a body, but with segments marked as the
article's or not (``with``, ``without``), only lines with such a segment teach. Lines weigh as they
weigh in the figure: by their share of the article's words. Two targets are fitted with the same
features: does a line stand between the first and the last line of the article, and, of those that
do, is it the article's. Last, a logistic model learns which whole texts are articles already, from
what forests that have not seen their sites say of their lines.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import lightgbm
import numpy as np
from cleaning import Page, flat, ours, read_pages, report, segments
from mixed_pages import bodies, mixed, respaced
from sklearn.linear_model import LogisticRegression

from summarize.clean.classify import Model, judge, parsed
from summarize.clean.features import NAMES, columns
from summarize.clean.rules import built_in
from summarize.clean.segment import Piece, cut
from summarize.clean.whole import FACTS, facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: How much each kind of input weighs. Twice the weight of "short" (it was 1, "middle" .6) keeps the
#: last paragraphs and headings of short pages at the same F1. Bodies alone teach that a clean
#: article loses nothing, and crops from which the middle of the article was taken, that short
#: articles are articles.
FORMS = {
    "text_full": 1.0,
    "text_crop": 1.0,
    "text_p": 1.0,
    "gold": 1.0,
    "short": 2.0,
    "middle": 1.0,
    # Articles of other sites between this page's furniture. With three on each page and crop at
    # this weight .87 of the article lines of aeb's crops are kept instead of .81, at the same F1 or
    # .002 more: their lists, recipes and tickers are what the pages at hand are too few to teach. At
    # .3 the F1 is .002 lower, at 1 .005. Bodies of the other pages at hand, swapped, teach nothing.
    "mixed": 0.1,
    # People paste text with a blank line between all lines, or none. Without these F1 is .008 to .028 lower on such
    # pages; with them it is the same in the pages' own spacing (within .0015 either way), but for one page of the
    # first set that is a list. A weight of .5 costs .001 there, .1 gains a fifth less.
    **dict.fromkeys(("full tight", "full spaced", "crop tight", "crop spaced"), 0.25),
}
#: The inputs that are measured; the model of whole texts learns from them too.
MEASURED = ("text_full", "text_crop", "text_p", "gold")
#: From this chance on a text counts as clean already. .1 keeps .02 more of the lines of bodies than .2 and
#: costs paragraphs .003 of F1; .3 the other way round.
CLEAN = 0.12
#: What stands in a model's file before the model of whole texts is fitted.
NOTHING_IS_CLEAN = {"facts": FACTS, "weights": [0.0] * len(FACTS), "bias": -1.0}
#: The article's lines that stay: the first and the last, or some from its middle.
SHORT = {"short": (0, 5, 1), "middle": (1, 6, 0)}
#: How much a page without a body weighs: .3 gave .02 more article lines kept at the same F1
#: (one seed; noise between seeds is .015), .8
#: loses .002 of F1. Labelling the other lines of such pages by a model fitted on the rest lost
#: .003.
#: Pages of other collections (``public_pages.py``) were worse than none at the weights tried: at .03
#: .001 of F1, at .1 .004, for they draw the line around an article elsewhere.
MARKED = 0.3
FOLDS = 5
#: 120 trees at .1 have .001 more F1 (within noise) and cost twice the time; a tree may have no more
#: than eight leaves (``forest.LEAVES``).
TREES = {"n_estimators": 64, "num_leaves": 8, "learning_rate": 0.22}
#: Of four seeds the one whose forests did best on the pages of EXTRA, from which they learn no lines but articles'
#: own: F1 .9057 on news and .9067 on the others; the four are at .9026 to .9057 and .9050 to .9070. On 31 pages written
#: for a test, in four spacings each, it is the best as well.
REGULAR = {
    "min_child_samples": 40,
    "subsample": 0.8,
    "subsample_freq": 1,
    "colsample_bytree": 0.35,
    "reg_lambda": 10.0,
    "n_jobs": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
    "random_state": 6,
}
#: Share of the F1 a page can hope for (``classify.expected_f1``). On held-out sites .34 has a mean F1
#: of .924, .37 .925 and .43 .926; the article lines kept on crops are .889, .883 and .855 (aeb), .958,
#: .950 and .939 (fundus). One threshold for all pages is some .0015 of F1 lower at the same lines kept.
THRESHOLD = 0.37
_WORD = re.compile(r"\w+")


class Lines(NamedTuple):
    """The lines of one input, with what is to be learned of them."""

    page: Page
    form: str
    pieces: list[Piece]
    rows: np.ndarray[Any, Any]
    labels: list[int | None]  # 1 article, 0 not, None unclear
    stretch: list[int]  # 1 between the first and the last line of the article
    weights: list[float]


def label(line: str, body: set[tuple[str, ...]], short: set[str]) -> int | None:
    """Whether a line is the article's, by the share of its 3-grams that the body has."""
    words = _WORD.findall(line)
    if len(words) < 3:
        return int(" ".join(words) in short) if words else None
    grams = list(zip(words, words[1:], words[2:], strict=False))
    share = sum(gram in body for gram in grams) / len(grams)
    return 1 if share >= 0.6 else 0 if share <= 0.3 else None


def marked(line: str, page: Page) -> int | None:
    """Whether a line is the article's, by the segments marked on the page."""
    own = any(part in line for part in page.with_)
    other = any(part in line for part in page.without)
    return None if own == other else int(own)


def indexed(gold: str) -> tuple[set[tuple[str, ...]], set[str]]:
    """A body as ``label`` asks for it: its 3-grams, and its lines by their words."""
    words = _WORD.findall(gold)
    short = {" ".join(_WORD.findall(line)) for line in gold.split("\n")}
    return set(zip(words, words[1:], words[2:], strict=False)), short


def labels(page: Page, lines: Sequence[str]) -> list[int | None]:
    """The label of each line of a text; one without a word has none."""
    index = indexed(page.gold)
    return [label(line, *index) for line in lines]


def own_lines(page: Page, lines: Sequence[str]) -> list[int]:
    """The numbers of the lines that are the article's."""
    return [number for number, value in enumerate(labels(page, lines)) if value == 1]


def shortened(page: Page) -> Page:
    """The page with inputs more: its crop with few of the article's lines left."""
    crop = page.inputs["text_crop"].split("\n")
    own = own_lines(page, crop)
    inputs = dict(page.inputs)
    for form, (first, last, tail) in SHORT.items():
        gone = set(own) - set(own[first:last]) - set(own[len(own) - tail :])
        left = "\n".join(line for number, line in enumerate(crop) if number not in gone)
        # scraped text often has no blank lines, so one of the two inputs has none
        inputs[form] = re.sub(r"\n{2,}", "\n" if form == "middle" else "\n\n", left)
    return page._replace(inputs=inputs)


def in_other_spacings(page: Page) -> Page:
    """The page with inputs more: itself and its crop without blank lines, and with one between all lines."""
    inputs = dict(page.inputs)
    for name in ("full", "crop"):
        text = page.inputs.get(f"text_{name}", "")
        inputs[f"{name} tight"] = respaced(text, "\n")
        inputs[f"{name} spaced"] = respaced(text, "\n\n")
    return page._replace(inputs=inputs)


def prepare(page: Page, form: str) -> Lines:
    """The features and labels of one input of a page."""
    pieces = cut(page.inputs[form], built_in(page.language), everywhere=False)
    near = [piece for piece in pieces if not piece.far]
    table = columns([piece.text for piece in near], [piece.blank_before for piece in near])
    known: list[int | None]
    if form == "gold":
        known = [1] * len(near)
    elif page.gold:
        known = labels(page, [piece.text for piece in near])
    else:
        known = [marked(flat(piece.text), page) for piece in near]
    own = [number for number, value in enumerate(known) if value == 1]
    sizes = [min(360, len(piece.text)) / 6 for piece in near]
    total = sum(sizes[number] for number in own) or 1
    scale = FORMS[form] * (1.0 if page.gold else MARKED)
    return Lines(
        page,
        form,
        pieces,
        np.array(table, dtype=np.float64).T,
        known,
        [int(bool(own) and own[0] <= number <= own[-1]) for number in range(len(near))],
        [scale * (size / total + 0.5 / max(20, len(own))) for size in sizes],
    )


def fit(train: list[Lines], target: str) -> Any:
    """The forest for "stretch" or "own"."""
    found, wanted, weights = [], [], []
    for lines in train:
        for row, value, inside, weight in zip(
            lines.rows, lines.labels, lines.stretch, lines.weights, strict=True
        ):
            if value is None or (target == "own" and not inside):
                continue
            found.append(row)
            wanted.append(inside if target == "stretch" else value)
            weights.append(weight)
    scaled = np.array(weights) / np.mean(weights)
    forest = lightgbm.LGBMClassifier(**TREES, **REGULAR)
    return forest.fit(np.array(found), np.array(wanted), sample_weight=scaled)


def fit_whole(seen: Iterable[tuple[Lines, tuple[float, ...] | None]]) -> dict[str, Any]:
    """The model of whole texts, from inputs and the facts about them.

    Bodies alone are clean, and so are the paragraphs of a page if none is a stranger.
    """
    usable = [(lines, known) for lines, known in seen if known]
    table = np.array([known for _, known in usable])
    clean = np.array([all(value == 1 for value in lines.labels) for lines, _ in usable])
    scale = table.std(axis=0)
    fitted = LogisticRegression().fit(table / scale, clean)
    return {
        "facts": FACTS,
        "weights": [round(float(x), 4) for x in fitted.coef_[0] / scale],
        "bias": round(float(fitted.intercept_[0]) - float(np.log(CLEAN / (1 - CLEAN))), 4),
    }


def exported(fitted: Any) -> list[Any]:
    """The trees as nested lists: a number, or [feature, threshold, value, low, high]."""

    def tree(node: dict[str, Any]) -> Any:
        if "leaf_value" in node:
            return round(node["leaf_value"], 4)
        threshold = float(f"{node['threshold']:.4f}")
        value = round(node["internal_value"], 4)
        below, above = tree(node["left_child"]), tree(node["right_child"])
        return [node["split_feature"], threshold, value, below, above]

    return [tree(each["tree_structure"]) for each in fitted.booster_.dump_model()["tree_info"]]


def weights_file(stretch: Any, own: Any, whole: dict[str, Any], pages: int) -> str:
    """The text of the data file: one tree a line, so that a change can be read."""
    note = (
        f"Two forests of {TREES['n_estimators']} trees with {TREES['num_leaves']} leaves, fitted "
        f"by bench/fit_cleaning.py DATA EXTRA --write on {pages} pages of some 375 sites in 20 "
        "languages, each as a whole page and as paragraphs, news pages also cropped, as the bare "
        "body, with other blank lines, and with articles of two public collections, WCXB (CC BY 4.0) "
        "and daniel, in place of their own. A fork is [feature, threshold, mean, branch if not above, "
        "branch if above]. Whole: the logistic model of texts that are clean already."
    )
    parts = {
        "note": json.dumps(note),
        "threshold": json.dumps(THRESHOLD),
        "whole": json.dumps(whole),
        "features": json.dumps(NAMES),
        "stretch": _lines(exported(stretch)),
        "own": _lines(exported(own)),
    }
    body = ",\n".join(f'"{key}": {value}' for key, value in parts.items())
    return "{\n" + body + "\n}\n"


def _lines(trees: list[Any]) -> str:
    return "[\n" + ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees) + "\n]"


def fold(site: str) -> int:
    """The fold of a site: the same on every machine."""
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % FOLDS


def main() -> None:
    """Reports by cross-validation, or writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("extra", type=Path)
    parser.add_argument("--write", type=Path, metavar="FILE")
    options = parser.parse_args()
    pages = [
        in_other_spacings(shortened(page)) if page.gold else page
        for page in read_pages(options.data)
    ]
    articles = bodies(read_pages(options.extra), own_lines)
    golden = [page for page in pages if page.gold]
    every = [*pages, *(new for page in golden for new in mixed(page, articles, own_lines))]
    prepared = [
        prepare(page, form) for page in every for form in FORMS if page.inputs.get(form, "").strip()
    ]
    folds = [forests([x for x in prepared if fold(x.page.site) != n]) for n in range(FOLDS)]
    judges = [parsed(json.loads(weights_file(*pair, NOTHING_IS_CLEAN, 0))) for pair in folds]
    seen = [
        (lines, unseen_facts(lines, judges[fold(lines.page.site)]))
        for lines in prepared
        if lines.form in MEASURED
    ]
    if options.write:
        text = weights_file(*forests(prepared), fit_whole(seen), len(pages))
        options.write.write_text(text, encoding="utf-8")
        return
    results = list(cross_validated(folds, seen))
    report(row for row in results if row[0].gold)
    segments(row for row in results if not row[0].gold and row[1] == "text_full")


def forests(train: list[Lines]) -> tuple[Any, Any]:
    """Both forests."""
    return fit(train, "stretch"), fit(train, "own")


def unseen_facts(lines: Lines, fitted: Model) -> tuple[float, ...] | None:
    """The facts about an input by a model that has not seen its site."""
    near = [piece for piece in lines.pieces if not piece.far]
    chances = [verdict.probability for verdict in judge(near, fitted)]
    return facts(lines.pieces, chances, dict(zip(NAMES, lines.rows.T.tolist(), strict=True)))


def cross_validated(
    folds: list[tuple[Any, Any]], seen: list[tuple[Lines, tuple[float, ...] | None]]
) -> Iterator[tuple[Page, str, str]]:
    """Each input cleaned by a model that has not seen its site: (page, form, kept text)."""
    for number, pair in enumerate(folds):
        whole = fit_whole(row for row in seen if fold(row[0].page.site) != number)
        fitted = parsed(json.loads(weights_file(*pair, whole, 0)))
        for lines, _ in seen:
            if fold(lines.page.site) == number:
                page, form = lines.page, lines.form
                yield page, form, ours(page.inputs[form], page.language, fitted=fitted)


if __name__ == "__main__":
    main()
