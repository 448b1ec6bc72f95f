"""A summary on a terminal, by rich.

Decides what a screen adds to the text: the title, a width that can be read, a quiet footer. rich
wraps, measures wide characters and knows what the terminal can do. Every string is a ``Text``, so
that nothing in an article is taken for markup.
"""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from summarize.model import Summary

#: Longer lines tire the eye (Bringhurst names 45 to 75 characters; terminals set wider type).
_WIDEST = 88


def show(summary: Summary, heading: str | None) -> None:
    """Print ``summary`` to stdout; ``heading`` names the source where there are several."""
    console = Console(highlight=False, soft_wrap=False)
    width = min(_WIDEST, console.width)
    title = summary.metadata.title
    if heading:
        console.print(Text(heading, style="dim"), width=width)
    if title:
        console.print(Text(title, style="bold"), width=width)
    if title or heading:
        console.print()
    for number, paragraph in enumerate(str(summary).split("\n\n")):
        if number:
            console.print()
        console.print(Text(paragraph), width=width)
    console.print(Padding(Text(footer(summary), style="dim"), (1, 0, 0, 0)), width=width)


def footer(summary: Summary) -> str:
    """Return the counts of a summary in a line."""
    total = len(summary.scored)
    parts = [f"{summary.words} words", f"{len(summary.sentences)} of {total} sentences"]
    if summary.metadata.date:
        parts.append(summary.metadata.date)
    return " · ".join(parts)
