"""Players and frames: known ones stay as clean HTML, others become links with a title."""

from __future__ import annotations

from bs4 import Tag

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import escape, link_urls, search
from crosspost.markdown.context import Block, Context
from crosspost.markdown.line import Line
from crosspost.markdown.players import frame_url, is_player, placeholder
from crosspost.page.vocabulary import LAZY_POSTER, lazy_sources

_WATCHED = lazy_compile(
    r"(?:https?:)?//(?:(?:www\.|m\.)?youtube\.com/watch\?(?:.*&)?v=|youtu\.be/)([\w-]{6,20})"
)
_SIZE = lazy_compile(r"\d{1,4}%?\Z")


def iframe(tag: Tag, ctx: Context) -> list[Block]:
    """Return a frame: a known player as clean HTML, any other as a link with its title."""
    url = frame_url(tag)
    if not url:
        return []
    title = escape.words(str(tag.get("title") or ""))
    return frame(tag, url, title) if is_player(url) else link(url, title, ctx)


def frame(tag: Tag, url: str, title: str = "") -> list[Block]:
    """Return a player in a clean frame, of the size that the page gives it."""
    extra = f' title="{escape.raw(title)}"' if title else ""
    start = f'<iframe src="{escape.raw(url)}"{extra}{_sizes(tag)} loading="lazy" allowfullscreen'
    return [Block(f"{start}></iframe>", "html")]


def unmade(tag: Tag, ctx: Context) -> list[Block]:
    """Return a player that a script would make, or a link to its content."""
    url = placeholder(tag)
    watched = _WATCHED.match(url)
    if watched:
        return frame(tag, f"https://www.youtube.com/embed/{watched[1]}")
    if url and is_player(url):
        return frame(tag, url)
    inner = ctx.walk(tag.contents, ctx.deeper())
    return inner or (link(url, "", ctx) if url else [])


def _sizes(tag: Tag) -> str:
    out = ""
    for side in ("width", "height"):
        value = str(tag.get(side) or "").strip()
        if _SIZE.match(value):
            out += f' {side}="{value}"'
    return out


def link(url: str, title: str, ctx: Context) -> list[Block]:
    """Return a paragraph that is a link with a title, or with the host name if it has none."""
    run = Line(dialect=ctx.survey.dialect)
    run.open("[", "[", f"]({link_urls.destination(url)})")
    run.text(title or urls.host(f"https:{url}" if url[:2] == "//" else url) or url)
    return [Block(text) for text in run.finish()]


def media(tag: Tag, ctx: Context) -> list[Block]:
    """Return ``video`` or ``audio`` with controls and its sources."""
    sources = []
    for source in [tag, *search.every(tag, {"source"})]:
        url = link_urls.image(source.attrs.get("src") or next(lazy_sources(source.attrs), None))
        if url and not url.startswith("data:"):
            sources.append((source, url))
    if not sources:
        return []
    kind = tag.name.removeprefix("amp-")
    is_video = kind == "video"
    attrs = tag.attrs
    poster = link_urls.image(attrs.get("poster") or attrs.get(LAZY_POSTER)) if is_video else None
    extra = f' poster="{escape.raw(poster)}"' if poster else ""
    start = f"<{kind} controls{extra}{_sizes(tag) if is_video else ''}"
    if sources[0][0] is tag:
        return [Block(f'{start} src="{escape.raw(sources[0][1])}"></{kind}>', "html")]
    inner = "".join(f'<source src="{escape.raw(url)}">' for _, url in sources)
    return [Block(f"{start}>{inner}</{kind}>", "html")]
