"""The front matter of a post whose article has changed: the fields that the owner left alone.

The owner's front matter stays as it is written (order, quotes, comments); only the lines of the
fields that change are replaced. The result is read back before it is used.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

import yaml

from crosspost.errors import FrontMatterError
from crosspost.targets.jekyll import front_matter
from crosspost.targets.jekyll.yaml_text import LOADER

# Fields that the URL of a post is made of: a link to the post must not break by an update.
_OF_URL = frozenset({"slug", "permalink", "categories", "category"})
# The same. It is not reported: an article without a date has the time of import, a new one each
# time.
_DATE = "date"
_MISSING = object()


class _Parts(NamedTuple):
    """A post: what is before its front matter, the front matter, what is after it, the body."""

    start: str
    block: str
    between: str
    body: str

    @property
    def head(self) -> str:
        return self.start + self.block + self.between


def take_apart(text: str) -> _Parts:
    """Split a post; all parts together are its text."""
    block, body = front_matter.split(text)
    end = len(text) - len(body)
    at = text.index("\n") + 1 if end > len("\ufeff") else end
    return _Parts(text[:at], block, text[at + len(block) : end], body)


def update_fields(
    imported: str | None, mine: str, article: str, own: Collection[str]
) -> tuple[str, tuple[str, ...]]:
    """Return the beginning of a post up to its body, with the fields that the article changed.

    Args:
        imported: the post as it was imported; None if that is not known: no field changes.
        mine: the post as it is.
        article: the post as it would be imported now.
        own: fields that the owner has given at the import.

    Returns:
        The beginning, and the names of the fields that stay although the article changed them.

    Raises:
        FrontMatterError: the front matter of the post cannot be read.
    """
    parts = take_apart(mine)
    had, have, now = (
        {} if text is None else front_matter.read(text) for text in (imported, mine, article)
    )
    changes, kept = [], []
    old_lines, own_lines = _lines_of(take_apart(imported or "").block), _lines_of(parts.block)
    for name in dict.fromkeys((*now, *had)):
        was, value, wanted = (fields.get(name, _MISSING) for fields in (had, have, now))
        if name == _DATE or wanted in (was, value):
            continue
        is_left_alone = value == was and _comments(own_lines, name) <= _comments(old_lines, name)
        if name in own:
            continue
        if imported is None or not is_left_alone or name in _OF_URL or _is_cut(name, was, wanted):
            kept.append(name)
        else:
            changes.append(name)
    block = _with_fields(parts.block, take_apart(article).block, changes, list(now))
    expected = {name: value for name, value in have.items() if name not in changes}
    expected |= {name: now[name] for name in changes if name in now}
    if not parts.start.strip("\ufeff") or not _reads_as(block, expected):
        return parts.head, (*kept, *changes)
    return parts.start + block + parts.between, tuple(kept)


def _is_cut(name: str, was: object, wanted: object) -> bool:
    """Tell whether a title has only lost its end, such as a suffix given at the import."""
    return name == "title" and str(was).startswith(f"{wanted} ")


def _reads_as(block: str, fields: dict[str, Any]) -> bool:
    try:
        return front_matter.read(f"---\n{block}---\n") == fields
    except FrontMatterError:
        return False


def _comments(lines: dict[str, str], name: str) -> int:
    """Return how many ``#`` the lines of a field have: each may be a comment of the owner's."""
    return lines.get(name, "").count("#")


def _lines_of(block: str) -> dict[str, str]:
    """Return the lines of each field."""
    lines = block.split("\n")
    return {name: "\n".join(lines[low:high]) for name, (low, high) in _places(block).items()}


def _places(block: str) -> dict[str, tuple[int, int]]:
    """Return the first line of each field and the line after its last, in the order of the text.

    Nothing where several fields share a line: ``{a: 1, b: 2}``.
    """
    root = yaml.compose(block, Loader=LOADER)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return {}
    lines = block.split("\n")
    starts = [(str(key.value), key.start_mark.line) for key, _ in root.value]
    found = {}
    for number, (name, low) in enumerate(starts):
        high = starts[number + 1][1] if number + 1 < len(starts) else len(lines)
        # Comments and blank lines before the next field belong to that.
        while high > low + 1 and lines[high - 1].strip()[:1] in ("", "#"):
            high -= 1
        found[name] = (low, high)
    return found


def _with_fields(block: str, article: str, names: list[str], order: list[str]) -> str:
    """Return front matter with fields of the article, in their lines or after the field before."""
    lines = block.split("\n")
    places, new = _places(block), _lines_of(article)
    edits: list[tuple[int, int, int, str]] = []
    for number, name in enumerate(names):
        if name in places:
            edits.append((*places[name], number, new.get(name, "")))
        else:
            before = [places[other][1] for other in order[: order.index(name)] if other in places]
            at = before[-1] if before else 0
            edits.append((at, at, number, new[name]))
    # From the end, so that the numbers of lines stay right; at one place the later one first.
    for low, high, _, text in sorted(edits, reverse=True):
        lines[low:high] = text.split("\n") if text else []
    return "\n".join(lines)
