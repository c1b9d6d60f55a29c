"""Pictures, films, sounds and embedded pages in the shortcodes of a WordPress post, as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import partial

from crosspost.batch.sources.wordpress_export import Attachment, Export, file_type
from crosspost.batch.sources.wordpress_shortcodes import Maker, Shortcode
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import is_web

_PICTURE = lazy_compile(
    r"\s*+((?:<a\s[^<>]{0,2000}>\s*+)?<img\s[^<>]{0,4000}>(?:\s*+</a>)?)(?:\s*+<br\s?/?>)?(.*)",
    re.S,
)
_URL = lazy_compile(r"(?:https?:)?//[^\s\"'<>\[\]]{1,2000}")
_LINE = lazy_compile(r"^[ \t]*+(https?://[^\s<>\"\[\]]{3,2000}+)[ \t]*+$", re.M)
_PARAGRAPH = lazy_compile(
    r"<p(?:\s[^<>]{0,300})?>\s*+(https?://[^\s<>\"\[\]]{3,2000}+)\s*+</p>", re.I
)
_WRAPPER = 'wp-block-embed__wrapper">'
_YOUTUBE_ID = lazy_compile(r"[\w-]{11}(?![\w-])", re.A)
_NUMBER = lazy_compile(r"\d{6,12}", re.A)
_WORD = lazy_compile(r"[\w.-]{1,80}", re.A)
# The attributes with the file, as of wp_audio_shortcode and wp_video_shortcode.
_SOURCES = {
    "audio": ("src", "mp3", "m4a", "ogg", "wav", "flac", "wma"),
    "video": ("src", "mp4", "m4v", "webm", "ogv", "mov", "flv", "wmv"),
}
_LINKED = (
    *("soundcloud", "spotify", "instagram", "facebook", "flickr", "googlemaps", "googlemap"),
    *("twitter", "tiktok", "reddit", "codepen", "bandcamp", "scribd", "slideshare", "vine"),
    *("kickstarter", "pinterest", "issuu", "giphy", "fve", "video_embed", "iframe"),
)
# Shortcodes that name a page by its URL, or by what the pattern finds, behind the beginning.
_PAGES = {
    "embed": ("", None),
    "youtube": ("https://www.youtube.com/watch?v=", _YOUTUBE_ID),
    "vimeo": ("https://vimeo.com/", _NUMBER),
    "dailymotion": ("https://www.dailymotion.com/video/", _WORD),
    "wpvideo": ("https://videopress.com/v/", _WORD),
    "videopress": ("https://videopress.com/v/", _WORD),
    "tweet": ("https://twitter.com/i/status/", _NUMBER),
    "ted": ("https://www.ted.com/talks/", _WORD),
    "gist": ("https://gist.github.com/", _WORD),
} | dict.fromkeys(_LINKED, ("", None))
WITHOUT_CONTENT = frozenset({"gallery", "playlist"})


def makers(export: Export, post: str, notes: list[str]) -> dict[str, Maker]:
    """Return what is written for each shortcode.

    Args:
        post: number of the post.
        notes: what the user should check is added to it.
    """
    made: dict[str, Maker] = {
        "caption": _caption,
        "wp_caption": _caption,
        "gallery": partial(_gallery, export, post, notes),
        "playlist": partial(_playlist, export, post, notes),
        "audio": partial(_player, export, post),
        "video": partial(_player, export, post),
    }
    made.update(dict.fromkeys(_PAGES, _page))
    return made


def embed(url: str) -> str:
    """Return what WordPress makes of a URL on a line of its own: a player, else a link."""
    kind = file_type(url)
    if kind in ("audio", "video"):
        return _file(kind, url)
    box = '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">'
    return f"\n\n{box}{html.escape(html.unescape(url))}</div></figure>\n\n"


def embed_lines(text: str) -> str:
    """Return a text with a player, or a link, for each URL on a line of its own."""

    def one(found: re.Match[str]) -> str:
        before = text[max(0, found.start() - 60) : found.start()].rstrip()
        return found[0] if before.endswith(_WRAPPER) else embed(found[1])

    text = _PARAGRAPH.sub(one, text)
    return _LINE.sub(one, text)


def figure(url: str, alt: str = "", caption: str = "") -> str:
    """Return a picture with its caption.

    Args:
        alt: plain text.
        caption: HTML.
    """
    words = f"<figcaption>{caption.strip()}</figcaption>" if caption.strip() else ""
    image = f'<img src="{html.escape(url)}" alt="{html.escape(alt)}">'
    return f"<figure>{image}{words}</figure>"


def _caption(code: Shortcode) -> str | None:
    """Older posts have the words of a caption as an attribute."""
    inside = code.content or ""
    picture = _PICTURE.match(inside)
    if not picture:
        return f"\n\n{inside}\n\n" if code.content is not None else None
    words = picture[2].strip() or html.escape(code.get("caption"), quote=False)
    words = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{picture[1]}{words}</figure>\n\n"


def _numbers(code: Shortcode, *names: str) -> list[str]:
    return [part.strip() for name in names for part in code.get(name).split(",") if part.strip()]


def _chosen(export: Export, post: str, code: Shortcode, kind: str) -> Iterable[Attachment]:
    """Return the attachments that a shortcode shows; all of its post if it names none."""
    named = list(dict.fromkeys(_numbers(code, "ids", "include")))
    if named:
        return [export.attachments[one] for one in named if one in export.attachments]
    without = set(_numbers(code, "exclude"))
    found = export.attached(code.get("id") or post, kind)
    found = found[::-1] if code.get("order").upper() == "DESC" else found
    return [one for one in found if one.id not in without]


def _gallery(export: Export, post: str, notes: list[str], code: Shortcode) -> str:
    chosen = list(_chosen(export, post, code, "image"))
    wanted = len(set(_numbers(code, "ids", "include"))) or int(not chosen)
    if wanted > len(chosen):
        notes.append("a gallery has pictures that are not in the export; they are left out")
    figures = [figure(one.url, one.alt, one.caption) for one in chosen]
    return "\n\n" + "\n".join(figures) + "\n\n"


def _playlist(export: Export, post: str, notes: list[str], code: Shortcode) -> str:
    kind = "video" if code.get("type") == "video" else "audio"
    chosen = list(_chosen(export, post, code, kind))
    wanted = len(set(_numbers(code, "ids", "include"))) or int(not chosen)
    if wanted > len(chosen):
        notes.append("a playlist has files that are not in the export; they are left out")
    links = [
        f'<li><a href="{html.escape(one.url)}">{html.escape(html.unescape(one.title) or one.url)}'
        "</a></li>"
        for one in chosen
    ]
    return "\n\n<ul>" + "".join(links) + "</ul>\n\n" if links else "\n\n"


def _player(export: Export, post: str, code: Shortcode) -> str | None:
    found = code.get(*_SOURCES[code.name])
    texts = (found, *code.values, html.unescape(code.content or ""))
    url = next((match[0] for text in texts if (match := _URL.search(text))), "")
    if not url and not code.attributes:
        url = next((one.url for one in export.attached(post, code.name)), "")
    if not url:
        return None
    return _file(code.name, url) if file_type(url) == code.name else embed(url)


def _file(kind: str, url: str) -> str:
    return f'\n\n<{kind} src="{html.escape(html.unescape(url))}" controls></{kind}>\n\n'


def _page(code: Shortcode) -> str | None:
    """Return what is embedded; a shortcode that names no page stays as it is."""
    start, pattern = _PAGES[code.name]
    content = html.unescape(re.sub(r"<[^<>]{0,500}>", " ", code.content or ""))
    texts = [*code.values, content, *code.attributes.values()]
    if code.name == "youtube" and "v" in code.attributes:  # the rest of an URL: [youtube URL&w=640]
        texts.insert(0, start + code.attributes["v"])
    for text in texts:
        if found := _URL.search(text):
            url = found[0]
            return embed(f"https:{url}" if url.startswith("//") else url)
    ids = [code.get("id", "clip_id", "video_id", "v"), *code.values, content.strip()]
    name = next((one for one in ids if pattern and pattern.fullmatch(one)), "")
    if not name:
        return None
    file = code.get("file") if code.name == "gist" else ""
    anchor = "-".join(re.findall(r"[a-z0-9]+", file.lower()))
    url = f"{start}{name}" + (f"#file-{anchor}" if anchor else "")
    return embed(url) if is_web(url) else None
