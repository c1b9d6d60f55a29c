"""What a file is that has no list of links: said once, instead of once for each of its lines."""

from __future__ import annotations

import re

from crosspost import file_types
from crosspost.batch.sources.columns import column_names
from crosspost.batch.sources.line_links import links_in
from crosspost.batch.sources.recognise import delimiter, encoding_of, header, root_of
from crosspost.lazy_regex import lazy_compile

# Lines that are looked at, and how many a text must have to be judged: one or two may be a mistake.
_MOST, _FEWEST = 200, 3
_URL = lazy_compile(r"https?:|^[\w-]+(?:\.[\w-]+)+(?:[/:?#]|$)|[/\\]|\.x?html?$", re.I)
# What is known and not read: signature, its offset, what it is and what to do.
_OTHER = (
    (b"ustar", 257, "a TAR archive: unpack it, and give the folder"),
    (b"From ", 0, "a mailbox: it has letters, not pages"),
)
_BINARY = lazy_compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def what_it_is(head: bytes) -> str:
    """Return what a file is that would be read as a text with a link a line; empty: such a text.

    Args:
        head: its first bytes, decompressed.
    """
    for sign, at, words in _OTHER:
        if head[at : at + len(sign)] == sign:
            return words
    found = file_types.kind(head)
    if found:
        return f"a file of another kind ({found})"
    is_plain = encoding_of(head) == "utf-8" and b"://" not in head
    if is_plain and len(_BINARY.findall(head)) > len(head) // 100:
        return "a binary file"
    text = head.decode(encoding_of(head), "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        root = root_of(text)
        return f"XML of a kind that is not known (its root is <{root}>)" if root else ""
    lines = [line for line in text.splitlines()[:_MOST] if line.strip()]
    if len(lines) < _FEWEST or any(map(_may_be_link, lines)):
        return ""
    separator = delimiter(lines[0])
    if all(line.count(separator) for line in lines[:_FEWEST]):
        return f"a table without a column of URLs: {column_names(header(lines[0], separator))}"
    return "a text without a URL"


def _may_be_link(line: str) -> bool:
    return line.lstrip().startswith("#") or any(map(_URL.search, links_in(line)))
