"""What flows down the road: frozen data, one class a station.

``Link`` → ``Page`` → ``Document`` → ``Article`` → ``Post`` → ``Outcome``
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from bs4 import Tag
    from lxml.etree import _Element

# Scripts without blanks count by the character, as word processors do.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+(?:['’.,-][^\W_]+)*"
)


def _nothing() -> Mapping[str, Any]:
    """Return an empty read-only mapping: Python 3.11 takes none as a default itself."""
    return MappingProxyType({})


@dataclass(frozen=True)
class Link:
    """One article that somebody wants as a post.

    Attributes:
        url: an http(s) address, a path to a saved page, or ``-`` for standard input.
        line: the line of the list it was read from, counted from 1.
        overrides: front matter fields given with the link; they win over the page's.
    """

    url: str
    line: int | None = None
    overrides: Mapping[str, Any] = field(default_factory=_nothing)


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


@dataclass(frozen=True)
class Document:
    """A page as a tree.

    Attributes:
        url: the address of the page, after redirects; empty if unknown.
        base_url: what relative addresses are relative to (``<base href>`` counted in).
        tree: the root of an lxml tree. Only ``body/`` changes it, after the metadata has been read.
        warnings: losses noticed in decoding and parsing.
    """

    url: str
    base_url: str
    tree: _Element
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Metadata:
    """Who, when, what. Every field may be empty; ``sources`` says where each one was found.

    Attributes:
        published: a ``datetime`` where the page gives a time (aware where it gives an offset,
            else naive), a ``date`` where it gives only the day; always the day the page shows.
        license: a URL where the page links one, else its words.
        language: a BCP 47 tag.
        sources: field name → the syntax and place it was read from ("json-ld", "meta og:title").
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    updated: date | datetime | None = None
    site: str | None = None
    description: str | None = None
    image: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    license: str | None = None
    sources: Mapping[str, str] = field(default_factory=_nothing)


@dataclass(frozen=True)
class Article:
    """The article of a page.

    Attributes:
        url: the address of the page.
        make_metadata: reads the metadata; called once, by ``metadata``.
        text: the body as plain text, blocks separated by a blank line, without the title.
        make_body: builds the body's tree; called once, by ``body``, and not before it is asked for.
        warnings: what a person should know (losses, "may be cut").
    """

    url: str
    make_metadata: Callable[[], Metadata] = field(repr=False)
    text: str
    make_body: Callable[[], Tag] = field(repr=False)
    warnings: tuple[str, ...] = ()

    @cached_property
    def metadata(self) -> Metadata:
        """Who, when, what."""
        return self.make_metadata()

    @cached_property
    def body(self) -> Tag:
        """The body as a BeautifulSoup tree, cleaned, with absolute links."""
        _ = self.metadata  # before the page's tree is cut down to the body
        return self.make_body()

    def has_words(self, many: int) -> bool:
        """Tell whether ``words`` is so many or more, without counting a long text to its end."""
        return next(islice(_WORD.finditer(self.text), many - 1, None), None) is not None

    @cached_property
    def words(self) -> int:
        """How many words ``text`` has; each Han character or kana is one."""
        pieces = self.text.split()  # most are plain words, which is seen in half the time
        others = [piece for piece in pieces if not (piece.isalnum() and piece.isascii())]
        return len(pieces) - len(others) + len(_WORD.findall(" ".join(others)))


@dataclass(frozen=True)
class Post:
    """A post, ready to be written.

    Attributes:
        filename: the file's name, without a folder.
        front_matter: the fields in the order they stand in the file.
        body: everything after the front matter: note, attribution, Markdown.
        text: the whole file.
        article: what it was made from.
        pictures: of a saved page, to be copied before it is written.
    """

    filename: str
    front_matter: Mapping[str, Any]
    body: str
    text: str
    article: Article
    warnings: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


Status = Literal["written", "replaced", "dry-run", "exists", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of a link.

    Attributes:
        link: the link.
        status: ``written`` and ``replaced``: the file is on the disk; ``dry-run``: it would have
            been written; ``exists``: the site has it already; ``failed``: see ``error``.
        path: the post's file, written, would-be or found.
        reason: one line for a person; empty where all went well.
        post: the post, where one was made.
        error: the error of a failed link.
    """

    link: Link
    status: Status
    path: Path | None = None
    reason: str = ""
    post: Post | None = None
    error: Exception | None = None

    @property
    def ok(self) -> bool:
        """True where nothing is left to do for this link."""
        return self.status != "failed"


Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in a file, in bytes.

    Attributes:
        start: offset of the first byte that goes, from the beginning of the file.
        end: offset behind the last byte that goes; equal to ``start`` for an insertion.
        replacement: what comes instead.
    """

    start: int
    end: int
    replacement: bytes


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair of one finding.

    Attributes:
        safe: it changes neither a URL nor what the author wrote, so it needs no second look.
        title: what it does, one line.
        edits: in the order of the file, not overlapping.
    """

    safe: bool
    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a post, and where.

    Attributes:
        path: the file, as it was given or relative to the working folder.
        line: counted from 1, of the file (not of the front matter).
        column: counted from 1, in code points.
        end_line: line of the first character behind it.
        end_column: column of the first character behind it.
        code: the rule, such as ``CP205``.
        level: ``error``, ``warning`` or ``info``.
        message: what Jekyll will do with this post and what to write instead.
        fix: a repair, where there is one.
        key: the front matter field it is about; empty where it is about none.
        excerpt: the text it is about, cut at 200 characters.
        source: the line it begins in, cut at 400 characters.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    level: Level
    message: str
    fix: Fix | None = None
    key: str = ""
    excerpt: str = ""
    source: str = ""
