"""``object`` and ``embed``.

Media that a browser can play becomes a player; for a video of a plug-in (Flash) a link to the
page of the video, if its URL shows which; else the fallback content of the page.
"""

from __future__ import annotations

import re
from posixpath import basename
from urllib.parse import unquote

from bs4 import Tag

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import embeds, escape, images, link_urls, players, search
from crosspost.markdown.context import Block, Context

_PARAM = frozenset(["param"])
_SOURCES = frozenset(["movie", "src", "url", "filename", "source"])
# The URL of a video for a plug-in → that of the site's current player.
_FILMS = (
    (
        lazy_compile(r"\A(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/v/([\w-]{6,20})", re.I),
        "https://www.youtube.com/embed/",
    ),
    (
        lazy_compile(r"\A(?:https?:)?//(?:www\.)?vimeo\.com/moogaloop\.swf\?.*clip_id=(\d+)", re.I),
        "https://player.vimeo.com/video/",
    ),
    (
        lazy_compile(
            r"\A(?:https?:)?//(?:www\.)?dailymotion\.com/swf/(?:video/)?([a-z0-9]{4,20})", re.I
        ),
        "https://www.dailymotion.com/embed/video/",
    ),
)
_KINDS = {
    **dict.fromkeys(("mp4", "m4v", "webm", "ogv", "mov"), "video"),
    **dict.fromkeys(("mp3", "m4a", "ogg", "oga", "opus", "wav", "flac"), "audio"),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "svg", "avif"), "image"),
    "swf": "plug-in",
}


def embed(tag: Tag) -> list[Block]:
    """Return an ``embed`` without its content: libxml2 makes the following nodes its content."""
    return _shown(tag) or []


def object_(tag: Tag, ctx: Context) -> list[Block]:
    """Return an ``object``: what it shows, or its fallback content."""
    shown = _shown(tag)
    if shown is not None:
        return shown
    inner = ctx.walk(tag.contents, ctx.deeper())
    return inner or _link(tag, ctx)


def _shown(tag: Tag) -> list[Block] | None:
    """Return what a browser shows for the element's URL; None if it needs a plug-in."""
    url = _address(tag)
    if not url:
        return None
    for film, site in _FILMS:
        found = film.match(url)
        if found:
            return embeds.frame(tag, site + found[1])
    if players.is_player(url):
        return embeds.frame(tag, url)
    kind = _kind(tag, url)
    if kind in ("video", "audio"):
        return [Block(f'<{kind} controls src="{escape.raw(url)}"></{kind}>', "html")]
    if kind == "image":
        alt = images.alternative(tag.get_text())
        return [Block(f"![{alt}]({link_urls.destination(url)})")]
    return None


def _address(tag: Tag) -> str | None:
    values = [tag.attrs.get("data"), tag.attrs.get("src")]
    for param in search.children(tag, _PARAM):
        if str(param.attrs.get("name") or "").lower() in _SOURCES:
            values.append(param.attrs.get("value"))
    found = (link_urls.image(value) for value in values)
    return next((url for url in found if url and not url.startswith("data:")), None)


def _kind(tag: Tag, url: str) -> str:
    """Return the type of the URL's content, as the page gives it, else by its extension."""
    said = str(tag.attrs.get("type") or "").lower().partition("/")[0]
    if said in ("video", "audio", "image"):
        return said
    return _KINDS.get(urls.path(url).rpartition(".")[2].lower(), "")


def _link(tag: Tag, ctx: Context) -> list[Block]:
    """Return a link to a document that the page showed in a frame (a PDF)."""
    url = _address(tag)
    if not url or _kind(tag, url) == "plug-in" or urls.scheme(url) not in ("http", "https", ""):
        return []
    title = escape.words(str(tag.attrs.get("title") or ""))
    name = unquote(basename(urls.path(url)))
    return embeds.link(url, title or escape.visible(name), ctx)
