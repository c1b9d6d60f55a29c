"""Dates of a post of another generator: those that it cannot read, and those that hide the post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from crosspost.validate.context import Context
from crosspost.validate.generators import Reading
from crosspost.validate.others.dates import Day, read_day
from crosspost.validate.others.scalars import resolve_as
from crosspost.validate.post import Field, Post
from crosspost.validate.rule import Problem
from crosspost.validate.tree import Scalar


def check(post: Post, context: Context) -> Iterable[Problem]:
    """Report dates that are not read, and those of posts that are not shown yet or any more."""
    reading = context.reading
    found: list[Problem] = []
    timestamps: dict[str, tuple[Field, datetime]] = {}
    for key in reading.date_fields:
        entry = post.by_key.get(key)
        if entry is None:
            continue
        day = _day(post, reading, entry)
        found += _problems(post, context, entry, day)
        if day.timestamp is not None:
            timestamps[key] = (entry, day.timestamp)
    return [*found, *_hidden(context, reading, timestamps)]


def _day(post: Post, reading: Reading, entry: Field) -> Day:
    value = entry.value
    if not isinstance(value, Scalar):
        return Day(fault="it is a list or a table")
    kind, _ = resolve_as(post.scalars, value)
    if kind == "null" or not value.value.strip():
        return Day()
    return read_day(value, kind, reading.dates)


def _problems(post: Post, context: Context, entry: Field, day: Day) -> Iterator[Problem]:
    value, reading = entry.value, context.reading
    end = min(max(value.end, value.start + 1), value.start + 60)
    raw = value.value.strip()[:40] if isinstance(value, Scalar) else post.text[value.start : end]
    if day.fault:
        does = f": it {reading.at_date}" if entry.key == "date" else ""
        message = f"{raw!r} is not a date that {reading.title} reads ({day.fault}){does}."
        message += " Write YYYY-MM-DD."
        yield Problem("CP401", value.start, end, message, key=entry.key)
    elif day.note:
        message = f"{day.note}. Write YYYY-MM-DD."
        yield Problem("CP402", value.start, end, message, key=entry.key)
    elif reading.has_schema and isinstance(value, Scalar) and value.value.strip():
        kind, _ = resolve_as(post.scalars, value)
        if kind == "text":
            message = (
                f"{entry.key} is a text to YAML: z.coerce.date() in the collection's schema reads"
                " it, z.date() refuses it."
            )
            yield Problem("CP402", value.start, end, message, key=entry.key, level="info")


def _hidden(
    context: Context, reading: Reading, timestamps: dict[str, tuple[Field, datetime]]
) -> Iterator[Problem]:
    start = next((timestamps[key] for key in reading.hides_future if key in timestamps), None)
    if start is not None and not context.builds_future and not context.is_past(start[1]):
        entry, timestamp = start
        message = (
            f"{entry.key} is in the future: {reading.title} leaves the post out until"
            f" {timestamp:%Y-%m-%d %H:%M} UTC, and until the site is built again."
        )
        yield Problem("CP404", entry.value.start, entry.value.end, message, key=entry.key)
    for key in reading.expiry:
        if key in timestamps and context.is_past(timestamps[key][1]):
            entry, timestamp = timestamps[key]
            day = f"{timestamp:%Y-%m-%d}"
            message = f"{entry.key} is past: {reading.title} leaves the post out since {day}."
            yield Problem("CP406", entry.value.start, entry.value.end, message, key=key)
