"""How generators other than Jekyll read a post, as far as ``validate`` says anything about it.

What a generator needs for a new post (folders, names of fields) is in its description in
``targets``; here is what it accepts in posts that exist. Title and formats are in both, since most
sites are Jekyll's and need no description of another generator; a test compares them. Tested with
Hugo 0.111 and 0.168, Eleventy 3.1 and the libraries that it and Astro read front matter with; of
Zola, its source was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

#: Profiles in which Jekyll's own behaviour applies.
JEKYLL = frozenset({"jekyll", "plain"})
Kind = Literal["bool", "number", "text", "list", "texts", "table"]


def _types(**names: Kind) -> Mapping[str, Kind]:
    return MappingProxyType(names)


@dataclass(frozen=True)
class Reading:
    """How a generator reads front matter.

    Attributes:
        title: its own spelling, for messages.
        content: folders of pages, where the target does not name them; the first that are there.
        extensions: of pages.
        formats: of front matter: ``yaml``, ``toml``, ``json``, ``headers``, ``comment``.
        scalars: the rules of plain YAML values: ``go`` (1.2, and dates are text), ``js3`` (js-yaml
            3: ``12:30`` is 750), ``js4`` (js-yaml 4), ``core`` (YAML 1.2).
        dates: how it reads dates; see ``others.dates``.
        date_fields: those that hold a date.
        hides_future: fields whose date in the future hides the post, the one that counts first.
        expiry: fields whose date in the past hides the post.
        at_error: what it does where front matter cannot be read.
        at_date: what it does with a date that it cannot read.
        keeps_lead: it finds front matter after blank lines and spaces.
        dots_close: a line ``...`` ends YAML, too.
        any_case: the case of letters in names does not count: here they are in lower case.
        loose_open: spaces or CR behind ``---`` are read as the end of the line.
        loose_close: any line that begins with the fence ends it: ``----``.
        types: field → the type of value that it reads; ``texts`` is a text or a list of them.
        has_schema: the types of values are those of the site's own schema, with zod.
        strict: another type stops the build, and so does a post without front matter.
        one_key: a key that is there twice stops the build.
        drafts: fields that are true or false.
        draft_words: the texts that it reads as true or false in them, in lower case.
        at_boolean: what it does with another text there.
        one_tag: a text with commas is one tag.
        own_fields: all fields that it reads at the top level, where it ignores any other.
        moved: field → where it would be read.
        source: the field of the original's URL.
        aliases: the field of old paths.
    """

    title: str
    content: tuple[str, ...] = ()
    extensions: frozenset[str] = frozenset({".md", ".markdown"})
    formats: tuple[str, ...] = ("yaml",)
    scalars: Literal["go", "js3", "js4", "core"] = "core"
    dates: Literal["go", "luxon", "rfc3339", "javascript", "any"] = "any"
    date_fields: tuple[str, ...] = ("date",)
    hides_future: tuple[str, ...] = ()
    expiry: tuple[str, ...] = ()
    at_error: str = "stops the build"
    at_date: str = "cannot read it"
    keeps_lead: bool = False
    dots_close: bool = False
    any_case: bool = False
    loose_open: bool = False
    loose_close: bool = False
    types: Mapping[str, Kind] = field(default_factory=_types)
    has_schema: bool = False
    strict: bool = False
    one_key: bool = False
    drafts: tuple[str, ...] = ("draft",)
    draft_words: frozenset[str] = frozenset()
    at_boolean: str = ""
    one_tag: bool = True
    own_fields: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    source: str = "canonical_url"
    aliases: str = ""


_SCRIPT = "takes any text for true"
#: Profile → how it reads. One that is not here is read as ``PLAIN``.
READINGS: Mapping[str, Reading] = MappingProxyType(
    {
        "hugo": Reading(
            "Hugo",
            content=("content",),
            extensions=frozenset({".md", ".markdown", ".mdown"}),
            formats=("yaml", "toml", "json"),
            scalars="go",
            dates="go",
            date_fields=("date", "publishdate", "lastmod", "expirydate", "pubdate"),
            hides_future=("publishdate", "pubdate", "date"),
            expiry=("expirydate",),
            at_date="stops the build, or older versions leave the post without a date",
            keeps_lead=True,
            any_case=True,
            loose_open=True,
            loose_close=True,
            one_key=True,
            types=_types(title="text", weight="number", slug="text", aliases="texts", tags="texts",
                         categories="texts", keywords="texts", description="text"),
            draft_words=frozenset({"true", "false", "t", "f", "1", "0"}),
            at_boolean="reads false and publishes the post",
            source="canonicalURL",
            aliases="aliases",
        ),
        "zola": Reading(
            "Zola",
            content=("content",),
            extensions=frozenset({".md"}),
            formats=("toml", "yaml"),
            dates="rfc3339",
            date_fields=("date", "updated"),
            at_date="stops the build",
            keeps_lead=True,
            types=_types(title="text", description="text", draft="bool", slug="text", path="text",
                         weight="number", authors="list", aliases="list", template="text",
                         in_search_index="bool", render="bool", taxonomies="table", extra="table"),
            strict=True,
            one_key=True,
            drafts=(),
            own_fields=frozenset(
                {"title", "description", "updated", "date", "draft", "slug", "path", "taxonomies",
                 "weight", "authors", "aliases", "template", "in_search_index", "render", "extra"}
            ),
            moved=MappingProxyType(
                {"tags": "taxonomies.tags", "categories": "taxonomies.categories",
                 "author": "authors, a list", "redirect_from": "aliases", "lastmod": "updated",
                 "layout": "template", "url": "path", "permalink": "path"}
            ),
            source="extra.canonical_url",
            aliases="aliases",
        ),
        "eleventy": Reading(
            "Eleventy",
            scalars="js3",
            dates="luxon",
            loose_close=True,
            one_key=True,
            at_date="stops the build",
            types=_types(tags="texts"),
            at_boolean=_SCRIPT,
        ),
        "astro": Reading(
            "Astro",
            content=("src/content", "src/pages", "src/data", "src/blog"),
            extensions=frozenset({".md", ".mdx", ".markdown"}),
            formats=("yaml", "toml"),
            scalars="js4",
            dates="javascript",
            one_key=True,
            date_fields=("date", "pubDate", "publishDate", "updatedDate", "pubDatetime",
                         "publishedAt", "modDatetime", "updatedAt", "lastmod", "publishedDate"),
            at_date="gets no date from it, or an error of the collection's schema",
            keeps_lead=True,
            has_schema=True,
            at_boolean="stops if the schema has z.boolean(), else any text is true",
            source="canonicalURL",
        ),
        "hexo": Reading(
            "Hexo",
            content=("source",),
            scalars="js4",
            one_key=True,
            date_fields=("date", "updated"),
            types=_types(tags="texts", categories="texts", title="text"),
            drafts=("published",),
            at_boolean=_SCRIPT,
        ),
        "pelican": Reading(
            "Pelican",
            content=("content",),
            extensions=frozenset({".md", ".markdown", ".mkd", ".mdown", ".rst"}),
            formats=("headers",),
            date_fields=("date", "modified"),
            at_error="leaves the post out",
            at_date="leaves the post out",
            keeps_lead=True,
            dots_close=True,
            drafts=(),
            one_tag=False,
        ),
        "nikola": Reading(
            "Nikola",
            content=("posts", "pages"),
            extensions=frozenset({".md", ".markdown", ".rst"}),
            formats=("comment", "yaml", "toml"),
            at_date="stops the build",
            dots_close=True,
            drafts=(),
            one_tag=False,
        ),
        "obsidian": Reading(
            "Obsidian",
            scalars="core",
            at_error="shows the block as text",
            at_date="shows it as text",
            drafts=(),
            one_tag=False,
        ),
    }
)  # fmt: skip
PLAIN = Reading("The generator", drafts=(), one_tag=False, at_error="may not read the post")

#: Sets of profiles, for the rules.
OTHERS = frozenset(READINGS)
ALL = JEKYLL | OTHERS


def reading_of(profile: str) -> Reading:
    """Return how a generator reads front matter."""
    return READINGS.get(profile, PLAIN)
