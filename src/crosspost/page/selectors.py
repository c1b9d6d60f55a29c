"""Find elements and texts by CSS selectors and XPath; errors say what the user can change."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crosspost.errors import ConfigError, CrosspostError
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Selector
from crosspost.model.selected import Item

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST = 200  # characters of a selector in a message
_CSS_HINT = "Selectors such as h1, .byline, #author, a[rel=author] and .post time are supported."
_XPATH_HINT = (
    "XPath 1.0 without namespaces is supported: //div[@id='story'], //a[@rel='author']/text()."
)
# Where the parser's message says that it stopped.
_PLACE = lazy_compile(r"\bat (\d+)")
_PSEUDO = lazy_compile(r"nested :not|\*?::?[a-z][\w-]*", re.I)
# The parser collects no ids, so that ``id()`` finds nothing.
_ID = lazy_compile(r"(^|\|)(\s*+)id\(\s*+('[^']*+'|\"[^\"]*+\")\s*+\)")
# libxml2's messages about an expression that has too many results.
_TOO_MANY = lazy_compile(r"memory|limit", re.I)


def find(tree: _Element, selector: Selector, key: str) -> list[Item]:
    """Return the elements and texts that a selector finds, in the order of the page.

    XPath runs in C, where nothing can interrupt it: the caller limits the time of its process.

    Args:
        tree: the root of a page.
        selector: what to find.
        key: of the rule, for messages.

    Raises:
        ConfigError: the selector cannot be used for any page.
        CrosspostError: it finds too much in this page.
    """
    found = _found(tree, selector, key)
    if isinstance(found, list):
        return [item for item in found if isinstance(item, str) or isinstance(item.tag, str)]
    if isinstance(found, bool):
        raise _error(selector, key, "gives true or false, not elements or a text")
    if isinstance(found, float):
        found = f"{found:g}"
    return [found] if found.strip() else []


def nodes(tree: _Element, selector: Selector, key: str) -> list[Any]:
    """Return the elements, and the attributes and texts that know their elements.

    Args:
        tree, selector, key: as of ``find``.

    Raises:
        ConfigError, CrosspostError: as of ``find``.
    """
    found = _found(tree, selector, key, with_places=True)
    return found if isinstance(found, list) else []


def _found(tree: _Element, selector: Selector, key: str, *, with_places: bool = False) -> Any:
    """Return what a selector finds, as lxml gives it.

    Args:
        with_places: attributes and texts know the element that they are of.
    """
    matching = _compiled(selector, key, with_places)
    from lxml.etree import XPathError

    try:
        if selector.condition and not find(tree, Selector(selector.condition, "xpath"), key):
            return []
        return matching(tree)
    except XPathError as error:
        raise _error(selector, key, f"cannot be used: {_words(error)}", error) from error


def elements(tree: _Element, selector: Selector, key: str) -> list[_Element]:
    """Return the elements that a selector finds, in the order of the page.

    Raises:
        ConfigError: as of ``find``; or it finds texts.
        CrosspostError: as of ``find``.
    """
    found = find(tree, selector, key)
    if any(isinstance(item, str) for item in found):
        raise _error(selector, key, "gives a text, and elements are wanted")
    return [item for item in found if not isinstance(item, str)]


def check(selector: Selector, key: str) -> None:
    """Refuse a selector that cannot be used.

    Raises:
        ConfigError: says where it is from, its key and what is wrong.
    """
    from lxml.etree import Element

    find(Element("html"), selector, key)  # some faults are found only then


def _compiled(selector: Selector, key: str, with_places: bool) -> Callable[[_Element], Any]:
    try:
        return _compile(selector, with_places)
    except _Unusable as error:
        raise _error(selector, key, str(error), error.__cause__) from error.__cause__


class _Unusable(Exception):
    """What is wrong with a selector."""


@lru_cache(maxsize=256)
def _compile(selector: Selector, with_places: bool) -> Callable[[_Element], Any]:
    text = selector.text
    if not text.strip():
        raise _Unusable("is empty")
    return _xpath(text, with_places) if selector.language == "xpath" else _css(text)


def _xpath(text: str, with_places: bool) -> Callable[[_Element], Any]:
    from lxml.etree import XPath, XPathError

    try:
        path = _ID.sub(r"\1\2//*[@id=\3][1]", text)
        compiled: Callable[[_Element], Any] = XPath(path, regexp=False, smart_strings=with_places)
    except XPathError as error:
        raise _Unusable(f"is not XPath 1.0: {_words(error)}") from error
    except ValueError as error:
        raise _Unusable("cannot be used: it contains a control character") from error
    return compiled


def _css(text: str) -> Callable[[_Element], Any]:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector
    from lxml.etree import Element, XPathError

    try:
        matching: Callable[[_Element], Any] = CSSSelector(text)
        matching(Element("html"))  # some faults are found only then
    except (SelectorError, XPathError, ValueError, RecursionError) as error:
        raise _Unusable(_css_fault(text, error)) from error
    return matching


def _css_fault(css: str, error: Exception) -> str:
    """Return what is wrong with a selector, and at which character it is.

    Args:
        error: of the parser, whose messages show its own tokens.
    """
    words, place = str(error), _PLACE.search(str(error))
    if place is None or "seudo" in words:
        part = _PSEUDO.search(words) or _PSEUDO.search(css)
        return f"cannot be used: {part[0] if part else 'a part of it'} is not supported"
    at, last = int(place[1]), len(css.rstrip())
    fault = f"{css[at]!r} at character {at + 1} is not expected" if at < last else ""
    if "Unclosed string" in words:
        fault = f"the quotation mark at character {at + 1} is not closed"
    return f"is not a CSS selector: {fault or f'it ends too early, after character {last}'}"


def _words(error: Exception) -> str:
    words = str(error).rstrip(".")
    return words[:1].lower() + words[1:]


def _error(
    selector: Selector, key: str, fault: str, cause: BaseException | None = None
) -> CrosspostError:
    text = selector.text
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    message = f"{selector.origin or 'select'}: {key} = {shown!r} {fault}"
    if cause is not None and _TOO_MANY.search(str(cause)) and "cannot be used" in fault:
        return CrosspostError(
            f"{message}: it finds too much in this page", hint="Write a narrower selector."
        )
    kind = CrosspostError if selector.is_of_file else ConfigError  # one of many files
    return kind(message, hint=_XPATH_HINT if selector.language == "xpath" else _CSS_HINT)
