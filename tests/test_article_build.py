"""Where the article begins and ends on a page, and the lists inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarize.clean import clean, find_metadata, read_rules
from summarize.clean.classify import CUES, SIDES, enclosed, model
from summarize.clean.edges import (
    BEYOND,
    STRAY,
    apart,
    beyond,
    headlines,
    strays,
)
from summarize.clean.lists import LIST, announced, items, lists
from summarize.clean.messages import MESSAGE, messages
from summarize.clean.series import numbered, refrains, timed
from summarize.clean.teasers import broken_off, entries, teasers
from summarize.clean.whole import ending
from summarize.model import Kind
from tests.test_clean import ARTICLE, PARAGRAPHS, kept
from tests.test_page_build import LABELS, LONG, TEASERS, reasons

if TYPE_CHECKING:
    from pathlib import Path

# a model that takes nearly every sentence for the article's
TRUSTING = model()._replace(threshold=0.02)
DATES = [
    "June 9 -- Ann Lee Hall, Harbour Town",
    "June 10 -- The Old Ropery, Westport",
    "June 14 -- Lantern Theatre, Market Quay",
    "June 17 -- Grand Pier Pavilion, Eastcliff",
    "June 19 -- Mill Lane Arena, Northwick",
    "June 20 -- Castle Green, Southmoor",
]
RESULTS = [
    "Westport (Group A): third victory",
    "Eastcliff (Group B): first victory",
    "Northwick (Group A): no victory",
    "Southmoor (Group B): second victory",
    "Harbour Town (Group C): third victory",
]


TITLE = "The ferry sails again"


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        pytest.param(["-", "-", TITLE, LONG], [2], id="below furniture"),
        pytest.param(["-", "-", TITLE, "-", "Islands", LONG], [2, 4], id="and a section's name"),
        pytest.param([TITLE, LONG, "-", "-"], [], id="in a text that begins with it"),
        pytest.param(["date", "-", TITLE, LONG], [], id="below one label"),
        pytest.param(["-", "-", *[TITLE] * 4, LONG], [], id="a list"),
        pytest.param(["-", "-", LONG, TITLE, LONG], [], id="inside the article"),
        pytest.param(["-", "-", TITLE], [], id="nothing below it"),
        pytest.param(["-", "-"], [], id="no article"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_headings_above_a_pages_first_paragraph_are_headlines(
    lines: list[str], places: list[int]
) -> None:
    own = [line not in ("-", "date") for line in lines]
    kinds = [Kind.METADATA if line == "date" else None for line in lines]
    assert headlines(lines, own, kinds) == places


def test_a_pages_headline_is_its_title_and_no_part_of_its_text() -> None:
    headline = "Ferry to the island sails again after three years"
    page = f"Subscribe\n\nShare link\n\nAdvertisement\n\n{headline}\n\n{ARTICLE}"
    found = clean(page, fitted=TRUSTING)
    assert headline not in kept(found)
    assert find_metadata(found).title == headline
    assert kept(clean(f"{headline}\n\n{ARTICLE}")) == [headline, *PARAGRAPHS]


@pytest.mark.parametrize(
    ("title", "article"),
    [
        (
            "Вице-премьера арестовали в Москве",
            "Вице-премьер правительства арестован в понедельник утром, сообщили в суде. "
            "Аресту предшествовал обыск в московской квартире, который длился всю ночь.",
        ),
        (
            "No ferry sails on Sundays",
            "The ferry will not sail on any Sunday until the new year, as its keel is repaired.",
        ),
    ],
)
def test_a_title_has_the_articles_stems_however_far_above(title: str, article: str) -> None:
    labels = [f"Subscribe to letter {number}" for number in range(12)]
    page = "\n\n".join(
        [title, *labels, article, article.replace("понедельник", "среду") + " So it is."]
    )
    assert find_metadata(clean(page)).title == title


def test_of_two_lines_above_the_likelier_one_is_the_title() -> None:
    blocks = clean(f"Weather in the islands\n\nFerry to the islands stops\n\nShare\n\n{ARTICLE}")
    assert find_metadata(blocks).title != "Weather in the islands"


def test_a_users_rule_keeps_a_headline(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[rule]]\nname = "mine"\naction = "keep"\ntext = "The ferry sails again"\n')
    page = f"Subscribe\n\nShare link\n\nAdvertisement\n\nThe ferry sails again\n\n{ARTICLE}"
    assert kept(clean(page, fitted=TRUSTING, extra=read_rules(path)))[0] == "The ferry sails again"


def test_what_stands_far_below_the_article_and_is_little_is_not_its_own() -> None:
    another = "The harbour board said on Tuesday that the old ferry would be sold to the islanders."
    far = f"{ARTICLE}\n\n{LABELS}\n\n{another}"
    assert {block.text: block.reason for block in clean(far, fitted=TRUSTING)}[another] == (BEYOND)
    assert set(PARAGRAPHS) <= set(kept(clean(far, fitted=TRUSTING)))
    assert another in kept(clean(f"{ARTICLE}\n\nSubscribe\n\n{another}", fitted=TRUSTING))


@pytest.mark.parametrize(
    ("own", "between"),
    [
        pytest.param([True, *[False] * 20, True, True, True], "Subscribe", id="above the article"),
        pytest.param([True, True, *[False] * 14, True], "Subscribe", id="not far"),
        pytest.param([True, True, *[False] * 20, True], "Subscribe", id="not little"),
        pytest.param([True] * 4 + [False] * 20 + [True], "8. Harris", id="below its own table"),
        pytest.param([True] * 4, "Subscribe", id="no gap"),
        pytest.param([False] * 4, "Subscribe", id="no article"),
        pytest.param([], "", id="nothing"),
    ],
)
def test_only_what_is_far_below_goes(own: list[bool], between: str) -> None:
    assert beyond([between] * len(own), own, [200] * len(own)) == set()


def test_what_is_far_below_and_little_goes() -> None:
    own = [True] * 4 + [False] * 20 + [True]
    assert beyond(["Subscribe"] * 25, own, [200] * 25) == {24}


OTHER = "A baker in the old town has opened a second shop for bread and cakes."


@pytest.mark.parametrize("above", [True, False])
def test_what_stands_off_and_speaks_of_something_else_goes(above: bool) -> None:
    labels = ["Subscribe"] * 9
    lines = [OTHER, *labels, *PARAGRAPHS, LONG] if above else [*PARAGRAPHS, LONG, *labels, OTHER]
    own = [line != "Subscribe" for line in lines]
    assert apart(lines, own, [1.0] * len(lines)) == {lines.index(OTHER)}


@pytest.mark.parametrize(
    ("head", "between"),
    [
        pytest.param(
            ["The ferry will sail to the island again on Monday."], 9, id="the same words"
        ),
        pytest.param(["Ferry sails to the island again", OTHER], 9, id="below the headline"),
        pytest.param([OTHER], 7, id="near"),
        pytest.param([OTHER * 9], 9, id="not little"),
    ],
)
def test_a_standfirst_stays_and_so_does_what_is_near_or_much(head: list[str], between: int) -> None:
    lines = [*head, *["Subscribe"] * between, *PARAGRAPHS, LONG]
    own = [line != "Subscribe" for line in lines]
    own[: len(head) - 1] = [False] * (len(head) - 1)
    assert apart(lines, own, [1.0] * len(lines)) == set()


def test_nothing_between_the_articles_own_parts_goes() -> None:
    labels = ["Subscribe"] * 9
    lines = [*PARAGRAPHS, LONG, *labels, OTHER, *labels, PARAGRAPHS[1]]
    assert apart(lines, [line != "Subscribe" for line in lines], [1.0] * len(lines)) == set()
    lines.reverse()
    assert apart(lines, [line != "Subscribe" for line in lines], [1.0] * len(lines)) == set()


def test_a_clean_texts_heading_is_its_title_and_not_its_standfirst() -> None:
    standfirst = "The ferry to the outer islands sails again after four months of repair"
    assert (
        find_metadata(clean(f"No way across\n\n{standfirst}\n\n{ARTICLE}")).title == "No way across"
    )


def test_the_articles_own_table_leads_to_its_end() -> None:
    lines = [*PARAGRAPHS, LONG, *["8. Harris"] * 9, OTHER]
    assert apart(lines, [line != "8. Harris" for line in lines], [1.0] * len(lines)) == set()


def _row(
    count: int, chance: float = 0.6, label: str = "Read more"
) -> tuple[list[str], list[bool], list[float]]:
    """An article with so many teasers below, a label between them: lines, own, chances."""
    lines, own, chances = list(PARAGRAPHS), [True] * len(PARAGRAPHS), [0.9] * len(PARAGRAPHS)
    for number in range(count):
        lines += [label, TEASERS[number % len(TEASERS)][:30]]
        own += [False, True]
        chances += [0.1, chance]
    return lines, own, chances


def test_a_row_of_teasers_below_the_article_goes() -> None:
    first = len(PARAGRAPHS)
    assert teasers(*_row(4)) == {first + 1, first + 3, first + 5, first + 7}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(_row(3), id="too few"),
        pytest.param(_row(5, label="Children under six"), id="a table"),
        pytest.param(_row(5, chance=0.9), id="quotations from other papers"),
        pytest.param(_row(9), id="as much as the article"),
        pytest.param((PARAGRAPHS, [True] * len(PARAGRAPHS), [0.9] * len(PARAGRAPHS)), id="none"),
        pytest.param(([], [], []), id="nothing"),
    ],
)
def test_what_is_no_row_of_teasers(case: tuple[list[str], list[bool], list[float]]) -> None:
    assert teasers(*case) == set()


def test_paragraphs_between_placeholders_are_no_teasers() -> None:
    lines, own, chances = _row(4)
    for column, value in ((lines, "Read more"), (own, False), (chances, 0.1)):
        column.insert(1, value)  # as it stands between the article's first paragraphs
    assert teasers(lines, own, chances) == set()


@pytest.mark.parametrize(
    ("own", "chance", "found"),
    [
        pytest.param([1, 2], 0.3, [3, 4], id="it goes on"),
        pytest.param([1, 2, 4], 0.3, [3], id="one between two"),
        pytest.param([1], 0.3, [], id="one number is a date or a rank"),
        pytest.param([2], 0.3, [], id="so is a single two"),
        pytest.param([], 0.3, [], id="ranks of what is most read"),
        pytest.param([1, 2], 0.05, [], id="the model is sure"),
    ],
)
@pytest.mark.parametrize("form", ["{}. {}", "{}) {}", "({}) {}", "{}.{}"])
def test_an_enumeration_of_the_article_goes_on(
    own: list[int], chance: float, found: list[int], form: str
) -> None:
    lines = [form.format(number, TEASERS[number % 3]) for number in range(1, 5)]
    taken = [number in own for number in range(1, 5)]
    assert [place + 1 for place in numbered(lines, taken, [chance] * 4)] == found


@pytest.mark.parametrize(
    ("gap", "found"),
    [
        pytest.param(
            ["Every guest is asked to bring:", "A warm coat", "Two oil lamps"], True, id="a list"
        ),
        pytest.param(["Summary", "These are the new times:", "Why it works"], True, id="below"),
        pytest.param(["Every guest is asked to bring:", *["A warm coat"] * 7], True, id="eight"),
        pytest.param(["More:", "A warm coat"], False, id="a label"),
        pytest.param(["The new times:", "A warm coat"], False, id="few words"),
        pytest.param(
            ["Have your say in our poll:", "Yes", "No", "Not sure", "Both"], False, id="a call"
        ),
        pytest.param(
            ["Summary", "A map", "The times", "These are the new times:", "Seven"],
            False,
            id="too far below",
        ),
        pytest.param(
            ["Every guest is asked to bring:", "Follow us", "A coat", "Two oil lamps"],
            True,
            id="one line in four is furniture",
        ),
        pytest.param(["A warm coat", "Two oil lamps"], False, id="nothing announces it"),
        pytest.param(
            ["Every guest is asked to bring:", *["A warm coat"] * 8], False, id="too many"
        ),
        pytest.param(
            ["Sign up to our newsletter:", "Your email address", "Subscribe", "Privacy policy"],
            False,
            id="furniture",
        ),
    ],
)
def test_what_a_line_between_two_of_the_articles_announces(gap: list[str], found: bool) -> None:
    lines = [PARAGRAPHS[0], *gap, PARAGRAPHS[1]]
    own = [True, *[False] * len(gap), True]
    assert announced(lines, own) == (list(range(1, len(gap) + 1)) if found else [])


def test_what_the_articles_own_line_announces_is_its_own() -> None:
    lines = ["The crew is asked to bring:", "A warm coat", PARAGRAPHS[0], "Two oil lamps"]
    assert announced(lines, [True, False, True, False]) == [1]


def test_a_number_far_below_a_decimal_and_ranks_go_on_with_nothing() -> None:
    opening = [f"1. {TEASERS[0]}", f"2. {TEASERS[1]}"]
    for rest in (
        ["Home"] * 12 + [f"3. {TEASERS[2]}"],
        ["3.5 million came, said the town."],
        ["3."],
    ):
        lines = [*opening, *rest]
        own = [True, True] + [False] * len(rest)
        assert numbered(lines, own, [0.5] * len(lines)) == []


REPORT = [
    "11.04 Uhr: Die Fähre legt wieder ab",
    LONG,
    "9.30 Uhr: Der Hafen ist gesperrt",
    LONG,
    "7.15 Uhr: Sturm über der Bucht",
    LONG,
]


@pytest.mark.parametrize(
    ("lines", "own", "found"),
    [
        pytest.param(REPORT, [1, 2, 3, 4, 5], [0], id="the first entry"),
        pytest.param(REPORT, [0, 1, 3, 4, 5], [2], id="one between two"),
        pytest.param(REPORT, [1, 3, 4, 5], [], id="a single heading is no report"),
        pytest.param(REPORT, [0, 2, 3, 4], [], id="what it tells is not the article's"),
        pytest.param(
            ["8:20 a.m. Fog in the bay", *REPORT], [2, 3, 4, 5, 6], [1], id="time below time"
        ),
        pytest.param(["18:12 /", LONG, *REPORT], [1, 2, 3, 4, 5, 6], [], id="a time alone"),
        pytest.param(
            ["12.04.2024 Market Quay", LONG, *REPORT], [1, 2, 3, 4, 5, 6], [], id="a date"
        ),
        pytest.param(
            ["+++ 12:40 +++ Two more boats", LONG, *REPORT],
            [1, 2, 3, 4, 5, 6],
            [0],
            id="another form",
        ),
    ],
)
def test_entries_of_a_live_report_stay_together(
    lines: list[str], own: list[int], found: list[int]
) -> None:
    assert timed(lines, [place in own for place in range(len(lines))]) == found


DAY = [
    "Before the tide",
    "Oil the two lamps",
    "Count the ropes",
    "After the tide",
    "Paint the third buoy",
]


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        pytest.param(["Day three", *DAY], 6, id="it goes on, with a heading of its own"),
        pytest.param([*DAY, "Sign in", "Subscribe"], 5, id="to the last refrain"),
        pytest.param([*DAY[:4], "Sign in"], 0, id="four say too little"),
        pytest.param(DAY[:1] * 6, 0, id="a line over and over is a label"),
        pytest.param(["2", "3", "4", "5", "6"], 0, id="numbers are none"),
        pytest.param([*["A new teaser"] * 6, *DAY], 0, id="less than half"),
    ],
)
def test_what_the_article_says_again_below_is_its_own(rest: list[str], found: int) -> None:
    said = ["Day one", *DAY, "2", "3", "4", "5", "6"] * 2
    lines = [*said, *rest]
    taken = [*[True] * len(said), *[False] * len(rest)]
    assert refrains(lines, taken) == list(range(len(said), len(said) + found))


def test_a_pages_own_labels_are_no_refrains_of_an_article() -> None:
    labels = ["Sign up now", "Share this story", "Read more news", "Follow us on Facebook"]
    lines = [*labels * 2, *labels * 2]
    assert refrains(lines, [True] * 8 + [False] * 8) == []


SITES = {
    "Town Kitchen": "Recipes for every season from cooks and readers of the whole county.",
    "Harbour Health": "Doctors and nurses answer whatever you always wanted to know of sleep.",
    "Old Walls": "Museums, galleries and castles with opening hours and a map of each.",
    "Little Steps": "Mothers and fathers write about school, play and the first years.",
    "Job Market": "Vacancies at offices and workshops nearby, with letters to copy from.",
    "Quiz Corner": "Puzzles and riddles for a rainy afternoon, fresh every single Monday.",
}


GAP = ("Share on Facebook", "Newsletter", "Our sites")


def _listed(
    entries_of_it: dict[str, str], *between: str, chance: float = 0.5, gap: tuple[str, ...] = GAP
) -> tuple[list[str], list[bool], list[float]]:
    """An article with entries below, lines put aside above them and between title and sentence: lines, own, chances."""
    row = [line for title, told in entries_of_it.items() for line in (title, *between, told)]
    lines = [*PARAGRAPHS, *gap, *row]
    own = [line not in (*gap, *between) for line in lines]
    return lines, own, [0.9] * len(PARAGRAPHS) + [chance] * (len(lines) - len(PARAGRAPHS))


TALE = [
    "A museum of typewriters opens in Westport in June, with machines from a hundred years.",
    "Goats have eaten the flags of a hotel in Eastcliff, and its guests applauded the animals.",
    "The choir of Northwick is looking for tenors who can read notes and like to travel far.",
    "Farmers near Southmoor expect the best apples for a decade after a mild and sunny spring.",
]
ASIDE = ("Most popular", "Share on Facebook", "Sign up to our newsletter")


def _strayed(*lines: str, chance: float = 0.6) -> tuple[list[str], list[bool], list[float]]:
    """Lines, which of them are taken for the article's, and how likely each is; tales less so."""
    own = [line not in ASIDE for line in lines]
    return list(lines), own, [chance if line in TALE else 0.95 for line in lines]


