"""A recipe's ingredients and steps, which look like a page's labels one by one.

Decides which lines put aside are a recipe's after all. Ingredients begin with an amount and a kitchen's measure
("2 tbsp honey"), as no line of a menu does; what stands among them ("Salt", "For the dough:") is one too, and the
numbered lines below are its steps. Shops and tables weigh as well: a recipe has measures that only kitchens have, or
stands right below a line of the article. Leaves other lists to ``lists``.

Of 227 labelled pages, in three forms each, five inputs of two pages get better by .04, of 2,133 pages of two
collections one by .04, and none worse.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from summarize import lexicon
from summarize.clean.line import LABEL, look_at, prose, words_in
from summarize.clean.lists import heads_teasers
from summarize.clean.topics import islands_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: The reason of what is found here.
RECIPE = "recipe"

_LEAST = 3  # ingredients with a measure that make a recipe
_GAP = 4  # lines from one to the next: others need none ("Salt")
_LONGEST = 25  # words of an ingredient
_NEAR = 20  # lines to the next of the article's
_FIRST = 12  # characters of a line, in which its amount begins
_ABOVE = 2  # lines above, of which one may be the article's, or a label of teasers
_HEAD = 5  # words of the heading above
_STEP = 12  # lines to the next step: pictures stand between
_STEPS = 2  # steps in a row that are a recipe's

_LEAST_LISTED = 2  # measures in a line that begins with none
_NUMBER = re.compile(r"[\d½¼¾⅓⅔⅛]")
_AMOUNT = re.compile(r"\d{1,3}(?:[/⁄]\d{1,2})?")
#: What shops write and recipes do not.
_PRICE = re.compile(r"[$€£₽₺¥円원]|\d{3} ?TL\b|\d[.,]\d\d ?(?:zł|kr|EUR|USD)|\d ?(?:zł|руб|грн)\b")
_RATED = re.compile(r"(?i)\b(?:stars?|ratings?|reviews?|shares?|comments?|votes?|views?|kcal)\b")
_ORDINAL = re.compile(r"\(?(\d{1,2})[.)] ?(?=[^\W\d_])")


def recipes(lines: Sequence[str], own: Sequence[bool]) -> set[int]:
    """The places of the ingredients and steps of recipes; ``own`` says which lines are the article's."""
    measured = _measured(lines)
    if sum(measured) < _LEAST:
        return set()
    kitchen = [mine and _is_kitchens(line) for mine, line in zip(measured, lines, strict=True)]
    found: set[int] = set()
    if sum(kitchen) >= _LEAST:  # one among the article's lines is its own wherever it stands
        found.update(place for place in _span(own) if kitchen[place])
    end = 0  # of what has been looked at
    for island in islands_of(measured, _GAP):
        first, last = max(island[0], end), island[-1]
        if last < end or len(island) < _LEAST or not _belongs(lines, own, island, kitchen):
            continue
        while first > end and _is_ingredient(lines[first - 1]):
            first -= 1
        if first > end and _is_heading(lines[first - 1]):
            first -= 1
        if (
            last + 1 < len(lines)
            and _is_bare(lines[last])
            and not look_at(lines[last + 1]).furniture
        ):
            last += 1
        while last + 1 < len(lines) and _is_ingredient(lines[last + 1]):
            last += 1
        end = last + 1
        found.update(range(first, end))
        found.update(_steps(lines, end))
    return found


def _measured(lines: Sequence[str]) -> list[bool]:
    """Which lines are measured; most have no number, and cost no more than a look for one."""
    found = [False] * len(lines)
    for place, line in enumerate(lines):
        if _NUMBER.search(line):
            found[place] = found[place] or is_measured(line)
            if place + 1 < len(lines) and _AMOUNT.fullmatch(line):
                found[place + 1] = is_measured(lines[place + 1], line)
    return found


def _belongs(
    lines: Sequence[str], own: Sequence[bool], island: Sequence[int], kitchen: Sequence[bool]
) -> bool:
    """Whether measured lines are a recipe of the article, and no shop's, no table and no teasers."""
    first, last = island[0], island[-1]
    above = range(max(0, first - _ABOVE), first)
    if any(heads_teasers(lines[place]) for place in above):
        return False
    if any(own[place] for place in above):
        return True
    near = range(max(0, first - _NEAR), min(len(lines), last + _NEAR + 1))
    return any(kitchen[place] for place in island) and any(own[place] for place in near)


