"""A summary on a terminal, by rich.

Decides what a screen adds to the text: the title, a width that can be read, a quiet footer. rich
wraps, measures wide characters and knows what the terminal can do. Every string is a ``Text``, so
that nothing in an article is taken for markup.
"""

from io import StringIO

from rich.console import Console
from rich.text import Text

from summarize.counts import counted
from summarize.model import Summary
from summarize.render.plain import printable

#: Longer lines tire the eye (Bringhurst names 45 to 75 characters; terminals set wider type).
_WIDEST = 88
#: A terminal that claims to be narrower does not know its width.
_NARROWEST = 20
_USUAL = 80


def show(summary: Summary, columns: int, colors: str | None, heading: str | None) -> str:
    """Return ``summary`` as a terminal of ``columns`` columns is to show it.

    ``colors`` is rich's name of the terminal's colour system, None for no colour; ``heading``
    names the source where there are several.
    """
    output = StringIO()
    console = Console(
        file=output,
        width=min(_WIDEST, columns) if columns >= _NARROWEST else _USUAL,
        force_terminal=colors is not None,
        color_system=colors,  # type: ignore[arg-type]  # a Literal there, checked by rich itself
        highlight=False,
        legacy_windows=False,
    )
    titles = [(heading, "dim"), (summary.metadata.title, "bold")]
    lines = [Text(printable(title), style=style) for title, style in titles if title]
    if lines:
        console.print(*lines, "", sep="\n")
    for paragraph in str(summary).split("\n\n"):
        console.print(Text(paragraph), "", sep="\n")
    console.print(Text(footer(summary), style="dim"))
    # rich leaves the space at which a line was broken.
    return "\n".join(line.rstrip(" ") for line in output.getvalue().split("\n"))


def footer(summary: Summary) -> str:
    """Return the counts of a summary in a line."""
    used = len(summary.sentences)
    total = len(summary.scored)
    parts = [counted(summary.words, "word"), f"{used} of {counted(total, 'sentence')}"]
    if summary.metadata.date:
        parts.append(summary.metadata.date)
    return " · ".join(parts)
