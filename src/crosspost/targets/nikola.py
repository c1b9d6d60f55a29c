"""Nikola: fields in a comment before the text, Python-Markdown, shortcodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from crosspost.model.dialect import PYTHON_MARKDOWN, Dialect
from crosspost.targets import site_config
from crosspost.targets.front_matter import FORMATS
from crosspost.targets.front_matter.base import Format
from crosspost.targets.generator import Field, Generator, same
from crosspost.targets.generic import Generic
from crosspost.targets.paths import quoted
from crosspost.targets.python_markdown import dialect_of

_EXTENSIONS = ("fenced_code", "codehilite", "extra")
_OPENER, _GUARDED = "{{%", "{{\u200b%"  # with an invisible space: Nikola has no escape
_ALL = (("posts/*.md", "posts", "post.tmpl"),)


def guard(text: str) -> str:
    """Return text in which Nikola finds no shortcode."""
    return text.replace(_OPENER, _GUARDED)


def unguard(text: str) -> str:
    """Return text as it was before ``guard``."""
    return text.replace(_GUARDED, _OPENER)


@dataclass(frozen=True)
class Nikola(Generic):
    """A site of Nikola; see ``Target``."""

    about = Generator(
        name="nikola",
        title="Nikola",
        config_names=("conf.py",),
        content="posts",
        draft_field="status",
        draft_value="draft",
        formats=("comment", "yaml", "toml"),
        fields={
            **same("title", "date", "tags", "author", "description", "license", "updated"),
            **same("canonical_url", "original_url", "archive_url", "original_author", "source"),
            "categories": Field("category", "first"),
            "image": Field("previewimage"),
            "layout": Field("template"),
        },
        date="space",
        timezone=("TIMEZONE",),
        author=("BLOG_AUTHOR",),
        base_url=("BASE_URL", "SITE_URL"),
        public="files",
        slug_field="slug",
        excerpt_separator="<!-- TEASER_END -->",
        server_url="http://127.0.0.1:8000",
        dialect=PYTHON_MARKDOWN,
        guard=guard,
        unguard=unguard,
        ignored=frozenset({"output", "cache"}),
    )

    @classmethod
    def is_config(cls, path: Path) -> bool:
        """Tell whether a ``conf.py`` is Nikola's; Sphinx has one, too."""
        names = site_config.look(path).keys()
        return bool(names & {"POSTS", "PAGES"}) and any(name[:5] == "BLOG_" for name in names)

    @property
    def form(self) -> Format:
        """The format of the newest post, or that of ``METADATA_FORMAT``."""
        chosen = str(self.setting("METADATA_FORMAT") or "").lower()
        return super().form if self.format or chosen not in ("yaml", "toml") else FORMATS[chosen]

    # Folders: those of ``POSTS``, a tuple of pattern, folder of the built site, template

    def _patterns(self, name: str = "POSTS") -> list[tuple[PurePosixPath, str]]:
        rows = self.setting(name)
        rows = rows if isinstance(rows, (list, tuple)) else _ALL if name == "POSTS" else ()
        rows = [row for row in rows if isinstance(row, (list, tuple)) and len(row) > 1]
        found = [(PurePosixPath(row[0]), str(row[1])) for row in rows if isinstance(row[0], str)]
        return sorted(found, key=lambda row: row[0].suffix not in self.about.extensions)

    @property
    def content(self) -> Path:
        """The folder of posts: of the first pattern for Markdown."""
        return self.folder / self._first[0].parent

    @property
    def _first(self) -> tuple[PurePosixPath, str]:
        return (self._patterns() or [(PurePosixPath("posts/*.md"), "posts")])[0]

    def post_folders(self) -> Iterator[Path]:
        """Yield the folders of posts and pages, each once."""
        rows = [*self._patterns(), *self._patterns("PAGES")]
        yield from dict.fromkeys([self.content, *(self.folder / row[0].parent for row in rows)])

    def publishes(self, path: Path) -> bool:
        """Tell whether a file is below a folder of posts, pages, or files."""
        folders = [*self.post_folders(), self.public]
        return self.config_path is not None and any(map(path.is_relative_to, folders))

    # URLs: Nikola itself puts the path of the base URL before those that begin with a slash

    def link_to(self, page: str) -> str:
        """Return the path in the site."""
        return quoted(page)

    def pictures_url(self, pictures: str) -> str:
        """Return the URL below that of the site."""
        return self.pictures_field_url(pictures)

    def permalink(self, path: Path) -> str:
        """Return the template of a post's URL, by ``POSTS`` and ``PRETTY_URLS``."""
        end = ".html" if self.setting("PRETTY_URLS") is False else "/"
        return f"/{self._first[1]}/{{section}}/{{slug}}{end}".replace("//", "/")

    # A new post

    def dialect(self, warnings: list[str]) -> Dialect:
        """Return Python-Markdown with ``MARKDOWN_EXTENSIONS``."""
        if self.config_path and self._first[0].suffix not in self.about.extensions:
            warnings.append("conf.py: POSTS has no pattern for *.md: Nikola will not read the post")
        found = self.setting("MARKDOWN_EXTENSIONS")
        found = found if isinstance(found, (list, tuple)) else _EXTENSIONS
        levels = self.setting("DEMOTE_HEADERS")
        return replace(dialect_of(found), demotes=1 if levels is None else int(levels))
