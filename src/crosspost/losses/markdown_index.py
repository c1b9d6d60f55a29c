"""An index of a Markdown text: its URLs, headings, cells, code and notes, each read once."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import unquote

from crosspost.lazy_regex import lazy_compile

_URL_PATTERN = r"(?<!\\)\]\(<?((?:[^()\s<>]|\([^()\s<>]*\))+)"
_URL = lazy_compile(_URL_PATTERN, re.A)
_TITLE = r'(?:>?[ \n]+"(?:[^"\\]|\\.)*")?'
_LINK_END = lazy_compile(_URL_PATTERN + _TITLE, re.A)
_TAG_URL = lazy_compile(r'(?:src|href|srcset|poster|data)="([^"]+)"')
_AUTOLINK = lazy_compile(r"<((?:https?:|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>")
_MARKS = r"[> ]*+(?:(?:[-*+]|\d++[.)]|:) ++)*+[> ]*+"  # of quotations and lists
_HEADING = lazy_compile(rf"^{_MARKS}#{{1,6}} (.*)$", re.M)
_QUOTATION = lazy_compile(r"^ *+(?:(?:[-*+]|\d++[.)]|:) ++)*+> (.*)$", re.M)
_ROW = lazy_compile(rf"^{_MARKS}\|(.*)$", re.M)
_CELL_END = lazy_compile(r"(?<!\\)\|")
_HTML_CELL = lazy_compile(r"<t[hd]\b[^<>]*>")
# At the beginning of a line a colon makes it the note; elsewhere it is only a colon after the mark.
_NOTE_MARK = lazy_compile(r"(?<!^)\[\^[\w-]+\]|^\[\^[\w-]+\](?!:)|\]\(#", re.M)
_HEADING_ID = lazy_compile(r"\{#[^{}]*\}")
_IMAGE = lazy_compile(r"!\[[^\[\]]*\]")
_TAG = lazy_compile(r"(?<!\\)</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>")
_EXTENSIONS = frozenset(("jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "ico"))
_TO_PARTS = str.maketrans(dict.fromkeys("\\?&=#", "/"))
_RENDITION = lazy_compile(r"[-_]\d{2,4}x\d{2,4}\Z|-scaled\Z|@\dx\Z")
_NOT_LETTER = lazy_compile(r"[\W_]+")
_BEGINNING = 30  # letters that a text or a line of code is found by
# Characters that are searched for texts that are not where they were expected; after that they
# count as written.
_MOST_SEARCHED = 100_000_000


def letters(text: str) -> str:
    """Return the letters and digits of a text, case-folded."""
    return _NOT_LETTER.sub("", text).casefold()


def beginning(text: str) -> str:
    """Return the first letters of the first line that has any."""
    for line in text.split("\n"):
        if found := letters(line):
            return found[:_BEGINNING]
    return ""


def shown(markdown: str) -> str:
    """Return the ``letters`` of Markdown as a reader sees it, without URLs and tags."""
    return letters(html.unescape(_without_tags(_without_links(markdown))))


def shown_as_code(markdown: str) -> str:
    """Return the same with ``<T>`` as text, as within code; empty if there is no code."""
    return letters(_without_links(markdown)) if "`" in markdown and "<" in markdown else ""


def _without_links(markdown: str) -> str:
    if "](" in markdown:
        markdown = _LINK_END.sub("", _IMAGE.sub("", markdown))
    return _HEADING_ID.sub("", markdown) if "{#" in markdown else markdown


def _without_tags(markdown: str) -> str:
    return _TAG.sub("", markdown) if "<" in markdown else markdown


def file_name(url: str) -> str:
    """Return the name of a picture's file, whatever its size and format; empty if it has none."""
    if url[:5] == "data:":
        return ""
    name = ""
    for part in unquote(url).translate(_TO_PARTS).split("/"):
        if "." in part:
            start, _, end = part.rpartition(".")
            if end.casefold() in _EXTENSIONS:
                name = start
    name = name or unquote(url.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2])
    return _RENDITION.sub("", name).casefold()


def page_name(url: str) -> str:
    """Return the last part of a URL's path, which is the same in absolute and relative URLs."""
    path = url.partition("#")[0].partition("?")[0].removeprefix("mailto:")
    name = unquote(path).replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "" if name in (".", "..") else name.casefold()


