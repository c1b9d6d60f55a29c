"""Authors are added to the site's data file, and nothing in it is changed."""

from __future__ import annotations

import pytest

from crosspost.targets.jekyll.authors import with_authors
from crosspost.targets.jekyll.yaml_text import read_yaml

MINE = "# mine\nann:\n  name: Ann Reed\n  email: mine@example.org\n"


def test_new_authors_are_added_at_the_end() -> None:
    text = with_authors(MINE, ["Ann Reed", "Bob: Ray", "no"])
    assert text and text.startswith(MINE)
    assert text.removeprefix(MINE) == '"Bob: Ray":\n  name: "Bob: Ray"\n"no":\n  name: "no"\n'


def test_a_new_file_and_a_file_without_a_last_line_end() -> None:
    assert with_authors("", ["Ann"]) == 'Ann:\n  name: "Ann"\n'
    text = with_authors("a: {name: A}", ['B "b"\n- c'])
    assert text and read_yaml(text, nodes=99, depth=9) == {
        "a": {"name": "A"},
        'B "b"\n- c': {"name": 'B "b"\n- c'},
    }


@pytest.mark.parametrize("text", [MINE, "Ann Reed: {}\n", "- name: Ann\n", "{a: 1}\n", "a: [\n"])
def test_a_file_that_has_them_or_another_form_stays(text: str) -> None:
    assert with_authors(text, ["Ann Reed"]) is None
