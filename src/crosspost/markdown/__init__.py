"""Article tree → Markdown for kramdown with the GFM parser, as Jekyll renders it.

The promise: the built page shows what the source showed. ``STYLE.md`` beside this file says how
each element is written and why. Nothing here knows of Liquid; ``crosspost.jekyll.liquid`` guards
the result.
"""

from __future__ import annotations

from typing import NamedTuple

from bs4 import Tag

from crosspost.markdown.writer import write

# kramdown needs five seconds for a megabyte of short paragraphs (measured with 2.4), and nobody
# reads one.
MAX_BYTES = 1_000_000
_CUT = "*The text is cut here: it is longer than 1 MB.*"


class Markdown(NamedTuple):
    """The Markdown of an article.

    Attributes:
        text: UTF-8, NFC, LF, one newline at the end; empty for an empty article.
        warnings: what a person should know (the text was cut).
    """

    text: str
    warnings: tuple[str, ...] = ()


def render(body: Tag) -> Markdown:
    """Return an article's body as Markdown, and what was lost.

    Args:
        body: the element whose content is the article; it is not changed.
    """
    text = write(body)
    if not text:
        return Markdown("")
    if len(text) * 4 > MAX_BYTES and len(text.encode()) > MAX_BYTES:
        return Markdown(
            f"{_cut(text)}\n\n{_CUT}\n", ("the article is longer than 1 MB; the rest was cut",)
        )
    return Markdown(text + "\n")


def to_markdown(body: Tag) -> str:
    """Return an article's body as Markdown for kramdown (GFM), with one newline at the end.

    Args:
        body: the element whose content is the article; it is not changed.
    """
    return render(body).text


def _cut(text: str) -> str:
    """Return the paragraphs that fit."""
    head = text.encode()[:MAX_BYTES].decode("utf-8", "ignore")
    return head[: head.rfind("\n\n")] if "\n\n" in head else head
