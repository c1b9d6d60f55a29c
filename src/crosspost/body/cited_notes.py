"""Which notes are the article's: those that kept text refers to."""

from __future__ import annotations

from bisect import bisect_right

from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks
from crosspost.model.flow import NOTE_MARK
from crosspost.page.note_marks import NOTE_ROLE


def find_notes(found: Blocks, kept: Bools) -> tuple[list[int], list[int]]:
    """Return the blocks of cited notes and of uncited ones: whether kept text refers to them.

    A note without any reference on the page is neither.
    """
    flow = found.flow
    marks: dict[str, list[int]] = {}  # id of the note → the runs after the references
    for kind, node, run in zip(flow.atom_kinds, flow.atom_nodes, flow.atom_runs, strict=True):
        if kind == NOTE_MARK:
            marks.setdefault((flow.nodes[node].get("href") or "")[1:], []).append(run)
    cited: list[int] = []
    uncited: list[int] = []
    if not marks:
        return cited, uncited
    for box, name in enumerate(flow.box_ids):
        if name in marks and flow.nodes[flow.box_nodes[box]].get("role") == NOTE_ROLE:
            start, end = found.box_starts[box], found.box_ends[box]
            blocks = [bisect_right(found.runs, run) - 1 for run in marks.pop(name)]
            is_cited = any(kept[block] for block in blocks if not start <= block < end)
            (cited if is_cited else uncited).extend(range(start, end))
    return cited, uncited
