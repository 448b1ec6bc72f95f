"""arrange: where paragraphs end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.arrange import arrange
from summarize.model import Sentence


def made(lengths: list[int], blocks: list[int] | None = None, quotations: list[int] | None = None):
    sentences, start = [], 0
    for number, length in enumerate(lengths):
        text = " ".join(["word"] * length)
        sentences.append(
            Sentence(
                text,
                start,
                start + len(text),
                blocks[number] if blocks else 0,
                quotations[number] if quotations else -1,
            )
        )
        start += len(text) + 1
    return sentences


@given(st.lists(st.integers(1, 60), min_size=1, max_size=60), st.integers(1, 80))
def test_there_are_as_many_paragraphs_as_asked_for(lengths: list[int], paragraphs: int) -> None:
    sentences = made(lengths)
    result = arrange(sentences, [{}] * len(sentences), paragraphs)
    assert len(result) == min(paragraphs, len(sentences))
    assert all(result)
    assert [s for paragraph in result for s in paragraph] == sentences


def test_a_break_falls_where_the_topic_turns() -> None:
    sentences = made([20] * 6)
    fire, vote = {"fire": 1.0}, {"vote": 1.0}
    result = arrange(sentences, [fire, fire, vote, vote, vote, vote], 2)
    assert [len(paragraph) for paragraph in result] == [2, 4]


def test_a_break_falls_where_the_source_has_one() -> None:
    sentences = made([20] * 6, blocks=[0, 0, 1, 1, 1, 1])
    assert [len(p) for p in arrange(sentences, [{}] * 6, 2)] == [2, 4]


def test_lengths_are_balanced_where_nothing_else_tells() -> None:
    sentences = made([10] * 12)
    assert [len(p) for p in arrange(sentences, [{}] * 12, 3)] == [4, 4, 4]


def test_a_quotation_is_not_broken_in_two() -> None:
    sentences = made([10] * 4, quotations=[-1, 0, 0, -1])
    assert [len(p) for p in arrange(sentences, [{}] * 4, 2)] in ([1, 3], [3, 1])


@pytest.mark.parametrize("paragraphs", [1, 6, 5000])
def test_long_texts_are_arranged_in_linear_time(paragraphs: int) -> None:
    # With a quadratic search these 100,000 sentences would take hours.
    sentences = made([5] * 100_000)
    assert len(arrange(sentences, [{}] * len(sentences), paragraphs)) == paragraphs
