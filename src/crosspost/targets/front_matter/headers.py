"""Headers, ``Title: …``, a line each, as Pelican reads them (Python-Markdown's extension meta)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosspost.errors import FrontMatterError
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.front_matter.base import (
    Parts,
    as_text,
    check_size,
    verified,
    without_blank_lines,
)

_HEADER = lazy_compile(r" {0,3}([A-Za-z0-9_-]+):[ \t]*+(.*)")
_KEY = lazy_compile(r"[A-Za-z0-9_-]+")
_FENCE = lazy_compile(r"(?:---|\.\.\.)[ \t]*")


@dataclass(frozen=True)
class Headers:
    """Headers; see ``base.Format``. All values are text: a list is one, with commas.

    Between lines of ``---``, too, they are not YAML: quotes belong to the value.
    """

    name: str = "headers"

    def split(self, text: str) -> Parts:
        """Take a post apart: the headers end at the first line that is not one."""
        start = len(text) - len(text.removeprefix("\ufeff"))
        first = line_end(text, start)
        if text[start:first].rstrip() == "---":
            start = first
        at = start
        while at < len(text):
            end = line_end(text, at)
            line = text[at:end].rstrip("\r\n")
            if not _HEADER.fullmatch(line) and not (at > start and line[:4] == "    "):
                break
            at = end
        if at == start:
            return Parts("", "", "", text)
        end = line_end(text, at)
        after = end if _FENCE.fullmatch(text[at:end].rstrip("\r\n")) else at
        body = without_blank_lines(text[after:])
        return Parts(text[:start], text[start:at], text[at : len(text) - len(body)], body)

    def read(self, text: str) -> dict[str, Any]:
        """Read the headers; the names are in lower case, as Pelican has them."""
        block = self.split(text).block
        check_size(block)
        return {name.lower(): " ".join(lines) for name, lines in _fields(block)}

    def compose(self, fields: Mapping[str, Any], body: str) -> str:
        """Return headers and body; each value is on one line, each name has a capital."""
        values = {name: line(value, name) for name, value in fields.items() if value is not None}
        wrong = [name for name in values if not _KEY.fullmatch(name)]
        if wrong:
            raise FrontMatterError(f"{wrong[0]!r} cannot be the name of a header")
        head = "".join(f"{n[:1].upper()}{n[1:]}: {value}\n" for n, value in values.items())
        text = f"{head}\n{body.strip(chr(10))}\n"
        expected = {name.lower(): value for name, value in values.items()}
        return verified(self, expected, body, text)

    def with_fields(
        self, block: str, article: str, names: Sequence[str], order: Sequence[str]
    ) -> str:
        """Return headers with lines of the article, in their place or at the end."""
        out = in_places(_fields(block), _fields(article), names)
        return "".join(f"{name}: {_joined(lines)}\n" for name, lines in out)

    def comments(self, block: str, name: str) -> int:
        """Return 0: there are none."""
        return 0


def line_end(text: str, at: int) -> int:
    """Return where the line that begins at a place ends, its newline included."""
    newline = text.find("\n", at)
    return len(text) if newline < 0 else newline + 1


def in_places(
    mine: list[tuple[str, list[str]]], article: list[tuple[str, list[str]]], names: Sequence[str]
) -> list[tuple[str, list[str]]]:
    """Return the owner's fields with those of an article in their places, or at the end.

    Args:
        mine, article: names, and the lines of the values.
        names: of the fields; those that the article does not have are removed.
    """
    new = {name.lower(): lines for name, lines in article}
    changed, out = {name.lower(): name for name in names}, []
    for name, lines in mine:
        known = name.lower()
        if known not in changed:
            out.append((name, lines))
        elif known in new:
            out.append((name, new.pop(known)))
        changed.pop(known, None)
    return out + [(name, new[known]) for known, name in changed.items() if known in new]


def _fields(block: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for text in block.splitlines():
        header = _HEADER.fullmatch(text)
        if header:
            found.append((header[1], [header[2].strip()]))
        elif found:
            found[-1][1].append(text.strip())
    return found


def _joined(lines: list[str]) -> str:
    return "\n    ".join(lines)


def line(value: Any, name: str) -> str:
    """Return a value as the text of a header.

    A list with a comma in one of its texts is divided by semicolons, which Pelican looks for first.

    Raises:
        FrontMatterError: a header has no form for the value.
    """
    value = as_text(value)
    if isinstance(value, (list, tuple)):
        texts = [line(item, name) for item in value]
        if any(";" in text for text in texts):
            texts = [text.replace(";", ",") for text in texts]
        if not any("," in text for text in texts):
            return ", ".join(texts)
        return "; ".join(texts) + (";" if len(texts) == 1 else "")
    if isinstance(value, Mapping):
        raise FrontMatterError(f"{name}: a table cannot be a header")
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, (str, int, float)):
        raise FrontMatterError(f"{name}: a {type(value).__name__} cannot be a header")
    return " ".join(str(value).split())
