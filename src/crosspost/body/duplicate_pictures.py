"""Copies of one picture side by side, such as a thumbnail and the full size."""

from __future__ import annotations

from collections.abc import Mapping

from crosspost.body.blocks import Blocks
from crosspost.body.picture import Picture
from crosspost.page import picture_names

_LEAST_NAME = 8  # characters of a name that two pictures hardly share by accident


def find_duplicates(found: Blocks, pictures: Mapping[int, Picture]) -> list[int]:
    """Return the pictures of which a copy, at least as large, is kept with no text between.

    A ``noscript`` is not counted: it is a copy for browsers without scripts, of which the writer
    makes one picture with the image beside it.

    Args:
        pictures: those that are kept, by number.
    """
    best: dict[tuple[int, str], int] = {}
    smaller: list[int] = []
    for number, picture in pictures.items():
        node, box, place = found.media[number]
        name = picture_names.stem(picture.url)
        if not name or found.flow.nodes[node].tag == "noscript":
            continue
        if place < len(found.boxes) and found.boxes[place] == box:
            continue  # in a line of text, as the stars of a rating are
        folder = picture.url.rpartition("/")[0]
        key = (place, name if len(name) >= _LEAST_NAME else f"{folder}/{name}")
        other = best.get(key)
        if other is None:
            best[key] = number
        elif _size(picture) > _size(pictures[other]):
            best[key] = number
            smaller.append(other)
        else:
            smaller.append(number)
    return smaller


def _size(picture: Picture) -> int:
    """The larger side; a file whose name has no size is the original."""
    if picture_names.size_in(picture.url) == (0, 0):
        return max(picture.width, picture.height) or 10_000
    return max(picture.width, picture.height)
