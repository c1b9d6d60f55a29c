"""What a page says and shows, in order: runs of text, things that are not text, boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

# What stands between a run and the one before, and how the run is shown: bits of ``Flow.flags``.
SPACE: Final = 1 << 0  # whitespace
RIGHT_AFTER: Final = 1 << 1  # an element that is not inline, with nothing between but whitespace
BOX: Final = 1 << 2  # a box begins or ends
SCREEN_READER: Final = 1 << 3  # no reader sees the run: hidden, or for screen readers alone
PRE: Final = 1 << 4  # its whitespace is kept
LINE: Final = 1 << 5  # one ``<br>``; two of them are twice this, and so on

# Kinds of atoms.
PICTURE: Final = 0
PLAYER: Final = 1
TABLE: Final = 2
CODE: Final = 3
FORMULA: Final = 4
NOTE_MARK: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """A page as parallel lists, see ``page.flow``.

    Nodes are given by their numbers in document order. A run is a text node that is not space. An
    atom is a thing that is not text, or not only text: its text is in the runs as well, but for
    that of pictures and players.

    Attributes:
        nodes: the nodes by number.
        texts: the text of each run; whitespace before it only where that is kept (``pre``).
        slots: twice the node's number, and 1 more where the text follows it (its tail).
        boxes: the box that the run is in, as an index into the lists named ``box_…``.
        flags: what stands between the run and the one before, and how it is shown, as bits.
        links: the innermost link around the run (-1: none).
        times: the innermost time element around the run (-1: none).
        positions: the last node that begins before the run; rising.
        screen_reader_nodes: the outermost elements of such runs.
        atom_kinds, atom_nodes, atom_boxes: of the atoms, in order.
        atom_runs: how many runs come before each atom.
        atom_flags: what stands between the run before and the atom.
        box_parents: the box around each box (-1 for the root); always a smaller index.
        box_nodes: the node of each box.
        box_tags: the element's name.
        box_classes, box_ids: its class and id; empty if it has none.
        box_hints: hints of its element, role and state (see ``class_hints``), not inherited.
        box_starts: the first run inside.
        box_ends: the run after the last one inside.
    """

    nodes: list[_Element]
    texts: list[str] = field(default_factory=list)
    slots: list[int] = field(default_factory=list)
    boxes: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    screen_reader_nodes: list[int] = field(default_factory=list)
    atom_kinds: list[int] = field(default_factory=list)
    atom_nodes: list[int] = field(default_factory=list)
    atom_boxes: list[int] = field(default_factory=list)
    atom_runs: list[int] = field(default_factory=list)
    atom_flags: list[int] = field(default_factory=list)
    box_parents: list[int] = field(default_factory=list)
    box_nodes: list[int] = field(default_factory=list)
    box_tags: list[str] = field(default_factory=list)
    box_classes: list[str] = field(default_factory=list)
    box_ids: list[str] = field(default_factory=list)
    box_hints: list[int] = field(default_factory=list)
    box_starts: list[int] = field(default_factory=list)
    box_ends: list[int] = field(default_factory=list)
