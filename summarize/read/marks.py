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


# The next paragraph of a speech, after an advertisement at most.
_GOES_ON = re.compile(r'(?:\n+[^"“\n]{1,40})?\n+["“]')
_SLIPPED = re.compile(r'\n(?<=[.!?…]\n)"(?=[^\W_])')


def return_quotation_marks(text: str) -> tuple[str, int]:
    """Bring closing marks that slipped to the next line back; return the text and how many.

    A straight mark at the head of a line closes what the line before left open, unless it opens the
    next paragraph of a running speech. That one closes within its line, or another line opens after it; where another
    mark opens within its line, it opened nothing.
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

    It does if the line has no other and no speech goes on after it, and if the others open and close, all of them
    ('"The mayor came. "You stay," he said.') or all but a last one that opens.
    """
    end = _line_end(text, head)
    following = text.find('"', head + 1, end)
    if following < 0:
        return not _GOES_ON.match(text, end)
    paired = text.count('"', head + 1, end) % 2 == 0
    return _opens(text, following) and (paired or _opens(text, text.rfind('"', head + 1, end)))


# An opening mark and, some words on, a "?" where its closing one stood: after a comma or a full stop (but not that of
# "U.S."), between a word and what cannot follow a question, or after the question's own mark.
# The mark stands first in a pattern, and a "?" is looked for at once: both are quick to search for.
_WITHIN = r"[^\"“”„«»\n]"
_OPENED = r"(?<![^\s(\[—–-]\")(?=[^\W_][^\"“”„«»\n?]{0,299}+\?)"
_LOST = re.compile(
    rf"\"{_OPENED}{_WITHIN}{{1,300}}?"
    r"(?:(?P<comma>(?<=[a-z]{3}[,.])\?{1,2}(?![?\"”]))"
    r"|(?P<word>(?<=[\w)])\?(?=[;)]|,(?![\"”])|\.(?![?\"”])| [a-z–—(-]))"
    r"|(?P<question>(?<=[\w)])\?\?(?=[,;.)]| [a-z])))"
)
# Looked for when those are back: a doubled "?" at a question's end ('"Who left?? He'), one after a few words that a
# sentence quotes before a small letter ('is "unsafe? in'), and one after fewer, all in small letters, before whatever
# follows ('took "selfies? Then').
_LOST_BEFORE_WORDS = re.compile(
    rf"\"(?:{_OPENED}{_WITHIN}{{1,300}}?(?P<question>(?<=[\w)])\?\?(?=\s|\Z))"
    r"|(?<=\w \")(?=[^\W_])[^\"“”„«»\n.!?…]{1,300}(?P<few>(?<=[\w)])\?(?= [a-z]))"
    r"|(?<=\w \")(?=[a-z])[^\"“”„«»\n.!?…,A-Z]{1,30}(?P<short>(?<=[\w)])\?(?=\s|\Z)))"
)
# A few words of somebody within a sentence ('as "absurd?.'): no paragraph of a speech begins with them.
_FRAGMENT = re.compile(r"(?<=\w )\"[^.!?…]*\?{1,2}")
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
    text, before_words = _replaced(text, _lost(text, _LOST_BEFORE_WORDS, damaged=before_marks > 0))
    return text, before_marks + before_words


def _lost(
    text: str, form: re.Pattern[str], *, damaged: bool = False
) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where what stands for a closing mark does, and what stood there."""
    end = 0
    for found in form.finditer(text):
        if found.end() > end:
            end = _line_end(text, found.end())
        if _is_lost(found, end, damaged):
            group = str(found.lastgroup)
            yield found.start(group), found.end(), '?"' if group == "question" else '"'


def _is_lost(found: re.Match[str], line_end: int, damaged: bool) -> bool:
    """Whether what may stand for a closing mark does; in a text ``damaged`` elsewhere it needs less to show it."""
    text, begin, end = found.string, *found.span()
    before_word = text[end : end + 1] in " \n"
    heads_line = not begin or text[begin - 1] == "\n"
    doubtful = found.lastgroup == "short" or (heads_line and found.lastgroup != "comma")
    if doubtful and before_word and not damaged:
        return False  # "Who knows? (Nobody does.)
    following = _ANY_MARK.search(text, end, line_end)
    if following:
        return following[0] != "”" and _opens(text, following.start())
    if not _GOES_ON.match(text, line_end):
        return True
    fragment = _FRAGMENT.match(text, begin, end)
    return (damaged or not before_word) and fragment is not None and fragment.end() == end


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
