"""Which entries are wanted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.options import FilterOptions
from crosspost.batch.sources.filter import filter_entries, read_since
from crosspost.errors import ConfigError

OLD = Entry("https://example.org/blog/old", dated=date(2013, 1, 1))
NEW = Entry("https://example.org/blog/new", dated=datetime(2024, 5, 1, 12, tzinfo=UTC))
NEWER = Entry("https://example.org/about/newer", dated=date(2024, 6, 1))
UNDATED = Entry("https://example.org/blog/undated")
ALL = [OLD, NEW, NEWER, UNDATED]
NOW = datetime(2024, 6, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        (FilterOptions(), ALL),
        (FilterOptions(include=("/blog/",)), [OLD, NEW, UNDATED]),
        (FilterOptions(include=("*/about/*", "*old")), [OLD, NEWER]),
        (FilterOptions(exclude=("*new*",)), [OLD, UNDATED]),
        (FilterOptions(since=datetime(2024, 1, 1, tzinfo=UTC)), [NEW, NEWER, UNDATED]),
        (FilterOptions(newest=2), [NEW, NEWER]),
        (FilterOptions(newest=0), []),
        (FilterOptions(include=("/blog/",), newest=1), [NEW]),
    ],
)
def test_patterns_dates_and_the_newest_choose(choice: FilterOptions, wanted: list[Entry]) -> None:
    left: list[None] = []
    assert list(filter_entries(ALL, choice, lambda: left.append(None))) == wanted
    assert len(left) == len(ALL) - len(wanted)


def test_bad_lines_are_always_kept() -> None:
    bad = BadLine(3, "no link")
    assert list(
        filter_entries([bad, OLD], FilterOptions(include=("nothing",), newest=1), lambda: None)
    ) == [bad]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-01", datetime(2024, 5, 1, tzinfo=UTC)),
        ("12h", datetime(2024, 6, 1, 12, tzinfo=UTC)),
        ("2 weeks", datetime(2024, 5, 19, tzinfo=UTC)),
    ],
)
def test_since_is_a_day_or_how_long_ago(text: str, moment: datetime) -> None:
    assert read_since(text, NOW) == moment


def test_since_of_nonsense_is_refused() -> None:
    with pytest.raises(ConfigError, match="not a date"):
        read_since("lately", NOW)
