"""Eleventy: a post is a file in the input folder; markdown-it, and Liquid or Nunjucks before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crosspost.files import read_head
from crosspost.lazy_regex import lazy_compile
from crosspost.model.dialect import MARKDOWN_IT, Dialect
from crosspost.targets import eleventy_config, generic_urls, names
from crosspost.targets.generator import Field, Generator, same
from crosspost.targets.generic import Generic

# Nunjucks stops the build at the end of a comment that has not begun, too.
_SIGN = lazy_compile(r"\{[{%#]|#\}")
_GUARDED = lazy_compile(r"\{\{ '(\{[{%#]|#\})' \}\}")
_OVERRIDE = "templateEngineOverride"
_HIDDEN = "eleventyExcludeFromCollections"
_FOLDER_DATA = (".json", ".11tydata.json", ".11tydata.js", ".11tydata.cjs", ".11tydata.mjs")
_LARGEST = 64 * 1024  # bytes of a file with the data of a folder


def guard(text: str) -> str:
    """Return text in which neither Liquid nor Nunjucks finds anything: ``{{ '{{' }}``."""
    return _SIGN.sub(lambda found: f"{{{{ '{found[0]}' }}}}", text)


def unguard(text: str) -> str:
    """Return text as it was before ``guard``."""
    return _GUARDED.sub(r"\1", text)


@dataclass(frozen=True)
class Eleventy(Generic):
    """A site of Eleventy; see ``Target``."""

    about = Generator(
        name="eleventy",
        title="Eleventy",
        # In Eleventy's order: the first that there is.
        config_names=(
            ".eleventy.js",
            *(f"eleventy.config.{end}" for end in ("js", "mjs", "cjs", "ts")),
        ),
        content="",
        sections=(
            *("posts", "blog", "post", "articles", "content/posts", "content/blog"),
            *("src/posts", "src/blog", "src/content/posts", "src/content/blog"),
        ),
        fields={
            **same("title", "date", "tags", "categories", "author", "image", "description"),
            **same("license", "layout", "original_url", "archive_url", "original_author", "source"),
            **same("updated"),
            "canonical_url": Field("canonicalURL"),
        },
        other_names={
            "canonical_url": ("canonical", "canonicalUrl", "canonical_url"),
            "updated": ("lastmod", "modified", "updatedDate"),
            "image": ("cover", "heroImage", "featuredImage", "thumbnail"),
            "description": ("excerpt", "summary"),
        },
        reserved=frozenset({"collections", "content", "eleventy", "page", "pagination", "pkg"}),
        base_url=("pathPrefix",),
        permalink="/{section}/{slug}/",
        url_field="permalink",
        server_url="http://localhost:8080",
        dialect=MARKDOWN_IT,
        guard=guard,
        unguard=unguard,
        data="_data",
    )

    def described(self, about: Generator) -> Generator:
        """Return the description with the site's own way of hiding a draft, if it has one."""
        about = super().described(about)
        if self._knows_drafts:
            return about
        # Eleventy has no drafts: what it never shows is a page that is not written.
        return replace(about, draft_field="permalink", draft_value=False)

    @property
    def _knows_drafts(self) -> bool:
        return "draft" in self.habits.used or "drafts" in eleventy_config.strings_of(self.config)

    # Folders

    @property
    def content(self) -> Path:
        """The input folder; the root if it is not certain."""
        return self.folder / (eleventy_config.input_folder(self.config) or "")

    @property
    def public(self) -> Path:
        """The folder that is copied to the root of the site, else the input folder."""
        copied = eleventy_config.copied_folders(self.config)
        whole = next((folder for folder, url in copied.items() if not url), "")
        return self.folder / whole if whole else self.content

    def pictures_folder(self, pictures: str, post: Path | None = None) -> Path:
        """Return a folder that the configuration copies; else the setting's, in the input."""
        folder, _ = self._copied(pictures)
        return self.folder / folder if folder else self.content / self._pictures(pictures)

    def pictures_field_url(self, pictures: str) -> str:
        """Return the URL of that folder."""
        return self._copied(pictures)[1] or super().pictures_field_url(pictures)

    def _copied(self, pictures: str) -> tuple[str, str]:
        if not pictures or self._pictures(pictures) != self.about.pictures:
            return "", ""
        return eleventy_config.picture_folder(eleventy_config.copied_folders(self.config))

    # A post

    def permalink(self, path: Path) -> str:
        """Return the permalink; empty if the configuration or data of a folder may set another."""
        is_set = "permalink" in eleventy_config.strings_of(self.config)
        if is_set or eleventy_config.input_folder(self.config) is None:
            return ""
        folder = path.parent
        while folder.is_relative_to(self.content) and folder != folder.parent:
            if any(_sets_permalink(folder / f"{folder.name}{end}") for end in _FOLDER_DATA):
                return ""
            folder = folder.parent
        return self.about.permalink

    def keep_url(
        self, front: Mapping[str, Any], path: Path, url: str, redirects: str
    ) -> tuple[dict[str, Any], str]:
        """Return the permalink, which is a template, too, and the name of a file."""
        kept, reason = super().keep_url(front, path, url, redirects)
        for name, value in kept.items():
            if "{" in value:
                return {}, "its old URL has a brace, which Eleventy may execute"
            kept[name] = generic_urls.as_page(value)
        return kept, reason

    def fields(
        self, values: Mapping[str, Any], path: Path, warnings: list[str], *, draft: bool = False
    ) -> dict[str, Any]:
        """Return the fields, with what all posts of the site have."""
        own = {"layout": self.habits.layout, **values}
        own = {name: names.utc_day(value) for name, value in own.items()}
        tags = own.get("tags") or []
        own["tags"] = list(
            dict.fromkeys([*self.habits.tags, *(tags if isinstance(tags, list) else [tags])])
        )
        if draft and not self._knows_drafts:
            own[_HIDDEN] = True
        if eleventy_config.template_engine(self.config) == "unknown":
            own.setdefault(_OVERRIDE, "md")
        return super().fields(own, path, warnings, draft=draft)

    def guard_text(self, text: str, front: Mapping[str, Any], path: Path) -> str:
        """Escape what Liquid or Nunjucks would execute, if the post is a template at all."""
        is_plain = eleventy_config.template_engine(self.config) == "none"
        return text if is_plain or front.get(_OVERRIDE) in ("md", False) else guard(text)

    def dialect(self, warnings: list[str]) -> Dialect:
        """Return markdown-it as the configuration sets it."""
        return eleventy_config.dialect(self.config)


def _sets_permalink(path: Path) -> bool:
    try:
        return b"permalink" in read_head(path, _LARGEST)
    except OSError:
        return False
