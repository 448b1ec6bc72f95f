"""Labels behind which a page goes on with something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarize.clean import clean, read_rules
from summarize.clean.rules import Action, built_in
from summarize.clean.separators import CLOSED, PARTED, closed, parted
from tests.test_article_build import TALE, TITLE, TRUSTING
from tests.test_clean import PARAGRAPHS, kept

if TYPE_CHECKING:
    from pathlib import Path


OTHERS = [
    "Teachers at forty schools will walk out on Wednesday over class sizes and unpaid overtime.",
    "A bakery on Mill Lane has won a national prize for the third time with its rye loaf.",
]
DATE = "March 4, 2021"


def _parted(
    *lines: str, aside: tuple[str, ...] = (DATE, "3 comments")
) -> tuple[list[str], list[bool], list[float]]:
    """Lines, which of them are taken for the article's, and how likely each is."""
    return list(lines), [line not in aside for line in lines], [0.9] * len(lines)


def test_what_stands_above_the_articles_date_and_speaks_of_something_else_goes() -> None:
    assert parted(*_parted(*OTHERS, DATE, *PARAGRAPHS)) == {0, 1}
    # what stands below the date is the article's, prose or not
    assert parted(*_parted(*OTHERS, DATE, TITLE, *PARAGRAPHS)) == {0, 1}


@pytest.mark.parametrize("label", [DATE, "3 comments"])
def test_what_stands_below_a_date_or_a_label_of_comments_goes(label: str) -> None:
    place = 2 * len(PARAGRAPHS)
    assert parted(*_parted(*PARAGRAPHS, *PARAGRAPHS, label, OTHERS[0])) == {place + 1}


SIGNED_DATE, UPDATED = f"Ann (@ann) {DATE}", f"Last modified: {DATE}"


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(_parted(OTHERS[0], DATE, *PARAGRAPHS), id="a standfirst"),
        pytest.param(_parted(*PARAGRAPHS[:2], DATE, *PARAGRAPHS * 2), id="the article's words"),
        pytest.param(_parted(*OTHERS, *OTHERS, DATE, *PARAGRAPHS[:1]), id="too much"),
        pytest.param(_parted(*OTHERS, "3 comments", *PARAGRAPHS), id="comments above"),
        pytest.param(_parted(*OTHERS, "Ferries", *PARAGRAPHS, aside=("Ferries",)), id="a label"),
        pytest.param(
            _parted(*OTHERS, "30 minutes ago", *PARAGRAPHS, aside=("30 minutes ago",)), id="no year"
        ),
        pytest.param(
            _parted(*PARAGRAPHS * 2, SIGNED_DATE, OTHERS[0], aside=(SIGNED_DATE,)),
            id="a message's signature",
        ),
        pytest.param(
            _parted(*PARAGRAPHS * 2, UPDATED, OTHERS[0], aside=(UPDATED,)), id="an update"
        ),
        pytest.param(_parted(*PARAGRAPHS, DATE), id="nothing below"),
        pytest.param(_parted(*OTHERS, DATE, *PARAGRAPHS, aside=()), id="the article's own date"),
        pytest.param(([], [], []), id="nothing"),
    ],
)
def test_what_no_label_parts_from_the_article(
    case: tuple[list[str], list[bool], list[float]],
) -> None:
    assert parted(*case) == set()


def test_what_a_date_parts_from_a_pages_article_is_told() -> None:
    def reason(*around: str) -> str:
        page = "\n\n".join([*around, *OTHERS, DATE, *PARAGRAPHS])
        found = clean(page, fitted=TRUSTING)
        return next(block.reason for block in found if block.text == OTHERS[0])

    assert reason("Share link", "Advertisement") == PARTED
    assert reason() == ""  # a text without furniture is an article and nothing else


def test_entries_of_a_live_ticker_stay_between_their_dates() -> None:
    entries_of_it = [line for text in (*PARAGRAPHS, *OTHERS) for line in (DATE, text)]
    assert parted(*_parted(*entries_of_it)) == set()


def test_what_a_label_parts_from_both_ends_of_an_article_goes() -> None:
    lines, own, chances = _parted(*OTHERS, DATE, *PARAGRAPHS * 2, "3 comments", TALE[1])
    assert parted(lines, own, chances) == {0, 1, len(lines) - 1}


END = "© 2021 The Herald. All rights reserved."


def _closed(
    *lines: str, chance: float = 0.6
) -> tuple[list[str], list[bool], list[float], list[bool]]:
    """Lines, which are taken for the article's, how likely each is (the others less so), and which close it."""
    chances = [chance if line in OTHERS else 0.95 for line in lines]
    return list(lines), [line != END for line in lines], chances, [line == END for line in lines]


