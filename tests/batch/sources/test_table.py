"""CSV and TSV with a header."""

from __future__ import annotations

from datetime import date

import pytest

from batch.sources.lists import bad, entries, urls
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
        (3, "no URL in this row"),
    ]
    assert urls(found) == [B]


def test_a_table_without_a_column_of_addresses_is_no_list() -> None:
    assert bad(entries("name,age\nAnn,3\n", kind="csv")) == [(1, "no column is called url")]


@pytest.mark.threat("15: a table whose rows are broken")
def test_a_quotation_mark_that_is_not_closed_names_the_lines_it_swallows() -> None:
    found = entries(f'url,title\n{A},one\n{B},"two\n{A},three\n{B},four\n')
    assert urls(found) == [A]
    ((line, reason),) = bad(found)
    assert line == 3 and "lines 3 to 5 are not read" in reason


@pytest.mark.threat("15: a table whose rows are broken")
def test_an_address_that_a_comma_cuts_is_not_taken() -> None:
    found = entries(f"url,title\n{A},part,title\n{B},title\n{A},x,\n")
    assert urls(found) == [B, A]  # empty cells at the end are what spreadsheets add
    assert bad(found) == [(2, "3 cells for 2 columns: is a cell not quoted?")]


@pytest.mark.threat("15: a table whose rows are broken")
def test_a_row_that_never_ends_is_dropped_and_the_rest_read() -> None:
    endless = '"x\n' + '","\n' * 400_000
    found = entries(f"url,title\n{A},one\n{endless}\n{B},two\n")
    assert urls(found)[0] == A
    assert any("a row of more than 1,048,576 characters" in reason for _, reason in bad(found))


@pytest.mark.threat("15: a table whose rows are broken")
def test_a_file_that_ends_within_a_row_is_cut() -> None:
    found = entries(f"url,title,tags\n{A},one,x\n{B},tw")
    assert urls(found) == [A] and bad(found) == [(3, "the file is cut within this row")]
