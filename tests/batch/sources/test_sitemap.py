"""Sitemaps, their indexes, gzip."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from batch.sources.lists import bad, from_file, from_web, urls
from crosspost.batch.entry import BadLine, Entry

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


SECRET = "https://example.org/secret"
TRICKS = {
    "a file": '<!ENTITY x SYSTEM "file://{secret}">',
    "an entity within an entity": f'<!ENTITY y "{SECRET}"><!ENTITY x "&y;">',
    "a parameter entity": f"<!ENTITY % y '<!ENTITY x \"{SECRET}\">'> %y;",
    "laughs": f'<!ENTITY x0 "{SECRET}">'
    + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))
    + '<!ENTITY x "&x11;">',
    "a default attribute": f'<!ATTLIST outline url CDATA "{SECRET}"><!ENTITY x "">',
}
KINDS = {
    "sitemap": "<urlset><url><loc>&x;</loc></url></urlset>",
    "opml": '<opml><body><outline url="&x;"/><outline/></body></opml>',
    "feed": "<rss><channel><item><link>&x;</link></item></channel></rss>",
    "wordpress": "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item><link>&x;</link>"
    "<encoded>words</encoded></item></channel></rss>",
}


@pytest.mark.threat("low: entities that read files, fetch or multiply")
@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_list_that_declares_entities_is_refused(tmp_path: Path, kind: str, trick: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    path = tmp_path / "evil.xml"
    path.write_text(
        f"<!DOCTYPE x [{TRICKS[trick].replace('{secret}', str(secret))}]>\n{KINDS[kind]}"
    )
    found = from_file(path)
    assert urls(found) == []
    assert "it declares entities of its own" in bad(found)[0][1]
    assert any(one.fatal for one in found if isinstance(one, BadLine))


def test_a_document_type_alone_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    pages = sitemap(SECRET).partition("?>")[2]
    path.write_text(f"<!DOCTYPE urlset SYSTEM 'file:///etc/passwd'>\n{pages}")
    assert from_file(path) == [Entry(SECRET, 2)]


def test_a_location_of_another_namespace_is_not_the_pages(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    picture = "<i:loc xmlns:i='image'>https://example.org/a.png</i:loc>"
    path.write_text(sitemap(SECRET).replace("<url>", f"<url>{picture}"))
    assert urls(from_file(path)) == [SECRET]


def test_a_sitemap_within_a_list_of_pages_is_not_followed() -> None:
    within = sitemap(SECRET).replace("</urlset>", f"<sitemap><loc>{HOME}x</loc></sitemap></urlset>")
    found = from_web(HOME, {HOME: within, f"{HOME}x": sitemap("https://example.org/x")})
    assert urls(found) == [SECRET] and bad(found) == [(1, "a <sitemap> in the wrong place")]


@pytest.mark.threat("14: a compressed list that unpacks to gigabytes")
def test_a_gzip_bomb_is_refused() -> None:
    bomb = gzip.compress(b"<urlset>" + (b"<!--" + b" " * (1 << 20) + b"-->") * 80, 1)
    (only,) = from_web(f"{HOME}x", {f"{HOME}x": index(HOME), HOME: bomb})
    assert bad([only]) == [(None, "reading failed: more than 64 MiB, decompressed")]
