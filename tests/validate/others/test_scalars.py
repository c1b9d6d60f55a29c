"""Plain values as gray-matter (js-yaml 3), js-yaml 4 and Hugo 0.168 read them."""

from __future__ import annotations

import pytest

from crosspost.validate.others.scalars import resolve_as
from crosspost.validate.tree import Scalar

# text → Hugo, js-yaml 3, js-yaml 4; how they print it.
TABLE = {
    "12:30": ("12:30", "750", "12:30"),
    "no": ("no", "no", "no"),
    "True": ("true", "true", "true"),
    "1.10": ("1.1", "1.1", "1.1"),
    "010": ("8", "8", "10"),
    "1_000": ("1000", "1000", "1_000"),
    ".5": ("0.5", "0.5", "0.5"),
    "~": ("", "", ""),
    "0x1F": ("31", "31", "31"),
    "1.2.3": ("1.2.3", "1.2.3", "1.2.3"),
    "-": ("-", "-", "-"),
    "+": ("+", "+", "+"),
    "2013": ("2013", "2013", "2013"),
}


@pytest.mark.parametrize("text", TABLE)
def test_what_is_printed(text: str) -> None:
    found = tuple(resolve_as(how, Scalar(text, 0, 0, ""))[1] for how in ("go", "js3", "js4"))
    assert found == TABLE[text]


def test_dates_and_quotes() -> None:
    day = Scalar("2013-03-06", 0, 0, "")
    assert [resolve_as(how, day)[0] for how in ("go", "js3", "js4", "core")] == [
        "text", "date", "date", "text",
    ]  # fmt: skip
    assert resolve_as("js3", Scalar("12", 0, 0, '"'))[0] == "text"
