"""Which lines two texts have in common, in the same order.

Lines that both texts have once are paired first, and so on between them (Bram Cohen's patience
diff): lines that are repeated, such as the end of a block of code, do not mislead it, and it takes
n log n steps where ``difflib`` takes n² for a text of equal lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Gaps within gaps that are looked into; what is deeper counts as changed.
_DEEPEST = 32


class Pair(NamedTuple):
    """An index of the first text, and the index of the same line in the second."""

    first: int
    second: int


def common_lines(first: Sequence[str], second: Sequence[str]) -> list[Pair]:
    """Return the lines that two texts have in common; both indices rise."""
    found: list[Pair] = []
    gaps = [(0, len(first), 0, len(second), 0)]
    while gaps:
        low, high, other_low, other_high, depth = gaps.pop()
        while low < high and other_low < other_high and first[low] == second[other_low]:
            found.append(Pair(low, other_low))
            low, other_low = low + 1, other_low + 1
        while low < high and other_low < other_high and first[high - 1] == second[other_high - 1]:
            high, other_high = high - 1, other_high - 1
            found.append(Pair(high, other_high))
        if low == high or other_low == other_high or depth == _DEEPEST:
            continue
        anchors = _rising(_single(first, low, high, second, other_low, other_high))
        found += anchors
        for at, other in [*anchors, Pair(high, other_high)] if anchors else ():
            gaps.append((low, at, other_low, other, depth + 1))
            low, other_low = at + 1, other + 1
    return sorted(found)


def _single(
    first: Sequence[str],
    low: int,
    high: int,
    second: Sequence[str],
    other_low: int,
    other_high: int,
) -> Iterator[Pair]:
    """Yield the lines that are there once in each of two parts, in the order of the first."""
    counts, others = Counter(first[low:high]), Counter(second[other_low:other_high])
    places = {second[at]: at for at in range(other_low, other_high)}
    for at in range(low, high):
        line = first[at]
        if counts[line] == 1 and others[line] == 1:
            yield Pair(at, places[line])


def _rising(pairs: Iterator[Pair]) -> list[Pair]:
    """Return a longest run of pairs in which the second indices rise, too."""
    ends: list[int] = []  # the least end of a run of each length
    last: list[Pair] = []
    before: dict[Pair, Pair] = {}
    for pair in pairs:
        length = bisect_left(ends, pair.second)
        if length == len(ends):
            ends.append(pair.second)
            last.append(pair)
        else:
            ends[length], last[length] = pair.second, pair
        if length:
            before[pair] = last[length - 1]
    run: list[Pair] = []
    at = last[-1] if last else None
    while at is not None:
        run.append(at)
        at = before.get(at)
    return run[::-1]