def test_sentences_that_stray_from_the_article_at_either_end_go() -> None:
    lines = [*PARAGRAPHS, *ASIDE, *TALE]
    below = set(range(len(lines) - len(TALE), len(lines)))
    assert strays(*_strayed(*lines)) == below
    assert strays(*_strayed(*TALE, *ASIDE, *PARAGRAPHS)) == set(range(len(TALE)))
    # with their titles
    assert strays(*_strayed(*PARAGRAPHS, *ASIDE, TITLE, *TALE)) == below | {len(lines)}
    page = "\n\n".join([*PARAGRAPHS, *ASIDE, *TALE])
    found = clean(page, fitted=TRUSTING)
    assert not set(TALE) & set(kept(found))
    assert {block.reason for block in found} <= {"", STRAY} | {
        block.reason for block in clean(page)
    }


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(_strayed(*PARAGRAPHS, *ASIDE, *TALE, chance=0.9), id="sure"),
        pytest.param(_strayed(*PARAGRAPHS, *ASIDE, *TALE[:3]), id="three"),
        pytest.param(_strayed(*PARAGRAPHS, *ASIDE[:2], *TALE), id="hardly parted"),
        pytest.param(_strayed(*PARAGRAPHS, *TALE), id="not parted"),
        pytest.param(_strayed(*TALE), id="nothing else"),
        pytest.param(_strayed(*PARAGRAPHS, *ASIDE, *TALE, PARAGRAPHS[0]), id="in the midst"),
        pytest.param(([], [], []), id="nothing"),
    ],
)
def test_what_does_not_stray(case: tuple[list[str], list[bool], list[float]]) -> None:
    assert strays(*case) == set()


