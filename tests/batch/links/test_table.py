"""CSV and TSV with a header."""

from __future__ import annotations

from datetime import date

import pytest

from batch.links.lists import bad, entries, urls
from crosspost.batch.entry import Entry

A, B = "https://a.example.org/one", "https://b.example.org/two"


def test_known_columns_override_fields_and_others_are_ignored() -> None:
    found = entries(
        f'title,URL,tags,date,mood\n"One, and more",{A},"river; bread",2013-03-06,glad\n,{B},,,\n'
    )
    assert found == [
        Entry(
            A, 2, {"title": "One, and more", "tags": ["river", "bread"], "date": date(2013, 3, 6)}
        ),
        Entry(B, 3),
    ]


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_the_separator_is_seen_in_the_header(separator: str) -> None:
    text = separator.join(["link", "author"]) + "\n" + separator.join([A, "Ann Example"]) + "\n"
    assert entries(text) == [Entry(A, 2, {"author": "Ann Example"})]


def test_a_quoted_cell_may_go_over_several_lines() -> None:
    found = entries(f'url,description\n{A},"first\nsecond"\n{B},third\n')
    assert [(one.url, one.line) for one in found if isinstance(one, Entry)] == [(A, 2), (B, 4)]


def test_bad_rows_are_reported_with_their_line() -> None:
    found = entries(f"url,date\n{A},yesterday\n,2013-03-06\n{B},2013-03-06\n")
    assert bad(found) == [
        (2, "date is not a date such as 2013-03-06: 'yesterday'"),
        (3, "no address in this row"),
    ]
    assert urls(found) == [B]


def test_a_table_without_a_column_of_addresses_is_no_list() -> None:
    assert bad(entries("name,age\nAnn,3\n", kind="csv")) == [(1, "no column is called url")]
