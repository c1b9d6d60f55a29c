"""Dates as pages give them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from crosspost import dates

BISHKEK = timezone(timedelta(hours=6))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2013-03-06", date(2013, 3, 6)),
        ("20130306", date(2013, 3, 6)),
        ("2013-03-06T23:30:00Z", datetime(2013, 3, 6, 23, 30, tzinfo=UTC)),
        ("2013-03-06 04:44:27 Z", datetime(2013, 3, 6, 4, 44, 27, tzinfo=UTC)),
        ("2013-03-06T23:30:00+06:00", datetime(2013, 3, 6, 23, 30, tzinfo=BISHKEK)),
        ("2013-03-06T23:30:00+0600", datetime(2013, 3, 6, 23, 30, tzinfo=BISHKEK)),
        ("2013-03-06T23:30:00+06", datetime(2013, 3, 6, 23, 30, tzinfo=BISHKEK)),
        ("2013-03-06T23:30:00.123456789Z", datetime(2013, 3, 6, 23, 30, 0, 123456, tzinfo=UTC)),
        ("2013-03-06T23:30", datetime(2013, 3, 6, 23, 30)),
        ("2013-03-06 23:30:00 UTC", datetime(2013, 3, 6, 23, 30, tzinfo=UTC)),
    ],
)
def test_iso_dates_keep_what_they_say_and_no_more(text: str, value: date) -> None:
    assert dates.read_iso(text) == value
    assert type(dates.read_iso(text)) is type(value)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2013-02-30", "2013-13-45", "2013-03-06T25:00:00", "06.03.2013"]
)
def test_what_is_no_iso_date_is_none(text: str) -> None:
    assert dates.read_iso(text) is None


def test_the_day_is_the_one_the_page_shows() -> None:
    late = datetime(2013, 3, 6, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    assert dates.day_of(late) == date(2013, 3, 6)
    assert dates.day_of(date(2013, 3, 6)) == date(2013, 3, 6)


@pytest.mark.parametrize("day", [date(1969, 12, 31), date(1970, 1, 1), date(2099, 1, 1)])
def test_no_article_of_the_web_is_of_that_day(day: date) -> None:
    assert not dates.is_plausible(day, datetime(2026, 1, 1, tzinfo=UTC))


def test_an_article_of_tomorrow_may_be_of_another_time_zone() -> None:
    now = datetime(2026, 1, 1, 20, tzinfo=UTC)
    assert dates.is_plausible(date(2026, 1, 2), now)
    assert not dates.is_plausible(date(2026, 1, 3), now)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../UTC", "Europe", "/etc/localtime"])
def test_an_unknown_time_zone_is_none_and_never_an_error(name: str) -> None:
    assert dates.zone(name) is None
    assert str(dates.zone("Asia/Bishkek")) == "Asia/Bishkek"
