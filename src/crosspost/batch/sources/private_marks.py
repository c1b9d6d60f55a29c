"""Marks of bookmarks that are not public: their posts are drafts.

Services write a mark of their own: ``PRIVATE="1"`` (Delicious, Shaarli, Pinboard and linkding in
HTML; Shaarli and LinkAce in JSON and CSV), ``shared: no`` (Pinboard, Diigo, linkding in JSON and
XML), ``visibility: private``. Raindrop, Readwise and Instapaper write none. wallabag's
``is_public`` says whether a page for others was made of the entry: that is false of nearly all, so
that it does not count.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# The same words in every post, so that they are counted together.
PRIVATE = "private in the list"
WARNING = f"{PRIVATE}: it is a draft"
_YES = frozenset({"1", "true", "yes"})
_NO = frozenset({"0", "false", "no"})
# Name of an attribute or a column → the values that say that a bookmark is private.
_MARKS = {
    "private": _YES,
    "is_private": _YES,
    "shared": _NO,
    "public": _NO,
    "visibility": frozenset({"private"}),
}


def is_private(about: Mapping[str, Any]) -> bool:
    """Tell whether a bookmark is marked as private.

    Args:
        about: its attributes or its row: name in lower case → value.
    """
    return any(_word(about.get(name)) in values for name, values in _MARKS.items())


def _word(value: object) -> str:
    """Return a value in lower case; empty if it is none."""
    return str(value).strip().lower() if isinstance(value, (str, int)) else ""


def warnings_of(*, private: bool) -> tuple[str, ...]:
    """Return what the user should check in a post."""
    return (WARNING,) if private else ()


def count_note(number: int) -> str:
    """Return how many links of a list are drafts, for the user."""
    links = "1 link is a draft" if number == 1 else f"{number:,} links are drafts"
    return f"{links}: {PRIVATE}"
