"""The authors of a site: ``_data/authors`` or a collection of authors."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosspost.errors import WriteError
from crosspost.files import is_file
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll.yaml_text import YamlError, read_yaml
from crosspost.validate.files import is_below, read_bytes

if TYPE_CHECKING:
    from crosspost.targets.jekyll.site import Site

# The number of files and bytes is limited: a list of authors is small.
_MOST_BYTES = 2**20
_MOST_AUTHORS = 5_000
_SHORT_NAME = lazy_compile(r"^(?:short_name|name|full_name|username)[ \t]*+:(.*)$", re.M)


def registry(site: Site) -> frozenset[str] | None:
    """Return every name of an author of the site; None if the site has no list."""
    found: set[str] = set()
    data = site.config.get("data_dir")
    root = os.path.realpath(site.root)
    folder = site.source / (data if isinstance(data, str) and data else "_data")
    for name in ("authors.yml", "authors.yaml", "authors.json", "author.yml"):
        found |= _from_data(folder / name, root)
    base = site.source / site.collections_dir / "_authors"
    if is_below(str(base), root) and os.path.isdir(base):
        for path in sorted(base.iterdir())[:_MOST_AUTHORS]:
            if not path.name.startswith(".") and is_file(path):
                found.add(path.stem)
                found |= _short_names(path, root)
    return frozenset(found) if found else None


def _from_data(path: Path, root: str) -> set[str]:
    try:
        text = read_bytes(str(path), root, _MOST_BYTES).decode("utf-8-sig")
        data: Any = read_yaml(text, nodes=50_000, depth=20, aliases=True)
    except (WriteError, UnicodeDecodeError, YamlError):
        return set()  # the list cannot be read, so no author is reported as missing
    rows = data.items() if isinstance(data, dict) else enumerate(data if type(data) is list else ())
    found: set[str] = set()
    for key, row in rows:
        if isinstance(key, str):
            found.add(key)
        if isinstance(row, dict):
            found |= {str(row[k]) for k in ("name", "username", "short_name") if row.get(k)}
        elif isinstance(row, str):
            found.add(row)
    return found


def _short_names(path: Path, root: str) -> set[str]:
    try:
        head = read_bytes(str(path), root).decode("utf-8-sig", "replace")[:4000]
    except WriteError:
        return set()
    return {name.strip(" \t").strip("'\"") for name in _SHORT_NAME.findall(head)}
