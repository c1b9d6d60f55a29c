"""The site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.hints import Hint
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import key, listed, shorten, squash
from crosspost.model import Document

_MAX_LENGTH = 100
MOST_WORDS = 8  # of a name
_MOST_WORDS_AT_END = 5
_LEAST_ALIKE = 3  # letters
_OWN_TITLE = 0.7  # a place that is trusted as much may have the title as the site's name
_SEPARATOR = lazy_compile(r"(?<!\s)\s++(?:[|–—·•»-]\s+|[|｜]\s*)|[|｜]\s*")
_OF_SITE = frozenset({Hint.LOGO, Hint.LINKS_HOME})
# Second labels of the common public suffixes of two labels (co.uk); a missing one does little harm.
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob"})
# "Copyright 2003 River Post", "© 2003-2024", "River Post. All rights reserved."
_COPYRIGHT = lazy_compile(
    r"(?:copyright|\(c\)|©|\b(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?\b|版权所有"
    r"|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados)",
    re.I,
)
_NOTICE = lazy_compile(r"copyright|\(c\)|©|版权所有|rights reserved|rechte vorbehalten", re.I)
_URL = lazy_compile(r"://|^(?:data|javascript|vbscript|mailto|file|blob|about|tel):", re.I)
_LETTER = lazy_compile(r"[^\W\d_]")
_ENDS = " \t|–—:·•»«>-/,;"
_LEAST_SLOGAN = 3  # words
_NOT_NAMES = frozenset(
    listed(
        "home homepage blog news website site index default main untitled wordpress mysite myblog"
        " myblog mywebsite mywordpress startseite accueil inicio justanotherwordpresssite title"
    )
)
_TAIL = lazy_compile(r"(?<!\s)\s*+[|–—:-]\s.*", re.S)


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the site's name: the most trusted candidate that is not a slogan or a URL."""
    for candidate in of_field(found, "site"):
        if not fault(candidate, found, document):
            name = _name(candidate, document)
            return Chosen(shorten(name, _MAX_LENGTH), candidate.source)
    titles = (str(c.value) for c in found if c.source.type is SourceType.TITLE_ELEMENT)
    at_end = next((name for name in map(partial(_at_end, url=document.url), titles) if name), None)
    return Chosen(at_end, Source(SourceType.TITLE_ELEMENT_END)) if at_end else None


def fault(candidate: Candidate, found: Sequence[Candidate], document: Document) -> str:
    """Return why a candidate is not the name of the site, empty if it may be."""
    name = _name(candidate, document)
    is_title = any(
        c.field == "title" and not c.hints & _OF_SITE and key(str(c.value)) == key(name)
        for c in found
    )
    if is_title and candidate.confidence < _OWN_TITLE:
        return "the title of the page"
    if _URL.search(name):
        return "a URL"
    if squash(name) in _NOT_NAMES or _LETTER.search(name) is None:
        return "not a name"
    return "a slogan" if len(name.split()) > MOST_WORDS else ""


def _name(candidate: Candidate, document: Document) -> str:
    name = _tidy(str(candidate.value), document.url)
    return _TAIL.sub("", name) if len(name.split()) > MOST_WORDS else name


def _tidy(text: str, url: str) -> str:
    """Return a name without the words of a copyright notice, separators, or a slogan after it.

    A slogan follows the name that the host has: "River Post - all about rivers".
    """
    name = text
    if _COPYRIGHT.search(text):
        left = " ".join(_COPYRIGHT.sub(" ", text).split()).strip(_ENDS + ".")
        is_notice = left != text and _NOTICE.search(text) is not None
        name = left.removeprefix("by ") if is_notice else text
    name = name.strip(_ENDS)
    head = _TAIL.sub("", name)
    label = domain_name(url)
    is_slogan = len(name[len(head) :].split()) > _LEAST_SLOGAN
    is_host = len(label) >= _LEAST_ALIKE and (label in squash(head) or squash(head) == label)
    return head if is_slogan and is_host else name


def _at_end(title: str, url: str) -> str | None:
    """Return what follows the title in ``<title>`` where it resembles the host."""
    pieces = _SEPARATOR.split(title)
    name = pieces[-1].strip()
    if len(pieces) < 2 or len(name.split()) > _MOST_WORDS_AT_END:
        return None
    label, flat = domain_name(url), squash(name)
    is_alike = min(len(label), len(flat)) >= _LEAST_ALIKE and (flat in label or label in flat)
    return name if is_alike else None


def names_in_head(found: Sequence[Candidate], document: Document) -> frozenset[str]:
    """Return the site's ``names`` without those in markup of the body, which is slow to read."""
    return names([c for c in found if not c.source.type.is_in_body], document)


def names(found: Sequence[Candidate], document: Document) -> frozenset[str]:
    """Return the site's names, squashed: what the page says, and the labels of its host."""
    known = {squash(str(c.value)) for c in found if c.field == "site"}
    known |= {squash(str(c.value)) for c in found if c.field == "title" and c.hints & _OF_SITE}
    known |= {domain_name(document.url), squash(urls.host(document.url).removeprefix("www."))}
    return frozenset(name for name in known if len(name) > 1)


def domain_name(url: str) -> str:
    """Return the main label of the host: "example" of example.co.uk."""
    host = urls.host(url).removeprefix("www.")
    labels = host.split(".")
    suffix = 2 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 1
    labels = labels[:-suffix]
    return squash(labels[-1]) if labels else ""
