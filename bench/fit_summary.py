"""Fit the numbers of ``summarize/data/common/model.json``.

    python bench/fit_summary.py DATA_FOLDER [--folds N] [--output model.json]

DATA_FOLDER holds cnn.jsonl, cnn_dailymail.jsonl, dailymail.jsonl and inshorts.jsonl. Every article
gives its candidate summaries: the sets of up to five of its first sentences that fit 60 words.
The model (see ``summarize.choose.objective``) is fitted to their ROUGE-1 + ROUGE-2 F1 by two losses:
the squared error, both sides centred within the article, because what counts is which candidate of
an article is better; and the risk, the F1 that is missed on average when candidates are drawn by
their worth, which looks at those alone that are near to be chosen (Shen et al., "Minimum Risk
Training for Neural Machine Translation", 2016). Models fitted from different starts are averaged.
With --folds, articles are put into folds and each is summarized by a model that has not seen it;
nothing is written. The same data and numpy give the same file, bit for bit.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

# One thread and one kernel, so that sums are made in one order.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", OPENBLAS_CORETYPE="Haswell")
HERE = Path(__file__).absolute().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import numpy as np  # noqa: E402
from articles import Row, analyse, rows  # noqa: E402
from rouge import rouge, tokens  # noqa: E402

from summarize import cues  # noqa: E402
from summarize.choose.discount import losses  # noqa: E402
from summarize.choose.guard import is_met, needs  # noqa: E402
from summarize.choose.objective import SET_FACTS, set_facts  # noqa: E402
from summarize.score import PAIR_FACTS, SENTENCE_FACTS, TERM_FACTS, Analysis  # noqa: E402

SETS = ("cnn", "cnn_dailymail", "dailymail", "inshorts")
BUDGET = 60  # words
WINDOW = 16  # first sentences
MOST = 5  # sentences of a candidate
REFERENCE = 46 / 60  # terms of a reference for each word of budget

SPECS: dict[str, tuple[tuple[str, ...], dict[str, tuple[float, ...]], int]] = {
    "term": (
        TERM_FACTS,
        {
            "kind": (0.5, 1.5, 2.5),
            "frequency": (2, 3, 4, 5, 7, 10),
            "first": (1, 2, 3, 4, 6, 9, 13, 20),
            "rank": (3, 6, 10, 16, 25, 40, 80, 500),
            "centrality_rank": (1, 2, 3, 5, 8, 12),
            "letters": (3, 4, 5, 6, 8),
            "spread": (0.04, 0.08, 0.13, 0.2, 0.3, 0.5),
            "sentences": (8, 12, 18, 25, 40),
            "quoted": (0.01, 0.5, 0.99),
            "place": (1, 3, 8, 15),
        },
        16,
    ),
    "pair": (
        PAIR_FACTS,
        {
            "kinds": tuple(kind + 0.5 for kind in range(15)),
            "frequency": (2, 3, 4),
            "first": (1, 2, 3, 4, 6, 9),
            "rarer": (2, 3, 4, 6),
            "commoner": (2, 3, 5, 8),
            "sentences": (8, 12, 18, 25, 40),
            "newer": (1, 3),
        },
        8,
    ),
    "sentence": (
        SENTENCE_FACTS,
        {
            "position": (1, 2, 3, 4, 5, 7, 9),
            "relative_position": (0.1, 0.2, 0.35, 0.6),
            "words": (6, 10, 15, 20, 25, 30, 40),
            "centrality_rank": (1, 2, 3, 5, 8),
            "relative_centrality_rank": (0.1, 0.25, 0.5, 0.75),
            "like_opening": (0, 0.02, 0.06, 0.12, 0.2, 0.35),
            "like_previous": (0, 0.02, 0.06, 0.12, 0.2, 0.35),
            "like_next": (0, 0.02, 0.06, 0.12, 0.2, 0.35),
            "names": (0.02, 0.08, 0.15, 0.25),
            "numbers": (1, 2, 3),
            "content": (0.35, 0.45, 0.55, 0.65),
            "quotation_marks": (1, 2, 3),
            "opens_with_quotation": (0.5,),
            "opens_with_pronoun": (0.5,),
            "opens_with_connective": (0.5,),
            "first_persons": (0.001, 0.04, 0.08),
            "question": (0.5,),
            "unpunctuated": (0.5,),
            "opens_paragraph": (0.5,),
            "attributions": (1, 2),
            "known": (0.1, 0.25, 0.4, 0.6),
            "frequency": (1.5, 2, 3, 4),
            "from_opening": (0, 0.1, 0.2, 0.35),
            "new": (0.2, 0.4, 0.6, 0.8),
            "colon": (0.5,),
            "bracket": (0.5,),
            "nameless": (0.5,),
            "words_before": (15, 30, 50, 80, 120),
            "repeated_pair": (2, 3, 4),
            "sentences": (8, 12, 18, 25, 40),
        },
        16,
    ),
}
EPOCHS, BATCH, RATE, DECAY = 6, 32, 0.006, 1e-4
# Weight of the risk beside the squared error, in whose draws worths are in points. Swept 0, 1, 3, 6, 12 on
# held-out articles: mean gain over lead in ROUGE-1 (the mean of four starts for 0 and 3)
# 3.09, 3.12, 3.17, 3.14, 3.07, in ROUGE-2 1.50, 1.54, 1.59, 1.55, 1.51; with draws twice as sharp and 6
# 3.08 and 1.45. The weight of ROUGE-2 in the target, swept 1, 1.5, 2.5: 3.28, 3.27, 3.20 and 1.69, 1.71, 1.73.
RISK = 3.0
# Models that are averaged: 1, 2, 3 and 4 gain 3.17, 3.28, 3.23, 3.25 in ROUGE-1 and 1.59, 1.67, 1.62, 1.64 in
# ROUGE-2; from one start to another a single one differs by .08. Twice the hidden units in one network are
# worth half as much, and more facts of pairs (centrality, quotation, place, letters) lose .1.
STARTS = 2
# Added to the weight of "fill". Swept over 0, .01, .02, .035 with the guard on, on 300 to 400 of the
# fitted articles of each kind: ROUGE-1 +.4 and +.6 on inshorts for the last two, -.05 and -.2 on Daily
# Mail, nothing on CNN.
FILL = 0.035
# Added to the weight of "opening". Readers of summaries missed the article's first sentence in most
# that left it out. Swept .005, .02, .04 on held-out articles: it is in .71, .82 and .87 of the summaries of
# CNN, .61, .73 and .81 of Daily Mail, .89, .92 and .95 of inshorts; ROUGE-1 2.01, 2.04, 1.91; 3.72, 3.56, 3.49;
# 1.72, 1.89, 1.82; ROUGE-2 .98, .88, .81; 2.52, 2.23, 2.07; .44, .64, .60.
OPENING = 0.02
ADDED = {"fill": FILL, "opening": OPENING}
SCALE = 100.0  # the target in points, so that the steps' size suits it


@dataclass(slots=True)
class Article:
    """The candidates of one article, as matrices."""

    fold: int
    set: str
    rows: dict[str, np.ndarray]  # one-hot facts: term, pair, sentence
    members: dict[str, np.ndarray]  # candidates x terms, pairs, sentences (times length)
    facts: np.ndarray  # candidates x SET_FACTS
    sound: np.ndarray  # whether the context guard lets a candidate pass
    fixed: np.ndarray  # what is added to each candidate's worth that is not fitted, in points
    share: np.ndarray  # 2 / (length + reference) of each candidate
    target: np.ndarray
    sets: list[tuple[int, ...]]  # the candidates
    texts: list[str]  # of the sentences that they take
    reference: list[str]
    lead: tuple[float, float, float] = (0.0, 0.0, 0.0)


def candidates(words: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return the sets of sentences that fit, and fill the budget more than half as best they can."""
    found: list[tuple[tuple[int, ...], int]] = []
    window = min(WINDOW, len(words))

    def extend(chosen: tuple[int, ...], used: int) -> None:
        for index in range(chosen[-1] + 1 if chosen else 0, window):
            total = used + words[index]
            if total <= BUDGET:
                found.append(((*chosen, index), total))
                if len(chosen) + 1 < MOST:
                    extend((*chosen, index), total)

    extend((), 0)
    most = max((used for _, used in found), default=0)
    return [chosen for chosen, used in found if used > 0.55 * most]


