"""Players and frames: known ones stay as clean HTML, the rest becomes a link with a title."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bs4 import Tag

from crosspost import urls
from crosspost.markdown import addresses, escape, search
from crosspost.markdown.context import Block, Context
from crosspost.markdown.line import Line

# Hosts whose frames are players or maps, by their own documentation on embedding; a frame of any
# other host is a page inside the page that nobody vetted.
_PLAYERS = frozenset(
    [
        *("youtube.com", "youtube-nocookie.com", "player.vimeo.com", "dailymotion.com"),
        *("geo.dailymotion.com", "player.twitch.tv", "clips.twitch.tv", "fast.wistia.net"),
        *("fast.wistia.com", "embed.ted.com", "loom.com", "open.spotify.com"),
        *("w.soundcloud.com", "bandcamp.com", "embed.podcasts.apple.com"),
        *("embed.music.apple.com", "codepen.io", "jsfiddle.net", "codesandbox.io"),
        *("stackblitz.com", "replit.com", "observablehq.com", "google.com"),
        *("openstreetmap.org", "datawrapper.dwcdn.net", "flo.uri.sh"),
        *("public.flourish.studio", "e.infogram.com", "ourworldindata.org", "slideshare.net"),
        *("speakerdeck.com", "docs.google.com", "archive.org", "instagram.com", "tiktok.com"),
        *("giphy.com", "player.bilibili.com", "rutube.ru", "vk.com", "facebook.com"),
        *("platform.twitter.com"),
    ]
)
# On hosts that show more than players, the paths that are.
_PATHS = {
    "google.com": re.compile(r"/maps/"),
    "docs.google.com": re.compile(r"/(?:presentation|spreadsheets|document|forms)/"),
    "facebook.com": re.compile(r"/plugins/(?:video|post)"),
    "youtube.com": re.compile(r"/embed/"),
    "archive.org": re.compile(r"/embed/"),
    "vk.com": re.compile(r"/video_ext"),
}
_GIST = re.compile(r"(https://gist\.github\.com/[\w-]+(?:/[0-9a-f]+)?)\.js(?:[?#].*)?\Z")
_SIZE = re.compile(r"\d{1,4}%?\Z")


def iframe(tag: Tag, ctx: Context) -> list[Block]:
    """Return a frame: a known player clean, any other as a link with its title."""
    url = _address(tag)
    if not url:
        return []
    title = " ".join(escape.visible(str(tag.get("title") or "")).split())
    return frame(tag, url, title) if is_player(url) else link(url, title)


def frame(tag: Tag, url: str, title: str = "") -> list[Block]:
    """Return a player in a clean frame, of the size that the page gives it."""
    extra = f' title="{escape.raw(title)}"' if title else ""
    start = f'<iframe src="{escape.raw(url)}"{extra}{_sizes(tag)} loading="lazy" allowfullscreen'
    return [Block(f"{start}></iframe>", "html")]


def _address(tag: Tag) -> str | None:
    for name in ("src", "data-src", "data-lazy-src", "data-litespeed-src"):
        url = addresses.image(tag.attrs.get(name))
        if url and (urls.is_web(url) or url.startswith("//")):
            return url
    return None


def is_player(url: str) -> bool:
    """Tell whether an address is that of a player or a map that may stand in a post."""
    full = f"https:{url}" if url.startswith("//") else url
    host = urls.host(full).removeprefix("www.")
    if host not in _PLAYERS:
        return False
    paths = _PATHS.get(host)
    return paths is None or bool(paths.match(urlsplit(full).path))


def _sizes(tag: Tag) -> str:
    out = ""
    for side in ("width", "height"):
        value = str(tag.get(side) or "").strip()
        if _SIZE.match(value):
            out += f' {side}="{value}"'
    return out


def link(url: str, title: str) -> list[Block]:
    """Return a paragraph that is a link with a title, the host's name where there is none."""
    run = Line()
    run.open("[", "[", f"]({addresses.destination(url)})")
    run.text(title or urls.host(f"https:{url}" if url[:2] == "//" else url) or url)
    return [Block(text) for text in run.finish()]


def gist(script: Tag) -> list[Block]:
    """Return a link to the code that a script of GitHub's would put in its place."""
    found = _GIST.match(str(script.attrs.get("src") or ""))
    return link(found[1], "Gist") if found else []


def media(tag: Tag, ctx: Context) -> list[Block]:
    """Return ``video`` or ``audio`` with controls and its sources."""
    sources = []
    for source in [tag, *search.every(tag, {"source"})]:
        url = addresses.image(source.attrs.get("src") or source.attrs.get("data-src"))
        if url and not url.startswith("data:"):
            sources.append((source, url))
    if not sources:
        return []
    kind = tag.name.removeprefix("amp-")
    poster = addresses.image(tag.attrs.get("poster")) if kind == "video" else None
    extra = f' poster="{escape.raw(poster)}"' if poster else ""
    start = f"<{kind} controls{extra}{_sizes(tag) if kind == 'video' else ''}"
    if sources[0][0] is tag:
        return [Block(f'{start} src="{escape.raw(sources[0][1])}"></{kind}>', "html")]
    inner = "".join(f'<source src="{escape.raw(url)}">' for _, url in sources)
    return [Block(f"{start}>{inner}</{kind}>", "html")]
