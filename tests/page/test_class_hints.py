"""What elements and roles say of a box; names are in ``tests/body/test_name_hints.py``."""

from __future__ import annotations

from crosspost.page import class_hints


def test_the_hints_of_a_role() -> None:
    assert class_hints.by_role("complementary") == class_hints.ASIDE
    assert class_hints.by_role("img") == 0


def test_each_hint_has_a_bit_and_a_name_of_its_own() -> None:
    hints = class_hints.BY_NAME.values()
    assert all(hint & (hint - 1) == 0 for hint in hints)
    assert len(set(hints)) == len(hints)
