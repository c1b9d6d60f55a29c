"""The site's name, and telling whether a piece of a title is nothing but the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from crosspost import urls
from crosspost.metadata.candidate import Candidate, Chosen, of_field
from crosspost.metadata.text import key, shorten, squash
from crosspost.model import Document

_MAX_LENGTH = 100
MOST_WORDS = 8  # of a name
_IN_BODY = ("microdata", "rdfa")
# Public suffixes of two parts that are common enough to matter for a name; the rest of the host is
# compared label by label, so that a missing one costs nothing but a hint.
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "go", "gob"})
_TAIL = re.compile(r"\s*(?:[|–—-]|:)\s.*$")


def choose(found: Sequence[Candidate], document: Document, chosen: dict[str, Any]) -> Chosen | None:
    """Choose the site's name: the most trusted one that is a name, no slogan and no address."""
    title = {key(str(c.value)) for c in found if c.field == "title"}
    for candidate in of_field(found, "site"):
        name = str(candidate.value)
        if key(name) in title and candidate.confidence < 0.7:
            continue
        if len(name.split()) > MOST_WORDS:
            name = _TAIL.sub("", name)
        if "://" in name or not key(name) or len(name.split()) > MOST_WORDS:
            continue
        return Chosen(shorten(name, _MAX_LENGTH), candidate.source)
    return None


def names_in_head(found: Sequence[Candidate], document: Document) -> frozenset[str]:
    """Return the site's ``names`` without what microdata and RDFa say, which takes long to read."""
    return names([c for c in found if not c.source.startswith(_IN_BODY)], document)


def names(found: Sequence[Candidate], document: Document) -> frozenset[str]:
    """Return the site's names, squashed: what the page says, and the labels of its host."""
    known = {squash(str(c.value)) for c in found if c.field == "site"}
    known |= {
        squash(str(c.value))
        for c in found
        if c.field == "title" and c.hints & {"logo", "links home"}
    }
    known |= {domain_name(document.url), squash(urls.host(document.url).removeprefix("www."))}
    return frozenset(name for name in known if len(name) > 1)


def domain_name(url: str) -> str:
    """Return the label of the host that people call the site by: "example" of example.co.uk."""
    host = urls.host(url).removeprefix("www.")
    labels = host.split(".")
    suffix = 2 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 1
    labels = labels[:-suffix]
    return squash(labels[-1]) if labels else ""
