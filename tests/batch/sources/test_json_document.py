"""JSON documents: lists of services, bookmarks of browsers, JSON Feed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from batch.sources.lists import bad, entries, from_web, urls
from crosspost.batch.entry import Entry

A, B = "https://a.example.org/one", "https://b.example.org/two"


def read(document: Any, **more: Any) -> list[Any]:
    return entries(json.dumps(document, indent=1), **more)


def test_pinboard_calls_the_title_description_and_separates_tags_by_spaces() -> None:
    when = "2016-10-31T15:57:56Z"
    row = {"href": A, "description": "One", "extended": "", "time": when, "tags": "rivers bridges"}
    found = read([row])
    assert found[0].overrides == {"title": "One", "tags": ["rivers", "bridges"]}
    assert found[0].dated == datetime(2016, 10, 31, 15, 57, 56, tzinfo=UTC)


@pytest.mark.parametrize(
    "document",
    [
        [A, B],
        [{"url": A}, {"url": B}],
        {"version": 3, "links": [{"URL": A}, {"URL": B}]},
        {"bookmarks": [{"id": 1}, {"link": A}, {"link": B}]},
    ],
)
def test_lists_of_links_are_found_in_documents(document: Any) -> None:
    assert urls(read(document)) == [A, B]
    assert urls(entries(json.dumps(document))) == [A, B]  # on one line


def test_labels_may_be_objects() -> None:
    found = read([{"url": A, "labels": [{"name": "rivers"}, {"name": "bread"}]}])
    assert found[0].overrides == {"tags": ["rivers", "bread"]}


FIREFOX = {
    "guid": "root________",
    "type": "text/x-moz-place-container",
    "children": [
        {
            "type": "text/x-moz-place-container",
            "title": "menu",
            "root": "bookmarksMenuFolder",
            "children": [
                {
                    "type": "text/x-moz-place-container",
                    "title": "Rivers",
                    "children": [
                        {"type": "text/x-moz-place", "uri": A, "tags": "boats,bread",
                         "dateAdded": 1260914469000000},
                        {"type": "text/x-moz-place", "uri": "place:sort=8"},
                        {"type": "text/x-moz-place-separator"},
                    ],
                }
            ],
        }
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("tags_from", "tags"),
    [
        ("both", ["Rivers", "boats", "bread"]),
        ("folders", ["Rivers"]),
        ("tags", ["boats", "bread"]),
    ],
)
def test_bookmarks_of_firefox(tags_from: str, tags: list[str]) -> None:
    kept = datetime(2009, 12, 15, 22, 1, 9, tzinfo=UTC)
    assert read(FIREFOX, tags_from=tags_from) == [Entry(A, None, {"tags": tags}, dated=kept)]


def test_bookmarks_of_chrome_whose_time_begins_in_1601() -> None:
    one = {"type": "url", "name": "One", "url": A, "date_added": "12905388069000000"}
    folder = {"type": "folder", "name": "Rivers", "children": [one]}
    bar = {"type": "folder", "name": "Bookmarks bar", "children": [folder]}
    kept = datetime(2009, 12, 15, 22, 1, 9, tzinfo=UTC)
    assert read({"checksum": "x", "roots": {"bookmark_bar": bar, "sync": None}}) == [
        Entry(A, None, {"tags": ["Rivers"]}, dated=kept)
    ]


FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "items": [
        {"id": "1", "url": "/one", "title": "One", "content_html": "<p>Text</p>",
         "date_published": "2013-03-06", "authors": [{"name": "Ann"}], "tags": ["rivers"]},
        {"id": B},
        {"id": "3", "title": "None"},
    ],
}  # fmt: skip
OFFERED = {"title": "One", "date": date(2013, 3, 6), "author": "Ann", "tags": ["rivers"]}


def test_a_json_feed_offers_what_it_says_and_its_full_text_if_asked() -> None:
    web = {"https://a.example.org/feed.json": json.dumps(FEED)}
    found = from_web("https://a.example.org/feed.json", web)
    assert urls(found) == [A, B]
    assert found[0].offered == OFFERED and found[0].kind == "web"
    assert bad(found) == [(3, "an item without a link: 'None'")]
    full = from_web("https://a.example.org/feed.json", web, use_content=True)
    assert [one.kind for one in full[:2]] == ["ready", "web"]
    assert full[0].body == "<p>Text</p>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"db": [{"meta": 1}]}\n', "JSON without a list of links: it has db"),
        ('[{"url": "https://a.example.org/one"', "not JSON, or cut"),
        ("[" * 100_000, "JSON that is nested too deeply"),
        ('[{"url": NaN}]', "NaN is not JSON"),
    ],
)
def test_what_is_no_list_is_said_once(content: str, reason: str) -> None:
    found = bad(entries(content, kind="json"))
    assert len(found) == 1 and reason in found[0][1]
