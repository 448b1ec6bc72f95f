"""What a word is: one definition for the budget, the statistics and the reports.

Decides how many words a text has. A word is what ``wc -w`` counts, a run of visible characters
between white space, so ``len(text.split())``. Text written without spaces would make one word of a
whole sentence; there a run counts as many words as a reader would find, by a fixed rule: two
characters of Chinese or Japanese make a word, and four letters of Thai, Lao, Khmer or Burmese
(their usual word lengths). A count by this rule is never below that of ``wc -w``.

Leaves to others which terms are counted for scoring: those are stems, not words.
"""

import re

# Han and kana; then the South-East Asian scripts written without spaces.
_EAST_ASIAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SOUTH_EAST_ASIAN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_RUN = re.compile(f"([{_EAST_ASIAN}]+)|([{_SOUTH_EAST_ASIAN}]+)")
_EAST_ASIAN_WORD = 2  # characters
_SOUTH_EAST_ASIAN_WORD = 4  # characters


def is_spaceless(text: str) -> bool:
    """Whether any of ``text`` is in a script that is written without spaces between words."""
    return not text.isascii() and _RUN.search(text) is not None


def count_words(text: str) -> int:
    """Return the number of words of ``text`` (see the module's rule)."""
    if not is_spaceless(text):
        return len(text.split())
    return sum(map(_count_in_token, text.split()))


def _count_in_token(token: str) -> int:
    words, rest = 0, 0
    position = 0
    for run in _RUN.finditer(token):
        rest += run.start() > position
        position = run.end()
        size = _EAST_ASIAN_WORD if run.group(1) else _SOUTH_EAST_ASIAN_WORD
        words += -(-len(run.group()) // size)
    rest += position < len(token) and any(map(str.isalnum, token[position:]))
    return max(1, words + rest)


def cut_words(text: str, words: int) -> int:
    """Return the length in characters of the longest start of ``text`` of at most ``words`` words.

    The cut falls at a word's end; ``words`` is at least 1.
    """
    end = 0
    used = 0
    for token in re.finditer(r"\S+", text):
        size = _count_in_token(token.group()) if is_spaceless(token.group()) else 1
        if used + size > words:
            if not end:
                # A run without spaces, longer than the budget: cut inside it.
                end = token.start() + max(1, (words - used) * _EAST_ASIAN_WORD)
                while end > token.start() + 1 and count_words(text[token.start() : end]) > words:
                    end -= 1
            break
        used += size
        end = token.end()
    return end
