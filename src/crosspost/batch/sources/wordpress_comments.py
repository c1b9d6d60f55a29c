"""The comments of a WordPress post that are to be kept."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from crosspost.batch.entry import Comment
from crosspost.batch.sources.wordpress_fields import shown
from crosspost.batch.sources.xml import child, local

# Characters of one comment.
_LONGEST = 100_000
_LONGEST_NAME = 1000
_STATES = {"1": "approved", "0": "not approved", "spam": "spam", "trash": "trash"}


def comments(item: etree._Element, count: Counter[tuple[str, str]]) -> tuple[Comment, ...]:
    """Return the comments of a post that its site shows.

    E-mail and IP addresses are never taken: nobody has agreed to have them published.

    Args:
        count: the type and the state of each is counted in it.
    """
    found = []
    for below in item:
        if not isinstance(below.tag, str) or local(below) != "comment":
            continue
        kind = child(below, "comment_type") or "comment"
        state = _STATES.get(child(below, "comment_approved") or "1", "not approved")
        kind = kind if kind in ("comment", "pingback", "trackback") else "other"
        count[kind, state] += 1
        if kind == "comment" and state == "approved":
            found.append(_comment(below))
    return tuple(found)


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
