"""One look over the whole article before a word is written: what renderers must know in advance."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from bs4 import Tag

from crosspost.markdown import callouts, footnotes, images, math, players
from crosspost.markdown.elements import BLOCKS
from crosspost.markdown.footnotes import Footnotes
from crosspost.markdown.math import Formula


@dataclass(slots=True)
class Survey:
    """What is known of the article as a whole.

    Attributes:
        holders: ``id()`` of the inline elements that hold a block, as ``<a><h3>…</h3></a>`` does.
        formulas: ``id()`` of an element → the formula that it shows.
        boxes: ``id()`` of an element that is set apart → what it is (``callout``, ``figure``,
            ``player``).
        footnotes: marks, notes and ways back.
        targets: ``id()`` of an element → its name, where a link in the article leads to it.
        pictures: ``id()`` of each ``noscript`` that holds the only copy of a picture or a player.
        names: the names that links lead to.
        has_tex: formulas stand in the text, for a script to draw.
        flattened: told by the writer: something was nested too deep to keep its form.
    """

    holders: set[int] = field(default_factory=set)
    formulas: dict[int, Formula] = field(default_factory=dict)
    boxes: dict[int, str] = field(default_factory=dict)
    pictures: set[int] = field(default_factory=set)
    footnotes: Footnotes = field(default_factory=Footnotes)
    targets: dict[int, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    has_tex: bool = False
    flattened: bool = False


# What WordPress and others call the box of a picture with a caption.
_FIGURES = frozenset(["wp-caption", "img-caption", "image-with-caption"])
# Places where kramdown takes no name.
_NAMELESS = frozenset(["table", "pre", "dl", "figcaption", "summary"])


_NAME = re.compile(r"[^\s\"}\\{|`<>]+\Z")


def is_name(name: str) -> bool:
    """Tell whether a name can stand in an attribute list."""
    return bool(_NAME.match(name))


def survey(body: Tag) -> Survey:
    """Look over the article; one pass, without recursion."""
    found = Survey()
    links: list[Tag] = []
    anchors: dict[str, Tag] = {}
    sidenotes: list[Tag] = []
    stack: list[Tag] = [body]
    while stack:
        tag = stack.pop()
        attrs = tag.attrs
        if attrs or tag.name == "math":
            _look_at(tag, found, links, anchors)
        if tag.name == "noscript":
            _look_into(tag, body, found)
            continue
        if id(tag) in found.formulas:
            formula = found.formulas[id(tag)]
            if formula.display or tag.name in BLOCKS:
                _mark_holders(tag, body, found.holders)
            continue
        if tag.name in BLOCKS:
            _mark_holders(tag, body, found.holders)
        if footnotes.is_sidenote(tag):
            sidenotes.append(tag)
        inner = []
        for node in tag.contents:
            if isinstance(node, Tag):
                inner.append(node)
            elif not found.has_tex and "\\" in str(node) and math.is_tex(str(node)):
                found.has_tex = True
        inner.reverse()
        stack.extend(inner)
    if links:
        found.footnotes = footnotes.find(body, links, anchors)
        _find_targets(found, links, anchors, body)
    footnotes.add_sidenotes(sidenotes, found.footnotes)
    return found


def _look_into(noscript: Tag, body: Tag, found: Survey) -> None:
    """Note what a page shows only to browsers without scripts."""
    player = players.needed(noscript)
    if player is not None:
        _mark_holders(player, body, found.holders)
    if player is not None or images.is_needed(noscript):
        found.pictures.add(id(noscript))


def _look_at(tag: Tag, found: Survey, links: list[Tag], anchors: dict[str, Tag]) -> None:
    """Note what an element's attributes say."""
    attrs = tag.attrs
    name = tag.name
    if "id" in attrs:
        anchors.setdefault(str(attrs["id"]), tag)
    if name == "a":
        if "name" in attrs:
            anchors.setdefault(str(attrs["name"]), tag)
        if str(attrs.get("href") or "")[:1] == "#":
            links.append(tag)
        return
    if "class" in attrs or name in math.TAGS or "data-oembed-url" in attrs:
        formula = math.formula(tag)
        if formula is not None:
            found.formulas[id(tag)] = formula
        elif name == "div" and players.placeholder(tag):
            found.boxes[id(tag)] = "player"
        elif callouts.is_callout(tag):
            found.boxes[id(tag)] = "callout"
        elif name != "figure" and not _FIGURES.isdisjoint(tag.get_attribute_list("class")):
            found.boxes[id(tag)] = "figure"


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


def _find_targets(found: Survey, links: list[Tag], anchors: dict[str, Tag], body: Tag) -> None:
    """Note the elements that links lead to, but footnotes."""
    marks, gone = found.footnotes.marks, found.footnotes.gone
    for link in links:
        if id(link) in marks or id(link) in gone:
            continue
        name = str(link.attrs["href"])[1:]
        if not is_name(name):
            continue
        target = anchors.get(name) or anchors.get(unquote(name))
        if target is None or target is body or any(parent is target for parent in link.parents):
            continue
        if any(p.name in _NAMELESS or id(p) in gone for p in (target, *target.parents)):
            continue
        found.targets[id(target)] = name
        found.names.add(name)
