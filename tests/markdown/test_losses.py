"""What the parser finds as the article's words is written, in whatever element they stand."""

from __future__ import annotations

import random
import re

import pytest

from crosspost.body.blocks import group
from crosspost.markdown import to_markdown
from crosspost.page.flow import walk
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup
from shapes.markdown import ELEMENTS

# As a text of its own, a paragraph, and a paragraph within a mark.
INNER = ("w#a or not?", "<p>w#b or not?</p>", "<b><p>w#c or not?</p></b>")


def words(text: str) -> set[str]:
    return set(re.findall(r"w\d+[a-z]", text))


def lost(outer: str, inner: str) -> set[str]:
    """Return the words that are not written where one element is in another, or none in none."""
    held = "".join(f"<{inner}>{text}</{inner}>" if inner else text for text in INNER)
    page = f"w#d or?{held}w#e or?"
    page = (f"<{outer}>{page}</{outer}>" if outer else page).replace("#", "1")
    tree = parse_fragment(f"<p>Before.</p>{page}<p>After.</p>", None)
    return words(" ".join(group(walk(tree)).texts)) - words(to_markdown(to_soup(tree)))


@pytest.mark.threat("16: words that are counted as the article's and not written")
@pytest.mark.parametrize("outer", ["", *ELEMENTS])
def test_the_words_in_elements_in_every_element_are_written(outer: str) -> None:
    """Neither element has to belong there: what libxml2 makes of it is what a page is.

    A fixed third of all pairs; ``benchmarks/attack.py generated`` tries all.
    """
    some = random.Random(outer).sample(ELEMENTS, len(ELEMENTS) // 3)
    assert [inner for inner in ["", *some] if lost(outer, inner)] == []
