"""Text made tidy: one line a paragraph, one space between words, nothing invisible.

Decides what white space, control characters and line breaks become. After this step a line end is a
block's end, and a blank line separates. Leaves to ``repair`` which visible characters are wrong.
"""

import re

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# ECMA-48 control sequences, and the strings (window titles, links) that terminals act upon. An
# unfinished one loses its escape character below, and nothing else.
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|\x1b[\\]PX^_][^\x07\x1b\n]{0,4096}(?:\x07|\x1b\\\\)"
)
# C0 and C1 controls, soft hyphens, zero-width characters, direction marks and overrides,
# interlinear annotation, tags, and what is no character at all.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# Joiners shape letters in Persian, Hindi and emoji; beside a Latin letter or nothing they are debris.
_LOOSE_JOINERS = re.compile(
    "(?:^|(?<=[\x00-\u05ff]))[\u200c\u200d]|[\u200c\u200d](?:$|(?=[\x00-\u05ff]))"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_IN_A_SENTENCE = re.compile("(?<=[、，])\n(?=\\S)")
_BLANK_LINES = re.compile("\n{3,}")


def break_lines(text: str) -> str:
    """Return ``text`` with every kind of line end as a line feed."""
    return text if _is_plain(text) else _LINE_ENDS.sub("\n", text)


def _is_plain(text: str) -> bool:
    """Whether a text has nothing but visible characters, spaces and line feeds; no other is "printable"."""
    return text.replace("\n", " ").isprintable()


def tidy(text: str) -> str:
    """Return ``text`` without invisible characters and with single spaces.

    ``text`` has line feeds only (see ``break_lines``).
    """
    if not _is_plain(text):
        text = _INVISIBLE.sub("", _ESCAPES.sub("", text))
        if not text.isascii():
            text = _SURROGATES.sub("\ufffd", text)
            if "\u200c" in text or "\u200d" in text:
                text = _LOOSE_JOINERS.sub("", text)
    # Splitting at white space and joining is one pass in C for every kind of space.
    text = "\n".join([" ".join(line.split()) for line in text.split("\n")])
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    return text.strip()


def unwrap(text: str) -> str:
    """Join lines that were broken to fit a width, so that a line is a paragraph.

    A text was wrapped when its lines are *full*: the next line's first word would not have fitted
    any more within the width of the longest line. That is how every program fills a paragraph
    (greedy wrapping), and hardly ever how an author ends lines. Texts of which nine in ten inner
    lines are full, within 100 characters, are joined; full lines only, so that headings, lists and
    the last lines of paragraphs keep their ends. A line that ends in an ideographic comma goes on
    in the next one anyway.
    """
    text = _IN_A_SENTENCE.sub("", text)
    lines = text.split("\n")
    width = max(map(len, lines))
    if not 40 <= width <= 100 or len(lines) < 4:
        return text
    inner = full = 0
    joins = [False] * len(lines)
    for number in range(len(lines) - 1):
        line, following = lines[number], lines[number + 1]
        if not line or not following:
            continue
        # Wrapping may have been ragged by a few characters, for a font or for widow control.
        joins[number] = len(line) + 1 + len(following.split(" ", 1)[0]) > width - 4
        inner += 1
        full += joins[number]
    if inner < 3 or full < 0.75 * inner or not _flows(lines, joins):
        return text
    parts: list[str] = []
    for number, line in enumerate(lines):
        parts.append(line)
        parts.append(" " if joins[number] else "\n")
    return "".join(parts[:-1])


def _flows(lines: list[str], joins: list[bool]) -> bool:
    """Whether sentences run over the joined line ends: most lines end without a full stop."""
    ends = [line[-1] for line, join in zip(lines, joins, strict=True) if join]
    return sum(end in ".!?。！？:" for end in ends) < 0.5 * len(ends)
