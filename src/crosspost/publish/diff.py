"""What changes in a file, as a unified diff.

That of ``difflib`` takes minutes for a page that is made to be slow for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from crosspost.publish.align_lines import Pair, common_lines

_AROUND = 3  # lines shown before and after a change
_NO_END = "\n\\ No newline at end of file\n"


def unified(before: str, after: str, name: str) -> str:
    """Return what changes in a text; empty if nothing does.

    Args:
        name: of the file.
    """
    if before == after:
        return ""
    lines = list(_lines(list(StringIO(before)), list(StringIO(after))))
    shown = [f"--- {name}\n", f"+++ {name}\n"]
    old = new = at = 0
    for low, high in _hunks([mark for mark, _ in lines]):
        old, new = _passed(lines[at:low], old, new)
        end_old, end_new = _passed(lines[low:high], old, new)
        shown.append(f"@@ -{_span(old, end_old)} +{_span(new, end_new)} @@\n")
        for mark, line in lines[low:high]:
            shown.append(mark + (line if line.endswith("\n") else line + _NO_END))
        old, new, at = end_old, end_new, high
    return "".join(shown)


def _lines(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Yield all lines of both texts, each with ``-``, ``+`` or a space before it."""
    at = other = 0
    for pair in (*common_lines(before, after), Pair(len(before), len(after))):
        yield from (("-", before[number]) for number in range(at, pair.first))
        yield from (("+", after[number]) for number in range(other, pair.second))
        if pair.first < len(before):
            yield " ", before[pair.first]
        at, other = pair.first + 1, pair.second + 1


def _hunks(marks: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the parts that are shown: changes that are near, and the lines around them."""
    low = high = -1
    for number, mark in enumerate(marks):
        if mark == " ":
            continue
        if low >= 0 and number - _AROUND > high:
            yield low, high
            low = -1
        low = max(0, number - _AROUND) if low < 0 else low
        high = min(len(marks), number + _AROUND + 1)
    if low >= 0:
        yield low, high


def _passed(lines: list[tuple[str, str]], old: int, new: int) -> tuple[int, int]:
    """Return the numbers of lines in both texts after some more."""
    return old + sum(m != "+" for m, _ in lines), new + sum(m != "-" for m, _ in lines)


def _span(start: int, end: int) -> str:
    """Return a range of lines as a diff names it, from 1; an empty one by the line before."""
    length = end - start
    first = start + 1 if length else start
    return f"{first}" if length == 1 else f"{first},{length}"
