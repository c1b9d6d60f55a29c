"""The page's URL: many blogs write the day into it, "/2013/03/06/title"."""

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
_LOOSE = lazy_compile(
    r"/(?P<year>(?:19|20)\d\d)/(?P<month>1?\d|[a-z]{3,9})/(?P<day>[0-3]?\d)(?=/|$)", re.I
)


def read(view: View) -> Iterator[Candidate]:
    """Yield the day in the URL, and the URL itself as the least trusted canonical one."""
    url = view.document.url
    path = urls.path(url)[:500]
    for pattern, trust in ((_DAY, 0.75), (_LOOSE, 0.75)):
        found = pattern.search(path)
        day = _day(found) if found else None
        if day:
            yield Candidate("published", day, Source(SourceType.URL, "date in the URL"), trust)
            break
    if url:
        yield Candidate("canonical_url", url, Source(SourceType.URL, "URL of the page"), 0.3)


def _day(found: re.Match[str]) -> date | None:
    month = found["month"]
    number = int(month) if month.isdigit() else month_of(month)
    try:
        return date(int(found["year"]), number or 0, int(found["day"]))
    except ValueError:
        return None
