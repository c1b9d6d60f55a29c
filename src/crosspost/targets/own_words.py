"""The user's words for what pages say: tags and authors left out or renamed by the settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase


def reworded(
    names: Iterable[str], ignored: Iterable[str], words: Mapping[str, str]
) -> tuple[str, ...]:
    """Return names as the settings want them, each once; case does not count.

    Args:
        names: of the page.
        ignored: patterns of names to leave out, with ``*``, ``?`` and ``[…]`` as in a shell.
        words: name → what to write; an empty text leaves the name out.

    >>> reworded(["Web Dev", "Sponsored post"], ["sponsored*"], {"web dev": "web"})
    ('web',)
    """
    patterns = [_folded(pattern) for pattern in ignored]
    known = {_folded(name): own for name, own in words.items()}
    found: dict[str, str] = {}
    for name in names:
        flat = _folded(name)
        if any(fnmatchcase(flat, pattern) for pattern in patterns):
            continue
        own = known.get(flat, name)
        if own.strip():
            found.setdefault(_folded(own), own)
    return tuple(found.values())


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
