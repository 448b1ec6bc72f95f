"""Cue words: what a language's words tell about how a sentence hangs on those around it.

Decides how the cue file of a language (``data/<language>/cues.toml``) is read. Leaves to ``score``
and to the context guard of ``choose`` what follows from a cue. A language without a file has empty
cues: whatever rests on words is then silent, and only marks (quotations, questions, lists) count.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from summarize import lexicon


class Cues(NamedTuple):
    """Lower-case words of one language; the groups are explained in ``data/en/cues.toml``.

    A phrase ends with a space, so that ``str.startswith`` finds whole words only.
    """

    persons: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    demonstratives: frozenset[str] = frozenset()
    first_persons: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    introducers: frozenset[str] = frozenset()
    generics: frozenset[str] = frozenset()
    restrictions: frozenset[str] = frozenset()
    honorifics: frozenset[str] = frozenset()
    pointers: frozenset[str] = frozenset()
    doubtful_pointers: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()
    connectives: frozenset[str] = frozenset()
    additives: frozenset[str] = frozenset()
    connective_phrases: tuple[str, ...] = ()
    enumerations: tuple[str, ...] = ()
    continuations: frozenset[str] = frozenset()
    contrasts: frozenset[str] = frozenset()
    sequels: tuple[str, ...] = ()
    expletives: tuple[str, ...] = ()
    impersonals: tuple[str, ...] = ()
    complements: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    questions: frozenset[str] = frozenset()
    attributions: frozenset[str] = frozenset()
    debris: tuple[str, ...] = ()


_AS_WRITTEN = ("debris", "enumerations")


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
    values: dict[str, Any] = {name: _read(name, value) for name, value in groups.items()}
    return Cues(**values)


def _read(name: str, value: str | list[str]) -> frozenset[str] | tuple[str, ...]:
    """Words stand in one string with spaces between; phrases in a list of strings."""
    if isinstance(value, str):
        return frozenset(value.split())
    return tuple(value) if name in _AS_WRITTEN else tuple(f"{phrase} " for phrase in value)
