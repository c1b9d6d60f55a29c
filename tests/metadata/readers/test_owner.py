"""The copyright notice: on a blog of one person it is the only byline."""

from __future__ import annotations

import pytest

from article_page import document
from crosspost.metadata.readers import owner
from crosspost.metadata.view import View


def names(notice: str, text: str = "") -> list[object]:
    body = f"<h1>Otters</h1><p>{text}</p><footer><p>{notice}</p></footer>"
    return [c.value for c in owner.read(View(document("", body)))]


@pytest.mark.parametrize(
    "notice",
    [
        "© 2024 Ann Otter. All rights reserved.",
        "Copyright © 2019–2024 Ann Otter",
        "(c) Ann Otter, 2024",
        "© 2024 by Ann Otter | Imprint",
    ],
)
def test_the_person_in_the_notice_is_offered(notice: str) -> None:
    assert names(notice) == [("Ann Otter",)]


@pytest.mark.parametrize(
    "notice", ["© 2024 Riverbend Media Inc.", "© 2024", "© 2024 All rights reserved", "Ann Otter"]
)
def test_a_company_or_nobody_is_not(notice: str) -> None:
    assert names(notice) == []
