"""Charts, code, posts and videos that the script of a service would put into a page, as frames.

Markdown has a link in place of a frame of a site that is not known: nothing is lost silently.
"""

from __future__ import annotations

import binascii
import json
import re
from base64 import b64decode
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.embeds import find_player_url
from crosspost.page.standardize.tree import IndexedTree, new, remove, replace, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_GIST = "https://gist.github.com/"
_GIST_NAME = lazy_compile(r"([\w-]{1,40}/)?[0-9a-f]{5,40}(?=\.js|\Z)")
# The script of a service → the URL of what it shows, a title.
_SCRIPTS = (
    (
        lazy_compile(
            r"(?:https?:)?//gist\.github\.com/([\w-]+(?:/[0-9a-f]+)?)(?:\.js|\.json)?(?:[?#].*)?\Z"
        ),
        _GIST,
        "Gist",
    ),
    (
        lazy_compile(r"(?:https?:)?//asciinema\.org/a/(\w{1,40})\.js"),
        "https://asciinema.org/a/",
        "A recording on asciinema",
    ),
    (
        lazy_compile(r"(?:https?:)?//jsfiddle\.net/((?:[\w-]{1,40}/){1,3}embed(?:ded)?/)"),
        "https://jsfiddle.net/",
        "",
    ),
)
_DATAWRAPPER = lazy_compile(r"(?:https?:)?//datawrapper\.dwcdn\.net/(\w{5})/")
_FLOURISH = lazy_compile(r"(?:visualisation|story|chart)/\d{1,12}\Z")
_ID = lazy_compile(r"[\w:-]{3,64}\Z")
_WISTIA = lazy_compile(r"wistia_async_(\w{8,12})(?:\s|\Z)")
_TELEGRAM = lazy_compile(r"\w{3,40}/\d{1,10}\Z")
_FRAME_SOURCE = lazy_compile(r"<iframe\s[^>]{0,500}?\bsrc=[\"']([^\"'<>\s]{8,1000})[\"']", re.I)
_SIZES = lazy_compile(r"\b(width|height)=\"(\d{1,4})\"")
# A proxy in front of a player.
_EMBEDLY = lazy_compile(
    r"(?:https?:)?//cdn\.embedly\.com/widgets/media\.html\?(?:[^#]{0,2000}&)?src=([^&#]{1,1000})"
)
_NOT_SOURCES = ("srcdoc", "style", "class", "title", "data-placeholder-image", "data-poster")
_LONGEST = 20_000  # characters of an attribute
# Medium's frames, whose script shows what is elsewhere; this URL leads there.
_MEDIUM = lazy_compile(r"https?://[\w.-]{1,80}/media/[0-9a-f]{32}\Z")


def to_frames(page: IndexedTree) -> None:
    """Write what services embed as frames, in place."""
    for script in list(page.tree.iter("script")):
        _from_script(script)
    for box in list(page.of_class("gist-oembed", "gist")):
        found = _GIST_NAME.match(box.get("data-gist") or box.get("data-gist-id") or "")
        if found:
            _put(box, _GIST + found[0], "Gist")
    for box in list(page.of_class("flourish-embed")):
        source = (box.get("data-src") or "").partition("?")[0]
        if _FLOURISH.match(source) and box.find(".//iframe") is None:
            _put(box, f"https://flo.uri.sh/{source}/embed", box.get("data-title") or "")
    for box in list(page.of_class("infogram-embed")):
        if _ID.match(name := box.get("data-id") or ""):
            _put(box, f"https://e.infogram.com/{name}", box.get("data-title") or "")
    _videos(page)
    for box in page.with_attribute("data-html"):
        _show_html(box)
    for frame in page.tree.iter("iframe"):
        _show_source(frame)
    for box in page.with_attribute("data-borlabs-cookie-content"):
        _undo_borlabs(page, box)


def _put(element: _Element, url: str, title: str) -> None:
    frame = new("iframe", src=url)
    if title:
        frame.set("title", title)
    replace(element, frame)


