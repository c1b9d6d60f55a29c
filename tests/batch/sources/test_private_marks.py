"""Bookmarks that are marked as private, in each format that has such a mark."""

from __future__ import annotations

import json

import pytest

from batch.sources.lists import entries
from crosspost.batch.entry import Entry
from crosspost.batch.sources.private_marks import WARNING, is_private

HTML = """<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>
<DT><A HREF="https://example.org/open" ADD_DATE="1362544200" PRIVATE="0">A</A>
<DT><A HREF="https://example.org/secret" ADD_DATE="1362544200" PRIVATE="1" TAGS="own">B</A>
</DL>"""
XML = """<?xml version="1.0" encoding="UTF-8"?><posts user="ann">
<post href="https://example.org/open" description="A" tag="" shared="yes"/>
<post href="https://example.org/secret" description="B" tag="own" shared="no"/>
</posts>"""
PINBOARD = [
    {"href": "https://example.org/open", "description": "A", "extended": "", "shared": "yes"},
    {"href": "https://example.org/secret", "description": "B", "extended": "", "shared": "no"},
]
SHAARLI = [
    {"url": "https://example.org/open", "title": "A", "private": False},
    {"url": "https://example.org/secret", "title": "B", "private": True},
]
LINKDING = {
    "results": [
        {"url": "https://example.org/open", "title": "A", "shared": True},
        {"url": "https://example.org/secret", "title": "B", "shared": False},
    ]
}
CSV = "url,title,is_private\nhttps://example.org/open,A,0\nhttps://example.org/secret,B,1\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(HTML, id="netscape"),
        pytest.param(XML, id="pinboard-xml"),
        pytest.param(json.dumps(PINBOARD), id="pinboard"),
        pytest.param(json.dumps(SHAARLI), id="shaarli"),
        pytest.param(json.dumps(LINKDING), id="linkding"),
        pytest.param("\n".join(map(json.dumps, SHAARLI)) + "\n", id="json-lines"),
        pytest.param(CSV, id="csv"),
    ],
)
def test_private_bookmarks_are_drafts_and_are_counted(content: str) -> None:
    notes: list[str] = []
    found = [one for one in entries(content, on_note=notes.append) if isinstance(one, Entry)]
    assert [(one.url, one.draft, one.warnings) for one in found] == [
        ("https://example.org/open", False, ()),
        ("https://example.org/secret", True, (WARNING,)),
    ]
    assert notes == ["-: 1 link is a draft: private in the list"]


def test_several_are_counted_together() -> None:
    notes: list[str] = []
    entries(HTML.replace('PRIVATE="0"', 'PRIVATE="1"'), on_note=notes.append)
    assert notes == ["-: 2 links are drafts: private in the list"]


@pytest.mark.parametrize(
    "about", [{}, {"private": ""}, {"private": None}, {"shared": "yes"}, {"is_public": False}]
)
def test_other_bookmarks_are_public(about: dict[str, object]) -> None:
    """wallabag's ``is_public`` is false of nearly all entries."""
    assert not is_private(about)
