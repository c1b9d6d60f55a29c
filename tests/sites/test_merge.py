"""Several rules for a page → one."""

from __future__ import annotations

from typing import Any

from crosspost.sites.keys import read_rule
from crosspost.sites.merge import merge


def test_of_each_key_the_first_rule_that_has_it_counts() -> None:
    tables: list[dict[str, Any]] = [
        {"remove": ".a", "author": ".me", "headers": {"A": "1"}, "prune": False},
        {"remove": [".b", ".a"], "body": ".entry", "author": ".you", "mode": "general"},
        {"body": ".other", "date": "time", "headers": {"A": "2", "B": "3"}, "prune": True,
         "render": "auto", "delay": 3, "next": ".n", "single_page": ".s", "replace": {"x": "y"}},
    ]  # fmt: skip
    rule = merge([read_rule(f"{n}", f"origin {n}", table) for n, table in enumerate(tables)])
    assert rule is not None
    assert (rule.name, rule.origin) == ("0", "origin 0")
    assert [(s.text, s.origin) for s in rule.body] == [(".entry", "origin 1")]
    removed = [(s.text, s.origin) for s in rule.remove]
    assert removed == [(".a", "origin 0"), (".b", "origin 1")]
    fields = {name: [(s.text, s.origin) for s in each] for name, each in rule.fields.items()}
    assert fields == {"authors": [(".me", "origin 0")], "published": [("time", "origin 2")]}
    assert rule.headers == {"A": "1", "B": "3"}
    assert (rule.prune, rule.mode, rule.render, rule.delay) == (False, "general", "auto", 3)
    assert (rule.next_page[0].text, rule.single_page[0].text) == (".n", ".s")
    assert rule.replace == (("x", "y"),)


def test_no_rules_make_none() -> None:
    assert merge([]) is None
