"""The license: a URL where the page links one, else the page's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.text import shorten
from crosspost.model import Document

_MAX_LENGTH = 200
_COMMONS = lazy_compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"((?:licenses/[a-z-]+|publicdomain/(?:zero|mark))/\d\.\d(?:/(?!deed|legalcode)[a-z]{2,4})?)",
    re.I,
)
_RESERVED = lazy_compile(
    r"all rights reserved|alle rechte vorbehalten|tous droits réservés|©|copyright", re.I
)


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the most trusted license; "All rights reserved" is not one."""
    for candidate in of_field(found, "license"):
        value = tidy(str(candidate.value), document.base_url)
        if value:
            return Chosen(value, candidate.source)
    return None


def tidy(text: str, base_url: str) -> str | None:
    """Return a license's URL or words; None for a text that is neither.

    The URL of a Creative Commons deed is returned in its canonical form.
    """
    if "/" in text and " " not in text.strip():
        url = urls.absolute(base_url, text) or ""
        if not urls.is_web(url):
            return None
        commons = _COMMONS.match(url)
        return f"https://creativecommons.org/{commons[1].lower()}/" if commons else url
    if not text or _RESERVED.search(text):
        return None
    return shorten(text, _MAX_LENGTH)
