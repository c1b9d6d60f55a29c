"""What may be written in front matter: the fields of a site and their values, by use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from crosspost.control_characters import replaced
from crosspost.targets.jekyll.permalinks import STYLES, placeholders
from crosspost.validate.context import Context
from crosspost.validate.field_docs import FIELD_DOCS
from crosspost.validate.post import Post, texts
from crosspost.validate.quoting import list_item
from crosspost.validate.vocabulary import BOOLEANS

# Fields that hold the same words.
_TOGETHER = (("tags", "tag"), ("categories", "category"), ("author", "authors"))
# Fields whose values are of one post alone: those of others would be wrong.
_OWN = frozenset({"title", "date", "description", "excerpt", "slug", "permalink", "image"})
_LONGEST = 100  # characters of a value
_MOST = 1_000


def fields(posts: Iterable[Post]) -> Counter[str]:
    """Return the names of fields, and how many posts have each: those of the site come first."""
    used = Counter(key for post in posts for key in post.by_key if _is_name(key))
    for key in FIELD_DOCS:
        used.setdefault(key, 0)
    return used


def values(key: str, posts: Iterable[Post], context: Context) -> Counter[str]:
    """Return the values that a field may have, and how many posts have each."""
    if key in BOOLEANS or key == "render_with_liquid":
        return Counter({"true": 0, "false": 0})
    if key == "permalink":
        return Counter(dict.fromkeys(STYLES, 0))
    if key in _OWN:
        return Counter()
    keys = next((pair for pair in _TOGETHER if key in pair), (key,))
    used = Counter(
        item.value
        for post in posts
        for name in keys
        if name in post.by_key
        for item in texts(post.by_key[name].value)
        if _is_shown(item.value)
    )
    for name in _of_site(key, context):
        if _is_shown(name):
            used.setdefault(name, 0)
    return Counter(dict(used.most_common(_MOST)))


def _of_site(key: str, context: Context) -> frozenset[str]:
    """Return the values that the site's files or settings allow."""
    if key == "layout":
        return context.layouts or frozenset()
    if key in ("author", "authors"):
        return context.authors or frozenset()
    return frozenset(context.options.tags) if key in ("tags", "tag") else frozenset()


def permalink_placeholders() -> tuple[str, ...]:
    """Return the placeholders of a permalink, each with its colon."""
    return tuple(f":{name}" for name in placeholders())


def written(value: str) -> str:
    """Return a text as it is written in YAML, as a value or in a list: quoted if need be."""
    return list_item(value)


def _is_shown(value: str) -> bool:
    """Tell whether a text of a post can be offered: one line without control characters."""
    return 0 < len(value) <= _LONGEST and replaced(value) == value


def _is_name(key: str) -> bool:
    return len(key) <= _LONGEST and key.replace("_", "").replace("-", "").isalnum()
