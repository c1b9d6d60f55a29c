"""Where on the page a line stands: how far from the heading, and in what kind of surroundings."""

from __future__ import annotations

from typing import Any

from crosspost.metadata.days.labels import says
from crosspost.metadata.lines import Line
from crosspost.metadata.text import listed
from crosspost.metadata.view import AFTER, BEFORE, View

_STEPS, _MAX_SURROUNDINGS = 40, 10_000  # elements, characters
_BESIDE = {
    "comment": listed("comment disqus respond reply testimonial reviewer"),
    "teaser": listed(
        "related sidebar recommend popular trending teaser <aside> latest recent more- read-next"
        " also-like carousel slider post-list article-list archive card upcoming calendar adjacent"
        " post-navigation nav-links prev- next-"
    ),
    "frame": listed(
        "<nav> <footer> footer navigation newsletter subscribe cookie menu <dialog> infobox"
    ),
    "own article": ("<article>",),
}


def place(line: Line, view: View) -> set[str]:
    """Return hints: "just below", "below", "above", "far" of the heading; the kind of surroundings.

    Only what the line does not share with the heading counts as its surroundings: a class such as
    "with-sidebar" on a wrapper of the whole page says nothing.
    """
    zone = surroundings(line.element, view)
    hints = {hint for hint, words in _BESIDE.items() if says(words, zone)}
    return hints | {_distance(line, view)}


def _distance(line: Line, view: View) -> str:
    start = view.heading_line
    if start is None:
        return "early" if line.index < AFTER else "far"
    steps = line.index - start
    if 0 <= steps <= 3:
        return "just below"
    if 3 < steps <= 10:
        return "below"
    if 10 < steps <= AFTER:
        return "farther below"
    if -4 <= steps < 0:
        return "just above"
    return "above" if -BEFORE <= steps < 0 else "far"


def surroundings(element: Any, view: View) -> str:
    """Return tags, classes, ids and roles from an element up to what it shares with the heading."""
    names: list[str] = []
    shared = view.around_heading
    left = _MAX_SURROUNDINGS
    for _ in range(_STEPS):
        if element is None or element in shared or element.tag == "body" or left <= 0:
            break
        marks = map(element.get, ("class", "id", "role", "itemprop"))
        names.append(f"<{element.tag}> {' '.join(filter(None, marks))}"[:left])
        left -= len(names[-1])
        element = element.getparent()
    return " ".join(names).lower()
