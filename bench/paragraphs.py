"""Where paragraphs end: agreement with the paragraphs that authors made.

    python bench/paragraphs.py FILE.jsonl [--limit 300] [--merge 3]

Rows hold ``article``, a line a paragraph. Runs of ``--merge`` paragraphs are taken as one, since a
paragraph of news is a sentence or two. The lines are then joined, so that nothing of the layout is
left, and ``arrange`` is asked for as many paragraphs as there were. Prints WindowDiff (Pevzner &
Hearst, 2002) and Pk (Beeferman et al., 1999) of nltk.metrics.segmentation, lower is better, for
equal lengths and for ours, and ours with the source's line ends as a hint.
"""

import argparse
import json

from nltk.metrics.segmentation import pk, windowdiff

from summarize import arrange as module
from summarize import lexicon
from summarize.arrange import arrange
from summarize.language import detect
from summarize.model import Sentence
from summarize.score import score, stemmer
from summarize.split import split_sentences


def segments(paragraphs: list[list[Sentence]]) -> str:
    """Return a string with "1" where a paragraph ends, as nltk wants it."""
    return "".join("0" * (len(p) - 1) + "1" for p in paragraphs)[:-1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--merge", type=int, default=3)
    options = parser.parse_args()
    with open(options.file) as file:
        rows = [json.loads(line) for line in file][: options.limit]
    results: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        lines = [line for line in row["article"].split("\n") if line.strip()]
        language = detect(row["article"])
        paragraphs: list[list[Sentence]] = []
        for number, line in enumerate(lines):
            if number % options.merge == 0:
                paragraphs.append([])
            paragraphs[-1] += [s._replace(block=number) for s in split_sentences(line, language)]
        paragraphs = [p for p in paragraphs if p]
        if len(paragraphs) < 3:
            continue
        hinted = [s for p in paragraphs for s in p]
        plain = [s._replace(block=0) for s in hinted]
        vectors = score(
            plain, stem=stemmer(language), stop_words=lexicon.stop_words(language)
        ).vectors
        nothing = [{}] * len(plain)
        truth = segments(paragraphs)
        window = max(2, round(len(truth) / (2 * len(paragraphs))))
        if window >= len(truth):
            continue
        for name, sentences, terms in (
            ("equal lengths", plain, nothing),
            ("ours", plain, vectors),
            ("ours, line ends as a hint", hinted, vectors),
        ):
            found = segments([list(p) for p in arrange(sentences, terms, len(paragraphs))])
            results.setdefault(name, []).append(
                (windowdiff(truth, found, window), pk(truth, found, window))
            )
    if not results:
        raise SystemExit(f"{options.file}: no article has three paragraphs")
    print(f"{'':28} {'WindowDiff':>10} {'Pk':>8}   of {len(results['ours'])} articles")
    for name, values in results.items():
        means = [sum(column) / len(values) for column in zip(*values, strict=True)]
        print(f"{name:28} {means[0]:10.3f} {means[1]:8.3f}")
    print(f"weights: cohesion {module._COHESION}, balance {module._BALANCE}")


if __name__ == "__main__":
    main()
