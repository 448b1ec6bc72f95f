"""Imports of a package without what it would bring along.

nltk imports numpy, scipy and sklearn where they are installed, for parts of it that are not used here, and a start
takes five times as long for it. Decides that they are hidden from it in processes that are this program's
own: the command's and its workers'. A program that uses the package as a library, and nltk as well, keeps its
nltk whole.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN = ("numpy", "scipy", "sklearn")
_own: list[bool] = [False]


def process_is_own() -> None:
    """Says that nothing but this program runs in the process."""
    _own[0] = True


@contextmanager
def lean_import() -> Iterator[None]:
    """What is imported in this context finds no scientific package, if the process is the program's own.

    Afterwards they can be imported as ever.
    """
    if not _own[0]:
        yield
        return
    hidden = [name for name in _HIDDEN if name not in sys.modules]
    collects = gc.isenabled()
    gc.disable()  # what is imported lives to the end: there is no garbage among it
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type] # None stands for "not there"
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
        if collects:
            gc.enable()
