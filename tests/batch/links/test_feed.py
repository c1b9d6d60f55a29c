"""RSS and Atom."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from batch.links.lists import bad, entries, from_web, urls
from crosspost.batch.entry import Entry

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A blog</title>
<item><title>Bread &amp; rivers</title><link>/one</link><dc:creator>Ann Example</dc:creator>
 <pubDate>Wed, 06 Mar 2013 00:30:00 +0600</pubDate><category>food</category>
 <description>A summary.</description>
 <content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded></item>
<item><title>Only a summary</title><link>https://blog.example.org/two</link>
 <description>S.</description></item>
<item><title>No link at all</title></item>
<item><guid>https://blog.example.org/three</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A blog</title>
<entry><title>One</title><link rel="alternate" href="https://blog.example.org/one"/>
<published>2013-03-06T00:30:00+06:00</published>
<content type="html">&lt;p&gt;Text&lt;/p&gt;</content>
</entry></feed>"""
HOME = "https://blog.example.org/feed.xml"


def test_items_are_links_relative_ones_resolved() -> None:
    found = from_web(HOME, {HOME: RSS})
    assert urls(found) == [f"https://blog.example.org/{name}" for name in ("one", "two", "three")]
    assert bad(found) == [(10, "an item without a link: 'No link at all'")]


def test_a_date_keeps_the_day_it_was_written_with() -> None:
    for text in (RSS, ATOM):
        first = from_web(HOME, {HOME: text})[0]
        assert isinstance(first, Entry)
        assert first.dated == datetime(2013, 3, 6, 0, 30, tzinfo=timezone(timedelta(hours=6)))


def test_the_full_text_of_a_feed_is_only_taken_when_asked_for() -> None:
    assert all(one.kind == "web" for one in from_web(HOME, {HOME: RSS}) if isinstance(one, Entry))
    first, second, *_ = from_web(HOME, {HOME: RSS}, use_content=True)
    assert isinstance(first, Entry) and isinstance(second, Entry)
    assert (first.kind, first.body) == ("ready", "<p>The whole text.</p>")
    assert first.overrides["title"] == "Bread & rivers"
    assert first.overrides["author"] == "Ann Example" and first.overrides["tags"] == ["food"]
    assert second.kind == "web"


def test_what_a_feed_says_of_a_page_is_offered_and_does_not_win_over_it() -> None:
    first = from_web(HOME, {HOME: RSS})[0]
    assert isinstance(first, Entry)
    assert first.overrides == {}
    assert first.offered["title"] == "Bread & rivers"
    assert first.offered["author"] == "Ann Example"
    assert first.offered["date"] == datetime(2013, 3, 6, 0, 30, tzinfo=timezone(timedelta(hours=6)))


def test_the_content_of_an_atom_feed() -> None:
    (only,) = entries(ATOM, use_content=True)
    assert isinstance(only, Entry) and only.body == "<p>Text</p>"


def test_a_page_that_names_its_feed_is_read_as_that_feed() -> None:
    page = '<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    found = from_web("https://blog.example.org/", {"https://blog.example.org/": page, HOME: RSS})
    assert len(urls(found)) == 3


def test_a_feed_that_is_the_name_of_a_file_opens_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(ATOM)
    assert urls(entries(str(secret), kind="feed")) == []


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>A blog</title></channel>
<item><title>One</title><link>https://blog.example.org/one</link><dc:creator>Ann</dc:creator>
<dc:date>2013-03-06T00:30:00+06:00</dc:date><dc:subject>river</dc:subject></item></rdf:RDF>"""


def test_rss_1_is_read() -> None:
    (only,) = entries(RDF)
    assert isinstance(only, Entry) and only.url == "https://blog.example.org/one"
    assert only.offered == {"title": "One", "author": "Ann", "tags": ["river"]}
    assert only.dated == datetime(2013, 3, 6, 0, 30, tzinfo=timezone(timedelta(hours=6)))


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<author>ann@example.org (Ann Example)</author>", "Ann Example"),
        ("<author>Ann Example &lt;ann@example.org&gt;</author>", "Ann Example"),
        ("<author>Ann Example</author>", "Ann Example"),
        ("<author>ann@example.org</author>", None),
        ("<author><name>Ann</name></author><author><name>Bea</name></author>", "Ann, Bea"),
        ("<dc:creator>Ann Example</dc:creator><author>x@example.org</author>", "Ann Example"),
    ],
)
def test_an_author_is_a_name_and_no_mail_address(author: str, name: str | None) -> None:
    text = f"<rss><channel><item><link>https://example.org/</link>{author}</item></channel></rss>"
    (only,) = entries(text)
    assert isinstance(only, Entry) and only.offered.get("author") == name


def test_the_page_of_an_item_is_its_alternate_link() -> None:
    links = """<link rel="self" href="https://example.org/self"/>
    <link rel="enclosure" href="https://example.org/a.mp3"/>
    <link rel="alternate" href="two"/><id>https://example.org/id</id>"""
    text = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/blog/"><entry>{links}</entry></feed>'
    )
    assert urls(from_web(HOME, {HOME: text})) == ["https://blog.example.org/blog/two"]


def test_a_guid_that_is_no_address_is_none() -> None:
    text = '<rss><channel><item><guid isPermaLink="false">https://x.org/1</guid></item></channel></rss>'
    assert bad(entries(text)) == [(1, "an item without a link: ''")]


def test_content_as_elements_is_written_out() -> None:
    inside = '<div xmlns="http://www.w3.org/1999/xhtml"><p>A &amp; b</p></div>'
    html = '<content type="html">&lt;p&gt;Text&lt;/p&gt;</content>'
    text = ATOM.replace(html, f'<content type="xhtml">{inside}</content>')
    (only,) = entries(text, use_content=True)
    assert isinstance(only, Entry) and "<p>A &amp; b</p>" in only.body


def test_an_odd_date_is_no_date() -> None:
    for date in ("yesterday", "0", "Wed, 99 Mar 2013", "Wed, 06 Mar 99999 00:00 +999999999", "("):
        text = f"<rss><channel><item><link>https://x.org/</link><pubDate>{date}</pubDate></item></channel></rss>"
        (only,) = entries(text)
        assert isinstance(only, Entry) and only.dated is None
