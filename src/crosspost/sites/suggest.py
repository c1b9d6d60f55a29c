"""Suggest a rule for a page from sentences that belong to its article, and others that do not.

The caller limits the time: selectors are tried on the page.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from crosspost import urls
from crosspost.page.vocabulary import HEADINGS, INLINE, SKIPPED
from crosspost.sites.robust_selectors import selector_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# Elements that are parts of a text, not containers of a whole one.
_PARTS = HEADINGS | INLINE | {
    *("p", "a", "li", "ul", "ol", "blockquote", "figure", "figcaption", "pre", "table", "tbody"),
    *("thead", "tr", "td", "th", "dl", "dt", "dd", "details", "summary"),
}  # fmt: skip
_MOST_PLACES = 50  # of a sentence in a page
COUNTS = "it counts elements, and no longer fits when the page changes: see whether another will do"


@dataclass(frozen=True)
class Suggestion:
    """A rule for a page.

    Attributes:
        body: the selector of the box with all wanted sentences; empty if there is none.
        remove: selectors of the boxes with the others.
        missing: sentences that are not in the page.
        remarks: what the user should know.
    """

    body: str = ""
    remove: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class _Box(NamedTuple):
    element: _Element
    start: int
    end: int

    def has(self, places: Sequence[tuple[int, int]]) -> bool:
        return any(self.start <= start and end <= self.end for start, end in places)


def suggest(tree: _Element, wanted: Sequence[str], unwanted: Sequence[str] = ()) -> Suggestion:
    """Suggest a rule whose body has the wanted sentences and not the others.

    Args:
        tree: the root of the page, as ``page.parse.parse_source`` gives it.
        wanted: sentences of the article, at least one; the first and the last are best.
        unwanted: sentences that are not of the article.
    """
    text, boxes = _read(tree)
    places = {sentence: _places(text, sentence) for sentence in (*wanted, *unwanted)}
    missing = tuple(sentence for sentence, found in places.items() if not found)
    inside = [places[sentence] for sentence in wanted if places[sentence]]
    outside = {sentence: places[sentence] for sentence in unwanted if places[sentence]}
    boxes.sort(key=lambda box: box.end - box.start)  # the inner of equals comes first
    remarks: list[str] = []
    body = _body(tree, boxes, inside) if inside else None
    if body is None:
        return Suggestion(missing=missing, remarks=("there is no box with all of these sentences",))
    box, css, is_robust = body
    if not is_robust:
        remarks.append(f"body = {css}: {COUNTS}")
    removed: list[str] = []
    for sentence, found in outside.items():
        here = [place for place in found if box.has([place])]
        if not here:
            remarks.append(f"“{sentence}” is outside of the body already")
            continue
        selector = _unwanted(tree, boxes, box, here, inside)
        if selector is None:
            remarks.append(f"“{sentence}” is in one box with a wanted sentence")
            continue
        if not selector[1]:
            remarks.append(f"remove = {selector[0]}: {COUNTS}")
        removed.append(selector[0])
    return Suggestion(css, tuple(dict.fromkeys(removed)), missing, tuple(remarks))


def _read(tree: _Element) -> tuple[str, list[_Box]]:
    """Return the visible text of a page without spaces, and each element with its part of it."""
    pieces: list[str] = []
    length = 0
    open_: list[int] = []
    boxes: list[_Box] = []

    def add(text: str | None) -> int:
        squeezed = _squeezed(text or "")
        pieces.append(squeezed)
        return len(squeezed)

    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walker:
        if event == "start":
            open_.append(length)
            if not isinstance(node.tag, str) or node.tag in SKIPPED:
                walker.skip_subtree()
            else:
                length += add(node.text)
        else:
            start = open_.pop()
            if isinstance(node.tag, str) and length > start:
                boxes.append(_Box(node, start, length))
            if node is not tree:
                length += add(node.tail)
    return "".join(pieces), boxes


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _places(text: str, sentence: str) -> list[tuple[int, int]]:
    squeezed = _squeezed(sentence)
    found: list[tuple[int, int]] = []
    at = text.find(squeezed) if squeezed else -1
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append((at, at + len(squeezed)))
        at = text.find(squeezed, at + 1)
    return found


def _body(
    tree: _Element, boxes: Sequence[_Box], inside: Sequence[Sequence[tuple[int, int]]]
) -> tuple[_Box, str, bool] | None:
    """Return the smallest box with all wanted sentences that has a robust selector.

    Without one, it is the smallest box, by a selector that counts elements.
    """
    counted: tuple[_Box, str, bool] | None = None
    for box in boxes:
        if box.element.tag in _PARTS or not all(box.has(places) for places in inside):
            continue

        def is_alone(found: Sequence[_Element], element: _Element = box.element) -> bool:
            return len(found) == 1 and found[0] is element

        if box.element.tag in ("body", "html"):
            return counted or (box, str(box.element.tag), True)
        css, is_robust = selector_of(tree, box.element, is_alone)
        if is_robust:
            same = counted is None or box.end - box.start <= _MORE * (
                counted[0].end - counted[0].start
            )
            return (box, css, True) if same else counted
        if css and counted is None:
            counted = (box, css, False)
    return counted


_MORE = 1.5  # times the text of the smallest box that a box with a robust selector may have


def _unwanted(
    tree: _Element,
    boxes: Sequence[_Box],
    body: _Box,
    places: Sequence[tuple[int, int]],
    inside: Sequence[Sequence[tuple[int, int]]],
) -> tuple[str, bool] | None:
    """Return the selector of the smallest box with a sentence and without a wanted one."""
    spans = {box.element: box for box in boxes}
    possible = [
        box
        for box in boxes
        if body.start <= box.start and box.end <= body.end and box.element is not body.element
        if box.has(places) and not any(box.has(wanted) for wanted in inside)
    ]
    most = _MORE * (possible[0].end - possible[0].start) if possible else 0
    chosen: tuple[str, bool] | None = None
    for alone in (True, False):
        for box in possible:
            if alone and box.end - box.start > most:
                break

            def spares_wanted(found: Sequence[_Element], element: _Element = box.element) -> bool:
                others = (spans[each] for each in found if each in spans)
                is_safe = not any(other.has(wanted) for other in others for wanted in inside)
                return is_safe and element in found and _are_alike(found)

            selector = selector_of(tree, box.element, spares_wanted, alone=alone)
            if selector[1]:
                return selector
            chosen = chosen or (selector if selector[0] else None)
    return chosen


def _are_alike(found: Sequence[_Element]) -> bool:
    """Tell whether elements have a class in common, so that the others are unwanted as well."""
    classes = [set((each.get("class") or "").split()) for each in found]
    return len(found) == 1 or bool(set.intersection(*classes))


def as_toml(suggestion: Suggestion, url: str) -> str:
    """Return a suggestion as a table of ``crosspost.toml``.

    Args:
        url: of the page; empty if it is not known.
    """
    host = urls.host(url).removeprefix("www.") if url else ""
    lines = [f"[sites.{json.dumps(host or 'example.org')}]"]
    if suggestion.body:
        lines.append(f"body = {json.dumps(suggestion.body)}")
    if suggestion.remove:
        lines.append(f"remove = {json.dumps(list(suggestion.remove))}")
    return "\n".join(lines) + "\n"
