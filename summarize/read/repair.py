"""Text that was damaged on its way: mojibake, quotation marks turned or on the wrong line.

Decides which characters stand for others. Each repair is counted, so that it can be reported.
Leaves to ``normalise`` what is merely untidy (white space, control characters).
"""

import re

# What UTF-8 read as a one-byte encoding leaves behind: the lead byte as Latin-1, Windows-1252/1250,
# Mac Roman or an old DOS page shows it, then a continuation byte, which is never ASCII; in
# Windows-1251 such pairs hold a character that no Cyrillic word has. Only then is ftfy worth its
# import.
_SUSPECT = re.compile(
    "[\u0080-\u009f]"
    "|[ÂÃÄÅÆÇÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïð√¬‚ăĂĹ─┬├╬╨╤][^\x00-\x7f]"
    "|[РСГВв][\u00a0-\u00bf\u0402-\u040f\u0452-\u045f‚„…†‡€‰‹‘’“”•–—™›]"
    "|[ÂÃà] "
)


def repair_mojibake(text: str) -> tuple[str, int]:
    """Undo wrong decodings, line by line; return the text and the number of lines mended.

    Method: ftfy's ``fix_encoding``, which changes a line only where the result is better by its
    model of how encodings go wrong; line by line, because pages mix sources.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text, 0
    from ftfy import fix_encoding  # 30 ms: only where something looks wrong

    lines = text.split("\n")
    mended = 0
    for number, line in enumerate(lines):
        if not line.isascii() and _SUSPECT.search(line):
            fixed = fix_encoding(line)
            if fixed != line:
                lines[number] = fixed
                mended += 1
    return ("\n".join(lines), mended) if mended else (text, 0)


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
            line_end = text.find("\n", at)
            if line_end < 0:
                line_end = len(text)
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
    next paragraph of a running speech. That one closes within its line, or opens again after a
    sentence or in the next line: then everything stays as it is.
    """
    if '\n"' not in text:
        return text, 0
    pieces: list[str] = []
    done = 0
    for found in _SLIPPED.finditer(text):
        head = found.end() - 1
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if _leaves_open(line) and _is_slipped(text, head):
            pieces += text[done : found.start()], '"\n'
            done = found.end()
    return ("".join([*pieces, text[done:]]), len(pieces) // 2) if pieces else (text, 0)


def _leaves_open(line: str) -> bool:
    """Whether the last straight mark of a line opens a quotation."""
    last = line.rfind('"')
    return last >= 0 and _opens(line, last)


def _opens(text: str, place: int) -> bool:
    """Whether a mark has white space or a bracket before it, and a word after it."""
    before, after = text[place - 1 : place] if place else " ", text[place + 1 : place + 2]
    return (before.isspace() or before in "([—–-") and after.isalnum()


def _is_slipped(text: str, head: int) -> bool:
    end = text.find("\n", head)
    end = len(text) if end < 0 else end
    following = text.find('"', head + 1, end)
    if following < 0:
        return text[end + 1 : end + 2] != '"'
    return _opens(text, following) and text[head:following].rstrip()[-1:] not in ".!?…"
