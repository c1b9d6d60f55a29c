"""The cases of ``tests/markdown/cases/*.txt``: a construct each, as HTML beside Markdown.

A case is a title, a line with a dot, HTML, a line with a dot, Markdown, a line with a dot.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent / "markdown" / "cases"
# Topics in which nothing is left out on purpose: the built page shows the very characters.
COMPLETE = ("definitions", "emphasis", "escaping", "inline-html", "links", "lists", "quotes")


class Case(NamedTuple):
    topic: str
    title: str
    html: str
    markdown: str


def read_cases(path: Path) -> list[Case]:
    parts = re.split(r"^\.\n", path.read_text(encoding="utf-8"), flags=re.M)
    assert parts[-1] == "", f"{path.name} does not end with a dot"
    assert len(parts) % 3 == 1, f"a case of {path.name} lacks a part"
    triples = zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    return [Case(path.stem, title.strip(), html, markdown) for title, html, markdown in triples]


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


def by_name(case: Case) -> str:
    return f"{case.topic}: {case.title}"
