"""What each page of an article has again: title, standfirst, byline, lead picture, author box.

Only what begins or ends a page is removed: a line amid the text may well occur twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from crosspost.body.page_words import is_of_pager
from crosspost.images.find import candidates
from crosspost.losses.markdown_index import file_name
from crosspost.model import Part
from crosspost.page.note_marks import MARK
from crosspost.page.picture_names import is_placeholder
from crosspost.page.vocabulary import HEADINGS
from crosspost.paging.same import key, without_number
from crosspost.urls import absolute

_BOXES = ("div", "section", "article", "main", "header", "footer", "aside", "center")
_PIECES = ("p", "li", "td", "th", "dt", "dd", "figcaption", "caption", "pre", *HEADINGS)
_MEDIA = ("img", "amp-img", "video", "iframe", "audio")
# What has no text that could be compared.
_UNLIKE_TEXT = ("svg", "math", "pre", "object", "embed", "canvas")


@dataclass
class Sheet:
    """The article's body of one page.

    Attributes:
        body: its tree, which is changed.
        shown: the keys (``same.key``) of all texts of the page, also of those around the article.
        base_url: what URLs of the page are relative to.
        removed: the keys of texts, names of pictures and URLs of links that were removed.
        led_to: the ids that its links lead to.
    """

    body: Tag
    shown: set[str]
    base_url: str
    removed: set[str] = field(default_factory=set)
    led_to: set[str] = field(default_factory=set)

    def text(self) -> str:
        """Return what is left as plain text, blocks separated by a blank line."""
        texts = (text.strip() for unit in _units(self.body) for text in _texts(unit))
        return "\n\n".join(text for text in texts if text)

    def is_empty(self) -> bool:
        """Tell whether nothing is left."""
        shows = self.body.find((*_MEDIA, *_UNLIKE_TEXT)) is not None
        return not shows and not self.body.get_text(strip=True)

    def is_removed(self, part: Part) -> bool:
        """Tell whether a part of the page was removed, or became the mark of a note."""
        if part.kind == "link":
            links = {absolute(self.base_url, url) for url in part.content}
            names = {url.partition("#")[2] for url in part.content}
            return not (links.isdisjoint(self.removed) and names.isdisjoint(self.led_to))
        name = file_name if part.kind in ("picture", "player") else key
        return not self.removed.isdisjoint(map(name, part.content))


def remove_beginnings(sheets: Sequence[Sheet]) -> None:
    """Remove what pages have from the first page at their beginning.

    Args:
        sheets: in order.
    """
    first = sheets[0]
    pictures = {name for names in _pictures(first.body) for name in names}
    for sheet in sheets[1:]:
        _remove(sheet, first.shown, pictures, begins=True)


def remove_ends(sheets: Sequence[Sheet]) -> None:
    """Remove what pages have again at their end.

    What the first page has in its article, such as the box about the author, is left once, at the
    end of the last page.

    Args:
        sheets: two or more, in order.
    """
    first, last = sheets[0], sheets[-1]
    own = {piece for unit in _units(first.body) for piece in _pieces(unit)}
    for sheet in sheets:
        _remove(sheet, first.shown - own if sheet is last else last.shown, set(), begins=False)


def _remove(sheet: Sheet, shown: set[str], pictures: set[str], *, begins: bool) -> None:
    def is_repeated(text: str) -> bool:
        found = key(text)
        again = found in shown or key(without_number(text)) in shown
        return not found or again or is_of_pager(text.strip())

    units = list(_units(sheet.body))
    for unit in units if begins else reversed(units):
        shows = _pictures(unit)
        if any(names.isdisjoint(pictures) for names in shows) or _is_unlike_text(unit):
            break
        if not shows and not all(map(is_repeated, _texts(unit))):
            break
        sheet.removed.update(_pieces(unit), _links(unit), *shows)
        unit.extract()


def _units(tag: Tag) -> Iterator[PageElement]:
    """Yield what a body consists of, from top to bottom: paragraphs, lists, figures."""
    for child in list(tag.contents):
        if isinstance(child, Tag) and child.name in _BOXES and _holds_blocks(child):
            yield from _units(child)
        elif isinstance(child, Tag) or str(child).strip():
            yield child


def _holds_blocks(tag: Tag) -> bool:
    return tag.find((*_BOXES, *_PIECES, "figure", "ul", "ol", "table", *_MEDIA)) is not None


def _texts(unit: PageElement) -> list[str]:
    """Return the texts of a paragraph, of the items of a list, of the cells of a table."""
    if not isinstance(unit, Tag):
        return [str(unit)]
    inner = [each for each in unit.find_all(_PIECES) if each.find(_PIECES) is None]
    return [_text(each) for each in inner or (unit,)]


def _text(tag: Tag) -> str:
    """Return the text of an element without the marks of notes, which get other numbers."""
    return "".join(
        str(node)
        for node in tag.descendants
        if type(node) is NavigableString and not _is_mark(node)
    )


def _is_mark(node: NavigableString) -> bool:
    link = node.find_parent("a")
    is_inside = link is not None and str(link.get("href") or "").startswith("#")
    return is_inside and MARK.match(node.strip()) is not None


def _is_unlike_text(unit: PageElement) -> bool:
    return isinstance(unit, Tag) and (unit.name in _UNLIKE_TEXT or bool(unit.find(_UNLIKE_TEXT)))


def _pieces(unit: PageElement) -> list[str]:
    return [found for found in map(key, _texts(unit)) if found]


def _links(unit: PageElement) -> list[str]:
    return [str(a["href"]) for a in unit.find_all("a", href=True)] if isinstance(unit, Tag) else []


def _pictures(unit: PageElement) -> list[set[str]]:
    """Return for each picture or player of a unit the names of its files, without their sizes."""
    if not isinstance(unit, Tag):
        return []
    tags = [tag for tag in (unit, *unit.find_all(_MEDIA)) if tag.name in _MEDIA]
    found = []
    for tag in tags:
        names = {file_name(url) for url, _ in candidates(tag) if not is_placeholder(url)}
        found.append(names - {""})
    return found
