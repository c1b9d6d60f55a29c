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
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "warc"),
        (gzip.compress(b"<urlset>", mtime=0), "sitemap"),
        (gzip.compress(b"WARC/1.0\r\n" * 9999, mtime=0)[:40], "warc"),
    ],
)
def test_a_list_is_recognised_by_content(head: bytes, kind: str) -> None:
    assert recognise(head_of(head)) == kind
