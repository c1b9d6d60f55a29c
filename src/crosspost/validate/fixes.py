"""Applying fixes: edits in bytes, and the checks before they are written."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from crosspost.model import Edit, Finding
from crosspost.validate.post import Post
from crosspost.validate.tree import Mapping, shape

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


def keeps_the_rest(before: Post, after: Post, edits: list[Edit]) -> bool:
    """Tell whether a fixed post is unchanged everywhere outside the edits.

    Every top-level key that no edit touches must keep its value, and the body its bytes.
    """
    if after.trouble or (after.format == "yaml" and after.yaml_error is not None):
        return False
    if before.trouble or before.fence or before.yaml_error is not None:
        return after.format == "yaml" and isinstance(after.root, Mapping)
    if before.format != after.format:
        return False
    body = before.byte_offset(before.body_start)
    later = [e for e in edits if e.start >= body]
    own = apply(before.data, later)[body:]
    if after.data[after.byte_offset(after.body_start) :] != own:
        return False
    if not isinstance(before.root, Mapping) or not isinstance(after.root, Mapping):
        return type(before.root) is type(after.root)
    spans = sorted((e.start, e.end) for e in edits)
    kept = {f.key: shape(f.value) for f in after.fields}
    for field in before.fields:
        if before.by_key[field.key] is not field:
            continue
        start = before.byte_offset(field.start)
        end = before.byte_offset(max(field.value.end, field.end))
        first = bisect_left(spans, start, key=lambda span: span[1])
        near = spans[first : first + 4]
        if any((s < end and start < e) or (s == e and start <= s <= end) for s, e in near):
            continue
        if kept.get(field.key) != shape(field.value):
            return False
    return True