def test_what_has_the_articles_words_does_not_stray() -> None:
    lines, own, _ = _strayed(*PARAGRAPHS, *ASIDE, *PARAGRAPHS, *PARAGRAPHS)
    assert strays(lines, own, [0.95] * len(PARAGRAPHS) + [0.6] * (len(lines) - 3)) == set()


def test_what_is_parted_by_a_table_does_not_stray() -> None:
    table = ("One", "Two", "Three", "Four")
    lines = [*PARAGRAPHS, *table, *TALE]
    own = [line not in table for line in lines]
    assert strays(lines, own, [0.6 if line in TALE else 0.95 for line in lines]) == set()


BROKEN = [f"{text.removesuffix('.')} and ..." for text in SITES.values()][:4]


def test_teasers_that_break_off_are_told_on_a_page() -> None:
    page = "\n\n".join(["Share link", "Advertisement", *BROKEN, *PARAGRAPHS])
    found = {block.text: block.reason for block in clean(page, fitted=TRUSTING)}
    assert {found[text] for text in BROKEN} == {"teasers"}


def test_teasers_in_a_row_that_break_off_go_with_their_titles() -> None:
    titled = [line for text in BROKEN for line in (TITLE, text)]
    lines = [*titled, *PARAGRAPHS * 2]
    assert broken_off(lines, [True] * len(lines)) == set(range(len(titled)))
    lines = [*PARAGRAPHS * 2, "Latest news", *BROKEN]
    own = [line != "Latest news" for line in lines]
    assert broken_off(lines, own) == set(range(len(lines) - len(BROKEN), len(lines)))


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([*BROKEN[:2], *PARAGRAPHS * 2], id="two"),
        pytest.param([*[f"{text[:-1]} ..." for text in PARAGRAPHS], *PARAGRAPHS], id="its words"),
        pytest.param([*BROKEN * 2, PARAGRAPHS[0]], id="hardly an article"),
        pytest.param(BROKEN, id="nothing else"),
        pytest.param(
            [*BROKEN[:3], *PARAGRAPHS * 2, BROKEN[3], *PARAGRAPHS * 2, BROKEN[3]], id="a style"
        ),
        pytest.param([*["And then ..."] * 4, *PARAGRAPHS], id="short ones"),
        pytest.param([*PARAGRAPHS * 2, *BROKEN, PARAGRAPHS[0]], id="in the article's midst"),
        pytest.param([], id="nothing"),
    ],
)
def test_what_breaks_off_and_is_no_row_of_teasers(lines: list[str]) -> None:
    assert broken_off(lines, [True] * len(lines)) == set()


