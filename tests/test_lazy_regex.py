"""Patterns that are compiled on first use do what compiled ones do."""

from __future__ import annotations

import pickle
import re

import pytest

from crosspost.lazy_regex import lazy_compile


def test_a_lazy_pattern_does_what_a_compiled_one_does() -> None:
    lazy, compiled = lazy_compile(r"(\w)(\d)", re.I), re.compile(r"(\w)(\d)", re.I)
    text = "a1 B2 c"
    assert lazy.findall(text) == compiled.findall(text)
    assert lazy.sub(r"\2\1", text) == compiled.sub(r"\2\1", text)
    assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in compiled.finditer(text)]
    assert (lazy.pattern, lazy.flags, lazy.groups) == (compiled.pattern, compiled.flags, 2)


def test_it_is_compiled_on_first_use_only() -> None:
    broken = lazy_compile("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("text")


def test_bytes_are_taken_too_and_other_processes_get_it() -> None:
    lazy = pickle.loads(pickle.dumps(lazy_compile(rb"\d+")))
    assert lazy.search(b"a 12").group() == b"12"
