"""Hugo: page bundles with pictures beside the text, goldmark, shortcodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile
from crosspost.model.dialect import GOLDMARK, Dialect
from crosspost.targets import site_config
from crosspost.targets.generator import Field, Generator, same
from crosspost.targets.generic import Generic

_FORMS = ("toml", "yaml", "yml", "json")
_FOLDER = "config/_default"
# A shortcode, and one that Hugo shows as text. Whatever is left of an opener gets an invisible
# space: Hugo stops the build at a shortcode that does not end.
_SHORTCODE = lazy_compile(r"\{\{([<%])((?:(?!\{\{|[>%]\}\})[^\n])*+)([>%])\}\}")
_OPENER = lazy_compile(r"\{\{(?=<(?!/\*)|%(?!/\*))")
_GAP = "\u200b"
_DIVIDER = "<!--more-->"
_FENCE = lazy_compile(r"[ >]*(~{3,}|`{3,})")
_EMOJI = lazy_compile(r":(?=(?:[a-z][\w+-]+|[+-]1):)")
_TOKENS = {
    ":year": "{year}",
    ":month": "{month}",
    ":day": "{day}",
    ":section": "{section}",
    ":sections": "{section}",
    ":filename": "{slug}",
    ":slugorfilename": "{slug}",
    ":contentbasename": "{slug}",
    ":slugorcontentbasename": "{slug}",
}


def guard(text: str) -> str:
    """Return text in which Hugo finds no shortcode: ``{{< x >}}`` as ``{{</* x */>}}``."""

    def escape(found: re.Match[str]) -> str:
        is_pair = found[1] + found[3] in ("<>", "%%") and "*/" not in found[2]
        if not is_pair or found[2][:2] == "/*":
            return found[0].replace("{{<", f"{{{{{_GAP}<").replace("{{%", f"{{{{{_GAP}%")
        return f"{{{{{found[1]}/*{found[2]}*/{found[3]}}}}}"

    text = _OPENER.sub(f"{{{{{_GAP}", _SHORTCODE.sub(escape, text))
    return _with_one_divider(text) if _DIVIDER in text else text


def _with_one_divider(text: str) -> str:
    """Return text that Hugo divides only at a divider in a line of its own: in code, too."""
    lines, fence = text.split("\n"), ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence) and line.strip(" >") == found[1]:
            fence = ""
        if fence or line != _DIVIDER:
            lines[number] = line.replace(_DIVIDER, f"<!--{_GAP}more-->")
    return "\n".join(lines)


def unguard(text: str) -> str:
    """Return text as it was before ``guard``."""
    text = text.replace("{{</*", "{{<").replace("{{%/*", "{{%")
    text = text.replace("*/>}}", ">}}").replace("*/%}}", "%}}")
    text = text.replace(f"<!--{_GAP}more-->", _DIVIDER).replace(f":{_GAP}", ":")
    return text.replace(f"{{{{{_GAP}<", "{{<").replace(f"{{{{{_GAP}%", "{{%")


@dataclass(frozen=True)
class Hugo(Generic):
    """A site of Hugo; see ``Target``."""

    about = Generator(
        name="hugo",
        title="Hugo",
        config_names=(
            *(f"hugo.{form}" for form in _FORMS),
            *(f"config.{form}" for form in _FORMS),
            *(f"{_FOLDER}/{name}.{form}" for name in ("hugo", "config") for form in _FORMS),
        ),
        content="content",
        content_setting="contentDir",
        sections=("posts", "post", "blog", "articles"),
        bundle="index",
        formats=("yaml", "toml", "json"),
        fields={
            **same("title", "date", "categories", "tags", "author", "description", "license"),
            **same("layout", "original_url", "archive_url", "original_author", "source"),
            "image": Field("images", "list"),
            "canonical_url": Field("canonicalURL"),
            "updated": Field("lastmod"),
        },
        timezone=("timeZone",),
        author=("author.name", "params.author.name", "author", "params.author"),
        base_url=("baseURL",),
        public="static",
        permalink="/{section}/{slug}/",
        alias_field="aliases",
        url_field="url",
        slug_field="slug",
        server_url="http://localhost:1313",
        dialect=GOLDMARK,
        guard=guard,
        unguard=unguard,
    )

    @classmethod
    def is_config(cls, path: Path) -> bool:
        """Tell whether a ``config.*`` is Hugo's: Zola's has ``base_url``, others have neither."""
        if path.stem == "hugo" or path.parent.name == "_default":
            return True
        names = {str(name).lower() for name in site_config.look(path)}
        return "base_url" not in names and bool(names & {"baseurl", "markup", "languagecode"})

    @classmethod
    def read_config(cls, root: Path, path: Path) -> dict[str, Any]:
        """Read the configuration, with the files beside it that hold one table each."""
        config = super().read_config(root, path)
        if path.parent.name == "_default":
            for table in ("markup", "params", "permalinks"):
                file = path.with_name(f"{table}{path.suffix}")
                found = site_config.look(file)
                config = {**config, table: found} if found else config
        return config

    def permalink(self, path: Path) -> str:
        """Return the permalink of the section; empty if it has parts that are not known here."""
        rules = self.setting("permalinks.page") or self.setting("permalinks")
        inner = path.relative_to(self.content).parts[:1] if path.is_absolute() else ()
        rule = site_config.setting(rules, inner) if isinstance(rules, Mapping) and inner else None
        template = rule if isinstance(rule, str) else self.about.permalink
        for token in sorted(_TOKENS, key=len, reverse=True):
            template = template.replace(token, _TOKENS[token])
        if ":" in template:
            return ""
        return f"{template.rstrip('/')}.html" if self.setting("uglyURLs") is True else template

    def dialect(self, warnings: list[str]) -> Dialect:
        """Return goldmark as the site's ``markup`` sets it.

        Raises:
            ConfigError: another processor reads Markdown, for which text cannot be made safe.
        """
        handler = self.setting("markup.defaultMarkdownHandler")
        if isinstance(handler, str) and handler.lower() != "goldmark":
            raise ConfigError(
                f"{self.config_path}: markup.defaultMarkdownHandler = {handler!r}",
                hint="crosspost writes for goldmark, Hugo's default.",
            )
        base = GOLDMARK
        return replace(
            base,
            raw_html=self.setting("markup.goldmark.renderer.unsafe") is True,
            hard_break="" if self.setting("markup.goldmark.renderer.hardWraps") is True else "\\",
            attributes="heading" if self._is_on("parser.attribute.title") else "",
            footnotes=self._is_on("extensions.footnote"),
            definition_lists=self._is_on("extensions.definitionList"),
            tables=self._is_on("extensions.table"),
            struck=base.struck if self._is_on("extensions.strikethrough") else ("", ""),
            task_lists=self._is_on("extensions.taskList"),
            autolinks=self._is_on("extensions.linkify"),
            smart_quotes=self._is_on("extensions.typographer"),
            math=self._math(),
            emoji=self.setting("enableEmoji") is True,
        )

    def guard_text(self, text: str, front: Mapping[str, Any], path: Path) -> str:
        """Escape shortcodes, and names of emoji in code, which Hugo replaces there, too."""
        text = super().guard_text(text, front, path)
        return _EMOJI.sub(f":{_GAP}", text) if self.setting("enableEmoji") is True else text

    def _is_on(self, name: str) -> bool:
        value = self.setting(f"markup.goldmark.{name}")
        if isinstance(value, Mapping):
            return value.get("enable") is not False and value.get("disable") is not True
        return value is not False

    def _math(self) -> Any:
        """Return which delimiters goldmark passes on; none by default."""
        if self.setting("markup.goldmark.extensions.passthrough.enable") is not True:
            return "text"
        found = "markup.goldmark.extensions.passthrough.delimiters"
        inline = _openers(self.setting(f"{found}.inline"))
        if "$$" not in _openers(self.setting(f"{found}.block")):
            return "text"
        return "$" if "$" in inline else "\\(" if "\\(" in inline else "text"


def _openers(pairs: Any) -> Iterable[str]:
    pairs = pairs if isinstance(pairs, list) else []
    return [pair[0] for pair in pairs if isinstance(pair, list) and pair]
