"""TOML within limits."""

from __future__ import annotations

import tracemalloc

import pytest

from cpu import cpu_limit
from crosspost.toml import MOST_BYTES, parse_toml


def test_settings_are_read() -> None:
    text = '[tool.a."b.c".d]\nx.y = 1\nz = "a.b.c.d.e.f.g.h.i.j.k.l.m"\n'
    assert parse_toml(text) == {
        "tool": {"a": {"b.c": {"d": {"x": {"y": 1}, "z": "a.b.c.d.e.f.g.h.i.j.k.l.m"}}}}
    }


@pytest.mark.threat("13: dotted TOML takes gigabytes")
@pytest.mark.parametrize(
    "text",
    [
        ".".join(["a"] * 30_000) + " = 1",
        "x = {" + " . ".join(['"a"'] * 15_000) + " = 1}",
        "[" + ".".join(["'a'"] * 15_000) + "]",
        "x = " + "[" * 60_000,
        "x = " + "{a = " * 12_000,
        "x = " + "9" * 60_000,
        "a" * 60_000,
        '"' * 60_001,
        "'\"" * 30_000,
        "a\\" * 30_000,
        "#" + "y" * MOST_BYTES,
    ],
    ids=lambda text: text[:12],
)
def test_a_large_or_deep_file_is_an_error_at_once(text: str) -> None:
    tracemalloc.start()
    with cpu_limit(2), pytest.raises(ValueError):
        parse_toml(text)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 50_000_000


def test_many_keys_of_the_most_parts_cost_little() -> None:
    key = ".".join("abcdefghijklmnop")
    text = "\n".join(f"{key}{n} = 1" for n in range(MOST_BYTES // 40))
    with cpu_limit(3):
        assert parse_toml(text)
