"""Summaries side by side at one budget: ours, lead and its kin, the oracle, and peers.

    python bench/quality.py FILE.jsonl [--words 60] [--limit N] [--systems ours,lead,...] [--stability]

FILE holds JSON lines with "article" and "summary" (or "summaries"), perhaps "title" and "lang".
Systems: ours, unguarded, lead (whole first sentences that fit), lead-fill (lead, then whatever
still fits, in order), clean-lead (lead over our sentences), random, oracle (greedy ROUGE-1+2 recall),
sumy-lexrank, sumy-lsa, sumy-textrank, sumy-luhn, sumy-kl, summa, newspaper: the peers have to be
installed (sumy summa newspaper4k numpy scipy), and sentencex for all but ours. Peers that are asked for a
number of sentences are asked for one more until the words are full; sumy-lexrank-once and its like rank
an article once and take what fits: the same summaries, and the peer at its quickest.

The table: ROUGE-1/-2/-Lsum F1, ROUGE-1 recall, the difference of ROUGE-1 from lead with its 95 %
interval (paired bootstrap over articles), the share of the budget used, readability problems a
summary (``readability``, English; systems that choose among our sentences), redundancy (the mean over
a summary's sentences of the largest share of content words that another one repeats), documents a
second. --stability prints instead, for growing budgets, the share of a shorter summary's
sentences that the longer one keeps.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).absolute().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from articles import Row, analyse, rows  # noqa: E402
from readability import problems  # noqa: E402
from rouge import rouge, tokens  # noqa: E402

from summarize import cues  # noqa: E402
from summarize.choose import choose  # noqa: E402
from summarize.model import Budget  # noqa: E402

SYSTEMS = "lead,lead-fill,clean-lead,random,ours,unguarded,oracle"
LENGTHS = (60, 100, 150, 200, 400)
SUMY = {
    "lexrank": "lex_rank.LexRankSummarizer",
    "lsa": "lsa.LsaSummarizer",
    "textrank": "text_rank.TextRankSummarizer",
    "luhn": "luhn.LuhnSummarizer",
    "kl": "kl.KLSummarizer",
}


class Result(NamedTuple):
    """A summary: its sentences, and where they stand among ours if that is known."""

    sentences: list[str]
    article: Sequence[str] = ()
    chosen: Sequence[int] = ()


System = Callable[[Row, int], Result]


def count(text: str) -> int:
    return len(text.split())


def cut_words(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def raw_sentences(row: Row) -> list[str]:
    """Return the sentences of the article as it comes, debris and all."""
    import sentencex

    lines = row.article.split("\n")
    return [s.strip() for line in lines for s in sentencex.segment("en", line) if s.strip()]


def in_order(
    order: Sequence[int], sentences: Sequence[str], words: int, *, stop: bool
) -> list[int]:
    """Return what fits of sentences taken in an order, up to the first that does not if ``stop``."""
    taken: list[int] = []
    for index in order:
        if sum(count(sentences[i]) for i in [*taken, index]) <= words:
            taken.append(index)
        elif stop:
            break
    return sorted(taken)


def by_order(order: Sequence[int], sentences: Sequence[str], words: int, *, stop: bool) -> Result:
    taken = in_order(order, sentences, words, stop=stop)
    if not taken and sentences:
        return Result([cut_words(sentences[order[0]], words)])
    return Result([sentences[i] for i in taken], sentences, taken)


def ours(row: Row, words: int, *, guard: bool = True) -> Result:
    analysis = analyse(row)
    texts = [sentence.text for sentence in analysis.sentences]
    if not texts:
        return Result([])
    chosen = choose(analysis, Budget(words), cues.load(row.language), guard=guard)
    return Result([texts[i] for i in chosen], texts, chosen)


def lead(row: Row, words: int) -> Result:
    sentences = raw_sentences(row)
    return by_order(range(len(sentences)), sentences, words, stop=True)


def lead_fill(row: Row, words: int) -> Result:
    sentences = raw_sentences(row)
    return by_order(range(len(sentences)), sentences, words, stop=False)


def clean_lead(row: Row, words: int) -> Result:
    sentences = [sentence.text for sentence in analyse(row).sentences]
    return by_order(range(len(sentences)), sentences, words, stop=True)


def at_random(row: Row, words: int) -> Result:
    sentences = raw_sentences(row)
    order = list(range(len(sentences)))
    random.Random(len(row.article)).shuffle(order)
    return by_order(order, sentences, words, stop=False)


def oracle(row: Row, words: int) -> Result:
    sentences = raw_sentences(row)
    reference = tokens(row.reference)
    wanted = Counter[object](reference) + Counter[object](pairwise(reference))
    grams = [Counter[object](t) + Counter[object](pairwise(t)) for t in map(tokens, sentences)]
    taken: list[int] = []
    have: Counter[object] = Counter()
    while True:
        best, best_gain = -1, 0.0
        used = sum(count(sentences[i]) for i in taken)
        for index, gram in enumerate(grams):
            length = count(sentences[index])
            if index not in taken and length and used + length <= words:
                gain = ((have + gram) & wanted).total() - (have & wanted).total()
                if gain / length**0.5 > best_gain:
                    best, best_gain = index, gain / length**0.5
        if best < 0:
            taken.sort()
            return Result([sentences[i] for i in taken], sentences, taken)
        taken.append(best)
        have += grams[best]


def largest(summaries: Callable[[int], Sequence[str]], most: int, words: int) -> Result:
    """Return the longest summary that fits, of a peer that is asked for a number of sentences."""
    last: Sequence[str] = []
    for number in range(1, most + 1):
        sentences = [str(sentence) for sentence in summaries(number)]
        if sum(map(count, sentences)) > words:
            return Result(list(last) or [cut_words(" ".join(sentences), words)])
        if len(sentences) == len(last):
            break
        last = sentences
    return Result(list(last))


def fitting(words: int) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Return what sumy may be given for a number of sentences: a choice among those it has ranked.

    The first at least, which may be too long.
    """

    def choice(ranked: Sequence[Any]) -> Sequence[Any]:
        used = accumulate(count(str(each.sentence)) for each in ranked)
        return ranked[: max(1, sum(total <= words for total in used))]

    return choice


