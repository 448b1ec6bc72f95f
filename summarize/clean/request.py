"""The reader's wish that came along with the text: "Summarize this in 200 words, 3 paragraphs".

Decides what a request looks like and reads the numbers in it. Leaves to ``segment`` where one may
stand: alone as the first or the last line, or glued to the last sentence. In the middle of an
article the same words are the article's.
"""

from __future__ import annotations

import re

from summarize.model import Request

#: Characters of a line that are looked at; no request is longer.
LONGEST = 240

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = {
    **{word: value for value, word in enumerate(_ONES, 1)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    "a": 1, "single": 1, "hundred": 100, "thousand": 1000, "ein": 1, "einem": 1, "zwei": 2,
    "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "hundert": 100, "un": 1, "deux": 2, "trois": 3,
    "quatre": 4, "cinq": 5, "cent": 100, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "cien": 100,
    "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "cento": 100, "twee": 2, "drie": 3, "vijf": 5,
}  # fmt: skip
_NUMBER_WORD = rf"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_NUMBER = (
    rf"(?:(?<![\d.,])(?:\d{{1,3}}(?:[,.]\d{{3}}){{1,2}}|\d{{1,7}}k?)|"
    rf"\b{_NUMBER_WORD}(?:[ -](?:and )?{_NUMBER_WORD}){{0,4}})"
)
# Patterns are compiled when a text first needs them, since few do and start-up counts.
_WORDS = (
    rf"(?i)({_NUMBER})[ -]?(?:(?:words?|wörtern?|worte?n?|mots|palabras|parole|palavras|woorden|ord|słów|słowach"
    r"|слов(?:ах)?|слів)\b|kelime|语|語)"
)
_PARAGRAPHS = (
    rf"(?i)({_NUMBER})[ -]?(?:short |kurzen? )?"
    r"(?:paragraphs?|absätzen?|abschnitten?|paragraphes?|párrafos?|paragrafi|parágrafos?|alinea's)\b"
)
_SENTENCES = (
    rf"(?i)({_NUMBER})[ -]?(?:short |kurzen? )?"
    r"(?:sentences?|sätzen?|satz|phrases?|frases?|oraciones|frasi|frase|zinnen|zin|meningar|zdaniach|zdania|cümle\w{0,4}"
    r"|предложени\w{1,3})\b"
)
#: "to 10% of its length"
_SHARE = r"(?<![\d.,])(\d{1,2}) ?(?:%|percent\b|per cent\b|prozent\b)"
# "## Instruction: In 50 words, I want you to summarize ..."
_LEAD = (
    r"[\s#>*•\"“'_-]{0,8}(?:(?:instructions?|prompt|task|request|note): ?)?"
    rf"(?:(?:in|using|with) (?:about |around |at most |up to |no more than )?{_NUMBER} ?"
    r"(?:words?|paragraphs?)(?: or (?:less|fewer))?, ?)?"
)
_POLITE = (
    r"(?:please,? |kindly |can you |could you |now |bitte |now, |i(?:'d| would) like you to |"
    r"i (?:want|need) you to )?(?:please |help me )?"
)
_OBJECT = (
    r"(?:this|that|the|it|these|following|above|below|all|my|article|text|content|story|news|"
    r"den|die|das|diesen|dieses|cet|cette|ce|le|la|el|este|esta)"
)
#: Of verbs of other languages, in which English ones would be too common.
_ITS_OBJECT = (
    r"(?:questo|questa|il|la|l['’]articolo|dit|deze|de|het|artikeln|texten|denna|den|artiklen|ten|tę|artykuł|tekst|"
    r"эту|этот|статью|текст)"
)
#: Every request has one of these in it, which is quicker to see than the pattern is to compile.
_HINTS = (
    "summar", "condense", "shorten", "rewrite", "paraphrase", "recap", "abridge", "abstract",
    "digest", "tl;dr", "tldr", "fass", "résum", "resum",
    "riassum", "vat ", "samenvat", "sammanfatta", "opsummer", "oppsummer", "sammenfat", "streść", "streśc",
    "podsumuj", "özetle", "излож", "перескажи", "сократи", "резюмир", "要約", "总结", "總結", "概括", "요약",
)  # fmt: skip
_START = (
    rf"(?i){_LEAD}{_POLITE}(?:"
    rf"(?:summari[sz]e|condense|shorten|rewrite|paraphrase|recap|abridge) {_OBJECT}\b"
    rf"|(?:summari[sz]e|condense|shorten) (?:in|into|to) "
    rf"|(?:write|give|create|make|provide|generate|produce|i need|i want|i(?:'d| would) like)(?: me| us)? "
    rf"(?:a|an|the) (?:[\w-]{{1,12}} ){{0,3}}(?:summary|recap|abstract|digest|tl;?dr)\b"
    rf"|(?:tl;?dr|summary)(?: in| of|:)"
    rf"|fass(?:e|en sie)? {_OBJECT}\b|résume[rz]? {_OBJECT}\b|resum[ea]n? {_OBJECT}\b"
    rf"|(?:riassumi|sammanfatta|opsummer|oppsummer|streść|podsumuj) {_ITS_OBJECT}\b"
    rf"|vat {_ITS_OBJECT}\b[^.!?]{{0,60}}\bsamen\b"
    rf"|(?:кратко )?(?:изложи|перескажи|сократи|резюмируй)(?:те)? {_ITS_OBJECT}\b"
    rf"|bu (?:makaleyi|metni|haberi|yazıyı)\b[^.!?]{{0,60}}\bözetle"
    rf"|(?:この|次の|以下の)(?:記事|文章|文|テキスト)を[^。]{{0,40}}要約|(?:请|請)?(?:用[^。]{{1,20}})?(?:总结|總結|概括)(?:一下)?"
    rf"(?:这|這|本|上|下|以|全)|이 (?:기사|글)[을를][^.]{{0,40}}요약"
    rf")"
)
# Headlines and sentences that report a request are the article's.
_REPORTED = r"(?i)[\"”] |\b(?:said|says|told|tells|asked|asks|urged|urges|warned|warns)\b"
_WHOLE = r"(?i)(?:this|the|above|following|article|text|content|story|below)\b|記事|文章|这|這|本文|기사|글"
_GLUED = r"[.!?…\"”’»)。！？] ?(?=\w)"


