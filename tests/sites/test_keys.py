"""A rule as a table of keys."""

from __future__ import annotations

from typing import Any

import pytest

from crosspost.errors import ConfigError
from crosspost.model import Selector
from crosspost.sites.keys import key_of, known_names, read_rule

ORIGIN = '[sites."example.org"]'


def test_all_keys_are_read() -> None:
    table: dict[str, Any] = {
        "body": [".entry", "//div[@id='story']"],
        "remove": ".ad",
        "author": ".by",
        "authors": ".writer",
        "date": "time",
        "tags": [".tag"],
        "next": "a.next",
        "single_page": "a.print",
        "prune": True,
        "mode": "general",
        "render": "auto",
        "headers": {"Accept-Language": "de"},
        "delay": 2.5,
        "replace": {"<br/>": "", "a": "b"},
    }
    rule = read_rule("example.org", ORIGIN, table)
    assert rule.name == "example.org" and rule.origin == ORIGIN
    assert rule.body == (Selector(".entry", "css"), Selector("//div[@id='story']", "xpath"))
    assert rule.remove == (Selector(".ad", "css"),)
    assert rule.fields["authors"] == (Selector(".by", "css"), Selector(".writer", "css"))
    assert set(rule.fields) == {"authors", "published", "tags"}
    assert (rule.next_page[0].text, rule.single_page[0].text) == ("a.next", "a.print")
    assert (rule.prune, rule.mode, rule.render, rule.delay) == (True, "general", "auto", 2.5)
    assert rule.headers == {"Accept-Language": "de"}
    assert rule.replace == (("<br/>", ""), ("a", "b"))
    assert read_rule("x", "", {}).prune is None


@pytest.mark.parametrize(
    ("table", "message", "hint"),
    [
        ({"bdoy": ".x"}, "there is no key 'bdoy'", "Did you mean body?"),
        ({"xyzzy": ".x"}, "there is no key 'xyzzy'", "Known are body, remove"),
        ({"body": 3}, "body = 3: this key takes a selector", "docs/sites.md"),
        ({"body": [3]}, "this key takes a selector", "docs/sites.md"),
        ({"body": {"a": "b"}}, "this key takes a selector", "docs/sites.md"),
        ({"body": " "}, "body = ' ' is empty", "'.entry'"),
        ({"body": "a\x1b[31m"}, "contains a control character", ""),
        ({"body": "a" * 3000}, "longer than 2000 characters", ""),
        ({"remove": ["a"] * 101}, "more than 100 selectors", ""),
        ({"prune": "yes"}, "prune = 'yes': this key takes true or false", ""),
        ({"mode": "news"}, "this key takes 'article' or 'general'", ""),
        ({"render": True}, "this key takes 'never' or 'auto' or 'always'", ""),
        ({"delay": -1}, "a number of seconds, at most 600", ""),
        ({"delay": True}, "a number of seconds", ""),
        ({"delay": float("nan")}, "a number of seconds", ""),
        ({"headers": {"a": 1}}, "this key takes a table of texts", ""),
        ({"headers": {"a": "b\r\nc: d"}}, "contains a control character", ""),
        ({"replace": [["a", "b"]]}, "this key takes a table of texts", ""),
    ],
)
def test_what_cannot_be_read_is_an_error_that_says_where(
    table: dict[str, Any], message: str, hint: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        read_rule("example.org", ORIGIN, table)
    assert str(caught.value).startswith(ORIGIN)
    assert message in str(caught.value)
    assert hint in caught.value.hint


def test_the_key_of_an_attribute() -> None:
    keys = [key_of(name) for name in ("body", "next_page", "authors", "published", "title", "mode")]
    assert keys == ["body", "next", "author", "date", "title", "mode"]
    assert set(keys) <= set(known_names())
