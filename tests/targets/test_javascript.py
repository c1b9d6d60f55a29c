"""Literals in configurations that are programs."""

from __future__ import annotations

import pytest

from cpu import cpu_limit
from crosspost.targets.javascript import NAMES, PAIRS, STRINGS, literals


def plain(text: str) -> dict[str, object]:
    return {k: v for k, v in literals(text).items() if k not in (NAMES, PAIRS, STRINGS)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "x", b: false', {"a": "x", "b": False}),
        ("c.setInputDirectory('src');", {"setInputDirectory": "src"}),
        ("let a = `x`", {"a": "x"}),
        ('"./public/": "/"', {"./public/": "/"}),
        (r"a: 'it\'s'", {"a": "it's"}),
        # Twice, computed, in a comment: not certain.
        ('a: "x", a: "y"', {}),
        ('a: "x" /* or a */', {"a": "x"}),
        ('if (a) a: "x"', {}),
        ("a: b", {}),
        ("a: `${b}`", {}),
        ("// a: 'x'\n/* b: 'x' */", {}),
        ("b: 'https://example.org' // a: 'x'", {"b": "https://example.org"}),
        ("a: /* 'y' */ 'x'", {"a": "x"}),
        ("a: 'x\nb: 'y'", {"a": "x", "b": "y"}),
        ("", {}),
    ],
)
def test_a_name_with_one_literal_is_a_setting(text: str, expected: dict[str, object]) -> None:
    assert plain(text) == expected


def test_names_and_texts_are_found_outside_of_comments() -> None:
    found = literals('import a from "pkg"; // import b from "other"\n')
    assert found[STRINGS] == ["pkg"] and found[NAMES] == ["a", "from", "import"]


@pytest.mark.parametrize("text", ["/*", '"\\', "`\\", "//", "a:", "'", "/* *", "${"])
def test_long_configurations_are_read_in_linear_time(text: str) -> None:
    with cpu_limit(2):
        literals(text * 100_000)
