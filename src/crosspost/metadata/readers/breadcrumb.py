"""The way to the page as a reader sees it over the heading: "Home › Nature › Otters return"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.text import fold
from crosspost.metadata.view import BEFORE, View

_MARKS = ("breadcrumb", "bread-crumb")
_STEPS = 4
_NO_STEP = lazy_compile(r"[<‹«←]|(?:back|home|main)\b", re.I)
_MOST = 4


def read(view: View) -> Iterator[Candidate]:
    """Yield the steps between the home page and this one as categories.

    The last step that is a link may be the page itself: what names it is no category.
    """
    start = view.heading_line
    if start is None:
        return
    before = view.lines[max(0, start - BEFORE) : start]
    marked = [line for line in before if line.has_link and line.is_called(_MARKS, _STEPS)]
    if not marked:
        return
    base = view.document.base_url
    home = urls.absolute(base, "/")
    here = urls.identity(view.document.url)
    steps: list[str] = []
    for line in marked:
        for link, parts in groupby(line.parts, key=lambda part: part.link):
            address = urls.absolute(base, link.get("href") or "") if link is not None else None
            if address and address != home and urls.identity(address) != here:
                steps.append(fold("".join(part.text for part in parts)))
    steps = [step for step in dict.fromkeys(steps) if step and not _NO_STEP.match(step)]
    if 0 < len(steps) <= _MOST:
        yield Candidate("categories", tuple(steps), "visible breadcrumb", 0.3)
