"""Puts the articles of other sites between the furniture of labelled pages, to fit the line model on.

Decides which article goes where. The pages that we have labels for show few lists, recipes and live
tickers; the public collections (``public_pages.py``) have many, but draw the line around an article
elsewhere than the pages we measure on. So their articles are taken, and their furniture is not.
"""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cleaning import Page

    #: From a page and the lines of a text to the numbers of those that are its article's.
    OwnLines = Callable[[Page, list[str]], list[int]]

TIMES = 3  # articles put into each input
_FORMS = ("text_crop", "text_full")
_LINES = 150  # of an article; longer ones would outweigh the rest
_SHORTEST = 3
#: Where a page's language has no article, one of these is put there: with spaces, and not.
_FOREIGN = ("ru", "en")


def bodies(pages: Iterable[Page], own_lines: OwnLines) -> dict[str, list[list[str]]]:
    """The articles of each language as lines; empty ones stand where the page had them."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for page in pages:
        lines = [line.strip() for line in page.inputs["text_full"].split("\n")]
        own = own_lines(page, lines)
        if len(own) >= _SHORTEST:
            found[page.language].append(_spaced(lines, own[:_LINES]))
    return found


def mixed(page: Page, articles: dict[str, list[list[str]]], own_lines: OwnLines) -> Iterator[Page]:
    """The page with other articles where its own was, some with its strangers among their lines."""
    chance = random.Random(page.id)
    for form in _FORMS:
        lines = [line.strip() for line in page.inputs[form].split("\n")]
        own = own_lines(page, lines)
        if len(own) < 2:
            continue
        first, last = own[0], own[-1]
        for turn in range(TIMES):
            foreign = chance.choice(_FOREIGN)
            body = chance.choice(articles.get(page.language) or articles[foreign])
            inner = _strewn(body, lines[first : last + 1], set(own), first) if turn else body
            text = "\n".join([*lines[:first], *inner, *lines[last + 1 :]])
            # people paste text with a blank line between all lines, or none: a third each
            spaced = (text, respaced(text, "\n"), respaced(text, "\n\n"))[turn % 3]
            yield page._replace(gold="\n".join(body), inputs={"mixed": spaced})


def respaced(text: str, between: str) -> str:
    """The text's lines that are not empty, with ``between`` between them."""
    return between.join(line for line in text.split("\n") if line.strip())


def _spaced(lines: list[str], own: list[int]) -> list[str]:
    """Lines by their numbers, with an empty line before those that had one."""
    spaced: list[str] = []
    for number in own:
        if number and not lines[number - 1]:
            spaced.append("")
        spaced.append(lines[number])
    return spaced


def _strewn(body: list[str], stretch: list[str], own: set[int], first: int) -> list[str]:
    """An article with the strangers of another one's stretch at their places in it."""
    places: dict[int, list[str]] = defaultdict(list)
    for number, line in enumerate(stretch):
        if line and number + first not in own:
            places[max(1, number * len(body) // len(stretch))].append(line)
    strewn: list[str] = []
    for place, line in enumerate(body):
        strewn += places[place]
        strewn.append(line)
    return strewn
