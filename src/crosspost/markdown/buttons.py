"""Buttons: those with a text are text, those with a short label are left out."""

from __future__ import annotations

from itertools import islice

from bs4 import Tag

from crosspost.markdown.elements import BLOCKS
from crosspost.markdown.search import TEXT
from crosspost.page.vocabulary import is_label

_LONGER = 200  # characters; a longer text is not a label


def is_control(button: Tag) -> bool:
    """Tell whether a button has a short label, by the same rule as in ``crosspost.body``.

    A button with blocks in it (a card that can be clicked) counts as a box.
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
    return is_label(" ".join(text.split()), tuple(around))
