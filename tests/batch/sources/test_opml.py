"""OPML."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from batch.sources.lists import bad, options, urls
from batch.sources.test_feed import ATOM
from crosspost.batch.sources.resolve import read

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Friends"><outline type="rss" text="A" xmlUrl="https://a.example.org/feed"/>
<outline type="rss" text="B" xmlUrl="https://gone.example.org/feed"/></outline>
<outline type="link" text="One page" url="https://c.example.org/page"/>
<outline text="broken" xmlUrl="not an address"/></body></opml>"""


def test_feeds_are_read_and_links_taken(tmp_path: Path) -> None:
    path = tmp_path / "subscriptions"
    path.write_text(OPML)
    found = list(read(str(path), options({"https://a.example.org/feed": ATOM}), BytesIO))
    assert urls(found) == ["https://blog.example.org/one", "https://c.example.org/page"]
    assert bad(found) == [
        (3, "https://gone.example.org/feed: 404 not found"),
        (5, "not the URL of a feed: 'not an address'"),
    ]
