"""Fields that the rule for a site gives (``--select author=.byline``), in place of what was found.

Their elements were found before the tree was changed (``page.selected``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from crosspost import urls
from crosspost.metadata.days.iso import read_timestamp
from crosspost.metadata.people.names import people
from crosspost.metadata.text import LONGEST, fold, text_of
from crosspost.model import FIELDS, Document, Metadata, Selector
from crosspost.model.selected import Item
from crosspost.page.vocabulary import LAZY_SOURCES

_SEVERAL = frozenset({"authors", "tags", "categories"})
_DAYS = frozenset({"published", "updated"})
_URLS = frozenset({"image", "canonical_url"})
# Where elements keep a value that is not their text, the most precise first.
_ATTRIBUTES = {
    "days": ("datetime", "content", "title"),
    "urls": ("content", "href", "src", *LAZY_SOURCES),
    "texts": ("content",),
}
_NAMES = {"authors": "author", "published": "date"}  # in messages


def select(document: Document, metadata: Metadata) -> tuple[Metadata, tuple[str, ...]]:
    """Replace the fields that the rule for the page gives by what its selectors have found.

    Returns:
        The metadata, and a warning for each field of the user's rules that nothing was found for:
        it stays as it was.
    """
    selected = document.selected
    if selected is None or not selected.rule.fields:
        return metadata, ()
    values: dict[str, Any] = {}
    sources = dict(metadata.sources)
    warnings = []
    for field in FIELDS:
        selectors = selected.rule.fields.get(field, ())
        value = _value(field, selected.items.get(field, ()), document) if selectors else None
        if value:
            values[field] = value
            sources[field] = source_of(selected.used(field) or selectors[0])
        elif selectors and selectors[0].is_own:
            one = selectors[0]
            name = f"{_NAMES.get(field, field)}={one.text}"
            warnings.append(f"{one.origin} {name} finds nothing in this page")
    return replace(metadata, **values, sources=MappingProxyType(sources)), tuple(warnings)


def source_of(selector: Selector) -> str:
    """Return where a value is from: the rule and its selector."""
    return f"{selector.origin} {selector.text}"


def _value(field: str, found: Sequence[Item], document: Document) -> Any:
    if field in _DAYS:
        language = document.tree.get("lang") or "en"
        days = (read_timestamp(_text(item, "days"), language) for item in found)
        return next((day for day in days if day), None)
    if field in _URLS:
        urls_ = (urls.absolute(document.base_url, _text(item, "urls")) for item in found)
        return next((url for url in urls_ if url and urls.is_web(url)), None)
    texts = [text for item in found if (text := _text(item, "texts"))]
    if field == "authors":
        names = [name for text in texts for name in people(text) or (text,)]
        return tuple(dict.fromkeys(names))
    if field in _SEVERAL:
        return tuple(dict.fromkeys(texts))
    return texts[0] if texts else None


def _text(item: Item, kind: str) -> str:
    """Return the value of an element, an attribute of this kind or else its text; or of a text."""
    if isinstance(item, str):
        return fold(item[:LONGEST])
    for name in _ATTRIBUTES[kind]:
        value = fold(item.get(name) or "")
        if value and not (kind == "urls" and value.startswith("data:")):
            return value
    return fold(text_of(item, " "))
