"""Notes in a section of their own, as a list of items: ``section.footnotes > ol > li#fn1``.

Engines write a note as a ``div``, a table, a row, an ``aside`` or a definition, with its number
in a box of its own (Substack, org-mode, Sphinx, docutils, mdBook, Zola). In a list the number is
not a text that could be taken for one of the article's. Notes in ``li`` and ``p`` stay where they
are, without their number, and are shown if they are hidden.

The role of each note is ``doc-endnote``, its id is the name that its references lead to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crosspost.lazy_regex import lazy_compile
from crosspost.page.note_marks import MARK, NOTE_ROLE, NOTES_NAMES, REFERENCE_NAMES
from crosspost.page.standardize.note_lists import remove_number, write_lists
from crosspost.page.standardize.note_references import (
    LONGEST_NUMBER,
    find_references,
    is_superscript,
    number_of,
    superscript,
)
from crosspost.page.standardize.tree import (
    IndexedTree,
    ancestors,
    names_of,
    new,
    remove,
    show,
    text_of,
)
from crosspost.page.vocabulary import HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_AROUND = 6  # elements around an anchor that may be its note
_NUMBER = lazy_compile(r"[\s\d.:,;\[\]()^↑↩↵⏎⤴⬆▲←«\ufe0e\ufe0f]*\Z")
_PLAIN = frozenset(("p", "li"))
_BOXES = frozenset(("div", "aside", "section", "tr", "dt", "table", "dl", "span"))
# A number at the beginning of a note's text.
_NUMBERED = lazy_compile(r"\A\s*[\[(]?(\d{1,4}|[*†‡§¶]{1,4})(?:[\])][.:]?|[.:])?\s+(?=\S)")


class _Note(NamedTuple):
    """What may be a note.

    Attributes:
        box: the element with its text.
        number: the element with its number, if it has one.
        back: the names that links in the box lead to.
    """

    box: _Element
    number: _Element | None
    back: frozenset[str]


def to_lists(page: IndexedTree) -> None:
    """Write the notes of a page as lists, in place."""
    targets = find_references(page)
    anchors = {target for target in targets.values() if target is not None}
    _divide(anchors)
    found = {target: _find(target, anchors) for target in anchors}
    notes: dict[_Element, tuple[str, _Element | None]] = {}  # box → its name, its number
    boxes: set[_Element] = set()  # of notes
    around_references: set[_Element] = set()
    for link, target in targets.items():
        if target is None:
            if REFERENCE_NAMES.search(names_of(link)) and text_of(link)[:1].isalnum():
                superscript(link)
            continue
        note, around = found[target], set(link.iterancestors())
        # A link back looks like a reference: the one that comes first is the reference.
        if note is None or note.box in around or note.box in around_references or boxes & around:
            continue
        number = number_of(link)
        if not (
            _leads_back(note, link)
            or _is_named(link, note.box)
            or (is_superscript(link) and _begins_with(note, number))
        ):
            continue
        boxes.add(note.box)
        around_references |= around
        superscript(link)
        for element in (note.box, *ancestors(note.box, 3)):
            show(element)
        _remove_rule(note.box)
        for back in list(note.box.iter("a")):
            if (back.get("href") or "")[:1] == "#" and len(back) and not text_of(back):
                remove(back)  # an arrow as a picture
        if note.box.tag not in _PLAIN:
            notes.setdefault(note.box, ((link.get("href") or "")[1:], note.number))
        else:
            _mark(note, link, number)
    write_lists(notes)


def _divide(anchors: set[_Element]) -> None:
    """Divide paragraphs with a note in each line, in place."""
    for paragraph in {around for anchor in anchors for around in ancestors(anchor, 3)}:
        if paragraph.tag != "p":
            continue
        last = paragraph
        for child in list(paragraph):
            following = child.getnext()
            if (
                child.tag == "br"
                and following is not None
                and not (child.tail or "").strip()
                and not anchors.isdisjoint(following.iter())
            ):
                line = new("p")
                last.addnext(line)
                last = line
                paragraph.remove(child)
            elif last is not paragraph:
                last.append(child)


def _mark(note: _Note, link: _Element, number: str) -> None:
    """Name a note in a paragraph or an item by its reference, and remove its number."""
    box, name = note.box, (link.get("href") or "")[1:]
    if not box.get("id"):
        box.set("id", name)
    elif box.get("id") != name:
        link.set("href", f"#{box.get('id')}")
    if box.get("role") == NOTE_ROLE:
        return
    box.set("role", NOTE_ROLE)
    if note.number is not None and number_of(note.number) in (number, ""):
        remove_number(note.number)
    elif note.number is None and _begins_with(note, number):
        first = _first_text(box)
        first.text = _NUMBERED.sub("", first.text or "", count=1)


def _begins_with(note: _Note, number: str) -> bool:
    if note.number is not None:
        return number_of(note.number) == number
    found = _NUMBERED.match(_first_text(note.box).text or "")
    return found is not None and found[1] == number


def _first_text(box: _Element) -> _Element:
    """Return the element that the text of a box begins in."""
    while not (box.text or "").strip() and len(box) and isinstance(box[0].tag, str):
        box = box[0]
    return box


def _find(target: _Element, anchors: set[_Element]) -> _Note | None:
    """Return what may be the note of an anchor; None for a heading, a section, a box of several."""
    number: _Element | None = None
    box = target
    for around in ancestors(target, _MOST_AROUND):
        if box.tag == "dt" or not _is_number(box):
            break
        number, box = box, around
    if box.tag not in _BOXES | _PLAIN or (box.tag == "dt") != _is_number(box):
        return None
    back = set()
    for element in box.iter():
        if element.tag in HEADINGS:
            return None
        if element in anchors and element is not target and box.tag not in _PLAIN:
            return None
        if element.tag == "a":
            back.add((element.get("href") or "")[1:])
    if number is None and box.tag != "dt":
        number = _first_number(box)
    return _Note(box, number, frozenset(back))


def _is_number(element: _Element) -> bool:
    text = text_of(element, LONGEST_NUMBER)
    return len(text) <= LONGEST_NUMBER and bool(_NUMBER.match(text) or MARK.match(text))


def _first_number(box: _Element) -> _Element | None:
    """Return the element with the number at a note's beginning."""
    if (box.text or "").strip() or not len(box):
        return None
    first = box[0]
    return first if text_of(first) and _is_number(first) else None


def _leads_back(note: _Note, link: _Element) -> bool:
    """Tell whether a link in the note leads to a reference, or around it, or beside it."""
    near = [link, *ancestors(link, 3), *link.iter()]
    before = link.getprevious()
    if before is not None:
        near.append(before)
    names = {element.get(name) for element in near for name in ("id", "name")}
    return not note.back.isdisjoint(names - {None, ""})


def _is_named(link: _Element, box: _Element) -> bool:
    mark = [link, *ancestors(link, 2)]
    if not any(tag.tag == "sup" or REFERENCE_NAMES.search(names_of(tag)) for tag in mark):
        return False
    return any(NOTES_NAMES.search(names_of(tag)) for tag in [box, *ancestors(box, 3)])


def _remove_rule(box: _Element) -> None:
    """Remove the rule between the text and the first note, which stands elsewhere in a post."""
    for element in (box, *ancestors(box, 3)):
        rule, around = element.getprevious(), element.getparent()
        if rule is not None and rule.tag == "hr" and not (rule.tail or "").strip():
            remove(rule)
        if rule is not None or around is None or (around.text or "").strip():
            break
