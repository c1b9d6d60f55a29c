"""The position of a line on the page: how far from the heading, and what surrounds it."""

from __future__ import annotations

from itertools import islice
from typing import Any

from crosspost.metadata.days.labels import says
from crosspost.metadata.hints import Hint
from crosspost.metadata.lines import Line
from crosspost.metadata.text import listed, text_of
from crosspost.metadata.view import AFTER, BEFORE, View

_STEPS, _MAX_SURROUNDINGS = 40, 10_000  # elements, characters
# Of a teaser: elements around a line, characters, titles, words of a link that is one.
_MAX_BOXES, _MAX_TEASER, _MAX_TITLES, _LEAST_TITLE = 3, 400, 10, 4
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
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


def is_of_teaser(element: Any, view: View) -> bool:
    """Tell whether an element is in a small box with the title of another story.

    The title is a link in a heading, or one of several words.
    """
    box = element
    for _ in range(_MAX_BOXES):
        if box is None or box in view.around_heading or box.tag == "body":
            return False
        if len(text_of(box)) > _MAX_TEASER:
            return False
        if any(_is_title(link, element) for link in islice(box.iter("a"), _MAX_TITLES)):
            return True
        box = box.getparent()
    return False


def _is_title(link: Any, element: Any) -> bool:
    """Tell whether a link has a heading or several words, and is not the element or around it."""
    if link.get("href", "#")[:1] == "#":
        return False
    around = [*islice(link.iterancestors(), 2), *islice(link.iter(*_HEADINGS), 1)]
    if any(e.tag in _HEADINGS for e in around):
        return True
    is_outside = link is element or link in element.iterancestors()
    return not is_outside and len(text_of(link).split()) >= _LEAST_TITLE


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
