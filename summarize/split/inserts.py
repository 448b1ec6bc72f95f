"""What a page put between two sentences and glued to the second: "WHAT HAPPENED NEXTThe court", "(Scorecard)Lee".

Decides where an insert ends and the sentence after it begins: a heading in capitals, a link in brackets, and
the end of a post that was embedded from a social network. Leaves it to `boundaries` where the sentence before
it ends, and to the choice of sentences that an insert is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CAPITAL = "A-ZÀ-ÖØ-Þ"
# Two words in capitals or more, the last one of three letters at least, and a word that begins as a sentence does. A
# lone "s" makes a plural ("the US NGOs").
_HEADING = (
    rf"(?:[{_CAPITAL}][{_CAPITAL}'’&-]{{0,30}},? ){{1,9}}[{_CAPITAL}]{{3,30}}"
    rf"(?=[{_CAPITAL}](?:[a-zß-ÿ]{{2}}|[a-rt-z]\b))"
)
# "(S)He" and "(Anti)Trust" are words; a sentence in brackets has its own end mark.
_BRACKET = rf"\([^()]{{4,200}}[^().!?…]\)(?=[\"“'‘]?[{_CAPITAL}])"
_AT_THE_HEAD = re.compile(f"{_HEADING}|{_BRACKET}")
# "pic.twitter.com/" and "https://t.co/" with their ten characters, "Ann Lee (@annlee) July 23, 2017", "A post
# shared by Ann Lee (@annlee) on Jul 23, 2017 at 6:34am PDT": forms of Twitter and Instagram.
_POST_END = re.compile(
    r"(?P<post>(?:pic\.twitter\.com/\w{10}|https://t\.co/\w{10}"
    r"|\(@\w{1,20}\) [A-Z][a-z]{2,8} \d{1,2}, \d{4}"
    r"|\(@[\w.]{1,30}\) on [A-Z][a-z]{2} \d{1,2}, \d{4} at \d{1,2}:\d\d[ap]m P[DS]T)\??)"
    rf" ?(?=[\"“'‘(]?[{_CAPITAL}])"
)
_POST_SIGNS = ("pic.twitter.com/", "https://t.co/", "(@")


def cut_off(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of a text, with what is glued to a sentence's head as a span of its own."""
    posts = ("/" in text or "@" in text) and any(map(text.__contains__, _POST_SIGNS))
    # Nearly every sentence begins with a mark or has a small second letter, and no insert does.
    looked_at = [
        number
        for number, (begin, _) in enumerate(spans)
        if posts or not (text[begin + 1 : begin + 2].islower() or text[begin] in '"“')
    ]
    for number in reversed(looked_at):
        pieces = list(_pieces(text, *spans[number], posts))
        if len(pieces) > 1:
            spans[number : number + 1] = pieces
    return spans


def _pieces(text: str, begin: int, end: int, posts: bool) -> Iterator[tuple[int, int]]:
    while head := _AT_THE_HEAD.match(text, begin, end):
        yield begin, head.end()
        begin = head.end()
    for post in _POST_END.finditer(text, begin, end) if posts else ():
        yield begin, post.end("post")
        begin = post.end()
    yield begin, end
