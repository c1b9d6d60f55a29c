"""Apply the actions of a rule, which change the tree of a page before the article is sought."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lxml import etree

from crosspost.errors import CrosspostError
from crosspost.model import Action, Selector
from crosspost.page.limits import MAX_DEPTH
from crosspost.page.selectors import nodes

if TYPE_CHECKING:
    from lxml.etree import _Element

# Levels of a changed tree; ``limits.MAX_DEPTH`` is that of a page.
_DEEPEST = 2 * MAX_DEPTH
_NESTING = frozenset({"wrap_in", "move_into"})
_REMOVED = "removed-by-rule"  # the tag of elements that lxml removes together
_FIXED = frozenset({"html", "head", "body"})


def apply_actions(tree: _Element, actions: Sequence[Action], body: Sequence[Selector] = ()) -> None:
    """Apply actions to a tree, in place.

    XPath runs in C, where nothing can interrupt it: the caller limits the time of its process.

    Args:
        tree: the root of a page.
        actions: in order; one that finds nothing does nothing.
        body: of the rule; the place that ``move_into(body)`` means.

    Raises:
        ConfigError: a selector cannot be used for any page.
        CrosspostError: the tree gets too deep to be walked.
    """
    for action in actions:
        found = nodes(tree, action.selector, action.name)
        if action.name == "move_into":
            places = body if action.argument == "body" else (Selector(action.argument, "xpath"),)
            into = (place for each in places for place in _elements(nodes(tree, each, "move_into")))
            _move_into(tree, found, next(into, None))
        else:
            ACTIONS[action.name](tree, found, action.argument)
        if found and action.name in _NESTING and _depth(tree) > _DEEPEST:
            raise CrosspostError(
                f"site rule: {action.name} makes the page deeper than {_DEEPEST} levels",
                hint="Write a narrower XPath.",
            )


def _depth(tree: _Element) -> int:
    depths: dict[_Element | None, int] = {tree: 1}
    for element in tree.iterdescendants():
        depths[element] = depths[element.getparent()] + 1
    return max(depths.values())


def _elements(found: Iterable[Any]) -> list[_Element]:
    return [e for e in found if isinstance(getattr(e, "tag", None), str) and e.tag not in _FIXED]


def _places(found: Iterable[Any]) -> Iterator[Any]:
    """Yield the attributes and texts; lxml's know the element that they are of."""
    return (each for each in found if isinstance(each, str) and each.getparent() is not None)  # type: ignore[attr-defined]


def remove(tree: _Element, unwanted: Iterable[_Element]) -> None:
    """Remove elements; the text after them stays. This takes linear time, also for thousands."""
    marked = False
    for element in unwanted:
        element.tag, marked = _REMOVED, True
    if marked:
        etree.strip_elements(tree, _REMOVED, with_tail=False)


def _dissolve(tree: _Element, found: Sequence[Any], _: str) -> None:
    """Put the content of elements in their place."""
    for element in _elements(found):
        element.tag = _REMOVED
    etree.strip_tags(tree, _REMOVED)


def _wrap_in(tree: _Element, found: Sequence[Any], name: str) -> None:
    """Put a new element around each element or text."""
    for element in _elements(found):
        around = etree.Element(name)
        around.tail, element.tail = element.tail, None
        element.addprevious(around)
        around.append(element)
    for text in _places(found):
        around, element = etree.Element(name), text.getparent()
        around.text = str(text)
        if text.is_text:
            element.text = None
            element.insert(0, around)
        elif text.is_tail:
            element.tail = None
            element.addnext(around)


def _strip_attr(tree: _Element, found: Sequence[Any], _: str) -> None:
    """Remove attributes, and texts; where an element is named, it is removed."""
    for item in _places(found):
        element = item.getparent()
        if item.is_attribute:
            element.attrib.pop(item.attrname, None)
        elif item.is_text:
            element.text = None
        elif item.is_tail:
            element.tail = None
    remove(tree, _elements(found))


def _move_into(tree: _Element, found: Sequence[Any], place: _Element | None) -> None:
    """Put elements at the end of another one, which must not be in them."""
    left = []
    around = {place, *place.iterancestors()} if place is not None else set()
    for element in _elements(found):
        if place is not None and element not in around:
            left.append(etree.Element(_REMOVED))
            left[-1].tail, element.tail = element.tail, None
            element.addprevious(left[-1])
            place.append(element)
    remove(tree, left)


def _copy_source(tree: _Element, found: Sequence[Any], attribute: str) -> None:
    """Make the URL in another attribute that of the picture."""
    for element in _elements(found):
        url = (element.get(attribute) or "").strip()
        if url:
            element.set("src", url)


#: Name → what it does in a tree to what was found, with the action's argument.
ACTIONS: Mapping[str, Callable[[_Element, Sequence[Any], str], None]] = MappingProxyType(
    {
        "dissolve": _dissolve,
        "wrap_in": _wrap_in,
        "strip_attr": _strip_attr,
        "src_lazy_load_attr": _copy_source,
    }
)
