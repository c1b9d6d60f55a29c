"""WordPress exports."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from batch.sources.lists import bad, entries
from crosspost.batch.entry import BadLine, Entry, ListContents
from crosspost.batch.sources.wordpress import EMPTY, PRIVATE, PROTECTED
from crosspost.batch.sources.wordpress_dates import zone_of

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


def meta(key: str, value: str) -> str:
    """Return a custom field."""
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def comment(number: int, text: str = "Well said.", parent: int = 0, approved: str = "1") -> str:
    """Return a comment."""
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
        f"<wp:comment_author><![CDATA[Bob &amp; Eve]]></wp:comment_author>"
        "<wp:comment_author_email>bob@example.org</wp:comment_author_email>"
        "<wp:comment_author_url>https://bob.example.org/</wp:comment_author_url>"
        "<wp:comment_date_gmt>2013-03-07 08:00:00</wp:comment_date_gmt>"
        f"<wp:comment_content><![CDATA[{text}]]></wp:comment_content>"
        f"<wp:comment_approved>{approved}</wp:comment_approved>"
        f"<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
    )


def export(*items: str, **how: Any) -> list[Entry | object]:
    return list(entries(HEAD + "".join(items) + "</channel></rss>", **how))


def contents(*items: str, **how: Any) -> dict[tuple[str, str, str], int]:
    """Return what an export says that it has."""
    told: list[ListContents] = []
    export(*items, on_contents=lambda name, found: told.append(found), **how)
    return {part[:3]: part.number for part in told[0].parts}


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


def test_a_post_without_text_is_its_title_and_one_without_both_is_reported() -> None:
    empty = item(text="").replace("In short", "")
    (one,) = export(empty)
    assert isinstance(one, Entry) and (one.body, one.warnings) == ("", (EMPTY,))
    found = export(empty.replace("Bread &amp; rivers", ""))
    assert "a post without title and text" in bad(found)[0][1]  # type: ignore[arg-type]


def test_an_export_with_control_characters_is_read_all_the_same() -> None:
    (only,) = export(item(text="A vertical \x0b tab."))
    assert isinstance(only, Entry) and "tab." in only.body


def test_a_blog_in_utc_has_its_dates_in_utc() -> None:
    text = item().replace("2013-03-06 00:30:00", "2013-03-05 18:30:00")
    (only,) = export(text)
    assert isinstance(only, Entry) and only.dated == datetime(2013, 3, 5, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("own", "utc", "dated"),
    [
        ("2013-03-06 00:30:00", "0000-00-00 00:00:00", datetime(2013, 3, 6, 0, 30)),
        ("0000-00-00 00:00:00", "2013-03-06 00:30:00", datetime(2013, 3, 6, 0, 30, tzinfo=UTC)),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", datetime(2013, 3, 5, 1, 2, tzinfo=UTC)),
        ("never", "", datetime(2013, 3, 5, 1, 2, tzinfo=UTC)),
    ],
)
def test_dates_that_are_not_known(own: str, utc: str, dated: date) -> None:
    text = item(more="<pubDate>Tue, 05 Mar 2013 01:02:00 +0000</pubDate>")
    text = text.replace("2013-03-06 00:30:00", own).replace("2013-03-05 18:30:00", utc)
    (only,) = export(text)
    assert isinstance(only, Entry) and only.dated == dated


def test_the_zone_of_a_blog_is_known_by_its_summers_and_winters() -> None:
    def at(month: int, hours: float) -> datetime:
        return datetime(2015, month, 3, 12, tzinfo=timezone(timedelta(hours=hours)))

    assert zone_of([at(1, -5), at(6, -4), at(12, -5)]) == "America/New_York"
    assert zone_of([at(1, 5.5), at(6, 5.5), at(12, 5.5)]) == "Asia/Kolkata"
    assert zone_of([at(1, -5), at(6, 9), at(12, -5)]) == ""
    assert zone_of([at(1, 1), None]) == "Europe/Berlin"  # one of those that fit
    assert zone_of([at(1, 0), None]) == ""


@pytest.mark.threat("24: private texts of an export become public")
def test_a_protected_post_is_a_draft() -> None:
    told: list[str] = []
    password = "<wp:post_password><![CDATA[x]]></wp:post_password>"
    found = export(item(more=password), item(status="private"), on_note=told.append)
    assert [(one.draft, one.warnings) for one in found if isinstance(one, Entry)] == [
        (True, (PROTECTED,)),
        (True, (PRIVATE,)),
    ]
    assert len(told) == 1 and "'Bread & rivers' is protected by a password" in told[0]


@pytest.mark.threat("24: private texts of an export become public")
def test_only_what_is_published_is_no_draft() -> None:
    found = export(*(item(status=one) for one in ("publish", "pending", "future", "pitch")))
    assert [one.draft for one in found if isinstance(one, Entry)] == [False, True, True, True]
    assert export(*(item(status=one) for one in ("trash", "auto-draft", "inherit"))) == []


def test_relative_links_are_those_of_the_site_that_is_given() -> None:
    base = "<wp:base_blog_url>https://site.example.org</wp:base_blog_url>"
    one = item().replace("<link>https://blog.example.org/publish/</link>", "<link>/a/</link>")
    (entry,) = export(base, one, base_url="https://given.example.org")
    assert isinstance(entry, Entry) and entry.url == "https://given.example.org/a/"


def test_a_post_without_an_absolute_link_is_kept() -> None:
    base = "<wp:base_blog_url>https://site.example.org/blog</wp:base_blog_url>"
    link = "<link>https://blog.example.org/publish/</link>"
    (one,) = export(base, item().replace(link, "<link>/a/</link>"))
    assert isinstance(one, Entry) and one.url == "https://site.example.org/a/"
    channel = "<link>https://channel.example.org</link>"
    (one,) = export(channel, item().replace(link, "<link>/a/</link>"))
    assert isinstance(one, Entry) and one.url == "https://channel.example.org/a/"
    guid = "<guid>https://guid.example.org/?p=3</guid>"
    (one,) = export(item(more=guid).replace(link, "<link></link>"))
    assert isinstance(one, Entry) and one.url == "https://guid.example.org/?p=3"
    (one,) = export(item(more="<wp:post_id>3</wp:post_id>").replace(link, ""))
    assert isinstance(one, Entry) and one.url == "post 3: Bread & rivers" and one.place


def test_posts_without_text_are_their_picture_and_their_excerpt() -> None:
    thumbnail = meta("_thumbnail_id", "7")
    (one,) = export(item(text="", more=thumbnail), PICTURE)
    assert isinstance(one, Entry)
    assert one.body.startswith('<figure><img src="https://blog.example.org/river.jpg"')
    assert one.body.endswith("<p>In short</p>")


def test_sounds_of_a_podcast_are_below_the_text() -> None:
    enclosure = meta("enclosure", "https://e.org/one.mp3\n123\naudio/mpeg\n")
    (one,) = export(item(more=enclosure))
    assert isinstance(one, Entry)
    assert one.body.endswith('\n<audio src="https://e.org/one.mp3" controls></audio>')
    (one,) = export(item("[audio src=https://e.org/one.mp3]", more=enclosure))
    assert isinstance(one, Entry) and one.body.count("one.mp3") == 1


def test_other_types_are_read_if_they_are_wanted() -> None:
    items = (item(kind="page"), item(kind="book"), item(kind="plugins"), item(kind="../x"))
    assert export(*items) == []
    found = export(*items, post_types=("page", "book", "plugins", "../x"))
    assert [
        (one.collection, one.overrides["layout"]) for one in found if isinstance(one, Entry)
    ] == [
        ("pages", "page"),
        ("book", "page"),
    ]


def test_everything_that_an_export_has_is_counted_once() -> None:
    items = (item(), item(status="draft"), item(status="trash"), item(kind="page"), PICTURE)
    items += (
        item(kind="nav_menu_item"),
        item("", more=comment(1)).replace("In short", "").replace("Bread &amp; rivers", ""),
    )
    assert contents(*items) == {
        ("post", "publish", "posts"): 1,
        ("post", "draft", "drafts"): 1,
        ("post", "trash", "left out: in the trash"): 1,
        ("post", "publish", "left out: see the invalid lines"): 1,
        ("page", "publish", "left out: --post-types page"): 1,
        ("attachment", "publish", "used where a post shows them"): 1,
        ("nav_menu_item", "publish", "left out: not a text for readers"): 1,
        ("comment", "approved", "left out: --comments data"): 1,
    }


@pytest.mark.threat("24: private texts of an export become public")
def test_comments_are_taken_if_they_are_wanted_and_public() -> None:
    spam = comment(3, approved="spam")
    items = (
        item(more=comment(2, parent=1) + comment(1) + spam),
        item(status="draft", more=comment(4)),
    )
    found = export(*items, comments=True)
    assert [[one.id for one in entry.comments] for entry in found if isinstance(entry, Entry)] == [
        [2, 1],
        [],
    ]
    assert "bob@" not in repr([entry.comments for entry in found if isinstance(entry, Entry)])
    counted = contents(*items, comments=True)
    assert counted["comment", "approved", "data files"] == 2
    assert counted["comment", "spam", "left out: not shown on the site"] == 1
    assert counted["comment", "approved", "left out: of an item that is not public"] == 1


def test_links_to_the_old_site_are_counted() -> None:
    told: list[str] = []
    base = "<wp:base_blog_url>https://blog.example.org</wp:base_blog_url>"
    hrefs = ("https://blog.example.org/a/", "http://www.blog.example.org", "/b/", "?p=3")
    hrefs += ("https://blog.example.org/wp-content/a", "/c.pdf", "#d", "https://e.org/", "//e.org")
    text = " ".join(f'<a class="x" href="{href}">l</a>' for href in hrefs)
    export(base, item(text), item(status="draft"), on_note=told.append)
    assert told == ["-: 4 links in 1 post lead to the old site, https://blog.example.org"]


@pytest.mark.parametrize("cut", ["<content", "words.]]", "</item>"])
def test_a_cut_export_says_where_and_what_was_read(cut: str) -> None:
    text = HEAD + item("First words.") + item("Second words.")
    end = text.rindex(cut if cut != "words.]]" else "words.") + (7 if cut == "</item>" else 3)
    found = entries(text[:end])
    *read, told = found
    whole = 2 if cut == "</item>" else 1
    assert len(read) == whole and isinstance(told, BadLine) and told.fatal and told.line
    assert "the file breaks off" in told.reason and f"({whole} item" in told.reason
