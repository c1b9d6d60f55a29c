"""The original page with marks: which parts are in the post, which were left out, which are lost.

The parts and the decisions are those of ``crosspost explain --body``. The page is shown as
crosspost reads it: after ``page.parse``, without styles and scripts, lazy pictures included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from crosspost.body.explain import Located, locate
from crosspost.model import Document, Loss, Metadata, Page
from crosspost.model.flow import SCREEN_READER
from crosspost.model.loss import MAY_BE_LOST, NOT_IN_POST, shorten
from crosspost.page.absolute_urls import make_absolute
from crosspost.page.parse import RuleOf, no_rule, parse
from crosspost.page.vocabulary import LAZY_SRCSETS, lazy_sources
from crosspost.preview.clean import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

# Names of classes in the page: in the post, left out, perhaps lost, lost.
IN, OUT, DOUBT, LOST = "in", "out", "doubt", "lost"
_LABELS = {IN: "in the post", OUT: "left out", DOUBT: "in doubt", LOST: "missing in the post"}
_IN_FRONT = "in the front matter"
_KEPT_ATTRIBUTES = frozenset(
    [
        "href",
        "src",
        "alt",
        "colspan",
        "rowspan",
        "scope",
        "start",
        "value",
        "reversed",
        "dir",
        "lang",
    ]
)
_MOST_TITLE = 200  # characters


@dataclass(frozen=True)
class ToCheck:
    """Something to look at, for the list on top of the page.

    Attributes:
        words: for the user.
        kind: ``lost`` or ``doubt``.
        example: what it is found by in the page; empty if it has no place.
        of: the kind of part, as in ``model.Loss``.
        place: the id of its place in the page; empty if there is none.
    """

    words: str
    kind: str
    example: str = ""
    of: str = ""
    place: str = ""


@dataclass(frozen=True)
class Marked:
    """A page with marks.

    Attributes:
        html: for the body of a document; nothing in it acts.
        kept: how many parts are in the post.
        parts: how many there are.
        to_check: with the places that were found.
    """

    html: str
    kept: int
    parts: int
    to_check: tuple[ToCheck, ...]


def to_check_of(losses: Sequence[Loss], warnings: Sequence[str]) -> list[ToCheck]:
    """Return what a person should look at, in the order of the report."""
    found: list[ToCheck] = []
    for loss in losses:
        found += [
            ToCheck(f"{loss.kind}: {example}", LOST, example, loss.kind)
            for example in loss.examples
        ]
        more = loss.lost - len(loss.examples)
        if more and loss.examples:
            found.append(ToCheck(f"{loss.kind}: {more:,} more of {loss.of:,}", LOST))
        elif more:
            found.append(ToCheck(f"{loss.kind}s: {loss.lost:,} of {loss.of:,}", LOST))
    for warning in warnings:
        if losses and warning.endswith(NOT_IN_POST):
            continue  # the same, summed up
        text = warning.removesuffix(MAY_BE_LOST).strip()
        example = text.strip("“”") if warning.endswith(MAY_BE_LOST) else ""
        found.append(ToCheck(warning, DOUBT, example, "section" if example else ""))
    return found


def mark(
    page: Page,
    metadata: Metadata,
    mode: str,
    to_check: Sequence[ToCheck] = (),
    rule_of: RuleOf = no_rule,
) -> Marked:
    """Mark the parts of an original, all of its pages that were fetched one after the other.

    Args:
        metadata: of the article.
        mode: as of ``body.explain``.
        to_check: each gets its place, if that is found.
        rule_of: as of ``page.parse``.

    Raises:
        NoArticle: the page cannot be read.
    """
    others = ((each.number, each.page) for each in page.more if each.page)
    pages = [(1, page), *(other for other in others if not other[1].is_embed)]
    kept = parts = 0
    texts: list[str] = []
    left = list(to_check)
    for number, each in pages:
        document = parse(each, rule_of)
        of_rule = document.selected.rule.mode if document.selected else ""
        located = locate(document, metadata, of_rule or mode)
        make_absolute(document.tree, document.base_url)
        _mark(document, located, " ".join((metadata.title or "").split()), left)
        kept += sum(one.part.kept for one in located)
        parts += len(located)
        if len(pages) > 1:
            texts.append(f"<h2>Page {number}</h2>" if number else "<h2>On one page</h2>")
        texts.append(clean(_html(document.tree), own=True))
    return Marked("\n".join(texts), kept, parts, tuple(left))


def _mark(
    document: Document, located: Sequence[Located], title: str, to_check: list[ToCheck]
) -> None:
    """Mark parts in a document's tree, which only this step uses; fill in places."""
    places = _places(document, located, to_check)
    flow = document.flow
    # The page's own attributes go first, so that it cannot imitate marks.
    urls = {one.node: _picture_url(flow.nodes[one.node]) for one in located if one.node >= 0}
    for element in document.tree.iter("*"):
        for name in set(element.keys()) - _KEPT_ATTRIBUTES:
            del element.attrib[name]
    for number in flow.screen_reader_nodes:
        flow.nodes[number].set("class", "hidden")
    before = ""
    for index, one in enumerate(located):
        is_title = bool(title) and " ".join(one.part.text.split()) == title
        state, place = places.get(index, (IN if one.part.kept or is_title else OUT, ""))
        label, about = _words(one, state, is_title)
        if label == before and not place:
            label = ""
        else:
            before = label
        if one.node >= 0:
            _mark_element(flow.nodes[one.node], one, urls[one.node], state, about, place, label)
            continue
        for run in one.runs:
            if not flow.flags[run] & SCREEN_READER:
                node = flow.nodes[flow.slots[run] // 2]
                _wrap(node, bool(flow.slots[run] % 2), state, about, place, label)
                place = label = ""


def _words(one: Located, state: str, is_title: bool) -> tuple[str, str]:
    """Return the label of a part, and what is shown when the pointer is on it."""
    if is_title and not one.part.kept:
        return _IN_FRONT, _IN_FRONT
    label = f"{_LABELS[state]}: {one.part.why}" if state == OUT else _LABELS[state]
    score = "" if one.part.score is None else f" ({one.part.score:.2f})"
    return label, f"{_LABELS[state]}: {one.part.why}{score}"[:_MOST_TITLE]


def _mark_element(
    element: _Element, one: Located, url: str, state: str, about: str, place: str, label: str
) -> None:
    """Mark a picture, or put a box in the place of a player."""
    if element.getparent() is None:
        return
    mark = etree.Element("span", {"class": f"{state} medium", "title": about})
    if place:
        mark.set("id", place)
    if label:
        _add_label(mark, label)
    if one.part.kind == "player":
        name = etree.SubElement(mark, "span", {"class": "player"})
        name.text = f"player: {one.part.text or 'without a URL'}"
    else:
        picture = etree.SubElement(mark, "img", {"alt": _alt(element)})
        if url:
            picture.set("src", url)
    element.addprevious(mark)
    for each in (element, *element.iter("img", "source")):
        each.attrib.pop("src", None)
    element.set("class", "hidden")


def _wrap(node: _Element, is_tail: bool, state: str, about: str, place: str, label: str) -> None:
    """Put a text into an element of its own."""
    mark = etree.Element("span", {"class": state, "title": about})
    if place:
        mark.set("id", place)
    if is_tail:
        text, node.tail = node.tail, None
        node.addnext(mark)
    else:
        text, node.text = node.text, None
        node.insert(0, mark)
    if label:
        _add_label(mark, label).tail = text
    else:
        mark.text = text


def _add_label(mark: _Element, label: str) -> _Element:
    element = etree.SubElement(mark, "b", {"class": "label"})
    element.text = label
    return element


def _html(tree: _Element) -> str:
    body = tree.find("body")
    return etree.tostring(tree if body is None else body, encoding="unicode", method="html")


# Where something is that has to be checked


def _places(
    document: Document, located: Sequence[Located], to_check: list[ToCheck]
) -> dict[int, tuple[str, str]]:
    """Return the state and the id of parts to be checked, by index; fill in the ids."""
    places: dict[int, tuple[str, str]] = {}
    texts = [" ".join(one.part.text.split()) for one in located]
    for number, item in enumerate(to_check):
        if item.place or not item.example:
            continue
        fitting = (
            index
            for index, one in enumerate(located)
            if index not in places and _is_it(item, one, texts[index], document)
        )
        index = next(fitting, None)
        if index is not None:
            place = f"check-{number + 1}"
            places[index] = (item.kind, place)
            to_check[number] = ToCheck(item.words, item.kind, item.example, item.of, place)
    return places


def _is_it(item: ToCheck, one: Located, text: str, document: Document) -> bool:
    if one.node >= 0:
        if item.of == "picture":
            return item.example in map(_file, _urls(document.flow.nodes[one.node]))
        return item.of == "player" and shorten(one.part.text) == item.example
    if item.of in ("picture", "player"):
        return False
    if item.of == "link":
        return item.example in _links(document, one)
    words = item.example.split(" | ")[0].rstrip("…")
    return bool(words) and text.startswith(words)


def _links(document: Document, one: Located) -> Iterator[str]:
    flow = document.flow
    for run in one.runs:
        if flow.links[run] >= 0:
            yield shorten(flow.nodes[flow.links[run]].get("href") or "")


def _file(url: str) -> str:
    return shorten(url.partition("?")[0].rstrip("/").rpartition("/")[2])


def _urls(element: _Element) -> Iterator[str]:
    for each in (element, *element.iterdescendants("img", "source")):
        attributes = dict(each.items())
        yield from lazy_sources(attributes)
        yield each.get("src") or ""
        for name in ("srcset", *LAZY_SRCSETS):
            candidates = (each.get(name) or "").split(",")
            yield from (words[0] for words in map(str.split, candidates) if words)


def _picture_url(element: _Element) -> str:
    return next(filter(None, _urls(element)), "")


def _alt(element: _Element) -> str:
    described = (each.get("alt") for each in (element, *element.iterdescendants("img")))
    return next(filter(None, described), "")
