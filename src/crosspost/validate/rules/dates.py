"""Dates: in the front matter, in the file name, and between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.context import Context
from crosspost.validate.dates import Reading, days_of, read_date
from crosspost.validate.post import Field, Post
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.tree import Scalar

RULES = (
    Rule(
        "CP401", "invalid-date", "error",
        "A date that no calendar or clock has, or that is none.",
        "One post stops the whole build; or the post appears on another day.",
        "A month 13, an hour 25 or a word is 'Invalid date' and the build fails. A day that the"
        " month does not have moves on: 2016-06-31 becomes 2016-07-01.",
        "date: 2016-04-10 24:34", "date: 2016-04-11 00:34",
        "none", "Write YYYY-MM-DD, or YYYY-MM-DD HH:MM:SS +0000.",
    ),
    Rule(
        "CP402", "lenient-date", "warning",
        "A date that only Ruby's guessing reads.",
        "Other tools fail on it or read another day: 06/03/2013 is 6 March to Ruby.",
        "Jekyll asks Time.parse, which takes the day first and ignores what it does not know.",
        "date: August 13, 2020", "date: 2020-08-13",
        "both", "Writes the day that Jekyll reads, as ISO 8601; unsafe where day and month are both"
        " numbers.",
    ),
    Rule(
        "CP403", "date-and-file-name", "warning",
        "A day in date: that is not the day in the file name, whatever the time zone.",
        "The URL and the list of posts say one day, the file another; post_url finds it by the"
        " file's.",
        "Jekyll uses date: for the URL, the file name's date for post_url only.",
        "_posts/2014-12-22-sketch.md: date: 2015-01-06",
        "_posts/2015-01-06-sketch.md: date: 2015-01-06",
        "unsafe", "With --prefer-date=file writes the file's day; renaming the file keeps the URL.",
    ),
    Rule(
        "CP404", "future-date", "info",
        "A date that is still to come.",
        "The post does not appear, and nobody knows why.",
        "Jekyll leaves it out until then, unless the site has future: true.",
        "date: 2199-01-01", "date: 2019-01-01",
        "none", "",
    ),
    Rule(
        "CP405", "day-shift", "info",
        "A time whose day in the site's time zone is not the day in the file name.",
        "The URL has another day than the file.",
        "Jekyll converts the time to the site's time zone (timezone: in _config.yml) for the URL.",
        "timezone: Asia/Tokyo, date: 2013-03-06 23:30:00 +0000", "date: 2013-03-06 23:30:00 +0900",
        "unsafe", "Adds the site's offset to a time that has none; change any other yourself.",
    ),
)  # fmt: skip

_TWELVE = lazy_compile(r"\d[ \t]?[ap]\.?m\b", re.I)


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report dates that stop the build, are guessed, or contradict the file name."""
    entry = post.by_key.get("date")
    if entry is None:
        return ()
    if not isinstance(entry.value, Scalar):
        return [
            Problem("CP401", entry.value.start, min(entry.value.end, entry.value.start + 40),
                    "date is a list or a table; Jekyll stops the build. Write one date.",
                    key="date")
        ]  # fmt: skip
    value = entry.value
    if not value.value.strip():
        return ()  # CP306 says so
    reading = read_date(value)
    if reading.verdict == "good":
        if post.kind != "post":
            return ()
        day = post.file_day()
        if day is not None and day != reading.day:
            return _differs(post, context, entry, reading, day)
        return _when(post, context, entry, reading)
    if reading.verdict in ("invalid", "shifted"):
        return [_invalid(post, entry, value, reading)]
    found = [_lenient(post, value, reading)]
    day = post.file_day()
    if post.kind == "post" and day is not None and day != reading.day:
        found += _differs(post, context, entry, reading, day)
    return found


def _invalid(post: Post, entry: Field, value: Scalar, reading: Reading) -> Problem:
    raw = post.text[value.start : value.end]
    if reading.verdict == "shifted" and reading.day is not None:
        message = (
            f"{reading.reason.capitalize()}: Jekyll makes {reading.day} of it, other tools stop."
        )
    else:
        message = (
            f"Jekyll stops the whole build: {raw[:40]!r} is no date ({reading.reason}). Write"
            " YYYY-MM-DD."
        )
    return Problem("CP401", value.start, value.end, message, key="date")


