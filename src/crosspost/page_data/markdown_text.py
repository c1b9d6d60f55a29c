"""Markdown in the data of a page → HTML."""

from __future__ import annotations

from crosspost.lazy_regex import lazy_compile

_SIGNS = lazy_compile(
    r"(?m)^#{1,6}\s+\S|\]\((?:https?:|/)|^\s{0,3}[*-]\s+\S|\*\*[^\s*]|^```|^\s{0,3}>\s"
)
_FEWEST_SIGNS = 2
_LONGEST_LINE = 10_000  # characters; the time grows with the square


def is_markdown(text: str) -> bool:
    """Tell whether a plain text has the marks of Markdown, and paragraphs."""
    if "\n\n" not in text or max(map(len, text.split("\n"))) > _LONGEST_LINE:
        return False
    found = _SIGNS.finditer(text)
    return sum(1 for _, _ in zip(range(_FEWEST_SIGNS), found, strict=False)) == _FEWEST_SIGNS


def to_html(text: str) -> str:
    """Return Markdown as HTML; HTML in it stays, and is cleaned as that of any page."""
    from markdown_it import MarkdownIt  # loaded only where it is needed

    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
