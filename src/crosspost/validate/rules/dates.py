"""Dates: in the front matter, in the file name, and between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date

from crosspost.model import Level
from crosspost.validate.context import Context
from crosspost.validate.dates import Reading, days_of, instant, read_date
from crosspost.validate.generators import ALL, JEKYLL
from crosspost.validate.post import Field, Post
from crosspost.validate.post_urls import shows_day
from crosspost.validate.rule import Problem, Repair, Rule
from crosspost.validate.rules.file_names import rename_command
from crosspost.validate.tree import Scalar

RULES = (
    Rule(
        "CP401", "invalid-date", "error",
        "A date or time that does not exist, or a value that is not a date.",
        "One post stops the whole build; or the post appears on another day.",
        "A month 13, an hour 25 without an offset or a word is 'Invalid date' and the build fails."
        " A day that the month does not have overflows: 2016-06-31 becomes 2016-07-01.",
        "date: 2016-04-10 24:34", "date: 2016-04-11 00:34",
        "none", "Write YYYY-MM-DD, or YYYY-MM-DD HH:MM:SS +0000.",
        generators=ALL,
    ),
    Rule(
        "CP402", "lenient-date", "warning",
        "A date that is not ISO 8601: day and month as numbers, words that are passed over, a time"
        " zone that Ruby does not know, an hour above 24.",
        "Other tools fail on it or read another day: 06/03/2013 is 6 March to Ruby. Level info if"
        " it can only be read in one way: August 13, 2020.",
        "Jekyll uses Time.parse, which expects the day first, ignores unknown text, and takes"
        " CEST or JST as the site's own time.",
        "date: 06/03/2013", "date: 2013-03-06",
        "both", "Writes the day that Jekyll reads, as ISO 8601; unsafe where day and month are both"
        " numbers.",
        generators=JEKYLL | {"hugo", "astro", "eleventy"},
    ),
    Rule(
        "CP403", "date-and-file-name", "warning",
        "A day in date: that is not the day in the file name, whatever the time zone.",
        "The page and the list of posts have one day, the file another.",
        "Jekyll uses date: on the page and in the URL, if that has a day. post_url finds the post"
        " by the file's name, by the other day only with a warning. Level info for one day that is"
        " not in the URL.",
        "_posts/2014-12-22-sketch.md: date: 2015-01-06",
        "_posts/2015-01-06-sketch.md: date: 2015-01-06",
        "unsafe", "With --prefer-date=file writes the file's day; renaming the file keeps the URL.",
    ),
    Rule(
        "CP404", "future-date", "info",
        "A day or a time in the future, in date: or in the file name.",
        "The post does not appear on the site. A warning if its time has come by the author's"
        " clock, but not by Jekyll's.",
        "Jekyll 4 prints 'Skipping: … has a future date' and leaves it out until the first build"
        " after then, unless the site has future: true. A time without an offset is UTC; a day"
        " begins at midnight of the site's timezone, or of the computer that builds it.",
        "date: 2199-01-01", "date: 2019-01-01",
        "none", "Write the time with its offset, or set timezone: in _config.yml.",
        generators=JEKYLL | {"hugo"},
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


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report dates that stop the build, are guessed, contradict the file name, or are to come."""
    entry = post.by_key.get("date")
    if entry is None:
        day = post.file_day() if post.kind == "post" else None
        return _future(post, context, Reading("good", day), 0, 0) if day else ()
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
    if reading.verdict in ("invalid", "shifted"):
        return [_invalid(post, entry, value, reading)]
    found = []
    if reading.verdict == "lenient" and not _knows_zone(context, reading):
        found.append(_lenient(post, value, reading))
    if post.kind != "post" or reading.day is None:
        return found
    day = post.file_day()
    if day is not None and day != reading.day:
        found += _differs(post, context, entry, reading, day)
    elif reading.verdict == "good":
        found += _shifts(post, context, entry, reading)
    return found + _future(post, context, reading, value.start, value.end)


def _knows_zone(context: Context, reading: Reading) -> bool:
    """Tell whether a zone is that of the site, whose names Ruby knows."""
    timestamp = reading.timestamp
    if not reading.zone or timestamp is None or not context.zones:
        return False
    return timestamp.replace(tzinfo=context.zones[0]).tzname() == reading.zone.upper()


def _invalid(post: Post, entry: Field, value: Scalar, reading: Reading) -> Problem:
    raw = post.text[value.start : value.end]
    if reading.verdict == "shifted" and reading.day is not None:
        message = (
            f"{reading.reason.capitalize()}: Jekyll makes {reading.day} of it, other tools report"
            " an error."
        )
    else:
        message = (
            f"Jekyll stops the whole build: {raw[:40]!r} is not a date ({reading.reason}). Write"
            " YYYY-MM-DD."
        )
    return Problem("CP401", value.start, value.end, message, key="date")


