"""Players, charts and gists that a script would show, as ``iframe``.

A preview on which one clicks becomes the frame that the click would show. A gist, which has no
frame, becomes a frame too: Markdown has a link in place of a frame of a site that is not known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import (
    Page,
    new,
    remove,
    replace,
    text_of,
)
from crosspost.page.vocabulary import HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element

_YOUTUBE = "https://www.youtube.com/embed/"
_VIMEO = "https://player.vimeo.com/video/"
_DAILYMOTION = "https://www.dailymotion.com/embed/video/"
_GIST = "https://gist.github.com/"
# Elements that a script turns into a player → the attributes with the id, the URL before it.
_ELEMENTS = {
    "amp-youtube": (("data-videoid",), _YOUTUBE),
    "amp-vimeo": (("data-videoid",), _VIMEO),
    "amp-dailymotion": (("data-videoid",), _DAILYMOTION),
    "lite-youtube": (("videoid", "video-id", "video"), _YOUTUBE),
    "lite-vimeo": (("videoid", "video-id"), _VIMEO),
    "lite-dailymotion": (("videoid", "video-id"), _DAILYMOTION),
    "youtube-embed": (("videoid", "video-id"), _YOUTUBE),
    "amp-gist": (("data-gistid",), _GIST),
    "amp-instagram": (("data-shortcode",), "https://www.instagram.com/p/"),
    "amp-twitter": (("data-tweetid",), "https://twitter.com/i/status/"),
}
_PREVIEWS = lazy_compile(
    r"(?:^|[ _-])(?:you-?tube|yt|lyte|vimeo|video|embed|player|facade|lyMe)", re.I
)
_IDS = (
    *("data-id", "data-video-id", "data-videoid", "data-youtube-id", "data-youtube", "data-embed"),
    *("data-ytid", "data-yt-id", "data-vimeo-id", "data-video", "data-code", "data-src"),
    *("data-embed-url", "data-video-url", "data-url", "data-iframe", "data-href"),
)
_YOUTUBE_ID = lazy_compile(r"[\w-]{11}\Z", re.A)
_OF_YOUTUBE = ("youtube", "yt", "lyte", "video")
_VIMEO_ID = lazy_compile(r"\d{6,12}\Z", re.A)
_PAGES = (
    (
        lazy_compile(
            r"(?:https?:)?//(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]{0,200}&)?v=|embed/"
            r"|shorts/|live/)|youtu\.be/)([\w-]{11})(?![\w-])",
            re.A,
        ),
        _YOUTUBE,
    ),
    (
        lazy_compile(r"(?:https?:)?//(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d{6,12})", re.A),
        _VIMEO,
    ),
)
_THUMBNAIL = lazy_compile(
    r"(?:https?:)?//(?:i\d?\.ytimg|img\.youtube)\.com/(?:vi|vi_webp)/([\w-]{11})/", re.A
)
_GIST_SCRIPT = lazy_compile(
    r"(?:https?:)?//gist\.github\.com/([\w-]+(?:/[0-9a-f]+)?)(?:\.js|\.json)?(?:[?#].*)?\Z"
)
_GIST_NAME = lazy_compile(r"([\w-]{1,40}/)?[0-9a-f]{5,40}(?=\.js|\Z)")
_WRAPPED_URL = lazy_compile(r"https?://[^\s<>\"]{4,500}\Z")
_FLOURISH = lazy_compile(r"(?:visualisation|story|chart)/\d{1,12}\Z")
_DATAWRAPPER = lazy_compile(r"(?:https?:)?//datawrapper\.dwcdn\.net/(\w{5})/")


def to_frames(page: Page) -> None:
    """Write embedded content as frames, in place."""
    for element in list(page.tree.iter(*_ELEMENTS)):
        names, start = _ELEMENTS[str(element.tag)]
        name = next((element.get(each) or "" for each in names if element.get(each)), "")
        if re.fullmatch(r"[\w-]{4,40}", name):
            if element.tag == "amp-gist":
                element.set("title", "Gist")
            _put_frame(element, start + name)
    for box in list(page.of_class("lyMe")):
        if _YOUTUBE_ID.match(name := (box.get("id") or "").removeprefix("WYL_")):
            _put_frame(box, _YOUTUBE + name)
    for element in page.with_attribute(*_IDS):
        if element.tag in ("div", "a", "button", "span", "section") and element.get("class"):
            _preview(element)
    for button in list(page.tree.iter("button")):
        image = next(button.iter("img"), None)
        found = None if image is None else _THUMBNAIL.match(image.get("src") or "")
        if found and not _has_frame_beside(button):
            _put_frame(button, _YOUTUBE + found[1])
    _gists(page)
    _charts(page)
    _wrapped_urls(page)
    for frame in page.tree.iter("iframe"):
        around = frame.getparent()
        if around is not None and around.tag == "figure" and frame.get("width") == "0":
            frame.attrib.pop("width", "")  # Medium's script sets its size
            frame.attrib.pop("height", "")


def _has_frame_beside(button: _Element) -> bool:
    around = button.getparent()
    return around is not None and next(around.iterchildren("iframe"), None) is not None


def _put_frame(element: _Element, url: str) -> None:
    frame = new("iframe", src=url)
    title = element.get("title") or element.get("data-title") or element.get("data-alt")
    title = title or element.get("playlabel") or element.get("aria-label")
    if title:
        frame.set("title", title)
    for name in ("width", "height"):
        if element.get(name):
            frame.set(name, element.get(name) or "")
    replace(element, frame)


def _player(value: str, names: str) -> str:
    """Return the URL of the player for an id or a URL; empty if it is neither.

    Args:
        value: the attribute.
        names: classes of the element, which say whose id it is.
    """
    for pattern, start in _PAGES:
        found = pattern.match(value)
        if found:
            return start + found[1]
    names = names.lower()
    if _VIMEO_ID.match(value) and "vimeo" in names:
        return _VIMEO + value
    if _YOUTUBE_ID.match(value) and any(word in names for word in _OF_YOUTUBE):
        return _YOUTUBE + value
    return ""


def _preview(element: _Element) -> None:
    """Replace the preview of a film by its player, if it holds hardly any text."""
    names = f"{element.get('class')} {element.get('id') or ''} {' '.join(element.keys())}"
    if not _PREVIEWS.search(names):
        return
    url = next((url for name in _IDS if (url := _player(element.get(name) or "", names))), "")
    if not url or len(text_of(element)) > _LONGEST_LABEL:
        return
    if next(element.iter("iframe", "video", *HEADINGS), None) is not None:
        return
    after = element.getnext()
    if after is not None and after.tag == "noscript" and after.find(".//iframe") is not None:
        remove(after)
    _put_frame(element, url)


_LONGEST_LABEL = 120  # characters: "Play", the title of the film, its length


def _gists(page: Page) -> None:
    """Write gists as frames: scripts, and boxes that a script fills."""
    for script in list(page.tree.iter("script")):
        found = _GIST_SCRIPT.match(script.get("src") or "")
        if found:
            _put_gist(script, found[1])
    for box in list(page.of_class("gist-oembed", "gist")):
        value = box.get("data-gist") or box.get("data-gist-id") or ""
        found = _GIST_NAME.match(value)
        if found:
            _put_gist(box, found[0])


def _put_gist(element: _Element, name: str) -> None:
    replace(element, new("iframe", src=_GIST + name, title="Gist"))


def _charts(page: Page) -> None:
    for box in list(page.of_class("flourish-embed")):
        source = (box.get("data-src") or "").partition("?")[0]
        if _FLOURISH.match(source) and box.find(".//iframe") is None:
            _put_frame(box, f"https://flo.uri.sh/{source}/embed")
    for script in list(page.tree.iter("script")):
        found = _DATAWRAPPER.match(script.get("src") or "")
        around = script.getparent()
        if found and around is not None and around.find(".//iframe") is None:
            frame = new("iframe", src=f"https://datawrapper.dwcdn.net/{found[1]}/")
            noscript = around.find("noscript")
            image = None if noscript is None else noscript.find(".//img")
            if noscript is not None and image is not None:
                frame.set("title", image.get("alt") or "")
                remove(noscript)
            replace(script, frame)


def _wrapped_urls(page: Page) -> None:
    """Write the URL that WordPress did not replace by what it shows as a player or a link."""
    for box in list(page.of_class("wp-block-embed__wrapper")):
        url = text_of(box, 600)
        if len(box) or not _WRAPPED_URL.match(url):
            continue
        player = _player(url, "")
        box.text = None
        box.append(new("iframe", src=player) if player else new("a", url, href=url))
