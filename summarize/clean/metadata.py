"""What a text says about itself: title, author, date, agency, and the place of its dateline.

Decides how bylines, date lines and datelines are read. Leaves it to ``rules`` and ``segment`` to
find where they stand: this module is given blocks that are already labelled.
"""

from __future__ import annotations

import re
from datetime import date
from math import sqrt
from typing import TYPE_CHECKING

from summarize.clean.captions import CAPTION, CREDIT
from summarize.clean.edges import HEADLINE
from summarize.clean.line import prose, terms, tokens_of, words_in
from summarize.model import ARTICLE_KINDS, Kind, Metadata
from summarize.words import is_spaceless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.model import Block

#: The reason of a block that holds a dateline.
DATELINE = "dateline"

_AGENCIES = (
    "AP|Associated Press|Reuters|Thomson Reuters|AFP|CNN|UPI|Bloomberg|dpa|DPA|APA|KNA|epd|SID|"
    "EFE|ANSA|TASS|Interfax|PTI|ANI|IANS|Xinhua|Kyodo|Yonhap|ANP|Belga|TT|NTB|Ritzau|STT|PAP|"
    "ČTK|MTI|Lusa|AAP|PA|Press Association|Kyiv Independent|BBC|Deutsche Welle|DW"
)
_AGENCY = rf"\((?P<agency>(?:{_AGENCIES})(?:/(?:{_AGENCIES}))?)\)"
_PLACE = r"[^\W\d_][\w.'’-]{1,24}(?: [^\W\d_][\w.'’-]{0,24}){0,3}"
# Patterns are compiled when a text first needs them, since few do and start-up counts.
# "WASHINGTON (AP) — ", "LONDON, March 3 (Reuters) - ", "Berlin (dpa) – ", "(CNN) -- "
_WITH_AGENCY = (
    rf"(?:(?P<place>{_PLACE}(?:[,/] ?{_PLACE})?)(?:, [^()\n]{{3,24}})? ?)?"
    rf"{_AGENCY}"
    # A dash follows; or the sentence does, glued to it: "(CNN)It rained".
    r"(?: ?(?:[—–-]{1,2}|:) ?(?=\S)|(?=[A-ZÀ-Þ“\"‘]))"
)
# "KYIV, Ukraine — ": a place in capitals and a long dash
_PLACE_ONLY = (
    r"(?P<place>[A-ZÀ-ÞΑ-ΩА-Я][A-ZÀ-ÞΑ-ΩА-Я.'’-]{2,24}(?: [A-ZÀ-ÞΑ-ΩА-Я.'’-]{2,24}){0,2}"
    r"(?:, [A-ZÀ-Þ][\w.]{1,20}(?: [A-ZÀ-Þ][\w.]{1,20})?)?) ?(?:—|–|--) ?(?=\S)"
)
# "New Delhi, Jul 26 (PTI) The", "Phulbani (Odisha), Jan 17 (PTI) The": with a date no dash is needed. A byline or
# the end of a headline may be glued to it ("on Monday: police By Ann Lee New York, Jul 14 (PTI) A man"): where
# those end cannot be told, but they begin so or small, and no sentence ends in them, nor a weekday before a comma.
_OPENS = r" ?(?=[\"“‘']?[A-ZÀ-Þ])"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(map(str.capitalize, _MONTHS))})[a-z]{{0,6}}\.?"
_WITH_DATE = (
    rf"(?!By |From |[a-zß-ÿ])(?P<place>{_PLACE}(?:/{_PLACE})?)(?<!day)(?: ?\([^()]{{2,24}}\))?, "
    rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}}\.? [^\W\d_]{{3,9}})(?:, \d{{4}})? ?{_AGENCY}{_OPENS}"
)
_AFTER_HEADLINE = (
    r"(?=By |From |[a-zß-ÿ])(?:[^.!?]|(?<=[A-Z])\.(?= )|[.!?](?! )){3,110}?(?<!day), "
    rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}) ?{_AGENCY}{_OPENS}"
)
_LONGEST = 160  # characters of a line in which a dateline must end

#: A headline is looked for in so many blocks above the article, by the stems of its first ones.
_ABOVE = 20
_OPENING = 12
_LONG_WORD, _STEM = 4, 5  # letters
_FEWEST, _MOST = 3, 18  # words of a headline
_NO_TITLE = frozenset({Kind.METADATA, Kind.REQUEST, Kind.LIST_ITEM})
_SHARE = 0.34  # of its stems, that the article has

