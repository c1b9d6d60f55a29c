"""The bytes of an XML list → its text."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from crosspost.batch.sources.recognise import start_of
from crosspost.lazy_regex import lazy_compile

_BLOCK = 64 * 1024
_DECLARED = lazy_compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']\s{0,9}([\w.:-]{1,40})")
_WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_ASCII = bytes([9, 10, 13, *range(32, 127)])


class NotXml(Exception):
    """The file cannot be read as XML at all; the message is for the user."""


class Decoded:
    """The text of a file, a block at a time, from where its XML begins.

    Attributes:
        encoding: as the file says, else UTF-8.
        is_damaged: bytes were found that are not of that encoding.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.encoding = "UTF-8"
        self.is_damaged = False
        self._stream = stream
        self._codec = "utf-8"
        self._last = b""

    def __iter__(self) -> Iterator[str]:
        """Yield the text.

        Raises:
            NotXml: the encoding is none that is read.
        """
        block = self._stream.read(_BLOCK)
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
            yield text
            block = self._stream.read(_BLOCK)
        rest = decode(b"", True)
        self._look(rest, b"")
        yield rest

    def _look(self, text: str, block: bytes) -> None:
        """Notice bytes that are invalid in the encoding: U+FFFD that the file does not have."""
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
        elif found and found[1].lower() != b"utf-8":
            self._codec = self._declared(found[1].decode("ascii"))

    def _declared(self, label: str) -> str:
        """Return the codec of an encoding that a file names in ASCII."""
        import webencodings  # few lists have another one, and it takes as long as all of these

        known = webencodings.lookup(label)
        if known is not None and known.name not in ("replacement", "x-user-defined"):
            self.encoding = label
            # Whose declaration can be read as ASCII is not UTF-16 (HTML standard, "prescan").
            return "utf-8" if known.name.startswith("utf-16") else str(known.codec_info.name)
        try:
            # "unicode_escape" warns of what it does not know.
            is_ascii = "escape" not in label.lower() and _ASCII.decode(label) == _ASCII.decode()
        except LookupError:
            return "utf-8"  # unknown; what is not UTF-8 is found
        except UnicodeError:
            is_ascii = False
        if known is not None or not is_ascii:
            raise NotXml(f"the encoding {label!r} is not read")
        self.encoding = label  # of an old system, such as cp850
        return label
