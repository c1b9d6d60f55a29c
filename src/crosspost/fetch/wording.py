"""Text of a server in the form for a message."""

from __future__ import annotations


def shown(text: str, most: int = 100) -> str:
    """Return one short line of printable characters.

    Args:
        text: from outside: a header, a URL, an exception.
        most: characters that are kept.
    """
    line = " ".join(text[: 4 * most].split())
    return "".join(c if c.isprintable() else "\ufffd" for c in line)[:most]
