"""The laws of the house, over generated articles and over the seeds."""

import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarize import NoContentError, Settings, Summary, summarize
from summarize.model import ARTICLE_KINDS, Article
from summarize.pipeline import clean_article
from summarize.read import read_text
from summarize.words import count_words
from tests.conftest import ROOT, SEEDS

# An article is drawn from what articles are made of: sentences of many shapes, joined well and
# badly, in paragraphs, with headings, lists and strangers between them.
NAMES = ["Ann Marlow", "the council", "Mr. Ortiz", "She", "The U.S. embassy", "It", "“We", "But he"]
VERBS = ["said on Monday that", "voted for", "will not close", "paid 3.5 million euros for", "left"]
OBJECTS = [
    "the old bridge",
    "a plan",
    "“a new start”",
    "the school (its second)",
    "Acme Inc. and two others",
    "what the mayor called ‘nonsense’",
]
ENDS = [".", ".", ".", "!", "?", ".”", " …", "", " at 5 p.m."]
STRANGERS = [
    "Subscribe to our newsletter",
    "Share on Facebook",
    "What comes next",
    "- an item of a list",
    "© 2024 Example Media. All rights reserved.",
    "Read more",
    "By Ann Marlow",
]

sentence = st.builds(
    "{} {} {}{}".format,
    st.sampled_from(NAMES),
    st.sampled_from(VERBS),
    st.sampled_from(OBJECTS),
    st.sampled_from(ENDS),
)
line = st.one_of(
    st.lists(sentence, min_size=1, max_size=6).flatmap(
        lambda parts: st.sampled_from([" ", ""]).map(lambda glue: glue.join(parts))
    ),
    st.sampled_from(STRANGERS),
)
articles = st.lists(line, min_size=1, max_size=14).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n"]).map(lambda gap: gap.join(lines))
)
anything = st.one_of(articles, st.text(max_size=300))
bounds = st.one_of(st.none(), st.integers(1, 120))

laws = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def made(text: str, **options: int | None) -> Summary | None:
    """The summary, or None where there is no content."""
    try:
        return summarize(read_text(text), **options)  # type: ignore[arg-type]
    except NoContentError:
        return None


@cache
def seed(path: Path) -> Article:
    return summarize(path).article


@laws
@given(anything)
def test_law_1_everything_points_into_the_text(text: str) -> None:
    article = read_text(text)
    try:
        blocks = clean_article(article, Settings()).blocks
    except NoContentError:
        return
    position = 0
    for block in blocks:
        assert article.text[block.start : block.end] == block.text
        assert not article.text[position : block.start].strip()
        position = block.end
    assert not article.text[position:].strip()
    summary = summarize(article)
    for scored in summary.scored:
        one = scored.sentence
        assert article.text[one.start : one.end] == one.text
        assert blocks[one.block].start <= one.start < one.end <= blocks[one.block].end


@laws
@given(anything, st.integers(1, 120), bounds)
def test_law_2_the_budget_holds(text: str, words: int, paragraphs: int | None) -> None:
    summary = made(text, words=words, paragraphs=paragraphs)
    if summary:
        assert count_words(str(summary)) <= words
        assert len(str(summary).split()) <= words  # what wc -w counts


@laws
@given(articles, bounds, st.integers(1, 9))
def test_law_3_paragraphs_hold(text: str, words: int | None, paragraphs: int) -> None:
    summary = made(text, words=words, paragraphs=paragraphs)
    if summary:
        assert len(summary.paragraphs) == min(paragraphs, len(summary.sentences))
        assert len(str(summary).split("\n\n")) == len(summary.paragraphs)


@laws
@given(articles, bounds, bounds)
def test_law_4_sentences_are_verbatim_in_order_and_whole(
    text: str, words: int | None, sentences: int | None
) -> None:
    summary = made(text, words=words, sentences=sentences)
    if not summary:
        return
    own = [scored.sentence for scored in summary.scored]
    if summary.truncated:
        (cut,) = summary.sentences
        assert words is not None
        assert all(count_words(one.text) > words for one in own)
        assert any(one.start == cut.start and one.text.startswith(cut.text) for one in own)
        assert str(summary).endswith("…")
    else:
        places = [own.index(one) for one in summary.sentences]
        assert places == sorted(set(places))
        if sentences is not None:
            assert len(places) <= sentences


def test_law_4_a_sentence_that_fits_is_never_passed_over_for_a_cut() -> None:
    long = "The council of town {} voted on Monday to close the old bridge over the river to all traffic."
    text = " ".join([*map(long.format, range(40)), "Nobody in town was hurt."])
    summary = summarize(text, words=6)
    assert str(summary) == "Nobody in town was hurt."
    assert not summary.truncated


@laws
@given(articles)
def test_law_5_never_empty(text: str) -> None:
    article = read_text(text)
    told = ""
    try:
        summary = summarize(article)
    except NoContentError as error:
        told = str(error)
    else:
        assert str(summary).strip()
        assert any(block.kind in ARTICLE_KINDS for block in summary.blocks)
    assert not told or "no article" in told or "empty" in told


@laws
@given(articles)
def test_law_6_short_text_is_returned_whole(text: str) -> None:
    summary = made(text, words=100_000)
    if summary:
        assert summary.whole
        assert list(summary.sentences) == [scored.sentence for scored in summary.scored]
        assert any("returned whole" in note for note in summary.notes)


@pytest.mark.parametrize("hash_seed", ["0", "1", "42"])
def test_law_7_same_input_same_output(hash_seed: str) -> None:
    program = (
        "from summarize import summarize\n"
        "from summarize.render.data import summary_json\n"
        f"for path in {[str(path) for path in SEEDS]!r}:\n"
        "    for words in (40, 100, 250):\n"
        "        print(summary_json(summarize(path, words=words)))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": value, "LC_ALL": "C.UTF-8", "PATH": ""},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for value in (hash_seed, "7")
    }
    assert len(outputs) == 1


def test_law_7_the_order_of_articles_does_not_matter() -> None:
    # Memories that live across articles (stems, values) must not show.
    texts = [path.read_text() for path in SEEDS] + ["The mayor left. The town slept. It rained."]
    first = [str(summarize(text, words=60)) for text in texts]
    order = list(range(len(texts))) * 2
    random.Random(5).shuffle(order)
    for index in order:
        assert str(summarize(texts[index], words=60)) == first[index]


@pytest.mark.parametrize("words", [1, 2, 5, 10, 30, 60, 100, 150, 200, 300, 400])
@pytest.mark.parametrize("path", SEEDS)
def test_the_laws_hold_over_the_seeds(path: Path, words: int) -> None:
    summary = summarize(seed(path), words=words, paragraphs=3)
    assert 0 < len(str(summary).split()) <= words
    assert len(summary.paragraphs) == min(3, len(summary.sentences))
    assert "Summarize this" not in str(summary)
