"""Which pictures are not content: icons, counters, portraits of authors, adverts, copies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml.etree import _Element

from crosspost import urls
from crosspost.body import picture as reader
from crosspost.body.adverts import is_advert, leads_to_file
from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks
from crosspost.body.captions import is_named_picture
from crosspost.body.page import PageArrays
from crosspost.body.picture import Picture
from crosspost.body.portraits import is_portrait
from crosspost.body.twins import copies
from crosspost.lazy_regex import lazy_compile
from crosspost.page import picture_names
from crosspost.page.vocabulary import HEADINGS, INLINE

_SMALL = 64  # pixels; smaller pictures are avatars, icons and counters
# One that is wide may be a formula or a rating, but not a line between sections.
_WIDE, _LEAST_HEIGHT, _FLATTEST = 100, 16, 12
# URLs of portraits. Only folders and hosts count: a file may be named after the film "Avatar".
_PORTRAIT = lazy_compile(r"//[^/]*gravatar\.com/|/avatars?/", re.I)
_OF_AUTHOR = lazy_compile(r"/authors?/", re.I)
_OF_TEXT = HEADINGS | frozenset(
    ("p", "li", "td", "th", "dd", "dt", "figcaption", "blockquote", "div")
)
_LARGE = 400  # pixels; pictures of other stories are smaller
_FIGURE_WITHIN = 5  # boxes
_ASIDE_PROSE = 0.3  # of the page's prose; a box with more is not an aside
_ASIDE = lazy_compile(r"sidebar|right-?(?:rail|col)|left-?(?:rail|col)", re.I)
_BESIDE = 6  # nodes on each side in which text is looked for


def is_small(element: _Element) -> bool:
    """True for icons, counters and portraits of authors."""
    around = element.getparent()
    if around is not None and around.tag == "a" and _OF_AUTHOR.search(around.get("href") or ""):
        return True
    # ``picture`` and ``noscript`` hold the image.
    if _is_small_image(element):
        return True
    return len(element) > 0 and any(map(_is_small_image, element.iterdescendants("img")))


def _is_small_image(image: _Element) -> bool:
    if image.get("width") or image.get("height") or image.get("style"):
        width, height = reader.pixels(image)
        is_below = 0 < width < _SMALL or 0 < height < _SMALL
        if is_below and not _is_of_text(image, width, height):
            return True
    if "avatar" in (image.get("class") or "").lower():
        return True
    sources = (value for name, value in image.items() if name == "src" or "data-" in name)
    return any(_PORTRAIT.search(url) for url in sources)


def _is_of_text(image: _Element, width: int, height: int) -> bool:
    """Tell whether a small picture is a part of the text, such as a formula or a rating.

    Such a picture stands in a line of text, between words or after them, or is wide.
    """
    if image.tag != "img" or picture_names.is_of_site(reader.url_of(image)):
        return False
    if width in (1, 2) or height in (1, 2):
        return False
    before, after, is_linked = _text_beside(image)
    if is_linked:
        return False
    is_wide = width >= _WIDE and height >= _LEAST_HEIGHT and width <= _FLATTEST * height
    says = bool((image.get("alt") or "").strip())
    if before and after:
        return True
    if before or after:
        return (before and says) or is_wide or (says and width >= 2 * height)
    return is_wide and width * height >= _SMALL * _SMALL


def _text_beside(image: _Element) -> tuple[bool, bool, bool]:
    """Whether there is text before and after an image in its line, and whether it is a link."""
    before = after = False
    node = image
    while True:
        after = after or _is_text_after(node)
        before = before or _is_text_before(node)
        parent = node.getparent()
        if parent is None:
            return before, after, False
        if parent.tag in ("a", "button"):
            return before, after, True
        if parent.tag not in INLINE:
            return before and parent.tag in _OF_TEXT, after and parent.tag in _OF_TEXT, False
        node = parent


def _is_text_after(node: _Element) -> bool:
    for _ in range(_BESIDE):
        if node.tail and not node.tail.isspace():
            return True
        following = node.getnext()
        if following is None or following.tag == "br":
            return False
        if (following.tag in INLINE or following.tag == "a") and "".join(
            following.itertext(with_tail=False)
        ).strip():
            return True
        node = following
    return False


def _is_text_before(node: _Element) -> bool:
    for _ in range(_BESIDE):
        previous = node.getprevious()
        if previous is None:
            parent = node.getparent()
            return parent is not None and bool(parent.text and not parent.text.isspace())
        if previous.tail and not previous.tail.isspace():
            return True
        if previous.tag == "br":
            return False
        if (previous.tag in INLINE or previous.tag == "a") and "".join(
            previous.itertext(with_tail=False)
        ).strip():
            return True
        node = previous
    return False


class Judge:
    """Tells why a picture that is among the text is not content."""

    def __init__(
        self,
        found: Blocks,
        page: PageArrays,
        authors: Callable[[], Sequence[str]] = tuple,
        url: str = "",
    ) -> None:
        self._found = found
        self._page = page
        self._authors = authors
        self._pictures: dict[int, Picture | None] = {}
        self._url = url
        self._host = urls.host(url)
        nodes = found.flow.nodes
        #: Media that are never kept.
        self.small = {n for n, (node, _, _) in enumerate(found.media) if is_small(nodes[node])}

    def left_out(self, media: Bools, kept: Bools, *, precise: bool) -> dict[int, str]:
        """Return why pictures that were chosen are not content, by number.

        Args:
            media: the pictures and players that are chosen.
            kept: the blocks that are kept.
            precise: for news and blogs.
        """
        reasons: dict[int, str] = {}
        pictures: dict[int, Picture] = {}
        for number in media.nonzero()[0].tolist():
            picture = self._read(number)
            if picture is None:
                continue
            reason = self._why_not(number, picture)
            if not reason and precise and self._is_teaser(number, picture, kept):
                reason = "the picture of another story"
            if reason:
                reasons[number] = reason
            else:
                pictures[number] = picture
        reasons.update(dict.fromkeys(copies(self._found, pictures), "a copy of a kept picture"))
        return reasons

    def may_lead(self, number: int) -> bool:
        """Tell whether a picture can be the one above the text."""
        picture = self._read(number)
        if picture is None:
            return number not in self.small
        href = picture.href
        if number in self.small or self._why_not(number, picture):
            return False
        return not href or not self._leads_away(href) or self._is_in_figure(number)

    def may_be_amid(self, number: int, *, is_figure: bool, is_sure: bool) -> bool:
        """Tell whether a picture can be one of the article: no logo, no link to another page.

        Args:
            is_figure: it has a caption, or is in a ``figure``; then it may be such a link.
            is_sure: it is between paragraphs; then it may be a drawing.
        """
        picture = self._read(number)
        if picture is None or picture_names.is_of_site(picture.url):
            return False
        if not is_sure and ".svg" in picture.url:
            return False
        return is_figure or not picture.href or not self._leads_away(picture.href)

    def _read(self, number: int) -> Picture | None:
        if number not in self._pictures:
            node = self._found.media[number][0]
            self._pictures[number] = reader.read(self._found.flow.nodes[node])
        return self._pictures[number]

    def _why_not(self, number: int, picture: Picture) -> str:
        _, box, _ = self._found.media[number]
        if is_portrait(picture, self._found, self._page, number, self._authors):
            return "a portrait of the author"
        if is_advert(picture, self._host, is_aside=self._is_aside(box)):
            return "an advert or a button"
        if self._is_logo(picture):
            return "the site's logo"
        return ""

    def _is_aside(self, box: int) -> bool:
        """Tell whether a box is in one beside the text, which holds little text of its own."""
        found, prose = self._found, self._page.box_prose
        while box >= 0 and prose[box] <= _ASIDE_PROSE * prose[0]:
            if found.box_tags[box] == "aside" or _ASIDE.search(found.box_names[box]):
                return True
            box = found.box_parents[box]
        return False

    def _is_logo(self, picture: Picture) -> bool:
        if not picture.href or not picture_names.is_of_site(picture.url):
            return False
        if urls.path(picture.href).strip("/"):
            return False
        there = urls.host(picture.href)
        return not there or any(
            urls.is_same_site(there, host) for host in (self._host, urls.host(picture.url))
        )

    def _leads_away(self, href: str) -> bool:
        """Tell whether a link leads to another page, not to a file or within this one."""
        if href.startswith("#") or leads_to_file(href) or "attachment" in href:
            return False
        return urls.path(href).rstrip("/") != urls.path(self._url).rstrip("/")

    def _is_in_figure(self, number: int) -> bool:
        """Tell whether a picture is in a ``figure``, or in a box that is named like one."""
        found, box = self._found, self._found.media[number][1]
        for _ in range(_FIGURE_WITHIN):
            if box < 0:
                break
            if found.box_tags[box] == "figure" or is_named_picture(found.box_names[box]):
                return True
            box = found.box_parents[box]
        return False

    def _is_teaser(self, number: int, picture: Picture, kept: Bools) -> bool:
        """Tell whether a picture and a text that was left out are links to the same page."""
        if not self._leads_away(picture.href) or not picture.href:
            return False
        if min(picture.width, picture.height) >= _LARGE:
            return False
        there = urls.host(picture.href)
        if there and self._host and not urls.is_same_site(there, self._host):
            return False
        found = self._found
        place = found.media[number][2]
        same = [
            block
            for block in range(max(place - 2, 0), min(place + 3, len(found.texts)))
            if self._target(block) == picture.href
        ]
        return bool(same) and not kept[same].any()

    def _target(self, block: int) -> str:
        """Where a text leads that is a link as a whole; empty if it is not."""
        found = self._found
        link = found.flow.links[found.runs[block]]
        if link < 0 or self._page.link_share[block] < 1:
            return ""
        return found.flow.nodes[link].get("href") or ""
