"""Pages: the text of an HTML document, by trafilatura (the extra ``html``).

Decides what is HTML, and which of trafilatura's two views of a page is taken. Leaves to trafilatura
which part of a page is the article, because that is its whole purpose and it is measured to be the
best at it; and to ``clean`` the lines it lets through.
"""

import re
from functools import partial
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
#: Asked to be strict, trafilatura leaves out the teasers and boxes that it lets through otherwise (F1
#: .955 -> .968 on 87 pages), but on a page in a hundred nearly the whole article too. A strict text of
#: fewer words is compared, and given up if it has less than ``SHARE`` of the other; any share from .1
#: to .25 gives .972.
FEW = 100
SHARE = 0.2
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
    extraction = partial(bare_extraction, data, with_metadata=True, include_comments=False)
    # a dict is what another option gives
    page = cast("Document | None", extraction(favor_precision=True))
    size = _words(page)
    if size < FEW:
        other = cast("Document | None", extraction())
        page = other if size < SHARE * _words(other) else page
    if page is None or not page.text:
        raise NoContentError(f"{name}: no article found on the page")
    return page.text, Metadata(
        title=page.title or None,
        author=page.author or None,
        date=page.date or None,
        agency=None,
        place=None,
    )


def _words(page: "Document | None") -> int:
    return len(page.text.split()) if page and page.text else 0