class MarkdownIndex:
    """Looks parts up in a Markdown text.

    Args:
        markdown: the text.
        also: URLs that are elsewhere in the post.
    """

    def __init__(self, markdown: str, also: Iterable[str] = ()) -> None:
        self.markdown = markdown
        self._also = tuple(also)
        self._searched = 0

    @cached_property
    def urls(self) -> frozenset[str]:
        """All URLs."""
        found = {*_URL.findall(self.markdown), *self._also}
        if "<" in self.markdown:
            found.update(_AUTOLINK.findall(self.markdown))
            found.update(_TAG_URL.findall(self.markdown))
        return frozenset(html.unescape(url) if "&" in url else url for url in found)

    @cached_property
    def file_names(self) -> frozenset[str]:
        """The names of the files at these URLs."""
        return frozenset(map(file_name, self.urls))

    @cached_property
    def page_names(self) -> frozenset[str]:
        """The last parts of these URLs."""
        return frozenset(map(page_name, self.urls))

    def has_heading(self, text: str) -> bool:
        """Tell whether a text is a heading, or in one (which may have a number, too)."""
        found = letters(text)
        return not found or found in self._headings or self._is_in(found, self._all_headings)

    @cached_property
    def _headings(self) -> frozenset[str]:
        found = _HEADING.findall(self.markdown)
        for heading in self.markdown.split("<h")[1:]:
            if heading[:1].isdecimal():
                found.append(f"<h{heading.partition('</h')[0]}")
        return frozenset((*map(shown, found), *map(shown_as_code, found)))

    @cached_property
    def _all_headings(self) -> str:
        return "\0".join(self._headings)

    def has_cell(self, text: str) -> bool:
        """Tell whether a text is in a cell of a table."""
        found = letters(text)
        return not found or found in self._cells or self._is_in(found, self._all_cells)

    @cached_property
    def _cells(self) -> frozenset[str]:
        cells = [cell for row in _ROW.findall(self.markdown) for cell in _CELL_END.split(row)]
        if "<table" in self.markdown:
            for table in self.markdown.split("<table")[1:]:
                cells += _HTML_CELL.split(table.partition("</table")[0])
        return frozenset((*map(shown, cells), *map(shown_as_code, cells)))

    @cached_property
    def _all_cells(self) -> str:
        return "\0".join(self._cells)

    def has_code(self, text: str) -> bool:
        """Tell whether code begins with a text; one without letters, or of numbers, counts."""
        found = beginning(text)
        return not found or found.isdecimal() or found in self._code_lines

    @cached_property
    def _code_lines(self) -> frozenset[str]:
        lines: list[str] = []
        fence = ""
        for line in self.markdown.split("\n"):
            bare = line.lstrip("> \t-*+.0123456789")
            if fence:
                lines.append(line)
                if bare.startswith(fence) and not bare.strip(fence[0]):
                    fence = ""
            elif bare[:3] in ("~~~", "```"):
                fence = bare[: len(bare) - len(bare.lstrip(bare[0]))]
        for code in self.markdown.split("<pre")[1:]:
            text = html.unescape(_TAG.sub("", f"<pre{code.partition('</pre')[0]}"))
            lines += text.split("\n")
        return frozenset(letters(line)[:_BEGINNING] for line in lines)

    def has_quotation(self, text: str) -> bool:
        """Tell whether a text begins in a quotation."""
        return self._is_in(beginning(text), self._quotations)

    @cached_property
    def _quotations(self) -> str:
        quotations = _QUOTATION.findall(self.markdown)
        for quotation in self.markdown.split("<blockquote")[1:]:
            quotations.append(f"<b{quotation.partition('</blockquote')[0]}")
        quoted = "\n".join(quotations)
        return f"{shown(quoted)}\0{shown_as_code(quoted)}"

    def has_text(self, text: str) -> bool:
        """Tell whether a text begins anywhere."""
        return self._is_in(beginning(text), self._text)

    @cached_property
    def _text(self) -> str:
        return f"{shown(self.markdown)}\0{shown_as_code(self.markdown)}"

    @cached_property
    def note_marks(self) -> int:
        """How many marks of notes, and links within the post, there are."""
        return len(_NOTE_MARK.findall(self.markdown))

    def _is_in(self, text: str, everything: str) -> bool:
        self._searched += len(everything)
        return self._searched > _MOST_SEARCHED or text in everything
