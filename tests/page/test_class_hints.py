"""What elements and roles say of a box; names are in ``tests/body/test_name_hints.py``."""

from __future__ import annotations

from crosspost.page import class_hints


def test_the_hints_of_a_role() -> None:
    assert class_hints.by_role("complementary") == class_hints.ASIDE
    assert class_hints.by_role("img") == 0


def test_each_hint_has_a_bit_and_a_name_of_its_own() -> None:
    assert all(hint & (hint - 1) == 0 for hint in class_hints.NAMES)
    assert len(set(class_hints.NAMES.values())) == len(class_hints.NAMES)
