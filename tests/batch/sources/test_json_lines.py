"""JSON Lines."""

from __future__ import annotations

from batch.sources.lists import bad, entries
from crosspost.batch.entry import Entry

A, B = "https://a.example.org/one", "https://b.example.org/two"


def test_objects_have_the_address_and_fields_that_override() -> None:
    found = entries(f'{{"url": "{A}", "tags": ["river"], "mood": 3}}\n\n{{"link": "{B}"}}\n')
    assert found == [Entry(A, 1, {"tags": ["river"]}), Entry(B, 3)]


def test_bad_lines_are_reported_and_do_not_stop_the_rest() -> None:
    deep = "[" * 100_000
    found = entries(
        f'{{"url": "{A}"}}\n{{"url": \n[1]\n{{"title": "x"}}\n{{"url": "{B}", "tags": 3}}\n{deep}\n'
    )
    assert bad(found) == [
        (2, "not JSON"),
        (3, "not a JSON object"),
        (4, "no URL in this object"),
        (5, "tags is neither a text nor a list of texts"),
        (6, "not JSON"),
    ]


def test_that_no_line_has_a_url_is_said_once() -> None:
    text = "".join(f'{{"id": {number}, "name": "x"}}\n' for number in range(100))
    assert bad(entries(text, "jsonl")) == [(1, "JSON Lines without URLs: it has id, name")]
    found = entries(f'{text}{{"url": "{A}"}}\n', "jsonl")
    assert Entry(A, 101) in found and len(bad(found)) == 100
