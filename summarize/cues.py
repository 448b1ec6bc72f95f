"""Cue words: what a language's words tell about how a sentence hangs on those around it.

Decides how the cue file of a language (``data/<language>/cues.toml``) is read. Leaves to ``score``
and to the context guard of ``choose`` what follows from a cue. A language without a file has empty
cues: whatever rests on words is then silent, and only marks (quotations, questions, lists) count.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from summarize import lexicon


class Cues(NamedTuple):
    """Lower-case words of one language; the groups are explained in ``data/en/cues.toml``."""

    persons: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    demonstratives: frozenset[str] = frozenset()
    first_persons: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    introducers: frozenset[str] = frozenset()
    generics: frozenset[str] = frozenset()
    restrictions: frozenset[str] = frozenset()
    connectives: frozenset[str] = frozenset()
    connective_phrases: tuple[tuple[str, ...], ...] = ()
    expletives: tuple[tuple[str, ...], ...] = ()
    impersonals: tuple[tuple[str, ...], ...] = ()
    complements: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    attributions: frozenset[str] = frozenset()
    debris: tuple[str, ...] = ()


_PHRASES = frozenset({"connective_phrases", "expletives", "impersonals"})


@lru_cache(maxsize=16)
def load(language: str) -> Cues:
    """Return the cues of a language (ISO 639-1 code), empty ones where it has no file.

    Raises:
        ValueError: the file has a group that is not a field of ``Cues``.

    """
    groups = lexicon.table(language, "cues")
    unknown = groups.keys() - set(Cues._fields)
    if unknown:
        message = (
            f"cues of {language}: unknown groups {sorted(unknown)}; known are {list(Cues._fields)}"
        )
        raise ValueError(message)
    return Cues(**{name: _read(name, value) for name, value in groups.items()})


def _read(name: str, value: str | list[str]) -> object:
    """Words stand in one string with spaces between; phrases in a list of strings."""
    if name in _PHRASES:
        return tuple(tuple(phrase.split()) for phrase in value)
    if name == "debris":
        return tuple(value)
    assert isinstance(value, str)
    return frozenset(value.split())
