"""What a file is that has no list of links: said once, instead of once for each of its lines."""

from __future__ import annotations

import re

from crosspost import file_types
from crosspost.batch.sources.columns import column_names
from crosspost.batch.sources.line_links import links_in
from crosspost.batch.sources.recognise import delimiter, encoding_of, header, root_of
from crosspost.batch.sources.site.signs import HEAD as FRONT
from crosspost.batch.sources.site.signs import has_front_matter
from crosspost.lazy_regex import lazy_compile

# Lines that are looked at, and how many a text must have to be judged: one or two may be a mistake.
_MOST, _FEWEST = 200, 3
_URL = lazy_compile(r"https?:|^[\w-]+(?:\.[\w-]+)+(?:[/:?#]|$)|[/\\]|\.x?html?$", re.I)
# What is known and not read: signature, its offset, what it is and what to do.
_OTHER = (
    (b"ustar", 257, "a TAR archive: unpack it, and give the folder"),
    (b"From ", 0, "a mailbox: it has letters, not pages"),
    (b" CDX ", 0, "the index of a web archive (CDX): give the archive itself"),
)
# A dump of a database: the comment of the program that wrote it, or the first statements.
_SQL = lazy_compile(
    r"-- (?:MySQL|MariaDB|phpMyAdmin|PostgreSQL|Adminer|Server version)\b"
    r"|(?m:^(?:CREATE TABLE|INSERT INTO)\b)"
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
    if has_front_matter(head[:FRONT]):
        return "a Markdown file with front matter: give its folder"
    if _SQL.search(text):
        return "a dump of a database (SQL): use the export of the blog's own software"
    return _without_url(text)


def _without_url(text: str) -> str:
    """Return what a text is none of whose lines may be a link; empty if one may be."""
    lines = [line for line in text.splitlines()[:_MOST] if line.strip()]
    lines = [line for line in lines if not line.lstrip().startswith("#")]  # comments, headings
    if any(any(map(_URL.search, links_in(line))) for line in lines):
        return ""
    separator = delimiter(lines[0]) if lines else ","
    if len(lines) > 1 and all(line.count(separator) for line in lines[:_FEWEST]):
        return f"a table without a column of URLs: {column_names(header(lines[0], separator))}"
    are_sentences = len(lines) > 1 and all(" " in line.strip() for line in lines)
    return "a text without a URL" if len(lines) >= _FEWEST or are_sentences else ""
