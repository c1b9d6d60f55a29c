"""When a WordPress post was published, and in which time zone its blog is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml import etree

from crosspost.batch.sources.xml import child
from crosspost.dates import read_iso

# A zone of each offset and of each way to change to summer time, by the number of people in it.
_ZONES = (
    *("UTC", "Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago"),
    *("America/Los_Angeles", "America/Denver", "Europe/Athens", "Australia/Sydney"),
    *("Asia/Kolkata", "Asia/Tokyo", "Asia/Shanghai", "America/Sao_Paulo", "Europe/Moscow"),
    *("Europe/Istanbul", "Asia/Jakarta", "Asia/Dhaka", "Asia/Karachi", "Asia/Dubai"),
    *("Asia/Kathmandu", "Asia/Yangon", "Africa/Lagos", "Africa/Johannesburg", "Africa/Nairobi"),
    *("America/Bogota", "America/Phoenix", "America/Halifax", "America/Caracas", "Asia/Jerusalem"),
    *("America/Anchorage", "Pacific/Honolulu", "Pacific/Auckland", "Australia/Adelaide"),
    *("Australia/Brisbane", "Australia/Perth", "Asia/Tehran", "America/St_Johns", "Asia/Tashkent"),
)
# Fewer times that are all in UTC say nothing of a zone.
_FEWEST = 3


def published(item: etree._Element) -> date | datetime | None:
    """Return when a post was published, on the clock of its blog; None if that is not known.

    ``post_date`` is the blog's own time and ``post_date_gmt`` the same time in UTC: their
    difference is the offset, which no other field has. A draft has no time in UTC; one that was
    never saved has none at all.
    """
    own, utc = _time(child(item, "post_date")), _time(child(item, "post_date_gmt"))
    if own is None:
        return utc.replace(tzinfo=UTC) if utc else _by_feed(child(item, "pubDate"))
    if utc is not None:
        offset = own - utc
        if abs(offset) <= timedelta(hours=14) and not offset.seconds % 60:
            return own.replace(tzinfo=timezone(offset) if offset else UTC)
    return own


def _time(text: str) -> datetime | None:
    if text.startswith("0000"):
        return None
    found = read_iso(text)
    if not isinstance(found, datetime) or found.year < 2:
        return None
    return found.replace(tzinfo=None)


def _by_feed(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.year > 1 else None


def zone_of(times: Iterable[date | datetime | None]) -> str:
    """Return the name of a time zone in which a blog may be; empty if none is known to fit.

    Args:
        times: of its posts, with their offsets.
    """
    known = [one for one in times if isinstance(one, datetime) and one.tzinfo]
    if len(known) < _FEWEST and not any(one.utcoffset() for one in known):
        return ""
    for name in _ZONES:
        try:
            zone = ZoneInfo(name)
        except (ZoneInfoNotFoundError, OSError):
            continue
        if all(one.astimezone(zone).utcoffset() == one.utcoffset() for one in known):
            return name
    return ""
