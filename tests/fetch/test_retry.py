"""When to come back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crosspost.errors import FetchError
from crosspost.fetch.retry import Patience, backoff, retry_after, spell

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("2", 2),
        (" 120 ", 120),
        ("86400", 86400),
        ("Wed, 01 May 2024 12:00:30 GMT", 30),
        ("Wednesday, 01-May-24 12:00:30 GMT", 30),
        ("Wed, 01 May 2024 12:00:30 -0000", 30),
        ("Wed, 01 May 2024 11:00:00 GMT", 0),
        ("9" * 5000, 1e9),
        (None, None),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("1.5", None),
        ("٣", None),
        ("Wed, 99 May 2024 99:00:30 GMT", None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


def test_a_date_in_forty_years_is_a_long_wait() -> None:
    wait = retry_after("Fri, 01 May 2065 12:00:00 GMT", NOW)
    assert wait is not None and spell(wait) == "14975 days"


def test_waits_double_and_are_spread() -> None:
    assert [backoff(tried, 0) for tried in (1, 2, 3)] == [1, 2, 4]
    assert backoff(1, 1) == 1.25


@pytest.mark.parametrize(
    ("seconds", "words"), [(90, "90 s"), (120, "2 minutes"), (7200, "2 hours"), (9e4, "25 hours")]
)
def test_a_wait_in_words(seconds: float, words: str) -> None:
    assert spell(seconds) == words


def test_pages_that_come_at_once_earn_patience_back() -> None:
    """A server that limits its visitors now and then is waited for, however long the list is."""
    patience, busy = Patience(), FetchError("https://e.org/", "429")
    for _ in range(100):
        patience.spend("e.org", 30, busy)
        for _ in range(3):
            patience.regain("e.org")
    with pytest.raises(FetchError, match="too often"):
        for _ in range(21):
            patience.spend("e.org", 30, busy)
