"""The block that is the page's title."""

from __future__ import annotations

import pytest

from block_page import PROSE, cut
from crosspost.body.title import find_title


@pytest.mark.parametrize(
    ("body", "title", "wanted"),
    [
        ("<h1>Harbour</h1><p>The ferry</p>", "The ferry", "Harbour"),
        ("<h1>Harbour</h1><h1>The ferry</h1>", "The ferry", "The ferry"),
        (
            "<p>Quay</p><div>The new ferry sails</div>",
            "The new ferry sails | Quay",
            "The new ferry sails",
        ),
        ("<nav><h1>The ferry</h1></nav><p>The ferry</p>", "The ferry", "The ferry"),
        ("<h1>Harbour</h1>", None, "Harbour"),
        (
            "<h1><a href='/'>The harbour</a></h1><h3>The new ferry sails</h3>",
            "The new ferry sails",
            "The new ferry sails",
        ),
        (
            "<h1><a href='/a'>The new ferry</a></h1><h3>The new ferry sails</h3>",
            "The new ferry sails",
            "The new ferry",
        ),
    ],
)
def test_an_h1_or_the_line_that_is_most_like_the_title(
    body: str, title: str | None, wanted: str
) -> None:
    found, page = cut(f"{body}<p>{PROSE}</p>")
    at = find_title(found, page, title)
    assert found.texts[at] == wanted


def test_a_page_may_have_none() -> None:
    found, page = cut(f"<h2>Harbour</h2><p>{PROSE}</p>")
    assert find_title(found, page, "The ferry") == -1
