"""Apply the rule for a site to the tree of a page, before any other step changes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from crosspost.model import Selected, Selector, SiteRule, Tried
from crosspost.model.selected import Item
from crosspost.page.rule_actions import change, remove
from crosspost.page.selectors import elements, find
from crosspost.page.standardize.tree import new
from crosspost.page.vocabulary import BLOCKS

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOTS = frozenset(("html", "body"))


def apply_rule(tree: _Element, rule: SiteRule) -> Selected:
    """Find what a rule names, then take out what is not part of the article, in place.

    All is found in the page as it is, as a browser shows it: also in what is removed then. Only the
    body is looked for after the rule's own changes of the tree.

    Args:
        tree: the root of a page.
        rule: merged.

    Raises:
        ConfigError: a selector of the rule cannot be used.
        CrosspostError: a selector finds too much in this page.
    """
    tried: list[Tried] = []
    items: dict[str, tuple[Item, ...]] = {}
    others = {"next_page": rule.next_page, "single_page": rule.single_page, **rule.fields}
    for key, selectors in others.items():
        if selectors:
            items[key] = _first(tree, key, selectors, tried)
    warnings = tuple(words for each, words in rule.warn_if if find(tree, each, "warn_if"))
    if rule.actions:
        change(tree, rule.actions, rule.body)
    of_body: list[Tried] = []
    body = _outermost(_first_elements(tree, "body", rule.body, of_body))
    unwanted = []
    is_outdated = bool(rule.body) and not body  # then a file may remove what is the article now
    for selector in rule.remove:
        if is_outdated and selector.is_of_file:
            continue
        found = elements(tree, selector, "remove")
        tried.append(Tried("remove", selector, len(found)))
        unwanted += [element for element in found if element.tag not in _ROOTS]
    remove(tree, unwanted)
    left = tuple(map(_as_box, still_there(tree, body)))
    return Selected(rule, left, MappingProxyType(items), (*of_body, *tried), warnings)


def _first(
    tree: _Element, key: str, selectors: Iterable[Selector], tried: list[Tried]
) -> tuple[Item, ...]:
    """Return what the first selector finds that finds anything; note what was tried."""
    for selector in selectors:
        found = find(tree, selector, key)
        tried.append(Tried(key, selector, len(found)))
        if found:
            return tuple(found)
    return ()


def _first_elements(
    tree: _Element, key: str, selectors: Iterable[Selector], tried: list[Tried]
) -> list[_Element]:
    for selector in selectors:
        found = elements(tree, selector, key)
        tried.append(Tried(key, selector, len(found)))
        if found:
            return found
    return []


def _outermost(found: Iterable[_Element]) -> list[_Element]:
    """Return the elements that are not within another of them, each once."""
    inside: set[_Element] = set()
    outermost = []
    for element in found:  # in the order of the page: what is around comes first
        if element not in inside:
            inside.update(element.iter())
            outermost.append(element)
    return outermost


def _as_box(element: _Element) -> _Element:
    """Put a box around an element that is within a line: the rest of the line is not selected."""
    if element.tag in BLOCKS or element.tag in _ROOTS:
        return element
    box = new("div")
    element.addprevious(box)
    box.tail, element.tail = element.tail, None
    box.append(element)
    return box


def settle(tree: _Element, selected: Selected) -> Selected:
    """Return what was selected with the body's elements as they are in a changed tree.

    Markup of platforms is replaced by that of HTML: an element of it that is lost is looked for
    again.
    """
    left, selector = still_there(tree, selected.body), selected.used("body")
    if len(left) < len(selected.body) and selector is not None:
        again = _outermost(elements(tree, selector, "body"))
        left = tuple(map(_as_box, again)) or left
    return replace(selected, body=left)


def still_there(tree: _Element, found: Iterable[_Element]) -> tuple[_Element, ...]:
    """Return the elements that have not been taken out of a tree."""
    return tuple(each for each in found if each.getroottree().getroot() is tree)


def keep_selected(body: _Element, rule: SiteRule) -> Selected:
    """Keep what a rule selects in the body of a fragment, or all of it if that is nothing.

    Args:
        body: the element ``body`` of a tree.
        rule: merged.

    Raises:
        ConfigError, CrosspostError: as of ``apply_rule``.
    """
    selected = apply_rule(body.getroottree().getroot(), rule)
    if selected.body and body not in selected.body:
        body.text = None
        body[:] = selected.body
        for element in selected.body:
            element.tail = None
    return selected
