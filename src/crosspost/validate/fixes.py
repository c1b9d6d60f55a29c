"""Applying fixes: edits in bytes, each checked before it is made."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from crosspost.model import Edit, Finding
from crosspost.validate.context import Context
from crosspost.validate.discover import read_in
from crosspost.validate.post import Post
from crosspost.validate.promises import outcome

# A fix may reveal another error; more rounds than this are a cycle.
ROUNDS = 5


def chosen(findings: Iterable[Finding], unsafe: bool) -> list[Finding]:
    """Return the findings whose fixes can be applied together: of two that overlap, the first."""
    taken: list[tuple[int, int]] = []  # in order, without overlaps
    out = []
    wanted = [f for f in findings if f.fix is not None and (f.fix.safe or unsafe)]
    for finding in sorted(wanted, key=lambda f: (f.fix.edits[0].start, f.code)):  # type: ignore[union-attr]
        assert finding.fix is not None
        spans = [(edit.start, edit.end) for edit in finding.fix.edits]
        if any(_overlaps(span, other) for span in spans for other in _beside(span, taken)):
            continue
        for span in spans:
            insort(taken, span)
        out.append(finding)
    return out


def _beside(span: tuple[int, int], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return those of the ordered spans that a span can overlap or touch."""
    at = bisect_left(others, span)
    return others[max(at - 2, 0) : at + 2]


def _overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    if a[0] == a[1] or b[0] == b[1]:
        return a[0] <= b[1] and b[0] <= a[1]
    return a[0] < b[1] and b[0] < a[1]


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return bytes after edits that do not overlap; everything outside them stays."""
    out: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        out += [data[at : edit.start], edit.replacement]
        at = edit.end
    return b"".join([*out, data[at:]])


def applied(
    post: Post, data: bytes, findings: Iterable[Finding], unsafe: bool, context: Context
) -> tuple[bytes, list[Finding], str]:
    """Apply the fixes that can be applied together, each only if it does what it says.

    Args:
        post: its path and name; it is read again.
        data: its bytes.
        unsafe: apply those that are not safe, too.

    Returns:
        The bytes, the findings whose fixes were applied, and why another was not (empty if none).
    """
    done: list[Finding] = []
    refused = ""
    # From the end, so that the offsets of the others stay right.
    for finding in reversed(chosen(findings, unsafe)):
        assert finding.fix is not None
        now = read_in(post.path, data, post.shown, context)
        edits = [
            (_offset(data, edit.start), _offset(data, edit.end),
             edit.replacement.decode("utf-8", "surrogateescape"))
            for edit in finding.fix.edits
        ]  # fmt: skip
        result = outcome(now, edits, finding.code, finding.key, context)
        if result.fault or (result.effects and finding.fix.safe):
            refused = f"{finding.code}: {result.fault or ' and '.join(result.effects)}"
            continue
        data = apply(data, finding.fix.edits)
        done.append(finding)
    return data, done, refused


def _offset(data: bytes, offset: int) -> int:
    return len(data[:offset].decode("utf-8", "surrogateescape"))
