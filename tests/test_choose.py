"""Choosing: the budget's law, the order, determinism, cost, and what the guard makes of a choice."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize import cues
from summarize.choose import Objective, choose, is_met, load_model, needs
from summarize.choose.discount import DEEP, DEEPEST, DEPTH, brief, losses
from summarize.choose.redundancy import redundant
from summarize.model import Budget, Sentence
from summarize.score import Analysis, score, stemmer
from summarize.settings import LARGEST

CUES = cues.load("en")
NOUNS = "river bridge council mayor school market harbour engine doctor farmer budget storm".split()
VERBS = "opened closed repaired visited praised measured painted flooded sold counted".split()
PLACES = "Leeds York Hull Derby Bath Truro Ayr Perth Oban Wick".split()


def sentence_of(number: int, length: int = 0) -> str:
    """Return a plain sentence; different numbers give different ones."""
    a, b = NOUNS[number % 12], NOUNS[number // 12 % 12]
    verb, place = VERBS[number % 10], PLACES[number // 7 % 10]
    words = f"The {a} near {place} was {verb} after a {b} number {number}".split()
    words += [NOUNS[(number + i) % 12] for i in range(length)]
    return " ".join(words) + "."


def analyse(texts: list[str]) -> Analysis:
    sentences = [Sentence(text, 0, len(text), index // 3) for index, text in enumerate(texts)]
    return score(
        sentences, stem=stemmer("en"), stop_words=frozenset({"the", "a", "was"}), cues=CUES
    )


articles = st.lists(
    st.one_of(
        st.builds(sentence_of, st.integers(0, 500), st.integers(0, 20)),
        st.text(min_size=1, max_size=60).filter(str.strip),
        st.sampled_from(['"Quite so.', "He left.", "But why?", "But Tom Reed stayed in Leeds.", "- One."]),
    ),
    min_size=1,
    max_size=30,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(articles, st.integers(1, 300), st.one_of(st.none(), st.integers(1, 6)))
def test_a_budget_holds_and_the_order_is_the_articles(
    texts: list[str], words: int, most: int | None
) -> None:
    analysis = analyse(texts)
    chosen = choose(analysis, Budget(words, most), CUES)
    assert sum(analysis.words[i] for i in chosen) <= words
    assert most is None or len(chosen) <= most
    assert all(one < two for one, two in pairwise(chosen))
    assert chosen or min(analysis.words) > words


def test_none_is_chosen_where_none_fits() -> None:
    assert choose(analyse([sentence_of(1), sentence_of(2)]), Budget(5), CUES) == ()


def test_an_article_that_fits_is_chosen_whole() -> None:
    assert choose(analyse([sentence_of(i) for i in range(4)]), Budget(500), CUES) == (0, 1, 2, 3)


@pytest.mark.parametrize("words", [40, 60, 100, 200])
def test_the_same_article_gives_the_same_choice(words: int) -> None:
    texts = [sentence_of(i * 37, i % 9) for i in range(40)]
    first = choose(analyse(texts), Budget(words), CUES)
    assert all(choose(analyse(texts), Budget(words), CUES) == first for _ in range(3))


@pytest.mark.parametrize("words", [30, 60, 100, 200])
def test_what_is_chosen_has_the_context_it_needs(words: int) -> None:
    texts = []
    for number in range(14):
        texts += [
            f"Tom {PLACES[number % 10]}er runs the {NOUNS[number % 12]} in {PLACES[number % 10]}.",
            f"He {VERBS[number % 10]} the {NOUNS[(number + 3) % 12]} on Monday with many friends.",
            f"But the {NOUNS[(number + 5) % 12]} stayed as it was for {number + 2} more years.",
        ]
    analysis = analyse(texts)
    chosen = choose(analysis, Budget(words), CUES)
    assert chosen
    assert is_met(chosen, needs(analysis.sentences, CUES))


def test_large_budgets_are_well_used() -> None:
    analysis = analyse([sentence_of(i * 11, i % 13) for i in range(80)])
    for words, share in ((100, 0.93), (200, 0.96), (400, 0.97)):
        chosen = choose(analysis, Budget(words), CUES)
        assert sum(analysis.words[i] for i in chosen) >= share * words


def test_where_no_set_is_sound_debris_stays_out_all_the_same() -> None:
    article = [
        "8. ANN LEE .",
        "But Tom Reed sold it to a firm in Wales, as the town had asked.",
        "9. BO RAY .",
    ]
    assert choose(analyse(article), Budget(15), CUES) == (1,)


def test_deep_sentences_lose_in_longer_summaries_only() -> None:
    analysis = analyse([sentence_of(n) for n in range(200)])
    assert losses(analysis, 60) == {}
    lost = losses(analysis, 120)
    assert 0 not in lost
    assert lost[5] < lost[10]
    assert max(lost.values()) == lost[199] < DEEP * DEEPEST / DEPTH
    assert losses(analysis, 2000)[199] < lost[199]


def test_very_short_sentences_lose_and_the_first_does_not() -> None:
    short = "Reed left.", "Lee left.", sentence_of(3), "The mill closed."
    assert brief(analyse(list(short))) == (1, 3)
    analysis = analyse([sentence_of(n) for n in range(6)])
    lowered = Objective(analysis, 60, losses={3: 0.5})
    assert lowered.worth((0, 3)) < Objective(analysis, 60).worth((0, 3))


def test_a_repeated_sentence_is_never_printed_twice_but_in_a_text_that_is_whole() -> None:
    texts = [sentence_of(number, 6) for number in (0, 1, 2, 1, 3, 4, 1, 5)]
    for words in range(20, sum(map(len, map(str.split, texts)))):
        chosen = choose(analyse(texts), Budget(words), CUES)
        assert len({texts[index] for index in chosen}) == len(chosen)
    assert choose(analyse(texts), Budget(1000), CUES) == tuple(range(8))


STANDFIRST = "The old mill of Leeds will close in May after ninety years, its owners say."
LEAD = "The owners of the old mill of Leeds say it will close in May, after ninety years of work."
OTHERS = [
    "Forty people have to look for other jobs before the summer.",
    "The council wants to turn the building into a library for the town.",
    "A bakery next door hopes to rent the ground floor of the tower.",
]


def test_of_sentences_that_say_the_same_one_is_printed() -> None:
    texts = [STANDFIRST, *OTHERS[:1], LEAD, *OTHERS[1:]]
    assert redundant(analyse(texts).vectors) == {0: frozenset({2}), 2: frozenset({0})}
    for words in range(20, sum(map(len, map(str.split, texts)))):
        assert len({0, 2} & set(choose(analyse(texts), Budget(words), CUES))) <= 1
    assert choose(analyse(texts), Budget(1000), CUES) == tuple(range(5))


def test_sentences_that_share_some_words_or_stand_far_off_say_different_things() -> None:
    other = "The old mill of Leeds, its owners say, lost a tower to a fire in the night of Sunday."
    assert redundant(analyse([STANDFIRST, other, *OTHERS]).vectors) == {}
    assert redundant(analyse([STANDFIRST, *OTHERS, *OTHERS[::-1], LEAD]).vectors).keys() <= {
        1,
        2,
        3,
        4,
        5,
        6,
    }


def test_a_number_of_sentences_is_reached_and_chosen_as_that_many_words_are() -> None:
    texts = [sentence_of(number, 6) for number in range(30)]
    analysis = analyse(texts)
    for most in range(1, 12):
        chosen = choose(analysis, Budget(LARGEST, most), CUES)
        assert len(chosen) == most
        alike = choose(analysis, Budget(sum(analysis.words[i] for i in chosen)), CUES)
        assert len(set(chosen) & set(alike)) >= most // 2


def test_words_are_left_unused_rather_than_spent_on_what_is_poor() -> None:
    texts = [sentence_of(number * 11, 6) for number in range(30)]  # no neighbours say the same
    texts[20] = "Delivery charges may apply everywhere."
    for words in range(100, 300, 10):
        chosen = choose(analyse(texts), Budget(words), CUES)
        assert 20 not in chosen
        assert sum(len(texts[index].split()) for index in chosen) >= 0.8 * words


def test_a_repeated_sentence_is_not_taken_twice() -> None:
    texts = [sentence_of(5, 4), sentence_of(5, 4), *(sentence_of(40 + i, 3) for i in range(20))]
    assert not {0, 1} <= set(choose(analyse(texts), Budget(60), CUES))


def test_the_worth_found_step_by_step_is_the_worth_of_the_set() -> None:
    analysis = analyse([sentence_of(i * 3, i % 5) for i in range(10)])
    objective = Objective(analysis, 60)
    covered: set[int] = set()
    found = 0.0
    for index in (0, 2, 3, 7):
        found += objective.gain(index, covered)
        covered.update(objective.units(index))
    assert objective.combine((0, 2, 3, 7), found) == objective.worth((0, 2, 3, 7))


def test_cost_grows_with_the_text_and_not_with_its_square() -> None:
    def seconds(count: int) -> float:
        texts = [sentence_of(i, i % 11) for i in range(count)]
        start = time.perf_counter()
        choose(analyse(texts), Budget(400), CUES)
        return time.perf_counter() - start

    seconds(100)
    assert seconds(3000) < 5 * max(seconds(1000), 0.05)


def test_the_model_is_small_and_complete() -> None:
    from importlib.resources import files

    text = (files("summarize") / "data" / "common" / "model.json").read_text(encoding="utf-8")
    assert len(text) < 200_000
    assert '"story"' in text
    assert load_model().reference > 0
