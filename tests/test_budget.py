"""budget: whose word counts for the length."""

import pytest

from summarize.budget import default_words, resolve
from summarize.errors import SettingsError
from summarize.model import Budget, Request
from summarize.settings import LARGEST, Settings


@pytest.mark.parametrize(
    ("settings", "request_line", "budget"),
    [
        (Settings(words=50), Request(), Budget(50)),
        (Settings(words=50), Request(200, 3), Budget(50, None, 3)),
        (Settings(words=50, paragraphs=1), Request(200, 3), Budget(50, None, 1)),
        (Settings(paragraphs=4), Request(200, 3), Budget(200, None, 4)),
        (Settings(sentences=4), Request(200), Budget(LARGEST, 4)),
        (Settings(ratio=0.1), Request(), Budget(40)),
        (Settings(ratio=0.1, words=30), Request(), Budget(30)),
        (Settings(ratio=0.0001), Request(), Budget(1)),
        (Settings(), Request(), Budget(110)),
        (Settings(), Request(sentences=2), Budget(LARGEST, 2)),
        (Settings(), Request(30, 2, 1), Budget(30, 1, 2)),
        (Settings(), Request(ratio=0.1), Budget(40)),
        (Settings(words=50), Request(sentences=2, ratio=0.1), Budget(50)),
    ],
)
def test_the_command_line_comes_before_the_request_line(
    settings: Settings, request_line: Request, budget: Budget
) -> None:
    assert resolve(settings, request_line, 400)[0] == budget


def test_a_request_that_is_obeyed_is_told() -> None:
    note = resolve(Settings(paragraphs=2), Request(200, 3), 400)[1]
    assert note is not None
    assert "200 words" in note
    assert "paragraphs" not in note
    assert resolve(Settings(words=5, paragraphs=2), Request(200, 3), 400)[1] is None
    one = resolve(Settings(), Request(1, 1, 1, 0.1), 400)[1]
    assert one is not None
    assert "sets 1 word and 10% of its words and 1 sentence and 1 paragraph (" in one


def test_the_default_length_grows_more_slowly_than_the_article() -> None:
    lengths = [default_words(words) for words in (60, 200, 400, 800, 2000, 5000, 50_000)]
    assert lengths == sorted(lengths)
    assert all(60 <= length <= 600 for length in lengths)
    assert default_words(5000) < 10 * default_words(500)


@pytest.mark.parametrize(
    "options",
    [
        {"words": 0},
        {"words": -5},
        {"words": 10**10},
        {"paragraphs": 0},
        {"sentences": True},
        {"ratio": 0.0},
        {"ratio": 1.5},
        {"language": "klingon"},
    ],
)
def test_impossible_settings_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(SettingsError):
        Settings(**options)  # type: ignore[arg-type]


def test_a_language_may_be_given_with_its_region() -> None:
    assert Settings(language="en_GB").language == "en"
    assert Settings(language="nb").language == "no"