def _from_script(script: _Element) -> None:
    source = script.get("src") or ""
    if not source:
        return
    for pattern, start, title in _SCRIPTS:
        if found := pattern.match(source):
            _put(script, start + found[1], title)
            return
    post = script.get("data-telegram-post") or ""
    around = script.getparent()
    if _TELEGRAM.match(post):
        _put(script, f"https://t.me/{post}", "A post on Telegram")
    elif (
        (found := _DATAWRAPPER.match(source))
        and around is not None
        and around.find(".//iframe") is None
    ):
        noscript = around.find("noscript")
        image = None if noscript is None else noscript.find(".//img")
        if noscript is not None and image is not None:
            remove(noscript)
        title = "" if image is None else image.get("alt") or ""
        _put(script, f"https://datawrapper.dwcdn.net/{found[1]}/", title)


def _videos(page: IndexedTree) -> None:
    """Write the videos of Wistia, Brightcove and Elementor as their players."""
    for box in list(page.of_class("wistia_embed")):
        if found := _WISTIA.search(box.get("class") or ""):
            _put(box, f"https://fast.wistia.net/embed/iframe/{found[1]}", "")
    for box in page.with_attribute("media-id"):
        if box.tag == "wistia-player" and _ID.match(name := box.get("media-id") or ""):
            _put(box, f"https://fast.wistia.net/embed/iframe/{name}", "")
    for box in page.with_attribute("data-account"):
        account, video = box.get("data-account") or "", box.get("data-video-id") or ""
        if account.isdecimal() and _ID.match(video):
            name = box.get("data-player") or ""
            place = f"{account}/{name if _ID.match(name) else 'default'}_default"
            url = f"https://players.brightcove.net/{place}/index.html?videoId={video}"
            _put(box, url, box.get("title") or box.get("aria-label") or "Film")
    for box in page.of_class("elementor-widget-video"):
        inner = next((each for each in box.iter("div") if _is_empty_video(each)), None)
        if inner is not None and (url := _elementor_video_url(box.get("data-settings") or "")):
            player_url = find_player_url(url, "")
            replace(inner, new("iframe", src=player_url) if player_url else new("a", url, href=url))


def _is_empty_video(box: _Element) -> bool:
    return "elementor-video" in (box.get("class") or "").split() and not len(box)


def _elementor_video_url(settings: str) -> str:
    try:
        data = json.loads(settings[:_LONGEST])
    except (ValueError, RecursionError):
        return ""
    kind = data.get("video_type") if isinstance(data, dict) else None
    url = data.get(f"{kind}_url") if isinstance(kind, str) else None
    return url if isinstance(url, str) and urls.is_web(url) else ""


def _show_source(frame: _Element) -> None:
    """Give a frame that waits for consent or for a script its URL, and Medium's its target."""
    source = (frame.get("src") or "").strip()
    if not source or source.startswith(("about:", "data:", "javascript:")):
        for name, value in frame.items():
            url = f"https:{value}" if value.startswith("//") else value
            if name not in _NOT_SOURCES and name != "src" and urls.is_web(url):
                frame.set("src", url)
                break
        return
    if found := _EMBEDLY.match(source):
        if player_url := find_player_url(unquote(found[1]), ""):
            frame.set("src", player_url)
        return
    around = frame.getparent()
    for _ in range(3):
        if around is None:
            break
        if around.tag == "figure":
            if frame.get("width") == "0":
                frame.attrib.pop("width", "")  # Medium's script sets its size
                frame.attrib.pop("height", "")
            if _MEDIUM.match(source):
                frame.set("src", f"{source}/href")
            break
        around = around.getparent()


def _show_html(box: _Element) -> None:
    """Write the frame that an attribute of an empty box has as HTML, as Squarespace's videos do."""
    html = (box.get("data-html") or "")[:_LONGEST]
    found = _FRAME_SOURCE.search(html)
    if found is None or len(box) or text_of(box):
        return
    source = unescape(found[1])
    url = f"https:{source}" if source.startswith("//") else source
    if urls.is_web(url):
        replace(box, new("iframe", src=url, **dict(_SIZES.findall(html))))


def _undo_borlabs(page: IndexedTree, box: _Element) -> None:
    """Write what the plugin Borlabs Cookie holds back until someone consents."""
    text = (box.get("data-borlabs-cookie-content") or "")[:_LONGEST]
    try:
        content = b64decode(text, validate=True).decode("utf-8", "replace")
    except (ValueError, binascii.Error):
        return
    found = _FRAME_SOURCE.search(content)
    if found and page.is_in(box) and len(text_of(box)) < _LONGEST:
        _put(box, unescape(found[1]), "")
