"""Zola: page bundles with pictures beside the text, pulldown-cmark, shortcodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.model.dialect import PULLDOWN_CMARK, Dialect
from crosspost.targets import field_names, site_config
from crosspost.targets.generator import Field, Generator, same
from crosspost.targets.generic import Generic

# The fields that Zola knows; it stops at others.
_KNOWN = frozenset(
    {
        *("title", "description", "date", "updated", "draft", "authors", "taxonomies", "extra"),
        *("slug", "path", "aliases", "template", "weight", "in_search_index"),
    }
)
_EXTRA = (
    *("image", "canonical_url", "original_url", "archive_url"),
    *("original_author", "source", "license"),
)
_VALUE = r"""(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|-?[1-9]\d{0,9}|true|false)"""
_CALL = rf"\w{{1,50}}\((?:[a-z_]\w{{0,50}} ?= ?{_VALUE}(?:, ?(?=[a-z_])|(?=\))))*\)"
# A shortcode, and one that Zola shows as text. Whatever is left of an opener gets an invisible
# space: Zola stops the build at a shortcode that it does not know.
_SHORTCODE = lazy_compile(rf"\{{\{{( ?(?!\d){_CALL} ?)\}}\}}")
_OPENER = lazy_compile(r"\{(?=[{%]\s{0,99}[A-Za-z_]\w{0,99}\s{0,99}[(%])|\{(?=[{%]/\*)")
_GAP = "\u200b"
_SHOWN = lazy_compile(rf"\{{\{{/\*( ?(?!\d){_CALL} ?)\*/\}}\}}")


def guard(text: str) -> str:
    """Return text in which Zola finds no shortcode, ``{{ f() }}`` as ``{{/* f() */}}``."""
    parts = _SHORTCODE.split(text)
    # Each second part is what is between the braces.
    parts[0::2] = (_OPENER.sub(lambda found: f"{{{_GAP}", part) for part in parts[0::2])
    parts[1::2] = (f"{{{{/*{part}*/}}}}" for part in parts[1::2])
    return "".join(parts)


def unguard(text: str) -> str:
    """Return text as it was before ``guard``."""
    text = _SHOWN.sub(r"{{\1}}", text)
    return text.replace(f"{{{_GAP}{{", "{{").replace(f"{{{_GAP}%", "{%")


@dataclass(frozen=True)
class Zola(Generic):
    """A site of Zola; see ``Target``."""

    about = Generator(
        name="zola",
        title="Zola",
        config_names=("zola.toml", "config.toml"),
        content="content",
        sections=("blog", "posts", "post", "articles"),
        bundle="index",
        formats=("toml", "yaml"),
        fields={
            **same("title", "date", "updated", "description"),
            "author": Field("authors", "list"),
            "categories": Field("taxonomies.categories", "list"),
            "tags": Field("taxonomies.tags", "list"),
            "layout": Field("template"),
            **{name: Field(f"extra.{name}") for name in _EXTRA},
        },
        author=("author",),
        base_url=("base_url",),
        public="static",
        permalink="/{section}/{slug}/",
        alias_field="aliases",
        url_field="path",
        slug_field="slug",
        excerpt_separator="<!-- more -->",
        server_url="http://127.0.0.1:1111",
        dialect=PULLDOWN_CMARK,
        guard=guard,
        unguard=unguard,
    )

    @classmethod
    def is_config(cls, path: Path) -> bool:
        """Tell whether a ``config.toml`` is Zola's, which must have ``base_url``."""
        return path.stem == "zola" or "base_url" in site_config.look(path)

    def described(self, about: Generator) -> Generator:
        """Return the description; fields that the user has named are in the table ``extra``."""
        about = super().described(about)
        own = {
            name: replace(one, name=f"extra.{one.name}")
            for name, one in about.fields.items()
            if one.name and "." not in one.name and one.name not in _KNOWN
        }
        return replace(about, fields={**about.fields, **own})

    def compose(self, front: Mapping[str, Any], body: str) -> str:
        """Return a post; Zola stops at fields and taxonomies that it does not know.

        They are in the table ``extra``.
        """
        named = field_names.front_matter(self.about, front, self.form.name)
        groups = dict(named.pop("taxonomies", None) or {})
        unknown = {name: groups.pop(name) for name in list(groups) if name not in self._taxonomies}
        unknown |= {name: named.pop(name) for name in list(named) if name not in _KNOWN}
        extra = {**unknown, **(named.pop("extra", None) or {})}
        tables = {"taxonomies": groups, "extra": extra}
        named |= {name: table for name, table in tables.items() if table}
        return self.form.compose(named, body)

    def fields_of(self, text: str) -> dict[str, Any]:
        """Return the fields of a post by crosspost's names, those in ``extra`` too."""
        found = super().fields_of(text)
        extra = found.pop("extra", None)
        return {**(extra if isinstance(extra, dict) else {}), **found}

    @property
    def _taxonomies(self) -> frozenset[str]:
        rows = self.setting("taxonomies")
        rows = rows if isinstance(rows, list) else []
        return frozenset(str(row.get("name")) for row in rows if isinstance(row, Mapping))

    def dialect(self, warnings: list[str]) -> Dialect:
        """Return pulldown-cmark as the site's ``markdown`` sets it."""
        return replace(
            PULLDOWN_CMARK,
            smart_quotes=self.setting("markdown.smart_punctuation") is True,
            definition_lists=self.setting("markdown.definition_list") is True,
            emoji=self.setting("markdown.render_emoji") is True,
        )
