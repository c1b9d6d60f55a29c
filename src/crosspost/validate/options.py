"""The settings of ``validate``: which rules run, with which level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, get_args

LEVELS = ("error", "warning", "info")
# The schema of crosspost's own posts, by this name instead of a file.
OWN = "crosspost"
Profile = Literal[
    "jekyll", "hugo", "zola", "astro", "eleventy", "hexo", "pelican", "nikola", "obsidian", "plain"
]  # fmt: skip
PROFILES = ("auto", *get_args(Profile))


def _none() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Options:
    """The settings of ``validate``. Fields are the keys of ``[validate]``, with ``-``.

    Attributes:
        select: codes, prefixes or names of rules; empty: all that are not off.
        extend_select: additional rules.
        ignore: rules that are not reported.
        per_file_ignores: glob of paths → rules.
        severity: code → level (``error``, ``warning``, ``info``, ``off``).
        required: keys that every post must have (their value may be empty).
        known_keys: if given, any other key is reported (CP308).
        layouts: layouts in addition to those of the site.
        authors: the allowed authors.
        tags: the allowed tags.
        image_roots: folders that paths of images are relative to.
        schema: glob of paths → file of a JSON Schema.
        drafts: whether ``_drafts`` are checked.
        fail_on: the lowest level that makes the exit code 1.
        target: the generator; overrides the detected one.
        show_info: also report findings of level info.
        errors_only: report findings of level error only.
        body: also check the body.
        prefer_date: ``file`` or ``front-matter``: which date is right if they differ.
        renamed: field of crosspost → the user's name of it, of the setting ``fields``.
        root: the folder of the settings file, which globs and schemas start from.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=_none)
    severity: Mapping[str, str] = field(default_factory=_none)
    required: tuple[str, ...] = ()
    known_keys: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image_roots: tuple[str, ...] = ()
    schema: Mapping[str, str] = field(default_factory=_none)
    drafts: bool = True
    fail_on: str = "warning"
    target: str = "auto"
    show_info: bool = False
    errors_only: bool = False
    body: bool = False
    prefer_date: str = ""
    renamed: Mapping[str, str] = field(default_factory=_none)
    root: str = ""

    def name_of(self, field: str) -> str:
        """Return the name that a field of crosspost has in the posts of the site."""
        return self.renamed.get(field) or field
