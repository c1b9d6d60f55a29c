"""What is no web page is refused, without its body where its type says so."""

from __future__ import annotations

import pytest

from crosspost.errors import FetchError
from crosspost.fetch.media import charset, media_type
from crosspost.model import Page
from fetch.client import Client
from server import page
from server.faults import FAULTS


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("endless pdf", "not a web page but a PDF file"),
        ("pdf labelled html", "not a text page (PDF file)"),
        ("png labelled html", "not a text page (PNG image)"),
        ("program labelled html", "not a text page (program)"),
        ("image", "not a web page but an image"),
        ("video", "not a web page but a video"),
        ("zip", "not a web page but an archive"),
        ("plain text", "not a web page but plain text"),
        ("unsure type, zip", "not a text page (ZIP archive or office document)"),
        ("no type, no html", "not a web page: there is no HTML in it"),
    ],
)
def test_no_page(client: Client, fault: str, reason: str) -> None:
    error = client.answered(FAULTS[fault])
    assert isinstance(error, FetchError)
    assert (error.reason, error.retry) == (reason, False)


@pytest.mark.parametrize("content_type", ["text/html", "text/xml", "application/xml"])
@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('<?xml version="1.0"?><rss version="2.0"><title>x</title></rss>', "a feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>', "a feed"),
        ("<urlset><url></url></urlset>", "a sitemap"),
    ],
)
def test_a_feed_or_sitemap_is_for_batch(
    client: Client, content: str, name: str, content_type: str
) -> None:
    error = client.answered(page(content, content_type=content_type))
    assert isinstance(error, FetchError)
    assert error.reason == f"not a web page but {name}"
    assert error.hint == "crosspost batch reads feeds and sitemaps."


@pytest.mark.parametrize(
    "content_type",
    [
        *("text/html", "TEXT/HTML; Charset=utf-8", "application/xhtml+xml", None),
        *("application/octet-stream", "text/xml", "text/html, text/html; charset=utf-8"),
        *("text/html charset=utf-8", "html", "\x1b[31m", ";"),
    ],
)
def test_a_page_by_its_type_or_its_beginning(client: Client, content_type: str | None) -> None:
    assert isinstance(client.answered(page("<html><p>x", content_type=content_type)), Page)


def test_plain_text_says_what_to_do(client: Client) -> None:
    error = client.answered(FAULTS["plain text"])
    assert isinstance(error, FetchError)
    assert "as HTML" in error.hint


def test_content_type() -> None:
    assert media_type('Text/HTML; charset="x"') == "text/html"
    assert charset('text/html; Charset="Windows-1251"') == "Windows-1251"
    assert charset("text/html") is None
