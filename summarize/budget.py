"""How long a summary of one article is to be.

Decides the bounds from three voices, in this order: the settings, a request line in the article,
and the article's own length. Leaves to ``choose`` how the bounds are filled.
"""

from math import sqrt

from summarize.counts import counted
from summarize.model import Budget, Request
from summarize.settings import LARGEST, Settings

#: A brief of up to so many words needs no summary unless one is asked for.
_BRIEF = 60
_LONGEST_BY_DEFAULT = 600


def default_words(article_words: int) -> int:
    """Return the length in words that suits an article of ``article_words`` words.

    It grows with the square root: a feature ten times as long does not have ten times as much to
    say. 200 words give 78, 800 give 156, 5,000 give 389.
    """
    return min(_LONGEST_BY_DEFAULT, max(_BRIEF, round(5.5 * sqrt(article_words))))


def resolve(settings: Settings, asked: Request, article_words: int) -> tuple[Budget, str | None]:
    """Return the budget for an article of ``article_words`` words, and a note on a request obeyed.

    ``asked`` is what the article's request line asks for. Words, sentences and a share are a length, so they
    count only where the settings give none of any kind.
    """
    bounds = [LARGEST] if settings.sentences is not None else []
    if settings.words is not None:
        bounds.append(settings.words)
    if settings.ratio is not None:
        bounds.append(max(1, int(settings.ratio * article_words)))
    obeyed = []
    sentences = settings.sentences
    if not bounds:
        if asked.words is not None:
            bounds.append(asked.words)
            obeyed.append(counted(asked.words, "word"))
        if asked.ratio is not None:
            bounds.append(max(1, int(asked.ratio * article_words)))
            obeyed.append(f"{asked.ratio:.0%} of its words")
        if asked.sentences is not None:
            bounds.append(LARGEST)
            sentences = asked.sentences
            obeyed.append(counted(sentences, "sentence"))
    paragraphs = settings.paragraphs
    if paragraphs is None and asked.paragraphs is not None:
        paragraphs = asked.paragraphs
        obeyed.append(counted(paragraphs, "paragraph"))
    words = min(bounds or [default_words(article_words)])
    note = (
        f"the request line in the article sets {' and '.join(obeyed)} (--no-request ignores it)"
        if obeyed
        else None
    )
    return Budget(words, sentences, paragraphs), note
