"""Names of notes: any script, no sign that a file system or a link forbids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosspost.targets.note_name import MAX_BYTES, note_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A bridge", "A bridge"),
        ("Что такое Цуг?", "Что такое Цуг"),
        ("日本の橋 / 川", "日本の橋 川"),
        ("الجسر: قصة", "الجسر قصة"),
        ("C# and [[x]] | a^b", "C and x a b"),
        ("../../etc/passwd", "etc passwd"),
        ("...hidden", "hidden"),
        ("CON", "CON note"),
        ("con.txt", "con.txt note"),
        ("a\x00b\nc\u202ed", "a b c d"),
        ("?", ""),
    ],
)
def test_a_name_is_what_the_title_says(title: str, name: str) -> None:
    assert note_name(title) == name


@given(st.text(max_size=400))
def test_no_title_makes_a_name_that_a_file_system_refuses(title: str) -> None:
    name = note_name(title)
    assert len(name.encode()) <= MAX_BYTES + len(" note")
    assert not re.search(r'[#^\[\]|\\/:*?"<>\x00-\x1f]', name)
    assert name == name.strip(". ") and not name.startswith(".")
    assert note_name(name) in (name, f"{name} note")
