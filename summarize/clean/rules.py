"""Exact rules: lines whose nature is certain, from the package's data and from the user's files.

Decides how a rule file is written, checked and applied. Leaves what is merely likely to
``classify``. A rule file is TOML:

    [[rule]]
    name = "copyright line"        # shown in the audit
    where = "line"                 # line (a whole line), start or end (a part of one)
    action = "drop"                # drop, metadata, keep
    pattern = '(?:©|copyright) .*' # a regular expression, case ignored; or  text = "exact words"
    closes = true                  # below such a line the article hardly goes on
    example = "© 2021 The Herald"  # must be caught
    near_miss = "The copyright law of 1911 was short-lived."   # must not be

A user's rules come before the built-in ones, and the first rule that matches decides. No rule sees
more than ``LONGEST`` characters of a line, and the built-in ones repeat nothing without bound, so hostile
input costs no more than linear time. What many rows have in common has a name in their patterns
(``(?&publisher)``).
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from summarize import lexicon
from summarize.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Characters of a line that a rule gets to see.
LONGEST = 400

_SENTENCE_END = r"[.!?…\"”’»)。！？] ?(?=[\w©(])"
_OWN_FLAGS = re.compile(r"\(\?[aiLmsux]+\)")
# Parts of several rules, by the call that stands for them (as in Perl; in Python it is no expression).
_PARTS = {
    # what a link leads to, behind its label
    "(?&title)": r"(?:\s?[:|»>–-][^.]{0,120})",
    # whose rights are reserved: up to five words and a stop, or more that end in another mark
    "(?&publisher)": r"(?:(?:[^ .!?]{1,30} ){0,4}[^ .!?]{1,30}\. ?|[^.!?]{1,80}[,،|–-] )",
    # a phrase that ends here, and no sentence that goes on: "all rights reserved for the heirs"
    "(?&end)": r"(?=[.,;|:©(]|\s?\Z|\s\S{0,20}\d{4})",
    # where one may follow a publisher
    "(?&networks)": (
        "(?:facebook|instagram|x|twitter|youtube|tiktok|whatsapp|telegram|google news|linkedin"
        "|viber|threads)"
    ),
    # who has written it, in Latin letters: "Ann Lee", "J. P. O'Neil"
    "(?&person)": r"(?-i:[A-Z])[\w.\x27’-]{1,20}(?: (?-i:[A-Z])[\w.\x27’-]{1,20}){1,2}",
}
_FIELDS = frozenset(
    {"name", "where", "action", "pattern", "text", "example", "near_miss", "closes"}
)


class Where(StrEnum):
    """Where the match of a rule may stand."""

    LINE = "line"
    START = "start"  # the first part of a line
    END = "end"  # the last part of a line, after the end of a sentence


class Action(StrEnum):
    """What becomes of the match."""

    DROP = "drop"
    METADATA = "metadata"
    KEEP = "keep"


class Rule(NamedTuple):
    """One row of a rule file."""

    name: str
    where: Where
    action: Action
    pattern: str
    example: str
    near_miss: str
    closes: bool = False  # below a match the article hardly goes on

    def regex(self) -> re.Pattern[str]:
        """The rule alone, anchored where it may stand."""
        return re.compile(self.anchored(), re.IGNORECASE)

    def anchored(self) -> str:
        """The pattern, held to the end of the line unless the rule is for its start."""
        if self.where is Where.START:
            return rf"(?:{self.pattern})"
        return rf"(?:{self.pattern})\Z"

    def finds(self, line: str) -> re.Match[str] | None:
        """The rule's match in a line, wherever the rule may stand."""
        if self.where is Where.END:
            cuts = sentence_ends(line)
            return next(filter(None, (self.regex().match(line, cut) for cut in cuts)), None)
        return self.regex().match(line) if len(line) <= LONGEST else None


def sentence_ends(line: str) -> list[int]:
    """Where another sentence, or something glued to one, begins in the last part of a line."""
    tail = max(0, len(line) - LONGEST)
    return [found.end() for found in re.compile(_SENTENCE_END).finditer(line, tail)]


class Rules:
    """Rules in the order of their precedence."""

    def __init__(self, rows: Iterable[Rule]) -> None:
        self.rows = tuple(rows)

    def __add__(self, other: Rules) -> Rules:
        # as it is where nothing is added: what it has compiled stays
        return Rules((*self.rows, *other.rows)) if self.rows else other

    @cached_property
    def keeps(self) -> Rules:
        """Those that keep what they match."""
        return Rules(rule for rule in self.rows if rule.action is Action.KEEP)

    def whole(self, line: str) -> Rule | None:
        """The first rule for a whole line, or None."""
        if not self.rows or len(line) > LONGEST:
            return None
        pattern, rows = self._line
        found = pattern.match(line)
        return rows[_number(found)] if found else None

    def start(self, line: str) -> tuple[Rule, int] | None:
        """The rule for the first part of a line, and where that part ends."""
        pattern, rows = self._start
        found = pattern.match(line, 0, LONGEST)
        return (rows[_number(found)], found.end()) if found else None

    def end(self, line: str) -> tuple[Rule, int] | None:
        """The rule for the last part of a line, and where that part begins."""
        pattern, rows = self._end
        found = pattern.search(line, max(0, len(line) - LONGEST))
        return (rows[_number(found)], found.end("before")) if found else None

    @cached_property
    def _line(self) -> tuple[re.Pattern[str], list[Rule]]:
        return self._joined(Where.LINE)

    @cached_property
    def _start(self) -> tuple[re.Pattern[str], list[Rule]]:
        return self._joined(Where.START)

    @cached_property
    def _end(self) -> tuple[re.Pattern[str], list[Rule]]:
        # the ends of sentences and what follows them are looked for in one search
        return self._joined(Where.END, _SENTENCE_END)

    def _joined(self, where: Where, before: str = "") -> tuple[re.Pattern[str], list[Rule]]:
        """The rules for a place as one regular expression, and in the order of its alternatives.

        An empty group behind each alternative tells which one it was: one around it takes a quarter more time.
        """
        rows = [rule for rule in self.rows if rule.where is where]
        rules = "|".join(f"{rule.anchored()}()" for rule in rows) or "(?!)"
        return re.compile(f"(?P<before>{before})(?:{rules})", re.IGNORECASE), rows


