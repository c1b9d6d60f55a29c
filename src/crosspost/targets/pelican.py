"""Pelican: headers before the text, Python-Markdown, a configuration in Python."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from crosspost.files import is_folder
from crosspost.lazy_regex import lazy_compile
from crosspost.model.dialect import PYTHON_MARKDOWN, Dialect
from crosspost.targets import names
from crosspost.targets.fields import arrange
from crosspost.targets.generator import Field, Generator, same
from crosspost.targets.generic import Generic
from crosspost.targets.python_markdown import dialect_of

_EXTENSIONS = ("extra", "codehilite", "meta")
_FOLDERS = ("articles", "posts", "blog")
# How links within the site begin: ``{filename}``, ``|static|``.
_OWN_URLS = (("{", "%7B"), ("|", "%7C"))
_DATE = lazy_compile(r"\{date:([^{}\n]{1,40})\}")
_UNKNOWN = lazy_compile(r"\{(?!(?:slug|year|month|day)\})|%")
# What Python-Markdown would read in a summary, which is Markdown; plain text has nothing else.
_MARKUP = lazy_compile(r"[*_\[\]#]|^(?=[-+>:=]|\d+[.)])")
_WORD_JOINER = "&#8288;"


def formatted(text: str) -> str:
    """Return plain text so that Python-Markdown shows it as it is."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};" if found[0] else _WORD_JOINER, text)


def unformatted(text: str) -> str:
    """Return the text that ``formatted`` got."""
    text = text.removeprefix(_WORD_JOINER)
    return re.sub(r"&#(4[2]|95|9[13]|35);", lambda found: chr(int(found[1])), text)


@dataclass(frozen=True)
class Pelican(Generic):
    """A site of Pelican; see ``Target``."""

    about = Generator(
        name="pelican",
        title="Pelican",
        config_names=("pelicanconf.py",),
        content="content",
        content_setting="PATH",
        draft_field="status",
        draft_value="draft",
        formats=("headers",),
        fields={
            **same("title", "date", "tags", "author", "license", "source", "image"),
            **same("canonical_url", "original_url", "archive_url", "original_author"),
            "updated": Field("modified"),
            "categories": Field("category", "first"),
            "description": Field("summary"),
            "layout": Field("template"),
        },
        date="space",
        timezone=("TIMEZONE",),
        author=("AUTHOR",),
        base_url=("SITEURL",),
        permalink="/{slug}.html",
        alias_field="alias",
        url_field="url",
        slug_field="slug",
        server_url="http://localhost:8000",
        dialect=PYTHON_MARKDOWN,
    )

    @classmethod
    def read_site(cls, root: Path) -> Self:
        """Read the configuration; with the plugin for it, front matter is YAML, too."""
        site = super().read_site(root)
        kind = _WithYaml if site.has_plugin("yaml_metadata") else None
        return site if kind is None or cls is kind else kind.read_site(root)  # type: ignore[return-value]

    def has_plugin(self, *wanted: str) -> bool:
        """Tell whether the configuration names one of these plugins."""
        plugins = self.setting("PLUGINS")
        found = plugins if isinstance(plugins, (list, tuple)) else ()
        return any(str(name).rpartition(".")[2] in wanted for name in found)

    @property
    def public(self) -> Path:
        """The folder of all content: that of pictures is in it."""
        return self.content

    @property
    def first_section(self) -> str:
        """The first folder of ``ARTICLE_PATHS``, or one with a usual name, or that of content."""
        paths = self.setting("ARTICLE_PATHS")
        folders = [path for path in paths if path] if isinstance(paths, (list, tuple)) else []
        found = [self.content / str(path) for path in folders[:1]]
        found += [self.content / name for name in _FOLDERS if is_folder(self.content / name)]
        return (found or [self.content])[0].relative_to(self.root).as_posix()

    def redirects_file(self, name: str) -> Path:
        """Return a file in ``extra``, the usual folder of what ``EXTRA_PATH_METADATA`` names."""
        return self.content / "extra" / name

    def permalink(self, path: Path) -> str:
        """Return ``ARTICLE_URL`` as a template; empty if it has parts that are not known here."""
        url = self.setting("ARTICLE_URL")
        template = f"/{url.lstrip('/')}" if isinstance(url, str) else self.about.permalink
        template = _DATE.sub(_day, template)
        return "" if _UNKNOWN.search(template) else template

    def keep_url(
        self, front: Mapping[str, Any], path: Path, url: str, redirects: str
    ) -> tuple[dict[str, Any], str]:
        """Return the old path as ``url`` and ``save_as``, or for the plugin of aliases."""
        if redirects == "front-matter" and not self.has_plugin("alias", "pelican_alias"):
            return {}, "Pelican needs the plugin pelican-alias for it; see the setting redirects"
        found, why = super().keep_url(front, path, url, redirects)
        if old := found.get("url"):
            inner = old.strip("/")
            found = {"url": inner + "/" * old.endswith("/"), "save_as": inner}
            found["save_as"] += "/index.html" if old.endswith("/") else ""
        return found, why

    def fields(
        self, values: Mapping[str, Any], path: Path, warnings: list[str], *, draft: bool = False
    ) -> dict[str, Any]:
        """Return the fields, with the slug: else Pelican makes the URL of the title."""
        found = super().fields(values, path, warnings, draft=draft)
        return arrange({**found, "slug": found.get("slug") or names.stem_of(self.name_of(path))})

    def compose(self, front: Mapping[str, Any], body: str) -> str:
        """Return a post; the summary is Markdown."""
        text = front.get("description")
        own = {"description": formatted(text)} if isinstance(text, str) else {}
        return super().compose({**front, **own}, body)

    def fields_of(self, text: str) -> dict[str, Any]:
        """Return the fields of a post by crosspost's names."""
        found = super().fields_of(text)
        summary = found.get("description")
        return {**found, "description": unformatted(summary)} if isinstance(summary, str) else found

    def dialect(self, warnings: list[str]) -> Dialect:
        """Return Python-Markdown with the extensions of ``MARKDOWN``."""
        settings = self.setting("MARKDOWN")
        if not isinstance(settings, Mapping):
            return replace(dialect_of(_EXTENSIONS), own_urls=_OWN_URLS)
        own, configs = settings.get("extensions", ()), settings.get("extension_configs", ())
        found = dialect_of([*_names(own), *_names(configs)])
        smart = found.smart_quotes or self.setting("TYPOGRIFY") is True
        return replace(found, smart_quotes=smart, own_urls=_OWN_URLS)


def _day(found: re.Match[str]) -> str:
    """Return a form of ``strftime`` as a template; what is not known of it stays."""
    text = found[1]
    for sign, part in {"%Y": "{year}", "%m": "{month}", "%d": "{day}"}.items():
        text = text.replace(sign, part)
    return text


def _names(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple, set, Mapping)) else []


@dataclass(frozen=True)
class _WithYaml(Pelican):
    """A site of Pelican with its plugin for front matter in YAML."""

    about = replace(Pelican.about, formats=("headers", "yaml"))