def one_hot(columns: Sequence[Iterable[float]], kind: str) -> np.ndarray:
    """Return a row for each thing with a 1 in the bin of each of its facts, given each fact of all of them."""
    names, edges, _ = SPECS[kind]
    parts = [
        np.eye(len(bounds) + 1, dtype=np.float32)[
            np.digitize(list(columns[names.index(name)]), bounds)
        ]
        for name, bounds in edges.items()
    ]
    return np.concatenate(parts, 1)


def overlaps(member: np.ndarray, texts: list[list[object]], reference: list[object]) -> np.ndarray:
    """Return the F1 of each candidate's counted items against the reference's."""
    wanted = Counter(reference)
    keys = {key: place for place, key in enumerate(wanted)}
    counts = np.zeros((len(texts), len(keys)), np.float32)
    for row, text in enumerate(texts):
        for item in text:
            if item in keys:
                counts[row, keys[item]] += 1
    limit = np.array(list(wanted.values()), np.float32)
    length = member @ np.array([len(text) for text in texts], np.float32)
    return 2 * np.minimum(member @ counts, limit).sum(1) / np.maximum(length + len(reference), 1)


def matrices(row: Row, analysis: Analysis, name: str) -> Article | None:
    found = candidates(analysis.words)
    if not found:
        return None
    window = max(chosen[-1] for chosen in found) + 1
    member = np.zeros((len(found), window), np.float32)
    for place, chosen in enumerate(found):
        member[place, list(chosen)] = 1
    terms = analysis.terms[:window]
    lengths = np.array([len(sentence) for sentence in terms], np.float32)
    reference = tokens(row.reference)
    texts = [tokens(sentence.text) for sentence in analysis.sentences[:window]]
    rouge1 = overlaps(member, list(texts), reference)
    # ROUGE reads a summary as one run of tokens: the pairs across sentences count in its length.
    rouge2 = overlaps(
        member, [list(pairwise((*text, None))) for text in texts], list(pairwise(reference))
    )
    units = {"term": terms, "pair": [tuple(pairwise(sentence)) for sentence in terms]}
    facts = {"term": analysis.term_facts, "pair": analysis.pair_facts}
    one_hots, members = {}, {}
    for kind, of_sentences in units.items():
        numbers: dict[object, int] = {}
        for sentence in of_sentences:
            for unit in sentence:
                numbers.setdefault(unit, len(numbers))
        incidence = np.zeros((window, len(numbers)), np.float32)
        for place, sentence in enumerate(of_sentences):
            for unit in sentence:
                incidence[place, numbers[unit]] = 1
        members[kind] = member @ incidence > 0
        one_hots[kind] = one_hot(facts[kind].columns(list(numbers)), kind)
    one_hots["sentence"] = one_hot(analysis.facts.columns(range(window)), "sentence")
    members["sentence"] = member * lengths
    about = []
    for chosen in found:
        words = sum(analysis.words[i] for i in chosen)
        follows = sum(b - a == 1 for a, b in pairwise(chosen))
        about.append(set_facts(words / BUDGET, chosen[0] == 0, follows, len(chosen), words))
    needed = needs(analysis.sentences, cues.load(row.language))
    sound = np.array([is_met(chosen, needed) for chosen in found])
    target = rouge1 + rouge2
    of_sets = np.array(about, np.float32)
    share = 2 / (member @ lengths + np.float32(REFERENCE * BUDGET))
    fixed = sum(weight * of_sets[:, SET_FACTS.index(fact)] for fact, weight in ADDED.items())
    lost = np.zeros(window, np.float32)
    for index, loss in losses(analysis, BUDGET).items():
        if index < window:
            lost[index] = loss
    return Article(
        fold=zlib.crc32(row.id.encode()) % 1000,
        set=name,
        rows=one_hots,
        members=members,
        facts=of_sets,
        sound=sound if sound.any() else ~sound,
        fixed=SCALE * (fixed - member @ lost * share),
        share=share,
        # An article whose candidates differ much would else outweigh many others.
        target=(target - target.mean()) * SCALE * (10 / (4 + SCALE * target.std())),
        sets=found,
        texts=[sentence.text for sentence in analysis.sentences[:window]],
        reference=row.reference.split("\n"),
    )


