"""The license: what is said of the article or of the whole site, a URL or the page's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.hints import Hint
from crosspost.metadata.text import listed, shorten
from crosspost.model import Document

_MAX_LENGTH = 200
_COMMONS = lazy_compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"((?:licenses/[a-z-]+|publicdomain/(?:zero|mark))/\d\.\d(?:/(?!deed|legalcode)[a-z]{2,4})?)",
    re.I,
)
# The same licenses in words: "CC BY-NC-SA 4.0", "Creative Commons Attribution-ShareAlike 3.0".
_SHORT_NAME = lazy_compile(
    r"\bCC[ _-]{1,2}BY((?:[ _-](?:NC|ND|SA))*+)(?:[ _-]{1,2}(\d\.\d))?", re.I
)
_LONG_NAME = lazy_compile(
    r"Creative[ _]Commons[ _:]{1,2}Attribution"
    r"((?:[ _-]{1,3}(?:Non-?Commercial|Share-?Alike|No[ -]?Deriv\w{2,6}(?: Works?)?))*+)"
    r"(?:[ _](\d\.\d))?",
    re.I,
)
_CONDITION = lazy_compile(r"(nc|non-?comm)|(nd|no[ -]?deriv)|(sa|share)", re.I)
_RESERVED = lazy_compile(
    r"all rights reserved|alle rechte vorbehalten|tous droits réservés|©|copyright", re.I
)
_IS_LICENSE = lazy_compile(
    r"creative commons|public domain|\bGNU\b|\bGPL|GFDL|licen[scçz]|lizenz|licentie|лиценз|許諾"
    r"|ライセンス|许可|協議|协议",
    re.I,
)
# ``<meta>`` names for any words about rights.
_RIGHTS = listed("dc.rights dcterms.rights rights copyright")
_NOT_THE_ARTICLES = {
    Hint.PICTURE: "the license of a picture",
    Hint.CODE: "a code sample",
    Hint.QUOTED: "in a quotation",
    Hint.COMMENT: "in a comment",
    Hint.TEASER: "in a list of other articles",
    Hint.NESTED: "of another article",
    Hint.OTHER_WORK: "the license of something that is not the text",
    Hint.UNCLEAR: "the page does not say what has this license",
}
# How much a condition restricts: NonCommercial, NoDerivatives, ShareAlike.
_WEIGHTS = {"nc": 4, "nd": 2, "sa": 1}
_UNKNOWN = 9  # a license that is not read may forbid everything


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the license; of several that differ the most restrictive, with a warning."""
    usable = [c for c in of_field(found, "license") if not fault(c, document)]
    if not usable:
        return None
    values = {c: tidy(str(c.value), document.base_url) or "" for c in usable}
    strictest = max(map(_strictness, values.values()))
    best = next(c for c in usable if _strictness(values[c]) == strictest)
    others = {v for v in values.values() if _strictness(v) != strictest}
    if not others:
        # Of several names of one license, its own URL.
        best = next((c for c in usable if _COMMONS.match(values[c])), best)
        return Chosen(values[best], best.source)
    named = " and ".join([values[best], *sorted(others)])
    warning = f"the page names several licenses, {named}: the post has the first, check it"
    return Chosen(values[best], best.source, warning)


def fault(candidate: Candidate, document: Document) -> str:
    """Return why a candidate is not the article's license, empty if it may be."""
    for hint, reason in _NOT_THE_ARTICLES.items():
        if hint in candidate.hints:
            return reason
    text = str(candidate.value)
    value = tidy(text, document.base_url)
    if not value:
        return "not a license"
    is_words = candidate.source.detail in _RIGHTS and not urls.is_web(value)
    return "words about rights that name no license" if is_words and not _is_named(value) else ""


def _is_named(text: str) -> bool:
    return _conditions(text) is not None or _IS_LICENSE.search(text) is not None


def tidy(text: str, base_url: str) -> str | None:
    """Return a license's URL or words; None for a text that is neither.

    A license of Creative Commons is returned as the URL of its deed in the canonical form, if the
    text has the URL, or the name with its version.
    """
    text = text.strip()
    commons = _COMMONS.search(urls.absolute(base_url, text) or "") or _COMMONS.search(text)
    if commons:
        return f"https://creativecommons.org/{commons[1].lower()}/"
    named = _SHORT_NAME.search(text) or _LONG_NAME.search(text)
    if named and named[2]:
        kinds = "-".join(["by", *(name for name in _ORDER if name in _kinds(named[1]))])
        return f"https://creativecommons.org/licenses/{kinds}/{named[2]}/"
    if "/" in text and " " not in text:
        url = urls.absolute(base_url, text) or ""
        return url if urls.is_web(url) else None
    if not text or text.startswith("#") or _RESERVED.search(text):
        return None
    return shorten(text, _MAX_LENGTH)


# As Creative Commons orders them.
_ORDER = ("nc", "nd", "sa")


def _kinds(conditions: str) -> frozenset[str]:
    """Return the conditions of a name besides attribution: "nc" and "sa" of "-NC-SA"."""
    found = _CONDITION.finditer(conditions)
    return frozenset(_ORDER[(one.lastindex or 1) - 1] for one in found)


def _conditions(license: str) -> frozenset[str] | None:
    """Return the conditions of a license of Creative Commons, None of another."""
    commons = _COMMONS.match(license)
    if commons:
        return frozenset(commons[1].lower().split("/")[1].split("-")) & frozenset(_ORDER)
    named = _SHORT_NAME.search(license) or _LONG_NAME.search(license)
    return _kinds(named[1]) if named else None


def _strictness(license: str) -> float:
    """Return how much a license restricts, for comparing two."""
    conditions = _conditions(license)
    if conditions is None:
        return _UNKNOWN
    is_free = "/publicdomain/" in license
    return 0 if is_free else 0.5 + sum(_WEIGHTS[name] for name in conditions)