SIGNED = "— Ann Marlow-Lee (@annmarlowlee) March 4, 2021"
POST = "back on the water!! see you on the quay #ferry"


def test_a_message_below_a_line_of_the_article_stays_with_its_signature() -> None:
    lines = [*PARAGRAPHS, POST, SIGNED, POST, SIGNED]
    own = [line in PARAGRAPHS for line in lines]
    assert messages(lines, own) == set(range(len(PARAGRAPHS), len(lines)))
    page = "\n\n".join([*PARAGRAPHS[:2], POST, SIGNED, *PARAGRAPHS[2:], *LABELS.splitlines()])
    found = reasons(page)
    assert {found[POST], found[SIGNED]} <= {"", MESSAGE}


@pytest.mark.parametrize(
    ("lines", "own"),
    [
        pytest.param([POST, SIGNED], [False, False], id="no article"),
        pytest.param([PARAGRAPHS[0], *["-"] * 6, SIGNED], [True, *[False] * 7], id="far below"),
        pytest.param([PARAGRAPHS[0], POST, "— Ann Lee"], [True, False, False], id="no handle"),
        pytest.param(
            [PARAGRAPHS[0], POST, "- Follow Ann Lee (@annlee) for more"],
            [True, False, False],
            id="no date",
        ),
        pytest.param(
            [PARAGRAPHS[0], POST, f"{SIGNED} {PARAGRAPHS[0]} {PARAGRAPHS[1]}"],
            [True, False, False],
            id="a paragraph",
        ),
        pytest.param([], [], id="nothing"),
    ],
)
def test_what_is_no_message_of_the_article(lines: list[str], own: list[bool]) -> None:
    assert messages(lines, own) == set()


