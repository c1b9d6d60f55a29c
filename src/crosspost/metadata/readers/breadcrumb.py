"""The visible breadcrumb above the heading: "Home › Nature › Otters return"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import fold
from crosspost.metadata.view import BEFORE, View

_CLASS_HINTS = ("breadcrumb", "bread-crumb")
_STEPS = 4
_NOT_A_STEP = lazy_compile(r"[<‹«←]|(?:back|home|main)\b", re.I)
_MOST = 4


def read(view: View) -> Iterator[Candidate]:
    """Yield the steps between the home page and this one as categories.

    The last link may be the page itself, which is not a category.
    """
    start = view.heading_line
    if start is None:
        return
    before = view.lines[max(0, start - BEFORE) : start]
    marked = [line for line in before if line.has_link and line.is_called(_CLASS_HINTS, _STEPS)]
    if not marked:
        return
    base = view.document.base_url
    home = urls.absolute(base, "/")
    here = urls.identity(view.document.url)
    steps: list[str] = []
    for line in marked:
        for link, parts in groupby(line.parts, key=lambda part: part.link):
            url = urls.absolute(base, link.get("href") or "") if link is not None else None
            if url and url != home and urls.identity(url) != here:
                steps.append(fold("".join(part.text for part in parts)))
    steps = [step for step in dict.fromkeys(steps) if step and not _NOT_A_STEP.match(step)]
    if 0 < len(steps) <= _MOST:
        yield Candidate("categories", tuple(steps), Source(SourceType.BREADCRUMB), 0.3)
