"""Movable Type's and TypePad's export."""

from __future__ import annotations

from datetime import datetime

import pytest

from batch.sources.exports.exports import read_text
from crosspost.batch.sources.exports.movable_type import TEXTILE


def entry(more: str = "", body: str = "Today.\n\nMore.", sections: str = "") -> str:
    return f"""AUTHOR: Ann Reed
TITLE: The bridge
BASENAME: the_bridge
STATUS: Publish
{more}PRIMARY CATEGORY: Bridges
CATEGORY: Bridges
CATEGORY: Rivers
TAGS: "old stones",water

DATE: 06/18/2006 01:45:00 PM
-----
BODY:
{body}
-----
{sections}--------
"""


COMMENT = """COMMENT:
AUTHOR: Bea
EMAIL: bea@example.org
IP: 203.0.113.9
URL: https://bea.example.org/
DATE: 06/19/2006 08:00:00 AM
I was there.

Really.
-----
PING:
TITLE: Elsewhere
URL: https://else.example.org/
-----
"""


def test_an_entry_has_its_fields_and_both_texts() -> None:
    found = read_text(
        entry(sections="EXTENDED BODY:\nThe rest.\n-----\nEXCERPT:\nIn short.\n-----\n")
    )
    assert found.only.overrides == {
        "title": "The bridge",
        "date": datetime(2006, 6, 18, 13, 45),
        "author": "Ann Reed",
        "categories": ["Bridges", "Rivers"],
        "tags": ["old stones", "water"],
        "description": "In short.",
        "slug": "the-bridge",
    }
    first, _, rest = found.only.body.partition('<hr data-excerpt-end="more">')
    assert first.strip() == "<p>Today.</p>\n<p>More.</p>"
    assert rest.strip() == "<p>The rest.</p>"


def test_comments_are_taken_without_addresses() -> None:
    found = read_text(entry(sections=COMMENT), comments=True)
    (comment,) = found.only.comments
    assert (comment.name, comment.html) == ("Bea", "I was there.\n\nReally.")
    assert "example.org" not in repr(comment).replace("https://bea.example.org/", "")
    assert "203.0" not in repr(found.entries)
    assert found.parts[("pingback", "shown", "left out: a link from another site")] == 1


@pytest.mark.parametrize(
    ("how", "text", "html"),
    [
        ("0", "<b>a</b>\nb", "<b>a</b>\nb"),
        ("richtext", "<p>a</p>\n<p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("1", "a\nb", "<p>a<br>\nb</p>"),
        ("markdown", "*a*", "<p><em>a</em></p>"),
        ("textile_2", "h2. a", "<p>h2. a</p>"),
    ],
)
def test_the_text_is_read_as_it_was_written(how: str, text: str, html: str) -> None:
    found = read_text(entry(f"CONVERT BREAKS: {how}\n", text))
    assert found.only.body.strip() == html
    assert (TEXTILE in found.only.warnings) == (how == "textile_2")


def test_a_line_of_hyphens_in_a_text_ends_nothing() -> None:
    found = read_text(entry(body="One.\n-----\nTwo.\n-----\n-----\nThree."))
    assert found.only.body.count("-----") == 3
    assert "Three." in found.only.body


@pytest.mark.parametrize("status", ["Draft", "Future", "Review"])
def test_what_is_not_published_is_a_draft(status: str) -> None:
    assert read_text(entry().replace("Publish", status)).only.draft


def test_crlf_and_a_twelve_and_a_24_hour_clock() -> None:
    text = entry().replace("01:45:00 PM", "13:45:00").replace("\n", "\r\n")
    found = read_text(text)
    assert found.only.overrides["date"] == datetime(2006, 6, 18, 13, 45)
    assert found.only.overrides["categories"] == ["Bridges", "Rivers"]


def test_an_entry_that_is_cut_is_not_taken() -> None:
    found = read_text(entry() + entry(body="The second.")[:-12])
    assert len(found.entries) == 1
    assert found.faults[0].fatal and "breaks off" in found.faults[0].reason


def test_the_url_of_an_entry_is_made_of_its_month_and_basename() -> None:
    found = read_text(entry() + entry("UNIQUE URL: https://example.org/b/x.html\n"),
                      base_url="https://example.org/b")  # fmt: skip
    first, second = found.entries
    assert first.url == "https://example.org/b/2006/06/the-bridge.html"
    assert first.aliases == ("https://example.org/b/2006/06/the_bridge.html",)
    assert second.url == "https://example.org/b/x.html"
    assert found.authors == ("Ann Reed",)
    (note,) = read_text(entry(), own=True).notes
    assert "--base-url" in note