def _lenient(post: Post, value: Scalar, reading: Reading) -> Problem:
    raw = post.text[value.start : value.end]
    if reading.day is None:
        what = reading.reason.removeprefix("it ")
        message = (
            f"{raw[:40]!r} {what}: Jekyll takes that of the build. Write YYYY-MM-DD."
            if what
            else f"{raw[:40]!r} is only read by Ruby, by guessing. Write YYYY-MM-DD."
        )
        return Problem("CP402", value.start, value.end, message, key="date")
    iso = _iso(value.value, reading)
    if reading.zone:
        message = (
            f"Ruby does not know the time zone {reading.zone[:20]}: Jekyll takes the time as the"
            " site's own. Write the offset with a sign and four digits, as in +0100."
        )
    elif reading.plain:
        message = (
            f"Jekyll reads {reading.day} from {raw[:40]!r}; other tools may not. Write"
            f" {iso or reading.day}."
        )
    else:
        message = (
            f"Jekyll guesses {reading.day} from {raw[:40]!r}; other tools read another day, or"
            f" none. Write {iso or reading.day}."
        )
    written = Repair(not reading.numeric, f"write {iso or reading.day}",
                     ((value.start, value.end, iso or f"{reading.day}"),))  # fmt: skip
    fix, advice = (written, None) if iso else (None, None if reading.zone else written)
    level: Level | None = "info" if reading.plain else None
    return Problem("CP402", value.start, value.end, message, fix, "date", level, advice)


def _iso(text: str, reading: Reading) -> str:
    """Return the same timestamp in ISO 8601; empty if that would be a guess."""
    if reading.day is None or reading.zone:
        return ""
    timestamp = reading.timestamp
    if timestamp is None:
        return "" if re.search(r"\d:\d|[ap]m\b", text, re.I) else f"{reading.day}"
    clock = timestamp.replace(tzinfo=None).isoformat(" ")
    if timestamp.tzinfo is not None:
        return f"{clock} {timestamp:%z}"
    # Ruby reads a time without offset in the site's zone, as it reads text in quotes.
    return f'"{clock}"'


def _differs(
    post: Post, context: Context, entry: Field, reading: Reading, day: date
) -> list[Problem]:
    if day in days_of(reading, context.zones) or not context.in_jekyll(post):
        return []
    assert reading.day is not None
    value = entry.value
    days = abs((reading.day - day).days)
    in_url = shows_day(post, context, reading.day, day)
    info = days == 1 and not in_url
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
                    f"The file name has the day {day}, date has {reading.day}. Rename it:"
                    f" {rename_command(post, name)}", None, "date", "info" if info else None)
        ]  # fmt: skip
    message = (
        f"date is {reading.day}, the file name has {day}. Jekyll uses {reading.day} on the page"
        + (" and in the URL" if in_url else ", the URL is the same with both")
        + ". Make them agree."
    )
    return [
        Problem("CP403", value.start, value.end, message, fix, "date", "info" if info else None)
    ]


def _shifts(post: Post, context: Context, entry: Field, reading: Reading) -> list[Problem]:
    """Report a time whose day in the site's zone is another."""
    value = entry.value
    assert reading.day is not None
    timestamp = reading.timestamp
    if timestamp is None or not context.zones or (timestamp.tzinfo is None and reading.quoted):
        return []
    if timestamp.tzinfo is None:
        timestamp = timestamp.replace(tzinfo=UTC)
    local = timestamp.astimezone(context.zones[0])
    shown = local.date()
    if shown == reading.day or not shows_day(post, context, shown, reading.day):
        return []
    fix = None
    if reading.timestamp is not None and reading.timestamp.tzinfo is None:
        offset = local.strftime("%z")
        fix = Repair(False, f"add the site's offset {offset}",
                     ((value.end, value.end, f" {offset}"),))  # fmt: skip
    message = (
        f"In the site's time zone this is {shown}: that day is in the URL, not {reading.day}."
        " Write the time with the site's own offset."
    )
    return [Problem("CP405", value.start, value.end, message, fix, "date")]


def _future(post: Post, context: Context, reading: Reading, start: int, end: int) -> list[Problem]:
    """Report a post that Jekyll leaves out because its time has not come."""
    day, site = reading.day, context.site
    if day is None or day < context.yesterday or (site is not None and site.future):
        return []
    zone = context.zones[0] if context.zones else UTC
    timestamp = instant(reading, zone)
    if timestamp is None or context.is_past(timestamp) or not context.in_jekyll(post):
        return []
    own = instant(reading, context.author_zone, context.author_zone)
    level: Level | None = None
    if own is not None and context.is_past(own):
        level = "warning"
        begins = f"{timestamp.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        why = (
            "a time without an offset is UTC"
            if reading.timestamp
            else "the day has not begun where the site is built with the clock of UTC, as on"
            " GitHub Pages"
        )
        advice = "Write the time with its offset, or set timezone: in _config.yml."
        message = f"Jekyll leaves this post out until {begins}: {why}. {advice}"
    else:
        message = (
            f"{day} is in the future: Jekyll leaves the post out until then and until the site is"
            " built again. future: true in _config.yml publishes it at once."
        )
    return [Problem("CP404", start, end, message, key="date", level=level)]
