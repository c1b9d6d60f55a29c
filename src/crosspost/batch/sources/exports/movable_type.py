"""Movable Type's export, which TypePad and others write, too: a text of fields and sections.

https://movabletype.org/documentation/appendices/import-export-format.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from crosspost.batch.entry import BadLine, Comment, Item, Note
from crosspost.batch.sources.exports.contents import Contents, Exported, ExportOptions
from crosspost.batch.sources.exports.markdown_text import to_html
from crosspost.batch.sources.exports.values import split
from crosspost.batch.sources.lines import legacy_encoding, lines
from crosspost.batch.sources.recognise import HEAD
from crosspost.batch.sources.wordpress_blocks import EXCERPT_END
from crosspost.batch.sources.wordpress_text import paragraphs
from crosspost.lazy_regex import lazy_compile

_SECTION, _ENTRY = "-----", "--------"
_FIELD = lazy_compile(r"([A-Z][A-Z ]{1,30}):(?: (.*)|)")
_HEADING = lazy_compile(r"(BODY|EXTENDED BODY|EXCERPT|KEYWORDS|COMMENT|PING):\s*")
_OF_COMMENT = lazy_compile(r"(AUTHOR|EMAIL|IP|URL|DATE|TITLE|BLOG NAME):(?: (.*)|)")
_DATES = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M")
# Characters of an entry.
_LARGEST = 10 * 1024 * 1024
_TAG = lazy_compile(r"<(?:p|div|br|ul|ol|table|h[1-6])\b", 2)
_MARKDOWN = ("markdown", "markdown_with_smartypants")
_LONGEST_COMMENT = 100_000
TEXTILE = "its text is Textile, whose marks are not read"
# A name in quotes, or up to the next comma.
_LABEL = lazy_compile(r"\"([^\"]{1,500})\"|([^,\"]{1,500})")


@dataclass
class _Entry:
    """An entry as it is read.

    Attributes:
        line: its first.
        fields: name → values, in order.
        sections: name → the lines of each section of this name.
        size: characters so far.
    """

    line: int
    fields: dict[str, list[str]] = field(default_factory=dict)
    sections: dict[str, list[list[str]]] = field(default_factory=dict)
    size: int = 0

    def get(self, name: str) -> str:
        """Return the first value of a field."""
        return next(iter(self.fields.get(name, ())), "").strip()

    def text(self, name: str) -> str:
        """Return the text of a section."""
        return "\n".join(line for part in self.sections.get(name, ()) for line in part).strip("\n")


def read(stream: BinaryIO, name: str, options: ExportOptions) -> Iterator[Item]:
    """Yield the posts of an export.

    Args:
        name: of the export.
    """
    start = stream.peek(HEAD) if hasattr(stream, "peek") else b""
    encoding = legacy_encoding(start)
    if encoding:
        yield Note(f"not UTF-8: read as {encoding}")
    contents = Contents(options, name)
    number = 0
    for entry in _entries(stream, encoding):
        if isinstance(entry, BadLine):
            yield entry
        elif entry.size > _LARGEST:
            yield BadLine(entry.line, f"a post of over {_LARGEST >> 20} MiB")
        else:
            number += 1
            yield from contents.take(_post(entry, number))
    yield from contents.end()


def _entries(stream: BinaryIO, encoding: str) -> Iterator[_Entry | BadLine]:
    """Yield the entries."""
    reader = _Lines()
    last = 0
    for last, line in lines(stream, encoding):
        found = line if isinstance(line, BadLine) else reader.take(last, line.rstrip("\r\n"))
        if found is not None:
            yield found
    if reader.entry.fields or reader.entry.sections:
        yield BadLine(last, "the file breaks off within this post, which is not read", fatal=True)


class _Lines:
    """Reads lines. A section ends with a line ``-----`` before the next one's name."""

    def __init__(self) -> None:
        self.entry = _Entry(1)
        self._section = ""
        self._is_waiting = False  # behind a line "-----", which may be part of a text

    def take(self, number: int, text: str) -> _Entry | BadLine | None:
        """Take in a line; return the entry that it ends, if it ends one."""
        bare = text.rstrip()
        if bare == _ENTRY:
            return self._end(number)
        heading = _HEADING.fullmatch(text) if self._is_waiting else None
        if heading:
            self._section = heading[1]
            self.entry.sections.setdefault(self._section, []).append([])
        elif self._is_waiting and self._section:
            self._add(_SECTION)
        if bare == _SECTION or heading:
            self._is_waiting = bare == _SECTION
            return None
        self._is_waiting = False
        if self._section:
            self._add(text)
        elif found := _FIELD.fullmatch(text):
            self.entry.fields.setdefault(found[1], []).append(found[2] or "")
        elif bare:
            return BadLine(number, f"not a field of a post: {text[:60]!r}")
        return None

    def _end(self, number: int) -> _Entry | None:
        entry, self.entry = self.entry, _Entry(number + 1)
        self._section, self._is_waiting = "", False
        return entry if entry.fields or entry.sections else None

    def _add(self, text: str) -> None:
        self.entry.size += len(text) + 1
        if self.entry.size <= _LARGEST:
            self.entry.sections[self._section][-1].append(text)


