"""What a generator demands of a post, as data: the description that ``generic.Generic`` reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, Literal

from crosspost.model.dialect import COMMONMARK, Dialect


def _same(text: str) -> str:
    return text


@dataclass(frozen=True)
class Field:
    """A field of the front matter.

    Attributes:
        name: in the front matter; ``extra.author`` is in the table ``extra``. Empty: left out.
        type: ``plain`` as it is; ``list``: also a single value is a list; ``text``: a list is
            joined by commas; ``first``: of a list the first; ``parallel``: of a list of several,
            each is a list of its own; ``path``: a path beside the post begins with ``./``.
        also: another name under which it is read, since earlier posts have it.
    """

    name: str
    type: Literal["plain", "list", "text", "first", "parallel", "path"] = "plain"
    also: str = ""


def same(*names: str) -> dict[str, Field]:
    """Return fields whose names are those of ``targets.fields.FIELDS``."""
    return {name: Field(name) for name in names}


@dataclass(frozen=True)
class Generator:
    """A generator of static sites.

    Paths are relative, with ``/``. Names of settings in the site's configuration are paths through
    its tables, with dots; the case of letters does not count.

    Attributes:
        name: as in ``TARGETS``.
        title: its own spelling, for messages.
        config_names: files that make a folder a site, the usual name first; ``.obsidian`` may be a
            folder. What else tells is in ``Generic.is_config``.
        content: the folder of all pages; ``content_setting`` names the setting that changes it.
        sections: folders in it that may hold the posts: the first that is there, else the first.
        drafts: the folder of drafts, below the root; empty: drafts are among the posts.
        draft_field: the field that makes a draft; empty: only the folder does.
        draft_value: its value.
        bundle: name of the file of a post that is a folder, in which its pictures are (``index``);
            empty: a post is a file.
        filename: of a post, a template with ``{slug}`` ``{date}`` (2013-03-06) ``{year}``
            ``{month}`` ``{day}``, without extension; a folder may be in it.
        extensions: of posts, the first for new ones.
        formats: of front matter that it reads, the one for new posts first; where the newest post
            has another one, new posts have that, too.
        fields: name in ``targets.fields.FIELDS`` → the field. Missing ones are left out.
        other_names: name in ``targets.fields.FIELDS`` → names that sites of this generator give the
            field, too: what most of the site's own posts have is used.
        reserved: fields that the generator sets itself.
        date: ``native``: the format's own date, RFC 3339 in text; ``text``: RFC 3339 in quotes;
            ``space``: ``2013-03-06 04:44:27`` with an offset; ``local``: a native one as the
            page shows it, without its offset.
        date_needs_time: a date alone is written as midnight.
        timezone, author, language: settings that hold them, in order.
        base_url: settings that hold the URL of the site.
        public: the folder whose files are copied as they are, for pictures that are not beside
            their posts and for ``_redirects``.
        public_url: the URL of that folder.
        pictures: the folder in it for copies of pictures, if the setting has its default.
        permalink: the path of a post's page, a template as ``filename``; empty: not known.
        alias_field: a list of old paths that lead to the post; empty: there is none.
        url_field: a path that replaces the permalink; empty: there is none.
        slug_field: what replaces the name in the permalink; empty: there is none.
        excerpt_separator: the comment that ends an excerpt.
        server_url: of its own server for previews; empty: none.
        dialect: how it reads Markdown by default.
        guard, unguard: escape what its template language would execute, and back; the identity
            where posts are not read as templates.
        data: the folder of data files; empty: there is none.
        ignored: names of folders that hold no posts.
    """

    name: str
    title: str
    config_names: tuple[str, ...]
    content: str
    fields: Mapping[str, Field]
    content_setting: str = ""
    sections: tuple[str, ...] = ("",)
    drafts: str = ""
    draft_field: str = "draft"
    draft_value: bool | str = True
    bundle: str = ""
    filename: str = "{slug}"
    extensions: tuple[str, ...] = (".md", ".markdown")
    formats: tuple[str, ...] = ("yaml",)
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset()
    date: Literal["native", "text", "space", "local"] = "native"
    date_needs_time: bool = False
    timezone: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    language: tuple[str, ...] = (
        *("lang", "language", "locale", "languageCode", "defaultContentLanguage"),
        *("default_language", "DEFAULT_LANG"),
    )
    base_url: tuple[str, ...] = ()
    public: str = ""
    public_url: str = ""
    pictures: str = "images"
    permalink: str = ""
    alias_field: str = ""
    url_field: str = ""
    slug_field: str = ""
    excerpt_separator: str = "<!--more-->"
    server_url: str = ""
    dialect: Dialect = COMMONMARK
    guard: Callable[[str], str] = _same
    unguard: Callable[[str], str] = _same
    data: str = ""
    ignored: frozenset[str] = field(default_factory=lambda: frozenset({"node_modules", "vendor"}))

    def __post_init__(self) -> None:
        for name in ("fields", "other_names"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __reduce__(self) -> tuple[Any, ...]:
        """Have read-only tables go to other processes as plain ones."""
        tables = {"fields": dict(self.fields), "other_names": dict(self.other_names)}
        return partial(Generator, **{**vars(self), **tables}), ()
