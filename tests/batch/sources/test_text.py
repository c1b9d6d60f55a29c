"""Plain text: a link a line."""

from __future__ import annotations

import tracemalloc

import pytest

from batch.sources.lists import bad, entries, urls
from crosspost.batch.entry import Entry

A, B = "https://a.example.org/one", "https://b.example.org/two"


def test_a_line_is_a_link_and_comments_and_empty_lines_are_not() -> None:
    found = entries(f"# my list\n\n{A}\n  {B}  # the second\n\t\n")
    assert found == [Entry(A, 3), Entry(B, 4)]


def test_a_fragment_is_no_comment() -> None:
    assert urls(entries(f"{A}#part\n")) == [f"{A}#part"]


def test_line_ends_of_windows_and_a_missing_last_one() -> None:
    assert urls(entries(f"{A}\r\n{B}")) == [A, B]


def test_byte_order_marks_tell_the_encoding() -> None:
    assert urls(entries(b"\xef\xbb\xbf" + A.encode())) == [A]
    assert urls(entries(f"{A}\n{B}\n".encode("utf-16"))) == [A, B]


def test_a_line_of_ten_megabytes_is_reported_and_the_rest_read() -> None:
    tracemalloc.start()
    found = entries(b"x" * 10_000_000 + b"\n" + A.encode() + b"\n")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert bad(found) == [(1, "a line of more than 1,048,576 characters")]
    assert found[1] == Entry(A, 2)
    assert peak < 30_000_000


def test_bytes_that_are_no_text_spoil_only_their_line() -> None:
    assert urls(entries(b"\xff\xfe\x00bad\n".lstrip(b"\xff\xfe") + A.encode()))[-1] == A


@pytest.mark.threat("15: characters whose removal makes another address")
@pytest.mark.parametrize("between", ["\r", "\t", "\0", "\x1b", "\x85"])
def test_two_addresses_never_become_one(between: str) -> None:
    one, two = "https://a.example.org/", "https://b.example.org/"
    found = entries(f"{one}{between}{two}\n")
    assert all(len(url.split()) == 2 or url in (one, two) for url in urls(found))
    assert urls(found) or bad(found)


@pytest.mark.threat("15: characters whose removal makes another address")
def test_an_address_in_another_encoding_is_not_taken() -> None:
    found = entries("https://example.org/b\u00fccher\n".encode("latin-1"))
    assert urls(found) == [] and "bytes that are not UTF-8" in bad(found)[0][1]
