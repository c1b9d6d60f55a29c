"""What two texts have in common: in order, and found in a short time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cpu import cpu_limit
from crosspost.publish.align_lines import common_lines

LINES = st.lists(st.sampled_from("abcdefgh"), max_size=30)


@given(LINES, LINES)
def test_pairs_are_equal_and_rise(first: list[str], second: list[str]) -> None:
    pairs = common_lines(first, second)
    assert all(first[pair.first] == second[pair.second] for pair in pairs)
    assert all(a.first < b.first and a.second < b.second for a, b in pairwise(pairs))


@given(LINES, st.sets(st.integers(0, 29)))
def test_lines_that_are_there_once_are_found_where_others_go(
    lines: list[str], removed: set[int]
) -> None:
    first = [f"{number} {line}" for number, line in enumerate(lines)]
    second = [line for number, line in enumerate(first) if number not in removed]
    assert [first[pair.first] for pair in common_lines(first, second)] == second


def test_repeated_lines_go_with_the_lines_around_them() -> None:
    first = ["one", "}", "two", "}", "three", "}"]
    second = ["zero", "}", *first]
    assert [pair.second for pair in common_lines(first, second)] == [2, 3, 4, 5, 6, 7]


def test_texts_of_one_line_repeated_or_of_nothing_in_common_take_no_time() -> None:
    equal, other = ["a"] * 200_000, [str(number) for number in range(200_000)]
    with cpu_limit(8):
        assert len(common_lines(equal, equal[:-7])) == 199_993
        assert common_lines(["x", *equal, "y"], ["z", *equal[:9], "q"]) == []
        assert common_lines(other, other[::-1])
        assert common_lines(other, [f"{line}!" for line in other]) == []
