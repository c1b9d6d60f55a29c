"""Why authors and days are rejected, in words."""

from __future__ import annotations

import pytest

from article_page import found
from crosspost.metadata.reasons import reason

HEADING = "<h1>Otters return to the river</h1>"


@pytest.mark.parametrize(
    ("field", "body", "why"),
    [
        ("authors", "<div class='comment'>By Bo Lee</div>", "in a comment"),
        ("authors", "<aside class='related'>By Bo Lee</aside>", "among links to other stories"),
        ("authors", "<footer>By Bo Lee</footer>", "in a menu or a footer"),
        ("authors", "<p>By Bo Lee</p>", "too unlikely to be taken"),
        ("published", "<p>Valid until 5 March 2024</p>", "not the day of publication"),
        ("published", "<p>Copyright 5 March 2024</p>", "of the copyright notice"),
    ],
)
def test_the_reason_is_what_was_seen_beside_the_value(field: str, body: str, why: str) -> None:
    (candidate,) = found(field, "", HEADING + body)
    assert reason(candidate, is_chosen=False).startswith(why)


def test_what_is_no_name_is_called_so() -> None:
    (candidate,) = found("authors", '<meta name="author" content="Admin">', HEADING)
    assert reason(candidate, is_chosen=True) == "not a name"


def test_without_a_fault_another_was_more_likely() -> None:
    (candidate,) = found("authors", "", f"{HEADING}<p>By Bo Lee</p>")
    assert reason(candidate, is_chosen=True) == "less likely than what was taken"
