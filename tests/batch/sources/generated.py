"""Lists made at random: whole ones of every kind, with bytes changed, moved, cut and put in.

The tests try some hundreds; ``benchmarks/attack.py`` tries thousands with the same functions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from batch.sources.lists import entries
from batch.sources.test_broken import LISTS
from crosspost.errors import CrosspostError
from nasty import nasty_texts

_PIECES = (
    *("<", ">", "&", '"', "'", "]]>", "<![CDATA[", "<!--", "<!DOCTYPE x [", "&#x0;", "&#99999999;"),
    *("&lol;", "\n", "\r", "\t", "\0", ",", ";", "{", "}", "[", "\\", "\\ud800", "null", "1e999"),
    *(
        "https://",
        "https://example.org/",
        "//",
        "\\@",
        ":",
        "#",
        "?",
        "%",
        "%00",
        "\u202e",
        "\ufeff",
    ),
    *("</loc>", "</url>", "<item>", "</channel>", "<entry>", "<DL><p>", "<wp:status>", "<outline "),
)


def generated_lists(number: int, seed: int) -> Iterator[bytes]:
    """Yield so many lists, the same for the same seed."""
    nasty = [*_PIECES, *nasty_texts(400)]
    for count in range(number):
        rng = random.Random(f"{seed} {count}")
        content = bytearray(rng.choice(list(LISTS.values())).encode())
        for _ in range(rng.randint(1, 12)):
            at = rng.randrange(len(content) + 1)
            end = min(len(content), at + rng.choice((0, 1, 1, 4, 30, 400)))
            piece = rng.choice(nasty).encode("utf-8", "surrogatepass")
            piece = rng.choice((piece, b"", bytes([rng.randrange(256)]), bytes(content[:end])))
            content[at:end] = piece
        yield bytes(content)


def use_list(content: bytes) -> None:
    """Read a list; anything but entries, bad lines and one line for a person is a fault."""
    try:
        entries(content)
    except CrosspostError as error:
        assert str(error) and "\n" not in str(error)
