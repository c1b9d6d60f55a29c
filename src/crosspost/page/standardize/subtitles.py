"""Subtitles that are marked up as headings, as paragraphs: they introduce the whole article.

Medium, Substack, Hashnode and many themes have one as ``h2`` or ``h3`` right under the title.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from crosspost.lazy_regex import lazy_compile
from crosspost.page.standardize.tree import IndexedTree, text_of
from crosspost.page.vocabulary import HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = lazy_compile(
    r"(?:^|[\s_-])(?:sub-?title|sub-?head|subheading|subline|standfirst|dek|deck|strapline|tagline)"
    r"(?:$|[\s_-])",
    re.I,
)
_LONGEST = 300  # characters
_FEWEST = 3  # words, where no class names it
_PROSE = 60  # characters of a paragraph
_MOST_TITLES = 5  # of the first rank
_TEXTS = ("p", "ul", "ol", "pre", "table", "blockquote", "figure", "img")


def to_paragraphs(page: IndexedTree) -> None:
    """Write subtitles as paragraphs, in place."""
    headings = list(page.tree.iter(*HEADINGS))
    titles = 0
    for title, heading in pairwise(headings):
        if title.tag != "h1":
            continue
        titles += 1
        if titles > _MOST_TITLES:
            break
        if heading.tag != "h1" and _is_subtitle(title, heading):
            heading.tag = "p"


def _is_subtitle(title: _Element, heading: _Element) -> bool:
    words = " ".join(text_of(heading, _LONGEST + 1).split())
    if not words or len(words) > _LONGEST or words[-1] in ":：" or not text_of(title):
        return False
    around, wrapper, start = _common(title, heading)
    if around is None or wrapper is None or start is None or start.getnext() is not wrapper:
        return False
    if next(title.iter("a"), None) is not None or next(heading.iter("a"), None) is not None:
        return False
    if "".join(wrapper.itertext()).strip() != "".join(heading.itertext()).strip():
        return False
    if _NAME.search(heading.get("class") or ""):
        return True
    return words.count(" ") >= _FEWEST - 1 and not _has_text_under(around, wrapper)


def _common(
    title: _Element, heading: _Element
) -> tuple[_Element | None, _Element | None, _Element | None]:
    """Return the box around both, and its children that hold the heading and the title."""
    of_title: dict[_Element, _Element] = {}
    child = title
    for box in title.iterancestors():
        of_title[box] = child
        child = box
    child = heading
    for box in heading.iterancestors():
        if box in of_title:
            return box, child, of_title[box]
        child = box
    return None, None, None


def _has_text_under(around: _Element, wrapper: _Element) -> bool:
    """Tell whether the text of the article follows right under a heading, as that of a section.

    A header ends after a subtitle, or has a byline below it.
    """
    if around.tag in ("header", "hgroup"):
        return False
    following = wrapper.getnext()
    if following is None:
        return next((e for e in around.iter("p") if len(text_of(e)) >= _PROSE), None) is not None
    texts = [e for e in following.iter(*_TEXTS) if e.tag != "img" or e is following]
    return following.tag in _TEXTS or any(e.tag != "p" or len(text_of(e)) >= _PROSE for e in texts)
