"""The original that an existing post names, and a new URL for it."""

from __future__ import annotations

import contextlib
import re
from typing import Any

from crosspost.errors import FrontMatterError
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.base import Original
from crosspost.targets.jekyll import front_matter, posts
from crosspost.urls import identity, is_web

_SPECIAL = lazy_compile(r"[\\`*_\[\]<>~|${}#!]")
_ENDS = r"(?![^\s)>\]\"'<\\_*])"


def original_of(
    text: str, also: tuple[str, ...] = (), archive_field: str = "archive_url"
) -> Original:
    """Return the URLs of a post's original, as they are written, the best first.

    Args:
        also: further names of source fields, the user's own.
        archive_field: the name of the field with the URL of its copy in an archive.
    """
    block, body = front_matter.split(text)
    fields = _fields(text) if block else {}
    named = [fields.get(name) for name in (*also, *posts.SOURCE_FIELDS)]
    found: dict[str, str] = {}
    for url in (*named, *posts.attributed(body)):
        if isinstance(url, str) and is_web(url):
            found.setdefault(identity(url), url)
    archive = fields.get(archive_field)
    return Original(tuple(found.values()), archive if isinstance(archive, str) else "")


def with_url(text: str, old: str, new: str, also: tuple[str, ...] = ()) -> str | None:
    """Return a post with another URL of its original; None if it cannot be replaced safely.

    Replaced are the fields of the front matter that have it, and the attribution. The rest of the
    text stays as it is, byte by byte.
    """
    new = new.replace("(", "%28").replace(")", "%29")  # they would end a link of Markdown
    block, body = front_matter.split(text)
    start = text.find(block) if block else 0
    changed = text[:start] + replaced(block, old, new) + text[start + len(block) :]
    at = len(changed) - len(body)
    head, rest = first_lines(changed[at:])
    changed = changed[:at] + replaced(head, old, new) + rest
    before, after = _fields(text), _fields(changed)
    expected = {name: new if value == old else value for name, value in before.items()}
    named = {identity(url) for url in original_of(changed, also).urls}
    if after != expected or identity(new) not in named or identity(old) in named:
        return None
    return changed


def _fields(text: str) -> dict[str, Any]:
    with contextlib.suppress(FrontMatterError):
        return dict(front_matter.read(text))
    return {}


def first_lines(body: str) -> tuple[str, str]:
    """Split a body after the lines that may be an attribution."""
    at = 0
    for _ in range(2 * posts.ATTRIBUTION_LINES):
        newline = body.find("\n", at)
        if newline < 0:
            return body, ""
        at = newline + 1
    return body[:at], body[at:]


def replaced(text: str, old: str, new: str) -> str:
    """Replace a URL; in Markdown text, some of its characters have a backslash before them."""

    def put(found: re.Match[str]) -> str:
        is_escaped = "\\" in found[0]
        return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", new) if is_escaped else new

    pattern = "".join(rf"\\?{re.escape(character)}" for character in old)
    return re.sub(pattern + _ENDS, put, text)
