"""Which pictures are not content: icons, counters, portraits of authors, adverts, copies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from crosspost import urls
from crosspost.body.adverts import is_advert, leads_to_file
from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks
from crosspost.body.captions import is_named_picture
from crosspost.body.duplicate_pictures import find_duplicates
from crosspost.body.icons import is_icon
from crosspost.body.page import PageArrays
from crosspost.body.picture import Picture, read_picture
from crosspost.body.portraits import is_portrait
from crosspost.lazy_regex import lazy_compile
from crosspost.page import picture_names

_LARGE = 400  # pixels; pictures of other stories are smaller
_FIGURE_WITHIN = 5  # boxes
_ASIDE_PROSE = 0.3  # of the page's prose; a box with more is not an aside
_ASIDE = lazy_compile(r"sidebar|right-?(?:rail|col)|left-?(?:rail|col)", re.I)


class MediaFilter:
    """Tells which pictures and players of a page are not content, and why.

    Args:
        found: the blocks of the page.
        page: their numbers.
        authors: reads the names of the authors.
        url: the page's URL.

    Attributes:
        icons: the media that are never kept: icons, counters, portraits.
    """

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
        self.icons = {n for n, (node, _, _) in enumerate(found.media) if is_icon(nodes[node])}

    def find_rejected(self, media: Bools, kept: Bools, *, precise: bool) -> dict[int, str]:
        """Return the reasons of chosen pictures that are not content, by the number of the medium.

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
            reason = self._reason(number, picture)
            if not reason and precise and self._is_teaser(number, picture, kept):
                reason = "the picture of another story"
            if reason:
                reasons[number] = reason
            else:
                pictures[number] = picture
        reasons.update(
            dict.fromkeys(find_duplicates(self._found, pictures), "a copy of a kept picture")
        )
        return reasons

    def may_lead(self, number: int) -> bool:
        """Tell whether a picture can be the one above the text."""
        picture = self._read(number)
        if picture is None:
            return number not in self.icons
        href = picture.href
        if number in self.icons or self._reason(number, picture):
            return False
        return not href or not self._leads_away(href) or self._is_in_figure(number)

    def may_be_content(self, number: int, *, is_figure: bool, is_sure: bool) -> bool:
        """Tell whether a picture can be one of the article: no logo, no link to another page.

        Args:
            is_figure: it has a caption, or is in a ``figure``; then it may be such a link.
            is_sure: it is between paragraphs; then it may be a drawing.
        """
        picture = self._read(number)
        if picture is None or picture_names.is_logo_or_icon(picture.url):
            return False
        if not is_sure and ".svg" in picture.url:
            return False
        return is_figure or not picture.href or not self._leads_away(picture.href)

    def _read(self, number: int) -> Picture | None:
        if number not in self._pictures:
            node = self._found.media[number][0]
            self._pictures[number] = read_picture(self._found.flow.nodes[node])
        return self._pictures[number]

    def _reason(self, number: int, picture: Picture) -> str:
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
        if not picture.href or not picture_names.is_logo_or_icon(picture.url):
            return False
        if urls.path(picture.href).strip("/"):
            return False
        linked_host = urls.host(picture.href)
        return not linked_host or any(
            urls.is_same_site(linked_host, host) for host in (self._host, urls.host(picture.url))
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
        linked_host = urls.host(picture.href)
        if linked_host and self._host and not urls.is_same_site(linked_host, self._host):
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
