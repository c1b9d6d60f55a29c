"""Names and dates of posts by the templates of a description: ``2013-03-06-slug.md``."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, time
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from crosspost.dates import day_of, zone
from crosspost.lazy_regex import lazy_compile

_DAY = lazy_compile(r"(^|/)\d{4}-\d\d-\d\d-")
_NUMBER = lazy_compile(r"-\d{1,9}")
_FIRST_YEAR, _LAST_YEAR = 1900, 9000  # beyond, converting to another zone may fail


def filled(template: str, slug: str, day: date) -> str:
    """Return a template of a name with ``{slug}`` ``{date}`` ``{year}`` ``{month}`` ``{day}``."""
    values = {
        "{slug}": slug,
        "{date}": day.isoformat(),
        "{year}": f"{day.year:04}",
        "{month}": f"{day.month:02}",
        "{day}": f"{day.day:02}",
    }
    for placeholder, value in values.items():
        template = template.replace(placeholder, value)
    return template


def name_of(path: Path, bundle: str) -> str:
    """Return the name that a path ends with: ``slug/index.md`` if posts are folders."""
    if bundle and path.stem == bundle:
        return f"{path.parent.name}/{path.name}"
    return path.name


def stem_of(name: str) -> str:
    """Return what a name says of its post: ``slug`` of ``2013-03-06-slug.md`` or ``slug/index``."""
    path = PurePosixPath(name)
    is_folder = path.stem == "index" and path.parent.name
    return undated(path.parent.name if is_folder else path.stem)


def undated(name: str) -> str:
    """Return a name without its day."""
    return _DAY.sub(r"\1", name)


def numbered(name: str, number: int, bundle: str) -> str:
    """Return a name with a number at the end of the folder, or before the extension."""
    path = PurePosixPath(name)
    if bundle and path.stem == bundle:
        return str(path.parent.with_name(f"{path.parent.name}-{number}") / path.name)
    return str(path.with_name(f"{path.stem}-{number}{path.suffix}"))


def number_of(name: str, wanted: str) -> str:
    """Return what a name has after the wanted one: ``-2``, ``-3`` …, or nothing."""
    end = stem_of(name).removeprefix(stem_of(wanted))
    return end if _NUMBER.fullmatch(end) else ""


def name_key(name: str) -> str:
    """Return a key that is equal for names that would be one URL, or one file on some disks."""
    path = PurePath(name)
    stem = path.parent.name if path.stem in ("index", "_index") and path.parent.name else path.stem
    return undated(unicodedata.normalize("NFC", stem).casefold())


def post_date(
    published: date | datetime, timezone: str, now: datetime, title: str, warnings: list[str]
) -> tuple[date, date | datetime]:
    """Return the day of a post and its date.

    Args:
        published: as the page shows it.
        timezone: of the site; empty if it names none.
        now: of the import, with a zone.
        title: of the generator, for the warning that is added for a date in the future.
    """
    day = day_of(published)
    value: date | datetime = day
    if isinstance(published, datetime) and _FIRST_YEAR < day.year < _LAST_YEAR:
        value = published.replace(microsecond=0)
        if _is_future(value, timezone, now) and not _is_future(day, timezone, now):
            value = day
    if _is_future(value, timezone, now):
        warnings.append(f"dated {day}, in the future: {title} may not publish the post before then")
    return day, value


def utc_day(value: Any) -> Any:
    """Return a time as it is, or its day alone if that is another one in UTC.

    Generators that show days in UTC would show the wrong one. Other values stay.
    """
    if not isinstance(value, datetime) or not _FIRST_YEAR < value.year < _LAST_YEAR:
        return value
    is_other = value.tzinfo and value.astimezone(UTC).date() != value.date()
    return value.date() if is_other else value


def _is_future(value: date | datetime, timezone: str, now: datetime) -> bool:
    if not _FIRST_YEAR < value.year < _LAST_YEAR:
        return value.year > now.year
    when = value if isinstance(value, datetime) else datetime.combine(value, time())
    where = zone(timezone or "UTC")
    return (when if when.tzinfo else when.replace(tzinfo=where)) > now
