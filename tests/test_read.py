"""read: what a source's bytes become."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import InputError
from summarize.read import read_bytes, read_path, read_text
from summarize.read.html import extract
from summarize.read.marks import (
    restore_quotation_marks,
    return_quotation_marks,
    turn_quotation_marks,
)
from summarize.read.normalise import unwrap
from summarize.read.repair import repair_mojibake

FRENCH = "Le café était fermé à Noël, a dit l’élève. Les députés ont voté la loi hier soir. " * 3


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_a_text_reads_the_same_in_any_encoding(encoding: str, named: str) -> None:
    article = read_bytes(FRENCH.encode(encoding), "article.txt")
    assert article.text == FRENCH.strip()
    assert article.encoding == named


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Правительство объявило о новых мерах. Закон вступит в силу завтра, сообщил министр.",
            "cp1251",
        ),
        (
            "Правительство объявило о новых мерах. Закон вступит в силу завтра, сообщил министр.",
            "koi8_r",
        ),
        (
            "Rząd przyjął wczoraj ustawę. Posłowie głosowali późną nocą, powiedział rzecznik.",
            "cp1250",
        ),
        ("東京で昨日会議が開かれました。首相は新しい計画を発表しました。", "shift_jis"),
        ("政府昨天公布了新的政策，总理在记者会上说明了计划。", "gb18030"),
    ],
)
def test_other_scripts_are_recognised(text: str, encoding: str) -> None:
    assert read_bytes((text * 4).encode(encoding), "x").text == text * 4


def test_a_few_damaged_bytes_do_not_change_the_encoding() -> None:
    article = read_bytes(FRENCH.encode() + b"\xff fin.", "x")
    assert article.text.endswith("\ufffd fin.")
    assert article.encoding == "utf-8"
    assert article.repairs == ("1 character that could not be decoded",)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(
            "Müller came home".encode() + b" \x92 late.", "Müller came home \ufffd late.", id="one"
        ),
        pytest.param("Müller at the caf".encode() + b"\xc3", "Müller at the caf\ufffd", id="cut"),
        pytest.param(
            b"Mon\xed\xa0\xbdday by \xc3\x96kafor.", "Mon\ufffdday by Ökafor.", id="half a pair"
        ),
        pytest.param(b"Monday \xed\xa0\xbd\xed\xb8\x80.", "Monday \U0001f600.", id="CESU-8"),
    ],
)
def test_one_sound_character_tells_damaged_utf8(data: bytes, text: str) -> None:
    article = read_bytes(data, "x")
    assert (article.text, article.encoding) == (text, "utf-8")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7 and so on", "PDF"),
        (b"PK\x03\x04 and so on", "zip"),
        (b"\x89PNG\r\n", "picture"),
        (bytes(range(256)) * 8, "binary"),
        (b"some text \x00\x00\x00\x00 with zeros", "binary"),
    ],
)
def test_what_is_not_text_is_named(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=rf"^a\.bin: .*{told}"):
        read_bytes(data, "a.bin")


def test_paths_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_path(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder"):
        read_path(tmp_path)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\u00a0b\tc  d\u3000e", "a b c d e"),
        ("co\u00adoper\u200bate\ufeff", "cooperate"),
        ("\x1b[31mred\x1b[0m \x1b]0;title\x07text\x1b[2J", "red text"),
        ("\x1b]0;never ended and on goes the text", "]0;never ended and on goes the text"),
        ("bell\x07 and\x00 null", "bell and null"),
        ("left\u202eright", "leftright"),
        ("pre\u200dfix \u200d", "prefix"),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        (" \n\n\n\n one \n \n\n two \n", "one\n\ntwo"),
    ],
)
def test_nothing_invisible_is_left(dirty: str, clean: str) -> None:
    assert read_text(dirty).text == clean


@given(st.text())
def test_nothing_read_can_act_upon_a_terminal(text: str) -> None:
    once = read_text(text).text
    assert not any((c < " " and c != "\n") or "\x7f" <= c <= "\x9f" for c in once)
    assert "  " not in once
    assert "\n\n\n" not in once


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (
            "the plan.”We begin today,” he said, “at last.”",
            "the plan.“We begin today,” he said, “at last.”",
        ),
        ("“It works.””This is new,” she said.", "“It works.”“This is new,” she said."),
        (
            "He said: “Go now“ and left. “Yes,” she said.",
            "He said: “Go now” and left. “Yes,” she said.",
        ),
    ],
)
def test_marks_turned_the_wrong_way_are_turned(wrong: str, right: str) -> None:
    assert turn_quotation_marks(wrong)[0] == right


@pytest.mark.parametrize(
    "text",
    [
        "“Together,” he said. “We can.”He left.",
        "„Das ist gut“, sagte er. „Wir gehen.“ Die „Zeit“ schrieb ”mehr”.",
        "”Det är bra”, sade hon.",  # Swedish opens with the closing mark
        "“A first paragraph that goes on.\n“And ends here,” he said.",
        "A board of 6”x4” and a “quoted” word.",
    ],
)
def test_marks_that_are_right_stay(text: str) -> None:
    assert turn_quotation_marks(text) == (text, 0)


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("The cafÃ© was closed.", "The café was closed."),
        ("He saidâ€”againâ€”that itâ€™s over.", "He said—again—that it’s over."),
        ("РџСЂРёРІРµС‚, РјРёСЂ", "Привет, мир"),
        ("OtevĹ™enĂ­ ÄŤeskĂ©ho parlamentu", "Otevření českého parlamentu"),
    ],
)
def test_mojibake_is_undone(broken: str, mended: str) -> None:
    assert repair_mojibake(broken) == (mended, 1)


@pytest.mark.parametrize(
    "text",
    [
        "L’Île-de-France, où « l’été » était à Âge égal.",
        "Das MÜßTE reichen: ÄÖÜ, FÄRÖER.",
        "Привет, мир. РСФСР — это СССР.",
        "A plain text — with “marks” and £5.",
    ],
)
def test_what_is_not_mojibake_stays(text: str) -> None:
    assert repair_mojibake(text) == (text, 0)


WRAPPED = """\
The council voted on Tuesday to close the old bridge to all traffic
for the whole of the summer, a decision that divides the small town
and its many neighbours on the other side of the wide brown river.

