"""The bytes of a page, the files that a browser saved beside it, the other pages of its article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

#: The number of the form of an article that has all of it on one page.
ON_ONE_PAGE: Final = 0
#: Numbers of other forms of the page itself, in the order in which they are asked for → the names.
OTHER_FORMS: Final = {-1: "AMP version", -2: "print version", -3: "oEmbed form"}
AMP, PRINT, EMBED = OTHER_FORMS
#: The endings of copies of pictures; the copy of another file has another one.
PICTURE_ENDINGS = (".png", ".jpg", ".gif", ".webp", ".avif", ".svg")


@dataclass(frozen=True)
class Pages:
    """What a page says about the other pages of its article.

    Attributes:
        number: of this page, from 1.
        count: of all pages; 0 if it is not known.
        urls: of the other pages, by number; ``ON_ONE_PAGE``: of the whole article.
        own: the URL without the number of the page, which the URLs of all pages begin with.
        by_rule: the rule for the site names them.
    """

    number: int
    count: int
    urls: Mapping[int, str]
    own: str = ""
    by_rule: bool = False

    def in_words(self) -> str:
        """Return the warning about a post that has this page alone."""
        if not set(self.urls) - {ON_ONE_PAGE} and self.by_rule:
            return "the form of the article on a single page was not read"
        of_all = f" of {self.count}" if self.count else ""
        return f"this is page {self.number}{of_all}: the other pages are not in the post"


class Picture(NamedTuple):
    """A picture, or another file, that is copied into the site.

    Attributes:
        source: the path of the file.
        name: that of the copy.
        is_inlined: the file is a page that contains the picture.
        url: of a picture on the web: its URL; ``source`` is then what was fetched of it.
    """

    source: str
    name: str
    is_inlined: bool = False
    url: str = ""

    @property
    def is_file(self) -> bool:
        """Tell whether it is another file, not a picture: a document, a sound."""
        return not self.name.endswith(PICTURE_ENDINGS)


class WebPicture(NamedTuple):
    """A picture, or another file, that a post shows from the web, or links to.

    Attributes:
        url: http(s), or ``data:``.
        words: what the copy is named after.
    """

    url: str
    words: str


class GivenPicture(NamedTuple):
    """A picture that came with the body of an article, as a file.

    Attributes:
        url: in the body.
        original: what the body shows if it cannot be copied.
        picture: to be copied; None if it cannot be.
    """

    url: str
    original: str
    picture: Picture | None


@dataclass(frozen=True)
class FetchedPictures:
    """What became of the pictures that a post shows from the web.

    Attributes:
        copied: by URL.
        failed: URLs of those that stay on the web, each with the reason.
    """

    copied: Mapping[str, Picture] = field(default_factory=dict)
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Saved:
    """A page that a browser saved, and the files that it saved beside it.

    Attributes:
        page: its path; ``folder``: the name of the folder beside it, empty if there is none.
        pictures: the name of each picture in it, and its copy.
    """

    page: str
    folder: str = ""
    pictures: tuple[tuple[str, Picture], ...] = ()


@dataclass(frozen=True)
class Page:
    """The bytes of a page, as received.

    Attributes:
        url: the requested URL (empty if a saved page has none).
        final_url: the URL that answered, after redirects.
        content: the decoded body (content coding undone, character encoding not).
        charset: the label in the HTTP header, as sent; None if there was none.
        fetched_at: when, with a time zone.
        warnings: for the user, about the fetch ("may be incomplete").
        saved: of a page on the disk: where it is, and the files beside it.
        is_drawn: a browser has run its scripts; ``content`` is what these have made of it.
        more: the other pages of its article, and its other forms, that were asked for, in order.
        archive_url: of the snapshot that it is, if the original is gone.
        moved_to: ``final_url``, if only permanent redirects led there; else empty.
        is_embed: ``content`` is not the page, but what its provider says of it by oEmbed (JSON).
        given: of a body that came with a list: the pictures that came with it.
    """

    url: str
    final_url: str
    content: bytes
    charset: str | None
    fetched_at: datetime
    warnings: tuple[str, ...] = ()
    saved: Saved | None = None
    is_drawn: bool = False
    more: tuple[FollowingPage, ...] = ()
    archive_url: str = ""
    moved_to: str = ""
    is_embed: bool = False
    given: tuple[GivenPicture, ...] = ()


class FollowingPage(NamedTuple):
    """Another page of an article, and what came of asking for it.

    Attributes:
        number: as in ``Pages``, or of ``OTHER_FORMS``.
        url: its URL.
        page: the page; None if it is still to be fetched, or could not be.
        reason: why it could not be read; empty if it was, or is still to be fetched.
    """

    number: int
    url: str
    page: Page | None = None
    reason: str = ""
