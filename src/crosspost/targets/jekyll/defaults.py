"""Front matter defaults: the fields that a site's configuration sets by the path of a post."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll.site import Scope, Site

_GLOB = lazy_compile(r"(\*\*/|\*|\?)")


def defaults_for(site: Site, path: Path) -> dict[str, Any]:
    """Return the front matter that the site's ``defaults`` give to a post of this path.

    The longer scope has priority, then one with a type, then the later (frontmatter_defaults.rb).
    """
    if not site.scopes:
        return {}
    base = site.source / site.collections_dir
    try:
        relative = path.absolute().relative_to(base.absolute()).as_posix()
    except ValueError:
        return {}
    prefix = f"{site.collections_dir}/" if site.collections_dir else ""
    found: dict[str, Any] = {}
    last: Scope | None = None
    for scope in site.scopes:
        if not _covers(scope.path, prefix, relative):
            continue
        if last is None or _precedes(scope, last):
            found, last = {**found, **scope.values}, scope
        else:
            found = {**scope.values, **found}
    return found


def _covers(pattern: str, collections_dir: str, path: str) -> bool:
    """Tell whether a scope's path covers a post; one with ``*`` counts from the source folder."""
    if "*" not in pattern:
        return path.startswith(pattern.removeprefix(collections_dir))
    tokens = [
        token
        for part in _GLOB.split(pattern)
        for token in ([part] if part in ("**/", "*", "?") else part)
    ]
    return _glob_begins(tokens, collections_dir + path)


def _glob_begins(tokens: list[str], path: str) -> bool:
    """Tell whether the beginning of a path matches a glob; in linear time for each token.

    As a regular expression a glob of many stars could take the square of the path and more. Each
    state is how many tokens are done, and whether a folder of ``**/`` has begun.
    """
    states = {(0, False)}
    for char in (*path, ""):
        for done, inside in list(states):
            while not inside and done < len(tokens) and tokens[done] in ("*", "**/"):
                done += 1
                states.add((done, False))
        if (len(tokens), False) in states:
            return True
        following = set()
        for done, inside in states:
            token = tokens[done]
            if token == "**/" and char:
                if char != "/":
                    following.add((done, True))
                elif inside:
                    following.add((done, False))
            elif token == "*" and char not in ("", "/"):
                following.add((done, False))
            elif token == char or (token == "?" and char not in ("", "/")):
                following.add((done + 1, False))
        states = following
    return False


def _precedes(new: Scope, old: Scope) -> bool:
    if len(new.path) != len(old.path):
        return len(new.path) > len(old.path)
    return new.typed or not old.typed
