"""Broken posts made of whole ones: bytes flipped, lines cut, doubled, joined and swapped."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

_SPICE = (
    *(character.encode() for character in ":'\"[]{}#-|>\t\r\n%@`"),
    *(b"&a ", b"*a", b"!x ", b"---\n", b"{{", b"{%", b"<<: *a\n", b"? ", b", "),
    *(b"\xff", b"\x00", b"\xc3", b"\xef\xbb\xbf", b"\xe2\x80\x9c", b"\xe2\x80\xa8"),
)


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)


def _insert(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(min(len(data), 600) + 1)
        data[at:at] = chance.choice(_SPICE)


def _cut(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    del data[at : at + chance.randint(1, 40)]


def _end(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _lines(change: Callable[[list[bytes], random.Random], None]) -> Callable[..., None]:
    def changed(data: bytearray, chance: random.Random) -> None:
        lines = bytes(data).split(b"\n")
        change(lines, chance)
        data[:] = b"\n".join(lines)

    return changed


def _drop(lines: list[bytes], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def _double(lines: list[bytes], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def _join(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at : at + 2] = [b" ".join(lines[at : at + 2])]


def _swap(lines: list[bytes], chance: random.Random) -> None:
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


def _indent(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b" ", b"  ", b"\t", b"- ")) + lines[at]


CHANGES = (_flip, _insert, _insert, _cut, _end, _lines(_drop), _lines(_double), _lines(_join),
           _lines(_swap), _lines(_indent))  # fmt: skip


def mutations(whole: list[bytes], number: int, seed: int) -> Iterator[bytes]:
    """Yield broken posts, the same ones for the same seed."""
    chance = random.Random(seed)
    for _ in range(number):
        data = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 3)):
            chance.choice(CHANGES)(data, chance)
        yield bytes(data)