def sumy(name: str, *, once: bool = False) -> System:
    from importlib import import_module

    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.utils import get_stop_words

    class Tokenizer:
        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(re.findall(r"[^\W\d_]+(?:['’]\w+)?", text))

    module, cls = SUMY[name].split(".")
    algorithm = getattr(import_module(f"sumy.summarizers.{module}"), cls)(Stemmer("english"))
    if hasattr(algorithm, "stop_words"):
        algorithm.stop_words = get_stop_words("english")

    def run(row: Row, words: int) -> Result:
        sentences = raw_sentences(row)
        tokenizer = Tokenizer()
        document = ObjectDocumentModel([Paragraph([Sentence(s, tokenizer) for s in sentences])])
        if once:
            found = [str(sentence) for sentence in algorithm(document, fitting(words))]
            return Result(found if len(found) > 1 else [cut_words(" ".join(found), words)])
        return largest(lambda number: algorithm(document, number), len(sentences), words)

    return run


def summa(row: Row, words: int) -> Result:
    from summa import summarizer

    text = "\n".join(raw_sentences(row))
    for asked in range(words, 10, -6):
        found = summarizer.summarize(text, words=asked)
        if found and count(found) <= words:
            return Result(found.split("\n"))
    return Result([])


def newspaper(row: Row, words: int) -> Result:
    from newspaper import nlp

    sentences = raw_sentences(row)
    nlp.split_sentences = lambda *_: sentences
    stop = nlp.StopWords("en")
    text = "\n".join(sentences)
    title = row.title or sentences[0]
    return largest(
        lambda number: nlp.summarize(title=title, text=text, stopwords=stop, max_sents=number),
        len(sentences),
        words,
    )


def system(name: str) -> System:
    if name.startswith("sumy-"):
        return sumy(name[5:].removesuffix("-once"), once=name.endswith("-once"))
    return {
        "ours": ours,
        "unguarded": lambda row, words: ours(row, words, guard=False),
        "lead": lead,
        "lead-fill": lead_fill,
        "clean-lead": clean_lead,
        "random": at_random,
        "oracle": oracle,
        "summa": summa,
        "newspaper": newspaper,
    }[name]


