"""Whole pages: ``golden/<case>/page.html`` beside what is read of it, ``metadata.json``.

To accept what is read now: ``UPDATE_GOLDEN=1 pytest tests/metadata/test_golden.py``, then read the
difference.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crosspost import metadata
from crosspost.model import FIELDS, Metadata
from crosspost.page.parse import parse_text

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(folder.name for folder in GOLDEN.iterdir())
ADDRESS = "https://example.org/nature/otters-return"


def as_data(facts: Metadata) -> dict[str, Any]:
    """Return what was found, dates as ISO 8601, with the place of each field."""
    found = {}
    for name in FIELDS:
        value = getattr(facts, name)
        if not value:
            continue
        shown = value.isoformat() if isinstance(value, date) else value
        found[name] = {"value": shown, "source": facts.sources[name]}
    return json.loads(json.dumps(found))


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_read_as_written_beside_it(case: str) -> None:
    page = (GOLDEN / case / "page.html").read_text("utf-8")
    read = as_data(metadata.read(parse_text(page, ADDRESS)))
    expected = GOLDEN / case / "metadata.json"
    if os.environ.get("UPDATE_GOLDEN"):
        text = json.dumps(read, ensure_ascii=False, indent=2, sort_keys=True)
        expected.write_text(text + "\n", "utf-8")
    assert read == json.loads(expected.read_text("utf-8"))


def test_no_case_lacks_a_page_or_what_is_expected() -> None:
    for case in CASES:
        assert {file.name for file in (GOLDEN / case).iterdir()} == {"page.html", "metadata.json"}
