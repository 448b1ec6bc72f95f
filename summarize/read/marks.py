"""Quotation marks that were damaged on their way: turned, lost, or slipped to the next line.

Decides which marks stand for others and where one stood. Each repair is counted, so that it can be reported.
"""

import re
from collections.abc import Iterable, Iterator

_MARK = re.compile("[“”]")


def turn_quotation_marks(text: str) -> tuple[str, int]:
    """Turn double quotation marks that point the wrong way; return the text and how many.

    A closing mark where nothing is open and a word follows at once opens a quotation; an opening
    mark inside a quotation, after a word and before white space or punctuation, closes it. What is
    open is known line by line, since a paragraph may leave its quotation open for the next.

    Only in texts that open with “: German closes with it, and Swedish and Finnish open with ”.
    """
    if "“" not in text or "”" not in text or "„" in text:
        return text, 0
    turned: list[int] = []
    is_open = False
    line_end = 0
    for match in _MARK.finditer(text):
        at = match.start()
        if at > line_end:
            is_open = False
            line_end = _line_end(text, at)
        before = text[at - 1 : at]
        after = text[at + 1 : at + 2]
        if match.group() == "”":
            # After a letter or digit a mark belongs to the word it follows ("6’2”tall" stays).
            if not is_open and after.isalnum() and not before.isalnum():
                turned.append(at)
                is_open = True
            else:
                is_open = False
        elif (
            is_open
            and before
            and not before.isspace()
            and not after.isalnum()
            and before not in "([“"
        ):
            turned.append(at)
            is_open = False
        else:
            is_open = True
    if not turned:
        return text, 0
    characters = list(text)
    for at in turned:
        characters[at] = "“" if characters[at] == "”" else "”"
    return "".join(characters), len(turned)


_SLIPPED = re.compile(r'(?<=[.!?…])\n"(?=[^\W_])')


def return_quotation_marks(text: str) -> tuple[str, int]:
    """Bring closing marks that slipped to the next line back; return the text and how many.

    A straight mark at the head of a line closes what the line before left open, unless it opens the
    next paragraph of a running speech. That one closes within its line, or the next line opens again; where its
    own line does, it opened nothing.
    """
    if '\n"' not in text:
        return text, 0
    slipped = [
        found.start()
        for found in _SLIPPED.finditer(text)
        if _leaves_open(text[text.rfind("\n", 0, found.start()) + 1 : found.start()])
        and _closes(text, found.end() - 1)
    ]
    return _replaced(text, [(place, place + 2, '"\n') for place in slipped])


def _leaves_open(line: str) -> bool:
    """Whether the last straight mark of a line opens a quotation."""
    last = line.rfind('"')
    return last >= 0 and _opens(line, last)


def _opens(text: str, place: int) -> bool:
    """Whether a mark has white space or a bracket before it, and a word after it."""
    before, after = text[place - 1 : place] if place else " ", text[place + 1 : place + 2]
    return (before.isspace() or before in "([—–-") and after.isalnum()


def _closes(text: str, head: int) -> bool:
    """Whether a mark at the head of a line closes what the line before left open.

    Each mark within the line has its own partner then; a speech that quotes somebody lacks one, unless it is the line's
    last, which the next line closes.
    """
    end = _line_end(text, head)
    following = text.find('"', head + 1, end)
    if following < 0:
        return text[end + 1 : end + 2] != '"'
    paired = text.count('"', head + 1, end) % 2 == 0
    return _opens(text, following) and (paired or _opens(text, text.rfind('"', head + 1, end)))


# An opening mark and, some words on, a "?" where its closing one stood: after a comma or a full stop (but not that of
# "U.S."), between a word and what cannot follow a question, or after the question's own mark.
_LOST = re.compile(
    r"(?<![^\s(\[—–-])\"(?=[^\W_])[^\"“”„«»\n]{1,300}?"
    r"(?:(?P<comma>(?<=[a-z]{3}[,.])\?{1,2}(?![?\"”]))"
    r"|(?P<word>(?<=[\w)])\?(?=[;)]|,(?![\"”])|\.(?![?\"”])| [a-z–—(-]))"
    r"|(?P<question>(?<=[\w)])\?\?(?=[,;.)]| [a-z])))"
)
# Looked for when those are back: a doubled "?" at a question's end, one after a few words that a sentence quotes before
# a small letter, and one after fewer, all in small letters, before whatever follows.
_LOST_BEFORE_WORDS = re.compile(
    r"(?<![^\s(\[—–-])\"(?=[^\W_])[^\"“”„«»\n]{1,300}?(?P<question>(?<=[\w)])\?\?(?=\s|\Z))"
    r"|(?<=\w )\"(?=[^\W_])[^\"“”„«»\n.!?…]{1,300}(?P<few>(?<=[\w)])\?(?= [a-z]))"
    r"|(?<=\w )\"(?=[a-z])[^\"“”„«»\n.!?…,A-Z]{1,30}(?P<short>(?<=[\w)])\?(?=\s|\Z))"
)
# A few words of somebody within a sentence ('as "absurd?.'): no paragraph of a speech begins with them.
_FRAGMENT = re.compile(r"(?<=\w )\"[^.!?…]*\?{1,2}")
_GOES_ON = re.compile(r'\n+"')
_ANY_MARK = re.compile('["“”]')


def restore_quotation_marks(text: str) -> tuple[str, int]:
    """Put closing marks where a "?" has taken their place; return the text and how many.

    So it is where a page was written in an encoding that has the opening mark alone: '"witnesses? to the marriage',
    '"in it,?? she said'. That it is no question shows in the next straight mark of its line, which opens too, or, if
    there is none, in the next line, which does not go on with a speech. If it does, what a sentence quotes may
    be closed before a punctuation mark, and before a word if other marks of the text were lost.
    """
    if "?" not in text or '"' not in text:
        return text, 0
    text, before_marks = _replaced(text, _lost(text, _LOST))
    lost_before_words = _lost(text, _LOST_BEFORE_WORDS, before_words=True, damaged=before_marks > 0)
    text, before_words = _replaced(text, lost_before_words)
    return text, before_marks + before_words


def _lost(
    text: str, form: re.Pattern[str], *, before_words: bool = False, damaged: bool = False
) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where what stands for a closing mark does, and what stood there."""
    end = 0
    for found in form.finditer(text):
        if found.end() > end:
            end = _line_end(text, found.end())
        group = str(found.lastgroup)
        heads_line = found.start() == 0 or text[found.start() - 1] == "\n"
        if (
            heads_line
            and not damaged
            and group != "comma"
            and text[found.end() : found.end() + 1] in " \n"
        ):
            continue  # an answer may stand where nothing else is damaged: "Who knows? (Nobody does.)
        following = _ANY_MARK.search(text, found.end(), end)
        if following:
            lost = following[0] != "”" and _opens(text, following.start())
        elif _GOES_ON.match(text, end):
            fragment = _FRAGMENT.match(text, *found.span())
            sure = damaged if before_words else text[found.end()] != " "
            lost = sure and fragment is not None and fragment.end() == found.end()
        else:
            lost = True
        if lost:
            yield found.start(group), found.end(), '?"' if group == "question" else '"'


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _replaced(text: str, changes: Iterable[tuple[int, int, str]]) -> tuple[str, int]:
    """The text with what stands between two places replaced, in order, and how often that was done."""
    pieces: list[str] = []
    done = 0
    for start, end, new in changes:
        pieces += text[done:start], new
        done = end
    return "".join([*pieces, text[done:]]), len(pieces) // 2