def _lenient(post: Post, value: Scalar, reading: Reading) -> Problem:
    raw = post.text[value.start : value.end]
    iso = _iso(value.value, reading)
    message = (
        f"Jekyll guesses {reading.day} from {raw[:40]!r}; other tools read another day, or none."
        f" Write {iso or reading.day}."
    )
    fix = None
    if iso:
        fix = Repair(not reading.numeric, f"write {iso}", ((value.start, value.end, iso),))
    return Problem("CP402", value.start, value.end, message, fix, "date")


def _iso(text: str, reading: Reading) -> str:
    """Return the same moment in ISO 8601, empty where that would be a guess of ours."""
    if reading.day is None:
        return ""
    moment = reading.moment
    if moment is None:
        return "" if re.search(r"\d:\d|[ap]m\b", text, re.I) else f"{reading.day}"
    if _TWELVE.search(text):
        return ""
    zone = re.search(r"[ \t](Z|UTC|GMT|[+-]\d\d:?\d\d)(?:[ \t]|$)", text)
    clock = moment.replace(tzinfo=None).isoformat(" ")
    if zone:
        offset = zone[1] if zone[1][0] in "+-" else "+0000"
        return f"{clock} {offset.replace(':', '')}"
    # Ruby takes a time without offset in the site's zone, as it takes text in quotes.
    return "" if re.search(r"[A-Z]{3,4}\b", text[10:]) else f'"{clock}"'


def _differs(
    post: Post, context: Context, entry: Field, reading: Reading, day: date
) -> list[Problem]:
    if day in days_of(reading, context.zones) or not context.in_jekyll(post):
        return []
    assert reading.day is not None
    value = entry.value
    days = abs((reading.day - day).days)
    info = days == 1 and not context.url_has_day
    fix = None
    if context.options.prefer_date == "file":
        raw = post.text[value.start : value.end]
        new = re.sub(r"\d{4}-\d{1,2}-\d{1,2}", f"{day}", raw, count=1)
        if new != raw:
            fix = Repair(False, f"write {day}", ((value.start, value.end, new),))
    elif context.options.prefer_date == "front-matter":
        parts = post.name_parts()
        name = f"{reading.day}-{parts[4]}{parts[5]}" if parts else ""
        return [
            Problem("CP403", value.start, value.end,
                    f"The file is named {day}, date says {reading.day}. Rename it: git mv"
                    f" {post.name!r} {name!r}", None, "date", "info" if info else None)
        ]  # fmt: skip
    message = (
        f"date says {reading.day}, the file name {day}. Jekyll uses {reading.day}"
        " in the URL and on the page, post_url only finds the post by the file name. Make them"
        " agree."
    )
    return [
        Problem("CP403", value.start, value.end, message, fix, "date", "info" if info else None)
    ]


def _when(post: Post, context: Context, entry: Field, reading: Reading) -> list[Problem]:
    value = entry.value
    assert reading.day is not None
    moment = reading.moment
    if reading.day > context.today and not (context.site and context.site.future):
        aware = moment if moment and moment.tzinfo else datetime.combine(
            reading.day, moment.time() if moment else time(), UTC
        )  # fmt: skip
        if aware > context.now + timedelta(hours=14):
            return [
                Problem("CP404", value.start, value.end,
                        f"{reading.day} is still to come: Jekyll leaves the post out until then.",
                        key="date")
            ]  # fmt: skip
    if moment is None or not context.zones or (moment.tzinfo is None and reading.quoted):
        return []
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    local = moment.astimezone(context.zones[0])
    shown = local.date()
    if shown == reading.day or not context.url_has_day:
        return []
    fix = None
    if reading.moment is not None and reading.moment.tzinfo is None:
        offset = local.strftime("%z")
        fix = Repair(False, f"add the site's offset {offset}",
                     ((value.end, value.end, f" {offset}"),))  # fmt: skip
    message = (
        f"In the site's time zone this is {shown}: that day stands in the URL, not {reading.day}."
        " Write the time with the site's own offset."
    )
    return [Problem("CP405", value.start, value.end, message, fix, "date")]
