"""Documents of Google Docs: emphasis by numbered classes, and nested lists one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import IndexedTree, rename, text_of
from crosspost.page.vocabulary import HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element

_RULE = lazy_compile(r"\.(c\d{1,4})\{([^{}]{1,1000})\}")
_BOLD, _ITALIC = lazy_compile(r"font-weight:(?:[6-9]00|bold)"), lazy_compile(r"font-style:italic")
_LEVEL = lazy_compile(r"\blst-kix_\w{1,60}-(\d)\b")
_LISTS = frozenset(("ul", "ol"))


def to_plain(page: IndexedTree) -> None:
    """Write emphasis and nested lists as HTML has them, in place."""
    for content in list(page.of_class("doc-content")):
        _write_emphasis(page, content)
        _nest_lists(content)


def _write_emphasis(page: IndexedTree, content: _Element) -> None:
    bold: set[str] = set()
    italic: set[str] = set()
    for style in page.tree.iter("style"):
        for name, rules in _RULE.findall(style.text or ""):
            if _BOLD.search(rules):
                bold.add(name)
            if _ITALIC.search(rules):
                italic.add(name)
    for span in list(content.iter("span")):
        names = set((span.get("class") or "").split())
        tags = [tag for tag, own in (("strong", bold), ("em", italic)) if own & names]
        if not tags or not text_of(span).strip():
            continue
        if any(around.tag in HEADINGS for around in span.iterancestors()):
            continue
        rename(span, tags[0])
        if len(tags) > 1:
            inner = span.makeelement(tags[1])
            inner.text, span.text = span.text, None
            inner.extend(list(span))
            span.append(inner)


def _nest_lists(content: _Element) -> None:
    """Put a list of a deeper level into the last item before it, and join the parts of a list."""
    open_: list[tuple[int, _Element]] = []  # the level of each list, from the outermost
    last: _Element | None = None
    for each in list(content):
        level = _level(each)
        if level < 0 or last is None or each.getprevious() is not last:
            open_ = [(level, each)] if level >= 0 else []
            last = each if level >= 0 else None
            continue
        while len(open_) > 1 and open_[-1][0] > level:
            open_.pop()
        depth, around = open_[-1]
        if level > depth and len(around):
            around[-1].append(each)
            open_.append((level, each))
        elif level == depth and "start" not in (each.get("class") or "").split():
            around.extend(list(each))
            content.remove(each)
        else:
            open_, last = [(level, each)], each


def _level(element: _Element) -> int:
    """Return the level of a list; -1 for anything else."""
    found = _LEVEL.search(element.get("class") or "") if element.tag in _LISTS else None
    return int(found[1]) if found and not (element.tail or "").strip() else -1