def _post(entry: _Entry, number: int) -> Exported:
    status = entry.get("STATUS").lower() or "publish"
    notes: list[str] = []
    body = _html(entry.text("BODY"), entry, notes)
    more = _html(entry.text("EXTENDED BODY"), entry, notes)
    primary = entry.get("PRIMARY CATEGORY")
    tags = [one or other for one, other in _LABEL.findall(entry.get("TAGS"))]
    found, date = _comments(entry), _date(entry.get("DATE"))
    name = entry.get("BASENAME").replace("_", "-")
    # As both make it if nobody has chosen another form: %y/%m/%-b.html.
    place = f"/{date:%Y/%m}/{name}.html" if date and name else ""
    return Exported(
        key=entry.get("BASENAME") or str(number),
        html=f"{body}{EXCERPT_END}{more}" if body and more else body or more,
        title=entry.get("TITLE"),
        status=status,
        draft=not status.startswith("publish"),
        url=entry.get("UNIQUE URL"),
        path=place,
        aliases=[place.replace("-", "_")] if "-" in place else [],
        line=entry.line,
        date=date,
        authors=[entry.get("AUTHOR")],
        categories=[*filter(None, [primary]), *entry.fields.get("CATEGORY", ())],
        tags=[*tags, *split(entry.text("KEYWORDS").replace("\n", ","))],
        description=" ".join(entry.text("EXCERPT").split()),
        slug=name,
        notes=notes,
        comments=found,
        pings=len(entry.sections.get("PING", ())),
    )


def _html(text: str, entry: _Entry, notes: list[str]) -> str:
    """Return a text as HTML, as ``CONVERT BREAKS`` says that it is written."""
    how = entry.get("CONVERT BREAKS").lower()
    if not text.strip():
        return ""
    if how in _MARKDOWN:
        return to_html(text)
    if how.startswith("textile"):
        notes.append(TEXTILE)
    is_html = how in ("0", "richtext", "wysiwyg") or (not how and _TAG.search(text))
    return text if is_html else paragraphs(text)


def _date(text: str) -> datetime | None:
    for form in _DATES:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    return None


def _comments(entry: _Entry) -> list[Comment]:
    """Return the comments; e-mail and IP addresses are never taken."""
    found = []
    for number, section in enumerate(entry.sections.get("COMMENT", ()), 1):
        about: dict[str, str] = {}
        at = 0
        while at < len(section) and (one := _OF_COMMENT.fullmatch(section[at])):
            about.setdefault(one[1], one[2] or "")
            at += 1
        when = _date(about.get("DATE", "").strip())
        text = "\n".join(section[at:]).strip()[:_LONGEST_COMMENT]
        name, url = about.get("AUTHOR", "")[:1000], about.get("URL", "")[:1000]
        found.append(Comment(number, 0, name, url, when.isoformat(" ") if when else "", text))
    return found
