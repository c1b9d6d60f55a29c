"""Buttons: what says something is text, what is there to be pressed is left out."""

from __future__ import annotations

from itertools import islice

from bs4 import Tag

from crosspost import shown
from crosspost.markdown.elements import BLOCKS
from crosspost.markdown.search import TEXT

_LONGER = 200  # characters; more are no label, and need not be read to the end


def is_control(button: Tag) -> bool:
    """Tell whether a button has a short label, as ``crosspost.body`` tells it.

    One that holds blocks (a card that can be pressed) is a box like others.
    """
    text = ""
    for node in button.descendants:
        if isinstance(node, Tag):
            if node.name in BLOCKS:
                return False
        elif type(node) in TEXT:
            text += str(node)
            if len(text) > _LONGER:
                break
    around = islice((tag.name for tag in button.parents if tag.name in BLOCKS), 2)
    return shown.is_label(" ".join(text.split()), tuple(around))
