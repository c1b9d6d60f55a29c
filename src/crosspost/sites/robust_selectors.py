"""Generate robust CSS selectors: they use ids and classes named by people, not by build tools."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.model import Selector
from crosspost.page.selectors import elements

if TYPE_CHECKING:
    from lxml.etree import _Element

# Names of letters alone: numbers are often those of a post, a column or a version.
_PLAIN = lazy_compile(r"[A-Za-z][A-Za-z_-]{1,39}")
# Prefixes of class names that build tools generate from a style, and that change with it.
_MADE = lazy_compile(r"(?:css|sc|jsx|jss|svelte|emotion|makeStyles|module|chakra|Mui)[-_]")
_HUMP = lazy_compile(r"[a-z][A-Z]")
_NO_VOWEL = lazy_compile(r"[bcdfghjklmnpqrstvwxz]{5}", re.I)
# Names that say how a box looks or in which state it is, and not what it is.
_LOOKS = lazy_compile(
    r"(?:col|row|grid|flex|container|wrapper|wrap|inner|outer|clearfix|left|right|center|active"
    r"|show|hide|visible|open|block|text|font|bg|border|[mp][tblrxy]?|w|h|is|has|js|no)(?:[-_].*)?"
)
_MEANING = frozenset(("article", "main", "aside", "nav", "header", "footer", "form", "figcaption"))
_MOST_NAMES = 8  # of an element
_MOST_AROUND = 12  # elements around it that are named as well
_MOST_STEPS = 6  # of a path that counts elements
_HASH_HUMPS = 0.3  # changes from small to capital letters, for each letter


def is_robust(name: str) -> bool:
    """Tell whether an id or a class looks as if a person had given it."""
    if not _PLAIN.fullmatch(name) or _MADE.match(name) or _NO_VOWEL.search(name):
        return False
    parts = [part for part in re.split(r"[-_]+", name) if part]
    humps = (len(_HUMP.findall(part)) / len(part) for part in parts)
    return bool(parts) and max(humps) < _HASH_HUMPS


def selector_of(
    tree: _Element,
    element: _Element,
    fits: Callable[[Sequence[_Element]], bool],
    *,
    alone: bool = False,
) -> tuple[str, bool]:
    """Return a CSS selector of an element.

    Args:
        tree: the root of the page.
        element: what it is to find.
        fits: tells whether the elements that a selector finds are the wanted ones.
        alone: by its own names, not by those of elements around it.

    Returns:
        The selector, empty if there is none; and whether it does not count elements.
    """
    for css in _simple(element) if alone else _candidates(element):
        if fits(elements(tree, Selector(css, "css"), "suggest")):
            return css, True
    counted = "" if alone else _counted(element)
    if counted and fits(elements(tree, Selector(counted, "css"), "suggest")):
        return counted, False
    return "", False


def _candidates(element: _Element) -> Iterator[str]:
    """Yield selectors, the simplest first: by the element alone, then by those around it."""
    own = list(_simple(element))
    yield from own
    last = [*own, str(element.tag)]
    for around in islice(element.iterancestors(), _MOST_AROUND):
        for outer in _simple(around):
            yield from (f"{outer} {inner}" for inner in last)
            if around is element.getparent():
                yield from (f"{outer} > {inner}" for inner in last)


def _simple(element: _Element) -> Iterator[str]:
    """Yield the selectors of an element by its id, its classes, its role or its name."""
    tag = str(element.tag)
    identity = element.get("id") or ""
    if is_robust(identity):
        yield f"#{identity}"
    names = (element.get("class") or "").split()[:_MOST_NAMES]
    robust = [name for name in names if is_robust(name) and not _LOOKS.fullmatch(name)]
    for name in robust:
        yield f".{name}"
    if element.get("itemprop") == "articleBody":
        yield "[itemprop=articleBody]"
    if tag in _MEANING:
        yield tag
    for name in robust:
        yield f"{tag}.{name}"
    for first, second in pairwise(robust):
        yield f".{first}.{second}"


def _counted(element: _Element) -> str:
    """Return a path from the nearest element with a robust name, which counts elements."""
    steps: list[str] = []
    here: _Element | None = element
    while here is not None and len(steps) < _MOST_STEPS:
        named = next(_simple(here), "") if here is not element else ""
        if named or here.tag in ("body", "html"):
            steps.append(named or str(here.tag))
            break
        tag = str(here.tag)
        place = 1 + sum(1 for _ in here.itersiblings(tag, preceding=True))
        steps.append(f"{tag}:nth-of-type({place})")
        here = here.getparent()
    return " > ".join(reversed(steps))
