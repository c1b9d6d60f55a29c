"""The day in a post's URL is the day that the article shows, wherever the site is built."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import real_jekyll
from crosspost.dates import zone
from crosspost.targets.jekyll.front_matter import compose
from crosspost.targets.jekyll.post_date import is_future, post_date
from crosspost.targets.jekyll.site import Site

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TOKYO, PAGO_PAGO = timezone(timedelta(hours=9)), timezone(timedelta(hours=-11))


def site(timezone: str = "", **more: bool) -> Site:
    return Site(Path("/site"), timezone=timezone, **more)


def test_a_time_is_written_where_the_sites_zone_has_the_same_day() -> None:
    published = datetime(2013, 3, 6, 4, 44, 27, tzinfo=UTC)
    assert post_date(published, site("Asia/Bishkek"), NOW) == (date(2013, 3, 6), published)
    assert post_date(published, site("UTC"), NOW) == (date(2013, 3, 6), published)


def test_a_time_that_would_move_the_day_is_left_out() -> None:
    published = datetime(2013, 3, 6, 4, 44, 27, tzinfo=UTC)
    day = date(2013, 3, 6)
    assert post_date(published, site("America/Los_Angeles"), NOW) == (day, day)


def test_the_day_is_the_one_on_the_page_and_not_its_day_in_utc() -> None:
    published = datetime(2013, 3, 6, 1, 0, tzinfo=TOKYO)  # still the 5th in UTC
    assert post_date(published, site("UTC"), NOW)[0] == date(2013, 3, 6)
    assert post_date(published, site("Asia/Tokyo"), NOW)[1] == published


def test_without_a_zone_utc_and_this_machine_must_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    published, day = datetime(2013, 3, 6, 20, 0, tzinfo=UTC), date(2013, 3, 6)
    try:
        for builder, wanted in [("UTC", published), ("Asia/Tokyo", day), ("Asia/Tbilisi", day)]:
            monkeypatch.setenv("TZ", builder)
            time.tzset()
            assert post_date(published, site(), NOW) == (day, wanted), builder
            assert post_date(published, site("No/Such_Zone"), NOW) == (day, wanted), builder
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_time_without_offset_stays_the_sites_own() -> None:
    published = datetime(2013, 3, 6, 23, 30)
    assert post_date(published, site("Asia/Tokyo"), NOW) == (date(2013, 3, 6), published)
    assert compose({"date": published}) == '---\ndate: "2013-03-06 23:30:00"\n---\n'


def test_a_day_stays_a_day() -> None:
    assert post_date(date(2013, 3, 6), site("UTC"), NOW) == (date(2013, 3, 6), date(2013, 3, 6))


def test_todays_time_that_is_still_to_come_is_left_out() -> None:
    today = datetime(2026, 3, 1, 23, 0)
    assert post_date(today, site("UTC"), NOW) == (today.date(), today.date())


def test_a_later_day_is_future_until_it_comes() -> None:
    assert is_future(date(2099, 1, 1), site("UTC"), NOW)
    assert is_future(date(2026, 3, 2), site("UTC"), NOW)
    assert not is_future(date(2026, 3, 2), site("Pacific/Kiritimati"), NOW)
    assert not is_future(date(2026, 3, 1), site("UTC"), NOW)
    assert is_future(NOW + timedelta(seconds=1), site(), NOW)


def test_the_ends_of_the_calendar_are_no_crash() -> None:
    for year in (1, 9999):
        published = datetime(year, 1, 1, 0, 0, tzinfo=TOKYO)
        assert post_date(published, site(), NOW) == (date(year, 1, 1), date(year, 1, 1))
        assert is_future(published, site(), NOW) == (year == 9999)


MOMENTS = [
    date(2013, 3, 6),
    datetime(2013, 3, 6, 0, 0),
    datetime(2013, 3, 6, 23, 59, 59),
    datetime(2013, 3, 10, 2, 30),  # skipped by the clocks of Los Angeles
    datetime(2013, 3, 6, 4, 44, 27, tzinfo=UTC),
    datetime(2013, 3, 6, 23, 59, 59, tzinfo=UTC),
    datetime(2013, 3, 6, 0, 0, tzinfo=TOKYO),
    datetime(2013, 3, 6, 23, 30, tzinfo=TOKYO),
    datetime(2013, 3, 6, 0, 30, tzinfo=PAGO_PAGO),
    datetime(2013, 7, 31, 12, 0, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    datetime(2013, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30))),
]


@pytest.mark.jekyll
@pytest.mark.parametrize(
    "name",
    [
        "UTC",
        "America/Los_Angeles",
        "Asia/Tokyo",
        "Asia/Bishkek",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ],
)
def test_jekyll_puts_every_post_under_the_day_of_its_file(name: str, tmp_path: Path) -> None:
    assert zone(name)
    (tmp_path / "_config.yml").write_text(f"timezone: {name}\n", "utf-8")
    _write_posts(tmp_path, site(name))
    _check_days(real_jekyll.build(tmp_path))


@pytest.mark.jekyll
def test_without_a_zone_the_day_holds_on_a_builder_in_utc(tmp_path: Path) -> None:
    _write_posts(tmp_path, site())
    _check_days(real_jekyll.build(tmp_path, builder_zone="UTC"))


def _write_posts(root: Path, where: Site) -> None:
    (root / "_posts").mkdir()
    for number, published in enumerate(MOMENTS):
        day, value = post_date(published, where, NOW)
        text = compose({"title": f"Post {number}", "date": value})
        (root / "_posts" / f"{day}-post-{number}.md").write_text(text, "utf-8")


def _check_days(posts: list[dict[str, str]]) -> None:
    assert len(posts) == len(MOMENTS)
    for post in posts:
        year, month, day = post["name"].split("-")[:3]
        assert post["url"].startswith(f"/{year}/{month}/{day}/post-"), post["date"]
