"""Portable infoboxes, as Fandom has them beside an article: a table of labels and values.

Their classes are in https://community.fandom.com/wiki/Help:Infoboxes/CSS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosspost.page.standardize.tree import (
    IndexedTree,
    find_class,
    move_contents,
    new,
    remove,
    rename,
)

if TYPE_CHECKING:
    from lxml.etree import _Element


def to_tables(page: IndexedTree) -> None:
    """Write infoboxes as their pictures, and a table of all else, in place."""
    for box in list(page.of_class("portable-infobox")):
        table = new("table")
        for part in list(box.iter("h2", "div")):
            names = (part.get("class") or "").split()
            if "pi-title" in names:
                remove(part)  # as of the page
            elif "pi-header" in names:
                _add_row(table, "th", part).set("colspan", "2")
                remove(part)
            elif "pi-data" in names and (value := find_class(part, "pi-data-value")) is not None:
                cell = _add_row(table, "td", value)
                if (label := find_class(part, "pi-data-label")) is not None:
                    head = new("th")
                    move_contents(label, head)
                    cell.addprevious(head)
                remove(part)
        if len(table):
            box.append(table)
        rename(box, "div")


def _add_row(table: _Element, tag: str, source: _Element) -> _Element:
    """Add a row with one cell, which has the contents of an element; return the cell."""
    row, cell = new("tr"), new(tag)
    move_contents(source, cell)
    row.append(cell)
    table.append(row)
    return cell
