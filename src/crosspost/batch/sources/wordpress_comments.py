"""The comments of a WordPress post that are to be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from crosspost.batch.entry import Comment
from crosspost.batch.sources.wordpress_fields import shown
from crosspost.batch.sources.xml import child, local

#: The type and the state of what a site shows as a comment.
SHOWN = ("comment", "approved")
# Characters of one comment.
_LONGEST = 100_000
_LONGEST_NAME = 1000
_STATES = {"1": "approved", "0": "not approved", "spam": "spam", "trash": "trash"}


def count_comments(item: etree._Element) -> Counter[tuple[str, str]]:
    """Return how many comments of each type and state a post has."""
    return Counter(map(_about, _elements(item)))


def comments(item: etree._Element) -> tuple[Comment, ...]:
    """Return the comments of a post that its site shows.

    E-mail and IP addresses are never taken: nobody has agreed to have them published.
    """
    return tuple(_comment(one) for one in _elements(item) if _about(one) == SHOWN)


def _elements(item: etree._Element) -> Iterator[etree._Element]:
    for below in item:
        if isinstance(below.tag, str) and local(below) == "comment":
            yield below


def _about(element: etree._Element) -> tuple[str, str]:
    """Return the type and the state of a comment."""
    kind = child(element, "comment_type") or "comment"
    state = _STATES.get(child(element, "comment_approved") or "1", "not approved")
    return kind if kind in ("comment", "pingback", "trackback") else "other", state


def _comment(element: etree._Element) -> Comment:
    url = child(element, "comment_author_url")
    return Comment(
        id=_number(child(element, "comment_id")),
        parent=_number(child(element, "comment_parent")),
        name=shown(child(element, "comment_author"))[:_LONGEST_NAME],
        url=url if len(url) <= _LONGEST_NAME else "",
        date=child(element, "comment_date_gmt")[:40] or child(element, "comment_date")[:40],
        html=child(element, "comment_content")[:_LONGEST],
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
