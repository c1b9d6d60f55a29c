"""Pages of Notion: each item of a list, each picture and each code block is a box of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import (
    IndexedTree,
    move_contents,
    new,
    remove,
    rename,
    replace,
    text_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_LISTS = {
    "notion-bulleted_list-block": "ul",
    "notion-numbered_list-block": "ol",
    "notion-to_do-block": "ul",
}
_BOLD = lazy_compile(r"font-weight:\s?(?:[6-9]00|bold)")
_ITALIC = lazy_compile(r"font-style:\s?italic")
_CODE = lazy_compile(r"font-family:[^;]{0,100}monospace")
_STYLES = ((_BOLD, "strong"), (_ITALIC, "em"), (_CODE, "code"))
_LONGEST_LANGUAGE = 30  # characters


def to_plain(page: IndexedTree) -> None:
    """Write the blocks as the elements that HTML has for them, in place."""
    if next(page.of_class("notion-page-content"), None) is None:
        return
    for span in page.of_class("notion-enable-hover"):
        tag = next((tag for style, tag in _STYLES if style.search(span.get("style") or "")), "")
        if span.tag == "span" and tag:
            rename(span, tag)
    for block in list(page.of_class("notion-code-block")):
        if "notion-selectable" in (block.get("class") or ""):
            _write_code(block)
    for block in list(page.of_class("notion-image-block")):
        _write_figure(block)
    for name, tag in _LISTS.items():
        for item in list(page.of_class(name)):
            _write_item(item, name, tag)


def _leaves(block: _Element) -> list[_Element]:
    """Return the boxes of a block that someone writes text into."""
    return [each for each in block.iter("div") if each.get("data-content-editable-leaf")]


def _write_code(block: _Element) -> None:
    leaves = _leaves(block)
    if len(leaves) != 1:
        return
    button = next((each for each in block.iter("div") if each.get("role") == "button"), None)
    label = "" if button is None else text_of(button).strip().lower()
    code = new("code", "".join(leaves[0].itertext()))
    if 0 < len(label) <= _LONGEST_LANGUAGE and " " not in label:
        code.set("class", f"language-{label}")
    pre = new("pre")
    pre.append(code)
    replace(block, pre)


def _write_figure(block: _Element) -> None:
    image = next(block.iter("img"), None)
    if image is None:
        return
    leaves = [leaf for leaf in _leaves(block) if text_of(leaf).strip()]
    figure = new("figure")
    image.tail = None
    figure.append(image)
    if leaves:
        caption = new("figcaption")
        move_contents(leaves[0], caption)
        figure.append(caption)
    replace(block, figure)


def _write_item(item: _Element, name: str, tag: str) -> None:
    """Put an item into the list before it, or into a new one."""
    leaves = _leaves(item)
    if not leaves:
        return
    entry = new("li")
    move_contents(leaves[0], entry)
    inner = [each for each in item.iterdescendants() if _is_block(each)]
    entry.extend([each for each in inner if not any(map(_is_block, _up(each, item)))])
    before = item.getprevious()
    if before is not None and before.tag == tag and before.get("data-of") == name:
        before.append(entry)
        remove(item)
        return
    around = new(tag)
    around.set("data-of", name)
    around.append(entry)
    replace(item, around)


def _is_block(element: _Element) -> bool:
    """Tell whether an element is a block, or the list that was made of some."""
    is_list = element.get("data-of") is not None and element.tag in ("ul", "ol")
    return is_list or "notion-selectable" in (element.get("class") or "").split()


def _up(inner: _Element, item: _Element) -> list[_Element]:
    """Return the elements around another one, below an item."""
    found = []
    for around in inner.iterancestors():
        if around is item:
            break
        found.append(around)
    return found
