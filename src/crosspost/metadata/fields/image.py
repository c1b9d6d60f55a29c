"""The lead image: the largest one that is not a logo, avatar, tracking pixel or placeholder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.hints import Hint
from crosspost.model import Document
from crosspost.page.picture_names import is_logo_or_icon

_MARK = lazy_compile(r"_mark\.\w{3,4}$", re.I)
_HOSTS = lazy_compile(r"gravatar\.com|doubleclick|scorecardresearch|facebook\.com/tr|pixel\.", re.I)
_MAX_LENGTH = 2_000
_SIZE_IN_NAME = lazy_compile(r"[-_](\d{2,4})x(\d{2,4})(?=\.\w{3,4}$)")
_SMALL_NAME = lazy_compile(r"[-_.](?:thumb|thumbnail|small)(?=[-_./]|$)", re.I)
# Pixels; smaller ones are portraits and thumbnails.
_LEAST_AREA = 200 * 200
# A candidate with this share of the best one's confidence is compared with it by size.
_NEAR = 0.7


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the most trusted image that can be the article's; of nearly equal ones the largest.

    The publisher's logo is never taken, even if it is also named as the image. One that is known to
    be small is taken only where there is no other.
    """
    base = document.base_url or document.url
    offered = of_field(found, "image")
    # A page names the same picture in several places.
    url_of = {text: urls.absolute(base, text) for text in {str(c.value) for c in offered}}
    logos = {url_of[str(c.value)] for c in offered if Hint.LOGO in c.hints}
    good = {u for u in url_of.values() if u and u not in logos and is_lead(u)}
    leads: list[tuple[str, Candidate]] = []
    for candidate in offered:
        url = url_of[str(candidate.value)]
        if url in good:
            leads.append((url, candidate))
    if not leads:
        return None
    first = leads[0][1]
    near = [pair for pair in leads if pair[1].confidence >= first.confidence * _NEAR]
    size_of = {url: area(url, candidate.pixels) for url, candidate in leads}
    url, candidate = leads[0]
    if size_of[url] is not None or _SMALL_NAME.search(url):
        known = [pair for pair in near if (size_of[pair[0]] or 0) > (size_of[url] or 0)]
        url, candidate = max(
            known, key=lambda pair: size_of[pair[0]] or 0, default=(url, candidate)
        )
    if (size_of[url] or _LEAST_AREA) < _LEAST_AREA:
        other = next((pair for pair in leads if size_of[pair[0]] is None), None)
        url, candidate = other or (url, candidate)
    return Chosen(url, candidate.source)


def area(url: str, pixels: int | None) -> int | None:
    """Return the number of an image's pixels: as the page gives it, else by the file's name."""
    if pixels is not None:
        return pixels
    named = _SIZE_IN_NAME.search(urls.path(url).rsplit("/", 1)[-1])
    return int(named[1]) * int(named[2]) if named else None


def is_lead(url: str) -> bool:
    """Tell whether an image's URL is http(s) and not that of a logo, an icon or the like."""
    if not urls.is_web(url) or len(url) > _MAX_LENGTH:
        return False
    path = urls.path(url)
    name = path.rsplit("/", 1)[-1]
    return not (
        is_logo_or_icon(url)
        or _MARK.search(name)
        or _HOSTS.search(url)
        or name.lower().endswith((".svg", ".ico"))
    )