def is_request(line: str) -> bool:
    """Whether the line, whole, asks for a summary."""
    if len(line) > LONGEST or not _starts(line):
        return False
    if re.search(_REPORTED, line):
        return False
    asked = any(parse_request(line))
    return asked or (len(line.split()) <= 14 and re.search(_WHOLE, line) is not None)


def _hinted(text: str) -> bool:
    lower = text.lower()
    return any(hint in lower for hint in _HINTS)


def _starts(text: str) -> bool:
    return _hinted(text) and re.match(_START, text) is not None


def glued_request(line: str) -> int | None:
    """Where a request glued to the end of the line begins, or None.

    ``... from breaking promises.Summarize this content to 2000 words`` is cut before "Summarize".
    Only a request with a number counts here: without one it may be a sentence of the article.
    """
    tail = max(0, len(line) - LONGEST)
    if not _hinted(line[tail:]):
        return None
    for end in re.compile(_GLUED).finditer(line, tail):
        rest = line[end.end() :]
        if _starts(rest) and any(parse_request(rest)) and is_request(rest):
            return end.end()
    return None


def parse_request(text: str) -> Request:
    """The bounds that a request asks for; None where it names none.

    >>> parse_request("Summarize this content to 2000 words in 6 paragraphs")
    Request(words=2000, paragraphs=6, sentences=None, ratio=None)
    """
    share = re.search(_SHARE, text)
    return Request(
        words=_number(re.search(_WORDS, text)),
        paragraphs=_number(re.search(_PARAGRAPHS, text)),
        sentences=_number(re.search(_SENTENCES, text)),
        ratio=(int(share[1]) / 100 or None) if share else None,
    )


def _number(found: re.Match[str] | None) -> int | None:
    """The number in figures ("2,000", "2k") or in words ("two hundred and fifty")."""
    if found is None:
        return None
    text = found[1].lower()
    if text[0].isdigit():
        figures = int(re.sub(r"\D", "", text))
        return (figures * 1000 if text.endswith("k") else figures) or None
    value = 0
    for word in re.split("[ -]", text):
        if word != "and":
            number = _NUMBERS[word]
            value = max(1, value) * number if number >= 100 else value + number
    return value