def test_a_message_below_a_label_is_the_pages() -> None:
    own = [True, False, False, False]
    assert messages([PARAGRAPHS[0], "Follow us on Twitter", POST, SIGNED], own) == set()
    assert messages([PARAGRAPHS[0], "Share link:", POST, SIGNED], own) == {1, 2, 3}


def test_a_signature_that_comes_again_is_no_copy() -> None:
    page = "\n\n".join([*PARAGRAPHS[:2], POST, SIGNED, SIGNED, *PARAGRAPHS[2:]])
    assert kept(clean(page)).count(SIGNED) == 2


def test_rows_between_two_of_the_articles_are_its_own_if_all_may_be() -> None:
    low, high = SIDES
    articles = [True, False, False, True, False]
    own, cues = [0.9, 0.3, 0.3, 0.9, 0.9], [0.0] * 5
    assert enclosed(articles, [high, 0.1, 0.1, low, 0.1], own, cues, 0.2) == [1, 2]
    # one stranger among them, a label, or doubtful ones around: then none
    assert enclosed(articles, [high, 0, 0, high, 0], [0.9, 0.3, 0.1, 0.9, 0.9], cues, 0.2) == []
    assert enclosed(articles, [high, 0, 0, high, 0], own, [0, 0, CUES, 0, 0], 0.2) == []
    assert enclosed(articles, [high, 0, 0, low - 0.01, 0], own, cues, 0.2) == []
    assert enclosed(articles, [low, 0, 0, low, 0], own, cues, 0.2) == []
    assert enclosed([], [], [], [], 0.2) == []


