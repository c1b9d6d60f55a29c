"""Names that a person has given, and those that a tool makes."""

from __future__ import annotations

import pytest

from crosspost.sites.robust_selectors import is_robust


@pytest.mark.parametrize(
    "name", ["entry-content", "articleBody", "post_text", "story", "main", "ArticleBody_text"]
)
def test_names_of_people(name: str) -> None:
    assert is_robust(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "a", "post-1234", "css-1q2w3e", "sc-bdVaJa", "Article_body__aBcDe", "jsx-foo"),
        *("xkqzrt", "col2", "ünï", "a:b", "w-1/2", "x" * 60),
    ],
)
def test_names_of_tools(name: str) -> None:
    assert not is_robust(name)
