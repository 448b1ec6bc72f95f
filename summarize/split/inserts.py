"""What a page put between two sentences and glued to the second: "WHAT HAPPENED NEXTThe court", "(Full card)Lee".

Decides where an insert ends and the sentence after it begins: a heading in capitals, a link in brackets, one
after words such as "Also read:", and the end of a post that was embedded from a social network. Leaves it to
`boundaries` where the sentence before it ends, and to the choice of sentences that an insert is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarize.split.rules import Rules

_CAPITAL = "A-ZÀ-ÖØ-Þ"
# Words in capitals, and a word that begins as a sentence does. A lone "s" makes a plural ("the US NGOs").
_HEADING = re.compile(
    rf"(?:[{_CAPITAL}][{_CAPITAL}'’&-]{{0,30}},? ){{1,9}}[{_CAPITAL}]{{3,30}}"
    rf"(?=(?P<word>[{_CAPITAL}](?:[a-zß-ÿ]{{2,30}}|[a-rt-z]))\b)"
)
# The same, or one long word ("NASA" is a name), and a quotation.
_BEFORE_QUOTATION = re.compile(
    rf"(?:(?:[{_CAPITAL}][{_CAPITAL}'’&-]{{0,30}},? ){{1,9}}[{_CAPITAL}]{{3,30}}|[{_CAPITAL}]{{6,30}})"
    rf"(?=[\"“][{_CAPITAL}][a-zß-ÿ’' ])"
)
# Names are written so too ("THE HBOMax show"): where no word that opens sentences follows, a heading has more words,
# or its last one is longer than an abbreviation.
_FEW, _MANY, _LONG = 2, 4, 5
# Several words: "(S)He" and "(Vize-)Kanzler" are one. A sentence in brackets has its own end mark.
_BRACKET = re.compile(rf"\([^() ]{{1,60}} [^()]{{1,160}}[^().!?…-]\)(?=[\"“'‘]?[{_CAPITAL}])")
# "pic.twitter.com/" and "https://t.co/" with their ten characters, "Ann Lee (@annlee) July 23, 2017", "A post
# shared by Ann Lee (@annlee) on Jul 23, 2017 at 6:34am PDT": forms of Twitter and Instagram.
_POST_END = re.compile(
    r"(?P<post>(?:pic\.twitter\.com/\w{10}|https://t\.co/\w{10})(?:\?(?= )|(?=\S))"
    r"|\(@\w{1,20}\) [A-Z][a-z]{2,8} \d{1,2}, \d{4}\??"
    r"|\(@[\w.]{1,30}\) on [A-Z][a-z]{2} \d{1,2}, \d{4} at \d{1,2}:\d\d[ap]m P[DS]T)"
    rf" ?(?=[\"“'‘(]?[{_CAPITAL}])"
)
_POST_SIGNS = ("pic.twitter.com/", "https://t.co/", "(@")
# Where the title of another article may end: "a mill in LeedsThe town", 'the mill leaks"It burnt," he said'.
_TITLE_END = re.compile(
    rf"(?<![^\W_])(?P<last>[{_CAPITAL}]?[a-zß-ÿ\d]{{1,40}})(?P<mark>[)%?!”]?)"
    rf"(?=(?P<word>[{_CAPITAL}][a-zß-ÿ]*)(?P<whole>[\s,'’])?|[\"“][{_CAPITAL}])"
)
_LONGEST_TITLE = 300  # characters, with the label
_TITLE = 2  # words of a title, at least, before its last one
_YEAR = re.compile(r"\d{3,}")
_TELLING = 3  # letters of a word that ends no name's first half ("LinkedIn", "deGrom")


def cut_off(text: str, spans: Iterable[tuple[int, int]], rules: Rules) -> list[tuple[int, int]]:
    """The spans of a text, with what is glued to a sentence's head as a span of its own."""
    posts = ("/" in text or "@" in text) and any(map(text.__contains__, _POST_SIGNS))
    found: list[tuple[int, int]] = []
    for span in spans:
        # Nearly every sentence begins with a mark or has a small second letter, and of inserts only links do.
        begin = span[0]
        plain = text[begin + 1 : begin + 2].islower() or text[begin] in '"“'
        if posts or not plain or (rules.link and rules.link.match(text, begin)):
            found.extend(_pieces(text, *span, posts, rules))
        else:
            found.append(span)
    return found


def _pieces(
    text: str, begin: int, end: int, posts: bool, rules: Rules
) -> Iterator[tuple[int, int]]:
    while head := (
        _end(_BRACKET.match(text, begin, end))
        or _end(_BEFORE_QUOTATION.match(text, begin, end))
        or _end(_heading(text, begin, end, rules.openers))
        or _link(text, begin, end, rules)
    ):
        yield begin, head
        begin = head
    for post in _POST_END.finditer(text, begin, end) if posts else ():
        yield begin, post.end("post")
        begin = post.end()
    yield begin, end


def _end(found: re.Match[str] | None) -> int:
    return found.end() if found else 0


def _link(text: str, begin: int, end: int, rules: Rules) -> int:
    """Where the title after "Also read:" ends and something else begins; 0 where that cannot be told."""
    label = rules.link.match(text, begin, end) if rules.link else None
    if label is None:
        return 0
    for found in _TITLE_END.finditer(text, label.end(), min(end, begin + _LONGEST_TITLE)):
        words = text.count(" ", label.end(), found.start())
        if _ends_title(found, words, rules) and text.count('"', begin, found.end()) % 2 == 0:
            return found.end()
    return 0


def _ends_title(found: re.Match[str], words: int, rules: Rules) -> bool:
    """Whether a capital after a small letter or digit is no part of a name, as it is in "YouTube" and "5G".

    ``words`` stand before: hardly any title is so short, but names that begin small may come first ("easyJet").
    """
    last, word = found["last"], found["word"]
    if not word or (rules.link and rules.link.match(found.string, found.end())):
        return True  # a quotation, or another link
    if not found["whole"] or (len(word) == 1 and word.lower() not in rules.openers):
        return False
    if found["mark"] or word == last or _YEAR.fullmatch(last):
        return True
    if len(last) >= _TELLING and last[0].islower() and words >= _TITLE:
        return True
    return len(word) >= _TELLING and word.lower() in rules.openers


def _heading(text: str, begin: int, end: int, openers: frozenset[str]) -> re.Match[str] | None:
    found = _HEADING.match(text, begin, end)
    if found is None:
        return None
    words = [word for word in found[0].split() if len(word) > 1]
    sure = found["word"].lower() in openers or len(words[-1]) >= _LONG
    return found if len(words) >= (_FEW if sure else _MANY) else None
