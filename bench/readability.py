"""Count what trips a reader of an extractive summary: an independent check on the context guard.

Shares no code and no word lists with the program. Where the guard asks what a sentence needs, this
asks what a reader of the summary alone would stumble over, sentence by sentence, with the article
at hand to find whom a pronoun meant there.

    problems(article_sentences, chosen) -> list of (problem, sentence)

English in full; for other languages only what marks and layout show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

PERSON = re.compile(r"^(?:\W*)(?:he|she|his|her|him|hers)\b", re.I)
THING = re.compile(r"^(?:\W*)(?:it|its|they|their|them|these|those|this|that|such|both)\b", re.I)
NO_ANTECEDENT = re.compile(
    r"^\W*(?:it(?:['’]s|\s+is|\s+was|\s+will\s+be|\s+would\s+be|\s+has\s+been|\s+had\s+been)\s+(?:\w+\s+){0,4}(?:that|to|who|why|how|when|whether)\b"
    r"|it\s+(?:took|takes|emerged|seems|appears|comes|came)\b"
    r"|it['’]s\s+(?:a|an|the|not|no)\b"
    r"|(?:this|these)\s+(?:week|month|year|morning|afternoon|evening|weekend|summer|winter|spring|autumn|season|days)\b"
    r"|those\s+(?:who|with|in|of|affected|involved)\b|that\s+is\s+why\b|both\s+the\b|they\s+say\b)",
    re.I,
)
CONNECTIVE = re.compile(
    r"^\W*(?:but|and|or|so|also|meanwhile|however|yet|then|still|moreover|nevertheless|nonetheless|instead|"
    r"therefore|thus|hence|furthermore|besides|likewise|similarly|otherwise|conversely|afterwards?|"
    r"in addition|as a result|on the other hand|by contrast|in contrast|for example|for instance|"
    r"after that|at the same time|in the meantime|in turn|that said|in fact|in response|of course|"
    r"the following day|the next day|(?:days|weeks|months|hours|minutes) later|what is more)\b(?!['’-])",
    re.I,
)
GENERIC = re.compile(
    r"^\W*(?:the|this|that|these|those)\s+(?:company|firm|group|man|woman|boy|girl|couple|pair|trio|duo|"
    r"team|incident|attack|move|decision|deal|report|study|victims?|suspects?|officer|teenager|player|"
    r"actor|actress|singer|driver|pensioner|mother|father|child|baby|case|accident|crash|blast|ruling|"
    r"proposal|measure|announcement|defendants?|claims?|allegations?|comments?|remarks?|findings|"
    r"researchers|footage|statement|latter|video|images?|pictures?|photo)\b"
    r"(?!\s+(?:who|that|which|of|accused|behind|between|against|on|in|with|at))",
    re.I,
)  # fmt: skip
SAYS = re.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tells?|add(?:ed|s)|ask(?:ed|s)|according|explain(?:ed|s)|wr(?:ote|ites)|"
    r"claim(?:ed|s)|insist(?:ed|s)|warn(?:ed|s)|stat(?:ed|es|ement)|repl(?:ied|ies)|comment(?:ed|s)|"
    r"tweet(?:ed|s)|announc(?:ed|es)|read|reads|post(?:ed|s)|joked|describ(?:ed|es)|call(?:ed|s)|"
    r"admit(?:ted|s)|argu(?:ed|es)|recall(?:ed|s)|reveal(?:ed|s)|concluded|continued|testified|thought|"
    r"spokes\w+|quot(?:ed|ing))\b",
    re.I,
)  # fmt: skip
FURNITURE = re.compile(
    r"scroll down|click here|read more|sign up|subscribe|follow us|newsletter|cookies?\b.*\baccept|"
    r"all rights reserved|©|photo:|file photo|stock image|\(pictured|pictured (?:above|left|right)|"
    r"\((?:left|right|above|below)\)|getty images|share this|\{\"|https?://",
    re.I,
)
NAME = re.compile(r"(?<=\S )[A-ZÀ-Ý][\w’'-]+")
ENDS = re.compile(r"[.!?…。！？۔।][)\]\"'”’»«“‘」』]*$")
BULLET = re.compile(r"^(?:[-–•*▪●·]|\d{1,2}[.)])\s")
QUOTE_PAIRS = (("“", "”"), ("「", "」"))


def problems(
    article: Sequence[str], chosen: Sequence[int], language: str = "en"
) -> list[tuple[str, str]]:
    """Return the problems of a summary: their names, each with its sentence.

    Args:
        article: its sentences.
        chosen: places of the summary's sentences in it, rising.
        language: ISO 639-1 code; what rests on words is looked for in English only.

    """
    found = []
    for place, index in enumerate(chosen):
        text = article[index]
        previous = chosen[place - 1] if place else None
        follows = previous is not None and previous == index - 1
        found += [(name, text) for name in _layout(text)]
        found += [(name, text) for name in _questions(article, chosen, index, language)]
        if language == "en" and not follows:
            found += [(name, text) for name in _orphans(article, chosen, place)]
        if language == "en":
            found += [(name, text) for name in _speaker(article, chosen, place)]
    summary = [article[index] for index in chosen]
    found += [("half a quotation", text) for text in _torn(summary)]
    return found


def _layout(text: str) -> Iterator[str]:
    if not ENDS.search(text) and not text.endswith(":"):
        yield "heading or caption"
    elif FURNITURE.search(text):
        yield "boilerplate"
    if BULLET.match(text):
        yield "list item"


def _questions(
    article: Sequence[str], chosen: Sequence[int], index: int, language: str
) -> Iterator[str]:
    text = _unquoted(article[index])
    if not text.rstrip().endswith("?"):
        return
    if language == "en" and not re.search(
        r"\b(?:who|whom|whose|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|should|has|have|had)\b",
        text, re.I,
    ):  # fmt: skip
        return  # a lost character
    if index + 1 not in chosen:
        yield "question"
    if article[index].endswith(":") and index + 1 not in chosen:
        yield "announcement"


def _orphans(article: Sequence[str], chosen: Sequence[int], place: int) -> Iterator[str]:
    index = chosen[place]
    text = article[index]
    if index and CONNECTIVE.match(text):
        yield "connective"
        return
    spoken = _unquoted(text, within=_begins_within(article, index)).strip() or text
    before = [article[other] for other in chosen[max(place - 2, 0) : place]]
    if PERSON.match(spoken):
        if not _person_known(article, index, before, spoken):
            yield "pronoun"
    elif (THING.match(spoken) and not NO_ANTECEDENT.match(spoken)) or (
        index and GENERIC.match(spoken)
    ):
        if index == 0 and NAME.search(spoken):
            return  # an opening that keeps its reader waiting
        if not _topic_known(article, index, before):
            yield "pronoun"


def _person_known(article: Sequence[str], index: int, before: Sequence[str], spoken: str) -> bool:
    """Whether the name last mentioned in the article before the pronoun is in the summary too."""
    if not before:
        return bool(index == 0 and NAME.search(spoken))
    for other in range(index - 1, max(index - 5, -1), -1):
        names = set(NAME.findall(" " + article[other])) | _surnames(article, other)
        if names:
            return any(name in text for name in names for text in before)
    return False


def _surnames(article: Sequence[str], index: int) -> set[str]:
    """The first word of a sentence, where the article uses it as a name elsewhere."""
    words = re.findall(r"\w+", article[index][:40])
    return {words[0]} if words and any(words[0] in NAME.findall(s) for s in article) else set()


def _topic_known(article: Sequence[str], index: int, before: Sequence[str]) -> bool:
    if not before or not index:
        return False
    wanted = set(re.findall(r"\w{4,}", article[index - 1].lower()))
    there = {word for text in before for word in re.findall(r"\w{4,}", text.lower())}
    names = set(NAME.findall(article[index - 1]))
    if names and all(any(name in text for text in before) for name in names):
        return True
    return len(wanted & there) > 0.4 * len(wanted)


def _speaker(article: Sequence[str], chosen: Sequence[int], place: int) -> Iterator[str]:
    text = article[chosen[place]]
    if text[:1] not in "\"“'‘" or len(re.findall(r"\w+", _unquoted(text))) > 1:
        return
    if len(text.split()) < 4 or (text[:1] in "'‘" and not re.search(r"[.,!?]['’]$", text)):
        return
    start = end = place
    while (
        start
        and chosen[start - 1] == chosen[start] - 1
        and not SAYS.search(_unquoted(article[chosen[start]]))
    ):
        start -= 1
    # The quotation may go on for sentences before it names its speaker.
    while list(chosen[end + 1 : end + 2]) == [chosen[end] + 1] and _begins_within(
        article, chosen[end + 1]
    ):
        end += 1
    around = [
        index for index in chosen[start : max(end, place + 1) + 1] if abs(index - chosen[place]) < 6
    ]
    if not any(
        SAYS.search(_unquoted(article[index], within=_begins_within(article, index)))
        for index in around
    ):
        yield "speaker unknown"


def _begins_within(article: Sequence[str], index: int) -> bool:
    """Whether a sentence begins within a quotation that one of the last six has opened."""
    for other in range(index - 1, max(index - 7, -1), -1):
        marks = list(re.finditer('["“”]', article[other]))
        if marks:
            last = marks[-1]
            before = article[other][: last.start()]
            return last[0] == "“" or (last[0] == '"' and (not before or before[-1] in " (["))
    return False


def _torn(summary: Sequence[str]) -> Iterator[str]:
    """Sentences with an opening mark that the summary never closes, and the other way round."""
    whole = " ".join(summary)
    for one, other in QUOTE_PAIRS:
        if "„" in whole:
            continue  # „so“, „so” and “so” in one text: no telling
        open_in: str | None = None
        for text in summary:
            for mark in re.findall(f"[{one}{other}]", text):
                if mark == one:
                    open_in = text
                elif open_in is None:
                    yield text
                else:
                    open_in = None
        if open_in is not None:
            yield open_in
    for text in summary:
        if text.count("»") != text.count("«") or text.count("„") > text.count("“") + text.count(
            "”"
        ):
            rest = whole.count("»") != whole.count("«")
            if rest or "„" in text:
                yield text
    open_in = None
    for text in summary:
        for mark in re.finditer(r'"', text):
            after = text[mark.end() : mark.end() + 1]
            before = text[mark.start() - 1 : mark.start()] if mark.start() else " "
            if (before.isspace() or before in "([-–—") and (
                mark.start() == 0 or not after.isspace()
            ):
                open_in = text
            elif open_in is None:
                yield text
            else:
                open_in = None
        if open_in is not None and re.search(r'(?:^|\s)"[^"]*\?', open_in):
            open_in = None  # a closing mark that became "?"
    if open_in is not None:
        yield open_in


def _unquoted(text: str, *, within: bool = False) -> str:
    """What a sentence says outside quotations; ``within`` says that it begins in one."""
    if within and text[:1] not in '"“':
        text = re.sub(r'^[^"”]*(?:["”]|$)', " ", text)
    text = re.sub(r'"[^"]*(?:"|$)|“[^”]*(?:”|$)|«[^»]*(?:»|$)', " ", text)
    return re.sub(r"(?:^|(?<=\s))['‘](?=\w).*?[.,!?]['’](?=\s|$|[.,;])", " ", text)
