"""The bytes of a page, and what a browser saved beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Picture(NamedTuple):
    """A picture that is copied into the site.

    Attributes:
        source: the path of the file.
        name: that of the copy.
        is_inlined: the file is a page in which the picture stands.
    """

    source: str
    name: str
    is_inlined: bool = False


@dataclass(frozen=True)
class Saved:
    """A page that a browser saved, and what it saved beside it.

    Attributes:
        page: its path; ``folder``: the name of the folder beside it, empty where there is none.
        pictures: the name of each picture in it, and what becomes of it.
    """

    page: str
    folder: str = ""
    pictures: tuple[tuple[str, Picture], ...] = ()


@dataclass(frozen=True)
class Page:
    """The bytes of a page, as they came.

    Attributes:
        url: the address that was asked for (empty where a saved page has none).
        final_url: the address that answered, after redirects.
        content: the decoded body (content coding undone, character encoding not).
        charset: the label in the HTTP header, as sent; None where there was none.
        fetched_at: when, with a time zone.
        warnings: what a person should know about the fetch ("may be cut").
        saved: of a page of the disk: where it is, and what lies beside it.
    """

    url: str
    final_url: str
    content: bytes
    charset: str | None
    fetched_at: datetime
    warnings: tuple[str, ...] = ()
    saved: Saved | None = None
