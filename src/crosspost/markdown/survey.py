"""Facts about the whole article that renderers need, collected in one walk before writing."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import callouts, drawings, escape, footnotes, images, math, players
from crosspost.markdown.elements import BLOCKS
from crosspost.markdown.footnotes import Footnotes
from crosspost.markdown.math import Formula
from crosspost.markdown.search import TEXT
from crosspost.model.dialect import KRAMDOWN_GFM, Dialect
from crosspost.page.vocabulary import SHORT_NOSCRIPT


class Opening(NamedTuple):
    """How an inline element is written: see ``Line.open``."""

    kind: str
    start: str
    end: str


@dataclass(slots=True)
class Survey:
    """Facts about the article as a whole.

    Attributes:
        holders: ``id()`` of the inline elements that hold a block, as ``<a><h3>…</h3></a>`` does.
        formulas: ``id()`` of an element → the formula that it shows.
        boxes: ``id()`` of an element that is a box → its type (``callout``, ``figure``,
            ``player``).
        footnotes: references, notes and links back.
        targets: ``id()`` of an element → its name, where a link in the article leads to it.
        kept: the same of elements that pages of other posts may link to.
        slugs: set by the writer: ids that headings so far get from their text.
        pictures: ``id()`` of each ``noscript`` that holds the only copy of a picture, a player or
            the text.
        names: the names that links lead to.
        named: set by the writer: those that were written.
        has_tex: formulas are in the text, for a script to draw.
        flattened: set by the writer: something was nested too deep to keep its form.
        openings: how inline elements around blocks are written.
        without_html: set by the writer: elements that only HTML has a form for, and that are plain
            text, since the site does not show HTML.
        dialect: set by the writer: what the Markdown is written for.
        written_again: characters of these written so far.
        unread: ``id()`` of formulas that are drawn, without a source.
        drawings: how many drawings (``svg``) the article has, which Markdown cannot keep.
    """

    holders: set[int] = field(default_factory=set)
    formulas: dict[int, Formula] = field(default_factory=dict)
    boxes: dict[int, str] = field(default_factory=dict)
    pictures: set[int] = field(default_factory=set)
    footnotes: Footnotes = field(default_factory=Footnotes)
    targets: dict[int, str] = field(default_factory=dict)
    kept: dict[int, str] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    has_tex: bool = False
    flattened: bool = False
    openings: dict[tuple[int, bool, bool], Opening | None] = field(default_factory=dict)
    dialect: Dialect = KRAMDOWN_GFM
    without_html: set[str] = field(default_factory=set)
    written_again: int = 0
    unread: set[int] = field(default_factory=set)
    drawings: int = 0


# Class names of the box of a picture with a caption, in WordPress and others.
_FIGURES = frozenset(["wp-caption", "img-caption", "image-with-caption"])
_MARKED = math.CLASSES | players.PLACEHOLDERS | callouts.BOXES | _FIGURES
_TELLING = frozenset(math.TAGS)
_SHORT = frozenset(["img", "script"])
_READ = math.CLASSES | players.PLACEHOLDERS
_MOST_ASKED = 3  # nested elements that could show a formula or a player, and do not
_SIDENOTES = frozenset(["span", "d-footnote"])
# Elements in which kramdown has no ids.
_NAMELESS = frozenset(["table", "pre", "dl", "figcaption", "summary"])


# Ids that programs number: those of WordPress' pictures and blocks, and of footnotes.
_MADE = lazy_compile(
    r"(?:caption-)?(?:attachment|gallery|post|image|img|block|more)[_-][\da-f-]+\Z"
    r"|(?:user-content-)?fn(?:ref)?[:_-]?\d+\Z"
)
_NAME = lazy_compile(r"[^\s\"}\\{|`<>]+\Z")


def is_name(name: str) -> bool:
    """Tell whether a name can be used in an attribute list, and is in NFC."""
    return bool(_NAME.match(name)) and escape.visible(name) == name


def survey(body: Tag, *, keep_ids: bool = False) -> Survey:  # noqa: C901 - one loop
    """Walk over the article once, in document order, without recursion.

    Args:
        body: the article.
        keep_ids: find the elements, too, that other posts may link to.
    """
    found = Survey()
    links: list[Tag] = []
    anchors: dict[str, Tag] = {}
    sidenotes: list[Tag] = []
    asked: set[int] = set()
    node: PageElement | None = body
    end = _behind(body)
    while node is not end and node is not None:
        if not isinstance(node, Tag):
            if type(node) is NavigableString and "\\" in node and not found.has_tex:
                found.has_tex = math.is_tex(node)
            node = node.next_element
            continue
        name, attrs = node.name, node.attrs
        formula = None
        if attrs or name == "math":
            if "id" in attrs or name == "a":
                _note_names(node, name, links, anchors)
            if name in _TELLING or "data-oembed-url" in attrs or _is_marked(attrs.get("class")):
                formula = _look_at(node, found, asked)
        if name == "noscript" and not _is_text(node, body, found):
            node = _behind(node)
            continue
        if name == "svg":
            found.drawings += drawings.is_drawing(node)
            node = _behind(node)
            continue
        if name in BLOCKS or (formula is not None and formula.display):
            _mark_holders(node, body, found.holders)
        if formula is not None:
            node = _behind(node)
            continue
        if name in _SIDENOTES and footnotes.is_sidenote(node):
            sidenotes.append(node)
        node = node.next_element
    if links:
        found.footnotes = footnotes.find(body, links, anchors)
        _find_targets(found, links, anchors, body)
    footnotes.add_sidenotes(sidenotes, found.footnotes)
    if keep_ids:
        _find_kept(found, anchors, body)
    return found


def _behind(tag: Tag) -> PageElement | None:
    """Return the next node after an element and its content, in document order."""
    last: PageElement = tag
    while isinstance(last, Tag) and last.contents:
        last = last.contents[-1]
    return last.next_element


def _is_text(noscript: Tag, body: Tag, found: Survey) -> bool:
    """Record content for browsers without scripts; tell whether it is the article's text.

    ``crosspost.body`` recognises the text by its length in the same way.
    """
    length = 0
    for node in noscript.descendants:
        if type(node) in TEXT:
            length += len(node)  # type: ignore[arg-type]
            if length >= SHORT_NOSCRIPT:
                found.pictures.add(id(noscript))
                return True
    player = players.needed(noscript)
    if player is not None:
        _mark_holders(player, body, found.holders)
    if player is not None or images.is_needed(noscript):
        found.pictures.add(id(noscript))
    return False


def _note_names(tag: Tag, name: str, links: list[Tag], anchors: dict[str, Tag]) -> None:
    """Record the ids of an element, and the one that it links to."""
    attrs = tag.attrs
    if "id" in attrs:
        anchors.setdefault(str(attrs["id"]), tag)
    if name == "a":
        if "name" in attrs:
            anchors.setdefault(str(attrs["name"]), tag)
        if str(attrs.get("href") or "")[:1] == "#":
            links.append(tag)


def _look_at(tag: Tag, found: Survey, asked: set[int]) -> Formula | None:
    """Record the type of an element by its name or class; return the formula that it shows.

    Looking for a formula or a player reads all of the element. ``asked`` are the elements without
    one; inside several of these, none is looked for.
    """
    if tag.name == "a":
        return None
    if tag.name not in _SHORT:
        if asked and sum(id(parent) in asked for parent in tag.parents) >= _MOST_ASKED:
            return None
        if tag.name in _TELLING or not _READ.isdisjoint(tag.get_attribute_list("class")):
            asked.add(id(tag))
    formula = math.formula(tag)
    if formula is not None:
        found.formulas[id(tag)] = formula
    elif math.is_drawn(tag):
        if not any(id(parent) in found.unread for parent in tag.parents):
            found.unread.add(id(tag))
    elif tag.name == "div" and players.placeholder(tag):
        found.boxes[id(tag)] = "player"
    elif callouts.is_callout(tag):
        found.boxes[id(tag)] = "callout"
    elif tag.name != "figure" and not _FIGURES.isdisjoint(tag.get_attribute_list("class")):
        found.boxes[id(tag)] = "figure"
    return formula


def _is_marked(names: str | list[str] | None) -> bool:
    """Tell whether one of an element's classes shows its type; most do not."""
    return names is not None and (isinstance(names, str) or not _MARKED.isdisjoint(names))


def _mark_holders(block: Tag, body: Tag, holders: set[int]) -> None:
    """Record the inline elements around a block, up to the next block."""
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
    """Record the elements that links lead to, except footnotes."""
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
        if _is_nameless(target, gone):
            continue
        found.targets[id(target)] = name
        found.names.add(name)


def _is_nameless(target: Tag, gone: Container[int]) -> bool:
    return any(p.name in _NAMELESS or id(p) in gone for p in (target, *target.parents))


def _find_kept(found: Survey, anchors: dict[str, Tag], body: Tag) -> None:
    """Record the elements with an id that no link in the article leads to."""
    marks, gone = found.footnotes.marks, found.footnotes.gone
    for name, tag in anchors.items():
        key = id(tag)
        if tag is body or found.targets.get(key) == name or key in marks:
            continue
        if is_name(name) and not _MADE.match(name) and not _is_nameless(tag, gone):
            found.kept.setdefault(key, name)
