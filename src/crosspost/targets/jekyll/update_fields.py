"""The front matter of a post whose article has changed; see ``front_matter.update``."""

from __future__ import annotations

from collections.abc import Collection

from crosspost.targets.front_matter.base import Parts
from crosspost.targets.front_matter.update import update_fields as update
from crosspost.targets.front_matter.yaml import Yaml

_YAML = Yaml()
_OF_URL = frozenset({"slug", "permalink", "categories", "category"})


def take_apart(text: str) -> Parts:
    """Split a post; all parts together are its text."""
    return _YAML.split(text)


def update_fields(
    imported: str | None, mine: str, article: str, own: Collection[str]
) -> tuple[str, tuple[str, ...]]:
    """Return the beginning of a post up to its body, and the names of fields that stay.

    Raises:
        FrontMatterError: the front matter of the post cannot be read.
    """
    return update(_YAML, imported, mine, article, own, of_url=_OF_URL)