def test_what_stands_below_the_articles_end_and_is_not_sure_goes() -> None:
    place = 2 * len(PARAGRAPHS) + 1
    assert closed(*_closed(*PARAGRAPHS * 2, END, *OTHERS)) == {place, place + 1}
    # with its titles, whatever closes the page once more
    lines = [*PARAGRAPHS * 2, END, TITLE, *OTHERS, END]
    assert closed(*_closed(*lines)) == {place, place + 1, place + 2}
    # whatever else might close it further up, as a label to share does below the headline
    lines = [PARAGRAPHS[0], END, *PARAGRAPHS * 2, END, *OTHERS]
    assert closed(*_closed(*lines)) == {len(lines) - 2, len(lines) - 1}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(_closed(*PARAGRAPHS * 2, END, *OTHERS, chance=0.9), id="sure"),
        pytest.param(_closed(*OTHERS * 4, END, *OTHERS), id="the article's words"),
        pytest.param(_closed(*PARAGRAPHS * 2, END, *OTHERS * 9), id="more than the article"),
        pytest.param(_closed(*PARAGRAPHS, PARAGRAPHS[0], END, *OTHERS), id="five lines above"),
        pytest.param(_closed(*OTHERS, END, *PARAGRAPHS * 2), id="above the article"),
        pytest.param(
            _closed(*[row for text in (*PARAGRAPHS * 2, *OTHERS) for row in (text, END)]),
            id="a ticker",
        ),
        pytest.param(_closed(*PARAGRAPHS * 2, *OTHERS, END), id="nothing below"),
        pytest.param(_closed(*PARAGRAPHS * 2, END, "Ferries"), id="no sentence below"),
        pytest.param(_closed(*PARAGRAPHS, *OTHERS), id="no end"),
        pytest.param(_closed(END), id="no article"),
        pytest.param(_closed(), id="nothing"),
    ],
)
def test_what_stays_below_a_line_that_might_close_the_article(
    case: tuple[list[str], list[bool], list[float], list[bool]],
) -> None:
    assert closed(*case) == set()


def _page(*lines: str) -> str:
    return "\n\n".join(["Keep Reading", "Advertisement", *PARAGRAPHS * 2, *lines])


@pytest.mark.parametrize(
    "end", [END, "Share this article", "Subscribe to Updates", "Follow @harbour"]
)
def test_a_built_in_rule_closes_an_article(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.clean.separators._UNSURE", 1.0)
    found = {block.text: block.reason for block in clean(_page(end, *OTHERS), fitted=TRUSTING)}
    assert {found[line] for line in OTHERS} == {CLOSED}
    # a label that may stand anywhere closes nothing, nor does one in a text that is no page
    assert set(OTHERS) <= set(kept(clean(_page("Advertisement", *OTHERS), fitted=TRUSTING)))
    bare = "\n\n".join([*PARAGRAPHS * 2, end, *OTHERS])
    assert set(OTHERS) <= set(kept(clean(bare, fitted=TRUSTING)))


@pytest.mark.parametrize("glued", [False, True])
def test_a_users_rule_closes_an_article(
    glued: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarize.clean.separators._UNSURE", 1.0)
    path = tmp_path / "own.toml"
    row = '[[rule]]\nname = "our end"\nwhere = "{}"\ntext = "Our staff wrote this."\n'
    end = "He left on Monday.Our staff wrote this." if glued else "Our staff wrote this."
    page = _page(end, *OTHERS)
    where = "end" if glued else "line"
    for closes, stay in (("", True), ("closes = false\n", True), ("closes = true\n", False)):
        path.write_text(row.format(where) + closes, encoding="utf-8")
        left = set(kept(clean(page, fitted=TRUSTING, extra=read_rules(path))))
        assert set(OTHERS) <= left if stay else not set(OTHERS) & left


OBITUARY = [
    "Harold Finch, who has died aged 90, catalogued more than 600 alpine mosses and gave eleven of them their names.",
    "Born in Leeds, the son of a tram driver, he left school at fourteen.",
    "He taught himself Latin on night shifts at a dye works.",
    "In 1958 he joined the herbarium as a porter and rose to become its keeper.",
    "Follow @newsdesk",
    "Colleagues remember his sandwiches, wrapped in proof sheets.",
    "He married Joan Bell in 1960; she died in 2009.",
    "He is survived by two daughters and a grandson.",
]


def test_a_short_article_goes_on_below_a_label_in_its_midst() -> None:
    around = "Home\nNews\nSport\nLog in\nAdvertisement\nHarold Finch, botanist, 1931-2021"
    page = "\n\n".join(
        [*around.split("\n"), *OBITUARY, "Most read", "Privacy policy", "Contact us"]
    )
    assert CLOSED not in {block.reason for block in clean(page)}


def test_only_what_is_dropped_closes_an_article() -> None:
    rows = [rule for language in ("en", "de", "fr", "es") for rule in built_in(language).rows]
    closing = [rule for rule in rows if rule.closes]
    assert closing and {rule.action for rule in closing} == {Action.DROP}
