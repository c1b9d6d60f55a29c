"""Changes of a page's tree that a rule asks for, before the article is sought."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crosspost.errors import ConfigError, CrosspostError
from crosspost.model import Action, Selector
from crosspost.page.limits import MAX_DEPTH

if TYPE_CHECKING:
    from lxml.etree import _Element

# Levels of a changed tree; ``limits.MAX_DEPTH`` is that of a page.
_DEEPEST = 2 * MAX_DEPTH
_DEEPENING = frozenset({"wrap_in", "move_into"})
_FIXED = frozenset({"html", "head", "body"})


def apply(tree: _Element, actions: Sequence[Action], body: Sequence[Selector] = ()) -> None:
    """Change a tree in place.

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
        found = find(tree, action.selector)
        if action.name == "move_into":
            places = body if action.argument == "body" else (Selector(action.argument, "xpath"),)
            _move_into(found, next((p for s in places for p in _elements(find(tree, s))), None))
        else:
            ACTIONS[action.name](found, action.argument)
        if found and action.name in _DEEPENING and _depth(tree) > _DEEPEST:
            raise CrosspostError(
                f"site rule: {action.name} makes the page deeper than {_DEEPEST} levels",
                hint="Write a narrower XPath.",
            )


def _depth(tree: _Element) -> int:
    depths = {tree: 1}
    for element in tree.iterdescendants():
        depths[element] = depths[element.getparent()] + 1
    return max(depths.values())


def find(tree: _Element, selector: Selector) -> list[Any]:
    """Return what an XPath finds: elements, and attributes and texts that know their element."""
    from lxml.etree import XPath, XPathError

    try:
        found = XPath(selector.text, regexp=False)(tree.getroottree())
    except (XPathError, ValueError) as error:
        where = f"{selector.text[:200]!r} cannot be used: {error}"
        raise ConfigError(f"site rule: {where}", hint="Write it as XPath 1.0.") from error
    return found if isinstance(found, list) else []


def _elements(found: Sequence[Any]) -> list[_Element]:
    return [e for e in found if isinstance(getattr(e, "tag", None), str) and e.tag not in _FIXED]


def _dissolve(found: Sequence[Any], _: str) -> None:
    """Put the content of elements in their place."""
    for element in _elements(found):
        parent = element.getparent()
        if parent is None:
            continue
        _add_text(parent, element, element.text)
        for child in list(element):
            element.addprevious(child)  # takes its tail along
        _add_text(parent, element, element.tail)
        element.tail = None
        parent.remove(element)


def _add_text(parent: _Element, before: _Element, text: str | None) -> None:
    """Put a text directly before an element."""
    previous = before.getprevious()
    if previous is None:
        parent.text = (parent.text or "") + (text or "")
    else:
        previous.tail = (previous.tail or "") + (text or "")


def _wrap_in(found: Sequence[Any], name: str) -> None:
    """Put a new element around each element or text."""
    from lxml.etree import Element

    for item in found:
        element = item.getparent() if isinstance(item, str) else item
        if element is None:
            continue
        if not isinstance(item, str):
            if _elements([element]) and element.getparent() is not None:
                around = Element(name)
                around.tail, element.tail = element.tail, None
                element.addprevious(around)
                around.append(element)
        elif getattr(item, "is_text", False):
            around = Element(name)
            around.text, element.text = str(item), None
            element.insert(0, around)
        elif getattr(item, "is_tail", False):
            around = Element(name)
            around.text, element.tail = str(item), None
            element.addnext(around)


def _strip_attr(found: Sequence[Any], _: str) -> None:
    """Remove attributes, and texts; where an element is named, it is removed."""
    for item in found:
        if not isinstance(item, str):
            for element in _elements([item]):
                _remove(element)
            continue
        element = item.getparent()
        if element is None:
            continue
        if getattr(item, "is_attribute", False):
            element.attrib.pop(item.attrname, None)
        elif getattr(item, "is_text", False):
            element.text = None
        elif getattr(item, "is_tail", False):
            element.tail = None


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        _add_text(parent, element, element.tail)
        element.tail = None
        parent.remove(element)


def _move_into(found: Sequence[Any], place: _Element | None) -> None:
    """Put elements at the end of another one, which must not be in them."""
    if place is None:
        return
    for element in _elements(found):
        around = [place, *place.iterancestors()]
        if element in around or element.getparent() is None:
            continue
        _add_text(element.getparent(), element, element.tail)
        element.tail = None
        place.append(element)


def _copy_source(found: Sequence[Any], attribute: str) -> None:
    """Make the URL in another attribute that of the picture."""
    for element in _elements(found):
        url = (element.get(attribute) or "").strip()
        if url:
            element.set("src", url)


#: Name → what it does to what was found, with the action's argument.
ACTIONS: Mapping[str, Callable[[Sequence[Any], str], None]] = MappingProxyType(
    {
        "dissolve": _dissolve,
        "wrap_in": _wrap_in,
        "strip_attr": _strip_attr,
        "src_lazy_load_attr": _copy_source,
    }
)
