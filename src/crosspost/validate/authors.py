"""Who may sign a post: ``_data/authors`` or a collection of authors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosspost.jekyll.yaml_text import YamlError, read_yaml

if TYPE_CHECKING:
    from crosspost.jekyll.site import Site

# A registry is a file of people, not a database.
_MOST_CHARACTERS = 1_000_000
_SHORT_NAME = re.compile(r"^(?:short_name|name|full_name|username)[ \t]*:[ \t]*(.*?)[ \t]*$", re.M)


def registry(site: Site) -> frozenset[str] | None:
    """Return every name that stands for an author of the site; None where no list is kept."""
    found: set[str] = set()
    data = site.config.get("data_dir")
    folder = site.source / (data if isinstance(data, str) and data else "_data")
    for name in ("authors.yml", "authors.yaml", "authors.json", "author.yml"):
        found |= _from_data(folder / name)
    base = site.source / site.collections_dir / "_authors"
    if base.is_dir():
        for path in sorted(base.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                found.add(path.stem)
                found |= _short_names(path)
    return frozenset(found) if found else None


def _from_data(path: Path) -> set[str]:
    try:
        text = path.read_text("utf-8-sig")[:_MOST_CHARACTERS]
        data: Any = read_yaml(text, nodes=50_000, depth=20, aliases=True)
    except (OSError, UnicodeDecodeError, YamlError):
        return set()  # no list that can be read: then nobody can be missing from it
    rows = data.items() if isinstance(data, dict) else enumerate(data or ())
    found: set[str] = set()
    for key, row in rows:
        if isinstance(key, str):
            found.add(key)
        if isinstance(row, dict):
            found |= {str(row[k]) for k in ("name", "username", "short_name") if row.get(k)}
        elif isinstance(row, str):
            found.add(row)
    return found


def _short_names(path: Path) -> set[str]:
    try:
        head = path.read_text("utf-8-sig", "replace")[:4000]
    except OSError:
        return set()
    return {name.strip("'\"") for name in _SHORT_NAME.findall(head) if name}
