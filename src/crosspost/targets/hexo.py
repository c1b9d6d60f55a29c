"""Hexo: ``source/_posts``, marked, Nunjucks in Markdown, dates on the clock of the site."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from crosspost.dates import zone
from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile
from crosspost.model.dialect import MARKDOWN_IT, MARKED, Dialect
from crosspost.targets import generic_urls, names, site_config
from crosspost.targets.base import UpdatedFields
from crosspost.targets.generator import Field, Generator, same
from crosspost.targets.generic import Generic

_SWITCH = "disableNunjucks"
_SIGN = lazy_compile(r"\{[{%#]|#\}")
# Hexo keeps parts of a post aside while Markdown is read, in these marks, and puts them back as
# they are wherever it finds one.
_MARK = lazy_compile(r"hexoPostRenderCodeBloc(?=k)|(?:swig|code|comment)(?=\ufffc)")
_GAP = "\u200b"
# Code between the beginning of a comment and an end somewhere below counts as a comment, and shows
# its braces as entities. Comments of our own are whole.
_COMMENT = lazy_compile(r"<!-(?=-(?! (?:more )?-->))")
# Other processors of Markdown, after ``hexo-renderer-``.
_OTHERS = ("kramed", "pandoc", "multimarkdown", "remarkable", "kramdown", "org")
_TOKENS = {
    ":year": "{year}",
    ":month": "{month}",
    ":day": "{day}",
    ":title": "{slug}",
    ":name": "{slug}",
}


def guard(text: str) -> str:
    """Return text without beginnings of comments, and the marks by which Hexo puts parts back."""
    text = _COMMENT.sub(rf"\g<0>{_GAP}", text)
    return _MARK.sub(lambda found: f"{found[0]}{_GAP}", text)


def unguard(text: str) -> str:
    """Return text as it was before ``guard``."""
    text = text.replace(f"hexoPostRenderCodeBloc{_GAP}k", "hexoPostRenderCodeBlock")
    return text.replace(f"{_GAP}\ufffc", "\ufffc").replace(f"<!-{_GAP}-", "<!--")


@dataclass(frozen=True)
class Hexo(Generic):
    """A site of Hexo; see ``Target``."""

    about = Generator(
        name="hexo",
        title="Hexo",
        config_names=("_config.yml", "_config.yaml", "_config.json"),
        content="source",
        content_setting="source_dir",
        sections=("_posts",),
        drafts="source/_drafts",
        draft_field="",
        fields={
            **same(
                "title", "date", "updated", "tags", "author", "description", "license", "layout"
            ),
            **same("original_url", "archive_url", "original_author"),
            "source": Field("original_site"),  # ``source`` is the path of the file
            "categories": Field("categories", "parallel"),
            "image": Field("cover"),
            "canonical_url": Field("canonical_url"),
        },
        other_names={
            "image": ("image", "thumbnail", "banner", "banner_img", "index_img"),
            "canonical_url": ("canonical", "canonicalURL"),
            "description": ("summary", "subtitle"),
        },
        reserved=frozenset({"content", "excerpt", "more", "path", "raw", "slug", "source"}),
        date="space",
        date_needs_time=True,
        timezone=("timezone",),
        author=("author",),
        base_url=("root", "url"),
        public="source",
        permalink="/{year}/{month}/{day}/{slug}/",
        url_field="permalink",
        excerpt_separator="<!-- more -->",
        server_url="http://localhost:4000",
        dialect=MARKED,
        guard=guard,
        unguard=unguard,
        data="source/_data",
    )

    @classmethod
    def is_config(cls, path: Path) -> bool:
        """Tell whether a ``_config`` file, which Jekyll has, too, is that of Hexo."""
        package = site_config.look(path.parent / "package.json")
        return "hexo" in package or "hexo" in site_config.packages(path.parent)

    @classmethod
    def read_config(cls, root: Path, path: Path) -> dict[str, Any]:
        """Read the configuration, and which packages the site has."""
        return {
            **super().read_config(root, path),
            "packages": sorted(site_config.packages(root)),
        }

    def described(self, about: Generator) -> Generator:
        """Return the description with the folders of the site, and old paths if it keeps them."""
        about = super().described(about)
        source = self.setting("source_dir")
        folder = source.strip("/") if isinstance(source, str) and source else about.content
        alias = "alias" if "hexo-generator-alias" in self._packages else ""
        return replace(
            about,
            drafts=f"{folder}/_drafts",
            public=folder,
            data=f"{folder}/_data",
            alias_field=alias,
            filename=self._template("new_post_name").removesuffix(".md") or about.filename,
        )

    @property
    def _packages(self) -> list[str]:
        return list(self.config.get("packages") or ())

    def _template(self, name: str) -> str:
        """Return a setting as a template of ours; empty if there is none, or it has other parts."""
        found = self.setting(name)
        found = found if isinstance(found, str) else ""
        for token, own in _TOKENS.items():
            found = found.replace(token, own)
        return "" if ":" in found or "{slug}" not in found else found

    # Folders and URLs

    def post_folders(self) -> Iterator[Path]:
        """Yield the folders of posts, drafts and pages."""
        yield self.content / "_posts"
        yield self.folder / self.about.drafts
        yield self.content

    def permalink(self, path: Path) -> str:
        """Return the permalink of a post; empty for a draft or page, or if it is not known."""
        inner = path.relative_to(self.content).parts if path.is_relative_to(self.content) else ()
        is_dated = names.undated(path.stem) != path.stem
        if len(inner) != 2 or inner[0] != "_posts" or is_dated != ("{day}" in self.about.filename):
            return ""
        if self.setting("permalink") is None:
            return self.about.permalink
        found = self._template("permalink")
        return f"/{found.lstrip('/')}" if found else ""

    def keep_url(
        self, front: Mapping[str, Any], path: Path, url: str, redirects: str
    ) -> tuple[dict[str, Any], str]:
        """Return the permalink as the path of a page, or the old paths of the plugin."""
        kept, reason = super().keep_url(front, path, url, redirects)
        own = self.about.url_field
        if own in kept:
            kept[own] = generic_urls.as_page(kept[own])
        return kept, reason

    def _has_assets(self, pictures: str) -> bool:
        """Tell whether pictures are in a folder beside the post that has its name."""
        return (
            self._pictures(pictures) == self.about.pictures
            and self.setting("post_asset_folder") is True
            and self.setting("marked.postAsset") is True
            and self.setting("marked.prependRoot") is not False
        )

    def pictures_folder(self, pictures: str, post: Path | None = None) -> Path:
        """Return the folder of the post's assets, or that of the source."""
        if not self._has_assets(pictures):
            return super().pictures_folder(pictures, post)
        return post.with_suffix("") if post else self.content / "_posts"

    def pictures_url(self, pictures: str) -> str:
        """Return the URL, without the base URL: Hexo writes that before the path of a picture."""
        is_added = self.setting("marked.prependRoot") is not False and not self._is_markdown_it
        below = self.pictures_field_url(pictures)
        return below if below in ("", ".") or is_added else f"{self.base_path}{below}"

    def pictures_field_url(self, pictures: str) -> str:
        """Return the URL without the base URL; ``.`` for assets of the post."""
        return "." if self._has_assets(pictures) else super().pictures_field_url(pictures)

    # A post

    def fields(
        self, values: Mapping[str, Any], path: Path, warnings: list[str], *, draft: bool = False
    ) -> dict[str, Any]:
        """Return the fields; times are on the clock of the site, as Hexo reads them."""
        own = {name: self._on_clock(value) for name, value in values.items()}
        return super().fields(own, path, warnings, draft=draft)

    def _on_clock(self, value: Any) -> Any:
        if not isinstance(value, datetime) or value.tzinfo is None:
            return value
        local = value.astimezone(zone(self.timezone)) if self.timezone else value
        return local.replace(tzinfo=None)

    def compose(self, front: Mapping[str, Any], body: str) -> str:
        """Return front matter and body; Nunjucks is off if the text has braces."""
        has_braces = bool(_SIGN.search(body))
        return super().compose({**front, _SWITCH: True} if has_braces else front, body)

    def update_fields(
        self, imported: str | None, mine: str, article: str, own: Collection[str], path: Path
    ) -> UpdatedFields:
        """Return the post with its changed fields; Nunjucks is off if its text has braces."""
        found = super().update_fields(imported, mine, article, own, path)
        if not _SIGN.search(found.article) or found.front.get(_SWITCH) is True:
            return found
        parts = self.form.split(found.head)
        switch = self.form.split(self.form.compose({_SWITCH: True}, "")).block
        block = self.form.with_fields(parts.block, switch, [_SWITCH], [_SWITCH])
        head = f"{parts.start}{block}{parts.between}"
        return replace(found, head=head, front=self.fields_of(head))

    @property
    def _is_markdown_it(self) -> bool:
        return any(name.startswith("hexo-renderer-markdown-it") for name in self._packages)

    def dialect(self, warnings: list[str]) -> Dialect:
        """Return marked as the configuration sets it, or markdown-it.

        Raises:
            ConfigError: another processor reads Markdown, for which text cannot be made safe.
        """
        other = [name for name in self._packages if name.removeprefix("hexo-renderer-") in _OTHERS]
        if other:
            raise ConfigError(
                f"{self.folder / 'package.json'}: {other[0]} reads the site's Markdown",
                hint="crosspost writes for hexo-renderer-marked, Hexo's default, or markdown-it.",
            )
        if not self._is_markdown_it:
            return self._with_options(MARKED, "marked", "smartypants", "autolink")
        plugins = self.setting("markdown.plugins")
        has_footnotes = isinstance(plugins, list) and "markdown-it-footnote" in plugins
        found = self._with_options(MARKDOWN_IT, "markdown.render", "typographer", "linkify")
        html = self.setting("markdown.render.html") is not False
        return replace(found, raw_html=html, footnotes=has_footnotes, single_tilde=True)

    def _with_options(self, base: Dialect, table: str, quotes: str, links: str) -> Dialect:
        """Return a dialect with three options that are on by default."""
        return replace(
            base,
            hard_break="\\" if self.setting(f"{table}.breaks") is False else "",
            smart_quotes=self.setting(f"{table}.{quotes}") is not False,
            autolinks=self.setting(f"{table}.{links}") is not False,
        )
