"""Every built-in rule catches its example, lets its near miss go, and takes linear time."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files

import pytest

from summarize.clean.rules import LONGEST, Rule, Where, parse

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
