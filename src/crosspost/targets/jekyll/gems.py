"""The version of Jekyll that builds a site, and its plugins, according to its gem files.

Jekyll 3 does not know ``render_with_liquid``. The version that Bundler has locked counts; without a
lock file, the newest version that the Gemfile or a gemspec allows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crosspost.files import read_regular
from crosspost.lazy_regex import lazy_compile

_MOST_BYTES = 1024 * 1024
_LOCKED = lazy_compile(r"^ {4}(jekyll|github-pages) \((\d+)", re.M)
# gem "jekyll", "~> 3.9"; spec.add_dependency("jekyll", ">= 3.8", "< 4.0")
_ASKED = lazy_compile(
    r"^[^#\n]*?\b(?:gem|add_(?:runtime_|development_)?dependency)\b[ \t]*+(?:\([ \t]*+)?+"
    r"[\"'](jekyll|github-pages)[\"']([^#\n]*)",
    re.M,
)
_BOUND = lazy_compile(
    r"[\"'][ \t]*+(?:(~>|<=?|>=?|!=|=)[ \t]*+)?+(\d++(?:\.\d++)*+)[^\"'\n]*+[\"']"
)
# Jekyll loads the gems of this group as plugins.
_PLUGIN_GROUP = lazy_compile(r"^group[ (]+:jekyll_plugins\b", re.M)
_END = lazy_compile(r"^end\b", re.M)


def is_jekyll_3(root: Path) -> bool:
    """Tell whether a site is built by Jekyll 3 or older, or by GitHub Pages, which has Jekyll 3.

    Args:
        root: of the site.
    """
    locked = dict(_LOCKED.findall(_text(root / "Gemfile.lock")))
    if locked:
        return "github-pages" in locked or int(locked["jekyll"][:4]) < 4
    for path in (root / "Gemfile", *sorted(root.glob("*.gemspec"))[:8]):
        asked = _ASKED.findall(_text(path))
        if asked:
            return any(name == "github-pages" or _is_below_4(bounds) for name, bounds in asked)
    return False


def _is_below_4(bounds: str) -> bool:
    """Tell whether version bounds of RubyGems exclude 4 and newer."""
    for sign, version in _BOUND.findall(bounds):
        numbers = [int(part[:9]) for part in version.split(".")]
        below = numbers[0] < 4 or (sign == "<" and numbers[0] == 4 and not any(numbers[1:]))
        if below and sign not in (">", ">=", "!="):
            return True
    return False


def _text(path: Path) -> str:
    try:
        return read_regular(path, _MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def has_gem(root: Path, config: Mapping[str, Any], name: str) -> bool:
    """Tell whether a site uses a plugin: its configuration, or its Gemfile, names it.

    Args:
        root: of the site.
    """
    for key in ("plugins", "gems"):
        named = config.get(key)
        if isinstance(named, list) and name in named:
            return True
    text = _text(root / "Gemfile")
    group = _PLUGIN_GROUP.search(text)
    end = _END.search(text, group.end()) if group else None
    if group is None or end is None:
        return False
    gems = text[group.end() : end.start()]
    return any(f"{quote}{name}{quote}" in gems for quote in "\"'")
