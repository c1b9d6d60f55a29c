"""Dates as each generator reads them; those of Hugo, js-yaml and luxon were compared with them."""

from __future__ import annotations

import pytest

from crosspost.validate.others.dates import read_day
from crosspost.validate.others.scalars import resolve_as
from crosspost.validate.tree import Scalar

_DIALECTS = {"go": "go", "luxon": "js3", "rfc3339": "core", "javascript": "js4", "any": "core"}


def verdict(text: str, how: str) -> str:
    """Return how a plain or quoted value is read: ``good``, ``fault`` or ``note``."""
    style = '"' if text[:1] == '"' else ""
    scalar = Scalar(text.strip('"'), 0, len(text), style)
    day = read_day(scalar, resolve_as(_DIALECTS[how], scalar)[0], how)
    return "fault" if day.fault else "note" if day.note else "good"


# text → Hugo, Eleventy, Zola, Astro
TABLE = {
    "2013-03-06": "good good good good",
    "2013-3-6": "fault fault good good",
    "2013-03-06 10:00": "fault fault good good",
    "2013-03-06T10:00": "fault good good good",
    "2013-03-06T10:00:00Z": "good good good good",
    "2013-03-06 10:00:00": "good good good good",
    "2013-03-06 10:00:00 +0600": "good fault good good",
    "2013-03-06T10:00:00+0600": "good good good good",
    "2013-03-06 10:00:00 +6": "fault good good good",
    "06 Mar 2013": "good fault fault good",
    "6 Mar 2013": "fault fault fault good",
    "March 6, 2013": "fault fault fault good",
    "06/03/2013": "fault fault fault good",
    "2013-02-31": "fault note fault note",
    '"2013-02-31"': "fault fault fault fault",
    "2013-13-01": "fault fault fault fault",
    "2013-03-06 25:00:00": "fault fault fault fault",
    "20130306": "note fault fault good",
    "1362564000": "good fault fault good",
    "Wed, 06 Mar 2013 10:00:00 GMT": "good fault fault good",
    "2013-03-06 10:00:00 EST": "fault fault fault good",
    "2013-03-06 10:00:00 -0700 MST": "good fault good good",
    "soon": "fault fault fault fault",
    "true": "fault fault fault fault",
    "12:30": "fault fault fault good",
    "git Last Modified": "fault good fault fault",
    '"2013-W10-3"': "fault good fault good",
    "9999-12-31T23:00:00-14:00": "good good good good",
}


@pytest.mark.parametrize("text", TABLE)
def test_each_generator(text: str) -> None:
    found = [verdict(text, how) for how in ("go", "luxon", "rfc3339", "javascript")]
    assert found == TABLE[text].split()


def test_the_timestamp() -> None:
    scalar = Scalar("2013-03-06T01:00:00+06:00", 0, 0, "")
    timestamp = read_day(scalar, "text", "go").timestamp
    assert timestamp is not None
    assert timestamp.isoformat() == "2013-03-05T19:00:00+00:00"
