"""Inputs made to be slow or large, by the part of crosspost that they are made against.

Each module has a dict ``SHAPES``. Tests take a shape at small sizes; ``benchmarks/attack.py`` takes
all of them at 0.25 and 1 MB.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Shape(NamedTuple):
    """One kind of input.

    Attributes:
        make: returns an input of about this many bytes.
        run: gives the input to the public function that has to bear it.
    """

    make: Callable[[int], Any]
    run: Callable[[Any], object]


def repeated(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """Return a maker of inputs in which a piece is repeated between two others."""
    return lambda size: before + piece * max(1, size // len(piece.encode())) + after
