"""The site of a described generator: its configuration and its folders; see ``generic``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar, Self

from crosspost.config import Config
from crosspost.files import exists, is_folder
from crosspost.targets import names, site_config
from crosspost.targets.fields import FURTHER
from crosspost.targets.front_matter import FORMATS
from crosspost.targets.front_matter.base import Format
from crosspost.targets.generator import Generator
from crosspost.targets.habits import Habits, with_names
from crosspost.targets.paths import base_path, quoted
from crosspost.targets.user_names import UserNames, described

#: Values of settings that mean the generator's own: those of Jekyll, the first one.
_DEFAULTS = Config()


@dataclass(frozen=True)
class GenericSite:
    """A site, or a folder that may become one; see ``base.Target``.

    Attributes:
        folder: the root of the site.
        config_path: its configuration, None if there is none.
        config: what it says, as far as it can be read.
        format: of the front matter of new posts, as in ``FORMATS``.
        section: the folder of new posts, below the root.
        names: the user's own.
        habits: what the site's own posts have in common.
    """

    folder: Path = field(default_factory=Path)
    config_path: Path | None = None
    config: Mapping[str, Any] = field(default_factory=dict, repr=False)
    format: str = ""
    section: str = ""
    names: UserNames = field(default_factory=UserNames)
    habits: Habits = field(default_factory=Habits)

    about: ClassVar[Generator]
    name: ClassVar[str]
    config_name: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if hasattr(cls, "about"):
            cls.name, cls.config_name = cls.about.name, cls.about.config_names[0]

    def __post_init__(self) -> None:
        # A site whose posts have other names has a description of its own.
        object.__setattr__(self, "about", self.described(type(self).about))

    def described(self, about: Generator) -> Generator:
        """Return the description of this site: the generator's, as site and posts have it."""
        about = with_names(about, self.habits)
        return described(about, self.names) if self.names.fields else about

    # The site

    def with_names(self, names: UserNames) -> Self:
        """Return the site with the user's names.

        Raises:
            ConfigError: a field would have a name that the generator reserves, or that another has.
        """
        return replace(self, names=names)

    @classmethod
    def is_config(cls, path: Path) -> bool:
        """Tell whether a file (of one of ``config_names``) is the generator's configuration.

        It is asked about files that other generators have, too; here: there is such a file.
        """
        return exists(path)

    @classmethod
    def find_config(cls, folder: Path) -> Path | None:
        """Return the configuration in a folder, None if there is none."""
        paths = (folder / name for name in cls.about.config_names)
        return next((path for path in paths if exists(path) and cls.is_config(path)), None)

    @classmethod
    def is_site(cls, folder: Path) -> bool:
        """Tell whether a folder has a configuration of this generator."""
        return cls.find_config(folder) is not None

    @property
    def root(self) -> Path:
        """The root of the site."""
        return self.folder

    @property
    def config_file(self) -> Path | None:
        """The site's configuration."""
        return self.config_path

    def setting(self, *names: str) -> Any:
        """Return a setting of the site; see ``site_config.setting``."""
        return site_config.setting(self.config, names)

    @property
    def timezone(self) -> str:
        """The configured time zone."""
        return site_config.text_setting(self.config, self.about.timezone)

    @property
    def author(self) -> str:
        """The configured author."""
        return site_config.text_setting(self.config, self.about.author)

    @property
    def language(self) -> str:
        """The configured language."""
        return site_config.text_setting(self.config, self.about.language)

    @property
    def settings(self) -> Mapping[str, Any]:
        """The configuration, the format of front matter, the folder of posts, their habits."""
        found = {"config": dict(self.config), "format": self.form.name, "section": self.section}
        return {**found, "habits": self.habits.settings} if self.habits != Habits() else found

    @property
    def form(self) -> Format:
        """The format of new posts' front matter."""
        return FORMATS[self.format or self.about.formats[0]]

    @property
    def further_fields(self) -> frozenset[str]:
        """Those that the description has."""
        return frozenset(FURTHER) & set(self.about.fields)

    @property
    def excerpt_separator(self) -> str:
        """The generator's comment."""
        return self.about.excerpt_separator

    @property
    def server_url(self) -> str:
        """The generator's usual URL."""
        return f"{self.about.server_url}{self.base_path}" if self.about.server_url else ""

    @property
    def base_path(self) -> str:
        """The path of the site's base URL, without a final ``/``."""
        return base_path(site_config.text_setting(self.config, self.about.base_url))

    @property
    def content(self) -> Path:
        """The folder of all pages."""
        chosen = self.about.content_setting and self.setting(self.about.content_setting)
        return self.folder / (chosen if isinstance(chosen, str) and chosen else self.about.content)

    def publishes(self, path: Path) -> bool:
        """Tell whether a file is below the folder of pages or that of public files."""
        folders = [self.content, *([self.public] if self.about.public else [])]
        return self.config_path is not None and any(map(path.is_relative_to, folders))

    @property
    def public(self) -> Path:
        """The folder whose files are copied as they are."""
        return self.folder / self.about.public

    # Folders

    @property
    def first_section(self) -> str:
        """The folder of the posts below the root: of those that may be, the first there is."""
        folders = [self.content / name if name else self.content for name in self.about.sections]
        found = next(filter(is_folder, folders), folders[0])
        return found.relative_to(self.root).as_posix()

    def posts_folder(self, output: str = "_posts", *, draft: bool = False) -> Path:
        """Return the folder of the section, or of the setting; ``_pages`` is beside the section."""
        if draft and self.about.drafts:
            return self.folder / self.about.drafts
        if output == _DEFAULTS.output:
            return self.folder / (self.section or self.first_section)
        if output[:1] == "_" and "/" not in output:
            return self.content / output[1:]
        return self.folder / output

    def post_folders(self) -> Iterator[Path]:
        """Yield the folder of pages, and that of drafts."""
        yield self.content
        if self.about.drafts:
            yield self.folder / self.about.drafts

    def is_post_path(self, path: Path) -> bool:
        """Tell whether a path is below one of these folders and ends as a post does."""
        is_below = any(path.is_relative_to(folder) for folder in self.post_folders())
        return is_below and path.suffix in self.about.extensions

    def pictures_folder(self, pictures: str, post: Path | None = None) -> Path:
        """Return the folder beside a post that is a folder, else that of public files."""
        if not self._beside(pictures):
            return self.public / self._pictures(pictures)
        if post is None or self.name_of(post) != post.name:
            return post.parent if post else self.public
        # A post that is a file, found beside others: its pictures are where its page will be.
        inner = post.relative_to(self.content) if post.is_relative_to(self.content) else post.name
        return self.public / Path(inner).with_suffix("")

    def _beside(self, pictures: str) -> bool:
        return bool(self.about.bundle) and pictures == _DEFAULTS.pictures

    def _pictures(self, pictures: str) -> str:
        return self.about.pictures if pictures == _DEFAULTS.pictures else pictures

    def pictures_url(self, pictures: str) -> str:
        """Return ``.`` for pictures beside posts, else the URL below that of public files."""
        below = self.pictures_field_url(pictures)
        return below if below in ("", ".") else f"{self.base_path}{below}"

    def pictures_field_url(self, pictures: str) -> str:
        """Return the same without the base URL."""
        if not pictures or self._beside(pictures):
            return "." if pictures else ""
        return quoted(f"{self.about.public_url}/{self._pictures(pictures)}")

    def permalink(self, path: Path) -> str:
        """Return the template of a post's URL, as of ``Generator.permalink``."""
        return self.about.permalink

    def name_of(self, path: Path) -> str:
        """Return ``name.md`` or ``name/index.md``."""
        return names.name_of(path, self.about.bundle)
