"""Unified diffs: those of ``difflib`` where it finds the same lines, and quick for any text."""

from __future__ import annotations

import difflib
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpu import cpu_limit
from crosspost.publish.diff import unified

TEXTS = st.lists(st.sampled_from(["a", "b", "c\x0c", "\u2028"]), max_size=12)
LINES = [f"line {number}" for number in range(40)]


@given(st.sets(st.integers(0, 39), max_size=5), st.sets(st.integers(0, 39), max_size=5))
def test_lines_that_are_there_once_give_the_diff_of_difflib(
    removed: set[int], changed: set[int]
) -> None:
    after = [f"new {n}" if n in changed else line for n, line in enumerate(LINES)]
    after = [line for number, line in enumerate(after) if number not in removed]
    before_lines, after_lines = [f"{line}\n" for line in LINES], [f"{line}\n" for line in after]
    expected = "".join(difflib.unified_diff(before_lines, after_lines, "a.md", "a.md"))
    assert unified("".join(before_lines), "".join(after_lines), "a.md") == expected


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=TEXTS, after=TEXTS)
def test_patch_applies_it(before: list[str], after: list[str], tmp_path: Path) -> None:
    old, new = "\n".join(before), "\n".join(after)
    file = tmp_path / "a.md"
    file.write_text(old)
    shown = unified(old, new, "a.md")
    assert bool(shown) == (old != new)
    if shown:
        command = ["patch", "--quiet", "-p0", "--no-backup-if-mismatch"]
        subprocess.run(command, input=shown, text=True, cwd=tmp_path, check=True)
    assert (file.read_text() if file.exists() else "") == new


def test_a_text_made_to_be_slow_takes_no_time() -> None:
    dice = random.Random(1)
    before, after = ("".join(f"{dice.randrange(1000)}\n" for _ in range(60_000)) for _ in range(2))
    with cpu_limit(8):
        assert unified(before, after, "a.md")
