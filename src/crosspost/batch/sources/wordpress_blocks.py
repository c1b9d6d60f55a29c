"""Blocks of the WordPress editor whose content is in their comment, or elsewhere in the export.

A block is ``<!-- wp:name {"attribute": …} -->HTML<!-- /wp:name -->``, and its HTML is the text. The
exceptions: reusable blocks, footnotes, backgrounds, and what a server makes when it shows the page.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any

from crosspost.batch.entry import BLOCKS
from crosspost.batch.sources.wordpress_export import Export
from crosspost.batch.sources.wordpress_media import embed, figure
from crosspost.lazy_regex import lazy_compile

# What is between has its < and > escaped.
COMMENT = lazy_compile(r"<!--\s{0,9}/?wp:[^<>]{0,100000}-->")
_OPENING = lazy_compile(
    r"<!--\s{0,9}wp:([a-z][\w/-]{0,100})\s{1,9}(\{[^<>]{0,100000}?\})?\s{0,9}(/)?-->"
)
_REUSABLE = lazy_compile(r"<!--\s{0,9}wp:block\s{1,9}(\{[^<>]{0,2000}\})\s{0,9}/-->")
_MORE = lazy_compile(r"<!--\s{0,9}more\b[^<>]{0,2000}?-->", re.I)
_NEXT_PAGE = lazy_compile(r"<!--\s{0,9}(?:nextpage|noteaser)\s{0,9}-->", re.I)
_NOTE_MARK = lazy_compile(r"data-fn=[\"']([\w-]{1,100})[\"']")
_BACKGROUND = lazy_compile(
    r"<div\s[^<>]{0,3000}background-image:\s{0,9}url\(([^()<>\"']{5,1500})\)[^<>]{0,1000}>", re.I
)
_COVER = lazy_compile(r"wp-block-(?:cover|media-text)")
# Where an excerpt ends: the renderer of Markdown knows the attribute.
EXCERPT_END = '\n\n<hr data-excerpt-end="more">\n\n'
_MOST_BLOCKS = 200
_MOST_NAMES = 6
_MOST_EXPANDED = 4 * 1024 * 1024
# Blocks that a server makes, which are not part of a text: lists of posts, parts of a theme.
_OF_THE_THEME = frozenset(
    {"block", "footnotes", "more", "nextpage", "spacer", "separator", "embed", "shortcode"}
)


def has_blocks(text: str) -> bool:
    """Tell whether the block editor made a text."""
    return "<!-- wp:" in text


def expand(text: str, export: Export) -> str:
    """Return a text with its reusable blocks; they may have others in them, a few levels deep."""
    left = _MOST_BLOCKS

    def one(found: re.Match[str]) -> str:
        nonlocal left
        number = str(_read(found[1]).get("ref", ""))
        left -= 1
        if left < 0 or number not in export.blocks:
            return found[0]
        return export.blocks[number]

    for _ in range(3):
        if "wp:block" not in text:
            break
        expanded = _REUSABLE.sub(one, text)
        if expanded == text or len(expanded) > len(text) + _MOST_EXPANDED:
            break
        text = expanded
    return text


def write_blocks(text: str, footnotes: str, notes: list[str]) -> str:
    """Return a text in which the blocks that have no HTML have some.

    Args:
        text: whose code is set aside.
        footnotes: the custom field ``footnotes`` of the post, JSON.
        notes: what the user should check is added to it.
    """
    text = _footnotes(text, footnotes)
    left_out: dict[str, None] = {}

    def one(found: re.Match[str]) -> str:
        name, about, is_empty = found[1].removeprefix("core/"), _read(found[2]), bool(found[3])
        url = about.get("url")
        url = url if isinstance(url, str) else ""
        if is_empty and (name == "embed" or name.startswith("core-embed/")) and url:
            return embed(url)
        if is_empty and name in ("image", "cover") and url:
            return figure(url)
        if is_empty and name not in _OF_THE_THEME:
            left_out.setdefault(name)
        return found[0]

    text = _OPENING.sub(one, text)
    if left_out:
        notes.append(f"{BLOCKS}: {', '.join(list(left_out)[:_MOST_NAMES])}")
    text = _BACKGROUND.sub(_with_picture, text)
    text = _MORE.sub(EXCERPT_END, text, count=1)
    return _NEXT_PAGE.sub("\n\n", _MORE.sub("\n\n", text))


def _with_picture(found: re.Match[str]) -> str:
    """Add the picture of a cover, which older versions have in a style."""
    if not _COVER.search(found[0]):
        return found[0]
    return f"{found[0]}{figure(html.unescape(found[1]).strip())}"


def _footnotes(text: str, footnotes: str) -> str:
    """Add the notes of a text, which are a field of the post."""
    marks = list(dict.fromkeys(_NOTE_MARK.findall(text)))
    try:
        read = json.loads(footnotes) if footnotes and marks else []
    except (ValueError, RecursionError):
        read = []
    contents = {
        str(one.get("id")): str(one.get("content", ""))
        for one in (read if isinstance(read, list) else [])
        if isinstance(one, Mapping)
    }
    items = [
        f'<li id="{mark}">{contents[mark]} <a href="#{mark}-link">↩︎</a></li>'
        for mark in marks
        if mark in contents
    ]
    return f'{text}\n\n<ol class="wp-block-footnotes">{"".join(items)}</ol>' if items else text


def _read(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
