"""What a list is, told from its first bytes."""

from __future__ import annotations

import gzip

import pytest

from crosspost.batch.sources.recognise import head_of, recognise


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"https://example.org/a\n", "text"),
        (b"# a list\nhttps://example.org/a\n", "text"),
        (b"", "text"),
        (b"title,url\nOne,https://example.org/a\n", "csv"),
        (b"\xef\xbb\xbfURL\thow\n", "csv"),
        (b"https://example.org/a,b\n", "text"),
        (b'{"url": "https://example.org/a"}\n', "jsonl"),
        (b'<?xml version="1.0"?>\n<!-- by hand -->\n<rss version="2.0">', "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
        (b'<rdf:RDF xmlns:rdf="x">', "feed"),
        (b'<rss xmlns:wp="http://wordpress.org/export/1.2/">', "wordpress"),
        (b"<urlset>", "sitemap"),
        (b'<?xml version="1.0"?><sitemapindex xmlns="x">', "sitemap"),
        (b'<?xml version="1.0"?><opml version="1.0">', "opml"),
        (b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META", "bookmarks"),
        (b"<!doctype html><html><head>", "html"),
        (b'{"db": [{"meta": {"version": "5"}, "data"', "ghost"),
        (b'{\n  "db" : [ {\n "data": {', "ghost"),
        (b'{"meta": {"exported_on": 1, "version": "000"}, "data": {', "ghost"),
        (b'[{"type": "text", "blog_name": "river", "post_url": "https://x', "tumblr"),
        (b"<feed><id>tag:blogger.com,1999:blog-12.archive</id>", "blogger"),
        (b'<feed xmlns:blogger="http://schemas.google.com/blogger/2018">', "blogger"),
        (b'<feed xmlns:blogger="http://schemas.google.com/blogger/2008">', "feed"),
        (b"<?xml version='1.0'?>\n<livejournal>\n<entry>", "livejournal"),
        (b'<tumblr version="1.0">', "tumblr"),
        (b'<!DOCTYPE en-export SYSTEM "x">\n<en-export>', "enex"),
        (b"AUTHOR: Ann\nTITLE: A: b\n-----\nBODY:\nText", "movabletype"),
        (b"\r\nTITLE: A\r\nDATE: x\r\n\r\n-----\r\nBODY:\r\n", "movabletype"),
        (b"NOTE: a list\nhttps://example.org/a\n", "text"),
        (b"///DOTCLEAR|2.24|single\n\n[category cat_id]", "dotclear"),
        (b"id,web_title,url,content_html\n", "posts"),
        (b"id,subject,body,publish_date,slug\n", "posts"),
        (b"url,title,content\n", "csv"),
        (b"PK\x03\x04\x14\0", "archive"),
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: x", "mhtml"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "mhtml"),
        (gzip.compress(b"<livejournal>", mtime=0), "livejournal"),
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "warc"),
        (gzip.compress(b"<urlset>", mtime=0), "sitemap"),
        (gzip.compress(b"WARC/1.0\r\n" * 9999, mtime=0)[:40], "warc"),
    ],
)
def test_a_list_is_recognised_by_content(head: bytes, kind: str) -> None:
    assert recognise(head_of(head)) == kind
