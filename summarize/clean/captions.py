"""The captions of pictures, told by the credit that comes with them.

Decides which lines are credits, which name a picture's maker ("Foto: Galerie am Hafen"), and which are
captions, which say what is to be seen in it: a caption ends in a credit, stands right above a line that
is one, or says who stands where ("Ann Lee (left)"). A caption reads as the article does, and says in other
words what the article says; nothing else gives it away. Leaves other captions to ``classify``.

Of the crops of 227 labelled pages, lines that end in a credit make 21 better and none worse, lines above
one 12 and none, and those with somebody's place three and none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from summarize import lexicon
from summarize.clean.kinds import MARK
from summarize.clean.line import prose, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

CREDIT = "picture credit"
CAPTION = "caption of a picture"

_WORDS = 40  # of the longest caption that ends in its credit
_ABOVE = 25  # words of the longest one above its credit; of longer lines there half are paragraphs
_ALONE = 8  # words of a credit that has a line of its own
_TAIL = 90  # characters of the longest credit, with what comes before it
# No credit is written without one of these; the last signs are in the Korean endings, and "Fot." is Polish.
_SIGN = re.compile(r"[©:|/(（＝=撮뉴스자로]|by |ot\.")
_QUOTATION = re.compile('["“”„«»「」]')


def captions(lines: Sequence[str]) -> dict[int, str]:
    """The places of credits and captions, with the reason; none if most lines would be.

    The first line of a text is its headline. Its last sentences may stand above an agency's name, or
    end in it, and somebody's words above a picture are no caption.
    """
    found: dict[int, str] = {}
    credit_below = prose_below = False
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        credit = _credit(line)
        alone = credit is not None and credit.start() == 0 and words_in(line) <= _ALONE
        if alone:
            found[place] = CREDIT
        elif credit is not None:
            if (prose_below or credit["labelled"]) and words_in(line) <= _WORDS:
                found[place] = CAPTION
        elif _sides(line) or (credit_below and prose_below and place and _may_be_caption(line)):
            found[place] = CAPTION
        credit_below = alone
        prose_below = prose_below or prose(line) > 0
    return found if 2 * len(found) <= len(lines) else {}


def _may_be_caption(line: str) -> bool:
    """Whether a line above a credit is short, nobody's words, and no item of a list."""
    return words_in(line) <= _ABOVE and not (_QUOTATION.search(line) or MARK.match(line))


def _credit(line: str) -> re.Match[str] | None:
    """The credit that a line ends in."""
    start = max(0, len(line) - _TAIL)
    return _pattern().search(line, start) if _SIGN.search(line, start) else None


@cache
def _pattern() -> re.Pattern[str]:
    known = lexicon.table(lexicon.COMMON, "credits")
    labels, makers, sources, endings = (
        "|".join(known[row]) for row in ("labels", "makers", "sources", "endings")
    )
    no_small = r"(?=[^\Wa-zß-ÿа-яё])"
    # A label in a sentence ("all that is left is a photo: a ship") has a small letter, and so has what
    # follows in a table ("Picture: bright and sharp"). What has a year after its sign is the page's
    # copyright line.
    label = rf"(?:\A|[(\[]|{no_small})(?:(?i:{labels})(?:(?i: by)?(?: ?[:|]| /)|(?i: by))|Fot\.)"
    maker = rf" ?(?!(?:19|20)\d\d)(?:{no_small}|{makers})\S(?:[^.!?]|(?<=[A-Z])\.){{1,60}}"
    labelled = rf"(?P<labelled>(?:[—–-] ?)?(?:©|{label}){maker})"
    after = r"(?:^|(?<=[\s.!?…\"”’»)。！？]))"
    ended = r"(?:^|(?<=[.!?…\"”’»])|(?<=[.!?…\"”’»] ))"
    # "(Ann Lee/Harbour Herald)"
    name = r"[^\W\d_a-zß-ÿа-яё][\w.'’-]{0,24}"
    signed = rf"{name}(?: {name}){{1,3}} ?/ ?{no_small}[^()/]{{2,40}}"
    return re.compile(rf"(?:{after}{labelled}|{ended}\((?:{sources}|{signed})\)|(?:{endings}))\Z")


def _sides(line: str) -> bool:
    """Whether a short line says of somebody where they stand in the picture."""
    return "(" in line and words_in(line) <= _WORDS and _side().search(line) is not None


@cache
def _side() -> re.Pattern[str]:
    sides = "|".join(lexicon.table(lexicon.COMMON, "credits")["sides"])
    return re.compile(rf"[^\W\d_] ?[(（](?:{sides})[)）]")
