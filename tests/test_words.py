"""words: one definition, and it is that of wc -w."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.words import count_words, cut_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one", 1),
        ("a dash – counts, as wc counts it", 8),
        ("U.S.-backed e-mail isn’t two", 4),
        ("政府宣布了新政策", 4),
        ("新しい計画", 3),
        ("iPhone是手机", 3),
        ("ประเทศไทย", 3),
        ("。", 1),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.skipif(not shutil.which("wc"), reason="no wc on this machine")
@pytest.mark.parametrize(
    "text", ["Plain text – with “marks”, £5 & 政府宣布了.", "an e-mail\nto you …"]
)
def test_never_below_wc(text: str) -> None:
    counted = subprocess.run(
        ["wc", "-w"],
        input=text.encode(),
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8"},
    )
    assert count_words(text) >= int(counted.stdout)


@given(st.text(alphabet="ab 政府ก.", min_size=1).filter(str.strip), st.integers(1, 9))
def test_a_cut_holds_the_bound_and_uses_it(text: str, words: int) -> None:
    end = cut_words(text, words)
    assert 0 < end <= len(text)
    assert count_words(text[:end]) <= words or end == 1
    if " " in text and all(c in "ab ." for c in text):
        assert count_words(text[:end]) == min(words, count_words(text))
