"""Entries become rows: what is refused, what is one article."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.roads import Told, Web, batch, opened
from crosspost.batch.journal import results
from crosspost.batch.journal.enlist import host_of


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ftp://example.org/x", "not an http(s) address: 'ftp://example.org/x'"),
        ("http://[", "not an http(s) address: 'http://['"),
        ("http://x:99999/", "not an http(s) address: 'http://x:99999/'"),
        ("just words", "not an http(s) address: 'just words'"),
        ("https://example.org/a https://example.org/b", "not one address: "),
        ("example.org/x", "not an http(s) address: 'example.org/x' (did you mean https://example."),
        ("missing.html", "no such page: 'missing.html'"),
        ("javascript:alert(1)", "not an http(s) address: 'javascript:alert(1)'"),
    ],
)
def test_what_is_no_address_is_named_with_its_line(tmp_path: Path, line: str, reason: str) -> None:
    told = Told()
    summary = batch(tmp_path, Web({}), f"\n{line}\n", told=told)
    ((source, number, said),) = told.bad
    assert (source, number) == ("-", 2) and said.startswith(reason)
    assert summary.counts == {} and not summary.is_well


def test_a_path_in_a_list_is_a_saved_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("One")
    assert batch(tmp_path, Web({}), [str(page)]).counts == {"done": 1}


def test_other_columns_of_a_later_list_win_while_the_link_is_not_done(tmp_path: Path) -> None:
    url = "http://a.example.org/"
    batch(tmp_path, Web({}), f"url,title\n{url},First title\n")
    from crosspost.batch.journal.queue import Again

    again = Again(failed=True)
    batch(tmp_path, Web({url: "Page"}), f"url,title\n{url},Second title\n", again=again)
    assert [path.name for path in tmp_path.glob("_posts/*")] == ["2024-05-01-second-title.md"]


def test_positions_and_lines_are_those_of_the_list(tmp_path: Path) -> None:
    links = [f"http://h{n}.example.org/" for n in (3, 1, 2)]
    summary = batch(tmp_path, Web({}), ["# first", *links])
    with opened(tmp_path) as db:
        found = [(record.url, record.line) for record in results.records(db, summary.run)]
    assert found == [(links[0], 2), (links[1], 3), (links[2], 4)]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.org/x", "example.org"),
        ("https://example.org:443/", "example.org"),
        ("http://example.org:8080/", "example.org:8080"),
        ("http://me:word@example.org/", "example.org"),
    ],
)
def test_a_host_is_its_name_and_an_unusual_port(url: str, host: str) -> None:
    assert host_of(url) == host
