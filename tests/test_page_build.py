"""What the build of a page gives away: what it shows twice, and captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarize.clean import clean, read_rules
from summarize.clean.captions import CAPTION, CREDIT, captions
from summarize.clean.classify import judge
from summarize.clean.copies import COPY, copies, reprinted
from summarize.clean.placeholders import placeholders
from summarize.clean.rules import built_in
from summarize.clean.segment import cut
from tests.test_clean import ARTICLE, PARAGRAPHS, kept

LONG = " ".join(PARAGRAPHS)
TEASERS = [
    "A baker in the old town has opened a second shop, and the queue went round the corner.",
    "Two brothers found a Roman coin in their garden and gave it to the museum on Friday.",
    "The council wants to plant four hundred trees along the ring road before next winter.",
]
LABELS = "\n".join(f"Subscribe to letter {number}" for number in range(40))


def reasons(text: str) -> dict[str, str]:
    return {block.text: block.reason for block in clean(text)}


def test_a_block_of_teasers_shown_twice_is_set_aside() -> None:
    block = "\n".join(TEASERS)
    text = f"{block}\n\n{ARTICLE}\n\n{block}"
    assert kept(clean(text)) == PARAGRAPHS
    assert {reasons(text)[line] for line in TEASERS} == {COPY}


def test_of_a_line_that_comes_again_at_once_the_first_stays() -> None:
    caption = "Ann Lee waits at the pier for the first ferry of the day"
    assert copies([caption, "Ann Lee", caption, *PARAGRAPHS, caption]) == {2, 6}


@pytest.mark.parametrize(
    ("line", "twice"),
    [
        ("The mill of Leeds burnt for two nights in May. " * 2 + "(AP)", True),
        ("The mill of Leeds burnt for two nights in May." * 2, True),
        ("The mill of Leeds burnt for two nights. Picture: Ann Lee " * 2, True),
        ("The mill of Leeds burnt. The mill of Leeds burnt. Nobody in the town slept.", False),
        ("The mill of Leeds burnt for two nights in May, and the mill of York for three.", False),
        ("The mill of Leeds burnt for two nights in May. The mill of Leeds burnt for good.", False),
        ("No justice, no peace, no racist police. " * 2 + "The crowd chanted it.", False),
        (
            "I have a dream that this nation will rise up. I have a dream that this nation will rise up again.",
            False,
        ),
        ("Row, row, row your boat. Row, row, row your boat. Row, row, row your boat.", False),
    ],
)
def test_a_line_that_says_itself_twice_is_a_copy(line: str, twice: bool) -> None:
    assert copies([*PARAGRAPHS, line.strip()]) == ({len(PARAGRAPHS)} if twice else set())


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([*PARAGRAPHS, PARAGRAPHS[0]], id="one line further off"),
        pytest.param(
            [*TEASERS, *PARAGRAPHS[:2], *TEASERS, PARAGRAPHS[2], *TEASERS], id="a refrain"
        ),
        pytest.param(["Read more", "Home", *PARAGRAPHS, "Home", "Read more"], id="labels"),
        pytest.param(
            [
                *TEASERS,
                TEASERS[0],
                PARAGRAPHS[0],
                TEASERS[1],
                PARAGRAPHS[1],
                TEASERS[2],
                *PARAGRAPHS,
            ],
            id="a table of contents",
        ),
        pytest.param([*PARAGRAPHS, *PARAGRAPHS], id="a text pasted twice"),
        pytest.param([LONG, LONG, *TEASERS, *PARAGRAPHS], id="a paragraph printed twice"),
        pytest.param([], id="nothing"),
    ],
)
def test_what_an_article_may_say_again_is_no_copy(lines: list[str]) -> None:
    assert copies(lines) == set()


def test_a_text_pasted_twice_loses_nothing() -> None:
    assert kept(clean(f"{ARTICLE}\n\n{ARTICLE}")) == PARAGRAPHS * 2


def test_an_article_that_its_page_shows_twice_is_printed_once() -> None:
    article = [*PARAGRAPHS, LONG[:300] + "."]
    titles = [f"Storm number {number} hits the coast again" for number in range(25)]
    found = clean("\n\n".join([*article, "Print version", *article, *titles]))
    assert {block.reason for block in found if block.text == article[0]} == {"", COPY}
    assert [line for line in kept(found) if line in article] == article


def test_teasers_shown_twice_are_no_article_beside_one() -> None:
    lines = [f"{line} {line} {line}" for line in TEASERS]
    texts = [*lines, LONG, *lines]
    copied = [text in lines for text in texts]
    assert reprinted(texts, [text == LONG for text in texts], copied) == []
    assert reprinted(texts, [False] * 7, copied) == [0, 1, 2]
    assert reprinted(texts, [False] * 7, [False] * 7) == []


def test_a_users_rule_keeps_what_is_shown_twice(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f'[[rule]]\nname = "mine"\naction = "keep"\ntext = "{TEASERS[1]}"\n')
    block = "\n".join(TEASERS)
    found = clean(f"{block}\n\n{ARTICLE}\n\n{block}", extra=read_rules(path))
    assert kept(found) == [TEASERS[1], *PARAGRAPHS, TEASERS[1]]


def test_a_users_rule_keeps_a_line_far_from_any_prose(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[rule]]\nname = "mine"\naction = "keep"\ntext = "Subscribe to letter 30"\n')
    text = f"{ARTICLE}\n\n{LABELS}"
    assert kept(clean(text)) == PARAGRAPHS
    assert kept(clean(text, extra=read_rules(path))) == [*PARAGRAPHS, "Subscribe to letter 30"]


def test_a_users_rule_keeps_a_caption_and_the_line_above_a_credit(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[rule]]\nname = "mine"\naction = "keep"\ntext = "Photo: Ann Lee"\n')
    above = "The board met twice in March and found no answer."
    text = "\n\n".join([PARAGRAPHS[0], above, "Photo: Ann Lee", *PARAGRAPHS[1:]])
    assert above in kept(clean(text, extra=read_rules(path)))


@pytest.mark.parametrize(
    "credit",
    [
        "Photo: Ann Lee",
        "(Foto: Galerie am Hafen)",
        "Image credit: Ann Lee / Harbour Herald",
        "© Ann Lee/dpa",
        "— © Belga",
        "Фото: Анна Ли",
        "Crédit photo : Anne Leroy",
        "(Reuters)",
    ],
)
def test_a_credit_alone_makes_the_short_line_above_it_a_caption(credit: str) -> None:
    caption = "Passengers wait at the pier for the first ferry of the day."
    assert captions([PARAGRAPHS[0], caption, credit, PARAGRAPHS[1]]) == {1: CAPTION, 2: CREDIT}
    text = "\n\n".join([PARAGRAPHS[0], caption, credit, *PARAGRAPHS[1:]])
    assert kept(clean(text)) == PARAGRAPHS


@pytest.mark.parametrize(
    "caption",
    [
        "Passengers wait at the pier for the first ferry of the day. Photo: Ann Lee",
        "Passengers wait at the pier for the first ferry of the day (Picture: Ann Lee)",
        "Fahrgäste warten am Kai auf die erste Fähre des Tages. © Anna Lee/dpa",
        "Passengers wait at the pier for the first ferry of the day. Photo by Ann Lee",
        "Passengers wait at the pier for the first ferry of the day. Photo: A. Lee/AP",
        "Pasażerowie czekają na pierwszy prom. Fot. Jan Kowalski",
        "Passagiers wachten op de kade op de eerste veerboot. — © BELGA",
        "Passengers wait at the pier for the first ferry. (AP Photo/Ann Lee)",
        "Passengers wait at the pier for the first ferry. (Ann Lee/Harbour Herald)",
        "Passengers wait at the pier for the first ferry. (A. B. Lee / For The Herald)",
        "Image: Passengers wait at the pier for the first ferry of the day",
        "始発のフェリーを待つ乗客＝ＡＰ",
        "始発のフェリーを待つ島の人たち＝4日、港で（山田太郎撮影）",
        "승객들이 부두에서 첫 배를 기다리고 있다. 연합뉴스",
        "승객들이 부두에서 첫 배를 기다리고 있다. 김민수 기자",
        "Ann Lee (left) and Piet Vries wait at the pier for the first ferry of the day",
        "Anna Lee (l.) und Piet Vries am Kai.",
        "Starkes Team seit 30 Jahren: Anna Lee, Piet Vries und Jan Berg (v.l.).",
        "Anne Leroy (à gauche) attend le premier bateau.",
    ],
)
def test_a_line_that_ends_in_a_credit_is_a_caption(caption: str) -> None:
    assert captions([PARAGRAPHS[0], caption, PARAGRAPHS[1]]) == {1: CAPTION}


@pytest.mark.parametrize(
    "line",
    [
        "There is one thing left of her in the photo: a hat.",
        "She said of the photo: it was taken in the year of the storm. Nobody believed her.",
        "The vote was close (51:49), and the board will meet again on Friday.",
        "The last ferry left at 14:05.",
        "Harbour Media © 2021",
        "He had kept a picture/sketch of the ship in his desk for forty years.",
        "The yard is owned by the islanders (and by the bank).",
        "Credit/debit cards (all of them)",
        "The ferry sails twice a day. (Sundays and holidays / once)",
        "The shop sells boots (Men's/Women's)",
        "Nobody was hurt. (See also: harbours/ferries.)",
        "Credit: up to 2,000 pounds per child",
        "Picture: bright and sharp",
        "BILD: Das sagen Ihre Gegner auch.",
        "The symbol on each copy is © Ann Lee and her heirs.",
        "The report was drafted by the Environmental Protection Agency (EPA).",
        "WASHINGTON (AP)",
        "Senator Ann Lee (R) said that she would vote against the bill.",
        "The new parties (left and right) refused to answer.",
        "新型ロケット打ち上げ、市民が動画撮影",
        "始発のフェリーを待つ乗客は、港で写真を撮影した。",
        "승객들이 부두에서 첫 배를 기다리고 있다.",
    ],
)
def test_a_sentence_with_the_signs_of_a_credit_is_no_caption(line: str) -> None:
    assert not captions([PARAGRAPHS[0], line, PARAGRAPHS[1]])


@pytest.mark.parametrize(
    "ending",
    [
        "The ferry will sail on Monday.\n(dpa)",
        "The ferry will sail again on Monday morning. (Reuters)",
        "The ferry will sail again on Monday morning. (Ann Lee/Reuters)",
    ],
)
def test_the_last_sentence_before_an_agencys_name_is_no_caption(ending: str) -> None:
    assert ending.split("\n", maxsplit=1)[0] in kept(clean(f"{ARTICLE}\n\n{ending}"))


@pytest.mark.parametrize("text", ["Photo: Ann Lee", "The ferry is back. Photo: Ann Lee"])
def test_a_text_that_is_a_caption_alone_is_kept(text: str) -> None:
    assert kept(clean(text)) == [text]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        pytest.param(["The ferry is back", "Photo: Ann Lee", *PARAGRAPHS], 0, id="a headline"),
        pytest.param(
            [PARAGRAPHS[0], "“We were cut off,” she said.", "Photo: Ann Lee", *PARAGRAPHS[1:]],
            1,
            id="a quotation",
        ),
        pytest.param(
            [PARAGRAPHS[0], "6. Take the jars out and let them cool", "© Ann Lee", *PARAGRAPHS[1:]],
            1,
            id="the last step of a recipe",
        ),
    ],
)
def test_what_stands_above_a_credit_and_is_no_caption(lines: list[str], place: int) -> None:
    assert place not in captions(lines)


def test_pictures_do_not_make_a_clean_text_a_page() -> None:
    pictures = "\n\n".join(f"Step {n} of the work at the yard. Photo: Ann Lee" for n in "123")
    assert kept(clean(f"{pictures}\n\n{ARTICLE}\n\nThat is all.")) == [*PARAGRAPHS, "That is all."]


def test_a_long_paragraph_above_a_credit_is_no_caption() -> None:
    assert captions([LONG, "Photo: Ann Lee", PARAGRAPHS[2]]) == {1: CREDIT}


def test_what_stands_between_all_paragraphs_hides_none_of_them_from_the_model() -> None:
    label = "Article content"
    lines = [line for text in PARAGRAPHS * 3 for line in ("", label, f"{text} It is so.")]
    pieces = cut("\n".join(lines), built_in("en"), everywhere=False)
    assert {pieces[place].text for place in placeholders(pieces)} == {label}
    alone = [piece for piece in pieces if piece.text != label]
    beside = list(zip(pieces, judge(pieces), strict=True))
    assert [told for piece, told in beside if piece.text != label] == judge(alone)
    assert {told.article for piece, told in beside if piece.text == label} == {False}


def test_a_label_between_teasers_is_no_placeholder() -> None:
    lines = [*PARAGRAPHS, *(line for teaser in TEASERS * 2 for line in ("Advertisement", teaser))]
    assert placeholders(cut("\n".join(lines), built_in("en"), everywhere=True)) == set()


@pytest.mark.parametrize(
    ("label", "times", "others"),
    [
        pytest.param("Article content", 3, 3, id="it comes three times"),
        pytest.param("Article content", 4, 30, id="it is one line in eight"),
        pytest.param("The harbour at dawn", 9, 9, id="no rule knows it"),
    ],
)
def test_what_is_no_placeholder(label: str, times: int, others: int) -> None:
    lines = [*[label] * times, *(f"{PARAGRAPHS[number % 3]} {number}." for number in range(others))]
    assert placeholders(cut("\n".join(lines), built_in("en"), everywhere=True)) == set()
