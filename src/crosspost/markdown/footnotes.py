"""Footnotes of any engine: a reference that leads to a note, and a note that leads back.

That pair of links is what engines have in common (kramdown, Pandoc, Hugo, GitHub, MediaWiki,
WordPress, Substack, Word and Google Docs exports); class names are only used if the link back
is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import Tag

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import search
from crosspost.markdown.note_finder import NoteFinder, names_of
from crosspost.page.note_marks import MARK, NOTES_NAMES
from crosspost.page.vocabulary import is_screen_reader_only

_LABEL = lazy_compile(r"\d{1,4}\Z")
_BACK_NAMES = lazy_compile(
    r"backref|backlink|reversefootnote|footnote-back|cite-backlink|to-top", re.I
)
_ARROWS = lazy_compile(
    r"[\s\d.:,;\[\]()^↑↩↵⏎⤴⬆▲←«\ufe0e\ufe0f]*\Z|(?:back|return|jump up|up)\b.*\Z", re.I
)
_LINK = frozenset(["a"])
_INLINE = frozenset(["span", "sup"])
_CODE = frozenset(["pre", "code", "kbd", "samp", "tt"])  # where Markdown has no footnotes
# A page with more in-page links than this is an index, and checking each takes time.
_MOST = 5000


@dataclass(slots=True)
class Footnotes:
    """The footnotes of an article.

    Attributes:
        marks: ``id()`` of an element with only references → their Markdown.
        notes: label → the element that holds the note, in the order of the marks.
        gone: ``id()`` of elements that are not written at their position: notes, links back, rules.
        signs: label → the text of the page's reference (``1``, ``*``).
        written: the references that have been written; others are in omitted elements.
    """

    marks: dict[int, str] = field(default_factory=dict)
    notes: dict[str, Tag] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    signs: dict[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)


def find(body: Tag, links: list[Tag], anchors: dict[str, Tag]) -> Footnotes:
    """Find the footnotes of an article.

    Args:
        body: the article.
        links: its in-page links, in order.
        anchors: its elements by ``id`` and ``name``.
    """
    found = Footnotes()
    finder = NoteFinder(body, links, anchors)
    pairs: list[tuple[Tag, Tag]] = []
    notes: set[int] = set()
    homes: set[int] = set()
    for link in links[:_MOST]:
        if any(parent.name in _CODE for parent in link.parents):
            continue
        note = finder.note(link)
        # A link back looks like a reference: the one that comes first is the reference.
        if note is None or id(note) in homes or _is_within(link, notes):
            continue
        pairs.append((link, note))
        notes.add(id(note))
        homes.update(id(parent) for parent in link.parents if parent is not body)
    labels, signs = _labels(pairs)
    for link, note in pairs:
        label = labels[id(note)]
        found.notes.setdefault(label, note)
        found.signs.setdefault(label, signs[id(note)])
        found.gone.add(id(note))
        whole = finder.whole_mark(link)
        found.marks[id(whole)] = found.marks.get(id(whole), "") + f"[^{label}]"
    done: set[int] = set()
    for note in sorted(found.notes.values(), key=finder.place):  # the outer before the inner
        if not _is_within(note, done):
            _mark_ways_back(note, found)
            done.add(id(note))
    _mark_rules(found)
    return found


def is_sidenote(tag: Tag) -> bool:
    """Tell whether an element is a note at the place where it is cited (Tufte CSS, Distill)."""
    return tag.name == "d-footnote" or (
        tag.name == "span" and "sidenote" in tag.attrs.get("class", ())
    )


def add_sidenotes(sidenotes: list[Tag], found: Footnotes) -> None:
    """Add the notes at the place where they are cited, after a label that only shows a number."""
    number = max((int(label) for label in found.notes if label.isdecimal()), default=0)
    for note in sidenotes:
        if id(note) in found.marks or _is_within(note, found.gone):
            continue
        number += 1
        label = str(number)
        found.notes[label], found.signs[label] = note, ""
        found.marks[id(note)] = f"[^{label}]"
        before = note.find_previous_siblings(limit=2)
        found.gone.update(
            id(tag) for tag in before if "margin-toggle" in tag.get_attribute_list("class")
        )


def _is_within(tag: Tag, elements: set[int]) -> bool:
    return any(id(parent) in elements for parent in tag.parents)


def _labels(pairs: list[tuple[Tag, Tag]]) -> tuple[dict[int, str], dict[int, str]]:
    """Return a label for each note, and its symbol on the page: the same if they are numbers."""
    own: dict[int, str] = {}
    for link, note in pairs:
        match = MARK.match(link.get_text().strip())
        own.setdefault(id(note), match[1] if match else "")
    plain = all(_LABEL.match(label) for label in own.values())
    if plain and len(set(own.values())) == len(own):
        return own, own
    return {key: str(number) for number, key in enumerate(own, 1)}, own


def _mark_ways_back(note: Tag, found: Footnotes) -> None:
    """Omit the links that lead from a note back to its reference."""
    for back in search.every(note, _LINK):
        href = str(back.attrs.get("href") or "")
        named = _BACK_NAMES.search(names_of(back))
        if named or (href.startswith("#") and _is_way_back(back)):
            found.gone.add(id(back))
    for span in search.every(note, _INLINE):
        if _BACK_NAMES.search(names_of(span)):
            found.gone.add(id(span))


def _is_way_back(link: Tag) -> bool:
    text = link.get_text().strip()
    return bool(_ARROWS.match(text)) or bool(MARK.match(text))


def _mark_rules(found: Footnotes) -> None:
    """Omit the rule above the notes and a heading that is only for screen readers."""
    around: dict[int, Tag] = {}
    for note in found.notes.values():
        holder = note.parent
        if holder is None or id(holder) in around:
            continue
        around[id(holder)] = holder
        if holder.parent is not None and NOTES_NAMES.search(names_of(holder.parent)):
            around.setdefault(id(holder.parent), holder.parent)
    for tag in around.values():
        if not NOTES_NAMES.search(f"{names_of(tag)} {tag.attrs.get('id') or ''}"):
            continue
        for node in tag.contents:
            if isinstance(node, Tag) and (
                node.name == "hr"
                or is_screen_reader_only(" ".join(node.get_attribute_list("class")))
            ):
                found.gone.add(id(node))