def test_what_is_enclosed_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "Photos of the ferry"
    page = "\n\n".join([*PARAGRAPHS, line, *TALE[:2], *LABELS.splitlines()])
    strict = model()._replace(threshold=0.8)
    assert line in kept(clean(page, fitted=strict))
    monkeypatch.setattr("summarize.clean.classify.ENCLOSED", 9.0)  # more than a chance can be
    assert line not in kept(clean(page, fitted=strict))


def test_titles_with_what_is_said_of_each_below_the_article_go() -> None:
    lines, own, chances = _listed(SITES)
    first = lines.index("Town Kitchen")
    assert entries(lines, own, chances) == set(range(first, len(lines)))


def test_what_stands_above_the_first_title_stays() -> None:
    more = (
        "The ferry had two engines, and the crew of nine had known both of them for thirty years."
    )
    lines, own, chances = _listed(SITES)
    place = len(PARAGRAPHS)
    for column, value in ((lines, more), (own, True), (chances, 0.5)):
        column.insert(place, value)
    assert min(entries(lines, own, chances)) == lines.index("Town Kitchen")


STEPS = {f"{number} of 6": told for number, told in enumerate(SITES.values(), 1)}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(_listed(dict(list(SITES.items())[:4])), id="too few"),
        pytest.param(_listed(SITES, chance=0.9), id="surely the article's"),
        pytest.param(_listed(SITES, gap=()), id="tips, questions, biographies"),
        pytest.param(_listed(SITES, gap=GAP[:2]), id="a line that announces the article's own"),
        pytest.param(_listed(SITES, gap=("One", "Two", "Three", "Four")), id="a table above"),
        pytest.param(_listed(dict.fromkeys(SITES, PARAGRAPHS[0])), id="the article's words"),
        pytest.param(
            _listed({f"{told} Ann Lee": told for told in SITES.values()}), id="running text"
        ),
        pytest.param(_listed(SITES, "$20", "Buy it now", "Picture: Ann Lee"), id="products"),
        pytest.param((PARAGRAPHS, [True] * len(PARAGRAPHS), [0.5] * len(PARAGRAPHS)), id="none"),
        pytest.param(([], [], []), id="nothing"),
    ],
)
def test_what_is_no_row_of_entries(case: tuple[list[str], list[bool], list[float]]) -> None:
    assert entries(*case) == set()


