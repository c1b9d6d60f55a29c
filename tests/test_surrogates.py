"""Text that cannot be written in UTF-8."""

from __future__ import annotations

import pytest

from crosspost.surrogates import escaped, is_unicode


@pytest.mark.threat("17: lone surrogates")
def test_half_a_pair_is_known_wherever_it_is() -> None:
    for value in ("\udcff", ["a", {"b": "\ud800"}], {"\udc80": 1}, ("x", ("\udfff",))):
        assert not is_unicode(value)
    for value in ("", "é😀", ["a", {"b": 1}], None, 3.5):
        assert is_unicode(value)


def test_it_is_spelled_out() -> None:
    assert escaped("é\udcff😀") == "é\\udcff😀"
