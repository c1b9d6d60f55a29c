"""Which frames are players, where they are in lazy markup, and which elements replace them."""

from __future__ import annotations

from bs4 import Tag

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import link_urls, search
from crosspost.page.vocabulary import lazy_sources

# Hosts whose frames are players or maps, by their documentation on embedding; a frame of any
# other host could be any page.
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
        *("platform.twitter.com", "players.brightcove.net", "embed.bsky.app"),
    ]
)
# On hosts with other pages too, the paths of players.
_PATHS = {
    "google.com": lazy_compile(r"/maps/"),
    "docs.google.com": lazy_compile(r"/(?:presentation|spreadsheets|document|forms)/"),
    "facebook.com": lazy_compile(r"/plugins/(?:video|post)"),
    "youtube.com": lazy_compile(r"/embed/"),
    "archive.org": lazy_compile(r"/embed/"),
    "vk.com": lazy_compile(r"/video_ext"),
}
_FRAME = frozenset(["iframe"])
# Empty elements that a script fills: WP Rocket's video preview.
PLACEHOLDERS = frozenset(["rll-youtube-player"])


def is_player(url: str) -> bool:
    """Tell whether a URL is that of a player or a map that may be in a post."""
    full = f"https:{url}" if url.startswith("//") else url
    found = urls.read(full)
    if found is None or found.credentials or found.port not in (80, 443):
        return False
    host = found.host.removeprefix("www.")
    if host not in _PLAYERS:
        return False
    paths = _PATHS.get(host)
    return paths is None or bool(paths.match(found.path))


def frame_url(tag: Tag) -> str | None:
    """Return the URL of a frame, lazy or not."""
    for value in (tag.attrs.get("src"), *lazy_sources(tag.attrs)):
        url = link_urls.image(value)
        if url and (urls.is_web(url) or url.startswith("//")):
            return url
    return None


def needed(noscript: Tag) -> Tag | None:
    """Return the player in a ``noscript`` that is nowhere else in the page."""
    inner = search.first(noscript, _FRAME)
    url = frame_url(inner) if inner is not None else None
    if inner is None or not url or not is_player(url):
        return None
    beside = [noscript.find_previous_sibling(), noscript.find_next_sibling()]
    frames = [search.first(tag, _FRAME) or tag for tag in beside if isinstance(tag, Tag)]
    return None if any(frame_url(tag) or placeholder(tag) for tag in frames) else inner


def placeholder(tag: Tag) -> str:
    """Return the URL of the content that a script would put into an empty element."""
    attrs = tag.attrs
    url = ""
    if "data-oembed-url" in attrs or tag.name == "oembed":
        url = str(attrs.get("data-oembed-url") or attrs.get("url") or "")
    elif not PLACEHOLDERS.isdisjoint(tag.get_attribute_list("class")):
        url = str(attrs.get("data-href") or attrs.get("data-src") or "")
    if not url or search.first(tag, _FRAME) is not None:
        return ""
    return url if urls.is_web(url) or url.startswith("//") else ""
