"""Markdown of an export → HTML, which then goes the way of every text."""

from __future__ import annotations

import re

from crosspost.batch.sources.wordpress_markdown import markdown_to_html
from crosspost.lazy_regex import lazy_compile

_FRONT_MATTER = lazy_compile(r"\A---[ \t]*\n(.{0,20000}?)\n---[ \t]*(?:\n|\Z)", re.S)
_FIELD = lazy_compile(r"^([A-Za-z][\w -]{0,40}):[ \t]{0,20}(.{0,2000})$", re.M)


def to_html(text: str) -> str:
    """Return Markdown as HTML."""
    return markdown_to_html(text.replace("\r\n", "\n"))


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the simple fields of a text's front matter, and the rest of the text."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    fields = {
        one[1].strip().lower().replace(" ", "_"): one[2].strip().strip("\"'")
        for one in _FIELD.finditer(found[1])
    }
    return fields, text[found.end() :]
