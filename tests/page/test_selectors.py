"""Selectors in a tree, and what is said of those that cannot be used."""

from __future__ import annotations

import pytest

from crosspost.errors import ConfigError
from crosspost.model import Selector
from crosspost.page.parse import parse_text
from crosspost.page.selectors import check, elements, find

TREE = parse_text(
    "<div id=a class=x>one<p>two</p></div><p id=b title=t>three</p>", "https://example.org/"
).tree


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("p", ["p", "b"]),
        ("#b, .x", ["a", "b"]),
        ("//p", ["p", "b"]),
        ("//p/@title", ["t"]),
        ("//p/text()", ["two", "three"]),
        ("id('b')", ["b"]),
        ('id("b")/text() | id( "a" )', ["a", "three"]),
        ("(//p)[2]", ["b"]),
        ("string(//p[2])", []),
        ("count(//p)", ["2"]),
        (".nothing", []),
    ],
)
def test_elements_and_texts_are_found_in_the_order_of_the_page(text: str, names: list[str]) -> None:
    items = find(TREE, Selector(text, "xpath" if "(" in text else Selector.of(text).language), "x")
    assert [
        item if isinstance(item, str) else item.get("id") or str(item.tag) for item in items
    ] == names


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("h1[", "'h1[' is not a CSS selector: it ends too early, after character 3"),
        (":has(", "ends too early, after character 5"),
        ("h1 > ", "ends too early, after character 4"),
        ("h1,,h2", "',' at character 4 is not expected"),
        ("p:nth-child(x)", "'x' at character 13 is not expected"),
        ("[a='x]", "the quotation mark at character 4 is not closed"),
        ("", "title = '' is empty"),
        ("h1::before", "cannot be used: ::before is not supported"),
        ("h1:foo", "cannot be used: :foo is not supported"),
        (":not(:not(a))", "cannot be used: nested :not is not supported"),
        ("a|b", "cannot be used: a part of it is not supported"),
        ("\\2", "cannot be used: a part of it is not supported"),
        ("a " * 20_000, "cannot be used: a part of it is not supported"),
        ("//p[", "'//p[' is not XPath 1.0: "),
        ("//p[foo()]", "cannot be used: unregistered function"),
        ("//p[re:test(., 'a')]", "undefined namespace prefix"),
        ("//p[$x]", "undefined variable"),
        ("//\x01p", "it contains a control character"),
        ("(//p = 'two')", "gives true or false"),
    ],
)
def test_a_selector_that_cannot_be_used_is_an_error(text: str, message: str) -> None:
    selector = Selector(Selector.of(text).text, Selector.of(text).language, "[sites]")
    with pytest.raises(ConfigError) as caught:
        find(TREE, selector, "title")
    assert message in str(caught.value)
    assert str(caught.value).startswith("[sites]: title = ")
    assert caught.value.hint.endswith(".") and len(str(caught.value)) < 400


def test_elements_are_wanted_and_a_text_is_given() -> None:
    with pytest.raises(ConfigError, match="gives a text, and elements are wanted"):
        elements(TREE, Selector.of("//p/text()"), "body")


def test_a_selector_is_checked_without_a_page() -> None:
    check(Selector.of("p.a > b"), "body")
    with pytest.raises(ConfigError, match="body"):
        check(Selector.of("p["), "body")
