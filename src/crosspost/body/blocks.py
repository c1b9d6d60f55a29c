"""A page's flow grouped into blocks: runs of text that are in one box.

A block's text is the visible text between two starts or ends of boxes. Two ``<br>`` in a row
separate blocks too, since old pages have no other paragraphs. The content of a box is a range of
blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from crosspost.body.arrays import Bools, Ints
from crosspost.body.name_hints import by_words
from crosspost.body.words import Words, of_names
from crosspost.model.flow import (
    BOX,
    LINE,
    PICTURE,
    PLAYER,
    PRE,
    SCREEN_READER,
    SPACE,
    Flow,
)

_LINE = "\0"  # replaces <br> until the block is complete; the parser removes NUL characters
_ROOTS = ("html", "body")


@dataclass(slots=True)
class Blocks:
    """The blocks and boxes of a page, as parallel lists.

    Attributes:
        flow: the flow that was grouped.
        texts: the text of each block, whitespace collapsed (not in ``pre``), ``<br>`` as newline.
        runs: the first run of each block.
        boxes: the box that each block is in, as an index into the lists named ``box_…``.
        link_chars: characters of the block's text that are inside links.
        media: images and players: the node, its box, the number of blocks before it.
        names: the distinct classes and ids of boxes, split into words.
        box_name_numbers: the index in ``names`` of each box's class and id.
        box_parents: the box around each box (-1 for the root); always a smaller index.
        box_nodes: the node of each box.
        box_tags: the element's name.
        box_names: the box's class and id, a space between them.
        box_class_hints: the box's own hints (see ``class_hints``), not inherited.
        box_starts: the first block inside.
        box_ends: the block after the last one inside.
        box_paths: boxes with the same number have the same names and classes up to the root.
    """

    flow: Flow
    texts: list[str]
    runs: list[int]
    boxes: list[int]
    link_chars: list[int]
    media: list[tuple[int, int, int]]
    names: Words
    box_name_numbers: Ints
    box_parents: list[int]
    box_nodes: list[int]
    box_tags: list[str]
    box_names: list[str]
    box_class_hints: list[int]
    box_starts: list[int]
    box_ends: list[int]
    box_paths: list[int]

    def hints_around(self, box: int) -> int:
        """The hints of a box and of all boxes around it."""
        hints = 0
        while box >= 0:
            hints |= self.box_class_hints[box]
            box = self.box_parents[box]
        return hints


def group(flow: Flow) -> Blocks:
    """Group the runs of a page into blocks."""
    flags = np.array(flow.flags, dtype=np.int64)
    is_seen = flags & SCREEN_READER == 0
    if not is_seen.all():
        _carry(flags, is_seen)
    starts = ((flags & BOX != 0) | (flags >= 2 * LINE)) & is_seen
    seen = np.flatnonzero(is_seen)
    starts[seen[:1]] = True
    # How many blocks begin before each run, and in all.
    begun = np.concatenate([[0], np.cumsum(starts)])
    runs = np.flatnonzero(starts)
    first = runs.tolist()
    box_names = [
        f"{css_class} {identity}" if identity else css_class
        for css_class, identity in zip(flow.box_classes, flow.box_ids, strict=True)
    ]
    numbers: dict[str, int] = {}
    box_name_numbers = np.array(
        [numbers.setdefault(name, len(numbers)) for name in box_names], dtype=np.int64
    )
    names = of_names(list(numbers))
    by_name = by_words(names)[box_name_numbers].tolist()
    lengths = np.array([len(text.strip()) for text in flow.texts], dtype=np.int64) * is_seen
    return Blocks(
        flow=flow,
        texts=_texts(flow, flags.tolist(), first),
        runs=first,
        boxes=[flow.boxes[run] for run in first],
        link_chars=_sums(lengths * (np.array(flow.links, dtype=np.int64) >= 0), runs),
        media=_media(flow, begun, is_seen),
        names=names,
        box_name_numbers=box_name_numbers,
        box_parents=flow.box_parents,
        box_nodes=flow.box_nodes,
        box_tags=flow.box_tags,
        box_names=box_names,
        box_class_hints=[
            own if tag in _ROOTS else own | more  # classes of the root do not describe one box
            for own, more, tag in zip(flow.box_hints, by_name, flow.box_tags, strict=True)
        ],
        box_starts=begun[flow.box_starts].tolist(),
        box_ends=begun[flow.box_ends].tolist(),
        box_paths=_paths(flow),
    )


def _carry(flags: Ints, is_seen: Bools) -> None:
    """Add the flags of each hidden run to the next visible run, in place."""
    bits = lines = 0
    for run, flag in enumerate(flags.tolist()):
        if is_seen[run]:
            flags[run] = (flag | bits) + lines
            bits = lines = 0
        else:
            bits |= flag & (SPACE | BOX)
            lines += flag & -LINE


def _texts(flow: Flow, flags: list[int], first: list[int]) -> list[str]:
    texts: list[str] = []
    for start, end in pairwise([*first, len(flags)]):
        if end - start == 1:
            whole = flow.texts[start]
            has_lines = False
        else:
            pieces = [flow.texts[start]]
            has_lines = False
            for run in range(start + 1, end):
                flag = flags[run]
                if flag & SCREEN_READER:
                    continue
                if flag >= LINE:
                    has_lines = True
                    pieces.append(_LINE)
                elif flag & SPACE:
                    pieces.append(" ")
                pieces.append(flow.texts[run])
            whole = "".join(pieces)
        if flags[start] & PRE:
            texts.append(whole.strip("\r\n"))
        elif has_lines:
            lines = (" ".join(line.split()) for line in whole.split(_LINE))
            texts.append("\n".join(line for line in lines if line))
        else:
            texts.append(" ".join(whole.split()))
    return texts


def _sums(values: Ints, starts: Ints) -> list[int]:
    sums: list[int] = np.add.reduceat(values, starts).tolist() if len(starts) else []
    return sums


def _media(flow: Flow, begun: Ints, is_seen: Bools) -> list[tuple[int, int, int]]:
    """Return the pictures and players, with the number of blocks that have ended before each."""
    media = []
    atoms = zip(
        flow.atom_kinds,
        flow.atom_nodes,
        flow.atom_boxes,
        flow.atom_runs,
        flow.atom_flags,
        strict=True,
    )
    for kind, node, box, run, flag in atoms:
        if kind in (PICTURE, PLAYER):
            before = int(begun[run])
            while run and not is_seen[run - 1]:
                run -= 1
                flag |= flow.flags[run]
            is_open = run and not (flag & BOX or flag >= 2 * LINE)
            media.append((node, box, before - 1 if is_open else before))
    return media


def _paths(flow: Flow) -> list[int]:
    numbers: dict[tuple[int, str, str], int] = {}  # path around, tag, class → path
    paths: list[int] = []
    for parent, tag, css_class in zip(
        flow.box_parents, flow.box_tags, flow.box_classes, strict=True
    ):
        around = paths[parent] if parent >= 0 else -1
        paths.append(numbers.setdefault((around, tag, css_class), len(numbers)))
    return paths