def _span(own: Sequence[bool]) -> range:
    """From the first of the article's lines to the last."""
    places = list(compress(range(len(own)), own))
    return range(places[0], places[-1]) if places else range(0)


def _steps(lines: Sequence[str], end: int) -> list[int]:
    """The places of a recipe's steps below its ingredients, which end at ``end``, and of their heading."""
    steps: list[int] = []
    last = end
    for place in range(end, len(lines)):
        if place - last > _STEP:
            break
        number = _ORDINAL.match(lines[place])
        if number and int(number[1]) == len(steps) + 1:
            steps.append(place)
            last = place
    head = steps[0] - 1 if steps else 0
    if len(steps) < _STEPS or heads_teasers(lines[head]):
        return []
    return [head, *steps] if head >= end and _is_heading(lines[head]) else steps


def is_measured(line: str, before: str = "") -> bool:
    """Whether a line begins with an amount and a measure, or has two of them in a list, and no price.

    The amount may have the line above for itself (``before``); in scripts without spaces it may stand last.
    """
    if len(line) > LABEL:
        return False
    if before:
        line = f"{before} {line}"
    number = _NUMBER.search(line)
    if not number:
        return False
    ways = _measures()
    if number.start() < _FIRST and ways.begins.match(line):
        measured = words_in(line) <= _LONGEST
    elif "," in line and len(ways.listed.findall(line)) >= _LEAST_LISTED:
        measured = True
    else:
        measured = not line.isascii() and ways.ends.match(line) is not None
    return measured and not _PRICE.search(line)


def is_meal(line: str) -> bool:
    """Whether a measured line has a measure that only kitchens have: shops sell by weight as well."""
    return is_measured(line) and _is_kitchens(line)


def _is_kitchens(line: str) -> bool:
    return _measures().kitchens.search(line) is not None


def _is_bare(line: str) -> bool:
    """Whether a line is an amount with its measure, and what there is so much of stands below."""
    return _measures().begins.fullmatch(line) is not None


def _is_ingredient(line: str) -> bool:
    """Whether a line next to ingredients may be one without a measure: "8-9 ripe pears"."""
    return (
        _NUMBER.match(line) is not None
        and not _ORDINAL.match(line)
        and 1 < words_in(line) <= _LONGEST
        and not (prose(line) or _RATED.search(line) or look_at(line).furniture)
    )


def _is_heading(line: str) -> bool:
    return words_in(line) <= _HEAD and not look_at(line).furniture and not _NUMBER.match(line)


class _Measures(NamedTuple):
    """How amounts are written."""

    begins: re.Pattern[str]  # "2 tbsp honey"
    listed: re.Pattern[str]  # "Oats, 1 cup of berries, 2 tbsp honey"
    ends: re.Pattern[str]  # "薄力粉 200g"
    kitchens: re.Pattern[str]


@cache
def _measures() -> _Measures:
    table = dict(lexicon.table(lexicon.COMMON, "measures"))
    sizes, common, last, spoons = (
        _joined([table.pop(row)]) for row in ("sizes", "common", "last", "spoons")
    )
    kitchens = _joined(table.values())
    # no year: "2006 г"
    amount = (
        r"(?:(?!(?:19|20)\d\d(?!\d))\d{1,4}(?:[.,/⁄]\d{1,3})?(?: ?[½¼¾⅓⅔⅛]| \d[/⁄]\d)?|[½¼¾⅓⅔⅛])"
    )
    several = rf"(?:(?:ca\.?|about) )?{amount}(?: ?(?:[-–]|to) ?{amount})?(?: \([^()]{{2,12}}\))?"
    after = rf" ?(?:{sizes} )?(?:{{}})(?![\w'’;/-]|\.\w)"
    signs = r"[^\W\da-zß-ɏ_]{1,14}[ \u3000…:：]{0,3}"
    measure = several + after.format(f"{common}|{kitchens}")
    return _Measures(
        re.compile(rf"[•▢☐□✓·*–-]? ?{measure}", re.IGNORECASE),
        re.compile(rf"(?:\A|[,;(\[] ?){measure}", re.IGNORECASE),
        re.compile(rf"(?=[^\x00-\u2fff]){signs}(?:{last}|{spoons})\Z"),
        re.compile(rf"(?<!\d){amount}{after.format(kitchens)}|{spoons}", re.IGNORECASE),
    )


def _joined(rows: Iterable[Sequence[str]]) -> str:
    return f"(?:{'|'.join(unit for row in rows for unit in row)})"
