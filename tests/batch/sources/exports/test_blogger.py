"""Blogger's exports."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from batch.sources.exports.exports import read_text
from crosspost.batch.sources.exports.blogger import full_size

OLD = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'
 xmlns:app='http://purl.org/atom/app#'>
<id>tag:blogger.com,1999:blog-1.archive</id>
<link rel='alternate' type='text/html' href='https://river.example.org/'/>
"""
NEW = """<?xml version='1.0' encoding='utf-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
<id>tag:blogger.com,1999:blog-1</id><title>River</title>
"""
END = "</feed>"


def old(number: int, kind: str, more: str = "", text: str = "&lt;p&gt;Text.&lt;/p&gt;") -> str:
    link = f"<link rel='alternate' type='text/html' href='https://river.example.org/2010/11/p{number}.html'/>"
    return f"""<entry><id>tag:blogger.com,1999:blog-1.{kind}-{number}</id>
<published>2010-11-27T07:12:00.000-08:00</published><updated>2011-01-01T00:00:00Z</updated>
<category scheme='http://schemas.google.com/g/2005#kind'
 term='http://schemas.google.com/blogger/2008/kind#{kind}'/>
<category scheme='http://www.blogger.com/atom/ns#' term='Bread &amp; rivers'/>
<title type='text'>Title {number}</title><content type='html'>{text}</content>
{more or link}<author><name>Ann Reed</name><email>noreply@blogger.com</email></author></entry>"""


def new(number: int, kind: str = "POST", status: str = "LIVE", more: str = "") -> str:
    return f"""<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id>
<blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status>
<author><name>Ann Reed</name><uri></uri></author><title>Title {number}</title>
<content type='html'>&lt;p&gt;Text.&lt;/p&gt;</content>
<blogger:created>2019-11-08T00:00:00Z</blogger:created><published>2019-11-09T19:43:00Z</published>
<category scheme='tag:blogger.com,1999:blog-1' term='Rivers'/>
<blogger:filename>/2019/11/the-river.html</blogger:filename>{more}</entry>"""


def test_the_older_export() -> None:
    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    answer = "<thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-1'/>"
    found = read_text(
        OLD
        + old(9, "template")
        + old(8, "settings")
        + old(1, "post")
        + old(2, "post", draft)
        + old(3, "page")
        + old(4, "comment", answer)
        + END
    )
    first, second = found.entries
    assert first.url == "https://river.example.org/2010/11/p1.html"
    assert first.overrides == {
        "title": "Title 1",
        "date": datetime(2010, 11, 27, 7, 12, tzinfo=timezone(timedelta(hours=-8))),
        "author": "Ann Reed",
        "tags": ["Bread & rivers"],
        "slug": "p1",
    }
    assert (first.draft, second.draft) == (False, True)
    assert found.parts == {
        ("post", "published", "posts"): 1,
        ("post", "draft", "drafts"): 1,
        ("page", "published", "left out: --post-types page"): 1,
        ("comment", "shown", "left out: --comments data"): 1,
        ("settings", "", "left out: not a text for readers"): 1,
        ("template", "", "left out: not a text for readers"): 1,
    }


def test_comments_go_to_their_post() -> None:
    answer = (
        "<thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-1'/>"
        "<link rel='related' href='https://www.blogger.com/feeds/1/1/comments/default/4'/>"
    )
    found = read_text(
        OLD
        + old(1, "post")
        + old(4, "comment", answer.partition("<link")[0])
        + old(5, "comment", answer, "Yes &lt;b&gt;it&lt;/b&gt; did")
        + END,
        comments=True,
    )
    four, five = found.only.comments
    assert (four.id, four.parent, four.name) == (4, 0, "Ann Reed")
    assert (five.id, five.parent, five.html) == (5, 4, "Yes <b>it</b> did")
    assert five.date == "2010-11-27T15:12:00+00:00"


def test_the_export_of_takeout() -> None:
    comment = new(
        7, "COMMENT", more="<blogger:parent>tag:blogger.com,1999:blog-1.post-1</blogger:parent>"
    )
    found = read_text(
        NEW
        + new(1)
        + new(2, status="DRAFT")
        + new(3, status="SOFT_TRASHED")
        + new(4, "PAGE")
        + comment
        + END,
        post_types=("post", "page"),
    )
    assert [one.draft for one in found.entries] == [False, True, False]
    assert found.entries[0].overrides["slug"] == "the-river"
    assert found.entries[0].overrides["tags"] == ["Rivers"]
    assert found.entries[2].collection == "pages"
    assert found.parts[("post", "deleted", "left out: not a post any more")] == 1
    assert found.parts[("comment", "shown", "left out: --comments data")] == 1


def test_the_feed_of_a_blog_is_no_export() -> None:
    text = OLD.replace("blog-1.archive", "blog-1") + old(1, "post").replace("2008/kind", "2008/x")
    found = read_text(text + END)
    assert found.only.kind == "web"


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("https://1.bp.blogspot.com/-a/b/c/d/s320/x.jpg", "/s1600/x.jpg"),
        ("http://2.bp.blogspot.com/a/s72-c/x.png", "/s1600/x.png"),
        ("https://blogger.googleusercontent.com/img/b/R/a/w640-h480/x.jpg", "/s1600/x.jpg"),
        ("https://lh3.googleusercontent.com/abc=w400-h300", "abc=s1600"),
        ("https://blogger.googleusercontent.com/img/a/AVv=s320", "AVv=s1600"),
        ("https://example.org/s320/x.jpg", "/s320/x.jpg"),
    ],
)
def test_pictures_are_in_their_full_size(url: str, full: str) -> None:
    made = full_size(f'<img src="{url}">')
    assert made.endswith(f'{full}">')


def test_the_break_stays() -> None:
    found = read_text(OLD + old(1, "post", text="One.&lt;a name='more'&gt;&lt;/a&gt;Two.") + END)
    assert found.only.body == 'One.<hr data-excerpt-end="more">Two.'


def test_an_export_without_its_site_needs_its_url() -> None:
    one = read_text(NEW + new(1) + END, base_url="https://river.example.org/").only
    assert one.url == "https://river.example.org/2019/11/the-river.html"
    found = read_text(NEW + new(1) + new(2, status="DRAFT") + END, own=True)
    assert [note for note in found.notes if "--base-url" in note]
    assert found.authors == ("Ann Reed",)
