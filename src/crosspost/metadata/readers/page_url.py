"""The page's URL, or its canonical one: many write the day into it, "/2013/03/06/title"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.days.text import month_of
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.view import View

_DAY = lazy_compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[/_-]?)(?P<month>[01]\d)(?P=sep)(?P<day>[0-3]\d)(?!\d)"
)
_WITHOUT_SIGNS = lazy_compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_MAX_LENGTH, _MAX_LINKS = 500, 300
_LOOSE = lazy_compile(
    r"/(?P<year>(?:19|20)\d\d)/(?P<month>1?\d|[a-z]{3,9})/(?P<day>[0-3]?\d)(?=/|$)", re.I
)


def read(view: View) -> Iterator[Candidate]:
    """Yield the day in the URL or in the canonical one, and the URL as the least trusted canonical.

    The canonical URL may have the day in its query: ``?a=20240305-otters``.
    """
    url = view.document.url
    day, detail = _in_path(url), "date in the URL"
    for named in () if day else _canonical(view):
        day, detail = _in_path(named) or _in_query(named), "date in the canonical URL"
        if day:
            break
    if day:
        yield Candidate("published", day, Source(SourceType.URL, detail), 0.75)
    if url:
        yield Candidate("canonical_url", url, Source(SourceType.URL, "URL of the page"), 0.3)


def _canonical(view: View) -> Iterator[str]:
    """Yield the URLs that the head names as the page's."""
    for link in view.document.elements["link"][:_MAX_LINKS]:
        if "canonical" in (link.get("rel") or "").lower().split():
            yield link.get("href") or ""
    yield from view.meta.get("og:url", [])[:1]


def _in_path(url: str) -> date | None:
    path = urls.path(url)[:_MAX_LENGTH]
    found = (pattern.search(path) for pattern in (_DAY, _LOOSE))
    return next(filter(None, (_day(one) for one in found if one)), None)


def _in_query(url: str) -> date | None:
    found = _WITHOUT_SIGNS.search(url[:_MAX_LENGTH].partition("?")[2])
    return _day(found) if found else None


def _day(found: re.Match[str]) -> date | None:
    month = found["month"]
    number = int(month) if month.isdigit() else month_of(month)
    try:
        return date(int(found["year"]), number or 0, int(found["day"]))
    except ValueError:
        return None
