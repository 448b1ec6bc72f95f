"""The plan of the house, guarded: imports run strictly downward (docs/design.md)."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "summarize"

#: The floor of each module or package; a module may import from its own package and from below.
FLOORS = {
    "cli": 6,
    "batch": 5,
    "boundary": 5,
    "__init__": 5,
    "pipeline": 4,
    **dict.fromkeys(
        ["read", "clean", "split", "score", "choose", "arrange", "render", "budget"], 3
    ),
    **dict.fromkeys(["lexicon", "cues", "language"], 2),
    **dict.fromkeys(
        ["model", "settings", "memo", "lean", "vectors", "words", "counts", "errors", "version"], 1
    ),
}
#: What a floor has of stairs: ``choose`` reads the value that ``score`` hands on; the data of a
#: language are read through ``lexicon``; the nouns count words and carry their settings.
STAIRS = {
    ("choose", "score"),
    ("cues", "lexicon"),
    ("language", "lexicon"),
    ("model", "settings"),
    ("model", "words"),
    ("settings", "errors"),
}


def imported(module: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.startswith("summarize.")
        ):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.ImportFrom) and node.module == "summarize":
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            found.update(
                alias.name.split(".")[1]
                for alias in node.names
                if alias.name.startswith("summarize.")
            )
    return found


@pytest.mark.parametrize(
    "module", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_imports_run_downward(module: Path) -> None:
    own = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__main__":
        return
    for name in imported(module) - {own}:
        assert FLOORS[name] < FLOORS[own] or (own, name) in STAIRS, f"{own} imports {name}"
