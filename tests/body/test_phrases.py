"""Lines that stand around articles, told by their first words."""

from __future__ import annotations

import pytest

from crosspost.body.phrases import NAMES, kind_of
from crosspost.body.words import of_line


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Advertisement", "advert"),
        ("Read more: The ramp that did not fit", "more"),
        ("Lire aussi : La rampe", "more"),
        ("Sign up for our briefing", "signup"),
        ("12 comments", "comment"),
        ("About the author", "author"),
        ("Filed under: ferries", "tags"),
        ("5 min read", "when"),
        ("Photo: Lise Dahl", "picture"),
        ("Correction, 9 October", "update"),
        ("© 2024 Coast Courier", None),
        ("The ramp is too high.", None),
        ("→ · →", None),
        ("", None),
    ],
)
def test_a_line_says_what_it_is_for(line: str, kind: str | None) -> None:
    number = kind_of(of_line(line))
    assert (NAMES[number - 1] if number else None) == kind
