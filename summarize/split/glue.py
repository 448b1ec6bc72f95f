"""Sentences run together without a space, as scraped pages have them: "together.He", "us.”This".

Decides whether an end mark directly before a letter or digit ends a sentence: a capital after a
word does; the dots of "U.S.", "Ph.D.", "St.Gallen", "Node.js", addresses and file names do not.
Words without any mark between them ("FacebookFollow") are left alone.
"""

from __future__ import annotations

import re

from summarize.split.abbreviations import kind
from summarize.split.candidate import WINDOW, Candidate
from summarize.split.marks import ELLIPSIS, OPENERS, PLAIN, TURNING
from summarize.split.quotations import closes
from summarize.split.rules import Dot

_FILE_ENDINGS = {"com", "net", "org", "edu", "gov", "info", "biz", "js", "ts", "md", "py", "pdf"}
_FILE_ENDINGS |= {"doc", "docx", "txt", "xls", "xlsx", "jpg", "jpeg", "png", "gif", "mp3", "mp4"}
_FILE_ENDINGS |= {"html", "htm", "php", "asp", "aspx", "exe", "zip", "css", "json", "xml", "csv"}
_TOKEN = re.compile(rf"[^\s@=({PLAIN}]*(@|=|\(\))?")
_CODE = re.compile(r"[A-Z]+\d+")
_DOMAIN = re.compile(r"[^\W_]\.[a-z]{2,4}$")
_NUMBER = re.compile(r"(\d{1,4}) ([^\W\d_])")


def cut(at: Candidate) -> int | None:
    """The end of the sentence at a candidate without white space after it, or None."""
    text = at.text
    quoted = at.place + len(at.mark) < at.stop or text[at.stop] in TURNING
    if text[at.stop] in TURNING and closes(text, at.stop):
        at.stop += 1
    _find_lead(at)
    if at.lead >= at.end or _is_address(at):
        return None
    if at.char.isdigit():
        return _before_number(at)
    if not at.char.isalpha() or at.char.islower():
        return None
    if quoted and at.rules.particles and text.startswith(at.rules.particles, at.stop):
        return None  # Korean: "갔다."라고 말했다
    if not at.char.isupper():
        return at.stop if _without_capitals(at) else None
    if " " in at.mark and not quoted:
        return None
    if at.mark != "." or quoted:
        return at.stop if len(at.token) > 1 or at.detached else None
    if not at.token:  # a closing quotation mark or a space stands before the full stop
        free = bool(at.raw_token) or at.opener
        return at.stop if free and len(at.word) > 1 else None
    return at.stop if _dot_ends(at) else None


def _find_lead(at: Candidate) -> None:
    """Skip opening marks, a dash, and the space that French sets after its marks."""
    text, lead = at.text, at.stop
    if text[lead] in "—–" and text[lead + 1 : lead + 2].isspace():
        lead += 2  # Russian papers: "ушёл.— Он"
    while lead < min(at.end, at.stop + 5) and (
        text[lead] in OPENERS or text[lead] in TURNING or (lead > at.stop and text[lead].isspace())
    ):
        lead += 1
    at.move(at.stop, lead)


def _is_address(at: Candidate) -> bool:
    """URLs, e-mail addresses and code: "search?Id=5", "jane.Doe@example.com", "foo.Bar()"."""
    left = at.raw_token
    right = _TOKEN.match(at.text, at.lead, min(at.end, at.lead + WINDOW))
    return "@" in left or "//" in left or (right is not None and right[1] is not None)


def _without_capitals(at: Candidate) -> bool:
    """Scripts without capitals: "했다.그는"; not Thai or Lao, which abbreviate like this."""
    if len(at.mark) > 1 or at.mark in ELLIPSIS or "\u0e00" <= at.char <= "\u0eff":
        return False
    return len(at.token) > 1 and len(at.word) > 1 and kind(at.token, at.previous, at.rules) is None


def _before_number(at: Candidate) -> int | None:
    """ "ended.1945 was" begins a sentence with a year; "ended.12 The" ends one with a note."""
    number = _NUMBER.match(at.text, at.lead, at.end)
    if number is None:
        return None
    left, note = at.token, number[2].isupper() and len(number[1]) < 4
    if left.endswith(")"):
        return number.end(1) if note else None
    word = len(left) > 2 and left.isalpha() and left[1:].islower()
    if not word or kind(left, at.previous, at.rules) or (left[0].isupper() and len(number[1]) < 4):
        return None
    return number.end(1) if note else at.stop if number[2].islower() else None


def _dot_ends(at: Candidate) -> bool:
    """One full stop between a token and a capital letter."""
    left, word, opener, after = at.token, at.word, at.opener, at.after_word
    if len(word) == 1 and not _word_of_one_letter(left, opener, after):
        return False
    if word.lower() in _FILE_ENDINGS and not (opener and after == " "):
        return False  # "Node.Js", "Example.Com"; but Portuguese "casa.Com isso"
    found = kind(left, at.previous, at.rules)
    if found is Dot.NAME or found is Dot.INSIDE:
        return False
    if found is Dot.CLOCK or found is Dot.END:
        return (opener or len(word) > 1) and word.lower() not in at.rules.days
    if left.isdigit():
        counted = at.previous[-1:] in tuple(",:;")  # "1.Bread, 2.Milk"
        return len(left) > 2 or (not counted and (opener or not at.rules.nouns))
    if found is Dot.MIDDLE or found is Dot.NUMBER:
        small_acronym = (
            "." in left and left.islower() and len(word) > 2
        )  # "a.s.Praha", never "U.S.Army"
        quoted = found is Dot.NUMBER and at.lead > at.stop
        return (opener and (len(word) == 1 or not word.isupper())) or small_acronym or quoted
    if "." in left and not opener:
        figure = left.replace(".", "").isdigit()
        return figure or (_DOMAIN.search(left) is not None and len(word) > 2 and after.isspace())
    return not (left.isupper() and word.isupper() and len(word) > 1)


def _word_of_one_letter(left: str, opener: bool, after: str) -> bool:
    """ "over.I went" and "over.U.S. troops" begin with a word; "J.K" and "X22.B" do not."""
    if after == ".":
        return left.islower() and len(left) > 3
    return opener and after.isspace() and len(left) > 1 and not _CODE.fullmatch(left)
