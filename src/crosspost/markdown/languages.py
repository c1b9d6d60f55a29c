"""The language of a code block, from its class names."""

from __future__ import annotations

from itertools import islice

from bs4 import Tag

from crosspost.markdown import search
from crosspost.page.code_language import language_from_attributes, language_from_classes

_CODE = frozenset(["pre", "code"])
_CODE_AROUND = frozenset(["div", "figure", "span", "td", "tr", "tbody", "table", "pre"])


def language(tag: Tag) -> str:
    """Return the language of a code block in lower case; empty if unknown.

    Checked in this order: the block, the ``code`` in it, up to four elements around that contain
    nothing else; first their attributes and classes with a prefix, then classes without one.
    """
    elements = [tag, *islice(search.every(tag, _CODE), 3), *_around(tag)]
    for element in elements:
        if element.attrs and (found := language_from_attributes(element.attrs)):
            return found
    for element in elements:
        names = [str(name) for name in element.get_attribute_list("class") if name]
        if names and (found := language_from_classes(names, is_code=element.name in _CODE)):
            return found
    return ""


def _around(tag: Tag) -> list[Tag]:
    """Return up to six elements around a block that contain little else."""
    found: list[Tag] = []
    parent = tag.parent
    while parent is not None and len(found) < 6 and parent.name in _CODE_AROUND:
        tags = (node for node in parent.contents if isinstance(node, Tag))
        if next(islice(tags, 2, None), None) is not None:
            break
        found.append(parent)
        parent = parent.parent
    return found
