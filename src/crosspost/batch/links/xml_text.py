"""The text of an XML list before it is parsed: decoded, with common faults corrected.

Exports are often broken in the same few ways: a stray ``&``, an entity of HTML such as ``&nbsp;``,
control characters, a PHP warning before the first line. Each of these has one meaning only; a
parser that recovers by itself would drop the rest of the text or of the URL.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from typing import BinaryIO

from crosspost.batch.links.recognise import start_of

_BLOCK = 64 * 1024
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# Not allowed in XML 1.0 (2.2), but common in exports. They become spaces, since a URL without the
# character would be another URL.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:(#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
# Characters: longer than any reference or opening.
_LOOK_BACK = 40
# Parts without references, and how they end.
_OPENING = re.compile(r"<!\[CDATA\[|<!--|<\?|<!DOCTYPE", re.I)
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}


class NotXml(Exception):
    """The file cannot be read as XML; the message is for a person."""


class Repaired:
    """A stream of UTF-8 that lxml reads.

    Attributes:
        encoding: as the file declares it, or UTF-8.
        is_damaged: bytes were found that are not valid in that encoding.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.encoding = "UTF-8"
        self.is_damaged = False
        self._codec = "utf-8"
        self._last = b""
        self._pieces = _without_references(self._texts(stream))

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none only at the end.

        Raises:
            NotXml: the encoding is not known, or the file declares entities.
        """
        for piece in self._pieces:
            if piece:
                return piece.encode("utf-8", "replace")
        return b""

    def _texts(self, stream: BinaryIO) -> Iterator[str]:
        block = stream.read(_BLOCK)
        self._find_encoding(block)
        decode = codecs.getincrementaldecoder(self._codec)("replace").decode
        is_first = True
        while block:
            text = decode(block, False)
            self._look(text, block)
            if is_first:
                text = text.removeprefix("\ufeff")
                text = text[start_of(text) :]
                is_first = False
            yield _NO_CHARACTER.sub(" ", text)
            block = stream.read(_BLOCK)
        rest = decode(b"", True)
        self._look(rest, b"")
        yield rest

    def _look(self, text: str, block: bytes) -> None:
        """Notice invalid bytes, by a U+FFFD that is not in the file itself."""
        if "\ufffd" in text:
            written = "\ufffd".encode(self._codec, "ignore")
            if not written or written not in self._last + block:
                self.is_damaged = True
        self._last = block[-4:]

    def _find_encoding(self, head: bytes) -> None:
        wide = next((name for mark, name in _WIDE if head.startswith(mark)), "")
        found = _DECLARED.search(head[:1000])
        if wide:
            self.encoding, self._codec = "UTF-16", wide
        elif found:
            self.encoding = found[1].decode("ascii")
            if self.encoding.lower() == "utf-8":
                return
            import webencodings  # few lists need it, and importing it takes long

            known = webencodings.lookup(self.encoding)
            if known is None or known.name == "x-user-defined":
                raise NotXml(f"the encoding {self.encoding!r} is not known")
            # A file whose declaration is ASCII is not UTF-16 (HTML standard, "prescan").
            is_wide = known.name.startswith("utf-16")
            self._codec = "utf-8" if is_wide else known.codec_info.name


def _without_references(texts: Iterator[str]) -> Iterator[str]:
    """Yield the text with references that XML knows."""
    text, end = "", ""
    for more in texts:
        text += more
        while True:
            piece, text, end, is_over = _step(text, end)
            yield piece
            if is_over:
                break
    yield text if end else _REFERENCE.sub(_known, text)


def _step(text: str, end: str) -> tuple[str, str, str, bool]:
    """Go to the next beginning or end of a part without references.

    Args:
        text: what is left.
        end: how the part that it begins in ends; empty outside of such parts.

    Returns:
        The finished text, the text that is left, its ``end``, and whether more text is needed.
    """
    if end:
        at = text.find(end)
        if at < 0:
            kept = len(end) - 1
            return text[:-kept], text[-kept:], end, True
        return text[: at + len(end)], text[at + len(end) :], "", False
    found = _OPENING.search(text)
    if found is None:
        tail = max(0, len(text) - _LOOK_BACK)
        cut = max(text.rfind("<", tail), text.rfind("&", tail))
        cut = len(text) if cut < 0 else cut
        return _REFERENCE.sub(_known, text[:cut]), text[cut:], "", True
    before = _REFERENCE.sub(_known, text[: found.start()])
    opening = found[0].upper()
    if opening != "<!DOCTYPE":
        return before + found[0], text[found.end() :], _ENDS[opening], False
    close = text.find(">", found.end())
    if "[" in text[found.end() : close if close >= 0 else len(text)]:
        raise NotXml("not read, since it declares entities of its own (<!DOCTYPE … [)")
    if close < 0 and len(text) - found.end() > _BLOCK:
        raise NotXml("the document type (<!DOCTYPE) does not end")
    if close < 0:
        return before, text[found.start() :], "", True
    return before + text[found.start() : close + 1], text[close + 1 :], "", False


def _known(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name in _OF_XML:
        return found[0]
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        is_one = number <= 0x10FFFF and not _NO_CHARACTER.match(chr(number))
        return f"&#{number};" if is_one else " "
    characters = html5.get(f"{name};")
    return "".join(f"&#{ord(one)};" for one in characters) if characters else f"&amp;{name};"
