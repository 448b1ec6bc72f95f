"""Every option of a summary: one frozen record, with its defaults, checked where it is made.

Decides which values are possible. Leaves to ``budget`` what they mean for one article, and to
``cli`` how they are spelled on the command line.
"""

from dataclasses import dataclass
from pathlib import Path

from summarize.errors import SettingsError

#: The largest count of words, sentences or paragraphs; larger ones are slips of the hand.
LARGEST = 1_000_000_000


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
    """ISO 639-1 code of the article's language. None: detected."""

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
        if self.ratio is not None and not 0 < self.ratio <= 1:
            raise SettingsError(f"ratio must be above 0 and at most 1, not {self.ratio}")
