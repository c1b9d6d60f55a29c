"""Footnotes of any engine: a mark that leads to a note, and a note that leads back.

That pair of links is what engines have in common (kramdown, Pandoc, Hugo, GitHub, MediaWiki,
WordPress, Substack, Word and Google Docs exports); names of classes only help where the way back
is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from bs4 import Tag
from bs4.element import NavigableString

from crosspost.markdown import search
from crosspost.markdown.elements import BLOCKS, HEADINGS

_MARK = re.compile(
    r"[\[(]?\s*(?:note |nb |fn |(?<=\[)[a-z][a-z.-]{0,12} )?"
    r"(\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶]{1,4})\s*[\])]?[.:]?\Z",
    re.I,
)
_LABEL = re.compile(r"\d{1,4}\Z")
_REFERENCE_NAMES = re.compile(r"footnote|noteref|fnref|doc-noteref|\bfn\b|reference", re.I)
_NOTES_NAMES = re.compile(r"footnote|endnote|\bnotes\b|references|reflist|doc-endnote", re.I)
_BACK_NAMES = re.compile(
    r"backref|backlink|reversefootnote|footnote-back|cite-backlink|to-top", re.I
)
_ARROWS = re.compile(
    r"[\s\d.:,;\[\]()^↑↩↵⏎⤴⬆▲←«\ufe0e\ufe0f]*\Z|(?:back|return|jump up|up)\b.*\Z", re.I
)
_LINK = frozenset(["a"])
_INLINE = frozenset(["span", "sup"])
_CODE = frozenset(["pre", "code", "kbd", "samp", "tt"])  # where Markdown has no marks
# A page with more in-page links than this is an index, and looking at each takes its time.
_MOST = 5000
_MOST_BACK = 50
_NO_NOTES = frozenset(["ol", "ul", "dl", "table", "blockquote", *HEADINGS])
_BRACKETS = re.compile(r"[\[\]()\s,;]*\Z")
_NOTE_BLOCKS = frozenset(["li", "p", "div", "dd", "td", "aside", "section"])


@dataclass(slots=True)
class Footnotes:
    """The footnotes of an article.

    Attributes:
        marks: ``id()`` of an element that is nothing but marks → their Markdown.
        notes: label → the element that holds the note, in the order of the marks.
        gone: ``id()`` of what is not written in its place: notes, ways back, rules above notes.
        signs: label → what the page's mark said (``1``, ``*``).
    """

    marks: dict[int, str] = field(default_factory=dict)
    notes: dict[str, Tag] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    signs: dict[str, str] = field(default_factory=dict)


def find(body: Tag, links: list[Tag], anchors: dict[str, Tag]) -> Footnotes:
    """Find the footnotes of an article.

    Args:
        body: the article.
        links: its in-page links, in order.
        anchors: its elements by ``id`` and ``name``.
    """
    found = Footnotes()
    finder = _Finder(body, anchors)
    pairs: list[tuple[Tag, Tag]] = []
    notes: set[int] = set()
    homes: set[int] = set()
    for link in links[:_MOST]:
        if any(parent.name in _CODE for parent in link.parents):
            continue
        note = finder.note(link)
        # A way back is a mark's mirror image: the one that comes first is the mark.
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
        whole = _whole_mark(link)
        found.marks[id(whole)] = found.marks.get(id(whole), "") + f"[^{label}]"
    for note in found.notes.values():
        _mark_ways_back(note, found)
    _mark_rules(found)
    return found


def is_sidenote(tag: Tag) -> bool:
    """Tell whether an element is a note that stands where it is cited (Tufte CSS, Distill)."""
    return tag.name == "d-footnote" or (
        tag.name == "span" and "sidenote" in tag.attrs.get("class", ())
    )


def add_sidenotes(sidenotes: list[Tag], found: Footnotes) -> None:
    """Add the notes that stand where they are cited, behind a label that only shows a number."""
    for number, note in enumerate(sidenotes, 1):
        if id(note) in found.marks or _is_within(note, found.gone):
            continue
        label = f"s{number}"
        found.notes[label], found.signs[label] = note, ""
        found.marks[id(note)] = f"[^{label}]"
        before = note.find_previous_siblings(limit=2)
        found.gone.update(
            id(tag) for tag in before if "margin-toggle" in tag.get_attribute_list("class")
        )


def _fragment(link: Tag) -> str:
    return str(link.attrs.get("href") or "")[1:]


def _target(link: Tag, anchors: dict[str, Tag]) -> Tag | None:
    name = _fragment(link)
    return anchors.get(name) or anchors.get(unquote(name))


class _Finder:
    """Finds the note of a mark; remembers what it has learnt of a block, since marks share them."""

    def __init__(self, body: Tag, anchors: dict[str, Tag]) -> None:
        self.body = body
        self.anchors = anchors
        self._has_text: dict[int, bool] = {}
        self._has_heading: dict[int, bool] = {}
        self._ways_back: dict[int, list[Tag]] = {}

    def note(self, link: Tag) -> Tag | None:
        """Return the note that a link leads to, if the link is a footnote's mark."""
        target = _target(link, self.anchors)
        if target is None or not _MARK.match(link.get_text().strip()):
            return None
        note, home = self._block(target), self._block(link)
        if note is None or home is None or note is home or _is_within(link, {id(note)}):
            return None
        if self._holds_heading(note):
            return None
        if any(_leads_to(back, link, home, self.body) for back in self._backs(note)):
            return note
        return note if _is_named(link, note, self.body) else None

    def _block(self, tag: Tag) -> Tag | None:
        """Return the block that an anchor stands for: itself or around it; an item before all."""
        node: Tag | None = tag
        found: Tag | None = None
        while node is not None and node is not self.body:
            if node.name in _NO_NOTES:
                break
            if node.name in ("li", "dd", "td"):
                return node
            if found is None and node.name in _NOTE_BLOCKS and self._holds_text(node):
                found = node
                if node.name != "p":
                    break
            node = node.parent
        return found

    def _holds_text(self, tag: Tag) -> bool:
        if id(tag) not in self._has_text:
            self._has_text[id(tag)] = bool(tag.get_text().strip())
        return self._has_text[id(tag)]

    def _holds_heading(self, note: Tag) -> bool:
        if id(note) not in self._has_heading:
            self._has_heading[id(note)] = search.first(note, HEADINGS) is not None
        return self._has_heading[id(note)]

    def _backs(self, note: Tag) -> list[Tag]:
        """Return where the in-page links in a note lead to."""
        if id(note) not in self._ways_back:
            links = islice(search.every(note, _LINK), _MOST_BACK)
            targets = [_target(back, self.anchors) for back in links if _is_in_page(back)]
            self._ways_back[id(note)] = [target for target in targets if target is not None]
        return self._ways_back[id(note)]


