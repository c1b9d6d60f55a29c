"""Which kind of list is this? Told from its first bytes, never from its name."""

from __future__ import annotations

import codecs
import csv
import json
import re
import zlib

from crosspost.batch.sources.columns import URL_NAMES
from crosspost.batch.sources.export_signs import (
    export_of_bytes,
    export_of_json,
    export_of_text,
    export_of_xml,
    is_post_table,
)
from crosspost.batch.sources.link_file import is_link_file
from crosspost.lazy_regex import lazy_compile

# How much of a list is looked at. Exports put comments and namespaces before what they are.
HEAD = 16 * 1024

# Rows of a table that are looked at where no column has a known name.
_MOST_ROWS = 8
_URL = lazy_compile(r"https?://\S+\Z", re.I)
_GZIP = b"\x1f\x8b"
_SEPARATOR = lazy_compile(r"\"?sep=([;,\t|])\"?\s*$", re.I)
_ROOT = lazy_compile(r"<(?![?!])(?:[\w.-]{1,40}:)?([A-Za-z][\w-]{0,40})")
_XML_KINDS = {
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    "opml": "opml",
    "feed": "feed",
    "RDF": "feed",
    "rss": "feed",
}
# Bookmarks without their document type (Google), lists of links as pages (Pocket, Instapaper).
_BOOKMARKS = lazy_compile(
    r"<dl>\s*(?:<p>\s*)?<dt>\s*<(?:a|h3)\s|<title>\s*(?:pocket export|instapaper: export)"
    # The XML of Pinboard's and Delicious' API.
    r"|<posts\b[^<>]{0,500}>\s*<post\s[^<>]{0,2000}\bhref="
)
# The first keys of documents that services write on one line.
_OF_DOCUMENT = lazy_compile(r"\"(?:db|version|roots|children|items|guid|posts|data)\"\s*:")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    # XML without a mark (XML 1.0, F.1).
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def is_gzip(head: bytes) -> bool:
    """Tell whether a file is compressed with gzip (RFC 1952)."""
    return head.startswith(_GZIP)


def head_of(raw: bytes) -> bytes:
    """Return the first bytes of a list, decompressed if it is gzip; its end may be cut."""
    if not is_gzip(raw):
        return raw[:HEAD]
    try:
        return zlib.decompressobj(wbits=31).decompress(raw, HEAD)
    except zlib.error:
        return b""


def encoding_of(head: bytes) -> str:
    """Return the encoding of a text list: as its byte order mark says, else UTF-8."""
    return next((name for bom, name in _BOMS if head.startswith(bom)), "utf-8")


def recognise(head: bytes) -> str:
    """Return the kind of a list, a key of ``reading.READERS``.

    Args:
        head: its first bytes, decompressed.
    """
    if head.startswith((b"WARC/", b"filedesc://")):
        return "warc"
    if is_link_file(head):
        return "link"
    if found := export_of_bytes(head):
        return found
    text = head.decode(encoding_of(head), "replace").lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")) and not text.startswith("{\\rtf"):
        return export_of_json(text) or _json(text)
    if not text.startswith("<"):
        if found := export_of_text(text) or ("posts" if _has_texts(text) else ""):
            return found
        if _has_columns(text):
            return "csv"
    text = text[start_of(text) :]
    return _markup(text) if text.startswith("<") else "text"


def _json(text: str) -> str:
    """Tell JSON Lines from one document: in it, each line that is whole is an object.

    One object on one line is a line of JSON Lines if it has a URL.
    """
    line, _, rest = text.partition("\n")
    if text.startswith("["):
        following = text[1:].lstrip()[:1]
        return "json" if following in ("{", "[", '"', "]", "") else "text"
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        is_row = len(text) < HEAD or rest or not _OF_DOCUMENT.search(text[:2000])
        is_line = is_row and line.rstrip().endswith(("}", ","))
        return "jsonl" if is_line or (not rest and is_row) else "json"
    is_row = rest.strip() or any(column(name) in URL_NAMES for name in value)
    return "jsonl" if is_row else "json"


def start_of(text: str) -> int:
    """Return where an XML list begins, after what a server has printed before it.

    That is mostly a PHP warning. For an HTML page it is the first character that is not whitespace.

    Args:
        text: the first characters of the list.
    """
    at = text.find("<?xml", 0, HEAD)
    if at > 0 and not _kind_of(root_of(text[:at])):
        return at
    return len(text) - len(text.lstrip())


def _markup(text: str) -> str:
    start = text[:2000].lower()
    if "netscape-bookmark-file" in start or _BOOKMARKS.search(start):
        return "bookmarks"
    name = root_of(text)
    export = export_of_xml(name, text)
    if export:
        return export
    if start.startswith("<!doctype html"):
        return "html"
    return _kind_of(name) or "text"


def root_of(text: str) -> str:
    """Return the name of the first element outside of comments, empty if there is none."""
    at = 0
    while (comment := text.find("<!--", at)) >= 0:
        found = _ROOT.search(text, at, comment)
        end = text.find("-->", comment)
        if found or end < 0:
            return found[1] if found else ""
        at = end
    found = _ROOT.search(text, at)
    return found[1] if found else ""


def _kind_of(root: str) -> str:
    return _XML_KINDS.get(root) or ("html" if root.lower() in ("html", "head", "body") else "")


def _has_texts(text: str) -> bool:
    """Tell whether the first line is the header of a table of posts with their texts."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return is_post_table(header(first, ",")) if "," in first else False


def _has_columns(text: str) -> bool:
    """Tell whether the first line is a header with a column of URLs."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if named_separator(first):
        return True
    is_named = any(name in URL_NAMES for name in header(first, delimiter(first)))
    return is_named or url_column(text) >= 0


def url_column(text: str) -> int:
    """Return which column of a table has URLs whatever it is called; -1 if it is not a table.

    Each of the first rows has as many cells as the header, and a URL in that column alone.
    """
    first, *rows = [line for line in text.splitlines()[:_MOST_ROWS] if line.strip()] or [""]
    separator = delimiter(first)
    names = header(first, separator)
    if text.endswith(("\n", "\r")) or len(rows) < 2:
        rows = rows[: _MOST_ROWS - 2]
    else:
        rows.pop()  # it may be cut
    if len(names) < 2 or not rows or (separator == "," and len(rows) < 2):
        return -1
    if any(map(_URL.match, names)):
        return -1
    found = set()
    for line in rows:
        try:
            cells = next(csv.reader([line], delimiter=separator), [])
        except csv.Error:
            return -1
        places = [at for at, cell in enumerate(cells) if _URL.match(cell.strip())]
        if len(cells) != len(names) or len(places) != 1:
            return -1
        found.add(places[0])
    return found.pop() if len(found) == 1 else -1


def named_separator(line: str) -> str:
    """Return the separator that the first line names (``sep=;``, Excel), empty if it does not."""
    found = _SEPARATOR.match(line.lstrip("\ufeff"))
    return found[1] if found else ""


def delimiter(line: str) -> str:
    """Return what separates the columns of a header: the commonest of tab, semicolon and comma."""
    return max("\t;,", key=line.count)


def header(line: str, separator: str) -> list[str]:
    """Return the names of the columns, in lower case."""
    try:
        names = next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []
    return [column(name) for name in names]


def column(name: str) -> str:
    """Return the name of a column as ``columns`` has it."""
    return name.strip().strip("\ufeff").lower().replace(" ", "_")
