"""Whether a pager is that of a list of cards: products, or the newest articles of a section.

A card is one of several elements alike, beside each other, each with a picture or a heading, a link
to a page of its own, and little text. What is before the pager of an article is its own text,
before that of a list are cards. Cards elsewhere on the page, such as related articles, say nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from lxml.etree import _Element

from crosspost import urls
from crosspost.model import Document
from crosspost.page.vocabulary import HEADINGS

_FEWEST = 6  # cards of a list
_MOST_TEXT = 500  # characters of a card; a part of an article has more
_SOME_TEXT = 200  # characters; what has less may be a button or a count beside the pager
_SHARE = 0.5  # of the text before the pager that is cards
_LEVELS = 8  # above a link of the pager
_MOST_LINKS = 12  # of the pager that are looked at
_MOST_CHILDREN = 500  # of an element that are looked at
_SILENT = frozenset({"script", "style", "noscript", "template"})
_SHOWING = frozenset({"img", "picture", *HEADINGS})


def follows_cards(document: Document, page_urls: Collection[str]) -> bool:
    """Tell whether what is before a pager is mostly cards.

    Args:
        page_urls: of the other pages, to which the pager links.
    """
    wanted = {urls.identity(url) for url in page_urls}
    base, looked_at = document.base_url or document.url, 0
    for link in document.tree.iter("a"):
        url = urls.absolute(base, link.get("href") or "")
        if not url or urls.identity(url) not in wanted:
            continue
        before = _before(link)
        if before is not None and _is_mostly_cards(before):
            return True
        looked_at += 1
        if looked_at >= _MOST_LINKS:
            break
    return False


def _before(link: _Element) -> _Element | None:
    """Return the element with some text before a pager; None if there is none near."""
    element: _Element | None = link
    for _ in range(_LEVELS):
        if element is None or element.tag in ("body", "html"):
            return None
        for sibling in element.itersiblings(preceding=True):
            if isinstance(sibling.tag, str) and _text_length(sibling, _SOME_TEXT) >= _SOME_TEXT:
                return sibling
        element = element.getparent()
    return None


def _is_mostly_cards(box: _Element) -> bool:
    whole = _text_length(box)
    return any(len(cards) >= _FEWEST and sum(cards) >= _SHARE * whole for cards in _groups(box))


def _groups(box: _Element) -> Iterator[list[int]]:
    """Yield the lengths of the cards of each group within an element."""
    for parent in box.iter():
        if not isinstance(parent.tag, str) or not _FEWEST <= len(parent) <= _MOST_CHILDREN:
            continue
        alike: dict[tuple[str, str], list[int]] = defaultdict(list)
        seen: set[str] = set()
        for child in parent:
            if not isinstance(child.tag, str):
                continue
            links = {a.get("href") or "" for a in child.iter("a")} - seen - {""}
            length = _text_length(child, _MOST_TEXT + 1)
            if links and length <= _MOST_TEXT and any(e.tag in _SHOWING for e in child.iter()):
                name = (child.get("class") or "").split()[:1]
                alike[child.tag, "".join(name)].append(length)
                seen |= links
        yield from alike.values()


def _text_length(element: _Element, enough: int = 0) -> int:
    """Return the number of characters of an element's text.

    Args:
        enough: counting ends there; 0: never.
    """
    length = 0
    for node in element.iter():
        is_shown = isinstance(node.tag, str) and node.tag not in _SILENT
        length += len(" ".join((node.text or "").split())) if is_shown else 0
        if node is not element:
            length += len(" ".join((node.tail or "").split()))
        if enough and length >= enough:
            break
    return length
