"""The text of a Wix post (``Rich Content``, Ricos) as HTML, and the URLs of its pictures.

https://dev.wix.com/docs/ricos
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from typing import Any

from crosspost.batch.sources.exports.values import objects, text
from crosspost.batch.sources.wordpress_media import embed, figure
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import is_web

_DEEPEST = 60
_MEDIA = lazy_compile(r"(?:wix:image://v1/|image://v1/)([\w.~-]{5,200})")
_NAME = lazy_compile(r"[\w-]{5,100}~mv2[\w.~]{0,100}")
_SERVER = "https://static.wixstatic.com/media/"
_TAGS = {
    "PARAGRAPH": "p",
    "BLOCKQUOTE": "blockquote",
    "BULLETED_LIST": "ul",
    "ORDERED_LIST": "ol",
    "LIST_ITEM": "li",
    "TABLE": "table",
    "TABLE_ROW": "tr",
    "TABLE_CELL": "td",
}
_DECORATIONS = {"BOLD": "strong", "ITALIC": "em", "UNDERLINE": "u", "STRIKETHROUGH": "s"}
#: Warnings that begin so name what a post lacks.
LEFT_OUT = "left out: elements of Wix"
Node = Mapping[str, Any]


def picture_url(written: str) -> str:
    """Return the URL of a picture: Wix names it ``wix:image://v1/NAME/…``."""
    found = _MEDIA.match(written)
    if found:
        return f"{_SERVER}{found[1]}"
    if _NAME.fullmatch(written):
        return f"{_SERVER}{written}"
    return written if is_web(written) else ""


def rich_content_to_html(written: str, notes: list[str]) -> str:
    """Return a text as HTML; empty if it is none.

    Args:
        notes: what the user should check is added to it.
    """
    try:
        document = json.loads(written)
    except (ValueError, RecursionError):
        return ""
    return _children(document, notes, 0) if isinstance(document, dict) else ""


def _children(node: Node, notes: list[str], depth: int) -> str:
    if depth > _DEEPEST:
        return ""
    return "".join(_node(one, notes, depth + 1) for one in objects(node.get("nodes")))


def _node(node: Node, notes: list[str], depth: int) -> str:
    kind = text(node, "type")
    if kind == "TEXT":
        return _text(_inner(node, "textData"))
    if kind in _TAGS:
        inside = _children(node, notes, depth)
        return f"<{_TAGS[kind]}>{inside}</{_TAGS[kind]}>\n" if inside else ""
    if kind == "HEADING":
        level = _inner(node, "headingData").get("level")
        tag = f"h{level}" if level in (1, 2, 3, 4, 5, 6) else "h2"
        return f"<{tag}>{_children(node, notes, depth)}</{tag}>\n"
    if kind == "CODE_BLOCK":
        return f"<pre><code>{_children(node, notes, depth)}</code></pre>\n"
    if kind == "DIVIDER":
        return "<hr>\n"
    made = _media(kind, node)
    if not made and kind not in ("", "DOCUMENT"):
        made = _children(node, notes, depth)
        if not made:
            notes.append(f"{LEFT_OUT}: {kind[:40].lower() if kind.isprintable() else 'unknown'}")
    return made


def _inner(node: Node, *names: str) -> dict[str, Any]:
    for name in names:
        value = node.get(name)
        node = value if isinstance(value, dict) else {}
    return dict(node)


def _source(node: Node, *names: str) -> str:
    about = _inner(node, *names)
    return picture_url(text(about, "url", "id"))


def _media(kind: str, node: Node) -> str:
    render = _MEDIA_OF.get(kind)
    return render(node) if render else ""


def _image(node: Node) -> str:
    about = _inner(node, "imageData")
    url = _source(about, "image", "src")
    caption = html.escape(text(about, "caption"), quote=False)
    return figure(url, text(about, "altText"), caption) if url else ""


def _gallery(node: Node) -> str:
    items = objects(_inner(node, "galleryData").get("items"))
    urls = [_source(one, "image", "media", "src") for one in items]
    return "".join(figure(url) for url in urls if url)


def _video(node: Node) -> str:
    url = text(_inner(node, "videoData", "video", "src"), "url", "id")
    return embed(url) if is_web(url) else ""


def _embed(node: Node) -> str:
    about = _inner(node, "embedData")
    url = text(about, "src") or text(_inner(about, "oembed"), "videoUrl", "url")
    return embed(url) if is_web(url) else ""


def _html_box(node: Node) -> str:
    about = _inner(node, "htmlData")
    url = text(about, "url")
    return embed(url) if is_web(url) else text(about, "html")


def _button(node: Node) -> str:
    about = _inner(node, "buttonData")
    url = text(_inner(about, "link"), "url") or text(_inner(node, "linkPreviewData", "link"), "url")
    title = text(about, "text") or text(_inner(node, "linkPreviewData"), "title") or url
    shown = html.escape(title, quote=False)
    return f'<p><a href="{html.escape(url)}">{shown}</a></p>' if is_web(url) else ""


_MEDIA_OF: dict[str, Callable[[Node], str]] = {
    "IMAGE": _image,
    "GALLERY": _gallery,
    "VIDEO": _video,
    "EMBED": _embed,
    "HTML": _html_box,
    "BUTTON": _button,
    "LINK_PREVIEW": _button,
}


def _text(about: Node) -> str:
    value = about.get("text")
    made = html.escape(value, quote=False) if isinstance(value, str) else ""
    made = made.replace("\n", "<br>")
    for one in objects(about.get("decorations")):
        kind = text(one, "type")
        url = text(_inner(one, "linkData", "link"), "url")
        if kind == "LINK" and is_web(url):
            made = f'<a href="{html.escape(url)}">{made}</a>'
        elif kind in _DECORATIONS:
            made = f"<{_DECORATIONS[kind]}>{made}</{_DECORATIONS[kind]}>"
    return made