def redundancy(sentences: Sequence[str]) -> float:
    contents = [{token for token in tokens(sentence) if len(token) > 3} for sentence in sentences]
    if len(contents) < 2:
        return 0.0
    shares = [
        max(len(one & two) / max(len(one), 1) for j, two in enumerate(contents) if j != i)
        for i, one in enumerate(contents)
    ]
    return sum(shares) / len(shares)


def interval(differences: Sequence[float], draws: int = 1000) -> tuple[float, float]:
    """Return the 95 % interval of a mean by the bootstrap, seeded."""
    chance = random.Random(0)
    size = len(differences)
    means = sorted(sum(chance.choices(differences, k=size)) / size for _ in range(draws))
    return means[int(0.025 * draws)], means[int(0.975 * draws)]


class Measured:
    """What one system's summaries of many articles came to."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.run = system(name)
        self.scores: list[tuple[float, ...]] = []
        self.recalls: list[float] = []
        self.fills: list[float] = []
        self.problems: list[int] = []
        self.overlaps: list[float] = []
        self.seconds = 0.0

    def add(self, row: Row, words: int) -> None:
        start = time.perf_counter()
        result = self.run(row, words)
        self.seconds += time.perf_counter() - start
        reference = row.reference.split("\n")
        self.scores.append(rouge(reference, result.sentences))
        have, want = (
            Counter(t for s in text for t in tokens(s)) for text in (result.sentences, reference)
        )
        self.recalls.append(100 * (have & want).total() / max(want.total(), 1))
        if count(row.article) > words * 1.05:
            self.fills.append(100 * sum(map(count, result.sentences)) / words)
        self.overlaps.append(redundancy(result.sentences))
        if result.chosen:
            self.problems.append(len(problems(result.article, result.chosen, row.language)))

    def line(self, base: Measured) -> str:
        mean = [_mean(column) for column in zip(*self.scores, strict=True)]
        line = f"{self.name:13} F1 {mean[0]:5.2f} {mean[1]:5.2f} {mean[2]:5.2f}  recall {_mean(self.recalls):5.2f}"
        if base is not self:
            differences = [
                [a - b for a, b in zip(x, y, strict=True)]
                for x, y in zip(self.scores, base.scores, strict=True)
            ]
            low, high = interval([d[0] for d in differences])
            gains = [_mean(column) for column in zip(*differences, strict=True)]
            line += "  vs {}: {:+.2f} {:+.2f} {:+.2f} [{:+.2f}, {:+.2f}]".format(
                base.name, *gains, low, high
            )
        line += f"  fill {_mean(self.fills):.1f} %"
        if self.problems:
            line += f"  problems {_mean(self.problems):.3f}"
        pace = len(self.scores) / self.seconds
        return f"{line}  redundancy {_mean(self.overlaps):.3f}  {pace:.0f} docs/s"


def table(data: Sequence[Row], words: int, names: Sequence[str]) -> None:
    """Print a line for each system. They take turns article by article, so that the machine's
    drift falls on all of them alike.
    """
    systems = [Measured(name) for name in names]
    for each in systems:
        each.run(data[0], words)  # imports and caches are not the documents' cost
    for row in data:
        for each in systems:
            each.add(row, words)
    for each in systems:
        print(each.line(systems[0]), flush=True)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def stability(data: Sequence[Row]) -> None:
    """Print how much of a summary the next longer one keeps."""
    kept: Counter[int] = Counter()
    total: Counter[int] = Counter()
    for row in data:
        analysis = analyse(row)
        shorter: set[int] = set()
        for words in LENGTHS:
            if sum(analysis.words) <= words:
                break
            chosen = set(choose(analysis, Budget(words), cues.load(row.language)))
            kept[words] += len(shorter & chosen)
            total[words] += len(shorter)
            shorter = chosen
    for before, words in pairwise(LENGTHS):
        if total[words]:
            print(f"{before:4} -> {words:4} words: {100 * kept[words] / total[words]:.1f} % kept")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--systems", default=SYSTEMS)
    parser.add_argument("--stability", action="store_true")
    options = parser.parse_args()
    data = list(rows(options.file, options.limit))
    print(f"{options.file.name}: {len(data)} articles, {options.words} words")
    if options.stability:
        stability(data)
    else:
        table(data, options.words, options.systems.split(","))


if __name__ == "__main__":
    main()
