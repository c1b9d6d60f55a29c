"""Drawings (``svg``) that are content, such as charts, and not icons."""

from __future__ import annotations

from itertools import islice

from bs4 import Tag

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import search

_TEXTS = frozenset(["text"])
_FEWEST_TEXTS = 3  # labels in a chart
_SMALLEST = 150  # pixels or units of a drawing; icons are smaller
_NUMBER = lazy_compile(r"\s*(\d{1,6}(?:\.\d*)?)(?:px)?\s*\Z")
_CONTROLS = frozenset(["a", "button", "h1", "h2", "h3", "h4", "h5", "h6"])
_MOST_AROUND = 4


def is_drawing(svg: Tag) -> bool:
    """Tell whether a drawing shows something: it has labels, or a name and a size."""
    if any(parent.name in _CONTROLS for parent in islice(svg.parents, _MOST_AROUND)):
        return False
    if svg.attrs.get("aria-hidden") == "true":
        return False
    if len(list(islice(search.every(svg, _TEXTS), _FEWEST_TEXTS))) == _FEWEST_TEXTS:
        return True
    is_named = svg.attrs.get("role") == "img" or "aria-label" in svg.attrs
    return is_named and min(_sides(svg)) >= _SMALLEST


def _sides(svg: Tag) -> tuple[float, float]:
    box = str(svg.attrs.get("viewbox") or svg.attrs.get("viewBox") or "").replace(",", " ").split()
    sides = []
    for side, unit in zip(("width", "height"), [*box[2:4], "", ""], strict=False):
        found = _NUMBER.match(str(svg.attrs.get(side) or "")) or _NUMBER.match(unit)
        sides.append(float(found[1]) if found else 0.0)
    return sides[0], sides[1]
