"""JSON: one line an article, so that many make JSON Lines.

Decides the names and the units of the fields; ``docs/json.md`` documents them. A change that could
break a reader raises ``SCHEMA``. Decides too where the fields of a record go that was summarized:
before ours, under their own names, and none is lost.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from summarize.model import ARTICLE_KINDS, Article, Block, Metadata, Summary
from summarize.version import __version__
from summarize.words import count_words

SCHEMA = 1
#: The names of all fields that a line may have; a record's own that are called so are renamed.
NAMES = frozenset(
    {
        *("schema", "program", "source", *Metadata._fields, "encoding", "repairs", "language"),
        *(
            "summary",
            "words",
            "sentences",
            "truncated",
            "whole",
            "paragraphs",
            "removed",
            "settings",
            "notes",
        ),
        "blocks",
    }
)


def summary_json(summary: Summary, fields: Mapping[str, Any] | None = None) -> str:
    """Return ``summary`` as one line of JSON, after the ``fields`` that its record came with."""
    scored = {s.sentence: s for s in summary.scored}
    article_words = sum(count_words(s.sentence.text) for s in summary.scored)
    return _line(
        fields,
        {
            **_head(summary.article, summary.metadata),
            "language": summary.language,
            "summary": str(summary),
            "words": {
                "asked": summary.budget.words,
                "used": summary.words,
                "article": article_words,
            },
            "sentences": {
                "asked": summary.budget.sentences,
                "used": len(summary.sentences),
                "article": len(summary.scored),
            },
            "truncated": summary.truncated,
            "whole": summary.whole,
            "paragraphs": [
                [
                    {
                        "text": sentence.text,
                        "start": sentence.start,
                        "end": sentence.end,
                        "score": scored[sentence].score if sentence in scored else None,
                        "features": dict(scored[sentence].features) if sentence in scored else {},
                    }
                    for sentence in paragraph
                ]
                for paragraph in summary.paragraphs
            ],
            "removed": _removed(summary.blocks),
            "settings": asdict(summary.settings),
            "notes": summary.notes,
        },
    )


def cleaned_json(
    article: Article,
    blocks: Sequence[Block],
    metadata: Metadata,
    fields: Mapping[str, Any] | None = None,
) -> str:
    """Return every block of an article, with its label, as one line of JSON."""
    ours = {**_head(article, metadata), "blocks": [_block(block) for block in blocks]}
    return _line(fields, ours)


def passed_names(names: Sequence[str]) -> list[str]:
    """What the fields of a record are called in the output.

    Where they have names of ours they get "input_" before them, as often as it takes to meet no other.
    """
    taken = {*NAMES, *names}
    found = []
    for name in names:
        if name in NAMES:
            while name in taken:
                name = f"input_{name}"
            taken.add(name)
        found.append(name)
    return found


def _line(fields: Mapping[str, Any] | None, ours: dict[str, Any]) -> str:
    if not fields:
        return _dump(ours)
    names = passed_names(list(fields))
    return _dump({**dict(zip(names, fields.values(), strict=True)), **ours})


def _head(article: Article, metadata: Metadata) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "program": f"summarize {__version__}",
        "source": article.source,
        **metadata._asdict(),
        "encoding": article.encoding,
        "repairs": article.repairs,
    }


def _removed(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks if block.kind not in ARTICLE_KINDS]


def _block(block: Block) -> dict[str, Any]:
    return block._asdict()


def _dump(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, default=_plain)
    # A file's name may hold bytes that are no UTF-8; JSON must.
    return text.encode("utf-8", "replace").decode("utf-8")


def _plain(value: object) -> str:
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
