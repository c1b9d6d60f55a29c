"""XML lists, an element at a time: memory does not grow with the file.

Entities are not expanded, no DTD is loaded and no file is opened. A broken file gives what stands
before the break and, as exports are often broken (control characters, a stray ``&``), mostly what
stands behind it as well.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from crosspost.batch.entry import BadLine

# No character of XML 1.0 (2.2), and yet in many an export; libxml2 would stop there.
_NO_CHARACTERS = bytes(set(range(32)) - {0x09, 0x0A, 0x0D})


class _Clean:
    """A stream without control characters; in UTF-16 they are part of others, and stay."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._is_wide: bool | None = None

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; like every stream, nothing only at the end."""
        while block := self._stream.read(size):
            if self._is_wide is None:
                self._is_wide = block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
            clean = block if self._is_wide else block.translate(None, _NO_CHARACTERS)
            if clean:
                return clean
        return b""


def elements(stream: BinaryIO, names: frozenset[str]) -> Iterator[etree._Element | BadLine]:
    """Yield every element of one of these names (without namespace), complete.

    What has been yielded is emptied when the next one is asked for. An element within a yielded
    one is part of that, and not yielded itself.
    """
    try:
        walk = etree.iterparse(
            _Clean(stream),
            events=("start", "end"),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        depth_inside = 0
        for event, element in walk:
            if not isinstance(element.tag, str) or local(element) not in names:
                continue
            depth_inside += 1 if event == "start" else -1
            if event == "end" and depth_inside == 0:
                yield element
                _drop(element)
    except etree.XMLSyntaxError as error:
        yield BadLine(error.lineno or None, f"broken XML: {error.msg}", fatal=True)


def _drop(element: etree._Element) -> None:
    """Free an element and what stands before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: etree._Element, name: str) -> str:
    """Return the text of the first child of a name, empty where there is none."""
    for below in element:
        if isinstance(below.tag, str) and local(below) == name:
            return (below.text or "").strip()
    return ""
