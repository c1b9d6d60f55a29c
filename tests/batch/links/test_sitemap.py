"""Sitemaps, their indexes, gzip."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

from batch.links.lists import bad, from_file, from_web, urls
from crosspost.batch.entry import Entry

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HOME = "https://example.org/sitemap.xml"


def sitemap(*pages: str) -> str:
    inside = "".join(f"<url><loc>{page}</loc></url>" for page in pages)
    return f'<?xml version="1.0"?><urlset {NAMESPACE}>{inside}</urlset>'


def index(*maps: str) -> str:
    inside = "".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in maps)
    return f"<sitemapindex {NAMESPACE}>{inside}</sitemapindex>"


def test_pages_come_with_the_day_they_changed(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(
        f"<urlset {NAMESPACE}>\n<url><loc> https://example.org/a?x=1&amp;y=2 </loc>"
        "<lastmod>2013-03-06</lastmod></url></urlset>"
    )
    dated = date(2013, 3, 6)
    assert from_file(path) == [Entry("https://example.org/a?x=1&y=2", 2, dated=dated)]


def test_an_index_is_followed_also_to_compressed_sitemaps() -> None:
    one, two = "https://example.org/1.xml", "https://example.org/2.xml.gz"
    web = {
        HOME: index(one, two, "https://example.org/gone.xml"),
        one: sitemap("https://example.org/a"),
        two: gzip.compress(sitemap("https://example.org/b").encode()),
    }
    found = from_web(HOME, web)
    assert urls(found) == ["https://example.org/a", "https://example.org/b"]
    assert bad(found) == [(1, "https://example.org/gone.xml: 404 not found")]


def test_an_index_that_names_itself_ends() -> None:
    assert urls(from_web(HOME, {HOME: index(*[HOME] * 50)})) == []


def test_a_broken_sitemap_gives_what_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "broken.xml"
    path.write_text(sitemap("https://example.org/a", "https://example.org/b")[:-30])
    assert urls(from_file(path))[0] == "https://example.org/a"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("https://example.org/secret")
    bomb = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))
    path = tmp_path / "evil.xml"
    path.write_text(
        f'<!DOCTYPE u [<!ENTITY x0 "ha"><!ENTITY f SYSTEM "file://{secret}">{bomb}]>'
        f"<urlset {NAMESPACE}><url><loc>&f;</loc></url><url><loc>&x11;</loc></url></urlset>"
    )
    assert urls(from_file(path)) == []


def test_a_gzip_bomb_is_refused() -> None:
    bomb = gzip.compress(b"<urlset>" + (b"<!--" + b" " * (1 << 20) + b"-->") * 80, 1)
    (only,) = from_web(f"{HOME}x", {f"{HOME}x": index(HOME), HOME: bomb})
    assert bad([only]) == [(None, "reading failed: more than 64 MiB, decompressed")]
