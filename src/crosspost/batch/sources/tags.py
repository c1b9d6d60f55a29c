"""Start tags of a page, one at a time, in linear time and little memory.

``html.parser`` reads an open tag again with every block that it is fed, which is quadratic.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import unescape
from typing import BinaryIO, NamedTuple

from crosspost.batch.sources.lines import legacy_encoding
from crosspost.batch.sources.recognise import encoding_of
from crosspost.lazy_regex import lazy_compile

_BLOCK = 64 * 1024
# Characters of a tag. A bookmark has its icon as data, which browsers keep below 100 KB.
LONGEST = 1024 * 1024
# Elements without tags inside, up to their end tag.
_RAW = ("script", "style", "textarea", "title")
_OPENING = lazy_compile(r"<(!--|/?[a-zA-Z][^\s/>\"'<=]{0,40})")
# Up to the ``>``; a quotation mark opens a value only after ``=`` (HTML standard, 13.2.5).
_REST = lazy_compile(r"(?:[^>=]++|=(?:\s*+(?:\"[^\"]*+(?:\"|(?=\Z))|'[^']*+(?:'|(?=\Z))))?+)*+")
_ATTRIBUTE = lazy_compile(r"([^\s/=>]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]++)))?")


class Tag(NamedTuple):
    """A start or end tag.

    Attributes:
        name: in lower case, with ``/`` before it for an end tag.
        line: where it begins, counted from 1.
        attributes: names in lower case, values with references decoded.
        is_cut: the page ends within it, or it is too long; then it has no attributes.
        is_odd: text follows the closing quotation mark of a value, so its end is unclear.
        text: what follows the tag, up to the next one, if it was asked for.
    """

    name: str
    line: int
    attributes: dict[str, str]
    is_cut: bool = False
    is_odd: bool = False
    text: str = ""


def tags(
    stream: BinaryIO,
    names: frozenset[str],
    most: int | None = None,
    with_text: frozenset[str] = frozenset(),
) -> Iterator[Tag]:
    """Yield the tags with these names in their order, except in comments and scripts.

    Args:
        stream: the page.
        names: in lower case, end tags with ``/``.
        most: bytes that are read of the page; None: all.
        with_text: those of ``names`` whose text is wanted.
    """
    reader = _Reader(stream, most)
    while found := reader.next(_OPENING):
        name = found[1].lower()
        line = reader.line
        if name == "!--":
            reader.skip(re.compile("-->"))
            continue
        rest = reader.rest_of_tag()
        if name in names:
            attributes, is_odd = _attributes(rest or "")
            text = reader.text() if name in with_text else ""
            yield Tag(name, line, attributes, rest is None, is_odd, text)
        if name in _RAW and rest is not None:
            reader.skip(re.compile(rf"</{name}(?=[\s/>])", re.I))


def _attributes(text: str) -> tuple[dict[str, str], bool]:
    """Return the attributes of a tag, and whether text follows a closing quotation mark."""
    found: dict[str, str] = {}
    is_odd = False
    for one in _ATTRIBUTE.finditer(text):
        if one[2] is not None or one[3] is not None:
            behind = text[one.end() : one.end() + 1]
            is_odd = is_odd or not (not behind or behind.isspace() or behind == "/")
        # The first of two of a name counts (HTML standard).
        found.setdefault(one[1].lower(), _plain(one[2] or one[3] or one[4] or ""))
    return found, is_odd


def _plain(value: str) -> str:
    try:
        return unescape(value)
    except ValueError:  # a number of more digits than Python reads
        return value


class _Reader:
    """The text of a page, of which only a part is in memory.

    Attributes:
        line: of the last match, counted from 1.
    """

    def __init__(self, stream: BinaryIO, most: int | None) -> None:
        self._stream, self._left = stream, most
        head = self._read()
        encoding = legacy_encoding(head) or encoding_of(head)
        self._decode = codecs.getincrementaldecoder(encoding)("replace").decode
        self._text = self._decode(head, False)
        self._at = 0
        self._is_all = False
        self.line = 1

    def _read(self) -> bytes:
        size = _BLOCK if self._left is None else min(_BLOCK, self._left)
        block = self._stream.read(size) if size else b""
        if self._left is not None:
            self._left -= len(block)
        return block

    def _more(self) -> bool:
        """Drop the text before the position and read on; False at the end."""
        if self._is_all:
            return False
        block = self._read()
        self._is_all = not block
        self._text = self._text[self._at :] + self._decode(block, not block)
        self._at = 0
        return True

    def _use(self, end: int) -> None:
        self.line += self._text.count("\n", self._at, end)
        self._at = end

    def next(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Find a pattern of at most 50 characters, also across blocks, and go behind it."""
        while True:
            found = pattern.search(self._text, self._at)
            if found and (self._is_all or found.end() + 50 < len(self._text)):
                self._use(found.end())
                return found
            self._use(found.start() if found else max(self._at, len(self._text) - 50))
            if not self._more():
                return None

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Go behind the next match, or to the end."""
        self.next(pattern)

    def text(self) -> str:
        """Go to the next tag and return the text before it, with references decoded."""
        while (end := self._text.find("<", self._at)) < 0:
            if len(self._text) - self._at > LONGEST or not self._more():
                end = len(self._text)
                break
        text = self._text[self._at : end]
        self._use(end)
        return " ".join(_plain(text).split())

    def rest_of_tag(self) -> str | None:
        """Go behind a tag's ``>`` and return the text before it; None if the page ends first."""
        while True:
            found = _REST.match(self._text, self._at)
            end = found.end() if found else self._at
            if end < len(self._text):
                text = self._text[self._at : end]
                self._use(end + 1)
                return text
            if end - self._at > LONGEST or not self._more():
                self._use(end)
                return None
