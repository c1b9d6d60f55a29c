"""The HTML that Ghost made of a post: without what not everybody was shown, and without forms."""

from __future__ import annotations

from crosspost.batch.sources.exports.ghost_cards import GATED, LEFT_OUT
from crosspost.batch.sources.exports.html_tree import (
    body_of,
    inner_html,
    remove,
    tree_of,
    with_class,
)

_BEGIN, _END = "<!--kg-gated-block:begin", "<!--kg-gated-block:end-->"
_SIGNUP = "kg-signup-card"


def for_everybody(source: str, notes: list[str]) -> str:
    """Return the HTML of a post without blocks for members and without forms to sign up.

    Args:
        notes: what is left out is added to it.
    """
    source = _without_gated(source, notes)
    if _SIGNUP not in source:
        return source
    body = body_of(tree_of(source))
    found = [*with_class(body, _SIGNUP)]
    for one in found:
        remove(one)
    if found:
        notes.append(f"{LEFT_OUT}: signup")
    return inner_html(body)


def _without_gated(source: str, notes: list[str]) -> str:
    """Return HTML without blocks that only members see; ``nonMember:true`` is for all readers."""
    kept: list[str] = []
    at = 0
    while (begin := source.find(_BEGIN, at)) >= 0:
        kept.append(source[at:begin])
        inside = source.find("-->", begin) + 3
        end = source.find(_END, begin)
        if inside < 3 or end < 0:  # broken off: what follows may be for members, too
            at = len(source)
            notes.append(GATED)
            break
        if "nonmember:true" in source[begin:inside].replace(" ", "").lower():
            kept.append(source[inside:end])
        else:
            notes.append(GATED)
        at = end + len(_END)
    return "".join([*kept, source[at:]])
