"""What goes to the conversion and what comes back; both travel between processes and machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crosspost.model import Page, Picture


@dataclass(frozen=True)
class Job:
    """A page that is to become a post.

    Attributes:
        page: as it came; for a body that came with the list, ``content`` is that body in UTF-8.
        is_article: ``content`` is the article's body alone: nothing is to be searched in it.
        overrides: front matter fields that win over the page's.
        draft: goes among the drafts.
        moment: of import, with a time zone.
    """

    page: Page
    overrides: Mapping[str, Any]
    moment: datetime
    is_article: bool = False
    draft: bool = False


@dataclass(frozen=True)
class Refused:
    """Why there is no post of a page: what a person can act on, as data, since few exceptions
    survive the way from one process to another.

    Attributes:
        reason: in a few words; groups failures.
        hint: what to try.
    """

    reason: str
    hint: str = ""


@dataclass(frozen=True)
class Draft:
    """A post as it will be written, but for a suffix of its name.

    Attributes:
        filename: the name that it should have.
        text: the whole file.
        addresses: identities (``urls.identity``) by which its article is known.
        words: of the article.
        pictures: to be copied into the site before the post is written.
    """

    filename: str
    text: str = field(repr=False)
    addresses: tuple[str, ...]
    title: str = ""
    words: int = 0
    draft: bool = False
    warnings: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
