"""Adverts and buttons among the pictures, recognized by link, size, class and name."""

from __future__ import annotations

import re

from crosspost import urls
from crosspost.body.picture import Picture
from crosspost.lazy_regex import lazy_compile
from crosspost.page import picture_names

_LARGE = 400  # pixels; no button is as wide and high
# Whole class names: "block-image-ads" may be a picture that adverts stand beside.
_AD_CLASS = lazy_compile(
    r"(?:^|\s)(?:(?:ads?|adverts?|advertisement|sponsor(?:ed)?)(?:[-_](?:banner|image|img|unit))?"
    r"|(?:small|big|banner|house|side)[-_]?ads?)(?=\s|$)",  # words: fine
    re.I,
)
_AD_URL = lazy_compile(
    r"/(?:advert[a-z]*|ads?|banners?|adclick|ad-click|adserver)[-/.?]|\bdoubleclick\b"
    r"|[?&]utm_medium=(?:banner|display)",
    re.I,
)
# https://www.iab.com/guidelines/iab-new-ad-portfolio/ and its predecessors: no other picture is as
# flat or as tall.
_BANNER_SIZES = frozenset(
    (
        *((728, 90), (970, 90), (970, 250), (970, 66), (468, 60), (234, 60), (320, 50), (320, 100)),
        *((300, 50), (300, 100), (980, 120), (930, 180), (160, 600), (120, 600), (300, 600)),
        *((300, 1050), (320, 600)),
    )
)
# Other sizes of adverts, which pictures may have, too.
_OTHER_AD_SIZES = frozenset(
    ((300, 250), (336, 280), (250, 250), (250, 200), (180, 150), (125, 125), (240, 400), (320, 480))
)
_BUTTON_WORDS = frozenset(["button", "buttons", "btn", "badge", "banner"])
# Pictures that lead there are buttons.
_BUTTON_HOSTS = lazy_compile(
    r"(?:^|\.)(?:patreon\.com|buymeacoffee\.com|ko-fi\.com|paypal\.com|paypal\.me|liberapay\.com"
    r"|opencollective\.com|flattr\.com|play\.google\.com|(?:apps|itunes)\.apple\.com)$"
)
_FILE = lazy_compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp)\Z", re.I)


def is_advert(picture: Picture, host: str, *, is_aside: bool) -> bool:
    """Tell whether a picture is an advert, or a button for donations or an app store.

    Args:
        picture: from the page.
        host: of the page.
        is_aside: whether it is in a box beside the text.
    """
    if _AD_CLASS.search(picture.image.get("class") or "") or _AD_CLASS.search(
        picture.image.get("id") or ""
    ):
        return True
    link = picture.link
    if link is None or leads_to_file(picture.href):
        return False
    if _AD_URL.search(picture.href) or _AD_CLASS.search(link.get("class") or ""):
        return True
    size = (picture.width, picture.height)
    size_in_name = picture_names.size_in(picture.url)
    if size in _BANNER_SIZES or size_in_name in _BANNER_SIZES:
        return True
    linked_host = urls.host(picture.href)
    if not host or not linked_host or urls.is_same_site(host, linked_host):
        return False
    if is_aside or size in _OTHER_AD_SIZES or size_in_name in _OTHER_AD_SIZES:
        return True
    is_large = min(size) >= _LARGE
    return not is_large and (
        bool(_BUTTON_HOSTS.search(linked_host))
        or not _BUTTON_WORDS.isdisjoint(picture_names.words(picture.url))
    )


def leads_to_file(href: str) -> bool:
    """Tell whether a link leads to a picture's file."""
    return bool(_FILE.search(urls.path(href)))
