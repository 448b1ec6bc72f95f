"""The documentation is true: its commands run, its example is a real one."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from summarize.errors import Exit
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
#: Commands that install; CI runs what they install in an environment of its own.
INSTALLS = ("pip install", "eval", "_SUMMARIZE_COMPLETE")


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)


def shell(command: str) -> "subprocess.CompletedProcess[str]":
    """The command in a shell in which ``summarize`` is the one under test."""
    function = f'summarize() {{ {shlex.quote(sys.executable)} -m summarize "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", function + command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_first_screen_shows_a_real_run() -> None:
    (example,) = blocks(ROOT / "README.md", "console")
    command, _, output = example.removeprefix("$ ").partition("\n")
    done = shell(command + " | fold -s -w 98 | sed 's/ *$//'")
    assert done.stdout.strip() == output.strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_of_the_docs_run(page: Path) -> None:
    commands = [
        line
        for block in blocks(page, "sh")
        for line in block.splitlines()
        if line and not line.startswith(INSTALLS)
    ]
    for command in commands:
        done = shell(command)
        assert done.returncode == 0, (command, done.stderr)
        assert done.stdout


def test_python_of_the_readme_runs() -> None:
    for block in blocks(ROOT / "README.md", "python"):
        subprocess.run([sys.executable, "-c", block], cwd=ROOT, check=True, capture_output=True)


def test_options_that_the_docs_name_exist() -> None:
    help_text = shell("summarize --help").stdout
    for page in (page for page in PAGES if page.name != "how-it-works.md"):  # names bench's too
        for option in set(re.findall(r"`[^`\n]*?(--[a-z][a-z-]+)", page.read_text())):
            assert option in help_text, f"{page.name} names {option}"


def test_every_exit_status_is_documented() -> None:
    table = (ROOT / "README.md").read_text()
    for status in Exit:
        assert f"| {int(status)} |" in table
