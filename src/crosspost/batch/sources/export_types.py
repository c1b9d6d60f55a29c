"""Types of things in an export: which become posts, which a folder of their own, which nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from crosspost.batch.entry import Part
from crosspost.lazy_regex import lazy_compile

# A name of a post type, as of register_post_type of WordPress, that may name a folder of the site.
_TYPE = lazy_compile(r"[a-z0-9][a-z0-9_-]{0,19}")
# Folders of a site with another meaning.
_RESERVED = frozenset(
    {"posts", "drafts", "data", "site", "includes", "layouts", "sass", "plugins", "config", "theme"}
)
# Outcomes of comments, of an export of any format.
NO_COMMENTS = "left out: --comments data"
IN_DATA = "data files"
HIDDEN = "left out: not shown on the site"
PING = "left out: a link from another site"
NOT_PUBLIC = "left out: of an item that is not public"
INVALID = "left out: see the invalid lines"


def why_not(kind: str, wanted: Collection[str]) -> str:
    """Return why things of a type are left out; empty if they are wanted.

    Args:
        kind: the type.
        wanted: the types that the user wants.
    """
    may_be_folder = bool(_TYPE.fullmatch(kind)) and kind not in _RESERVED
    if kind not in wanted:
        return f"left out: --post-types {kind}" if may_be_folder else "left out: unknown type"
    return "" if may_be_folder else "left out: the name of a folder of the site"


def outcome_of(kind: str, *, is_draft: bool) -> str:
    """Return what becomes of a thing of a type that is wanted."""
    return "drafts" if is_draft else "posts" if kind == "post" else f"_{folder_of(kind)}"


def folder_of(kind: str) -> str:
    """Return the folder of items of a type, without its ``_``: a page's is ``_pages``."""
    return "pages" if kind == "page" else kind


def outcome_of_comment(*, is_wanted: bool, is_public: bool) -> str:
    """Return what becomes of a comment that the site shows."""
    return NO_COMMENTS if not is_wanted else IN_DATA if is_public else NOT_PUBLIC


def summary_name(text: str) -> str:
    """Return a type or a state for the summary."""
    return text[:40] if text.isprintable() else "unknown"


def parts_of(counts: Iterable[tuple[tuple[str, str, str], int]]) -> tuple[Part, ...]:
    """Return the parts of a summary: posts first, then what there is most of.

    Args:
        counts: type, state and outcome, with their number.
    """
    ordered = sorted(counts, key=lambda one: (one[0][0] != "post", -one[1], one[0]))
    return tuple(Part(*about, number=number) for about, number in ordered)
