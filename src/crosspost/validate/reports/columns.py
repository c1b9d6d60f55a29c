"""Columns of a terminal: how wide a text is shown, so that a caret is right below what it marks."""

from __future__ import annotations

import unicodedata

_TAB = 8
# Joiners, variation selectors and skin tones make one emoji of several characters. Terminals
# disagree on its width, so its parts are shown one by one.
_OF_SEQUENCES = frozenset("\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


def cells(text: str) -> list[tuple[str, int]]:
    """Return what is shown of each character, and how many columns it takes.

    Tabs become spaces. East Asian wide characters and emoji take two columns (Unicode UAX 11),
    combining characters none.

    Args:
        text: one line without control characters but the tab.
    """
    found: list[tuple[str, int]] = []
    column = 0
    for char in text:
        if char == "\t":
            width = _TAB - column % _TAB
            found.append((" " * width, width))
        elif char in _OF_SEQUENCES:
            width = 0
            found.append(("", 0))
        else:
            width = _width(char)
            found.append((char, width))
        column += width
    return found


def _width(char: str) -> int:
    if char.isascii():
        return 1
    # Vowels and final consonants of Hangul written in parts are shown above the first one.
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
