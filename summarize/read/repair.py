"""Text that was decoded wrongly before it came: mojibake.

Decides which characters stand for others. Each repair is counted, so that it can be reported.
Leaves quotation marks to ``marks`` and to ``normalise`` what is merely untidy (white space, control characters).
"""

import re

# What UTF-8 read as a one-byte encoding leaves behind: the lead byte as Latin-1, Windows-1252/1250,
# Mac Roman or an old DOS page shows it, then a continuation byte, which is never ASCII; in
# Windows-1251 such pairs hold a character that no Cyrillic word has. Only then is ftfy worth its
# import.
_SUSPECT = re.compile(
    "[\u0080-\u009f]"
    "|[ÂÃÄÅÆÇÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïð√¬‚ăĂĹ─┬├╬╨╤][^\x00-\x7f]"
    "|[РСГВв][\u00a0-\u00bf\u0402-\u040f\u0452-\u045f‚„…†‡€‰‹‘’“”•–—™›]"
    "|[ÂÃà] "
)


def repair_mojibake(text: str) -> tuple[str, int]:
    """Undo wrong decodings, line by line; return the text and the number of lines mended.

    Method: ftfy's ``fix_encoding``, which changes a line only where the result is better by its
    model of how encodings go wrong; line by line, because pages mix sources.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text, 0
    from ftfy import fix_encoding  # 30 ms: only where something looks wrong

    lines = text.split("\n")
    mended = 0
    for number, line in enumerate(lines):
        if not line.isascii() and _SUSPECT.search(line):
            fixed = fix_encoding(line)
            if fixed != line:
                lines[number] = fixed
                mended += 1
    return ("\n".join(lines), mended) if mended else (text, 0)
