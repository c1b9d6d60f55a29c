"""Dates as data: ISO 8601, RFC 5322, JavaScript, the Unix epoch, words; else nothing."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from crosspost.metadata.days.iso import read_timestamp


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-03-05T22:30:00-05:00", datetime.fromisoformat("2024-03-05T22:30:00-05:00")),
        ("2024-03-05 22:30", datetime(2024, 3, 5, 22, 30)),
        ("Tue, 05 Mar 2024 22:30:00 +0100", datetime.fromisoformat("2024-03-05T22:30:00+01:00")),
        (
            "Tue Mar 05 2024 22:30:00 GMT+0100 (Central European Time)",
            datetime.fromisoformat("2024-03-05T22:30:00+01:00"),
        ),
        ("1709591400", datetime.fromisoformat("2024-03-04T22:30:00+00:00")),
        ("1709591400000", datetime.fromisoformat("2024-03-04T22:30:00+00:00")),
        ("March 5, 2024", date(2024, 3, 5)),
        ("20240305", date(2024, 3, 5)),
        ("Tue, 09/25/2025 - 11:38", date(2025, 9, 25)),
    ],
)
def test_the_forms_of_machines_are_read(text: str, moment: date) -> None:
    assert read_timestamp(text) == moment


@pytest.mark.parametrize("text", ["", "soon", "2024", "2024-13-45", "12:30", "x" * 500])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_timestamp(text) is None
