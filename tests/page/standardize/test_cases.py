"""The markup of platforms and scripts, as HTML beside the Markdown that it becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost import to_markdown
from markdown_cases import Case, by_name, read_cases

CASES = Path(__file__).parent / "cases"
ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


@pytest.mark.parametrize("case", ALL, ids=by_name)
def test_the_markup_of_a_platform_is_read(case: Case) -> None:
    assert to_markdown(case.html, "https://example.org/a/page.html") == case.markdown


def test_no_stray_file() -> None:
    assert [path.name for path in CASES.iterdir() if path.suffix != ".txt"] == []
