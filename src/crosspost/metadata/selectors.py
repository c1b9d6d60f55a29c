"""Fields that CSS selectors give (``--select author=.byline``), in place of what was found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crosspost import urls
from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.days.iso import read_timestamp
from crosspost.metadata.people.names import people
from crosspost.metadata.text import fold, text_of
from crosspost.model import FIELDS, Document, Metadata
from crosspost.page.vocabulary import LAZY_SOURCES

if TYPE_CHECKING:
    from lxml.cssselect import CSSSelector
    from lxml.etree import _Element

# The names that front matter has for the fields.
_SYNONYMS = {"author": "authors", "date": "published", "tag": "tags", "category": "categories"}
_SEVERAL = frozenset({"authors", "tags", "categories"})
_DAYS = frozenset({"published", "updated"})
_URLS = frozenset({"image", "canonical_url"})
# Where elements keep a value that is not their text, the most precise first.
_ATTRIBUTES = {
    "days": ("datetime", "content", "title"),
    "urls": ("content", "href", "src", *LAZY_SOURCES),
    "texts": ("content",),
}
_LONGEST = 200  # characters of a selector in a message
_HINT = "Selectors such as h1, .byline, #author, a[rel=author] and .post time are supported."
# Where the parser's message says that it stopped.
_PLACE = lazy_compile(r"\bat (\d+)")
_PSEUDO = lazy_compile(r"nested :not|\*?::?[a-z][\w-]*", re.I)


def compile_selectors(selectors: Mapping[str, str]) -> dict[str, CSSSelector]:
    """Return field → selector.

    Args:
        selectors: field (``author`` and ``date`` will do for ``authors`` and ``published``) → CSS.

    Raises:
        ConfigError: an unknown field, or an invalid CSS selector.
    """
    found = {}
    for name, css in selectors.items():
        field = _SYNONYMS.get(name, name)
        if field not in FIELDS:
            known = ", ".join(sorted({*FIELDS, *_SYNONYMS}))
            raise ConfigError(f"select: there is no field {name!r}", hint=f"Known are {known}.")
        found[field] = _compile(name, css)
    return found


def _compile(name: str, css: str) -> CSSSelector:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector
    from lxml.etree import Element, XPathError

    try:
        matching = CSSSelector(css)
        matching(Element("html"))  # some faults are found only then
    except (SelectorError, XPathError, ValueError, RecursionError) as error:
        shown = css if len(css) <= _LONGEST else f"{css[:_LONGEST]}…"
        raise ConfigError(f"select: {name} = {shown!r} {_fault(css, error)}", hint=_HINT) from error
    return matching


def _fault(css: str, error: Exception) -> str:
    """Return what is wrong with a selector, in our own words, and at which character it is.

    Args:
        error: of the parser, whose messages show its own tokens.
    """
    words, place = str(error), _PLACE.search(str(error))
    if not css.strip():
        return "is empty"
    if place is None or "seudo" in words:
        part = _PSEUDO.search(words) or _PSEUDO.search(css)
        return f"cannot be used: {part[0] if part else 'a part of it'} is not supported"
    at, last = int(place[1]), len(css.rstrip())
    fault = f"{css[at]!r} at character {at + 1} is not expected" if at < last else ""
    if "Unclosed string" in words:
        fault = f"the quotation mark at character {at + 1} is not closed"
    return f"is not a CSS selector: {fault or f'it ends too early, after character {last}'}"


def select(
    document: Document, metadata: Metadata, selectors: Mapping[str, str]
) -> tuple[Metadata, tuple[str, ...]]:
    """Replace the chosen values by what the selectors find.

    Returns:
        The metadata, and a warning for each selector that finds nothing: its field stays as it was.

    Raises:
        ConfigError: see ``compile_selectors``.
    """
    values: dict[str, Any] = {}
    sources = dict(metadata.sources)
    warnings = []
    for field, matching in compile_selectors(selectors).items():
        value = _value(field, matching(document.tree), document)
        if value:
            values[field] = value
            sources[field] = f"--select {matching.css}"
        else:
            warnings.append(f"--select {field}={matching.css} finds nothing in this page")
    return replace(metadata, **values, sources=MappingProxyType(sources)), tuple(warnings)


def _value(field: str, elements: list[_Element], document: Document) -> Any:
    if field in _DAYS:
        language = document.tree.get("lang") or "en"
        days = (read_timestamp(_text(e, "days"), language) for e in elements)
        return next((day for day in days if day), None)
    if field in _URLS:
        found = (urls.absolute(document.base_url, _text(e, "urls")) for e in elements)
        return next((url for url in found if url and urls.is_web(url)), None)
    texts = [text for element in elements if (text := _text(element, "texts"))]
    if field == "authors":
        names = [name for text in texts for name in people(text) or (text,)]
        return tuple(dict.fromkeys(names))
    if field in _SEVERAL:
        return tuple(dict.fromkeys(texts))
    return texts[0] if texts else None


def _text(element: _Element, kind: str) -> str:
    """Return an element's value: an attribute for values of this kind, else its text."""
    for name in _ATTRIBUTES[kind]:
        value = fold(element.get(name) or "")
        if value and not (kind == "urls" and value.startswith("data:")):
            return value
    return fold(text_of(element, " "))
