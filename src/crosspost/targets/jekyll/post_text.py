"""What the text of a post says of its identity: its title and body, its form, its slug."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from crosspost.lazy_regex import lazy_compile
from crosspost.targets.jekyll.front_matter import split

# A line of front matter as ``front_matter.emit`` writes it: each text is double-quoted.
_EMITTED = lazy_compile(
    r"(?:[A-Za-z_][\w-]*|\"[^\"]*\"):(?: (?:[\"\d-].*|true|false|null|\[\]|\{\}))?|\s+\S.*"
)
_SLUG = lazy_compile(r"^slug: (?:\"((?:[^\"\\\n]|\\.)+)\"|([^\"\n]+))$", re.M)
_NUMBER = lazy_compile(r"-\d{1,9}")


def text_key(text: str) -> bytes:
    """Return a key (16 bytes) that is equal for two posts of the same title and body.

    Other fields, such as tags, may differ; so may blank lines around the body.
    """
    block, body = split(text)
    title = next((line for line in block.splitlines() if line.startswith("title:")), "")
    same = f"{title.strip()}\n{body.strip()}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(same, digest_size=16).digest()


def is_emitted(text: str) -> bool:
    """Tell whether the front matter has the form in which crosspost writes it.

    That of a post written by hand seldom has: its texts are mostly not quoted.
    """
    lines = split(text)[0].splitlines()
    if [line.partition(": ")[0] for line in lines[:2]] != ["title", "date"]:
        return False
    return lines[0].startswith('title: "') and all(map(_EMITTED.fullmatch, lines))


def number_of(filename: str, wanted: str) -> str:
    """Return what a file name has after the wanted one: ``-2``, ``-3`` …, or nothing."""
    end = PurePath(filename).stem.removeprefix(PurePath(wanted).stem)
    return end if _NUMBER.fullmatch(end) else ""


def with_number(text: str, number: str) -> str:
    """Return a post with a number after the ``slug`` of its front matter, if it has one.

    Jekyll makes the URL from that field, and not from the file name.
    """
    block, _ = split(text)
    changed = _SLUG.sub(lambda found: f'slug: "{found[1] or found[2]}{number}"', block, count=1)
    return text.replace(block, changed, 1)
