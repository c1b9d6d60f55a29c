"""The lead image: the article's own picture at its largest; no logo, portrait or placeholder."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.fields.site import names
from crosspost.metadata.hints import Hint
from crosspost.metadata.source import SourceType
from crosspost.model import Document
from crosspost.page.picture_names import is_logo_or_icon, owners_of_card, stem

_MARK = lazy_compile(r"_mark\.\w{3,4}$", re.I)
_HOSTS = lazy_compile(r"gravatar\.com|doubleclick|scorecardresearch|facebook\.com/tr|pixel\.", re.I)
_MAX_LENGTH = 2_000
_SIZE_IN_NAME = lazy_compile(r"[-_](\d{2,4})x(\d{2,4})(?=\.\w{3,4}$)")
# "?w=300&h=200", "?fit=300%2C200", "?resize=300,200", "?format=300w": of a server of copies.
_SIZE_IN_QUERY = lazy_compile(
    r"[?&;](?:fit|resize|size|w|width|format)=(\d{2,4})"
    r"(?:(?:%2c|,|x|w?&(?:amp;)?h(?:eight)?=)(\d{2,4}))?",
    re.I,
)
_SIZE_IN_FOLDER = lazy_compile(r"/(?:(\d{2,4})x(\d{2,4})|[ws]_?(\d{2,4}))(?=[/,])")
_SMALL_NAME = lazy_compile(r"[-_.](?:thumb|thumbnail|small)(?=[-_./]|$)", re.I)
# Pixels; smaller ones are portraits and thumbnails.
_LEAST_AREA = 200 * 200
# With so many an image is not compared with other pictures.
_LARGE_AREA = 600 * 400
_THUMBNAIL_AREA = 320 * 320
# A copy that is a bit larger is often a crop of another shape.
_LARGER = 2
_LEAST_STEM = 4  # characters: "1.jpg" is in every folder
# A candidate with this share of the best one's confidence is compared with it by size.
_NEAR = 0.7
_OF_OTHERS = frozenset({Hint.NESTED, Hint.ARTICLE})
_LOGO = "the logo of the site"
_Lead = tuple[str, Candidate]
_Leads = list[_Lead]
_Areas = dict[str, int | None]


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the most trusted image that can be the article's; of nearly equal ones the largest.

    One that is known to be small gives way to a larger one. Of the same picture the largest copy is
    taken, wherever the page has it.
    """
    leads = _leads(found, document)
    if not leads:
        return None
    area_of = {url: area(url, candidate.pixels) for url, candidate in leads}
    best = _largest_near(leads, area_of)
    if (area_of[best[0]] or _LARGE_AREA) < _THUMBNAIL_AREA or _SMALL_NAME.search(best[0]):
        best = _instead_of_small(best, leads, area_of)
    best = _largest_copy(best, leads, area_of)
    return Chosen(best[0], best[1].source)


def fault(candidate: Candidate, found: Sequence[Candidate], document: Document) -> str:
    """Return why a candidate is not a picture of the article, empty if it may be."""
    logos = {_url(c, document) for c in found if Hint.LOGO in c.hints}
    place = _fault_of_place(candidate)
    return place or _fault_of_url(_url(candidate, document), logos, found, document)


def _leads(found: Sequence[Candidate], document: Document) -> _Leads:
    """Return the images that can be the article's with their URLs, the most trusted first."""
    offered = of_field(found, "image")
    # A page names the same picture in several places.
    url_of = {c.value: _url(c, document) for c in {c.value: c for c in offered}.values()}
    logos = {url_of[c.value] for c in offered if Hint.LOGO in c.hints}
    faults = {url: _fault_of_url(url, logos, found, document) for url in set(url_of.values())}
    return [
        (url_of[c.value], c)
        for c in offered
        if not faults[url_of[c.value]] and not _fault_of_place(c)
    ]


def _fault_of_place(candidate: Candidate) -> str:
    if Hint.LOGO in candidate.hints:
        return _LOGO
    return "of another article" if candidate.hints >= _OF_OTHERS else ""


def _fault_of_url(
    url: str, logos: Collection[str], found: Sequence[Candidate], document: Document
) -> str:
    if url in logos:
        return _LOGO
    if not is_lead(url):
        return "a logo, an icon or a placeholder"
    path = urls.path(url).strip("/")
    if not path or ("." not in path and urls.identity(url) == urls.identity(document.url)):
        return "the URL of a page"
    owners = owners_of_card(url, document.url)
    if owners and not names(found, document).union([""]).isdisjoint(owners):
        return "the picture that the site has for all of its pages"
    return ""


def _url(candidate: Candidate, document: Document) -> str:
    return urls.absolute(document.base_url or document.url, str(candidate.value)) or ""


def _largest_near(leads: _Leads, area_of: _Areas) -> _Lead:
    """Return the first one; if it is small the largest of those that are trusted nearly as much."""
    first = leads[0]
    if (area_of[first[0]] or _LARGE_AREA) >= _LARGE_AREA and not _SMALL_NAME.search(first[0]):
        return first
    near = [lead for lead in leads if lead[1].confidence >= first[1].confidence * _NEAR]
    return max(near, key=lambda lead: area_of[lead[0]] or 0)


def _instead_of_small(small: _Lead, leads: _Leads, area_of: _Areas) -> _Lead:
    """Return the first one of unknown size.

    A picture of the text is another picture; it is only taken instead of a portrait or an icon.
    """
    is_tiny = (area_of[small[0]] or _LARGE_AREA) < _LEAST_AREA
    for lead in leads:
        url, candidate = lead
        is_other = candidate.source.type is not SourceType.PICTURE or is_tiny
        if is_other and area_of[url] is None and not _SMALL_NAME.search(url):
            return lead
        if is_tiny and (area_of[url] or 0) >= _LARGE_AREA:
            return lead
    return small


def _largest_copy(best: _Lead, leads: _Leads, area_of: _Areas) -> _Lead:
    """Return the largest copy of a picture: one without a size in its URL is the original."""
    name = stem(best[0])
    named = _area_in(best[0])
    known = area_of[best[0]] or 0
    if len(name) < _LEAST_STEM or (named is None and known >= _THUMBNAIL_AREA) or not known:
        return best
    copies = [lead for lead in leads if stem(lead[0]) == name]
    original = (lead for lead in copies if named is not None and _area_in(lead[0]) is None)
    largest = max(copies, key=lambda lead: area_of[lead[0]] or 0)
    is_larger = (area_of[largest[0]] or 0) >= _LARGER * known
    return next(original, largest if is_larger else best)


def area(url: str, pixels: int | None) -> int | None:
    """Return the number of an image's pixels: as the page gives it, or less if its URL says so."""
    named = _area_in(url)
    return named if pixels is None or (named is not None and named < pixels) else pixels


def _area_in(url: str) -> int | None:
    """Return the number of pixels that an image's URL gives, None if it does not."""
    named = _SIZE_IN_NAME.search(urls.path(url).rsplit("/", 1)[-1])
    named = named or _SIZE_IN_QUERY.search(url) or _SIZE_IN_FOLDER.search(url)
    if named is None:
        return None
    width, height = named[1] or named[named.lastindex or 1], named[2]
    return int(width) * (int(height) if height else int(int(width) / 1.5))


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
