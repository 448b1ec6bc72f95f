"""The data files of a language: the one door to ``summarize/data``.

Decides where a file is and that it is read once. A language without a file has an empty one: every
step works without language data, only less well. Leaves the meaning of what is read to the steps.

The files are ours and tested row by row, so what is wrong with one is a bug, not an error for users.
"""

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

#: Rows that every language shares, and models that know no language.
COMMON = "common"


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Return the TOML file ``name`` of a language (ISO 639-1 code, or "common"); {} without one."""
    text = _read(language, f"{name}.toml")
    return tomllib.loads(text) if text else {}


@cache
def model(name: str) -> dict[str, Any]:
    """Return the fitted numbers of ``data/common/<name>.json``."""
    found: dict[str, Any] = json.loads(_read(COMMON, f"{name}.json"))
    return found


@cache
def lines(language: str, name: str) -> tuple[str, ...]:
    """Return the lines of a language's text file, without comments and empty ones."""
    text = _read(language, f"{name}.txt").splitlines()
    return tuple(line for line in text if line and not line.startswith("#"))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the function words of a language, in lower case; empty where it has no list."""
    return frozenset(word for line in lines(language, "stopwords") for word in line.split())


def _read(language: str, name: str) -> str:
    try:
        return (files("summarize") / "data" / language / name).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
