"""Entries become rows: what is refused, what is one article."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.batches import Told, Web, article, batch, opened
from crosspost.batch.journal import results
from crosspost.batch.journal.enlist import host_of
from crosspost.errors import FetchError


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ftp://example.org/x", "not an http(s) URL: 'ftp://example.org/x'"),
        ("http://[", "not an http(s) URL: 'http://['"),
        ("http://x:99999/", "not an http(s) URL: 'http://x:99999/'"),
        ("just words", "not an http(s) URL: 'just words'"),
        ("example.org", "not an http(s) URL: 'example.org'"),
        (
            '{"url": "example.org/x"}',
            "not an http(s) URL: 'example.org/x' (did you mean https://example.",
        ),
        ('{"url": "https://example.org/a https://example.org/b"}', "not a single URL: "),
        ("missing.html", "no such page: 'missing.html'"),
        ("javascript:alert(1)", "not an http(s) URL: 'javascript:alert(1)'"),
    ],
)
def test_an_invalid_line_is_named_with_its_number(tmp_path: Path, line: str, reason: str) -> None:
    told = Told()
    summary = batch(tmp_path, Web({}), f"\n{line}\n", told=told)
    ((source, number, said),) = told.bad
    assert (source, number) == ("-", 2) and said.startswith(reason)
    assert summary.counts == {} and not summary.is_well


def test_a_path_in_a_list_is_a_saved_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(article("One"))
    assert batch(tmp_path, Web({}), [str(page)]).counts == {"done": 1}


def test_other_columns_of_a_later_list_win_while_the_link_is_not_done(tmp_path: Path) -> None:
    url = "http://a.example.org/"
    batch(tmp_path, Web({}), f"url,title\n{url},First title\n")
    from crosspost.batch.options import RetryOptions

    retry = RetryOptions(failed=True)
    batch(tmp_path, Web({url: "Page"}), f"url,title\n{url},Second title\n", retry=retry)
    assert [path.name for path in tmp_path.glob("_posts/*")] == ["2024-05-01-second-title.md"]


def test_positions_and_lines_are_those_of_the_list(tmp_path: Path) -> None:
    links = [f"http://h{n}.example.org/" for n in (3, 1, 2)]
    summary = batch(tmp_path, Web({}), ["# first", *links])
    with opened(tmp_path) as db:
        found = [(record.url, record.line) for record in results.records(db, summary.run)]
    assert found == [(links[0], 2), (links[1], 3), (links[2], 4)]


A, B = "http://a.example/1", "http://b.example/2"
FEED = f'<rss version="2.0"><channel><item><link>{A}</link></item></channel></rss>'


def trust(root: Path) -> list[tuple[str, str]]:
    with opened(root) as db:
        return list(db.execute("SELECT url, trust FROM link ORDER BY url"))


@pytest.mark.threat("4: headers and cookies to hosts that a list names")
@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (f"{A}\n", "own"),
        (f"url,title\n{A},x\n", "own"),
        (f'{{"url": "{A}"}}\n', "own"),
        (FEED, "local"),
        (f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{A}</loc></url>'
         "</urlset>", "local"),
        (f'<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="{A}">x</A></DL>', "local"),
    ],
)  # fmt: skip
def test_whose_a_link_is_depends_on_who_writes_such_lists(
    tmp_path: Path, links: str, expected: str
) -> None:
    web = Web({A: "One"})
    batch(tmp_path, web, links)
    assert trust(tmp_path) == [(A, expected)] and web.trusts == [expected]


@pytest.mark.threat("4: headers and cookies to hosts that a list names")
@pytest.mark.parametrize("body", [f"{A}\n", f"url\n{A}\n", FEED])
def test_links_of_a_list_of_the_network_are_nobodys_own(tmp_path: Path, body: str) -> None:
    address = "https://evil.example/list"
    web = Web({A: "One", B: "Two"}, robots={address: body})
    (tmp_path / "links.txt").write_text(f"{B}\n")
    sources = (address, str(tmp_path / "links.txt"))
    batch(tmp_path, web, "", sources=sources)
    assert trust(tmp_path) == [(A, "remote"), (B, "own")]


def test_a_link_is_the_persons_own_if_any_list_of_the_person_names_it(tmp_path: Path) -> None:
    address = "https://evil.example/list"
    (tmp_path / "links.txt").write_text(f"{A}\n")
    web = Web({A: FetchError(A, "503", retry=True)}, robots={address: FEED})
    batch(tmp_path, web, "", sources=(address, str(tmp_path / "links.txt")))
    assert trust(tmp_path) == [(A, "own")]
    batch(tmp_path, web, "", sources=(address,))  # and not in a run in which none does
    assert trust(tmp_path) == [(A, "remote")]
    assert web.trusts == ["own", "remote"]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.org/x", "example.org"),
        ("https://example.org:443/", "example.org"),
        ("http://example.org:8080/", "example.org:8080"),
        ("http://me:word@example.org/", "example.org"),
        ("http://example.org./", "example.org"),
        ("http://Bücher.example/", "xn--bcher-kva.example"),
        ("http://0x7f.1/", "127.0.0.1"),
    ],
)
def test_a_host_is_its_name_and_an_unusual_port(url: str, host: str) -> None:
    assert host_of(url) == host
