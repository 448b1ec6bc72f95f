"""Full stops that belong to a word: abbreviations, initials, ordinals, labels of lists.

Decides what kind of abbreviation a token is and whether a sentence ends at its full stop when white
space and no small letter follow. The words stand in the data; here are the phenomena.
"""

from __future__ import annotations

import re

from summarize.split.candidate import Candidate
from summarize.split.marks import OPENERS, TURNING
from summarize.split.rules import Dot, Rules

_ORDINALS = re.compile(
    r"\d+|(?:\d{1,2}\.)?[-–/]\d{1,2}"
)  # "3", and of "1.–3." what precedes the dot
_ORDINAL = re.compile(r"\d{1,2}\.")
_ROMAN = re.compile(r"[IVXLCDM]{2,}")
_CONSONANTS = frozenset("bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщ")
# J.P. "The Big Bopper" Richardson; what somebody says has a mark of its own before it closes
_NICKNAME = re.compile(r"""["“„«'‘][^\W\d_][\w .-]{0,30}\w["”“»'’] [^\W\d_]""")
_INNER = str.maketrans("’(-/", "''''")  # marks inside a token, after which a word begins


def kind(token: str, previous: str, rules: Rules) -> Dot | None:
    """The kind of abbreviation that `token`, without its full stop, is; None: an ordinary word."""
    kinds = rules.abbreviations
    if token.isalpha() and token.islower() and len(token) > 1:
        return kinds.get(token)
    if token[-1].isdigit():
        return Dot.MIDDLE if rules.ordinals and _ORDINALS.fullmatch(token) else None
    listed = _listed(token, rules)
    if listed is not None:
        return listed
    if len(token) == 1:
        return _single_letter(token, previous, rules)
    inner = token.translate(_INNER).rpartition("'")[2]
    if inner != token and len(inner) > 1:  # "dell'Ing", "(Prof", "Vize-Präs"
        return _listed(inner, rules)
    parts = token.replace("-", "").split(".")
    if len(parts) > 1 and all(part.isalpha() and len(part) <= 2 for part in parts):
        return Dot.MIDDLE  # "U.S", "J.-P", "Ph.D"
    if rules.ordinals and _ROMAN.fullmatch(token):
        return Dot.MIDDLE  # "Ludwig XIV. starb"
    if len(token) <= 4 and token.istitle() and _CONSONANTS.issuperset(token.lower()):
        return Dot.MIDDLE  # no word is without a vowel: "Mgr", "Kft", "Sgt"
    return None


def _listed(token: str, rules: Rules) -> Dot | None:
    """The row of a token: "etc" covers "Etc." but not "ETC."; "Inc" covers "INC.", "z.B" "Z.B."."""
    kinds = rules.abbreviations
    found = kinds.get(token)
    if found is not None or len(token) < 2:
        return found  # one capital letter is an initial, whatever the small one stands for
    if token.isalpha() and token.isupper():
        small = kinds.get(token.lower())
        return kinds.get(token.capitalize()) or (small if small is Dot.NUMBER else None)
    return kinds.get(token.lower()) or kinds.get(token[0].lower() + token[1:])


def _single_letter(token: str, previous: str, rules: Rules) -> Dot | None:
    """An initial, or the second half of "z. B." and "a. C."."""
    if not token.isalpha():
        return None
    if previous.endswith("."):
        joined = _listed((previous + token).lstrip(OPENERS + TURNING), rules)
        if joined is not None:
            return joined
    return Dot.MIDDLE


def ends_sentence(at: Candidate) -> bool:
    """Does the sentence end at this single full stop? White space and no small letter follow."""
    token = at.token
    if not token:
        return True
    alone = at.place - len(token) <= at.begin + 2
    if alone and _is_label(token):
        return False  # "1. The first item", "B. Another", "• 9. Both"
    found = kind(token, at.previous, at.rules)
    if found is None:
        return True
    if found is Dot.NAME or found is Dot.INSIDE or (alone and "." in token):
        return False  # no sentence is only an abbreviation: "P.S. I love you"
    if found is Dot.NUMBER:
        code = (
            at.word.isupper() and len(at.word) <= 3 and not at.opener
        )  # "Vol. II", "flight no. EY 204"
        return not (at.char.isdigit() or code)
    if found is Dot.END:
        return not at.char.isdigit()
    if found is Dot.CLOCK:
        return _after_clock(at)
    if token[-1].isdigit():
        return _after_ordinal(at, token)
    return _before_opener(at)


def _is_label(token: str) -> bool:
    """The label of a list item or paragraph, when nothing stands before it."""
    if len(token) > 3:
        return False
    return (
        token.isdigit()
        or (len(token) == 1 and token.isalpha())
        or bool(_ROMAN.fullmatch(token.upper()))
    )


def _before_opener(at: Candidate) -> bool:
    """ "in the U.S. They left" ends, "the U.S. Army" does not; nor does "J. A. Smith"."""
    if _is_initials(at) and (nickname := _NICKNAME.match(at.text, at.following, at.end)):
        return nickname[0][-1].islower()
    if at.opener and at.after_word != ".":
        return True
    if at.text[at.following] in "“„«「" and at.char.isupper():
        return True
    return _listed(at.word, at.rules) is Dot.NAME and at.after_word == "."  # "at 6 P.M. Mr. Smith"


def _is_initials(at: Candidate) -> bool:
    """One or two letters of a name, which no article precedes: "J.P.", not "the U.S."."""
    letters = at.token.split(".")
    return (
        len(letters) <= 2
        and all(len(letter) == 1 and letter.isupper() for letter in letters)
        and at.previous.lower() not in at.rules.openers
    )


def _after_clock(at: Candidate) -> bool:
    """ "by 5 p.m. Police came" ends; "5 p.m. Tuesday", "5 p.m. EST", "At 5 p.m. Ann" go on."""
    words = at.text[at.begin : at.place].split(None, 3)
    if len(words) <= 3 and any(word[0].isdigit() for word in words):
        return False
    if not at.char.isalpha():
        return False
    word = at.word.lower()
    zone = at.word.isupper() and len(at.word) > 1
    return not (word in at.rules.days or word in at.rules.months or zone)


def _after_ordinal(at: Candidate, token: str) -> bool:
    """ "am 3. Oktober", "am 3. 10.", "die 5. Liga" go on; "Seite 12. Dort", "seit 2012. Er" end."""
    if at.word.lower() in at.rules.months:
        return False
    if token.isdigit() and len(token) > 2:
        return True
    if not at.word:
        return not _ORDINAL.match(at.text, at.lead, at.end)
    before = at.previous
    return at.opener or (before[:1].isupper() and before.lower() not in at.rules.openers)
