"""The reader's wish that came along with the text: "Summarize this in 200 words, 3 paragraphs".

Decides what a request looks like and reads the numbers in it. Leaves to ``segment`` where one may
stand: alone as the first or the last line, or glued to the last sentence. In the middle of an
article the same words are the article's.
"""

from __future__ import annotations

import re

#: Characters of a line that are looked at; no request is longer.
LONGEST = 240

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "a single": 1, "ein": 1, "einem": 1, "zwei": 2, "drei": 3, "vier": 4,
    "fünf": 5, "sechs": 6, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "dos": 2,
    "tres": 3, "cuatro": 4, "cinco": 5,
}  # fmt: skip
_NUMBER = rf"(?:\d[\d,.]{{0,8}}|{'|'.join(_NUMBERS)})"
_WORDS = re.compile(
    rf"\b({_NUMBER})[ -](?:words?|wörtern?|worte?n?|mots|palabras|parole|palavras|woorden)\b", re.I
)
_PARAGRAPHS = re.compile(
    rf"\b({_NUMBER})[ -](?:short |kurzen? )?"
    r"(?:paragraphs?|absätzen?|abschnitten?|paragraphes?|párrafos?|paragrafi|parágrafos?|alinea's)\b",
    re.I,
)
_POLITE = r"(?:please,? |kindly |can you |could you |now |bitte |now, )?(?:please |help me )?"
_OBJECT = (
    r"(?:this|that|the|it|these|following|above|below|all|my|article|text|content|story|news|"
    r"den|die|das|diesen|dieses|cet|cette|ce|le|la|el|este|esta)"
)
_START = re.compile(
    rf"{_POLITE}(?:"
    rf"(?:summari[sz]e|condense|shorten|rewrite|paraphrase|recap|abridge) {_OBJECT}\b"
    rf"|(?:summari[sz]e|condense|shorten) (?:in|into|to) "
    rf"|(?:write|give|create|make|provide|generate|produce|i need|i want)(?: me| us)? "
    rf"(?:a|an|the) (?:[\w-]{{1,12}} ){{0,3}}(?:summary|recap|abstract|digest|tl;?dr)\b"
    rf"|(?:tl;?dr|summary)(?: in| of|:)"
    rf"|fass(?:e|en sie)? {_OBJECT}\b|résume[rz]? {_OBJECT}\b|resum[ea]n? {_OBJECT}\b"
    rf")",
    re.I,
)
_WHOLE = re.compile(r"(?:this|the|above|following|article|text|content|story|below)\b", re.I)
_GLUED = re.compile(r"[.!?…\"”’»)。！？] ?(?=\w)")


def is_request(line: str) -> bool:
    """Whether the line, whole, asks for a summary."""
    if len(line) > LONGEST or not _START.match(line):
        return False
    if '" ' in line or "”" in line or " said" in line:
        return False
    asked = any(parse_request(line))
    return asked or (len(line.split()) <= 14 and _WHOLE.search(line) is not None)


def glued_request(line: str) -> int | None:
    """Where a request glued to the end of the line begins, or None.

    ``... from breaking promises.Summarize this content to 2000 words`` is cut before "Summarize".
    Only a request with a number counts here: without one it may be a sentence of the article.
    """
    tail = max(0, len(line) - LONGEST)
    for end in _GLUED.finditer(line, tail):
        rest = line[end.end() :]
        if _START.match(rest) and any(parse_request(rest)) and is_request(rest):
            return end.end()
    return None


def parse_request(text: str) -> tuple[int | None, int | None]:
    """The words and the paragraphs that a request asks for; None where it names none.

    >>> parse_request("Summarize this content to 2000 words in 6 paragraphs")
    (2000, 6)
    """
    return _number(_WORDS.search(text)), _number(_PARAGRAPHS.search(text))


def _number(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    word = found[1].lower()
    if word in _NUMBERS:
        return _NUMBERS[word]
    value = int(re.sub(r"\D", "", word))
    return value or None
