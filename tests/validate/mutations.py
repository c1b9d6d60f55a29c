"""Broken posts made of whole ones: bytes flipped, lines cut, doubled, joined and swapped."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

_SPICE = (
    *(character.encode() for character in ":'\"[]{}#-|>\t\r\n%@`"),
    *(b"&a ", b"*a", b"!x ", b"---\n", b"{{", b"{%", b"<<: *a\n", b"? ", b", "),
    *(b"\xff", b"\x00", b"\xc3", b"\xef\xbb\xbf", b"\xe2\x80\x9c", b"\xe2\x80\xa8"),
)


def _flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 4)):
        if data:
            data[rng.randrange(len(data))] = rng.randrange(256)


def _insert(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(min(len(data), 600) + 1)
        data[at:at] = rng.choice(_SPICE)


def _cut(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) + 1)
    del data[at : at + rng.randint(1, 40)]


def _end(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data) + 1) :]


def _lines(change: Callable[[list[bytes], random.Random], None]) -> Callable[..., None]:
    def changed(data: bytearray, rng: random.Random) -> None:
        lines = bytes(data).split(b"\n")
        change(lines, rng)
        data[:] = b"\n".join(lines)

    return changed


def _drop(lines: list[bytes], rng: random.Random) -> None:
    del lines[rng.randrange(len(lines))]


def _double(lines: list[bytes], rng: random.Random) -> None:
    lines.insert(rng.randrange(len(lines)), rng.choice(lines))


def _join(lines: list[bytes], rng: random.Random) -> None:
    at = rng.randrange(len(lines))
    lines[at : at + 2] = [b" ".join(lines[at : at + 2])]


def _swap(lines: list[bytes], rng: random.Random) -> None:
    a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


def _indent(lines: list[bytes], rng: random.Random) -> None:
    at = rng.randrange(len(lines))
    lines[at] = rng.choice((b" ", b"  ", b"\t", b"- ")) + lines[at]


CHANGES = (_flip, _insert, _insert, _cut, _end, _lines(_drop), _lines(_double), _lines(_join),
           _lines(_swap), _lines(_indent))  # fmt: skip


def mutations(whole: list[bytes], number: int, seed: int) -> Iterator[bytes]:
    """Yield broken posts, the same ones for the same seed."""
    rng = random.Random(seed)
    for _ in range(number):
        data = bytearray(rng.choice(whole))
        for _ in range(rng.randint(1, 3)):
            rng.choice(CHANGES)(data, rng)
        yield bytes(data)
