"""Front matter of any generator → fields of a post."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from crosspost.batch.sources.site.fields import Fields, fields


def read(
    front: dict[str, Any], authors: dict[str, str] | None = None, *, by_space: bool = False
) -> Fields:
    return fields(front, authors or {}, by_space=by_space)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ({"date": "2013-03-06"}, date(2013, 3, 6)),
        (
            {"date": "2013-03-06 22:30:00 -0500"},
            datetime(2013, 3, 6, 22, 30, tzinfo=timezone(timedelta(hours=-5))),
        ),
        ({"pubDate": "2013-03-06T10:00:00Z"}, datetime(2013, 3, 6, 10, tzinfo=UTC)),
        ({"publishDate": "2013-03-06", "date": "no day"}, date(2013, 3, 6)),
        ({"published": "2013-03-06"}, date(2013, 3, 6)),
        ({"published": True}, None),
        ({"date": ["x"]}, None),
        ({"date": 5}, None),
        ({}, None),
    ],
)
def test_dates(front: dict[str, Any], expected: object) -> None:
    assert read(front).when == expected


@pytest.mark.parametrize(
    ("front", "is_draft"),
    [
        ({"draft": True}, True),
        ({"draft": "true"}, True),
        ({"draft": False}, False),
        ({"published": False}, True),
        ({"published": "2013-03-06"}, False),
        ({"status": "draft"}, True),
        ({}, False),
    ],
)
def test_drafts(front: dict[str, Any], is_draft: bool) -> None:
    assert read(front).is_draft is is_draft


def test_labels() -> None:
    assert read({"tags": ["a", " b  c ", 3, None, "a"]}).tags == ("a", "b c", "3")
    assert read({"tags": "a, b c"}).tags == ("a", "b c")
    assert read({"tags": "a b"}, by_space=True).tags == ("a", "b")
    assert read({"tags": "a b"}).tags == ("a b",)
    assert read({"category": "a b"}, by_space=True).categories == ("a b",)
    assert read({"categories": [["A", "B"], {"name": "C"}]}).categories == ("A", "B", "C")
    assert read({"taxonomies": {"tags": ["a"]}}).tags == ("a",)


def test_authors_have_no_mail_address() -> None:
    names = {"ann": "Ann Reed"}
    assert read({"author": "ann"}, names).authors == ("Ann Reed",)
    assert read({"authors": ["ann", {"name": "Bob"}]}, names).authors == ("Ann Reed", "Bob")
    assert read({"author": "Ann Reed <ann@example.org>"}).authors == ("Ann Reed",)
    assert read({"author": {"email": "ann@example.org"}}).authors == ()


@pytest.mark.parametrize(
    ("front", "image"),
    [
        ({"image": "/a.png"}, "/a.png"),
        ({"cover": {"image": "a.png"}}, "a.png"),
        ({"images": ["a.png", "b.png"]}, "a.png"),
        ({"heroImage": "./a.png"}, "./a.png"),
        ({"header": {"teaser": "/a.png"}}, "/a.png"),
        ({"image": True}, ""),
        ({"image": "yes"}, ""),
    ],
)
def test_pictures(front: dict[str, Any], image: str) -> None:
    assert read(front).image == image


def test_the_rest() -> None:
    found = read(
        {
            "title": " A\n b ",
            "lastmod": "2014-01-01",
            "slug": "x",
            "summary": "S",
            "weight": 3,
            "canonicalURL": "https://a.example/x",
            "aliases": ["/a/"],
            "redirect_from": "/b/",
            "layout": "post",
            "toc": True,
        }
    )
    assert (found.title, found.changed, found.slug) == ("A b", date(2014, 1, 1), "x")
    assert (found.description, found.canonical_url) == ("S", "https://a.example/x")
    assert found.aliases == ("/a/", "/b/") and found.ignored == ("weight", "toc")
