"""The authors of a site, ``_data/authors.yml``: new ones are added, what is there stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crosspost.targets.jekyll import front_matter
from crosspost.targets.jekyll.yaml_text import YamlError, read_yaml

NAMES = ("authors.yml", "authors.yaml", "author.yml", "authors.json")
_MOST_NODES, _DEEPEST = 50_000, 20


def with_authors(text: str, names: Iterable[str]) -> str | None:
    """Return a data file with further authors at its end.

    The key of each is the name, as posts have it: ``site.data.authors[page.author]`` finds it.

    Args:
        text: of the file; empty if there is none.
        names: of authors.

    Returns:
        None if nothing is to be added, or if the file has another form.
    """
    known = _read(text)
    if known is None:
        return None
    rows = [row for row in known.values() if isinstance(row, dict)]
    there = {*known, *(row.get("name") for row in rows), *map(str, known.values())}
    new = {name: {"name": name} for name in names if name not in there}
    if not new:
        return None
    added = f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{front_matter.data(new)}"
    return added if _read(added) == {**known, **new} else None


def _read(text: str) -> dict[str, Any] | None:
    try:
        found = read_yaml(text, nodes=_MOST_NODES, depth=_DEEPEST, aliases=True) if text else {}
    except YamlError:
        return None
    return {} if found is None else found if isinstance(found, dict) else None