def _is_in_page(link: Tag) -> bool:
    return str(link.attrs.get("href") or "").startswith("#")


def _leads_to(target: Tag, link: Tag, home: Tag, body: Tag) -> bool:
    """Tell whether a link that leads to ``target`` leads back to where a mark stands."""
    if target is link or any(parent is target for parent in link.parents):
        return target is not body
    return any(parent is home for parent in (target, *target.parents))


def _is_named(link: Tag, note: Tag, body: Tag) -> bool:
    """Tell whether names say that this is a footnote: of the mark, and of what holds the note."""
    mark = [link, *_some_parents(link, body, 2)]
    if not any(tag.name == "sup" or _REFERENCE_NAMES.search(_names(tag)) for tag in mark):
        return False
    return any(_NOTES_NAMES.search(_names(tag)) for tag in [note, *_some_parents(note, body, 3)])


def _names(tag: Tag) -> str:
    attrs = tag.attrs
    return " ".join([*map(str, tag.get_attribute_list("class")), str(attrs.get("role") or "")])


def _some_parents(tag: Tag, body: Tag, count: int) -> list[Tag]:
    found: list[Tag] = []
    for parent in tag.parents:
        if parent is body or len(found) == count:
            break
        found.append(parent)
    return found


def _is_within(tag: Tag, elements: set[int]) -> bool:
    return any(id(parent) in elements for parent in tag.parents)


def _labels(pairs: list[tuple[Tag, Tag]]) -> tuple[dict[int, str], dict[int, str]]:
    """Return a label for each note, and its sign on the page: the same if they are numbers."""
    own: dict[int, str] = {}
    for link, note in pairs:
        match = _MARK.match(link.get_text().strip())
        own.setdefault(id(note), match[1] if match else "")
    plain = all(_LABEL.match(label) for label in own.values())
    if plain and len(set(own.values())) == len(own):
        return own, own
    return {key: str(number) for number, key in enumerate(own, 1)}, own


def _whole_mark(link: Tag) -> Tag:
    """Return the outermost element that holds nothing but marks (``<sup>[<a>1</a>]</sup>``)."""
    whole = link
    for parent in link.parents:
        if parent.name in BLOCKS or parent.name not in ("sup", "span", "small", "b", "strong"):
            break
        rest = "".join(
            node
            for node in parent.descendants
            if type(node) is NavigableString and not _in_a_link(node, parent)
        )
        if not _BRACKETS.match(rest):
            break
        whole = parent
    return whole


def _in_a_link(node: NavigableString, limit: Tag) -> bool:
    for parent in node.parents:
        if parent.name == "a":
            return True
        if parent is limit:
            break
    return False


def _mark_ways_back(note: Tag, found: Footnotes) -> None:
    """Leave out the links that lead from a note back to its mark."""
    for back in search.every(note, _LINK):
        href = str(back.attrs.get("href") or "")
        named = _BACK_NAMES.search(_names(back))
        if named or (href.startswith("#") and _is_way_back(back)):
            found.gone.add(id(back))
    for span in search.every(note, _INLINE):
        if _BACK_NAMES.search(_names(span)):
            found.gone.add(id(span))


def _is_way_back(link: Tag) -> bool:
    text = link.get_text().strip()
    return bool(_ARROWS.match(text)) or bool(_MARK.match(text))


def _mark_rules(found: Footnotes) -> None:
    """Leave out the rule above the notes and a heading that only screen readers show."""
    holders = {id(note.parent): note.parent for note in found.notes.values() if note.parent}
    for holder in holders.values():
        around = [holder]
        if holder.parent is not None and _NOTES_NAMES.search(_names(holder.parent)):
            around.append(holder.parent)
        for tag in around:
            if not _NOTES_NAMES.search(f"{_names(tag)} {tag.attrs.get('id') or ''}"):
                continue
            for node in tag.contents:
                if isinstance(node, Tag) and (
                    node.name == "hr" or "sr-only" in node.get_attribute_list("class")
                ):
                    found.gone.add(id(node))
