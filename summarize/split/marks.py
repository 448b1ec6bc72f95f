"""The characters that end sentences, in every script, and the one pattern that finds candidates.

A candidate is a run of end marks with the closing marks and footnotes that belong to it. Whether a
sentence ends there is decided in `boundaries`.
"""

from __future__ import annotations

import re
from functools import lru_cache

LOUD = "!?"
ELLIPSIS = "…"
# Marks of scripts without capital letters: each ends a sentence wherever it stands. In this order:
# Chinese and Japanese with their half-width and small forms, danda of India, Arabic and Urdu,
# Armenian, Ethiopic, Burmese, Khmer, Tibetan, Syriac, Mongolian, Ol Chiki, Vai, Bamum, double.
PLAIN = "。！？｡﹒﹖﹗।॥؟۔։።፧፨။៕។༎܀܁܂᠃᠉᱾᱿꘎꘏꛳꛷⁇⁈⁉‼"
WIDE_STOP = "．"

CLOSERS = ")]}›」』】）》〉］〕｝〞〟＂"
OPENERS = "([{‹„‚「『【（《〈［〔｛〝¿¡"
# Marks that open in one language or position and close in another; `quotations.closes` tells which.
TURNING = "\"'“”‘’«»`"
BULLETS = "•⁃‣▪"
CONTINUING = ",;:，、；：–—"  # after one of these no sentence has ended


@lru_cache(maxsize=8)
def candidates(stop: str = ".", more: str = "") -> re.Pattern[str]:
    """The pattern of candidates; `stop` is the language's full stop, `more` its further marks.

    Groups: mark, tail (closing marks, further end marks, footnotes) and gap (white space). Linear
    on any text: no part takes a character that the part before it could have taken.
    """
    dot = re.escape(stop)
    marks = re.escape(LOUD + ELLIPSIS + PLAIN + WIDE_STOP + stop + more)
    closers = re.escape(CLOSERS)
    turning = re.escape(TURNING.replace("«", ""))
    return re.compile(
        rf"(?P<mark>[{marks}][{marks}]*(?:(?<={dot})(?: {dot}){{2,}}(?!\w))?)"
        rf"(?P<tail>(?:[{marks}{closers}]|[{turning}](?!\w)|«(?!\s?\w)|[ \u00a0\u202f]»(?![\w«]))*"
        r"(?: ?\[\d{1,3}\])*)"
        r"(?P<gap>\s*)"
    )
