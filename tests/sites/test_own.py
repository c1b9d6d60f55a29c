"""The user's rules."""

from __future__ import annotations

from typing import Any

import pytest

from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.sites.own import (
    all_rules,
    of_all_pages,
    of_call,
    of_settings,
    read_table,
    without_secrets,
)

URL = "https://www.example.org/blog/a"


def test_the_options_of_the_call_are_a_rule_for_every_page() -> None:
    select = {"body": ".entry", "author": "//a", "remove": ".x"}
    rule = of_call(Config(of_call={"select": select, "remove": (".ad",)}))
    assert rule is not None and rule.origin == "--select"
    assert [selector.origin for selector in rule.remove] == ["--remove", ""]
    assert rule.body[0].text == ".entry" and rule.fields["authors"][0].language == "xpath"
    assert [selector.text for selector in rule.remove] == [".ad", ".x"]
    assert of_call(Config()) is None
    usual = of_all_pages(Config(select=select, remove=(".ad",)))
    assert usual is not None and usual.origin == "the settings"
    assert [selector.text for selector in usual.remove] == [".ad", ".x"]
    assert of_all_pages(Config()) is None


def test_the_rule_for_the_narrowest_place_comes_first() -> None:
    names = ["example.org", "www.example.org", "example.org/blog", "example.net", "*.example.org"]
    config = Config(sites={name: {"body": ".x"} for name in names})
    found = [rule.name for rule in of_settings(URL, config)]
    assert found == ["example.org/blog", "www.example.org", "example.org", "*.example.org"]
    assert len(all_rules(config)) == len(names)
    assert of_settings("", config) == ()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"two words": {"body": ".x"}}, "is not the name of a host"),
        ({"example.org": ".x"}, '[sites."example.org"]: this is not a table'),
        ({"example.org": {"bdy": ".x"}}, "there is no key 'bdy'"),
        ({"www": {"example": {"org": {"body": ".x"}}}}, "[sites.www.example.org]: 'www' is not"),
        ({"example": {"site": {"body": ".x"}}}, "[sites.example.site]: 'example' is not"),
    ],
)
def test_a_table_that_cannot_be_read_is_an_error(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_table(table)
    assert message in str(caught.value) and caught.value.hint


def test_headers_do_not_leave_the_process_that_fetches() -> None:
    sites = {"example.org": {"headers": {"Cookie": "a=b"}, "body": ".x"}}
    assert without_secrets(sites) == {"example.org": {"body": ".x"}}
