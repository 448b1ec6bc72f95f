"""Bytes to text: which encoding a source is in.

Decides the encoding, and that something is not text at all. The order is that of certainty: a byte
order mark, valid UTF-8, UTF-16 without a mark, UTF-8 with a few damaged bytes, and for the rest a
guess by charset-normalizer. Leaves to ``repair`` the text that was decoded wrongly before it came
here (mojibake), and to ``html`` the encodings that pages declare.
"""

import codecs
import contextlib
import re

from summarize.errors import InputError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document; convert it with pdftotext first"),
    (b"PK\x03\x04", "a zip archive or an office document; save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as plain text first"),
    (b"{\\rtf", "a rich text document; save it as plain text first"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "compressed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
)
# What newsrooms have used. Left to its 90 codecs, the detector finds exotic ones in short texts.
_GUESSES = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859_2 iso8859_5 koi8_r "
    "koi8_u mac_roman cp437 cp850 cp866 shift_jis euc_jp iso2022_jp gb18030 big5 euc_kr tis_620"
).split()
SAMPLE = 65_536  # bytes or characters by which an encoding, or something that is no text, is told
# Control characters no text has; tab, line ends, form feed and escape (ANSI colours) excepted.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: Damaged places in an otherwise sound text, which one sound character each outweighs.
_DAMAGED = 3
_NOT_ASCII = re.compile("[^\x00-\x7f\ufffd]")


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of ``data`` and the name of its encoding; ``name`` is used in messages.

    Bytes that cannot be decoded become U+FFFD.

    Raises:
        InputError: ``data`` is not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            break
    else:
        _refuse_formats(data, name)
        text, encoding = _decode_unmarked(data)
    _refuse_binary(text, name)
    return text, encoding


def check_opening(head: bytes, name: str) -> None:
    """Look at a source's first ``SAMPLE`` bytes, before all of it is read: it may be huge, or never end.

    Raises:
        InputError: no text begins so.
    """
    if head.startswith(tuple(mark for mark, _ in _MARKS)):
        return
    _refuse_formats(head, name)
    if not _wide_encoding(head):
        # control characters are the same in every encoding that is not wide
        _refuse_binary(head.decode("latin-1"), name)


def _refuse_formats(data: bytes, name: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name}: not a text file but {what}")


def _refuse_binary(text: str, name: str) -> None:
    sample = text[:SAMPLE]
    # One in a hundred: a stray control character is removed later, a binary file has one in ten.
    if len(_CONTROL.findall(sample)) * 100 > len(sample):
        raise InputError(f"{name}: looks binary, not text; give a text file")


def recode(page: bytes, charset: str | None) -> bytes:
    """Return ``page`` as UTF-8, by the ``charset`` that its server named; else as it is.

    The server is believed before the page itself, as browsers do; but not where it calls UTF-8
    Latin-1, which is what servers do by default.
    """
    if charset is None or page.startswith(tuple(mark for mark, _ in _MARKS)):
        return page
    try:
        encoding = codecs.lookup(charset.strip().strip("\"'")).name
        if encoding == "utf-8":
            return page
        if encoding in ("ascii", "iso8859-1", "cp1252"):
            with contextlib.suppress(UnicodeDecodeError):
                page.decode("utf-8")
                return page
            encoding = "cp1252"  # which is what browsers read as Latin-1
        return page.decode(encoding, "replace").encode("utf-8", "replace")
    except (LookupError, ValueError):  # no encoding of text at all
        return page


def _decode_unmarked(data: bytes) -> tuple[str, str]:
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    # Some programs write each half of a character beyond U+FFFF as one of its own (CESU-8).
    with contextlib.suppress(UnicodeDecodeError):
        halves = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
        return halves.decode("utf-16-le", "replace"), "utf-8"
    # In damaged UTF-8 bytes above 127 still form characters; in another encoding hardly any do.
    text = data.decode("utf-8", "replace")
    characters, damaged = len(_NOT_ASCII.findall(text)), text.count("\ufffd")
    if characters > 2 * damaged or characters >= damaged <= _DAMAGED:
        return text, "utf-8"
    encoding = _guess(data[:SAMPLE])
    return data.decode(encoding, "replace"), encoding


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its ASCII characters is zero."""
    sample = data[:4096]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > 0.3 * half and sample[0::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.3 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _guess(sample: bytes) -> str:
    import charset_normalizer  # spared for the UTF-8 that nearly all sources are

    matches = charset_normalizer.from_bytes(sample, cp_isolation=_GUESSES)
    names = {name for match in matches for name in match.could_be_from_charset}
    best = matches.best()
    # Western texts are valid in many code pages; Windows-1252 is the usual one among equals.
    if best is None or "cp1252" in best.could_be_from_charset:
        return "cp1252"
    if best.encoding.startswith(("cp125", "iso8859", "mac", "cp4", "cp8")) and "cp1252" in names:
        text = sample.decode("cp1252", "replace")
        accented = re.findall("[^\x00-\x7f]", text)
        usual = sum(
            c in "àâäçéèêëîïôöùûüßñáíóúãõåæøÉÈÀÄÖÜÅØÇÑ‘’“”–—…«»€£°§ ©®·¿¡" for c in accented
        )
        if usual > 0.8 * len(accented):
            return "cp1252"
    return best.encoding