def test_steps_whose_numbers_are_put_aside_are_no_entries() -> None:
    lines, own, chances = _listed(STEPS)
    own = [one and line not in STEPS for one, line in zip(own, lines, strict=True)]
    assert entries(lines, own, chances) == set()


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(DATES, id="dates"),
        pytest.param(RESULTS, id="terms"),
        pytest.param([f"{n} tbsp of flour" for n in (4, 2, 9, 3, 1)], id="ingredients"),
        pytest.param(
            ["Q: Tea or coffee?", "A: Tea", "Q: Sea or hills?", "A: The sea", "Q: Why?"],
            id="questions and answers",
        ),
    ],
)
def test_a_list_right_below_a_line_of_the_article_is_its_own(row: list[str]) -> None:
    lines = [*PARAGRAPHS, "The dates:", *row, "Home"]
    own = [True] * len(PARAGRAPHS) + [False] * (len(row) + 2)
    first = len(PARAGRAPHS) + 1
    assert lists(lines, own) == list(range(first, first + len(row)))


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(DATES[:4], id="short"),
        pytest.param([f"{n}. {line}" for n, line in enumerate(TEASERS * 2, 1)], id="most read"),
        pytest.param([f"1{n}:05 {TEASERS[0][:40]}" for n in range(6)], id="with times"),
        pytest.param([f"0{n}.03.2021 {TEASERS[0][:40]}" for n in range(1, 7)], id="with dates"),
        pytest.param(["Read more:", *DATES], id="below a label"),
        pytest.param(["Home", "Sport", "Weather", "Culture", "Letters", "About us"], id="a menu"),
        pytest.param([f"{n} {line[:40]}" for n, line in enumerate(TEASERS * 2, 1)], id="ranks"),
        pytest.param([f"0{n} {line[:40]}" for n, line in enumerate(TEASERS * 2, 1)], id="01, 02"),
        pytest.param(
            ["Top 5 most read", *[f"{n} {TEASERS[0][:40]}" for n in (9, 4, 7, 2)]], id="its head"
        ),
        pytest.param([f"Politics ({n})" for n in range(10, 16)], id="categories"),
        pytest.param([f"DAX 15.234,{n} +0,4%" for n in range(10, 16)], id="prices"),
        pytest.param([f"Weather: storm in the {n}" for n in "abcdef"], id="teasers with a kicker"),
        pytest.param([f"Subscribe to letter {n}" for n in range(6)], id="furniture"),
    ],
)
def test_a_row_that_is_no_list_of_the_article(row: list[str]) -> None:
    lines = [*PARAGRAPHS, *row, "Home"]
    assert lists(lines, [True] * len(PARAGRAPHS) + [False] * (len(row) + 1)) == []


def test_a_list_far_from_the_article_is_not_its_own() -> None:
    lines = [*DATES, *PARAGRAPHS, "Home", "Sport", "Weather", *DATES]
    own = [line in PARAGRAPHS for line in lines]
    assert lists(lines, own) == []
    assert lists(lines, [False] * len(lines)) == []
    assert lists([], []) == []