class Fit:
    """The three networks and the weights of the set, with Adam (Kingma & Ba 2015)."""

    def __init__(self, seed: int = 0) -> None:
        random = np.random.default_rng(seed)
        self.weights: dict[str, np.ndarray] = {"set": np.zeros(len(SET_FACTS), np.float32)}
        for kind, (_, edges, hidden) in SPECS.items():
            width = sum(len(bounds) + 1 for bounds in edges.values())
            bound = (1 / len(edges)) ** 0.5
            self.weights |= {
                f"{kind}.rows": random.uniform(-bound, bound, (width, hidden)).astype(np.float32),
                f"{kind}.bias": np.zeros(hidden, np.float32),
                f"{kind}.out": random.uniform(-0.25, 0.25, hidden).astype(np.float32),
                f"{kind}.constant": np.zeros(1, np.float32),
            }
        self.first = {name: np.zeros_like(w) for name, w in self.weights.items()}
        self.second = {name: np.zeros_like(w) for name, w in self.weights.items()}
        self.steps = 0

    def predict(self, batch: list[Article]) -> tuple[list[np.ndarray], dict[str, tuple]]:
        """Return the worth of every candidate of every article, times ``SCALE``."""
        w = self.weights
        kept: dict[str, tuple] = {}
        worth = [article.facts @ w["set"] * SCALE * 0.1 for article in batch]
        for kind in SPECS:
            rows = np.concatenate([article.rows[kind] for article in batch])
            hidden = np.maximum(rows @ w[f"{kind}.rows"] + w[f"{kind}.bias"], 0)
            value = hidden @ w[f"{kind}.out"] + w[f"{kind}.constant"]
            cuts = np.cumsum([len(article.rows[kind]) for article in batch])[:-1]
            for place, (article, own) in enumerate(zip(batch, np.split(value, cuts), strict=True)):
                worth[place] = (
                    worth[place] + article.members[kind] @ own * article.share * SCALE * 0.2
                )
            kept[kind] = rows, hidden, cuts
        return worth, kept

    def step(self, batch: list[Article], rate: float) -> None:
        """Move the weights against the gradient of both losses."""
        w = self.weights
        worth, kept = self.predict(batch)
        slopes = [
            (slope_of_error(article, guess) + RISK * slope_of_risk(article, guess)) / len(batch)
            for article, guess in zip(batch, worth, strict=True)
        ]
        gradient = {
            "set": sum(a.facts.T @ s for a, s in zip(batch, slopes, strict=True)) * SCALE * 0.1
        }
        for kind, (inputs, hidden, _) in kept.items():
            slope = np.concatenate(
                [a.members[kind].T @ (s * a.share) for a, s in zip(batch, slopes, strict=True)]
            ) * (SCALE * 0.2)
            back = (slope[:, None] * w[f"{kind}.out"]) * (hidden > 0)
            gradient |= {
                f"{kind}.rows": inputs.T @ back,
                f"{kind}.bias": back.sum(0),
                f"{kind}.out": hidden.T @ slope,
                f"{kind}.constant": slope.sum(keepdims=True),
            }
        self.steps += 1
        for name, slope in gradient.items():
            self.first[name] += 0.1 * (slope - self.first[name])
            self.second[name] += 0.001 * (slope * slope - self.second[name])
            mean = self.first[name] / (1 - 0.9**self.steps)
            square = self.second[name] / (1 - 0.999**self.steps)
            w[name] -= rate * (mean / (np.sqrt(square) + 1e-8) + DECAY * w[name])
            w[name] = w[name].astype(np.float32)

    def run(self, articles: list[Article], seed: int = 0) -> None:
        """Fit to articles, in an order that the seed fixes."""
        random = np.random.default_rng(seed)
        total = EPOCHS * (len(articles) // BATCH)
        for _ in range(EPOCHS):
            order = random.permutation(len(articles))
            for start in range(0, len(order) - BATCH + 1, BATCH):
                done = self.steps / total
                # A linear warm-up over a tenth of the steps, then down along a cosine.
                rate = RATE * min(done * 10 + 0.05, (1 + np.cos(np.pi * done)) / 2 + 0.001)
                self.step([articles[i] for i in order[start : start + BATCH]], rate)


def slope_of_error(article: Article, guess: np.ndarray) -> np.ndarray:
    """The gradient of the mean squared error by the worth of each candidate."""
    error = guess - guess.mean() - article.target
    return (2 / len(error)) * (error - error.mean())


def slope_of_risk(article: Article, guess: np.ndarray) -> np.ndarray:
    """The gradient of the expected loss by the worth of each candidate, drawn among the sound."""
    worth = np.where(article.sound, guess + article.fixed, -np.inf)
    chance = np.exp(worth - worth.max())
    chance /= chance.sum()
    return chance * (chance @ article.target - article.target)


def averaged(articles: list[Article]) -> list[Fit]:
    """Fit models from ``STARTS`` different starts; their average is the model."""
    fits = []
    for seed in range(STARTS):
        fits.append(Fit(seed))
        fits[-1].run(articles, seed)
    return fits


def spec(fits: list[Fit]) -> dict[str, object]:
    """Return the average's numbers as the program reads them, for a worth of F1 between 0 and 1.

    The average of networks is one network with the hidden units of all.
    """

    def mean(name: str, scale: float) -> list[float]:
        return [float(x) * scale for x in np.mean([fit.weights[name] for fit in fits], 0)]

    def beside(name: str) -> np.ndarray:
        return np.concatenate([fit.weights[name] for fit in fits], -1)

    found: dict[str, object] = {
        "reference": round(REFERENCE, 4),
        "set": {
            name: round(weight + ADDED.get(name, 0), 5)
            for name, weight in zip(SET_FACTS, mean("set", 0.1), strict=True)
        },
    }
    for kind, (_, edges, _) in SPECS.items():
        sizes = [len(bounds) + 1 for bounds in edges.values()]
        blocks = np.split(beside(f"{kind}.rows"), np.cumsum(sizes)[:-1])
        found[kind] = {
            "facts": edges,
            "rows": [[[round(float(x), 3) for x in row] for row in block] for block in blocks],
            "bias": [round(float(x), 3) for x in beside(f"{kind}.bias")],
            "out": [round(float(x) * 0.2 / len(fits), 5) for x in beside(f"{kind}.out")],
            "constant": round(mean(f"{kind}.constant", 0.2)[0], 4),
        }
    return found


def lead(row: Row) -> tuple[float, float, float]:
    """ROUGE-1, -2 and -Lsum F1 of the whole first sentences of the raw article that fit."""
    import sentencex

    reference = row.reference.split("\n")
    taken: list[str] = []
    for line in row.article.split("\n"):
        for sentence in (s.strip() for s in sentencex.segment("en", line)):
            if sentence:
                if sum(len(s.split()) for s in [*taken, sentence]) > BUDGET:
                    return rouge(reference, taken or [" ".join(sentence.split()[:BUDGET])])
                taken.append(sentence)
    return rouge(reference, taken)


def load(folder: Path, sets: tuple[str, ...], with_lead: bool) -> list[Article]:
    found = []
    for name in sets:
        for row in rows(folder / f"{name}.jsonl"):
            analysis = analyse(row)
            article = matrices(row, analysis, name) if analysis.sentences else None
            if article is not None:
                if with_lead:
                    article.lead = lead(row)
                found.append(article)
    return found


def cross_validate(articles: list[Article], folds: int, run: int) -> None:
    gains: dict[str, list[tuple[float, ...]]] = {}
    for fold in range(run):
        fits = averaged([article for article in articles if article.fold % folds != fold])
        for article in articles:
            if article.fold % folds == fold:
                worth = np.mean([fit.predict([article])[0][0] for fit in fits], 0) + article.fixed
                best = article.sets[int(np.where(article.sound, worth, -np.inf).argmax())]
                found = rouge(article.reference, [article.texts[index] for index in best])
                gains.setdefault(article.set, []).append(
                    tuple(own - other for own, other in zip(found, article.lead, strict=True))
                )
    means = []
    for name, values in gains.items():
        table = np.array(values)
        means.append(table.mean(0))
        random = np.random.default_rng(0)
        draws = [table[random.integers(0, len(table), len(table))].mean(0) for _ in range(1000)]
        low, high = np.percentile(draws, [2.5, 97.5], axis=0)
        each = [
            f"ROUGE-{kind} {mean:+.2f} [{a:+.2f}, {b:+.2f}]"
            for kind, mean, a, b in zip(("1", "2", "Lsum"), means[-1], low, high, strict=True)
        ]
        print(f"{name:14} {len(table):5} articles ", *each, flush=True)
    print("mean", np.round(np.mean(means, 0), 2))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", type=int, help="cross-validate; write nothing")
    parser.add_argument("--run", type=int, help="only so many of the folds")
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument(
        "--output", type=Path, default=HERE.parent / "summarize/data/common/model.json"
    )
    options = parser.parse_args()
    articles = load(options.folder, tuple(options.sets.split(",")), bool(options.folds))
    if options.folds:
        cross_validate(articles, options.folds, options.run or options.folds)
        return
    fits = averaged(articles)
    story = (
        f"Fitted by bench/fit_summary.py on {len(articles)} articles of {options.sets}: "
        f"{BUDGET} words, sets of up to {MOST} of the first {WINDOW} sentences. "
        "See the program for what was swept."
    )
    text = json.dumps({"story": story, **spec(fits)}, separators=(",", ":"))
    options.output.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
    print(f"{options.output}: {len(text)} bytes")


if __name__ == "__main__":
    main()
