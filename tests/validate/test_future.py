"""Posts whose time has not come, by Jekyll's clock and by the author's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crosspost.targets.jekyll.site import Site
from crosspost.validate import Options
from crosspost.validate.check import read_post
from crosspost.validate.context import Context
from validate.one_post import check_post

NOW = datetime(2026, 12, 1, 22, 30, tzinfo=UTC)


def levels(name: str, front_matter: str, *, timezone: str = "", future: bool = False) -> list[str]:
    """Return the levels of CP404 for a post that is checked at NOW."""
    root = Path("/blog")
    site = Site(root, timezone=timezone, future=future)
    context = Context(root, "jekyll", Options(show_info=True), site=site, now=NOW)
    text = f"---\ntitle: Radio\n{front_matter}---\n"
    post = read_post(f"/blog/_posts/{name}", text.encode(), context, name)
    return [f.level for f in check_post(post, context, [post]) if f.code == "CP404"]


@pytest.mark.parametrize(
    ("name", "front_matter", "timezone", "expected"),
    [
        # The file's name alone: midnight of the site's zone.
        ("2026-12-03-a.md", "", "UTC", ["info"]),
        ("2026-12-02-a.md", "", "UTC", ["info"]),
        ("2026-12-01-a.md", "", "UTC", []),
        ("2026-12-02-a.md", "", "Asia/Tokyo", []),
        ("2026-12-02-a.md", "", "America/New_York", ["info"]),
        # Hours ahead.
        ("2026-12-01-a.md", "date: 2026-12-01 23:00:00 +0000\n", "UTC", ["info"]),
        ("2026-12-01-a.md", "date: 2026-12-01 22:00:00 +0000\n", "UTC", []),
        ("2026-12-01-a.md", "date: 2026-12-01 22:00:00 -0100\n", "UTC", ["info"]),
        ("2026-12-02-a.md", "date: 2026-12-02 07:00:00 +0900\n", "UTC", []),
        # A plain time is UTC to Jekyll; by the author's clock it may be past.
        ("2026-12-02-a.md", "date: 2026-12-02 07:00:00\n", "Asia/Tokyo", ["warning"]),
        ("2026-12-02-a.md", "date: 2026-12-02 09:00:00\n", "Asia/Tokyo", ["info"]),
        ("2026-12-02-a.md", "date: '2026-12-02 07:00:00'\n", "Asia/Tokyo", []),
        ("2026-12-02-a.md", "date: 2026-12-02\n", "Asia/Tokyo", []),
        # The front matter's date is the one that counts.
        ("2999-01-01-a.md", "date: 2020-01-01\n", "UTC", []),
        ("2020-01-01-a.md", "date: January 1, 2999\n", "UTC", ["info"]),
    ],
)
def test_what_is_to_come(name: str, front_matter: str, timezone: str, expected: list[str]) -> None:
    assert levels(name, front_matter, timezone=timezone) == expected


def test_a_site_that_publishes_the_future_is_left_alone() -> None:
    assert levels("2999-01-01-a.md", "", future=True) == []


def test_a_day_that_has_begun_for_the_author_and_not_for_the_server() -> None:
    context = Context(Path("/blog"), "jekyll", Options(), now=NOW)
    tokyo = replace(Site(Path("/blog")), timezone="Asia/Tokyo")
    context.__dict__["author_zone"] = Context(
        Path("/blog"), "jekyll", Options(), site=tokyo
    ).author_zone
    post = read_post("/blog/_posts/2026-12-02-a.md", b"---\ntitle: Radio\n---\n", context, "a")
    (found,) = check_post(post, context, [post])
    assert (found.code, found.level) == ("CP404", "warning")
    assert "2026-12-02 00:00 UTC" in found.message
