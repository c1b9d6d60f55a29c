"""The language of code as highlighters write it."""

from __future__ import annotations

import pytest

from crosspost.page.code_language import language_from_attributes, language_from_classes


@pytest.mark.parametrize(
    ("attributes", "language"),
    [
        ({"class": "hljs language-python"}, "python"),
        ({"class": ["prism", "lang-C++"]}, "c++"),
        ({"class": "brush: jscript; gutter: false"}, "javascript"),
        ({"data-syntaxhighlighter-params": "brush: py; theme: Plain"}, "py"),
        ({"class": "data type-ruby"}, "ruby"),
        ({"class": "dp-py"}, "py"),
        ({"data-lang": "Rust", "class": "language-c"}, "rust"),
        ({"class": "dp-highlighter type-button"}, ""),
        ({"class": "language-none"}, ""),
        ({"data-lang": "a b", "class": "code"}, ""),
    ],
)
def test_a_prefix_or_an_attribute_names_the_language(
    attributes: dict[str, object], language: str
) -> None:
    assert language_from_attributes(attributes) == language


def test_a_class_is_a_language_in_code_and_in_boxes_of_highlighters() -> None:
    assert language_from_classes(["wide", "Python"], is_code=True) == "python"
    assert language_from_classes(["highlight", "go"], is_code=False) == "go"
    assert language_from_classes(["go"], is_code=False) == ""
