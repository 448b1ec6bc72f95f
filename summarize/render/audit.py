"""What was removed, and why each sentence was chosen: plain lines for stderr.

Decides how a decision is shown in a line. Leaves the decisions to ``clean`` and ``choose``; all of
it stands in the JSON too.
"""

from collections.abc import Iterator, Sequence

from summarize.model import ARTICLE_KINDS, Article, Block, Summary

_SHOWN = 72  # characters of a block or sentence
#: The facts that tell most to a reader; the JSON has all of them.
_TELLING = ("centrality", "like_opening", "names", "numbers", "new")


def removed(article: Article, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield a line for each block that was left out: line, kind, reason, confidence, text."""
    line, position = 1, 0
    for block in blocks:
        line += article.text.count("\n", position, block.start)
        position = block.start
        if block.kind not in ARTICLE_KINDS:
            reason = block.reason or "unnamed"
            yield (
                f"{article.source}: removed line {line}: {block.kind} ({reason}, {block.confidence:.2f}): "
                f"{shorten(block.text)}"
            )


def explain(summary: Summary) -> Iterator[str]:
    """Yield a line for each sentence of the summary: its score, its rank among all, and why."""
    chosen = set(summary.sentences)
    best_first = sorted(summary.scored, key=lambda scored: -scored.score)  # stable
    rank = {scored.sentence: place for place, scored in enumerate(best_first, 1)}
    for number, scored in enumerate(summary.scored, 1):
        if scored.sentence in chosen:
            features = ", ".join(f"{name} {scored.features[name]:.2f}" for name in _TELLING)
            yield (
                f"{summary.article.source}: sentence {number} of {len(summary.scored)}, "
                f"score {scored.score:.3f}, rank {rank[scored.sentence]} ({features}): "
                f"{shorten(scored.sentence.text)}"
            )


def shorten(text: str) -> str:
    """Return ``text`` cut to a line's room."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
