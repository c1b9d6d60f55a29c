"""Build the HTML that all rich text formats need: texts, pictures, frames, code, lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from crosspost.lazy_regex import lazy_compile

_MOST_STEPS = 100_000
_MAX_DEPTH = 50
_TAG = lazy_compile(r"<(?:/?[a-z][a-z0-9]{0,15}[\s>/]|br>)", re.I)
_ESCAPED_TAG = lazy_compile(r"&lt;(?:p|div|h[1-6]|ul|figure|strong)(?:\s|&gt;)", re.I)
_SOURCES = ("src", "url", "uri", "file", "image", "asset", "source", "original", "media", "photo")
_URLS = ("source", "src", "url", "embedUrl", "embed_url", "href", "embed")
_ALTS = ("alt", "altText", "alt_text", "alternativeText", "description")
_MAX_NESTING = 4


class Budget:
    """How many nodes may still be read, so that reading ends."""

    def __init__(self, steps: int = _MOST_STEPS) -> None:
        self._left = steps

    def spend(self, depth: int) -> bool:
        """Tell whether one more may be read, at this depth."""
        self._left -= 1
        return self._left >= 0 and depth <= _MAX_DEPTH


def is_html(text: str) -> bool:
    """Tell whether a text has tags, as they are or escaped."""
    return bool(_TAG.search(text) or _ESCAPED_TAG.search(text))


def as_html(text: str, *, is_block: bool = False) -> str:
    """Return a text as HTML: as it is if it has tags, else escaped.

    Args:
        text: of a page's data.
        is_block: each line of plain text is a paragraph.
    """
    if _TAG.search(text):
        return text
    if _ESCAPED_TAG.search(text):
        return unescape(text)
    plain = escape(unescape(text))
    if not is_block:
        return plain
    lines = map(str.strip, plain.split("\n"))
    return "".join(f"<p>{line}</p>" for line in lines if line)


def first_text(facts: Any, names: tuple[str, ...], depth: int = 0) -> str:
    """Return the first text among properties; of an object in them, the first in it."""
    if not isinstance(facts, Mapping) or depth > _MAX_NESTING:
        return ""
    for name in names:
        value = facts.get(name)
        if isinstance(value, list):
            value = value[0] if value else None
        found = value if isinstance(value, str) else first_text(value, names, depth + 1)
        if found.strip():
            return found
    return ""


def heading(level: int, html: str) -> str:
    """Return a heading; those of a title are a level below it."""
    return f"<h{max(2, level)}>{html}</h{max(2, level)}>"


def picture(facts: Mapping[str, Any]) -> str:
    """Return a picture with its caption; nothing if its URL is not known."""
    source = first_text(facts, _SOURCES)
    if not source or source.isspace() or " " in source.strip():
        return ""
    alt = first_text(facts, _ALTS)
    shown = f'<img src="{escape(source)}" alt="{escape(alt)}">'
    caption = first_text(facts, ("caption",))
    if not caption or caption == source:
        return f"<figure>{shown}</figure>"
    return f"<figure>{shown}<figcaption>{as_html(caption)}</figcaption></figure>"


def frame(facts: Mapping[str, Any]) -> str:
    """Return a player or another frame, or the HTML that is to be put in its place."""
    html = facts.get("html")
    if isinstance(html, str) and _TAG.search(html):
        return html
    url = first_text(facts, _URLS)
    return f'<iframe src="{escape(url)}"></iframe>' if url.startswith(("http", "//")) else ""


def code_block(text: str, language: str = "") -> str:
    """Return a block of code."""
    name = f' class="language-{escape(language)}"' if language.isalnum() else ""
    return f"<pre><code{name}>{escape(text)}</code></pre>"


def table(rows: Any) -> str:
    """Return a table of lists of texts."""
    lines = [
        "".join(f"<td>{as_html(cell)}</td>" for cell in row if isinstance(cell, str))
        for row in rows
        if isinstance(row, list)
    ]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def styled(level: int, html: str, *, is_quote: bool) -> str:
    """Return a paragraph, a heading of a level that is not 0, or a quotation."""
    if level:
        return heading(level, html)
    return f"<blockquote><p>{html}</p></blockquote>" if is_quote else f"<p>{html}</p>"


def objects(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects in a list; none of anything else."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


class Lists:
    """Puts items, which come one by one, into lists."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._pieces: list[str] = []

    def add_item(self, element: str, html: str, level: int = 0) -> None:
        """Add an item to a list of this level, from 0."""
        level = min(level, 5, len(self._open))
        while len(self._open) > level + 1 or (
            len(self._open) == level + 1 and self._open[-1] != element
        ):
            self._close()
        if len(self._open) <= level:
            self._pieces.append(f"<{element}>")
            self._open.append(element)
        self._pieces.append(f"<li>{html}</li>")

    def add(self, html: str) -> None:
        """Add what is not an item."""
        while self._open:
            self._close()
        self._pieces.append(html)

    def _close(self) -> None:
        self._pieces.append(f"</{self._open.pop()}>")

    def html(self) -> str:
        """Return all of it."""
        self.add("")
        return "".join(self._pieces)
