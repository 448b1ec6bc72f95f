"""What speaks to the reader in an article that does not: the polite register of Japanese and Korean.

Decides which lines at either end of an article are the page's own by the forms of their verbs. News is written
in the plain register ("発表した。", "밝혔다."), what a page says of itself in the polite one ("ご覧ください。",
"있습니다."); outside of quotations no article mixes them. One that is polite throughout, as blogs and broadcasts
are, loses nothing. Leaves other languages, which have no such forms, to ``classify``.

Of 227 labelled pages, in three forms each, eight of four Japanese papers get better by .15 in the mean, and none
worse; of 2,133 pages of two collections, none of them Japanese or Korean, none changes.
"""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The reason of what is found here.
REGISTER = "speaks to the reader"

_PARAGRAPH = 90  # characters of a paragraph, at least
_PLAIN = 3  # times as much in plain paragraphs as in polite ones makes a plain article
_TAIL = 12  # characters at the end of a line that tell its register

#: Syllables that end in the consonant of "합니다"; "아니다" is plain.
_CLOSED = "".join(map(chr, range(0xAC00 + 17, 0xD7A4, 28)))
_POLITE = re.compile(
    r"(?:(?:です|ます|ません|でした|ました|ましょう|でしょう|ください|下さい)[かねよ]{0,2}"
    rf"|[{_CLOSED}]니[다까]|[세해예어아네나까]요|십시오)[。.!?！？]?\Z"
)
#: Where a sentence ends in a verb or an adjective, polite or not.
_VERB = re.compile(r"[うくぐすつぬぶむるただいんねよ]。|다\.")
_STOPS = ("。", "다.")
_DOTS = ("...", "…")
_SENTENCE = (*_STOPS, "」", ".")


def polite(lines: Sequence[str], own: Sequence[bool]) -> list[int]:
    """The places of the article's lines at either end that are polite where it is plain, and what is beyond them.

    What stands right above the first of them and is no sentence, a heading, goes too. ``own`` says which lines are
    taken for the article's.
    """
    places = list(compress(range(len(own)), own))
    paragraphs = [lines[place] for place in places if len(lines[place]) >= _PARAGRAPH]
    if sum(map(len, filter(_is_plain, paragraphs))) <= _PLAIN * sum(
        map(len, filter(_is_polite, paragraphs))
    ):
        return []
    plain = [number for number, place in enumerate(places) if _is_plain(lines[place])]
    above, below = places[: plain[0]], places[plain[-1] + 1 :]
    return [*_from_polite(lines, above[::-1]), *_from_polite(lines, below)]


def _from_polite(lines: Sequence[str], outward: Sequence[int]) -> Sequence[int]:
    """Those of the places from the first polite line on, and from its heading; none without such a line."""
    first = next((number for number, place in enumerate(outward) if _is_polite(lines[place])), None)
    if first is None:
        return []
    while first and not lines[outward[first - 1]].endswith(_SENTENCE):
        first -= 1
    return outward[first:]


def _is_polite(line: str) -> bool:
    """Whether a line ends in the polite register, with a full stop or without."""
    return _POLITE.search(line, max(0, len(line) - _TAIL)) is not None


def _is_plain(line: str) -> bool:
    """Whether a line has sentences in the plain register, and neither ends in the polite one nor breaks off."""
    return (
        any(stop in line for stop in _STOPS)
        and _VERB.search(line) is not None
        and not (_is_polite(line) or line.endswith(_DOTS))
    )
