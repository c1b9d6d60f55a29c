"""Bytes → text: which character encoding a page is in.

The candidates are tried in the order of the HTML standard (byte order mark, HTTP header, meta), and
one that does not fit the bytes is dropped. Labels are read as browsers read them (WHATWG Encoding
Standard: "latin1" is windows-1252, "gb2312" is gb18030).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

import webencodings

from crosspost.lazy_regex import lazy_compile

# The prescan of the HTML standard reads 1,024 bytes; pages that declare it later are also read
# correctly by browsers, since they start again when they find the tag.
_PRESCAN = 16 * 1024
_META = lazy_compile(
    rb"<meta\s[^<>]{0,500}?charset\s*+=\s*+[\"']?\s*+([^\s\"'/>;]{1,40})"
    rb"|<\?xml\s[^<>]{0,100}?encoding\s*=\s*[\"']([^\"']{1,40})",
    re.I,
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python codecs with other names than the same decoders of the Encoding Standard.
_PYTHON = {
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "iso-8859-8-i": "iso-8859-8",
    "x-user-defined": "cp1252",
    "x-mac-cyrillic": "mac-cyrillic",
}
_C1 = lazy_compile(rb"[\x80-\x9f]")
_MULTIBYTE = lazy_compile(rb"[\xc2-\xf4][\x80-\xbf]")
# What the HTML standard falls back to in most locales. Where only one byte in fifty is not ASCII,
# the language is written in Latin letters, and that is too little for a detector.
_LATIN = "cp1252"
_FEW = 0.02
_ASCII = bytes(range(0x80))
# A detector decides as well on 64 KB as on the whole page; it takes 0.1 s for them.
_DETECTED = 64 * 1024
# What it may find: the encodings that browsers read (WHATWG Encoding Standard). It knows those of
# DOS and of large computers, too, and takes a short text in Latin letters for one of them.
_OF_BROWSERS = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_3", "iso8859_4", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8"),
    *("iso8859_10", "iso8859_13", "iso8859_14", "iso8859_15", "iso8859_16", "koi8_r", "koi8_u"),
    *("cp866", "mac_cyrillic", "mac_roman", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp"),
    *("cp932", "cp949"),
]


@dataclass(frozen=True)
class Decoded:
    """A page as text.

    Attributes:
        text: the text, without a byte order mark.
        encoding: the name of the Python codec.
        warnings: replaced bytes, or that the encoding was guessed.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def codec(label: str | None) -> str | None:
    """Return the Python codec of a label as pages write it; None if there is no such encoding.

    Quotation marks and punctuation around the label are ignored (``"utf8"``, ``utf-8,``),
    and hyphens that no standard knows (``latin-1``).
    """
    name = (label or "").strip(" \t\r\n\f\"',;")
    if not name.isascii():
        return None
    found = webencodings.lookup(name) or webencodings.lookup(re.sub("[-_ ]", "", name))
    if found is None or found.name == "replacement":
        return None
    return _PYTHON.get(found.name, found.codec_info.name)


def declared(content: bytes) -> str | None:
    """Return the label in the page's meta tag or XML declaration."""
    found = _META.search(content[:_PRESCAN])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def decode(content: bytes, charset: str | None = None) -> Decoded:
    """Decode a page.

    Args:
        content: the bytes of the page.
        charset: the label of the HTTP header, if there was one.

    Returns:
        The text. Never fails: bytes that no encoding fits become U+FFFD, with a warning.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _lenient(content[len(mark) :], name)
    labels = tuple(_labels(content, charset))
    for name in labels:
        if name.startswith("utf-16"):
            text = _strict(content, name)
            if text is not None:
                return Decoded(text, name)
    # A page in another encoding is practically never valid UTF-8 (except pure ASCII, which
    # reads the same), and a header that says ISO-8859-1 is often only a server's default.
    text = _strict(content, "utf-8")
    if text is not None and (not content.isascii() or not labels):
        return Decoded(text, "utf-8")
    for name in labels:
        text = _strict(content, name)
        if text is not None:
            return Decoded(text, name)
        if _is_damaged(content, name):
            return _lenient(content, name)
    return _detected(content, labels)


def undo_latin1(text: str) -> str:
    """Repair a text that was in UTF-8 and has been read as Latin-1 ("itâ\\x80\\x99s").

    Callers of the library decode pages themselves, often by a default header. Such a
    text has C1 control characters, which no text in Latin-1 has, and is valid UTF-8 as a whole.
    """
    if text.isascii():
        return text
    try:
        content = text.encode("latin-1")
        repaired = content.decode("utf-8")  # fails at the first letter of a text in Latin-1
        return repaired if _C1.search(content) else text
    except UnicodeError:
        return text


def _labels(content: bytes, charset: str | None) -> Iterator[str]:
    """Yield the declared codecs, the most reliable first."""
    if content.startswith((b"<\x00!\x00", b"<\x00h\x00", b"<\x00H\x00", b"<\x00?\x00")):
        yield "utf-16-le"
    elif content.startswith((b"\x00<\x00!", b"\x00<\x00h", b"\x00<\x00H", b"\x00<\x00?")):
        yield "utf-16-be"
    header = codec(charset)
    if header:
        yield header
    own = codec(declared(content))
    if own and own != header:
        # A meta tag that can be read byte by byte proves that the page is not in UTF-16.
        yield "utf-8" if own.startswith("utf-16") else own


def _strict(content: bytes, name: str) -> str | None:
    """Decode strictly; None if the bytes are not valid in the encoding."""
    try:
        return content.decode(name)
    except UnicodeError:
        return None


def _is_damaged(content: bytes, name: str) -> bool:
    """Tell whether this is text of that encoding with a few invalid bytes.

    A page that wrongly declares UTF-8 has almost no valid sequences in it; in a damaged one the
    invalid bytes are few compared with the valid ones. The same holds for other encodings.
    """
    text = content.decode(name, "replace")
    bad = text.count("\ufffd")
    if name == "utf-8":
        good = len(_MULTIBYTE.findall(content))
        junk = content.count(b"\xff") + content.count(b"\xfe")
        return bad * 10 <= good or (bad == junk and bad * 1000 <= len(content))
    return bad * 1000 <= len(content)


def _lenient(content: bytes, name: str) -> Decoded:
    """Decode, and count the bytes that had to be replaced."""
    text = content.decode(name, "replace")
    if name.startswith("utf-16") and len(content) % 2:
        text = text.rstrip("\ufffd")
    bad = text.count("\ufffd")
    many = f"{bad} bytes are" if bad > 1 else "1 byte is"
    notice = f"{many} not valid {name.upper()}: replaced by U+FFFD"
    return Decoded(text, name, (notice,) if bad else ())


def _detected(content: bytes, labels: tuple[str, ...]) -> Decoded:
    """Guess from the bytes alone, since no declared encoding fits."""
    if _is_damaged(content, "utf-8"):
        return _lenient(content, "utf-8")
    name = _LATIN
    if len(content.translate(None, _ASCII)) > _FEW * len(content):
        from charset_normalizer import from_bytes

        best = from_bytes(content[:_DETECTED], cp_isolation=_OF_BROWSERS).best()
        name = codec(best.encoding.replace("_", "-")) or best.encoding if best else _LATIN
    guess = _lenient(content, name)
    why = (
        f"none of the declared encodings ({', '.join(labels)}) fits" if labels else "none declared"
    )
    return Decoded(guess.text, name, (f"encoding guessed as {name}: {why}", *guess.warnings))
