"""Notes written as a list: ``section.footnotes > ol > li#fn1``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.note_marks import NOTE_ROLE
from crosspost.page.standardize.tree import move_contents, new, remove

if TYPE_CHECKING:
    from lxml.etree import _Element

_BRACKETS = lazy_compile(r"\A\s*[\])]?[.:]?\s+")
# What a note is a part of, and is replaced with it.
_HOLDERS = {"tr": "table", "dt": "dl"}


def write_lists(notes: dict[_Element, tuple[str, _Element | None]]) -> None:
    """Replace boxes by lists; boxes that follow each other make one list."""
    items = last = None
    for place, boxes in _by_place(notes).items():
        if last is None or items is None or place.getprevious() is not last or last.tail:
            last = new("section", class_="footnotes", role="doc-endnotes")
            items = new("ol")
            last.append(items)
            place.addprevious(last)
        for box in boxes:
            name, number = notes[box]
            if number is not None and number is not box:
                remove_number(number)
            item = new("li", id=name, role=NOTE_ROLE)
            for part in _parts(box):
                move_contents(part, item)
            items.append(item)
        if not (place.tail or "").strip():
            place.tail = None
        remove(place)


def _by_place(
    notes: dict[_Element, tuple[str, _Element | None]],
) -> dict[_Element, list[_Element]]:
    """Return what is replaced, and its notes: for rows and terms the whole table or list.

    One of which only some rows are notes stays as it is.
    """
    places: dict[_Element, list[_Element]] = {}
    for box in notes:
        holder = _HOLDERS.get(str(box.tag))
        place = box if holder is None else next(box.iterancestors(holder), None)
        if place is not None:
            places.setdefault(place, []).append(box)
    for place, boxes in list(places.items()):
        if boxes[0] is not place:
            if len(boxes) < sum(1 for _ in place.iter(str(boxes[0].tag))):
                del places[place]
            else:
                boxes.sort(key=_positions(place).__getitem__)
    return places


def _positions(place: _Element) -> dict[_Element, int]:
    return {element: number for number, element in enumerate(place.iter())}


def _parts(box: _Element) -> list[_Element]:
    """Return the elements with a note's content: the cells of a row, the definitions of a term."""
    if box.tag == "tr":
        return list(box.iterchildren("td", "th"))
    if box.tag == "table":
        return list(box.iter("td", "th"))
    if box.tag != "dt":
        return [box]
    parts = []
    following = box.getnext()
    while following is not None and following.tag == "dd":
        parts.append(following)
        following = following.getnext()
    return parts


def remove_number(number: _Element) -> None:
    """Remove the element with a note's number, and the bracket or point after it."""
    number.tail = _BRACKETS.sub("", number.tail or "")
    remove(number)
