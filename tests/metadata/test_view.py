"""What readers need of a page: meta elements, language, heading, the lines around it."""

from __future__ import annotations

import pytest

from article_page import document
from crosspost.metadata.view import AFTER, BEFORE, View

LINES = "".join(f"<p>Line {number} of the page.</p>" for number in range(60))


def test_meta_elements_are_found_by_every_name_that_they_have() -> None:
    head = '<meta name="DC:creator" content="Ann"><meta property="og:title author" content=" Bo ">'
    assert View(document(head)).meta == {
        "dc.creator": ["Ann"],
        "og:title": ["Bo"],
        "author": ["Bo"],
    }


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        ("de_AT", "", "de-AT"),
        ("", '<meta property="og:locale" content="fr_FR">', "fr-FR"),
        ("", "", "en"),
    ],
)
def test_the_language_is_that_of_the_page(lang: str, head: str, language: str) -> None:
    assert View(document(head, lang=lang)).language == language


def test_the_lines_around_the_heading_are_near_and_those_after_them_far() -> None:
    view = View(document("<title>Otters return</title>", f"{LINES}<h1>Otters return</h1>{LINES}"))
    near = [line.text for line in view.near]
    assert near[0] == "Otters return"
    assert near[1] == "Line 0 of the page." and near[-1] == "Line 59 of the page."
    assert len(near) == 1 + AFTER + BEFORE
    assert view.far[0].text == f"Line {AFTER} of the page."


def test_a_word_that_the_text_has_in_lower_case_is_common() -> None:
    view = View(document("", "<h1>Bread Dad</h1><p>How to bake bread at home.</p>"))
    assert view.is_common("Bread")
    assert not view.is_common("Dad")


def test_the_title_element_of_the_head_comes_before_that_of_a_drawing() -> None:
    svg = "<svg><title>Menu</title></svg>"
    assert View(document("<title>Otters</title>", svg)).title_element == "Otters"
    assert View(document("", svg)).title_element == "Menu"
