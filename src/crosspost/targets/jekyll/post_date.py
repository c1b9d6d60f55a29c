"""The date of a post: the day in its URL is the day that the article shows.

Jekyll moves ``date`` into the site's ``timezone`` (else the zone of the machine that builds) before
it makes the URL, whatever the file name says. So a time is only written where that cannot move the
day. Tried with Jekyll 4.3: a date alone is midnight in the site's zone, a quoted time without an
offset is the site's own time, a plain one is taken as UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo

from crosspost.dates import day_of, zone
from crosspost.targets.jekyll.site import Site

# Beyond these, taking a time into another zone can leave the calendar of Python or of C.
_FIRST_YEAR, _LAST_YEAR = 1900, 9000


def post_date(
    published: date | datetime, site: Site, now: datetime
) -> tuple[date, date | datetime]:
    """Return the day for the file name and the value for the front matter.

    The value is the time itself where its zone, taken into the zone of the site, does not change
    the day, a naive time where the page gives no offset (quoted when written), else the day alone.
    A time of today that is still to come on the site's clock is left out too: Jekyll skips such
    posts.

    Args:
        published: as the page shows it.
        site: its time zone decides; without one, UTC and this machine's zone both must agree.
        now: the moment of import, with a zone.
    """
    day = day_of(published)
    if not isinstance(published, datetime) or not _FIRST_YEAR < day.year < _LAST_YEAR:
        return day, day
    value = published.replace(microsecond=0)
    if value.tzinfo and any(value.astimezone(z).date() != day for z in build_zones(site)):
        return day, day
    if is_future(value, site, now) and not is_future(day, site, now):
        return day, day
    return day, value


def build_zones(site: Site) -> tuple[tzinfo | None, ...]:
    """Return the zones in which the site may be built; None is this machine's."""
    named = zone(site.timezone) if site.timezone else None
    return (named,) if named else (UTC, None)


def is_future(value: date | datetime, site: Site, now: datetime) -> bool:
    """Tell whether Jekyll, building now, would leave a post of this date out."""
    if not _FIRST_YEAR < value.year < _LAST_YEAR:
        return value.year > now.year
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    moments = [moment if moment.tzinfo else _at(moment, z) for z in build_zones(site)]
    return any(m > now for m in moments)


def _at(naive: datetime, where: tzinfo | None) -> datetime:
    return naive.replace(tzinfo=where) if where else naive.astimezone()
