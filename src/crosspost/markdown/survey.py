"""One look over the whole article before a word is written: what renderers must know in advance."""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4 import Tag

from crosspost.markdown.elements import BLOCKS


@dataclass(slots=True)
class Survey:
    """What is known of the article as a whole.

    Attributes:
        holders: ``id()`` of the inline elements that hold a block, as ``<a><h3>…</h3></a>`` does.
        wanted: ids that a link in the article leads to and that exist in it.
    """

    holders: set[int] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)


def survey(body: Tag) -> Survey:
    """Look over the article; one pass, without recursion."""
    found = Survey()
    fragments: set[str] = set()
    anchors: set[str] = set()
    stack: list[Tag] = [body]
    while stack:
        tag = stack.pop()
        name = tag.name
        attrs = tag.attrs
        if attrs:
            if "id" in attrs:
                anchors.add(str(attrs["id"]))
            if name == "a":
                if "name" in attrs:
                    anchors.add(str(attrs["name"]))
                href = str(attrs.get("href") or "")
                if href.startswith("#"):
                    fragments.add(href[1:])
        if name in BLOCKS:
            _mark_holders(tag, body, found.holders)
        stack.extend(node for node in tag.contents if isinstance(node, Tag))
    found.wanted = fragments & anchors
    return found


def _mark_holders(block: Tag, body: Tag, holders: set[int]) -> None:
    """Note the inline elements around a block, up to the next block."""
    parent = block.parent
    while (
        parent is not None
        and parent is not body
        and parent.name not in BLOCKS
        and id(parent) not in holders
    ):
        holders.add(id(parent))
        parent = parent.parent
