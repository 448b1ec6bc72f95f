"""What was removed, and why each sentence was chosen: plain lines for stderr.

Decides how a decision is shown in a line. Leaves the decisions to ``clean`` and ``choose``; all of
it stands in the JSON too.
"""

from collections.abc import Iterator, Sequence

from summarize.model import ARTICLE_KINDS, Article, Block, Summary

_SHOWN = 72  # characters of a block or sentence


def removed(article: Article, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield a line for each block that was left out: line, kind, reason, confidence, text."""
    line, position = 1, 0
    for block in blocks:
        line += article.text.count("\n", position, block.start)
        position = block.start
        if block.kind not in ARTICLE_KINDS:
            reason = block.reason or "unnamed"
            yield (
                f"removed line {line}: {block.kind} ({reason}, {block.confidence:.2f}): "
                f"{shorten(block.text)}"
            )


def explain(summary: Summary) -> Iterator[str]:
    """Yield a line for each sentence of the summary: score, strongest features, text."""
    chosen = set(summary.sentences)
    for number, scored in enumerate(summary.scored, 1):
        if scored.sentence in chosen:
            features = ", ".join(
                f"{name} {value:.2f}"
                for name, value in sorted(scored.features.items(), key=lambda f: (-f[1], f[0]))
            )
            yield (
                f"sentence {number} of {len(summary.scored)}, score {scored.score:.3f} "
                f"({features}): {shorten(scored.sentence.text)}"
            )


def shorten(text: str) -> str:
    """Return ``text`` cut to a line's room."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
