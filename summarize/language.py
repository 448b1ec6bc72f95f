"""Which language a text is in: by script, and within a script by function words.

Decides on an ISO 639-1 code ("und" where nothing tells). Leaves to the data which words tell: every
line of `common/function_words.txt` is a language that can be found. Reads a bounded sample.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import chain
from struct import Struct
from typing import NamedTuple

from summarize import lexicon

UNKNOWN = "und"
SAMPLE = 2000  # characters read at the text's begin, and as many in its middle
LEAST = 0.04  # share of a sample's words that have to be function words of the language found

_LANE = 64  # bits of a sum
_ONE = 10**12  # weights are whole numbers: they add up to the same in every order
_TIE = -3  # digits: what differs by less was equal before it was rounded

_WORD = re.compile(r"[\w\u0300-\u036f\u0900-\u109f\u1780-\u17ff]+")  # with the vowel signs of India
# Scripts with one language of those we know, by the first word of a letter's Unicode name.
_SCRIPT_LANGUAGE = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th", "LAO": "lo",
    "HEBREW": "he", "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka", "ETHIOPIC": "am",
    "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml",
    "GUJARATI": "gu", "GURMUKHI": "pa", "ORIYA": "or", "SINHALA": "si", "MYANMAR": "my",
    "KHMER": "km", "TIBETAN": "bo", "MONGOLIAN": "mn", "THAANA": "dv",
}  # fmt: skip
_SHARED_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "ARABIC", "DEVANAGARI"})
# Letters that few languages write count like words: names and short texts have few function words.
_LETTERS = {
    "ы": "ru be kk", "э": "ru be kk", "ё": "ru be", "щ": "ru uk bg", "ї": "uk", "є": "uk",
    "ў": "be", "ј": "sr mk", "ђ": "sr", "ћ": "sr", "ќ": "mk", "ѓ": "mk", "ѕ": "mk", "ә": "kk",
    "қ": "kk", "ұ": "kk", "ң": "kk", "ß": "de", "ø": "da no", "å": "da no sv", "þ": "is",
    "ð": "is", "ã": "pt", "ñ": "es gl eu tl", "ł": "pl", "ż": "pl", "ś": "pl", "ř": "cs",
    "ě": "cs", "ů": "cs", "ľ": "sk", "ŕ": "sk", "ő": "hu", "ű": "hu", "ț": "ro", "ș": "ro",
    "ţ": "ro", "ă": "ro vi", "ğ": "tr", "ı": "tr", "ư": "vi", "ơ": "vi", "đ": "vi hr sr",
    "ė": "lt", "ų": "lt", "ļ": "lv", "ņ": "lv", "ŝ": "eo", "ĝ": "eo", "œ": "fr", "پ": "fa ur",
    "گ": "fa ur", "ٹ": "ur", "ے": "ur", "ں": "ur", "ة": "ar", "أ": "ar", "ळ": "mr",
}  # fmt: skip
KANA_SHARE = 0.05  # of the letters: Chinese has none, Japanese a third or more


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language, "und" if it has no words or none that tell."""
    sample = _sample(text)
    if sample.isascii() or not any(not char.isascii() and char.isalpha() for char in set(sample)):
        return _by_words(sample)  # what letters there are, are Latin: nothing to count
    scripts = _scripts(sample)
    if not scripts:
        return UNKNOWN
    letters = sum(scripts.values())
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana + scripts["CJK"] > letters / 3:
        return "ja" if kana > KANA_SHARE * letters else "zh"
    script = min(scripts, key=lambda name: (-scripts[name], name))
    if script not in _SHARED_SCRIPTS:
        return _SCRIPT_LANGUAGE.get(script, UNKNOWN)
    return _by_words(sample)


def _sample(text: str) -> str:
    if len(text) <= 2 * SAMPLE:
        return text
    middle = len(text) // 2
    return text[:SAMPLE] + " " + text[middle : middle + SAMPLE]


def _scripts(sample: str) -> Counter[str]:
    """How many letters the sample has of each script."""
    counts: Counter[str] = Counter()
    for char, count in Counter(sample).items():
        if char.isascii():
            if char.isalpha():
                counts["LATIN"] += count
        elif char.isalpha():
            counts[_script(char)] += count
    return counts


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "?").split(None, 1)[0].split("-", 1)[0]


def _by_words(sample: str) -> str:
    """The language whose function words weigh most; a word of many languages weighs little."""
    owners = _owners()
    lower = sample.lower()
    words = Counter(_WORD.findall(lower))
    total = sum(words.values())
    if not lower.isascii():
        for letter in _LETTERS.keys() & set(lower):
            words[letter] = lower.count(letter)
    packed = sum(
        [owners.packed[word] * words[word] for word in owners.packed.keys() & words.keys()]
    )
    if not packed:
        return UNKNOWN
    lanes = iter(owners.lanes.unpack(packed.to_bytes(owners.lanes.size, "little")))
    _, best, hits = min(
        (-round(weight, _TIE), language, hits)
        for language, weight, hits in zip(owners.languages, lanes, lanes, strict=True)
    )
    return best if hits >= LEAST * total else UNKNOWN


class _Owners(NamedTuple):
    """The function words of all languages.

    A word of ten languages would take ten additions: so what a word says of each language lies side by side in
    one long integer, its weight in the lower lane and in the upper one that it is there, and a text's words are
    added up at once.
    """

    languages: tuple[str, ...]
    packed: dict[str, int]  # by word
    lanes: Struct  # of a sum: weight and hits of each language in turn


@lru_cache(maxsize=1)
def _owners() -> _Owners:
    """The table, read once; a word of many languages weighs little."""
    of_word: dict[str, list[str]] = defaultdict(list)
    lines = lexicon.lines(lexicon.COMMON, "function_words")
    for line in lines:
        language, _, words = line.partition(":")
        for word in words.split():
            of_word[word].append(language)
    of_word.update({letter: languages.split() for letter, languages in _LETTERS.items()})
    languages = tuple(sorted(set(chain.from_iterable(of_word.values()))))
    place = {language: 2 * _LANE * number for number, language in enumerate(languages)}
    packed = {
        word: sum(
            (round(_ONE * math.log(1 + len(lines) / len(own))) + (1 << _LANE)) << place[language]
            for language in own
        )
        for word, own in of_word.items()
    }
    return _Owners(languages, packed, Struct(f"<{2 * len(languages)}Q"))
