"""Players that a script would show, as ``iframe``.

A preview on which one clicks becomes the frame that the click would show.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import IndexedTree, new, remove, replace, text_of
from crosspost.page.vocabulary import HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element

_YOUTUBE = "https://www.youtube.com/embed/"
_VIMEO = "https://player.vimeo.com/video/"
_DAILYMOTION = "https://www.dailymotion.com/embed/video/"
# Elements that a script turns into a player → the attributes with the id, the URL before it.
_ELEMENTS = {
    "amp-youtube": (("data-videoid",), _YOUTUBE),
    "amp-vimeo": (("data-videoid",), _VIMEO),
    "amp-dailymotion": (("data-videoid",), _DAILYMOTION),
    "lite-youtube": (("videoid", "video-id", "video"), _YOUTUBE),
    "lite-vimeo": (("videoid", "video-id"), _VIMEO),
    "lite-dailymotion": (("videoid", "video-id"), _DAILYMOTION),
    "youtube-embed": (("videoid", "video-id"), _YOUTUBE),
    "amp-gist": (("data-gistid",), "https://gist.github.com/"),
    "amp-instagram": (("data-shortcode",), "https://www.instagram.com/p/"),
    "amp-twitter": (("data-tweetid",), "https://twitter.com/i/status/"),
    "amp-soundcloud": (
        ("data-trackid",),
        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/",
    ),
}
_TITLES = {
    "amp-gist": "Gist",
    "amp-instagram": "A post on Instagram",
    "amp-twitter": "A post on Twitter",
}
_PREVIEWS = lazy_compile(
    r"(?:^|[ _-])(?:you-?tube|yt|lyte|vimeo|video|embed|player|facade|lyMe)", re.I
)
_IDS = (
    *("data-id", "data-video-id", "data-videoid", "data-youtube-id", "data-youtube", "data-embed"),
    *("data-ytid", "data-yt-id", "data-vimeo-id", "data-video", "data-code", "data-src"),
    *("data-embed-url", "data-video-url", "data-url", "data-iframe", "data-href"),
    "data-plyr-embed-id",
)
_PROVIDERS = ("data-provider", "data-plyr-provider", "data-video-provider")
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
_WIX_FILE = lazy_compile(r"\"uri\":\"([\w~.-]{5,200})\"", re.A)
_LONGEST_LABEL = 120  # characters: "Play", the title of the video, its length
_WRAPPED_URL = lazy_compile(r"https?://[^\s<>\"]{4,500}\Z")


def to_frames(page: IndexedTree) -> None:
    """Write embedded content as frames, in place."""
    for element in list(page.tree.iter(*_ELEMENTS)):
        names, start = _ELEMENTS[str(element.tag)]
        name = next((element.get(each) or "" for each in names if element.get(each)), "")
        if re.fullmatch(r"[\w-]{4,40}", name):
            if element.tag in _TITLES:
                element.set("title", _TITLES[str(element.tag)])
            _put_frame(element, start + name + ("/embed" if "instagram" in start else ""))
    for box in list(page.of_class("lyMe")):
        if _YOUTUBE_ID.match(name := (box.get("id") or "").removeprefix("WYL_")):
            _put_frame(box, _YOUTUBE + name)
    for element in page.with_attribute(*_IDS):
        is_named = element.get("class") or "data-plyr-embed-id" in element.keys()  # noqa: SIM118
        if is_named and element.tag in ("div", "a", "button", "span", "section"):
            _preview(element)
    for button in list(page.tree.iter("button")):
        image = next(button.iter("img"), None)
        found = None if image is None else _THUMBNAIL.match(image.get("src") or "")
        if found and not _has_frame_beside(button):
            _put_frame(button, _YOUTUBE + found[1])
    for box in page.tree.iter("wow-image"):
        _wix_picture(box)
    _wrapped_urls(page)


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


def find_player_url(value: str, names: str) -> str:
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
    near = (element.get(name) or "" for name in ("class", "id", *_PROVIDERS))
    names = " ".join((*near, *element.keys()))
    if not _PREVIEWS.search(names):
        return
    urls = (find_player_url(element.get(name) or "", names) for name in _IDS)
    url = next(filter(None, urls), "")
    if not url or len(text_of(element)) > _LONGEST_LABEL:
        return
    if next(element.iter("iframe", "video", *HEADINGS), None) is not None:
        return
    after = element.getnext()
    if after is not None and after.tag == "noscript" and after.find(".//iframe") is not None:
        remove(after)
    _put_frame(element, url)


def _wix_picture(box: _Element) -> None:
    """Give a picture of Wix, which is blurred until a script runs, the URL of its file."""
    image = next(box.iter("img"), None)
    found = _WIX_FILE.search(box.get("data-image-info") or "")
    if image is not None and found:
        image.set("src", f"https://static.wixstatic.com/media/{found[1]}")
        image.attrib.pop("srcset", "")


def _wrapped_urls(page: IndexedTree) -> None:
    """Write the URL that WordPress did not replace by what it shows as a player or a link."""
    for box in list(page.of_class("wp-block-embed__wrapper")):
        url = text_of(box, 600)
        if len(box) or not _WRAPPED_URL.match(url):
            continue
        player_url = find_player_url(url, "")
        box.text = None
        box.append(new("iframe", src=player_url) if player_url else new("a", url, href=url))
