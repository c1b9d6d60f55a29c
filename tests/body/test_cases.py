"""What belongs to an article and what does not, page by page, in ``cases/<topic>--<case>/``.

``body.txt`` is the whole text that is expected of ``page.html``. Where people differ on lines such
as the day of a forum's post, ``holds.txt`` has the blocks that must be there, in this order, and
``lacks.txt`` what must not be.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost import extract

CASES = sorted((Path(__file__).parent / "cases").iterdir())
WHOLE = [case for case in CASES if (case / "body.txt").exists()]
PARTS = [case for case in CASES if (case / "holds.txt").exists()]


def name(case: Path) -> str:
    return case.name


def read(case: Path, file: str) -> str:
    return (case / file).read_text(encoding="utf-8").removesuffix("\n")


def text_of(case: Path) -> str:
    return extract(read(case, "page.html"), f"https://example.org/2024/{case.name}").text


@pytest.mark.parametrize("case", WHOLE, ids=name)
def test_this_is_the_article(case: Path) -> None:
    assert text_of(case) == read(case, "body.txt")


@pytest.mark.parametrize("case", PARTS, ids=name)
def test_other_pages_come_with_all_that_was_written_on_them(case: Path) -> None:
    text = text_of(case)
    places = [text.find(block) for block in read(case, "holds.txt").split("\n\n")]
    assert -1 not in places and places == sorted(places)


@pytest.mark.parametrize("case", PARTS, ids=name)
def test_other_pages_come_without_what_stands_around(case: Path) -> None:
    text = text_of(case)
    assert [block for block in read(case, "lacks.txt").split("\n\n") if block in text] == []


def test_no_stray_file() -> None:
    assert sorted(WHOLE + PARTS) == CASES
    for case in CASES:
        told = {"body.txt"} if case in WHOLE else {"holds.txt", "lacks.txt"}
        assert {file.name for file in case.iterdir()} == {"page.html"} | told
