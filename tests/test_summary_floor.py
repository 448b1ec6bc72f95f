"""The quality floor: our choice against the lead on articles and references written for this test.

The articles are few, so the floor guards against breaking the road, not against losing a tenth of a
point; ``bench/quality.py`` measures those.
"""

import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).absolute().parent
sys.path.append(str(HERE.parent / "bench"))

from readability import problems  # noqa: E402
from rouge import rouge  # noqa: E402

from summarize import cues, lexicon  # noqa: E402
from summarize.choose import choose  # noqa: E402
from summarize.model import Budget, Sentence  # noqa: E402
from summarize.score import Analysis, score, stemmer  # noqa: E402
from summarize.split import split_sentences  # noqa: E402

ARTICLES = sorted((HERE / "data" / "articles").glob("*.toml"))
FLOOR = 1.0  # points of ROUGE-1 F1 over lead at 60 words; measured: see the module's last test
CUES = cues.load("en")


def read(path: Path) -> tuple[Analysis, list[str]]:
    row = tomllib.loads(path.read_text(encoding="utf-8"))
    sentences: list[Sentence] = split_sentences(row["article"], "en")
    analysis = score(sentences, stem=stemmer("en"), stop_words=lexicon.stop_words("en"), cues=CUES)
    return analysis, [s.text for s in split_sentences(row["summary"], "en")]


def lead(analysis: Analysis, words: int) -> list[int]:
    taken: list[int] = []
    for index, count in enumerate(analysis.words):
        if sum(analysis.words[i] for i in taken) + count > words:
            break
        taken.append(index)
    return taken


@pytest.fixture(scope="module")
def data() -> list[tuple[Analysis, list[str]]]:
    return [read(path) for path in ARTICLES]


def gain(data: list[tuple[Analysis, list[str]]], words: int) -> float:
    total = 0.0
    for analysis, reference in data:
        texts = [sentence.text for sentence in analysis.sentences]
        ours, leads = choose(analysis, Budget(words), CUES), lead(analysis, words)
        total += rouge(reference, [texts[i] for i in ours])[0]
        total -= rouge(reference, [texts[i] for i in leads])[0]
    return total / len(data)


def test_there_are_articles() -> None:
    assert len(ARTICLES) >= 10


def test_ours_stay_above_lead(data: list[tuple[Analysis, list[str]]]) -> None:
    assert gain(data, 60) > FLOOR


@pytest.mark.parametrize(("words", "fill"), [(60, 0.80), (100, 0.90)])
def test_the_budget_is_used(
    data: list[tuple[Analysis, list[str]]], words: int, fill: float
) -> None:
    used = [
        sum(analysis.words[i] for i in choose(analysis, Budget(words), CUES))
        for analysis, _ in data
    ]
    assert sum(used) / len(used) / words > fill


@pytest.mark.parametrize("words", [60, 100])
def test_summaries_read_well(data: list[tuple[Analysis, list[str]]], words: int) -> None:
    found = [
        problem
        for analysis, _ in data
        for problem in problems(
            [s.text for s in analysis.sentences], choose(analysis, Budget(words), CUES)
        )
    ]
    assert found == []