Traders fear for their business in a season that brings most of the
visitors to the region, and they want the council to pay for a boat
until the work is done. The mayor promised to think about the idea.
"""


def test_hard_wrapped_paragraphs_become_lines() -> None:
    lines = read_text(WRAPPED).text.split("\n\n")
    assert [line.split()[0] for line in lines] == ["The", "Traders"]
    assert "traffic for the whole" in lines[0]
    assert not any("\n" in line for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "A short line.\nAnother short line of the text.\nA third one here.\nAnd the last one of all.\nEnd.",
        "Roses are red,\nviolets are blue,\nsugar is sweet,\nand so are you,\nsays the poet to his friend.",
        "\n".join(
            f"The sentence with the number {n} stands on a line of its own here." for n in range(9)
        ),
    ],
)
def test_lines_that_an_author_ended_stay(text: str) -> None:
    assert unwrap(text) == text


@pytest.mark.parametrize(
    ("strict", "wide", "taken"),
    [
        (150, 2000, "strict"),  # enough words: not compared
        (30, 60, "strict"),  # a short article, with a box less
        (30, 200, "wide"),  # nearly the whole article is gone
        (0, 20, "wide"),
    ],
)
def test_a_page_is_read_strictly_unless_that_loses_the_article(
    monkeypatch: pytest.MonkeyPatch, strict: int, wide: int, taken: str
) -> None:
    def extraction(_data: bytes, *, favor_precision: bool = False, **_: bool) -> SimpleNamespace:
        text = " ".join(["strict"] * strict if favor_precision else ["wide"] * wide)
        return SimpleNamespace(text=text, title=None, author=None, date=None)

    monkeypatch.setattr("trafilatura.bare_extraction", extraction)
    assert extract(b"<html></html>", "page.html")[0].split()[0] == taken


@pytest.mark.parametrize(
    ("slipped", "mended"),
    [
        (
            'She said: "We stay.\n"The mill is old.\nIt rained.',
            'She said: "We stay."\nThe mill is old.\nIt rained.',
        ),
        (
            'She said: "We stay.\n"The mayor wrote, "Good luck."',
            'She said: "We stay."\nThe mayor wrote, "Good luck."',
        ),
        (
            'She said: "We stay.\n"The mayor wished her luck. "You stay," he said.',
            'She said: "We stay."\nThe mayor wished her luck. "You stay," he said.',
        ),
        (
            'She said: "We stay.\n"The mayor came. "Who leaves?" He asked: "Who?\nNobody did.',
            'She said: "We stay."\nThe mayor came. "Who leaves?" He asked: "Who?\nNobody did.',
        ),
    ],
)
def test_closing_marks_that_slipped_to_the_next_line_go_back(slipped: str, mended: str) -> None:
    article = read_text(slipped)
    assert article.text == mended
    assert article.repairs == ("1 closing quotation mark brought back to its line",)


@pytest.mark.parametrize(
    "text",
    [
        '"We stay.\n"We have always stayed," she said.',  # a speech of two paragraphs
        '"We stay.\n"We have always stayed.\n"And we will," she said.',
        '"We stay," she said.\n"We have always stayed.\nIt rained.',
        'He said: "We need more.\n"They go on like this.\nAdvertisement\n"And so on.',
        'He said: "We need more.\n"They go on like this.\n\n“And so on,” he said.',
        '"We saw it.\n"Nobody laughed. "Jaws" had them all in tears," she said.',
        'He said: "I left.\n"It rained. "Go home," my father said, and I did," Reed said.',
        'The door is 30" wide.\n"We know," she said.',
    ],
)
def test_marks_that_open_the_next_paragraph_stay(text: str) -> None:
    assert return_quotation_marks(text) == (text, 0)


@pytest.mark.parametrize(
    ("lost", "mended"),
    [
        (
            'They were "witnesses? to it. "Never,? he said.',
            'They were "witnesses" to it. "Never," he said.',
        ),
        (
            'It was "in a bar,?? she said. Asked "who are you?? he left.',
            'It was "in a bar," she said. Asked "who are you?" he left.',
        ),
        ('It is "big?, "small?; ("old?) and "new?.', 'It is "big", "small"; ("old") and "new".'),
        (
            'The "club? – a hall – is "too far.??\nHe left.',
            'The "club" – a hall – is "too far."\nHe left.',
        ),
        (
            'They are "baseless and absurd?.\n"We took no notice," he said.',
            'They are "baseless and absurd".\n"We took no notice," he said.',
        ),
        (
            '"Who told you?? He is "unsafe? in Leeds.\n"We know," he said. "Never,? she said.',
            '"Who told you?" He is "unsafe" in Leeds.\n"We know," he said. "Never," she said.',
        ),
        (
            'She was "big?, he said.\n"Who told you?? He would not say. They took "selfies? Then they left.',
            'She was "big", he said.\n"Who told you?" He would not say. They took "selfies" Then they left.',
        ),
    ],
)
def test_question_marks_where_closing_marks_were_lost_are_closing_marks(
    lost: str, mended: str
) -> None:
    article = read_text(lost)
    assert article.text == mended
    assert "put back for question marks" in article.repairs[0]


@pytest.mark.parametrize(
    "text",
    [
        '"Who knows? maybe she will," he said.',
        '"Why?," the mayor asked. "Is it true?" "No?". He asked "why?", then left.',
        '"What?? Never!" he said.',
        "Why? he asked. Who's there?? nobody",
        'He asked: "Is it true? Nobody knows.',
        'The door is 30" wide? and old.',
        # a speech of several paragraphs
        '"How do we keep mills in the U.S.? We need more.\n"We do," she said.',
        '"Do we stay at home? or do we go abroad? I say so.\n"We stay," she said.',
        'She said: "Do we stay? or do we go?\n"We stay," she said.',
        'She said: "Do I miss it? (Laughs) Of course I do.\n\n"But no," she said.',
        '"And what about the mill?? That is open.\n"We stay," she said.',
        'She said: "Why? Because we must.\n"And we do," she said.',
        'He told them "so what? I will go.\nAdvertisement\n"And I stay."',
        'They wonder "who is next? Nobody knows.\nThe end.',
        'She told them "why wait? We have waited.\n"Now is the time," she said.',
        'She asked "do we stay? or do we go? Nobody can tell us.\n"We stay," she said.',
        'Reed said "really?? I could not believe it.\n"I called," he said.',
        '"Where were you? (Pause) I asked.\nHe said nothing.',
        '"What is this?? That is what I thought.\nAdvertisement\n"Then I left," she said.',
        '"Are you sure? or not,” he said. "Yes," she said.',
        'She asked "What now? It is late. Do we stay?.\n"We stay," she said.',
        '"We don?t know what comes. They can?t say.',
        'He asked "What about the U.S.?” and left.',
        'See "https://example.com/page?id=3 for more',
        '"Shall I go?\nshall I stay?\nshall I never come back?" she sang.',
    ],
)
def test_question_marks_of_questions_stay(text: str) -> None:
    assert restore_quotation_marks(text) == (text, 0)
