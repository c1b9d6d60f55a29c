"""The position of a line on the page: how far from the heading, and what surrounds it."""

from __future__ import annotations

from typing import Any

from crosspost.metadata.days.labels import says
from crosspost.metadata.hints import Hint
from crosspost.metadata.lines import Line
from crosspost.metadata.text import listed
from crosspost.metadata.view import AFTER, BEFORE, View

_STEPS, _MAX_SURROUNDINGS = 40, 10_000  # elements, characters
_BESIDE = {
    Hint.COMMENT: listed("comment disqus respond reply testimonial reviewer"),
    Hint.TEASER: listed(
        "related sidebar recommend popular trending teaser <aside> latest recent more- read-next"
        " also-like carousel slider post-list article-list archive card upcoming calendar adjacent"
        " post-navigation nav-links prev- next-"
    ),
    Hint.BOILERPLATE: listed(
        "<nav> <footer> footer navigation newsletter subscribe cookie menu <dialog> infobox"
    ),
    Hint.OWN_ARTICLE: ("<article>",),
}


def position(line: Line, view: View) -> set[Hint]:
    """Return hints: how far a line is from the heading, and the kinds of its surroundings.

    Elements that contain the heading, too, do not count as surroundings: a class such as
    "with-sidebar" on a wrapper of the whole page says nothing of the line.
    """
    zone = surroundings(line.element, view)
    hints = {hint for hint, words in _BESIDE.items() if says(words, zone)}
    return hints | {_distance(line, view)}


def _distance(line: Line, view: View) -> Hint:
    start = view.heading_line
    if start is None:
        return Hint.EARLY if line.index < AFTER else Hint.FAR
    steps = line.index - start
    if 0 <= steps <= 3:
        return Hint.JUST_BELOW
    if 3 < steps <= 10:
        return Hint.BELOW
    if 10 < steps <= AFTER:
        return Hint.FARTHER_BELOW
    if -4 <= steps < 0:
        return Hint.JUST_ABOVE
    return Hint.ABOVE if -BEFORE <= steps < 0 else Hint.FAR


def surroundings(element: Any, view: View) -> str:
    """Return tags, classes, ids and roles from an element up to the first one with the heading."""
    names: list[str] = []
    shared = view.around_heading
    left = _MAX_SURROUNDINGS
    for _ in range(_STEPS):
        if element is None or element in shared or element.tag == "body" or left <= 0:
            break
        names_given = map(element.get, ("class", "id", "role", "itemprop"))
        names.append(f"<{element.tag}> {' '.join(filter(None, names_given))}"[:left])
        left -= len(names[-1])
        element = element.getparent()
    return " ".join(names).lower()