def test_the_articles_own_sentence_is_no_item_of_the_row_below_it() -> None:
    lines = [*PARAGRAPHS, "The work will cost 38 million euros.", *DATES[:4], "Home"]
    own = [True] * (len(PARAGRAPHS) + 1) + [False] * 5
    assert lists(lines, own) == []


def test_a_title_in_a_script_without_spaces_is_found() -> None:
    page = f"Subscribe\n\nShare link\n\nAdvertisement\n\n港口大桥将关闭两年进行维修\n\n{ARTICLE}"
    found = clean(page, fitted=TRUSTING)
    assert kept(found) == PARAGRAPHS
    assert find_metadata(found).title == "港口大桥将关闭两年进行维修"


def test_a_pages_list_of_dates_stays() -> None:
    page = f"{LABELS}\n\n{ARTICLE}\n\nThe dates:\n\n{chr(10).join(DATES)}\n\n{LABELS}"
    assert kept(clean(page))[-len(DATES) :] == DATES
    told = reasons(page)
    assert {told[line] for line in DATES} <= {LIST, ""}


@pytest.mark.parametrize(
    ("line", "chance", "found"),
    [
        ("• Children under six travel free", 0.3, True),
        ("3. Dogs travel free", 0.3, True),
        ("What the board decided:", 0.3, True),
        ("What the board decided:", 0.1, False),
        ("Children under six travel free", 0.3, False),
    ],
)
def test_an_item_between_two_lines_of_the_article(line: str, chance: float, found: bool) -> None:
    lines = [PARAGRAPHS[0], line, PARAGRAPHS[1]]
    assert items(lines, [True, False, True], [0.9, chance, 0.9]) == ([1] if found else [])
    assert items(lines[:2], [True, False], [0.9, chance]) == []


SIGN_UP = "Already a subscriber? Sign in to your account"


@pytest.mark.parametrize(
    ("lines", "rejected", "first"),
    [
        pytest.param([LONG, SIGN_UP, "1"], [False, True, True], 1, id="from the first that asks"),
        pytest.param([LONG, "1", SIGN_UP], [False, True, True], 2, id="not above it"),
        pytest.param([SIGN_UP, LONG, SIGN_UP], [True, False, True], 2, id="only at the end"),
        pytest.param([LONG, "1 egg", "2 eggs"], [False, True, True], 3, id="a list"),
        pytest.param([LONG, SIGN_UP], [False, False], 2, id="not rejected"),
        pytest.param([], [], 0, id="nothing"),
    ],
)
def test_the_end_of_a_clean_text(lines: list[str], rejected: list[bool], first: int) -> None:
    assert ending(lines, rejected) == first


@pytest.mark.parametrize(
    "sentence",
    [
        "He died on Monday.",
        "That is all.",
        "He shared the video on Facebook.",
        "The comment was later deleted.",
        "Subscribers will be told by email.",
        "The ferry will sail again on Monday morning. (Reuters)",
        "Shares in Facebook, Twitter and Google closed higher",
        "and the boats go home,",
        "Abonnenten der Zeitung zahlen künftig 9,99 Euro im Monat, der Newsletter bleibt kostenlos.",
    ],
)
def test_the_last_sentence_of_a_clean_text_stays(sentence: str) -> None:
    assert kept(clean(f"{ARTICLE}\n\n{sentence}")) == [*PARAGRAPHS, sentence]


def test_a_clean_text_loses_a_request_to_subscribe_at_its_end() -> None:
    request = "Jetzt anmelden und alle Newsletter kostenlos abonnieren"
    assert kept(clean(f"{ARTICLE}\n\n{request}", language="en")) == PARAGRAPHS
    assert kept(clean(f"{ARTICLE}\n\n{LONG}")) == [*PARAGRAPHS, LONG]


def test_what_the_article_announces_on_a_page_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarize.clean.classify.ENCLOSED", 2.0)  # nothing comes back as enclosed
    told = ["Every guest is asked to bring:", "Overcoat", "Lamp", "Rope"]
    article = [*PARAGRAPHS, *told, *(f"{text} So it was told." for text in PARAGRAPHS)]
    blocks = clean("\n".join([LABELS, *article, LABELS]))
    assert kept(blocks) == article
    assert {block.reason for block in blocks if block.text in told[1:]} == {LIST}
