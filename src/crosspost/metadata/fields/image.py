"""The lead image: the largest real one, no logo, avatar, pixel or placeholder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from crosspost import urls
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.model import Document

_NO_LEAD = re.compile(
    r"(?:^|[/_.-])(?:logo|logos|icon|favicon|avatar|gravatar|placeholder|pixel|spacer|blank|1x1|sprite"
    r"|default|no-?image|loading|badge|button)(?=$|[/_.\d-])",
    re.I,
)
_HOSTS = re.compile(r"gravatar\.com|doubleclick|scorecardresearch|facebook\.com/tr|pixel\.", re.I)
_MAX_LENGTH = 2_000


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the most trusted address of an image that can be the article's."""
    for candidate in of_field(found, "image"):
        address = urls.absolute(document.base_url or document.url, str(candidate.value))
        if address and is_lead(address):
            return Chosen(address, candidate.source)
    return None


def is_lead(address: str) -> bool:
    """Tell whether an image's address is a web address and no ornament's."""
    if not urls.is_web(address) or len(address) > _MAX_LENGTH:
        return False
    path = urlsplit(address).path
    name = path.rsplit("/", 1)[-1]
    return not (
        _NO_LEAD.search(name) or _HOSTS.search(address) or name.lower().endswith((".svg", ".ico"))
    )
