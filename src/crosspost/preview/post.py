"""A post as HTML: its front matter as a table, its Markdown rendered.

It shows what the text says, not the theme of the site: Markdown with tables, footnotes, lists of
definitions. What kramdown adds is left out (``{: …}``) or stays as it is written (formulas).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from crosspost.lazy_regex import lazy_compile
from crosspost.preview.clean import clean

# An attribute list of kramdown: on a line of its own, or at the beginning of an item of a list.
_PLAYER = lazy_compile(r"<(?:iframe|video|audio)\b[^<>]*+>", re.I)
_SOURCE = lazy_compile(r"\bsrc=[\"']([^\"']*+)", re.I)
_ATTRIBUTES = lazy_compile(r"(?m)^([ \t]*+(?:[-*+]|\d{1,9}+[.)])?+[ \t]*+)\{:[^{}\n]*+\}[ \t]*+")


def front_matter(fields: Mapping[str, Any]) -> str:
    """Return front matter as a table."""
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(_words(value))}</td></tr>'
        for name, value in fields.items()
    )
    return f'<table class="front">{rows}</table>' if rows else ""


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_words(each)}" for name, each in value.items())
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        return ", ".join(map(_words, value))
    return str(value)


def body(markdown: str, picture: Callable[[str], str | None]) -> str:
    """Return Markdown as HTML in which nothing acts.

    Args:
        markdown: of a post, without its front matter and without a template language.
        picture: as of ``clean``.
    """
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    footnote_plugin(reader)
    deflist_plugin(reader)
    html = reader.render(_ATTRIBUTES.sub(r"\1", markdown))
    return clean(_PLAYER.sub(_player, html), picture)


def _player(found: re.Match[str]) -> str:
    """Return a line in the place of a player, which may load nothing; the player goes."""
    source = _SOURCE.search(found[0])
    return f"<p><em>player: {source[1] if source else 'without a URL'}</em></p>{found[0]}"
