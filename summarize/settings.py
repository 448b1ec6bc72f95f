"""Every option of a summary: one frozen record, with its defaults, checked where it is made.

Decides which values are possible. Leaves to ``budget`` what they mean for one article, and to
``cli`` how they are spelled on the command line.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from summarize.errors import SettingsError

#: The largest count of words, sentences or paragraphs; larger ones are slips of the hand.
LARGEST = 1_000_000_000

#: ISO 639-1. A language without data of ours takes the road that needs none.
LANGUAGES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz "
    "ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln "
    "lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi "
    "pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti "
    "tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu und".split()
)
#: The written forms of Norwegian share their data.
_SAME = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to summarize.

    Raises:
        SettingsError: a value is out of its range.
    """

    words: int | None = None
    """At most so many words, as ``wc -w`` counts them. None: a length that suits the article."""

    paragraphs: int | None = None
    """Exactly so many paragraphs, where there are as many sentences. None: suits the length."""

    sentences: int | None = None
    """At most so many sentences."""

    ratio: float | None = None
    """At most this share of the article's words, above 0 and up to 1."""

    language: str | None = None
    """ISO 639-1 code of the article's language ("en", "pt-BR"). None: detected."""

    clean: bool = True
    """Leave out boilerplate; False keeps every line of the source."""

    request: bool = True
    """Obey a request line in the source ("Summarize this to 200 words in 2 paragraphs")."""

    rules: tuple[Path, ...] = ()
    """Rule files of your own: lines to keep and to drop, read before the built-in rules."""

    def __post_init__(self) -> None:
        for name in ("words", "paragraphs", "sentences"):
            value = getattr(self, name)
            if value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, int):
                raise SettingsError(f"{name} must be a whole number, not {value!r}")
            if not 1 <= value <= LARGEST:
                raise SettingsError(f"{name} must be between 1 and {LARGEST}, not {value}")
        if self.language is not None:
            # "en-GB" and "en_US" are English.
            code = str(self.language).lower().replace("_", "-").partition("-")[0]
            if code not in LANGUAGES:
                raise SettingsError(
                    f"unknown language {self.language!r}; give a code of ISO 639-1, such as en or de"
                )
            object.__setattr__(self, "language", _SAME.get(code, code))
        ratio = self.ratio
        if ratio is not None and (isinstance(ratio, bool) or not isinstance(ratio, int | float)):
            raise SettingsError(f"ratio must be a number, not {ratio!r}")
        if ratio is not None and not 0 < ratio <= 1:
            raise SettingsError(f"ratio must be above 0 and at most 1, not {ratio}")
        for name in ("clean", "request"):
            if not isinstance(getattr(self, name), bool):
                raise SettingsError(f"{name} must be True or False, not {getattr(self, name)!r}")
        rules = (self.rules,) if isinstance(self.rules, str | os.PathLike) else self.rules
        if not isinstance(rules, tuple | list) or not all(
            isinstance(path, str | os.PathLike) for path in rules
        ):
            raise SettingsError(f"rules must be paths of rule files, not {self.rules!r}")
        object.__setattr__(self, "rules", tuple(map(Path, rules)))


class Options(TypedDict, total=False):
    """The fields of ``Settings``, as keyword arguments."""

    words: int | None
    paragraphs: int | None
    sentences: int | None
    ratio: float | None
    language: str | None
    clean: bool
    request: bool
    rules: tuple[Path, ...]
