"""The name that was probably meant by one that does not exist."""

from __future__ import annotations

from collections.abc import Iterable

# Least share of equal characters (difflib's ratio): a slip in four letters, two in eight.
_ALIKE = 0.75
# Characters of the beginning of a name that are enough to know it by.
_BEGINNING = 3


def nearest(word: str, names: Iterable[str]) -> str:
    """Return the name that a word was probably meant to be; empty if none is similar.

    Args:
        word: as it was written, in the case and with the hyphens of the names.
        names: those that exist.
    """
    import difflib  # only where something is wrong

    known = sorted(names)
    begun = [name for name in known if name.startswith(word)]
    if len(begun) == 1 and len(word) >= _BEGINNING:
        return begun[0]
    near = difflib.get_close_matches(word, known, n=1, cutoff=_ALIKE)
    return near[0] if near else ""