def _number(found: re.Match[str]) -> int:
    """The alternative that has matched; the first group is what stands before it."""
    return int(found.lastindex or 0) - 2


@cache
def built_in(language: str = "en") -> Rules:
    """The package's rules: those of all languages, of English and of ``language``."""
    rows: list[Rule] = []
    for folder in dict.fromkeys(("common", "en", language)):
        rows += _rows(lexicon.table(folder, "boilerplate"), f"data/{folder}/boilerplate.toml")
    return Rules(rows)


def read(path: Path) -> Rules:
    """The rules of a user's file.

    Raises:
        SettingsError: the file cannot be read, is not TOML, or has a broken row; the message names
            the file, the row and the reason.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as a rule file: {error}") from error
    return Rules(parse(text, str(path)))


def parse(text: str, source: str) -> list[Rule]:
    """The rows of a rule file; ``source`` names it in errors.

    Each pattern is compiled alone and tried on its example and near miss; the tests do that for
    the package's own rules, once instead of at every start.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{source}: not valid TOML: {error}") from error
    parsed = _rows(table, source)
    for number, rule in enumerate(parsed, 1):
        _check(rule, f"{source}: row {number} ({rule.name})")
    return parsed


def _rows(table: dict[str, Any], source: str) -> list[Rule]:
    rows = table.get("rule", [])
    if not isinstance(rows, list) or set(table) - {"rule"}:
        raise SettingsError(f"{source}: a rule file holds [[rule]] rows and nothing else")
    return [_row(row, f"{source}: row {number}") for number, row in enumerate(rows, 1)]


def _row(row: object, place: str) -> Rule:
    if not isinstance(row, dict):
        raise SettingsError(f"{place}: write each rule as a [[rule]] table")
    fields = {str(key): value for key, value in row.items()}
    place = f"{place} ({fields['name']})" if isinstance(fields.get("name"), str) else place
    if unknown := sorted(set(fields) - _FIELDS):
        raise SettingsError(f"{place}: unknown field {unknown[0]!r}; known: {sorted(_FIELDS)}")
    closes = fields.pop("closes", False)
    if not isinstance(closes, bool):
        raise SettingsError(f"{place}: 'closes' is true or false")
    if wrong := [name for name, value in fields.items() if not isinstance(value, str)]:
        raise SettingsError(f"{place}: {wrong[0]!r} must be a string")
    if not fields.get("name"):
        raise SettingsError(f"{place}: 'name' is missing")
    if ("pattern" in fields) == ("text" in fields):
        raise SettingsError(f"{place}: give either 'pattern' or 'text'")
    if closes and fields.get("action", Action.DROP) != Action.DROP:
        raise SettingsError(f"{place}: only a rule that drops closes an article")
    pattern = fields.get("pattern") or re.escape(fields.get("text", ""))
    for call, part in _PARTS.items():
        pattern = pattern.replace(call, part)
    try:
        return Rule(
            fields["name"],
            Where(fields.get("where", "line")),
            Action(fields.get("action", "drop")),
            pattern,
            fields.get("example", ""),
            fields.get("near_miss", ""),
            closes,
        )
    except ValueError as error:
        known = f"'where' is one of {', '.join(Where)}, 'action' one of {', '.join(Action)}"
        raise SettingsError(f"{place}: {error}; {known}") from error


def _check(rule: Rule, place: str) -> None:
    try:
        re.compile(rule.pattern)  # alone: "x)|(?:y" would be one only among others
        compiled = rule.regex()
        empty = compiled.match("") is not None
        joinable = compiled.groups == 0 and not _OWN_FLAGS.match(rule.pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise SettingsError(f"{place}: not a regular expression: {error}") from error
    if not joinable:
        raise SettingsError(
            f"{place}: rules are joined into one expression: write (?:...) for a group, and no "
            "flags such as (?x) at the start; case is ignored anyway"
        )
    if empty:
        raise SettingsError(f"{place}: the pattern matches an empty line")
    if rule.example and not rule.finds(rule.example):
        raise SettingsError(f"{place}: does not catch its own example")
    if rule.near_miss and rule.finds(rule.near_miss):
        raise SettingsError(f"{place}: catches its near miss")
