"""A site as rules see it: generator, configuration, layouts, authors, files. Read only.

Nothing of the site is executed: ``pelicanconf.py`` or ``astro.config.mjs`` only say which generator
it is.
"""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from crosspost.errors import WriteError
from crosspost.files import exists, is_file, is_folder, is_link, is_plain_name
from crosspost.targets.jekyll.extensions import POSTS
from crosspost.targets.jekyll.permalinks import template_of
from crosspost.validate.facts import Facts
from crosspost.validate.files import is_below, read_bytes
from crosspost.validate.generators import JEKYLL, Reading, reading_of
from crosspost.validate.options import Options, Profile
from crosspost.validate.vocabulary import THEME_LAYOUTS

if TYPE_CHECKING:
    from crosspost.targets.generic_site import GenericSite
    from crosspost.targets.jekyll.site import Site
    from crosspost.validate.page import Page
    from crosspost.validate.post import Post

_SIGNS: tuple[tuple[Profile, tuple[str, ...]], ...] = (
    ("jekyll", ("_config.yml", "_config.yaml", "_config.toml")),
    ("hugo", ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")),
    ("astro", ("astro.config.mjs", "astro.config.ts", "astro.config.js", "src/content")),
    ("eleventy", (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs",
                  "eleventy.config.cjs")),
    ("pelican", ("pelicanconf.py",)),
    ("zola", ("zola.toml",)),
    ("obsidian", (".obsidian",)),
)  # fmt: skip

# Files that others have, too: a target says whether they are its generator's.
_MORE_SIGNS = ("conf.py",)
_POST_FOLDERS = ("_posts", "_drafts")


@dataclass
class Context:
    """A site.

    Attributes:
        root: its folder; where there is no site, the folder that was given.
        profile: the generator.
        options: the settings.
        site: the configuration of a Jekyll site.
        now: later dates are in the future.
        facts: counts over all of its posts.
        bad_schemas: those that were found not to be applicable.
        schema_seconds: schema → seconds that it took so far.
        template_filters: see ``templates``; None before they are read.
        reported: the posts that were named; others are only read for facts about the site.
        looked_in: the folders in which rules looked for files.
        next_change: the first timestamp to come that a rule compared with ``now``; None if none.
        pages: those that ``pages_of`` has read; None before.
        is_whole: the folder of the site was named.
    """

    root: Path
    profile: Profile
    options: Options
    site: Site | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    facts: Facts = field(default_factory=Facts)
    reported: frozenset[str] = frozenset()
    is_whole: bool = False
    pages: tuple[Page, ...] | None = None
    template_filters: dict[str, str] | None = None
    bad_schemas: set[str] = field(default_factory=set)
    schema_seconds: dict[str, float] = field(default_factory=dict)
    looked_in: set[str] = field(default_factory=set)
    next_change: datetime | None = None
    _defaults: dict[str, frozenset[str]] = field(default_factory=dict)
    _nearest: dict[tuple[str, float], str] = field(default_factory=dict)
    _folders: dict[str, dict[str, str] | None] = field(default_factory=dict)
    _roots: dict[str, str] = field(default_factory=dict)

    @cached_property
    def real_root(self) -> str:
        """The root with its links resolved; nothing outside of it is read.

        Without a site, the folder around ``_posts`` is the root, even if ``_posts`` is a link; any
        other folder is the user's own choice.
        """
        return os.path.realpath(self._own_folder)

    @property
    def _own_folder(self) -> Path:
        parts = self.root.parts
        within = [at for at, part in enumerate(parts) if part in _POST_FOLDERS]
        return Path(*parts[: within[0]]) if within else self.root

    def root_of(self, folder: str) -> str:
        """Return the folder that posts in a folder must be in, links resolved: mostly the site.

        A folder of posts that is a link out of the site is its own root once the user has allowed
        the link (``crosspost trust``).
        """
        if folder not in self._roots:
            self._roots[folder] = self._find_root_of(folder)
        return self._roots[folder]

    def _find_root_of(self, folder: str) -> str:
        if not is_below(folder, self.real_root):
            from crosspost.trust import is_of_site

            for part in (Path(folder), *Path(folder).parents):
                links_out = part.name in _POST_FOLDERS and is_link(part)
                if links_out and is_of_site(self._own_folder, part):
                    return os.path.realpath(part)
        return self.real_root

    @cached_property
    def source(self) -> Path:
        """The folder of the site's files: ``source`` in the configuration, else the root."""
        return self.root if self.site is None else self.site.source

    @cached_property
    def posts_base(self) -> Path:
        """The folder that ``_posts`` are below: ``collections_dir`` in the source."""
        site = self.site
        return self.source / site.collections_dir if site and site.collections_dir else self.source

    @cached_property
    def collections(self) -> frozenset[str]:
        """The folders of the collections that have pages, ``_tours``, posts left out."""
        named = self.site.config.get("collections") if self.site is not None else None
        return frozenset(
            f"_{name}"
            for name, given in (named.items() if isinstance(named, dict) else ())
            if isinstance(given, dict) and given.get("output") is True
            and name not in ("posts", "drafts") and is_plain_name(name)
        )  # fmt: skip

    @cached_property
    def extensions(self) -> frozenset[str]:
        """The extensions of posts, those of ``markdown_ext`` in the configuration included."""
        own = self.site.config.get("markdown_ext") if self.site is not None else None
        named = own.split(",") if isinstance(own, str) else ()
        return frozenset(POSTS) | {f".{name.strip().lower()}" for name in named if name.strip()}

    @cached_property
    def excerpt_separator(self) -> str:
        """The text that ends the excerpt of a post; empty if it is a blank line."""
        value = self.site.config.get("excerpt_separator") if self.site is not None else None
        return value if isinstance(value, str) else ""

    @property
    def builds_drafts(self) -> bool:
        """Whether the configuration says that drafts are built, too."""
        return self.site is not None and self.site.config.get("show_drafts") is True

    @property
    def is_jekyll(self) -> bool:
        """Whether Jekyll's behaviour applies; it does if no generator is recognized."""
        return self.profile in JEKYLL

    @property
    def reading(self) -> Reading:
        """How the generator reads front matter, if it is not Jekyll."""
        return reading_of(self.profile)

    @cached_property
    def target(self) -> GenericSite | None:
        """The site as its target reads it; None for Jekyll, or if it cannot be read."""
        from crosspost.errors import ConfigError
        from crosspost.targets import TARGETS, target_of
        from crosspost.targets.generic_site import GenericSite

        if self.is_jekyll or self.profile not in TARGETS:
            return None
        try:
            site = target_of(self.root, self.profile)
        except ConfigError:  # the posts are checked without it
            return None
        return site if isinstance(site, GenericSite) else None

    @cached_property
    def builds_future(self) -> bool:
        """Whether the configuration of another generator says that future posts are built."""
        return self.target is not None and self.target.setting("buildFuture") is True

    def in_jekyll(self, post: Post) -> bool:
        """Tell whether Jekyll will read this post as a post."""
        return self.is_jekyll and post.kind != "page"

    @cached_property
    def yesterday(self) -> date:
        """The day before today; an earlier one is in the past in every time zone."""
        return self.now.date() - timedelta(days=1)

    def is_past(self, timestamp: datetime) -> bool:
        """Tell whether a timestamp, with its zone, has come."""
        if timestamp <= self.now:
            return True
        if self.next_change is None or timestamp < self.next_change:
            self.next_change = timestamp
        return False

    @cached_property
    def zones(self) -> tuple[Any, ...]:
        """The site's time zone, where it names one."""
        from crosspost.dates import zone

        if self.site is None or not self.site.timezone:
            return ()
        place = zone(self.site.timezone)
        return (place,) if place else ()

    @cached_property
    def author_zone(self) -> tzinfo:
        """The time zone of the site or, where it names none, of this computer."""
        return self.zones[0] if self.zones else self.now.astimezone().tzinfo or UTC

    @cached_property
    def permalink(self) -> str:
        """The permalink template of posts, built-in styles spelled out; empty without a site."""
        if self.site is None:
            return ""
        value = self.site.permalink
        for scope in self.site.scopes:
            if isinstance(scope.values.get("permalink"), str) and not scope.path:
                value = scope.values["permalink"]
        return template_of(value)

    @property
    def url_has_categories(self) -> bool:
        """Whether categories are in the URL; they are unless the site has another permalink."""
        return not self.permalink or ":categories" in self.permalink

    def defaults(self, post: Post) -> frozenset[str]:
        """Return the keys that the site's ``defaults`` give to a post."""
        if self.site is None or not self.site.scopes:
            return frozenset()
        # Scopes name folders; one may also name a file.
        by_file = any("." in scope.path.rsplit("/", 1)[-1] for scope in self.site.scopes)
        key = post.path if by_file else post.folder
        found = self._defaults.get(key)
        if found is None:
            from crosspost.targets.jekyll.defaults import defaults_for

            found = frozenset(defaults_for(self.site, Path(post.path)))
            self._defaults[key] = found
        return found

    @cached_property
    def layouts(self) -> frozenset[str] | None:
        """The existing layouts; None if they are unknown (an unlisted theme)."""
        if self.site is None:
            return None
        base = self.folder("layouts_dir", "_layouts")
        if base is None:
            return None
        own = {
            os.path.splitext(os.path.relpath(os.path.join(parent, name), base))[0].replace(
                os.sep, "/"
            )
            for parent, _, names in os.walk(base)
            for name in names
        }
        theme = self.site.theme.split("@")[0].lower()
        if theme and theme not in THEME_LAYOUTS:
            return None
        if not theme and not own:
            return None
        return frozenset(own | THEME_LAYOUTS.get(theme, set()) | set(self.options.layouts))

    def folder(self, setting: str, default: str) -> Path | None:
        """Return the folder of a setting of the configuration; None if it is not in the site."""
        if self.site is None:
            return None
        name = self.site.config.get(setting)
        folder = self.site.source / (name if isinstance(name, str) and name else default)
        self.looked_in.add(str(folder))
        return folder if "\0" not in str(folder) and is_below(str(folder), self.real_root) else None

    @cached_property
    def authors(self) -> frozenset[str] | None:
        """The names of authors; None if the site has no list."""
        if self.options.authors:
            return frozenset(self.options.authors)
        if self.site is None:
            return None
        from crosspost.validate.authors import registry

        self.folder("data_dir", "_data")
        return registry(self.site)

    @cached_property
    def image_prefixes(self) -> tuple[str, ...]:
        """Folders below the root that paths of images may omit."""
        found = ["", *self.options.image_roots]
        if self.site is not None:
            for key, value in self.site.config.items():
                if isinstance(value, str) and "image" in key.lower() and "/" in value:
                    found.append(value.strip("/"))
        return (*found, "assets/images", "images", "assets/img", "static", "public", "assets")

    def nearest(self, word: str, names: frozenset[str], cutoff: float = 0.6) -> str:
        """Return the name that is most similar to a word; empty if none is.

        Also empty for many words or names, since comparing them would take too long.
        """
        key = (word, cutoff)
        if key not in self._nearest:
            if len(self._nearest) >= 100 or len(names) > 1_000 or len(word) > 100:
                return ""
            near = difflib.get_close_matches(word, sorted(names), n=1, cutoff=cutoff)
            self._nearest[key] = near[0] if near else ""
        return self._nearest[key]

    def entries(self, folder: str) -> dict[str, str] | None:
        """Return the names in a folder, by their names in lower case; None if there is none."""
        if folder not in self._folders:
            self.looked_in.add(folder)
            try:
                names = os.listdir(folder)
            except (OSError, ValueError):
                self._folders[folder] = None
            else:
                self._folders[folder] = {name: name.lower() for name in names}
        return self._folders[folder]

    def has_entry(self, path: Path) -> bool:
        """Tell whether there is anything at a path, a link to nothing included."""
        self.looked_in.add(str(path.parent))
        return os.path.lexists(path)

    def find_file(self, path: str) -> Literal["found", "case", "missing"]:
        """Tell whether a path relative to the source is a file, or one with different case."""
        full = os.path.normpath(os.path.join(self.source, path.lstrip("/")))
        if not full.startswith(str(self.source).rstrip(os.sep) + os.sep):
            return "missing"  # files outside of the site are not looked at
        names = self.entries(os.path.dirname(full))
        if names is None:
            return "missing"
        name = os.path.basename(full)
        if name in names:
            return "found"
        return "case" if name.lower() in names.values() else "missing"


def read_context(start: Path, options: Options) -> Context:
    """Find the site that a path belongs to, and read it.

    Raises:
        ConfigError: the site's configuration cannot be read.
    """
    start = start.absolute()
    folder = start if is_folder(start) else start.parent
    for candidate in (folder, *folder.parents):
        profile = _profile(candidate)
        if profile:
            return _context(candidate, profile, options)
        if exists(candidate / ".git"):
            break
    return _context(folder, "plain", options)


def _profile(folder: Path) -> Profile | None:
    found = next((p for p, names in _SIGNS if any(exists(folder / name) for name in names)), None)
    if found == "jekyll" and not exists(folder / "package.json"):
        return found
    if found or any(exists(folder / name) for name in _MORE_SIGNS):
        from crosspost.targets import recognized  # whose targets read the configurations

        known = recognized(folder)
        return known[0] if known else found  # type: ignore[return-value]
    for name in ("config.toml", "config.yaml", "config.yml"):
        path = folder / name
        if is_file(path) and is_folder(folder / "content"):
            try:
                head = read_bytes(str(path)).decode("utf-8", "replace")[:5000]
            except WriteError:
                continue
            return "zola" if "base_url" in head and "baseurl" not in head.lower() else "hugo"
    return None


def _context(root: Path, profile: Profile, options: Options) -> Context:
    if options.target != "auto":
        profile = options.target  # type: ignore[assignment]
    context = Context(root, profile, options)
    if any(exists(root / name) for name in dict(_SIGNS)["jekyll"]):
        from crosspost.targets.jekyll.site import read_site

        context.site = read_site(root)
    return context
