"""A site of any generator that a description (``generator.Generator``) says enough of.

A generator is a subclass with its description, ``about``. It overrides what is more than data:
what distinguishes its configuration from another's (``is_config``), the dialect that the
configuration sets, the permalink, the fields.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from crosspost.errors import ConfigError, FrontMatterError
from crosspost.files import is_folder
from crosspost.model.dialect import Dialect
from crosspost.targets import field_names, generic_posts, generic_urls, names, site_config
from crosspost.targets.base import Original, PostFacts, Survey, UpdatedFields
from crosspost.targets.fields import arrange
from crosspost.targets.front_matter import format_of
from crosspost.targets.front_matter.base import Format
from crosspost.targets.front_matter.update import update_fields
from crosspost.targets.generic_site import GenericSite
from crosspost.targets.jekyll.front_matter import data
from crosspost.targets.paths import quoted
from crosspost.targets.plain_text import MAX_LABEL, plain
from crosspost.targets.user_names import NameParts


@dataclass(frozen=True)
class Generic(GenericSite):
    """A site, or a folder that may become one; see ``base.Target``."""

    @classmethod
    def read_site(cls, root: Path) -> Self:
        """Read the configuration, and the format and the folder of the newest posts."""
        path = cls.find_config(root)
        config = {} if path is None or is_folder(path) else cls.read_config(root, path)
        site = cls(root, path, config)
        section = site.first_section
        folder = root / section
        form = generic_posts.format_in(site, folder)
        habits = generic_posts.habits(site, folder)
        return cls(root, path, config, form, section, habits=habits)

    @classmethod
    def read_config(cls, root: Path, path: Path) -> dict[str, Any]:
        """Return what a configuration says.

        Raises:
            ConfigError: it cannot be read.
        """
        return site_config.read_config(root, path)

    # URLs of pages

    def page_url(self, text: str, path: Path) -> str:
        """Return the path by the permalink; empty for drafts, or if there is none."""
        with contextlib.suppress(FrontMatterError):
            return generic_urls.page_url(self, format_of(text, self.about.formats).read(text), path)
        return ""

    def link_to(self, page: str) -> str:
        """Return the path below that of the base URL."""
        return quoted(f"{self.base_path}{page}")

    def old_path(self, url: str) -> str:
        """Return the path below that of the base URL."""
        return generic_urls.old_path(url, self.base_path)

    def keep_url(
        self, front: Mapping[str, Any], path: Path, url: str, redirects: str
    ) -> tuple[dict[str, Any], str]:
        """Return the field of old paths, or of the path itself."""
        return generic_urls.kept_url(self, front, path, url, redirects)

    def page_path(
        self, front: Mapping[str, Any], path: Path, permalink: str
    ) -> tuple[dict[str, Any], str]:
        """Return the generator's own field of a path, without the path of the base URL."""
        base = self.base_path
        within = permalink if permalink.startswith(f"{base}/") else f"{base}{permalink}"
        return self.keep_url(front, path, f"https://example.org{quoted(within)}", "permalink")

    def with_authors(self, names: Iterable[str]) -> tuple[Path, str] | None:
        """Return None: no such file is kept."""
        return None

    def redirects_file(self, name: str) -> Path:
        """Return a file in the folder of public files."""
        return self.public / name

    # A new post

    def refuse_reserved(self, fields: Iterable[str], where: str) -> None:
        """Refuse the reserved fields."""
        for name in fields:
            if name in self.about.reserved:
                raise ConfigError(
                    f"{where}: {name} is reserved by {self.about.title}",
                    hint="Choose another name for the field.",
                )

    def categories(self, names: Iterable[str]) -> list[str]:
        """Return the categories as labels."""
        return [plain(name, MAX_LABEL) for name in names]

    def post_date(
        self, published: date | datetime, now: datetime, warnings: list[str]
    ) -> tuple[date, date | datetime]:
        """Return the day and the date; without a time if that is later today."""
        return names.post_date(published, self.timezone, now, self.about.title, warnings)

    def filename(self, slug: str, day: date, *, draft: bool = False) -> str:
        """Return the name by the template; that of a post that is a folder has a file in it."""
        stem = names.filled(self.about.filename, slug, day)
        inner = f"/{self.about.bundle}" if self.about.bundle else ""
        return f"{stem}{inner}{self.about.extensions[0]}"

    def new_name(self, parts: NameParts, *, draft: bool = False) -> str:
        """Return the name by the templates of the settings, else by that of the generator."""
        own, usual = self.names, self.about.filename
        if not own.filename and not own.folder and "{title}" not in usual:
            return self.filename(parts.slug, parts.day, draft=draft)
        inner = f"/{self.about.bundle}" if self.about.bundle else ""
        return f"{own.name_of(parts, usual)}{inner}{self.about.extensions[0]}"

    def numbered(self, name: str, number: int) -> str:
        """Return ``name-2.md`` or ``name-2/index.md``."""
        return names.numbered(name, number, self.about.bundle)

    def undated(self, name: str) -> str:
        """Return the name without its day."""
        return names.undated(name)

    def data_file(self, folder: str, name: str) -> Path:
        """Return a YAML file in the folder of data files."""
        return self.folder / (self.about.data or "data") / folder / f"{names.stem_of(name)}.yml"

    def data_text(self, values: Mapping[str, Any]) -> str:
        """Return YAML."""
        return data(values)

    def fields(
        self, values: Mapping[str, Any], path: Path, warnings: list[str], *, draft: bool = False
    ) -> dict[str, Any]:
        """Return the fields by crosspost's names; a draft has one more."""
        own = field_names.values_of(self.about, values)
        return arrange({**own, field_names.DRAFT: True} if draft else own)

    def dialect(self, warnings: list[str]) -> Dialect:
        """Return the generator's default dialect."""
        return self.about.dialect

    def guard_text(self, text: str, front: Mapping[str, Any], path: Path) -> str:
        """Escape what the generator's template language would execute."""
        return self.about.guard(text)

    def shown_text(self, text: str) -> str:
        """Return the text as it was before it was escaped."""
        return self.about.unguard(text)

    def compose(self, front: Mapping[str, Any], body: str) -> str:
        """Return front matter, with the generator's names, and body."""
        named = field_names.front_matter(self.about, front, self.form.name)
        return self.form.compose(named, body)

    # Posts that exist

    def existing_posts(self, output: Path) -> Iterator[Path]:
        """Yield the files below the folders of posts and pages."""
        return generic_posts.existing_posts(self, output)

    def fields_of(self, text: str) -> dict[str, Any]:
        """Return the fields of a post by crosspost's names; empty if they cannot be read."""
        return generic_posts.fields_of(self.about, text)

    def facts(self, path: Path) -> PostFacts:
        """Return what the source fields and the attribution link to, and its text."""
        return generic_posts.facts(self, path)

    def facts_of(self, text: str) -> PostFacts:
        """Return the facts of a post with this text."""
        return generic_posts.facts_of(self, text)

    def original_of(self, text: str) -> Original:
        """Return what the source fields and the attribution name."""
        return generic_posts.original_of(self.about, text)

    def with_url(self, text: str, old: str, new: str) -> str | None:
        """Return the text with another URL in its front matter and its attribution."""
        return generic_posts.with_url(self.about, text, old, new)

    def body_of(self, text: str) -> str:
        """Return what follows the front matter."""
        return format_of(text, self.about.formats).split(text).body

    body = body_of

    def text_key(self, text: str) -> bytes:
        """Return a key of title and body."""
        return generic_posts.text_key(self.about, text)

    def with_name(self, text: str, wanted: str, name: str) -> str:
        """Return the text with the number of the name after its slug, if it has one."""
        number = names.number_of(name, wanted)
        slug = self.about.slug_field
        form = format_of(text, self.about.formats)
        value = form.read(text).get(slug) if slug and number else None
        if not isinstance(value, str):
            return text
        parts = form.split(text)
        block = form.split(form.compose({slug: f"{value}{number}"}, "")).block
        changed = form.with_fields(parts.block, block, [slug], [slug])
        return f"{parts.start}{changed}{parts.between}{parts.body}"

    def update_fields(
        self, imported: str | None, mine: str, article: str, own: Collection[str], path: Path
    ) -> UpdatedFields:
        """Replace the text of the fields that changed; the others stay as they are written."""
        form = format_of(mine, self.about.formats)
        texts = [None if t is None else self._in(form, t) for t in (imported, article)]
        head, kept = update_fields(
            *(form, texts[0], mine, texts[1] or ""),
            field_names.written_names(self.about, own),
            of_url={"slug", "url", "permalink", "path", self.about.slug_field},
            dates=field_names.written_names(self.about, ["date"]),
        )
        old = None if imported is None else self.body_of(imported)
        return UpdatedFields(
            *(head, self.fields_of(head), kept, old), form.split(mine).body, self.body_of(article)
        )

    def _in(self, form: Format, text: str) -> str:
        """Return a post whose front matter is in another format."""
        other = format_of(text, self.about.formats)
        if other.name == form.name:
            return text
        return form.compose(other.read(text), other.split(text).body)

    def find_same(self, output: Path, urls: Iterable[str]) -> Path | None:
        """Return the first post that names one of the URLs as its source, or has its path."""
        return generic_posts.find_same(self, output, tuple(urls))

    def name_key(self, name: str) -> str:
        """Return a key of the name without its day and its extension."""
        return names.name_key(name)

    def survey(self, output: Path) -> Survey:
        """Read authors, layouts, categories and tags of the newest posts."""
        return generic_posts.survey(self, output)
