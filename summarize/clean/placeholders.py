"""What a page puts between all of an article's paragraphs: "Article content", "Advertisement".

Decides which lines that a rule has put aside are such, by how often they come. The model is not shown them: where
every other line is a label each paragraph stands alone, and an article reads like a list of teasers. What comes less
often tells the model where the page's own parts are. Leaves to ``rules`` what is furniture.

Two of 227 labelled pages have such lines, and get better by .08 in the mean; of 2,133 pages of two collections
none. With a tenth of the lines instead, twice as many pages get worse as better.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from summarize.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarize.clean.segment import Piece

_OFTEN = 4  # times that a placeholder comes at least,
_SHARE = 0.2  # and its share of the lines
_PARAGRAPH = 100  # characters of the line below one, as most of them are: shorter ones are teasers or comments


def placeholders(pieces: Sequence[Piece]) -> set[int]:
    """The places of the placeholders among a text's pieces."""
    least = max(_OFTEN, _SHARE * sum(not piece.far for piece in pieces))
    ruled = [
        place
        for place, piece in enumerate(pieces)
        if piece.kind is Kind.BOILERPLATE and not piece.far
    ]
    if len(ruled) < least:
        return set()
    times = Counter([pieces[place].text for place in ruled])
    found = {place for place in ruled if times[pieces[place].text] >= least}
    paragraphs = [
        len(following.text) >= _PARAGRAPH
        for place, following in enumerate(pieces[1:])
        if place in found and place + 1 not in found
    ]
    return found if 2 * sum(paragraphs) > len(paragraphs) else set()
