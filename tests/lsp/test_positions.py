from __future__ import annotations

import pytest
from lsprotocol.types import Position

from crosspost.lsp.positions import Lines

TEXT = "a😀b\r\nü\u2028\x0cx\ry\n"


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)])
def test_a_column_counts_the_units_of_the_encoding(encoding: str, units: int) -> None:
    lines = Lines(TEXT, encoding)
    assert lines.position(2) == Position(0, units)
    assert lines.offset(Position(0, units)) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_every_offset_comes_back_from_its_position(encoding: str) -> None:
    lines = Lines(TEXT, encoding)
    within = TEXT.index("\n")  # between CR and LF there is no position
    for offset in set(range(len(TEXT) + 1)) - {within}:
        assert lines.offset(lines.position(offset)) == offset


def test_only_lf_crlf_and_cr_end_a_line() -> None:
    lines = Lines(TEXT, "utf-16")
    assert [lines.line(n) for n in range(len(lines))] == ["a😀b", "ü\u2028\x0cx", "y", ""]


def test_what_is_beyond_the_text_is_its_end() -> None:
    lines = Lines("ab\nc", "utf-16")
    assert lines.offset(Position(0, 99)) == 2
    assert lines.offset(Position(9, 0)) == 4
    assert lines.position(99) == Position(1, 1)
    assert lines.line(7) == ""


def test_half_of_a_character_is_before_it() -> None:
    assert Lines("😀", "utf-16").offset(Position(0, 1)) == 0
