"""What a reader of a list yields: an entry, or an invalid line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Literal, NamedTuple

# web: a URL to fetch. file: a saved page on the disk. warc: a record of a web archive.
# zip: a saved page in a ZIP archive. ready: the article's body came with the list, and nothing is
# fetched.
Kind = Literal["web", "file", "warc", "zip", "ready"]


# Among the overrides of a link in the journal: what is only offered. No column of a list has this
# name.
OFFERED = "(offered)"
# Among them, too: what the user should check in the post.
WARNINGS = "(warnings)"
# Among them, too: further URLs of the article on its site.
OLD_URLS = "(urls)"
# Among them, too: the date is in UTC, and says nothing of the day on the writer's clock.
INSTANT = "(instant)"
# Among them, too: what relative URLs of the body are relative to, if the entry has no URL.
BASE = "(base)"
# Among them, too: pictures that came with the list, each a ``ListPicture``.
PICTURES = "(pictures)"
# All of these, which are not fields of front matter.
NOT_FIELDS = (BASE, INSTANT, OFFERED, OLD_URLS, PICTURES, WARNINGS)
# Warnings of these beginnings name what a post lacks; they are counted together.
SHORTCODES = "shortcodes of plugins stay in the text"
BLOCKS = "left out, since WordPress fills them when it shows the page: blocks"
TAXONOMIES = "left out: terms of other taxonomies"
BUILDER_CODE = "left out: code of a page builder"
NAMED = (SHORTCODES, BLOCKS, TAXONOMIES, BUILDER_CODE)


class Comment(NamedTuple):
    """A comment below an article.

    Attributes:
        id: a number that the article's comments have once.
        parent: of the comment that it answers; 0 for none.
        name: of who wrote it.
        url: that person's own; may be anything.
        date: as the list has it, in UTC if it is known.
        html: its text.
    """

    id: int
    parent: int
    name: str
    url: str
    date: str
    html: str


class ListPicture(NamedTuple):
    """A picture that a body shows, and that came with the list as a file.

    Attributes:
        url: in the body.
        place: JSON: the path of the file; or the path of a ZIP archive, and the name in it.
        original: what the body shows if it cannot be copied.
    """

    url: str
    place: str
    original: str


@dataclass(frozen=True)
class Entry:
    """One article of a list.

    Attributes:
        url: its URL; for a saved page whose URL is not known, its path.
        line: in the list, counted from 1; None if the format has no lines.
        overrides: front matter fields that the list gives; they win over the page's.
        offered: front matter fields that a feed, or any list from the network, gives; they are
            used if the page has nothing better.
        dated: when the list says it was published or changed.
        kind: where its text comes from.
        place: ``file``: the path; ``warc``: the path and, after the last ``#``, the offset in bytes
            of the record; ``zip``: path and name in JSON.
        body: ``ready``: the article's HTML.
        base: ``ready``: what its relative URLs are relative to, if it has no URL; may be empty.
        draft: the list says that it is not published.
        source: the URL of the list, if another list has named it; ``line`` is that of the other.
        given: the list is of a format that people write by hand, so its links are the person's own
            unless it came from the network.
        remote: the list was read from the network, so others wrote it.
        is_instant: the date is a time in UTC, which is not the clock of the blog.
        warnings: what the user should check in the post.
        collection: the folder that it belongs to instead of that of the posts, without its ``_``.
        comments: below it.
        aliases: further URLs of it, on the same site.
        pictures: ``ready``: those that came with it as files.
    """

    url: str
    line: int | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    offered: Mapping[str, Any] = field(default_factory=dict)
    dated: date | datetime | None = None
    kind: Kind = "web"
    place: str = ""
    body: str = field(default="", repr=False)
    base: str = ""
    draft: bool = False
    source: str = ""
    given: bool = field(default=False, compare=False)
    remote: bool = False
    warnings: tuple[str, ...] = ()
    is_instant: bool = False
    collection: str = ""
    comments: tuple[Comment, ...] = field(default=(), repr=False)
    aliases: tuple[str, ...] = ()
    pictures: tuple[ListPicture, ...] = ()


@dataclass(frozen=True)
class Further:
    """A list that a list names.

    Attributes:
        url: of the list.
        line: of the list that names it, counted from 1; None if the format has no lines.
        kinds: the formats that it may have (keys of ``sources.reading.READERS``).
    """

    url: str
    line: int | None
    kinds: frozenset[str]


@dataclass(frozen=True)
class LocalList:
    """A list, or an export, in a folder.

    Attributes:
        path: of the file, or of the folder.
        kind: its format, a key of ``sources.reading.READERS``.
    """

    path: str
    kind: str


@dataclass(frozen=True)
class BadLine:
    """A line, or an item, from which no link could be read. The rest of the list is read.

    Attributes:
        line: counted from 1; None if the format has no lines.
        reason: why, in a few words.
        fatal: the list could not be read at all, or not to its end.
        source: as of an entry.
    """

    line: int | None
    reason: str
    fatal: bool = False
    source: str = ""


@dataclass(frozen=True)
class Note:
    """A remark about a list, for the person; it is not an error.

    Attributes:
        of_links: it is about links between articles, which lead to the old site.
    """

    text: str
    of_links: bool = False


class Part(NamedTuple):
    """How many things of one type an export has, and what becomes of them.

    Attributes:
        kind: ``post``, ``page``, ``attachment``, ``comment`` …
        status: as the export has it: ``publish``, ``draft`` …
        outcome: ``posts``, ``drafts``, or why they are left out.
    """

    kind: str
    status: str
    outcome: str
    number: int

    @property
    def words(self) -> str:
        """What becomes of them, for the user; an option that takes them is named as such."""
        why, is_left_out, option = self.outcome.partition("left out: --")
        return f"left out; to take them: --{option}" if is_left_out and not why else self.outcome


@dataclass(frozen=True)
class ListContents:
    """What an export has, after its last item.

    Attributes:
        parts: each thing of the export is counted in one of them.
        zone: the name of a time zone that its times fit; empty if none is known.
        authors: of its posts.
    """

    parts: tuple[Part, ...]
    zone: str = ""
    authors: tuple[str, ...] = ()


Item = Entry | BadLine | Further | LocalList | Note | ListContents


def as_datetime(value: date | datetime) -> datetime:
    """Return a date of a list as a timestamp, for comparing; without a zone it counts as UTC."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return value if value.tzinfo else value.replace(tzinfo=UTC)
