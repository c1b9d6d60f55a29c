"""Broken posts made of whole ones: bytes flipped, lines cut, doubled, joined and swapped."""

from __future__ import annotations

import random
import re
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


# What people write behind a key, or do to a line: faults that fixes are for.
_LINES = (
    "title: ! 'Boats 0.9: {t}'",
    "title: ! plain {t}",
    "title: &{w} {t}",
    "title: #{w} #{t}",
    "title: {t} #{n} wins",
    "title: “{t}”",
    "title: \\'{t}\\'",
    "title: '\"{t}\"'",
    "title: {t}: {w}",
    'title: "{t}" and "{w}"',
    "title: [{w}] {t}",
    "title: {{{{ {w} }}}}",
    "title: | {t}",
    "title:{t}",
    "title: {n}:30",
    "title: No",
    "title: {t} &amp; {w}",
    "title: {t}&#58; {w}",
    "title: Don&rsquo;t {t}",
    "title: '{t} '",
    "title: {n}.10",
    "title: @{w} {t}",
    "title: {w}\t\t",
    "title：{t}",
    "title = {t}",
    "\ufefftitle: {t}",
    "title: {t}\n  more: {w}",
    "author:\n  login: {w}\nsubtitle: {t}: {w}\n  email: a@b.org",
    "description: {t}:\n{w} and {t} again",
    "Title: {t}",
    "Date: 2013-04-0{d}",
    "Published: false",
    "Permalink: /{w}/",
    "Categories: [{w}]",
    "Layout: post",
    "tags: {w}, {t}, x",
    "tags: R&amp;{w}",
    "tags: [{w}, {w}]",
    "tags:\n- {w}\n-\n- {w}",
    "tags: [{w}]\n- {t}",
    "tags: {w}\n  - {t}\n  - x",
    'tags:\n- "{t}"\n- #{w}',
    "tags: [#{w}, b]",
    "tags: ['#{w}', 'b,']",
    "tags: ['{w}, {t}, c d']",
    "tags: [{w} {t}",
    "tags: [a, @{w}]",
    "tags:\t{w}",
    "tags: [12:30, no, {n}]",
    "categories: {w}, {t}",
    "categories: [{w}, {w}]",
    "categories: A {w}",
    "categories:\n- {w}\n-",
    "permalink: //",
    "permalink: /{w} {t}/",
    "permalink: {w}",
    "permalink: /a//{w}/",
    "published: yes",
    "published: 'true'",
    "published: 'false'",
    "published:",
    "published: false #todo {w}",
    "published: flase",
    "draft: yes",
    "draft: true",
    "layout: post #{w}",
    "layout: post # {w}",
    "date: {d}. September 2021",
    "date: 2021-09-0{d} 11h21",
    "date: 2021090{d}T112100Z",
    "date: 2021-09-0{d} 11:21:00 +08:00:00",
    "date: 2021-09-0{d} 00:10.000 +09:00",
    "date: Sept {d}, 2021 9:30 pm",
    "date: Fri, {d} Sep 2021 22:00:00 EST",
    "date: 0{d}/11/2021",
    "date: 2021-09-0{d} (optional)",
    "date: 2021-9-{d} 23:30 JST",
    "date: 2021-09-0{d} 29:39:00 +0800",
    "date: {d} September",
    "date: '2021-09-0{d} 10:00'",
    "date: 2021/09/0{d} 23:59",
    "date: 2021-09-0{d}T23:30",
    "title: {t}\ntitle: {t}",
    "x: &a [b]\ny: *a\ntitle: &{w} {t}",
    "subtitle:",
    "tags: ~",
    "excerpt: {t}\r",
    "author: {w} &lt;{t}&gt;",
    "author: '{t} '",
    "slug: {n}",
    "canonical_url: x",
    "---title: {t}",
)


def faults(whole: list[bytes], number: int, seed: int) -> Iterator[bytes]:
    """Yield posts with one or two typical faults in their front matter."""
    rng = random.Random(seed)
    words = ("boats", "Harbour", "Ocean Day", "it's", "naïve", "海", "C#", "R&D", "a-b", "Yes")
    for _ in range(number):
        lines = rng.choice(whole).split(b"\n")
        for _ in range(rng.choice((1, 1, 2))):
            text = rng.choice(_LINES).format(
                t=rng.choice(words), w=rng.choice(words), n=rng.randrange(60), d=rng.randrange(1, 9)
            )
            key = re.match(r"[^\w]*([a-z]*)", text)[1].encode()  # type: ignore[index]
            own = [at for at, line in enumerate(lines[:30]) if line.startswith(key + b":")]
            if own and not text.startswith("---"):
                lines[own[0]] = text.encode()
            else:
                lines.insert(1, text.encode())
        yield b"\n".join(lines)
