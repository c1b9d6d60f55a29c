"""Tumblr's exports: XML and JSON."""

from __future__ import annotations

import json
from typing import Any

from batch.sources.exports.exports import read_text

XML = """<?xml version="1.0" encoding="UTF-8"?>
<tumblr version="1.0"><tumblelog name="river"/><posts start="0" total="6">
<post id="1" url-with-slug="https://river.tumblr.example/post/1/bridge" type="regular"
 unix-timestamp="1150638300" slug="bridge"><regular-title>The bridge</regular-title>
<regular-body>&lt;p&gt;It opened.&lt;/p&gt;</regular-body><tag>Bridges</tag><tag>old</tag></post>
<post id="2" url="https://river.tumblr.example/post/2" type="photo" unix-timestamp="1150638301">
<photo-caption>&lt;p&gt;Look&lt;/p&gt;</photo-caption>
<photo-url max-width="1280">https://example.org/1280.jpg</photo-url>
<photo-url max-width="75">https://example.org/75.jpg</photo-url></post>
<post id="3" url="https://river.tumblr.example/post/3" type="quote" unix-timestamp="1150638302">
<quote-text>Panta rhei</quote-text><quote-source>Heraclitus</quote-source></post>
<post id="4" url="https://river.tumblr.example/post/4" type="link" unix-timestamp="1150638303">
<link-text>A link</link-text><link-url>https://example.org/a</link-url></post>
<post id="5" url="https://river.tumblr.example/post/5" type="conversation"
 unix-timestamp="1150638304"><conversation-title>Talk</conversation-title>
<conversation><line name="a" label="A:">Hi &lt;b&gt;</line><line name="b" label="B:">Ho</line>
</conversation></post>
<post id="6" url="https://river.tumblr.example/post/6" type="regular" private="true"
 unix-timestamp="1150638305"><regular-body>Mine.</regular-body></post>
</posts></tumblr>"""


def test_posts_of_each_type_in_xml() -> None:
    found = read_text(XML)
    assert found.faults == []
    regular, photo, quote, link, talk, private = found.entries
    assert regular.url == "https://river.tumblr.example/post/1/bridge"
    assert str(regular.overrides["date"]) == "2006-06-18 13:45:00+00:00"
    assert regular.overrides["tags"] == ["Bridges", "old"]
    assert regular.body == "<p>It opened.</p>"
    assert "1280.jpg" in photo.body and "75.jpg" not in photo.body and "Look" in photo.body
    assert quote.body == "<blockquote>Panta rhei</blockquote><p>— Heraclitus</p>"
    assert '<a href="https://example.org/a">A link</a>' in link.body
    assert "Hi &lt;b&gt;<br>" in talk.body and talk.overrides["title"] == "Talk"
    assert private.draft and "private" in private.warnings[0]
    assert not private.url.startswith("http")


def row(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "blog_name": "river",
        "post_url": f"https://river.tumblr.example/post/{number}",
        "timestamp": 1150638300,
        "type": "text",
        "state": "published",
        "tags": ["Bridges"],
        **more,
    }


BLOCKS = [
    {"type": "text", "subtype": "heading1", "text": "Head"},
    {
        "type": "text",
        "text": "bold & link",
        "formatting": [
            {"start": 0, "end": 4, "type": "bold"},
            {"start": 7, "end": 11, "type": "link", "url": "https://example.org/x"},
            {"start": 3, "end": 99, "type": "italic"},
        ],
    },
    {"type": "text", "subtype": "unordered-list-item", "text": "one"},
    {"type": "text", "subtype": "unordered-list-item", "text": "two"},
    {"type": "image", "media": [{"url": "https://example.org/p.png"}], "alt_text": "P"},
]


def test_posts_in_json() -> None:
    posts = [
        row(1, title="The bridge", body="<p>It opened.</p>"),
        row(
            2,
            type="photo",
            caption="Look",
            photos=[{"original_size": {"url": "https://example.org/p.jpg"}}],
        ),
        row(3, content=BLOCKS),
        row(4, state="draft", body="Later."),
        row(5, body="Theirs.", reblogged_from_name="other"),
    ]
    found = read_text(json.dumps({"response": {"posts": posts}}))
    text, photo, blocks, draft, reblog = found.entries
    assert text.overrides["title"] == "The bridge" and text.body == "<p>It opened.</p>"
    assert "https://example.org/p.jpg" in photo.body
    assert blocks.body.split("\n") == [
        "<h2>Head</h2>",
        '<p><strong>bold</strong> &amp; <a href="https://example.org/x">link</a></p>',
        "<ul>",
        "<li>one</li>",
        "<li>two</li>",
        "</ul>",
        '<figure><img src="https://example.org/p.png" alt="P"></figure>',
    ]
    assert draft.draft
    assert "reblogged from other" in reblog.warnings[0]


def test_a_post_has_its_url_without_the_slug_too() -> None:
    regular, photo, *_ = read_text(XML).entries
    assert regular.aliases == ("https://river.tumblr.example/post/1",)
    assert photo.aliases == ()


def test_the_zone_of_the_blog_is_known() -> None:
    text = XML.replace('name="river"', 'name="river" timezone="America/Chicago"')
    assert read_text(text).zone == "America/Chicago"
    assert read_text(XML.replace('name="river"', 'timezone="../x"')).zone == ""