_BYLINE = r"(?i:by|von|par|por|di|door|av|af) (.{3,80})"
_ROLE = r"(?i),? (?:staff (?:writer|reporter)|reporter|correspondent|editor)$"
_ISO = r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b"
_DOTTED = r"\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b"
_DAY_MONTH = r"(?i)\b(\d{1,2}) ([a-z]{3})[a-z]{0,6}\.?,? ((?:19|20)\d\d)\b"
_MONTH_DAY = r"(?i)\b([a-z]{3})[a-z]{0,6}\.? (\d{1,2}),? ((?:19|20)\d\d)\b"


def dateline(line: str) -> re.Match[str] | None:
    """The dateline that a line begins with, or None."""
    head = line[:_LONGEST]
    found = None
    if "(" in head:
        found = re.compile(_WITH_AGENCY).match(line, 0, _LONGEST)
        found = found or re.compile(_WITH_DATE).match(line, 0, _LONGEST)
        found = found or re.compile(_AFTER_HEADLINE).match(line, 0, _LONGEST)
    if found is None and any(dash in head for dash in ("—", "–", "--")):
        found = re.compile(_PLACE_ONLY).match(line, 0, _LONGEST)
    return found


def find(blocks: Sequence[Block]) -> Metadata:
    """The metadata found in labelled blocks; the first of each kind counts."""
    author = published = agency = place = None
    for block in blocks:
        if block.kind is not Kind.METADATA:
            continue
        if block.reason == DATELINE and (found := dateline(block.text + " X")):
            place = place or found.groupdict().get("place")
            agency = agency or found.groupdict().get("agency")
        elif found := re.fullmatch(_BYLINE, block.text):
            author = author or re.sub(_ROLE, "", found[1])
        else:
            published = published or iso_date(block.text)
    return Metadata(_title(blocks), author, published, agency, place)


def _title(blocks: Sequence[Block]) -> str | None:
    """The heading of a text without anything above, or the line above that speaks most of what the article does.

    On a page the headline stands among labels and dates and is put aside with them; its words tell it from
    them. Where nothing above shares words, the article's first block, if it is a heading, or else what was put
    aside as one.
    """
    own = [number for number, block in enumerate(blocks) if block.kind in ARTICLE_KINDS]
    if not own:
        return None
    if own[0] == 0 and blocks[0].kind is Kind.HEADING:
        return blocks[0].text  # whatever its second line is
    begin = next((number for number in own if prose(blocks[number].text)), own[0])
    above = blocks[max(0, begin - _ABOVE) : begin]
    if not above:
        return None
    known = _stems(" ".join(blocks[number].text for number in own[:_OPENING] if number >= begin))
    likeness = [_likeness(block, known) for block in above]
    if (most := max(likeness)) > 0:
        return above[likeness.index(most)].text
    if blocks[own[0]].kind is Kind.HEADING:
        return blocks[own[0]].text
    return next((block.text for block in above if block.reason == HEADLINE), None)


def _likeness(block: Block, known: set[str]) -> float:
    """How much a line looks like the headline of a text with these stems, 0 if it does not.

    The share of its stems that the text has, times the root of their number: a standfirst has more of them,
    and not as many of its own. Of 1,090 pages of daniel, whose bodies begin with the title, 724 get it; with
    the number instead of its root six fewer, without it twelve.
    """
    text = block.text
    if (
        block.kind in _NO_TITLE
        or block.reason in (CAPTION, CREDIT)
        or text.endswith((".", ":", "。", "："))
    ):
        return 0.0
    if not _FEWEST <= words_in(text) <= _MOST:
        return 0.0
    stems = _stems(text)
    shared = len(stems & known)
    share = shared / (len(stems) or 1)
    return round(share * sqrt(shared), 9) if shared > 1 and share >= _SHARE else 0.0


def _stems(text: str) -> set[str]:
    """The stems of the longer words, and each two signs of scripts without spaces."""
    return {
        term[:_STEM]
        for term in terms(tokens_of(text))
        if len(term) >= _LONG_WORD or is_spaceless(term)
    }


def iso_date(text: str) -> str | None:
    """The first date in a text as ``YYYY-MM-DD``, or None; 03/04/2021 is no date: it has two."""
    if found := re.search(_ISO, text):
        return _date(found[1], found[2], found[3])
    if found := re.search(_DOTTED, text):
        return _date(found[3], found[2], found[1])
    if (found := re.search(_DAY_MONTH, text)) and found[2].lower() in _MONTHS:
        return _date(found[3], str(_MONTHS.index(found[2].lower()) + 1), found[1])
    if (found := re.search(_MONTH_DAY, text)) and found[1].lower() in _MONTHS:
        return _date(found[3], str(_MONTHS.index(found[1].lower()) + 1), found[2])
    return None


def _date(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
