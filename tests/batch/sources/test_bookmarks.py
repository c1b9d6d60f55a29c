"""Bookmarks of browsers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from batch.sources.lists import bad, entries, urls
from crosspost.batch.entry import Entry

BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<DL><p>
    <DT><H3>Reading</H3>
    <DL><p>
        <DT><A HREF="https://example.org/a?x=1&amp;y=2" ADD_DATE="1362544200"
         TAGS="river,bread">A</A>
        <DT><A HREF="javascript:alert(1)">Bookmarklet</A>
        <DT><A HREF="place:sort=8">Recent</A>
        <DT><A HREF="https://example.org/b" ADD_DATE="1362544200000000">B</A>
    </DL><p>
</DL>
"""


def test_links_come_with_tags_and_the_day_they_were_kept() -> None:
    kept = datetime(2013, 3, 6, 4, 30, tzinfo=UTC)
    assert entries(BOOKMARKS) == [
        Entry(
            "https://example.org/a?x=1&y=2", 7, {"tags": ["Reading", "river", "bread"]}, dated=kept
        ),
        Entry("https://example.org/b", 11, {"tags": ["Reading"]}, dated=kept),
    ]


FOLDERS = """<DL><p><DT><H3 PERSONAL_TOOLBAR_FOLDER="true">Toolbar</H3><DL><p>
<DT><H3>Rivers &amp; lakes</H3><DL><p>
  <DT><H3>Bridges</H3><DL><p><DT><A HREF="https://example.org/two" TAGS="bridges">Two</A></DL><p>
  <DT><A HREF="https://example.org/one">One</A>
</DL><p></DL><p><DT><A HREF="https://example.org/three">Three</A></DL><p>"""


def test_folders_become_tags_except_those_of_the_browser() -> None:
    """Google's export has no document type."""
    tags = [one.overrides.get("tags") for one in entries(FOLDERS) if isinstance(one, Entry)]
    assert tags == [["Rivers & lakes", "Bridges"], ["Rivers & lakes"], None]


def test_own_tags_or_folders_alone() -> None:
    two = entries(FOLDERS, tags_from="tags")[0]
    assert isinstance(two, Entry) and two.overrides == {"tags": ["bridges"]}
    two = entries(FOLDERS, tags_from="folders")[0]
    assert isinstance(two, Entry) and two.overrides == {"tags": ["Rivers & lakes", "Bridges"]}


def test_lists_of_pocket_and_instapaper_are_pages_without_folders() -> None:
    page = """<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1>
<ul><li><a href="https://example.org/a" time_added="1362544200" tags="river,bread">A</a></li></ul>
</body></html>"""
    kept = datetime(2013, 3, 6, 4, 30, tzinfo=UTC)
    tags = {"tags": ["river", "bread"]}
    assert entries(page) == [Entry("https://example.org/a", 2, tags, dated=kept)]
    assert urls(entries(page.replace("Pocket Export", "Instapaper: Export")))


POSTS = """<?xml version="1.0" encoding="UTF-8"?>
<posts user="ann" tag="">
<post href="https://example.org/a?x=1&amp;y=2" time="2013-03-06T10:00:00Z" description="A &lt;b&gt;"
 extended="" tag="river old" hash="0" shared="yes"/>
<post href="https://example.org/b" time="2013-03-07T10:00:00Z" description="B" tag="" />
</posts>"""


def test_the_xml_of_pinboard_and_delicious() -> None:
    kept = [datetime(2013, 3, day, 10, tzinfo=UTC) for day in (6, 7)]
    tags = {"tags": ["river", "old"]}
    assert entries(POSTS) == [
        Entry("https://example.org/a?x=1&y=2", 3, tags, dated=kept[0]),
        Entry("https://example.org/b", 5, dated=kept[1]),
    ]
    assert [reason for _, reason in bad(entries(POSTS.removesuffix("</posts>")))] == [
        "the file is cut: a folder is not closed (</DL>)"
    ]


@pytest.mark.parametrize("charset", ["", '<META CHARSET="windows-1252">'])
def test_tags_in_the_encoding_of_an_old_system(charset: str) -> None:
    page = (
        f"<!DOCTYPE NETSCAPE-Bookmark-file-1>{charset}<DL><p><DT><H3>Flüsse</H3><DL><p><DT>"
        '<A HREF="https://example.org/a" TAGS="Brücke">A</A></DL><p></DL><p>'
    )
    (one,) = entries(page.encode("cp1252"))
    assert isinstance(one, Entry) and one.overrides == {"tags": ["Flüsse", "Brücke"]}
