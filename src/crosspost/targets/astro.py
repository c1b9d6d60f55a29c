"""Astro: a collection of content, each post a folder with its pictures; remark, or MDX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crosspost.files import exists
from crosspost.lazy_regex import lazy_compile
from crosspost.model.dialect import REMARK, Dialect
from crosspost.targets import names
from crosspost.targets.generator import Field, Generator, same
from crosspost.targets.generic import Generic
from crosspost.targets.javascript import STRINGS

_MODULE = lazy_compile(r"\A[ei](?=(?:xport|mport)\b)")
_PAGES = ("[...slug].astro", "[slug].astro", "[...id].astro", "[id].astro", "[...post].astro")


@dataclass(frozen=True)
class Astro(Generic):
    """A site of Astro; see ``Target``."""

    about = Generator(
        name="astro",
        title="Astro",
        config_names=tuple(f"astro.config.{end}" for end in ("mjs", "js", "ts", "mts", "cjs")),
        content="src",
        sections=(
            *("content/blog", "content/posts", "content/post", "content/articles"),
            *("data/blog", "data/posts", "data/post", "data/articles", "blog", "posts"),
        ),
        bundle="index",
        extensions=(".md", ".mdx", ".markdown"),
        formats=("yaml", "toml"),
        fields={
            **same("title", "description", "categories", "tags", "author", "license"),
            **same("layout", "original_url", "archive_url", "original_author", "source"),
            "date": Field("pubDate"),
            "updated": Field("updatedDate"),
            "image": Field("heroImage", "path"),
            "canonical_url": Field("canonicalURL"),
        },
        other_names={
            "date": (
                *("date", "publishDate", "pubDatetime", "published", "publishedAt"),
                *("publishedDate", "datePublished"),
            ),
            "updated": ("modDatetime", "updated", "lastmod", "updatedAt", "modifiedDate"),
            "image": ("image", "cover", "coverImage", "ogImage", "thumbnail"),
            "canonical_url": ("canonical", "canonicalUrl", "canonical_url"),
            "description": ("excerpt", "summary"),
            "author": ("authors",),
        },
        base_url=("base",),
        public="public",
        server_url="http://localhost:4321",
        dialect=REMARK,
    )

    def described(self, about: Generator) -> Generator:
        """Return the description; posts are MDX if all of the site's are."""
        about = super().described(about)
        if self.habits.names.get("author") == "authors":
            about = replace(about, fields={**about.fields, "author": Field("authors", "list")})
        if self.habits.suffix == ".mdx":
            about = replace(about, extensions=(".mdx", ".md", ".markdown"))
        return about

    @property
    def _strings(self) -> list[str]:
        return list(self.config.get(STRINGS) or ())

    def permalink(self, path: Path) -> str:
        """Return the URL if there is a page for the collection of that name; else it is unknown."""
        inner = path.relative_to(self.content).parts if path.is_relative_to(self.content) else ()
        if len(inner) not in (3, 4) or (len(inner) == 4 and path.stem != self.about.bundle):
            return ""
        collection = inner[1]
        pages = self.content / "pages" / collection
        if not any(exists(pages / name) for name in _PAGES):
            return ""
        end = "" if self.setting("trailingSlash") == "never" else "/"
        return f"/{collection}/{{slug}}{end}"

    def fields(
        self, values: Mapping[str, Any], path: Path, warnings: list[str], *, draft: bool = False
    ) -> dict[str, Any]:
        """Return the fields; say which the schema of the collection may miss."""
        own = {name: names.utc_day(value) for name, value in values.items()}
        found = super().fields(own, path, warnings, draft=draft)
        if draft and "draft" not in self.habits.used:
            warnings.append(
                "Astro has no drafts of its own, and no post of the site has draft: it is published"
                " unless the site's pages leave out posts with draft: true"
            )
        written = {self.about.fields[n].name if n in self.about.fields else n for n in found}
        missing = sorted(self.habits.always - written)
        if missing:
            warnings.append(
                f"all posts of the site have {', '.join(missing)}, this one has not: a schema that"
                " demands it stops the build"
            )
        return found

    def dialect(self, warnings: list[str]) -> Dialect:
        """Return remark as the configuration sets it; for MDX without HTML."""
        has_gfm = self.setting("gfm") is not False
        found = replace(
            REMARK,
            smart_quotes=self.setting("smartypants") is not False,
            late_quotes=self.setting("smartypants") is not False,
            math="$" if "remark-math" in self._strings else "text",
            footnotes=has_gfm,
            tables=has_gfm,
            task_lists=has_gfm,
            autolinks=has_gfm,
            struck=REMARK.struck if has_gfm else ("<del>", "</del>"),
        )
        is_mdx = self.about.extensions[0] == ".mdx"
        return replace(found, jsx=True, raw_html=False) if is_mdx else found

    def guard_text(self, text: str, front: Mapping[str, Any], path: Path) -> str:
        """Return the text: there is no template language; in MDX, its start is not a module."""
        if path.suffix != ".mdx":
            return text
        return _MODULE.sub(lambda found: f"&#{ord(found[0])};", text)
