"""Pages: the text of an HTML document, by trafilatura (the extra ``html``).

Decides what is HTML. Leaves to trafilatura which part of a page is the article, because that is its
whole purpose and it is measured to be the best at it; and to ``clean`` the lines it lets through.
"""

import re
from typing import TYPE_CHECKING, cast

from summarize.errors import InputError, NoContentError
from summarize.model import Metadata

if TYPE_CHECKING:
    from trafilatura.settings import Document

# A document's first tag, after white space, a byte order mark, an XML declaration or comments.
_OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
SUFFIXES = frozenset({".html", ".htm", ".xhtml"})


def is_html(data: bytes, suffix: str) -> bool:
    """Whether a source is HTML, by its content or by its name's ending (in lower case)."""
    return suffix in SUFFIXES or _OPENING.match(data.removeprefix(b"\xef\xbb\xbf")) is not None


def extract(data: bytes, name: str) -> tuple[str, Metadata]:
    """Return the article's text, a line a paragraph, and what the page says about it.

    Raises:
        InputError: the extra is not installed.
        NoContentError: there is no article on the page.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise InputError(
            f"{name}: is an HTML page, which needs an extra; install it with: "
            "pip install 'summarize[html]'"
        ) from error
    found = bare_extraction(data, with_metadata=True, include_comments=False)
    page = cast("Document | None", found)  # a dict is what another option gives
    if page is None or not page.text:
        raise NoContentError(f"{name}: no article found on the page")
    return page.text, Metadata(
        title=page.title or None,
        author=page.author or None,
        date=page.date or None,
        agency=None,
        place=None,
    )
