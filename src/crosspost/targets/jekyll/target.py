"""A Jekyll site as the target of posts."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar
from urllib.parse import quote

from crosspost.errors import FrontMatterError
from crosspost.files import is_missing, read_regular
from crosspost.lazy_regex import lazy_compile
from crosspost.model.dialect import KRAMDOWN, Dialect
from crosspost.targets.base import Original, PostFacts, Survey, UpdatedFields
from crosspost.targets.fields import arrange
from crosspost.targets.jekyll import (
    authors,
    fields,
    front_matter,
    liquid,
    original,
    page_url,
    post_text,
    posts,
    processor,
    user_names,
)
from crosspost.targets.jekyll import site as sites
from crosspost.targets.jekyll.defaults import defaults_for
from crosspost.targets.jekyll.post_date import is_future, post_date
from crosspost.targets.jekyll.published import hidden_folder, is_published
from crosspost.targets.jekyll.server import server_url
from crosspost.targets.jekyll.site import CONFIG_NAMES, Site
from crosspost.targets.jekyll.survey import survey
from crosspost.targets.jekyll.update_fields import take_apart, update_fields
from crosspost.targets.site_config import look, text_setting
from crosspost.targets.user_names import NameParts, UserNames

_EXTENSION = ".md"
_LARGEST = 1024 * 1024  # bytes of a data file of authors
_COMMENT = lazy_compile(r"<!--[^<>-]{0,100}-->")
_DAY = lazy_compile(r"(^|/)\d{4}-\d\d-\d\d-")


@dataclass(frozen=True)
class Jekyll:
    """A Jekyll site, or a folder that may become one; see ``Target``.

    Attributes:
        site: what its configuration says.
        names: the user's own.
    """

    site: Site = field(default_factory=partial(Site, Path()))
    names: UserNames = field(default_factory=UserNames)

    name: ClassVar[str] = "jekyll"
    config_name: ClassVar[str] = CONFIG_NAMES[0]

    @classmethod
    def is_site(cls, folder: Path) -> bool:
        """Tell whether a folder has a ``_config`` file, and not a ``package.json`` with Hexo."""
        return sites.config_file(folder) is not None and not _is_hexo(folder)

    @classmethod
    def read_site(cls, root: Path) -> Jekyll:
        """Read a site's ``_config``."""
        return cls(sites.read_site(root))

    def with_names(self, names: UserNames) -> Jekyll:
        """Return the site with the user's names; a post needs its date in the name."""
        user_names.check(names)
        return replace(self, names=names)

    @property
    def root(self) -> Path:
        """The folder of the configuration."""
        return self.site.root

    @property
    def config_file(self) -> Path | None:
        """The ``_config`` file."""
        return self.site.config_file

    @property
    def timezone(self) -> str:
        """The configured time zone; without one, Jekyll uses that of the machine that builds."""
        return self.site.timezone

    @property
    def author(self) -> str:
        """The configured ``author``, or its ``name``."""
        author = self.site.config.get("author")
        name = author.get("name") if isinstance(author, dict) else author
        return name if isinstance(name, str) else ""

    @property
    def language(self) -> str:
        """The configured ``lang`` or, as some themes name it, ``locale`` or ``language``."""
        return text_setting(self.site.config, ("lang", "locale", "language"))

    @property
    def settings(self) -> Mapping[str, Any]:
        """The whole configuration, the layouts, the version of Jekyll."""
        about = self.site
        return {
            "config": dict(about.config),
            "layouts": about.layouts,
            "is_jekyll_3": about.is_jekyll_3,
        }

    @property
    def further_fields(self) -> frozenset[str]:
        """None: themes have different ones."""
        return frozenset()

    @property
    def excerpt_separator(self) -> str:
        """The configured ``excerpt_separator`` if it is a comment, else ``<!--more-->``."""
        found = self.site.config.get("excerpt_separator")
        is_comment = isinstance(found, str) and _COMMENT.fullmatch(found)
        return found if isinstance(found, str) and is_comment else "<!--more-->"

    @property
    def server_url(self) -> str:
        """The URL of ``jekyll serve``, by ``host``, ``port`` and ``baseurl``; see ``server``."""
        return server_url(self.site)

    def publishes(self, path: Path) -> bool:
        """Tell whether a file is in the source, and nothing leaves it out; see ``published``."""
        return self.site.config_file is not None and is_published(self.site, path)

    def posts_folder(self, output: str = "_posts", *, draft: bool = False) -> Path:
        """Return ``_posts`` in the source and collections folder, or the folder of the setting."""
        return sites.posts_folder(self.site, output, draft=draft)

    def post_folders(self) -> Iterator[Path]:
        """Yield every ``_posts`` and ``_drafts``, those of categories included."""
        return posts.post_folders(self.root)

    def is_post_path(self, path: Path) -> bool:
        """Tell whether a path is in a ``_posts`` or ``_drafts``, anywhere in the site."""
        if not path.is_relative_to(self.root):
            return False
        parts = path.relative_to(self.root).parts
        return any(name in parts for name in posts.POST_FOLDERS)

    def pictures_folder(self, pictures: str, post: Path | None = None) -> Path:
        """Return a folder of the site's source: Jekyll copies it to the built site."""
        return self.site.source / pictures

    def pictures_url(self, pictures: str) -> str:
        """Return the URL of a folder of the source, below ``baseurl``."""
        if not pictures:
            return ""
        base = self.site.config.get("baseurl")
        base = base.strip("/") if isinstance(base, str) else ""
        return quote(f"/{base}/{pictures}" if base else f"/{pictures}")

    def pictures_field_url(self, pictures: str) -> str:
        """Return the same without ``baseurl``: ``relative_url`` and ``absolute_url`` add it."""
        return quote(f"/{pictures}") if pictures else ""

    def page_url(self, text: str, path: Path) -> str:
        """Return the path of the page by front matter, name and configuration."""
        with contextlib.suppress(FrontMatterError):
            return page_url.page_url(front_matter.read(text), path, self.site)
        return ""

    def link_to(self, page: str) -> str:
        """Return the path below ``baseurl``."""
        return page_url.link_to(page, self.site)

    def old_path(self, url: str) -> str:
        """Return the path below ``baseurl``; the query is a part of it."""
        return page_url.old_path(url, self.site)

    def with_authors(self, names: Iterable[str]) -> tuple[Path, str] | None:
        """Return ``_data/authors.yml`` with further authors, see ``authors``."""
        folder = self.data_file("", "x.md").parent
        there = [folder / name for name in authors.NAMES if not is_missing(folder / name)]
        path = there[0] if there else folder / authors.NAMES[0]
        try:
            old = read_regular(path, _LARGEST).decode("utf-8") if there else ""
        except (OSError, UnicodeDecodeError):
            return None  # nothing is added to what cannot be read
        names = tuple(names)
        if path.suffix == ".json" or not (there or len(names) > 1):
            return None
        text = authors.with_authors(old, names)
        return None if text is None else (path, text)

    def keep_url(
        self, front: Mapping[str, Any], path: Path, url: str, redirects: str
    ) -> tuple[dict[str, Any], str]:
        """Return ``permalink`` or, with jekyll-redirect-from, ``redirect_from``."""
        if redirects not in ("front-matter", "permalink") and "permalink" not in front:
            return {}, ""
        redirect = None if redirects == "front-matter" else False
        return page_url.kept_url(front, path, url, self.site, redirect=redirect)

    def page_path(
        self, front: Mapping[str, Any], path: Path, permalink: str
    ) -> tuple[dict[str, Any], str]:
        """Return ``permalink``."""
        return {"permalink": permalink}, ""

    def redirects_file(self, name: str) -> Path:
        """Return a file of the source: Jekyll copies it to the built site if it is included."""
        return self.site.source / name

    def refuse_reserved(self, fields_: Iterable[str], where: str) -> None:
        """Refuse fields that a template cannot read, since Jekyll overrides them."""
        fields.refuse_reserved(fields_, where)

    def categories(self, names: Iterable[str]) -> list[str]:
        """Return categories that each make one folder in the post's URL."""
        return fields.categories(names)

    def post_date(
        self, published: date | datetime, now: datetime, warnings: list[str]
    ) -> tuple[date, date | datetime]:
        """Return the day of the post's URL, and a ``date`` that does not change it."""
        day, value = post_date(published, self.site, now)
        if is_future(value, self.site, now) and not self.site.future:
            warnings.append(
                f"dated {day}, in the future: Jekyll does not publish the post before then"
            )
        return day, value

    def filename(self, slug: str, day: date, *, draft: bool = False) -> str:
        """Return ``2013-03-06-slug.md``; a draft has no date."""
        return f"{slug}{_EXTENSION}" if draft else f"{day.isoformat()}-{slug}{_EXTENSION}"

    def new_name(self, parts: NameParts, *, draft: bool = False) -> str:
        """Return the name by the templates of the settings, else as of ``filename``."""
        if not self.names.filename and not self.names.folder:
            return self.filename(parts.slug, parts.day, draft=draft)
        folder, slash, name = self.names.name_of(parts, "{date}-{slug}").rpartition("/")
        return f"{folder}{slash}{self.undated(name) if draft else name}{_EXTENSION}"

    def name_of(self, path: Path) -> str:
        """Return the name of the file."""
        return path.name

    def numbered(self, name: str, number: int) -> str:
        """Return ``2013-03-06-slug-2.md``."""
        stem, dot, extension = name.rpartition(".")
        return f"{stem}-{number}{dot}{extension}"

    def undated(self, name: str) -> str:
        """Return ``slug.md``, as pages and documents of other collections are named."""
        return _DAY.sub(r"\1", name)

    def data_file(self, folder: str, name: str) -> Path:
        """Return ``_data/FOLDER/slug.yml``; the day is left out of the name."""
        configured = self.site.config.get("data_dir")
        base = PurePosixPath(configured if isinstance(configured, str) else "")
        # Jekyll never reads data from outside of the source, and a clone may have any settings.
        if not base.name or base.is_absolute() or ".." in base.parts or "\\" in str(base):
            base = PurePosixPath("_data")
        stem = self.undated(name).rpartition(".")[0]
        return self.site.source / base / folder / f"{stem}.yml"

    def data_text(self, values: Mapping[str, Any]) -> str:
        """Return YAML."""
        return front_matter.data(values)

    def fields(
        self, values: Mapping[str, Any], path: Path, warnings: list[str], *, draft: bool = False
    ) -> dict[str, Any]:
        """Return the front matter; the layout is ``post`` where the site's defaults give none."""
        if "layout" not in values and not defaults_for(self.site, path).get("layout"):
            values = {**values, "layout": "post"}
        fields.check_layout(values.get("layout"), self.site, warnings)
        fields.check_categories(values.get("categories"), self.site.permalink)
        if folder := hidden_folder(self.site, path):
            warnings.append(
                f"Jekyll does not publish {folder}: add {folder} to include in {self.config_name}"
            )
        return arrange(values)

    def dialect(self, warnings: list[str]) -> Dialect:
        """Return how the site's Markdown processor is set."""
        return KRAMDOWN[processor.flavor(self.site, warnings)]

    def guard_text(self, text: str, front: Mapping[str, Any], path: Path) -> str:
        """Escape ``{{`` and ``{%`` for Liquid, unless Liquid is off for this post."""
        return text if self._has_no_liquid(front, path) else liquid.guard(text)

    def _has_no_liquid(self, front: Mapping[str, Any], path: Path) -> bool:
        given = {**defaults_for(self.site, path), **front}
        # Jekyll 3 does not know the field.
        return given.get("render_with_liquid") is False and not self.site.is_jekyll_3

    def shown_text(self, text: str) -> str:
        """Return Markdown with the Liquid openers that ``guard_text`` has escaped."""
        return liquid.unguard(text)

    def compose(self, front: Mapping[str, Any], body: str) -> str:
        """Return YAML front matter and body."""
        return front_matter.compose(user_names.written(self.names, front), body)

    def existing_posts(self, output: Path) -> Iterator[Path]:
        """Yield the files in every ``_posts`` and ``_drafts``, in the order of their paths."""
        return posts.existing_posts(self.root, output)

    def fields_of(self, text: str) -> dict[str, Any]:
        """Return the front matter, by crosspost's names."""
        with contextlib.suppress(FrontMatterError):
            return user_names.meant(self.names, front_matter.read(text))
        return {}

    @property
    def _sources(self) -> tuple[str, ...]:
        """The user's names of source fields."""
        found = (self.names.fields.get(name) for name in ("canonical_url", "original_url"))
        return tuple(filter(None, found))

    def facts(self, path: Path) -> PostFacts:
        """Return what the source fields and the attribution of a post link to, and its text."""
        found = posts.read_facts(path, self.root, self._sources)
        return posts.page_facts(path, self.site) if found.origin == "unnamed" else found

    def facts_of(self, text: str) -> PostFacts:
        """Return the facts of a post with this text."""
        return posts.facts_of(text.encode("utf-8", "replace"), self._sources)

    def original_of(self, text: str) -> Original:
        """Return what the source fields and the attribution name."""
        archive = self.names.fields.get("archive_url") or "archive_url"
        return original.original_of(text, self._sources, archive)

    def with_url(self, text: str, old: str, new: str) -> str | None:
        """Return the text with another URL in its source fields and its attribution."""
        return original.with_url(text, old, new, self._sources)

    def body_of(self, text: str) -> str:
        """Return what follows the front matter."""
        return front_matter.split(text)[1]

    def text_key(self, text: str) -> bytes:
        """Return a key of the line of the title and of the body."""
        return post_text.text_key(text)

    def with_name(self, text: str, wanted: str, name: str) -> str:
        """Return the text with the number of the name after its ``slug``, if it has one."""
        return post_text.with_number(text, post_text.number_of(name, wanted))

    def update_fields(
        self, imported: str | None, mine: str, article: str, own: Collection[str], path: Path
    ) -> UpdatedFields:
        """Replace the lines of the fields that changed; the others stay as they are written."""
        own = tuple(user_names.written(self.names, dict.fromkeys(own)))
        head, kept = update_fields(imported, mine, article, own)
        old, new = None if imported is None else take_apart(imported).body, take_apart(article).body
        before, after = front_matter.read(article), front_matter.read(head)
        if self._has_no_liquid(before, path) and not self._has_no_liquid(after, path):
            new = liquid.guard(new)  # the owner has switched Liquid on for this post
        after = user_names.meant(self.names, after)
        return UpdatedFields(head, after, kept, old, take_apart(mine).body, new)

    def body(self, text: str) -> str:
        """Return the body, without the blank lines before it."""
        return front_matter.split(text)[1]

    def find_same(self, output: Path, urls: Iterable[str]) -> Path | None:
        """Return the first post that names one of the URLs as its source, or has its path."""
        urls = tuple(urls)
        paths = {url for url in urls if url[:1] == "/"}
        found = posts.find_same(self.root, output, urls, self._sources)
        if found or not paths:
            return found
        known = posts.existing_posts(self.root, output)
        return next((path for path in known if paths & self.facts(path).sources), None)

    def name_key(self, name: str) -> str:
        """Return a key of the part of the post's URL that comes from its name."""
        return posts.name_key(name, self.site.permalink)

    def survey(self, output: Path) -> Survey:
        """Read authors, layouts, categories and tags of the newest posts."""
        return survey(output)


def _is_hexo(folder: Path) -> bool:
    """Tell whether the ``_config.yml`` of a folder is that of Hexo, which has the same name."""
    package = look(folder / "package.json")
    needs = package.get("dependencies")
    return "hexo" in package or (isinstance(needs, dict) and "hexo" in needs)
