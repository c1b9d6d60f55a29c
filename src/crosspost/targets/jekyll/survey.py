"""What a site's posts use: authors, layouts, categories, tags; ``crosspost init`` starts here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from crosspost.errors import FrontMatterError
from crosspost.files import read_regular
from crosspost.targets.base import Survey
from crosspost.targets.jekyll import extensions, front_matter

# Newest posts first, and no more of them than tell what the site does today.
_MOST_POSTS = 500
_MOST_BYTES = 4 * 1024 * 1024


def survey(folder: Path) -> Survey:
    """Read the newest posts of a folder; one that cannot be read is counted and passed over."""
    files = sorted((p for p in folder.rglob("*") if p.suffix in extensions.POSTS), reverse=True)
    result = Survey(posts=min(len(files), _MOST_POSTS))
    unreadable = 0
    for path in files[:_MOST_POSTS]:
        try:
            text = read_regular(path, _MOST_BYTES).decode("utf-8-sig")
            fields = front_matter.read(text)
        except (OSError, UnicodeDecodeError, FrontMatterError):
            unreadable += 1
            continue
        result.authors.update(_texts(fields.get("author")))
        result.layouts.update(_texts(fields.get("layout")))
        result.categories.update(_labels(fields, "category", "categories"))
        result.tags.update(_labels(fields, "tag", "tags"))
    return Survey(
        result.posts, unreadable, result.authors, result.layouts, result.categories, result.tags
    )


def _labels(fields: Mapping[str, Any], singular: str, plural: str) -> Iterable[str]:
    """Return tags or categories as Jekyll takes them (``pluralized_array_from_hash``).

    The singular key has one; a text in the plural has as many as it has words.
    """
    many = fields.get(plural)
    return [
        *_texts(fields.get(singular)),
        *(many.split() if isinstance(many, str) else _texts(many)),
    ]


def _texts(value: Any) -> Iterable[str]:
    """Return the texts of a field that may be one text or a list."""
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text.strip()]
