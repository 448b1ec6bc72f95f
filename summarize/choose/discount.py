"""What sentences lose of their worth because they read worse than they count.

Decides how much, in terms that a sentence would share with a reference: a line that is no sentence,
a very short one, and in a longer summary one from deep in the article. A sentence that needs another loses nothing: it
had lost half a term, and without that all four kinds of news gain more (2.96 -> 3.05 in ROUGE-1, 1.63 -> 1.66 in
ROUGE-2, cross-validated). What a sentence needs is told by `guard`, what is left to it by `objective`.
"""

from __future__ import annotations

from itertools import accumulate
from math import sqrt
from typing import TYPE_CHECKING

from summarize.choose.guard import SPACED_END
from summarize.choose.objective import FITTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarize.model import Sentence
    from summarize.score import Analysis

#: What a line without a full stop loses. Most are captions, which share words with
#: a reference and read badly. Swept 0, .5, 1, 2 and barring them: Daily Mail's gain in ROUGE-1 is 5.4,
#: 5.5, 5.2, 4.8 and 4.3, with .67, .34, .18, .06 and 0 of them in a summary; CNN's is the same.
#: Beside the guard and the weight of the first sentence as they are now, 1, 2 and 4 have 3.8, 3.6 and 3.1, with
#: .22, .10 and .01 of them.
BARE_LINE = 1.5
#: What a sentence of fewer words than ``BRIEF_WORDS`` loses: as the last that fits, it is what readers of
#: summaries found odd ("I have my four dogs."). Swept 0, .5, 1: .09, .03 and .01 of them in a summary of CNN,
#: ROUGE-1 +2.05, +2.04, +2.02.
BRIEF, BRIEF_WORDS = 0.5, 8
#: What a sentence loses for each ``DEPTH`` words that stand before it, up to ``DEEPEST`` of them, in summaries longer
#: than those that the values were fitted on: only sentences of an article's opening were seen there, and
#: what stands deep came in as an end that no reader expected. In full it would be at an endless summary, but it
#: shrinks with the square root of the length as the facts ``ALONG`` the text do: at 120 and 200 words it is .5
#: for each hundred, at 2,000 .2. Swept 0, .7, 1.4, 2.1, 3.5: ROUGE-1 at 120 words is 25.4, 25.3, 25.2, 25.2, 24.9
#: on CNN, 36.8, 36.9, 36.9, 36.7, 36.1 on Daily Mail and 41.0, 41.7, 41.9, 42.1, 42.4 on the Indian and British news.
#: Two blind readers found 29 of 40 summaries better with 1.4 than with 0, 9 worse, and one stumble less in each.
DEEP, DEPTH, DEEPEST = 1.4, 100, 600
#: What captions and very short sentences lose grows with the length, where they only fill, to so many times.
_MOST_LONGER = 3.0


def losses(analysis: Analysis, words: int) -> Mapping[int, float]:
    """Return what sentences of an article lose under a budget of ``words``, by their places."""
    ratio = max(1.0, words / FITTED)
    longer = min(_MOST_LONGER, ratio)
    deep = DEEP * (1 - 1 / ratio) / sqrt(ratio) / DEPTH
    lost: dict[int, float] = {}
    if deep:  # what loses nothing is not named: its worth may never be asked for
        before = accumulate(analysis.words[:-1], initial=0)
        lost = {index: deep * min(passed, DEEPEST) for index, passed in enumerate(before) if passed}
    for loss, places in (
        (BARE_LINE * longer, bare_lines(analysis.sentences)),
        (BRIEF * longer, brief(analysis)),
    ):
        for index in places:
            lost[index] = lost.get(index, 0.0) + loss
    return lost


def bare_lines(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Return the places of sentences that were lines without a full stop, mostly captions.

    Somebody has put a stop after each line, with a space; in a text that has a space before every
    stop this says nothing, and the first sentence may be the headline.
    """
    found = [index for index, one in enumerate(sentences) if one.text.endswith(SPACED_END)]
    return tuple(index for index in found if index) if 2 * len(found) < len(sentences) else ()


def brief(analysis: Analysis) -> tuple[int, ...]:
    """Return the places of very short sentences, but the first and those in longer quotations."""
    return tuple(
        index
        for index, (words, one) in enumerate(zip(analysis.words, analysis.sentences, strict=True))
        if index and words < BRIEF_WORDS and one.quotation < 0
    )
