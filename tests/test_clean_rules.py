"""Every built-in rule catches its example, lets its near miss go, and takes linear time."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from summarize.clean.rules import LONGEST, Rule, Where, built_in, parse

DATA = files("summarize").joinpath("data")
ROWS = [
    pytest.param(rule, id=f"{folder.name}: {rule.name}")
    for folder in sorted(DATA.iterdir(), key=lambda folder: folder.name)
    if folder.joinpath("boilerplate.toml").is_file()
    for rule in parse(folder.joinpath("boilerplate.toml").read_text(encoding="utf-8"), folder.name)
]


@pytest.mark.parametrize("rule", ROWS)
def test_a_rule_catches_its_example_and_not_its_near_miss(rule: Rule) -> None:
    assert rule.example and rule.near_miss
    assert rule.finds(rule.example)
    assert not rule.finds(rule.near_miss)


LANGUAGES = sorted(
    folder.name
    for folder in DATA.iterdir()
    if folder.joinpath("boilerplate.toml").is_file() and folder.name != "common"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_of_a_language_are_joined_without_getting_in_each_others_way(language: str) -> None:
    """Each row is found where those of all languages and of English stand before it, and no near miss by any of them."""
    rules = built_in(language)
    for row in rules.rows:
        finds = {Where.LINE: rules.whole, Where.START: rules.start, Where.END: rules.end}[row.where]
        assert finds(row.example), row.name
        assert not rules.whole(row.near_miss), row.name


ARTICLE_LINES: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("article_lines.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("language", sorted(ARTICLE_LINES))
def test_no_rule_catches_what_articles_say(language: str) -> None:
    rules = built_in(language)
    caught = [line for line in ARTICLE_LINES[language] if rules.whole(line) or rules.start(line)]
    assert caught == []


@pytest.mark.parametrize("rule", ROWS)
def test_a_rule_repeats_nothing_without_bound(rule: Rule) -> None:
    """No ``+``, ``*`` or ``{n,}``: with ``LONGEST`` a rule's work on a line has a fixed bound."""
    bare = re.sub(r"\\.|\[(?:\\.|[^\]])*\]", "", rule.pattern)
    assert not re.search(r"[+*]|\{\d+,\}", bare)


@pytest.mark.parametrize("rule", ROWS)
def test_no_rule_looks_at_more_than_its_bound(rule: Rule) -> None:
    long = "a" * LONGEST + rule.example
    assert not rule.finds(long) or rule.where is Where.END


@pytest.mark.parametrize(
    "hostile",
    ["'a' * {n}", "'a ' * ({n} // 2)", "'a. ' * ({n} // 3)", "'ab\\n' * ({n} // 3)",
     "'©' * {n}", "'aB ' * ({n} // 3)", "'Read more. ' * ({n} // 11)", "'\\n' * {n}",
     "'あ' * {n}", "'\"' * {n}", "'sign up for ' * ({n} // 12)"],
)  # fmt: skip
def test_hostile_text_takes_time_in_proportion(hostile: str) -> None:
    """Two sizes in a process of their own: quadratic time would pass the limit many times over."""
    program = f"from summarize.clean import clean\nfor n in (1000, 600_000): clean({hostile})"
    program = program.replace("{n}", "n")
    subprocess.run([sys.executable, "-c", program], check=True, timeout=90)


def test_no_language_has_a_rule_that_hangs_on_its_own_beginnings() -> None:
    """Lines of the longest length that rules see, made of each rule's own words, in a process of their own."""
    program = """
from summarize.clean.rules import LONGEST, built_in
for language in LANGUAGES:
    rules = built_in(language)
    for row in rules.rows:
        for end in range(1, len(row.example) + 1):
            line = (row.example[:end] + " ") * LONGEST
            for find in rules.whole, rules.start, rules.end:
                find(line[:LONGEST])
"""
    program = f"LANGUAGES = {LANGUAGES!r}{program}"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=90)
