"""Dates that are text, as ``Time.parse`` reads them."""

from __future__ import annotations

import json
import random

import pytest

import ruby
from crosspost.validate.dates import read_date
from crosspost.validate.reader import read
from crosspost.validate.ruby_time import Unclear, parse
from crosspost.validate.tree import Scalar

_DAYS = (
    "{d}. {M} {y}",
    "{d} {M} {y}",
    "{M} {d}, {y}",
    "{d}th {M} {y}",
    "{y}-{m}-{d}",
    "{y}/{m}/{d}",
    "{d}/{m}/{y}",
    "{d}.{m}.{y}",
    "{y}.{m}.{d}",
    "{d}-{M}-{y}",
    "{M}-{d}-{y}",
    "{y}{m:02}{d:02}",
    "{y}年{m}月{d}日",
    "{M} {y}",
    "{d} {M}",
    "{y}",
    "Tues, {d} {M} {y}",
    "{m}-{d}-{y}",
    "{y}-{m}-{d} ({M})",
    "{d} {M} '{m:02}",
    "yesterday",
    "{y}-W10-3",
)
_CLOCKS = ("", "{h}:{i:02}", "{h}:{i:02}:{i:02}", "{h}h{i:02}", "{h}h", "{h}:{i:02}pm", "{h} AM",
           "{h}:{i:02}:01.123", "T{h:02}{i:02}01", "{h}:{i:02}::01", "at {h}:{i:02}", "24:00",
           "29:39:00", "{h}:{i:02} p.m.")  # fmt: skip
_ZONES = (
    "",
    "",
    "Z",
    "UTC",
    "+08:00",
    "+0800",
    "-3",
    "EST",
    "JST",
    "GMT+2",
    "+08:00:00",
    " (late)",
)
_MONTHS = ("January", "feb.", "Sept", "mai", "Oktober", "août")
_RUBY = r"""
require "json"; require "time"
puts JSON.generate(JSON.parse(STDIN.read).map { |text|
  begin
    time = Time.parse(text)
    [time.localtime.strftime("%F %T"), time.utc.strftime("%F %T")]
  rescue ArgumentError
    nil
  end
})
"""


def dates(number: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    found = []
    for _ in range(number):
        words = [rng.choice(_DAYS), rng.choice(_CLOCKS)]
        text = " ".join(words) + rng.choice(("", " ")) + rng.choice(_ZONES)
        found.append(text.format(d=rng.randrange(1, 32), m=rng.randrange(1, 13),
                                 y=rng.randrange(1995, 2030), M=rng.choice(_MONTHS),
                                 h=rng.randrange(24), i=rng.randrange(60)))  # fmt: skip
    return found


@pytest.mark.jekyll
def test_generated_dates_are_read_as_ruby_does() -> None:
    texts = dates(3_000, 7)
    tokyo, phoenix = (
        json.loads(ruby.run(_RUBY, json.dumps(texts), TZ=zone).stdout)
        for zone in ("Asia/Tokyo", "America/Phoenix")
    )
    read = 0
    for text, east, west in zip(texts, tokyo, phoenix, strict=True):
        try:
            found = parse(text)
        except Unclear:
            continue
        if found is None:
            assert east is None or west is None, text
        elif found.offset is not None:
            instant = (found.wall - found.offset).replace(microsecond=0).isoformat(" ")
            assert instant == east[1] == west[1], text
        elif not found.zone:
            assert found.wall.replace(microsecond=0).isoformat(" ") == east[0] == west[0], text
        read += found is not None
    assert read > 1_000


@pytest.mark.parametrize(
    ("text", "wall", "offset"),
    [
        ("3. September 2021", "2021-09-03 00:00:00", None),
        ("2021-09-03 11h21", "2021-09-03 11:21:00", None),
        ("20210903T112100Z", "2021-09-03 11:21:00", 0),
        ("2021-09-03 11:21:00 +08:00:00", "2021-09-03 11:21:00", 8),
        ("2021-09-04 00:10.000000000 +09:00", "2021-09-04 00:10:00", None),
        ("2021-09-03 29:39:00 +0800", "2021-09-04 05:39:00", 8),
    ],
)
def test_what_people_write(text: str, wall: str, offset: int | None) -> None:
    found = parse(text)
    assert found is not None
    assert found.wall.isoformat(" ") == wall
    assert (found.offset and found.offset.total_seconds() / 3600) == (offset or found.offset)


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("30 February 2018 22:14 EST", "2018-02-28 22:14:00"),  # 1 March 03:14 in UTC
        ("31 June 2018 10:00 +0200", "2018-07-01 10:00:00"),
        ("1 January 2018 0:30 +0100", "2018-01-01 00:30:00"),
        ("3/9/2021 29:39:00 +0800", "2021-09-04 05:39:00"),
    ],
)
def test_an_offset_is_subtracted_number_by_number(text: str, wall: str) -> None:
    found = parse(text)
    assert found is not None and found.wall.isoformat(" ") == wall


@pytest.mark.parametrize(
    ("value", "verdict", "reason"),
    [
        ("2020-08-03 29:39:00 -3", "invalid", "there is no time 29:39"),  # Psych refuses it
        ("2020-08-03 21:39:00 -3", "good", ""),
        ("2020-08-03 29:39:00 -03:00", "lenient", "there is no time 29:39"),
        ("yesterday, 11:00", "lenient", "it has no day"),
        ("10 mai 2027", "lenient", "it has no year"),  # not a month to Ruby
        ("1-15-2008", "invalid", "there is no month 15"),
        ("soon", "invalid", "it is not a date"),
        ("'12", "lenient", ""),
    ],
)
def test_a_value_of_date(value: str, verdict: str, reason: str) -> None:
    reading = read_date(scalar(value))
    assert (reading.verdict, reading.reason) == (verdict, reason)


def scalar(value: str) -> Scalar:
    text = f'---\ndate: "{value}"\n---\n' if value[0] == "'" else f"---\ndate: {value}\n---\n"
    found = read("_posts/2013-03-06-a.md", text.encode()).by_key["date"].value
    assert isinstance(found, Scalar)
    return found


def test_a_name_of_a_zone_depends_on_the_machine() -> None:
    found = parse("2021-09-03 11:21 JST")
    assert found is not None and (found.zone, found.offset) == ("JST", None)


def test_what_is_taken_from_the_day_of_the_build_is_not_guessed() -> None:
    with pytest.raises(Unclear):
        parse("3 September")
    assert parse("soon") is None
