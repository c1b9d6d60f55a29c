"""The text of a newer post of Tumblr, which is a list of blocks (NPF), as HTML.

https://www.tumblr.com/docs/npf
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from itertools import islice, pairwise
from typing import Any

from crosspost.batch.sources.exports.values import objects, text
from crosspost.batch.sources.wordpress_media import embed, figure
from crosspost.urls import is_web

_TAGS = {"heading1": "h2", "heading2": "h3", "quote": "blockquote", "indented": "blockquote"}
_LISTS = {"ordered-list-item": "ol", "unordered-list-item": "ul"}
# Marks of one paragraph.
_MOST_MARKS = 200
_FORMATS = {"bold": "strong", "italic": "em", "strikethrough": "s", "small": "small"}


def blocks_to_html(blocks: list[dict[str, Any]]) -> str:
    """Return the blocks of a post as HTML."""
    made: list[str] = []
    opened = ""
    for block in blocks:
        wanted = _LISTS.get(text(block, "subtype"), "") if text(block, "type") == "text" else ""
        if wanted != opened:
            made += [f"</{opened}>"] if opened else []
            made += [f"<{wanted}>"] if wanted else []
            opened = wanted
        made.append(_block(block, "li" if wanted else ""))
    made += [f"</{opened}>"] if opened else []
    return "\n".join(made)


def _block(block: Mapping[str, Any], item: str) -> str:
    kind = text(block, "type")
    if kind == "text":
        tag = item or _TAGS.get(text(block, "subtype"), "p")
        return f"<{tag}>{_formatted(block)}</{tag}>"
    if kind == "image":
        sizes = objects(block.get("media"))
        url = text(sizes[0], "url") if sizes else ""
        caption = html.escape(text(block, "caption"), quote=False)
        return figure(url, text(block, "alt_text"), caption) if is_web(url) else ""
    url = text(block, "url")
    if kind in ("video", "audio"):
        media = block.get("media")
        url = url or (text(media, "url") if isinstance(media, dict) else "")
        return embed(url) if is_web(url) else ""
    if kind == "link" and is_web(url):
        title = html.escape(text(block, "title") or url, quote=False)
        words = html.escape(text(block, "description"), quote=False)
        below = f"<br>{words}" if words else ""
        return f'<p><a href="{html.escape(url)}">{title}</a>{below}</p>'
    return ""


def _formatted(block: Mapping[str, Any]) -> str:
    """Return a text with its marks, which are given by their places and may overlap."""
    value = block.get("text")
    words = value if isinstance(value, str) else ""
    found = (mark for mark in objects(block.get("formatting")) if _is_whole(mark, len(words)))
    marks = list(islice(found, _MOST_MARKS))
    edges = sorted({0, len(words), *(mark[end] for mark in marks for end in ("start", "end"))})
    made = []
    for start, end in pairwise(edges):
        piece = html.escape(words[start:end], quote=False).replace("\n", "<br>")
        for mark in marks:
            if mark["start"] <= start and end <= mark["end"]:
                piece = _marked(mark, piece)
        made.append(piece)
    return "".join(made)


def _is_whole(mark: Mapping[str, Any], length: int) -> bool:
    start, end = mark.get("start"), mark.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length


def _marked(mark: Mapping[str, Any], piece: str) -> str:
    kind, url = text(mark, "type"), text(mark, "url")
    if kind == "link" and is_web(url):
        return f'<a href="{html.escape(url)}">{piece}</a>'
    tag = _FORMATS.get(kind)
    return f"<{tag}>{piece}</{tag}>" if tag else piece
