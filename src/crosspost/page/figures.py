"""Pictures in other markup than ``img`` and ``figure``: tables with a caption, background images.

Blogger, and pages older than ``figure``, put a picture and its caption into the rows of a table,
MediaWiki into boxes.
Scripts of galleries and some themes show a picture as the background of an empty box.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from crosspost.lazy_regex import lazy_compile
from crosspost.page.picture_names import is_logo_or_icon

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_CAPTION = 300  # characters of a caption
_PICTURE_TAGS = ("img", "amp-img", "noscript")  # a ``picture`` holds an ``img``
_BACKGROUND_URL = lazy_compile(
    r"background(?:-image)?\s{0,9}:[^;]{0,99}?url\(\s{0,9}['\"]?([^'\")]+)", re.I
)
_LAZY_BACKGROUNDS = ("data-bg", "data-background", "data-background-image", "data-thumbnail")
# Pages of code hosts that show a file, under the file's name.
_VIEWER = lazy_compile(r"/(?:blob|src/branch)/")
_PICTURE_FILE = lazy_compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?|\Z)", re.I)
_SIZE = lazy_compile(r"-(?:\d{2,5}x\d{2,5}|scaled)\Z")
_BACKGROUND_TAGS = ("div", "section", "a", "span")


def to_figures(tree: _Element) -> None:
    """Replace tables that hold a picture and its caption, and background images, in place."""
    tables: list[_Element] = []
    pictures: list[_Element] = []
    boxes: list[_Element] = []
    thumbs: list[_Element] = []
    for element in tree.iter("table", "figure", "div"):  # one walk for all
        if element.tag == "div":
            if element.get("class") == "thumbinner":
                thumbs.append(element)
            elif element.get("role") == "img" or element.get("data-thumbnail"):
                boxes.append(element)
        elif element.tag == "table":
            tables.append(element)
        elif element.tag == "figure" and next(element.iter(*_PICTURE_TAGS), None) is not None:
            pictures.append(element)
        elif next(element.iter(*_PICTURE_TAGS), None) is None:
            boxes += element.iter(*_BACKGROUND_TAGS)
    _make_figures(tables, thumbs, boxes)
    for link in tree.iter("a"):
        _name_original(link)
    for figure in pictures:
        _name_caption(figure)
    for caption in list(tree.iter("figcaption", "dd", "div")):
        _complete_figure(caption)


def _make_figures(tables: list[_Element], thumbs: list[_Element], boxes: list[_Element]) -> None:
    for table in tables:
        cells = _picture_and_caption(table)
        if cells is not None:
            _make_figure(table, *cells)
    for thumb in thumbs:
        _caption_below(thumb)
    for box in boxes:
        _show_background(box)


def _picture_and_caption(table: _Element) -> tuple[_Element, _Element] | None:
    """Return the cell of the picture and that of the caption, if there is nothing else."""
    rows = list(table.iter("tr"))
    if len(rows) != 2 or next(table.iterdescendants("table", "th"), None) is not None:
        return None
    first, second = (row.findall("td") for row in rows)
    if len(first) != 1 or len(second) != 1:
        return None
    picture, caption = first[0], second[0]
    if next(picture.iter(*_PICTURE_TAGS), None) is None or _text(picture):
        return None
    if next(caption.iter(*_PICTURE_TAGS), None) is not None:
        return None
    return (picture, caption) if 0 < len(_text(caption)) <= _LONGEST_CAPTION else None


def _text(element: _Element) -> str:
    pieces: list[str] = []
    for node in element.iter():
        if node.tag != "noscript" and node.text:
            pieces.append(node.text)
        if node is not element and node.tail:
            pieces.append(node.tail)
    return " ".join("".join(pieces).split())


def _make_figure(table: _Element, picture: _Element, caption: _Element) -> None:
    """Make a ``figure`` of a table; its text is the caption alone."""
    for child in list(table):
        table.remove(child)
    table.tag, table.text = "figure", None
    for name in ("style", "border", "cellpadding", "cellspacing", "width"):
        table.attrib.pop(name, None)
    for child in list(picture):
        table.append(child)
    caption.tag, caption.tail = "figcaption", None
    table.append(caption)


def _caption_below(thumb: _Element) -> None:
    """Make a ``figure`` of a picture as MediaWiki had it until 1.40."""
    for child in thumb:
        if child.tag == "div" and "thumbcaption" in (child.get("class") or "").split():
            thumb.tag, child.tag = "figure", "figcaption"


def _show_background(box: _Element) -> None:
    """Put an ``img`` into an empty box with a picture as its background."""
    if len(box) or (box.text and not box.text.isspace()):
        return
    styled = _BACKGROUND_URL.search(box.get("style") or "")
    url = styled[1].strip() if styled else next(filter(None, map(box.get, _LAZY_BACKGROUNDS)), "")
    around = box.getparent()
    if around is not None and around.tag == "a" and _PICTURE_FILE.search(around.get("href") or ""):
        url = (url and around.get("href")) or ""
    if not url or url.startswith(("data:", "#")) or is_logo_or_icon(url):
        return
    image = etree.SubElement(box, "img")
    image.set("src", url)
    image.set("alt", box.get("aria-label") or box.get("title") or "")


def _name_caption(figure: _Element) -> None:
    """Make the only paragraph of a figure with one picture its caption."""
    inner = [each for each in figure.iter("img", "figcaption", "p", "figure") if each is not figure]
    if [each.tag for each in inner] != ["img", "p"]:
        return
    caption = inner[1]
    if 0 < len(_text(caption)) <= _LONGEST_CAPTION and _text(caption) == _text(figure):
        caption.tag = "figcaption"


def _name_original(link: _Element) -> None:
    """Give a small picture the URL of the original, if it is a link to that: the same file name."""
    href = link.get("href") or ""
    if not _PICTURE_FILE.search(href) or _VIEWER.search(href) or len(link) != 1 or _text(link):
        return
    image = next(link.iter("img"), None)
    if image is None or image.get("data-full-src"):
        return
    source = image.get("src") or ""
    if source != href and _file_name(source) == _file_name(href):
        image.set("data-full-src", href)


def _file_name(url: str) -> str:
    """Return the name of a picture's file, without the size that WordPress adds to it."""
    name = url.partition("?")[0].rpartition("/")[2]
    return _SIZE.sub("", name.rpartition(".")[0]) or url


def _complete_figure(caption: _Element) -> None:
    """Make a figure of the box of a picture and a caption, where it is none.

    The box is an item of WordPress's galleries (``dl``), or a ``div`` with a ``figcaption``.
    """
    if caption.tag != "figcaption" and "gallery-caption" not in (caption.get("class") or ""):
        return
    box, first = caption.getparent(), caption.getprevious()
    if box is None or box.tag not in ("div", "dl") or first is None:
        return
    # The length of a box would take as long as it has children.
    if first.getprevious() is not None or caption.getnext() is not None:
        return
    if any(around.tag == "figure" for around in box.iterancestors()):
        return
    if next(box.iter("figure", "table"), None) is not None:
        return
    if sum(1 for _ in box.iter("img")) != 1 or _text(box) != _text(caption):
        return
    if len(_text(caption)) <= _LONGEST_CAPTION:
        box.tag, caption.tag = "figure", "figcaption"
        if box[0].tag == "dt":
            box[0].tag = "div"
