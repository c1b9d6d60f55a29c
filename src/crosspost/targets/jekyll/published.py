"""Which files of a folder Jekyll copies to the built site (Jekyll's ``entry_filter.rb``)."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

from crosspost.files import real
from crosspost.targets.jekyll.site import Site

_SPECIAL = (".", "_", "#", "~")  # at the beginning of a file's or folder's name
# Left out by every version of Jekyll (configuration.rb, default_excludes).
_DEFAULT_INCLUDE = [".htaccess"]
_DEFAULT_EXCLUDE = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules",
    "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip


def is_published(site: Site, path: Path) -> bool:
    """Tell whether the built site has, or will have, a file of this path.

    Args:
        path: of a file that may not exist.
    """
    path, source = real(path), real(site.source)
    destination = site.config.get("destination")
    built = source / (destination if isinstance(destination, str) else "_site")
    if path.is_relative_to(real(built)):
        return True
    if not path.is_relative_to(source):
        return False
    parts = path.relative_to(source).parts
    included = set(_texts(site.config.get("include", _DEFAULT_INCLUDE)))
    if any(name.startswith(_SPECIAL) and name not in included for name in parts):
        return False
    excluded = [*_texts(site.config.get("exclude")), *_DEFAULT_EXCLUDE]
    return not parts[-1].endswith("~") and not _is_listed("/".join(parts), excluded)


def hidden_folder(site: Site, path: Path) -> str:
    """Return the folder with an underscore because of which Jekyll leaves out a page.

    Args:
        path: of a page or of a document of a collection, below the source or anywhere.

    Returns:
        The folder's name, such as ``_pages``; empty if the page is published, is a post or a
        draft, or is not in the site.
    """
    path, source = real(path), real(site.source)
    if not path.is_relative_to(source):
        return ""
    folders = path.relative_to(source).parts[:-1]
    included = {name.strip("/") for name in _texts(site.config.get("include"))}
    dirs = PurePosixPath(site.collections_dir).parts
    shown = {*included, *dirs, "_posts", "_drafts", *(f"_{name}" for name in _with_output(site))}
    return next((name for name in folders if name.startswith("_") and name not in shown), "")


def _with_output(site: Site) -> Iterator[str]:
    """Yield the names of the collections whose documents have pages."""
    collections = site.config.get("collections")
    for name, options in collections.items() if isinstance(collections, dict) else ():
        if isinstance(options, dict) and options.get("output") is True:
            yield str(name)


def _texts(value: Any) -> Iterator[str]:
    return (each for each in (value if isinstance(value, list) else ()) if isinstance(each, str))


def _is_listed(name: str, patterns: list[str]) -> bool:
    """Tell whether a pattern matches a path, or a folder that it is in."""
    parts = name.split("/")
    paths = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    stripped = [pattern.strip("/") for pattern in patterns]
    return any(fnmatch(path, pattern) for path in paths for pattern in stripped if pattern)
