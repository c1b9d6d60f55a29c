"""Tabs with code, one below the other: the label of each as a bold line, then what it shows.

Bootstrap, Sphinx Design, MkDocs Material, Docusaurus; all but one are hidden until someone clicks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import IndexedTree, names_of, new, remove, rename, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LISTS = ("nav-tabs", "tabbed-labels", "tabs-nav", "tab-list", "code-tabs")
_PANE = lazy_compile(r"tab|pane")
_MOST = 12  # tabs of a list
_LONGEST = 60  # characters of a label


def to_lines(page: IndexedTree) -> None:
    """Write tabs with code one below the other, in place."""
    for label in list(page.of_class("sd-tab-label")):  # of Sphinx: before what it shows
        beside, button = label.getnext(), label.getprevious()
        if beside is not None and "sd-tab-content" in (beside.get("class") or "").split():
            _add_label(beside, label)
            remove(label)
            if button is not None and button.tag == "input":
                remove(button)
    done: set[_Element] = set()
    for tablist in dict.fromkeys([*page.with_role("tablist"), *page.of_class(*_LISTS)]):
        tabs = _tabs(tablist)
        panes = _panes(page, tablist, tabs)
        if (
            not panes
            or not done.isdisjoint(panes)
            or not any(next(pane.iter("pre"), None) is not None for pane in panes)
        ):
            continue
        done.update(panes)
        for tab, pane in zip(tabs, panes, strict=True):
            _add_label(pane, tab)
        around = panes[0].getparent()
        if around is not None and around is panes[-1].getparent() and around.tag == "div":
            rename(around, "div")
        remove(tablist)


def _add_label(pane: _Element, tab: _Element) -> None:
    """Put the label of a tab above what it shows, which is not hidden then."""
    label = " ".join(text_of(tab).split())
    rename(pane, "div")
    if label and len(label) <= _LONGEST:
        line = new("p")
        line.append(new("strong", label))
        line.tail, pane.text = pane.text, None
        pane.insert(0, line)


def _tabs(tablist: _Element) -> list[_Element]:
    for path in (".//*[@role='tab']", ".//label", ".//li"):
        found = list(tablist.iterfind(path))
        if found:
            return found[: _MOST + 1] if len(found) <= _MOST else []
    return []


def _panes(page: IndexedTree, tablist: _Element, tabs: list[_Element]) -> list[_Element]:
    """Return what each tab shows: by its name, else by order in the box beside the list."""
    named = []
    for tab in tabs:
        link = tab if tab.tag == "a" else next(tab.iter("a"), tab)
        name = tab.get("aria-controls") or (link.get("href") or "#")[1:]
        pane = page.by_id(name) if name else None
        if pane is not None:
            named.append(pane)
    if tabs and len(named) == len(tabs) == len(set(named)):
        return named
    beside = tablist.getnext()
    children = [] if beside is None else [child for child in beside if isinstance(child.tag, str)]
    if not tabs or len(children) != len(tabs):
        return []
    return children if all(_PANE.search(names_of(child)) for child in children) else []
