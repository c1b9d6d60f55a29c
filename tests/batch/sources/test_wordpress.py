"""WordPress exports."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from batch.sources.lists import bad, entries
from crosspost.batch.entry import Entry

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>A blog</title>
"""
AUTHOR = """<wp:author><wp:author_login>ann</wp:author_login>
<wp:author_display_name><![CDATA[Ann Example]]></wp:author_display_name></wp:author>"""
PICTURE = """<item><title>river</title><wp:post_id>7</wp:post_id>
<wp:post_type>attachment</wp:post_type>
<wp:attachment_url>https://blog.example.org/river.jpg</wp:attachment_url></item>"""


def item(text: str = "Words.", status: str = "publish", more: str = "", kind: str = "post") -> str:
    return f"""<item><title>Bread &amp; rivers</title>
<link>https://blog.example.org/{status}/</link><dc:creator>ann</dc:creator>
<content:encoded><![CDATA[{text}]]></content:encoded>
<excerpt:encoded><![CDATA[In short]]></excerpt:encoded>
<wp:post_date>2013-03-06 00:30:00</wp:post_date>
<wp:post_date_gmt>2013-03-05 18:30:00</wp:post_date_gmt>
<wp:post_name>bread-rivers</wp:post_name><wp:status>{status}</wp:status>
<wp:post_type>{kind}</wp:post_type>
<category domain="category" nicename="food">Food</category>
<category domain="category" nicename="uncategorized">Uncategorized</category>
<category domain="post_tag" nicename="river">river</category>{more}</item>"""


def export(*items: str) -> list[Entry | object]:
    return list(entries(HEAD + "".join(items) + "</channel></rss>"))


def test_a_post_comes_with_everything_the_export_says_of_it() -> None:
    thumbnail = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key>"
    thumbnail += "<wp:meta_value>7</wp:meta_value></wp:postmeta>"
    # Author and picture stand behind the post.
    (only,) = export(item(more=thumbnail), PICTURE, AUTHOR)
    assert isinstance(only, Entry)
    assert (only.kind, only.url) == ("ready", "https://blog.example.org/publish/")
    assert only.body == "<p>Words.</p>" and not only.draft
    assert only.overrides == {
        "title": "Bread & rivers",
        "date": datetime(2013, 3, 6, 0, 30, tzinfo=timezone(timedelta(hours=6))),
        "author": "Ann Example",
        "categories": ["Food"],
        "tags": ["river"],
        "image": "https://blog.example.org/river.jpg",
        "description": "In short",
        "slug": "bread-rivers",
    }


def test_drafts_are_drafts_and_pages_and_what_was_thrown_away_are_left_out() -> None:
    found = export(
        item(status="draft"), item(status="private"), item(status="trash"), item(kind="page")
    )
    assert [(one.url, one.draft) for one in found if isinstance(one, Entry)] == [
        ("https://blog.example.org/draft/", True),
        ("https://blog.example.org/private/", True),
    ]


def test_a_post_without_text_is_reported() -> None:
    found = export(item(text="").replace("In short", ""))
    assert "a post without text: 'Bread & rivers'" in bad(found)[0][1]  # type: ignore[arg-type]


def test_an_export_with_control_characters_is_read_all_the_same() -> None:
    (only,) = export(item(text="A vertical \x0b tab."))
    assert isinstance(only, Entry) and "tab." in only.body


def test_a_blog_in_utc_has_its_dates_in_utc() -> None:
    text = item().replace("2013-03-06 00:30:00", "2013-03-05 18:30:00")
    (only,) = export(text)
    assert isinstance(only, Entry) and only.dated == datetime(2013, 3, 5, 18, 30, tzinfo=UTC)
