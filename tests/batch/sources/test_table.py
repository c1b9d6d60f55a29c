"""CSV and TSV with a header."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from batch.sources.lists import bad, entries, urls
from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.recognise import recognise

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
        (3, "no URL in this row"),
    ]
    assert urls(found) == [A, B]


def test_a_table_without_a_column_of_addresses_is_no_list() -> None:
    assert bad(entries("name,age\nAnn,3\n", kind="csv")) == [
        (1, "no column is called url: it has name, age")
    ]


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


def notes(content: str | bytes) -> tuple[list[Entry | BadLine], list[str]]:
    said: list[str] = []
    return entries(content, on_note=said.append), said


def test_a_date_that_is_not_understood_is_said_and_its_link_kept() -> None:
    found, said = notes(f"url,date\n{A},06/03/2021\n{B},soon\n{A},13/03/2021\n")
    assert [one.overrides for one in found if isinstance(one, Entry)] == [
        {}, {}, {"date": date(2021, 3, 13)}
    ]  # fmt: skip
    assert said == [
        "-: not a date such as 2013-03-06: '06/03/2021' in line 2 and 1 more; "
        "the date of the page is used"
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("March 6, 2021", date(2021, 3, 6)),
        ("6. März 2021", date(2021, 3, 6)),
        ("2021/03/06", date(2021, 3, 6)),
    ],
)
def test_dates_in_words_are_read(text: str, day: date) -> None:
    assert entries(f'url,date\n{A},"{text}"\n') == [Entry(A, 2, {"date": day})]


@pytest.mark.parametrize(
    "cell", ['"[""river"",""bread""]"', "\"['river', 'bread']\"", "river|bread", '"river, bread"']
)
def test_tags_in_the_forms_of_services(cell: str) -> None:
    found = entries(f"URL,Document tags\n{A},{cell}\n{B},[]\n")
    assert found == [Entry(A, 2, {"tags": ["river", "bread"]}), Entry(B, 3)]


def test_a_title_that_is_the_url_is_none_and_what_a_service_kept_is_dated() -> None:
    kept = datetime(2021, 2, 26, 9, 55, 33, tzinfo=UTC)
    found = entries(f"title,url,time_added\n{A},{A},1614333333\n")
    assert found == [Entry(A, 2, dated=kept)]


def test_excel_names_the_separator_in_the_first_line() -> None:
    found = entries(f"sep=;\r\nurl;title\r\n{A};One, two\r\n")
    assert found == [Entry(A, 3, {"title": "One, two"})]


def test_a_table_of_an_older_program_is_read_in_its_encoding_which_is_said() -> None:
    text = f"url,title\n{A},Die Brücke über den größten Fluß\n"
    found, said = notes(text.encode("cp1252"))
    assert found[0] == Entry(A, 2, {"title": "Die Brücke über den größten Fluß"})
    assert len(said) == 1 and said[0].startswith("-: not UTF-8: read as ")


def test_a_column_of_urls_may_have_any_name() -> None:
    rows = "Titel;Adresse;Datum\nBrücke;https://example.org/a;x\nFluss;https://example.org/b;y\n"
    for text in (rows.encode(), rows.encode("cp1252"), rows.encode("utf-16")):
        assert urls(entries(text)) == [
            "https://example.org/a",
            "https://example.org/b",
        ]


@pytest.mark.parametrize(
    "text",
    [
        "My links, collected\nhttps://example.org/a, and more\n",
        "one, two\nhttps://example.org/a, https://example.org/b\nhttps://example.org/c, x\n",
        "https://example.org/x, one\nhttps://example.org/a, two\nhttps://example.org/b, three\n",
    ],
)
def test_a_list_with_separators_in_its_lines_is_no_table(text: str) -> None:
    assert recognise(text.encode()) == "text"
