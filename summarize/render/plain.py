"""Text and Markdown.

Decides how paragraphs are joined and which characters Markdown would take for its own. Leaves to
``terminal`` what a screen adds.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from summarize.model import ARTICLE_KINDS, Article, Block, Kind, Summary

# Characters that begin or end markup anywhere in a line, and those that do at a line's start only
# (CommonMark 0.31, sections 2.4 and 4 to 6).
_INLINE = re.compile(r"([\\`*_\[\]<>~|])")
_LINE_START = re.compile(r"^(?:([#+=-])|(\d{1,9})([.)]))(?=[\s#+=-]|$)", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(line: str) -> str:
    """Return ``line`` with "?" for what could act upon a terminal or cannot be encoded.

    For names of files and texts of errors; articles went through ``read``.
    """
    return _UNPRINTABLE.sub("?", line)


def one_line(text: str) -> str:
    """Return ``text`` with "?" for line ends: names of files may have them."""
    return "?".join(text.splitlines())


def text(summary: Summary) -> str:
    """Return the paragraphs, a blank line between them."""
    return str(summary)


def markdown(summary: Summary) -> str:
    """Return the paragraphs as Markdown in which every character stands for itself."""
    return escape_markdown(str(summary))


def escape_markdown(text: str) -> str:
    """Return ``text`` with a backslash before whatever CommonMark would interpret."""
    text = _ENTITY.sub(r"\&", _INLINE.sub(r"\\\1", text))
    return _LINE_START.sub(
        lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", text
    )


def cleaned(article: Article, blocks: Sequence[Block]) -> str:
    """Return the article's own blocks, with the line breaks that the source has between them."""
    return "".join(_lines(article, blocks, lambda block: block.text))


def cleaned_markdown(article: Article, blocks: Sequence[Block]) -> str:
    """Return the article's own blocks as Markdown: headings as headings, the rest escaped."""

    def show(block: Block) -> str:
        escaped = escape_markdown(block.text)
        return f"## {escaped}" if block.kind is Kind.HEADING else escaped

    return "".join(_lines(article, blocks, show, least="\n\n"))


def _lines(
    article: Article, blocks: Sequence[Block], show: Callable[[Block], str], least: str = "\n"
) -> Iterator[str]:
    """The article's own blocks, and between two of them the line breaks of the source.

    A dateline is kept here: it is stripped from summaries only, whose first sentence need not be
    the article's.
    """
    previous: Block | None = None
    for block in blocks:
        if block.kind not in ARTICLE_KINDS and block.reason != "dateline":
            continue
        if previous is not None:
            between = article.text[previous.end : block.start]
            if previous.reason == "dateline" and "\n" not in between:
                yield between
            else:
                yield "\n\n" if "\n\n" in between else least
        yield show(block)
        previous = block
