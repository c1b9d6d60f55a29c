"""Bookmarks of browsers."""

from __future__ import annotations

from datetime import UTC, datetime

from batch.sources.lists import entries
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
        Entry("https://example.org/a?x=1&y=2", 7, {"tags": ["river", "bread"]}, dated=kept),
        Entry("https://example.org/b", 11, dated=kept),
    ]
