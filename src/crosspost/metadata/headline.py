"""Find the element with the visible title: mostly an ``h1`` with the title of the head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from lxml import etree

from crosspost import urls
from crosspost.metadata.text import fold, slug_words, squash, text_of, words

# A heading has to share this much with the head's title; an h1 is given a part of it.
_LEAST, _H1, _SURE = 0.6, 0.5, 1.15
_LEAST_SHARED = 0.15  # by an h1
# A URL with fewer words may say anything ("/blog/post").
_LEAST_SLUG = 3
_MAX_LENGTH = 400
_MAX_HEADINGS = 200
_LOWER_HEADINGS = frozenset({"h2", "h3"})
_HAS_ROLES = etree.XPath("boolean(descendant::*/@role[.='heading'])")


def find_headline(
    tree: Any,
    headings: Sequence[Any],
    title_texts: Iterable[str],
    url: str,
    site_names: frozenset[str],
) -> Any | None:
    """Return the element with the visible title, None where no element is like it.

    Args:
        tree: the page.
        headings: its ``h1`` elements.
        title_texts: the titles in the page's head.
        url: its URL, whose words may be the title's.
        site_names: the site's, as the head gives them; a heading that is one of them is ignored.
    """
    wanted = [set(words(text)) for text in title_texts]
    slug = slug_words(url)
    if len(slug) >= _LEAST_SLUG:
        wanted.append(set(slug))
    host = urls.host(url).removeprefix("www.")
    names = {squash(host), squash(host.rsplit(".", 1)[0]), *map(squash, site_names)} - {""}
    texts = [text_of(element, " ") for element in headings]
    own = [(e, text) for e, text in zip(headings, texts, strict=True) if squash(text) not in names]
    best, most = _most_alike(own, wanted, _H1)
    if most < _SURE:
        others = ((e, text_of(e, " ")) for e in islice(_others(tree), _MAX_HEADINGS))
        other, likeness = _most_alike(others, wanted, 0.0)
        if likeness > most:
            best = other
    if best is None and len(own) == 1 and fold(own[0][1]):
        return own[0][0]
    return best


def _others(tree: Any) -> Iterable[Any]:
    """Yield the elements other than ``h1`` that can have the title."""
    has_roles = _HAS_ROLES(tree)
    for element in tree.iter("*"):
        if element.tag in _LOWER_HEADINGS:
            yield element
            continue
        names = element.get("class")
        if (names and "title" in names) or (has_roles and element.get("role") == "heading"):
            yield element


def _most_alike(
    elements: Iterable[tuple[Any, str]], wanted: Sequence[set[str]], extra: float
) -> tuple[Any | None, float]:
    """Return the element whose text is most like the head's title, and the likeness.

    The element is None where the likeness of all is too low.

    The likeness is the share of words that both have in common.
    """
    best, most = None, 0.0
    for element, text in elements:
        text = fold(text)
        shown = set(words(text)) if len(text) <= _MAX_LENGTH else set()
        if not shown:
            continue
        shares = (2 * len(shown & title) / (len(shown) + len(title)) for title in wanted)
        likeness = max(shares, default=0.0) + extra
        if likeness > most and likeness >= max(_LEAST, extra + _LEAST_SHARED):
            best, most = element, likeness
    return best, most
