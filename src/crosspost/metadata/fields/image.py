"""The lead image: the largest real one, no logo, avatar, pixel or placeholder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.model import Document

_NO_LEAD = lazy_compile(
    r"(?:^|[/_.-])(?:logo|logos|icon|favicon|avatar|gravatar|placeholder|pixel|spacer|blank|1x1|sprite"
    r"|default|no-?image|loading|badge|button|glyph"
    r"|wordmark|emblem)(?=$|[/_.\d-])|_mark\.\w{3,4}$",
    re.I,
)
_HOSTS = lazy_compile(r"gravatar\.com|doubleclick|scorecardresearch|facebook\.com/tr|pixel\.", re.I)
_MAX_LENGTH = 2_000
_SIZE = lazy_compile(r"(\d{1,5})x(\d{1,5})")
_SIZE_IN_NAME = lazy_compile(r"[-_](\d{2,4})x(\d{2,4})(?=\.\w{3,4}$)")
_SMALL_NAME = lazy_compile(r"[-_.](?:thumb|thumbnail|small)(?=[-_./]|$)", re.I)
# Square pixels: a portrait, a thumbnail.
_LEAST_AREA = 200 * 200
# Places that are trusted this much as the best one are by its side.
_NEAR = 0.7


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the most trusted image that can be the article's; of two by its side the larger.

    A publisher's logo is none, wherever else it is named. One that is known to be small is taken
    only where there is no other.
    """
    base = document.base_url or document.url
    offered = of_field(found, "image")
    # A page names the same picture in several places.
    address_of = {text: urls.absolute(base, text) for text in {str(c.value) for c in offered}}
    logos = {address_of[str(c.value)] for c in offered if "logo" in c.hints}
    good = {a for a in address_of.values() if a and a not in logos and is_lead(a)}
    leads: list[tuple[str, Candidate]] = []
    for candidate in offered:
        address = address_of[str(candidate.value)]
        if address in good:
            leads.append((address, candidate))
    if not leads:
        return None
    first = leads[0][1]
    near = [pair for pair in leads if pair[1].confidence >= first.confidence * _NEAR]
    size_of = {address: area(address, candidate.hints) for address, candidate in leads}
    address, candidate = leads[0]
    if size_of[address] is not None or _SMALL_NAME.search(address):
        known = [pair for pair in near if (size_of[pair[0]] or 0) > (size_of[address] or 0)]
        address, candidate = max(
            known, key=lambda pair: size_of[pair[0]] or 0, default=(address, candidate)
        )
    if (size_of[address] or _LEAST_AREA) < _LEAST_AREA:
        other = next((pair for pair in leads if size_of[pair[0]] is None), None)
        address, candidate = other or (address, candidate)
    return Chosen(address, candidate.source)


def area(address: str, hints: frozenset[str]) -> int | None:
    """Return an image's size in pixels, as the page or its file's name tells; None if neither."""
    told = next((_SIZE.fullmatch(hint) for hint in hints if _SIZE.fullmatch(hint)), None)
    named = told or _SIZE_IN_NAME.search(urls.path(address).rsplit("/", 1)[-1])
    return int(named[1]) * int(named[2]) if named else None


def is_lead(address: str) -> bool:
    """Tell whether an image's address is a web address and no ornament's."""
    if not urls.is_web(address) or len(address) > _MAX_LENGTH:
        return False
    path = urls.path(address)
    name = path.rsplit("/", 1)[-1]
    return not (
        _NO_LEAD.search(name) or _HOSTS.search(address) or name.lower().endswith((".svg", ".ico"))
    )
