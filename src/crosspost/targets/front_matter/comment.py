"""Fields in a comment, ``.. title: …``, a line each, as Nikola reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosspost.errors import FrontMatterError
from crosspost.lazy_regex import lazy_compile
from crosspost.targets.front_matter import headers
from crosspost.targets.front_matter.base import Parts, check_size, verified, without_blank_lines

_FIELD = lazy_compile(r"[ \t]*\.\. ([^:\n]+):(?: (.*))?")


@dataclass(frozen=True)
class Comment:
    """Fields in a comment of HTML; see ``base.Format``. All values are text.

    Nikola divides lists at commas, and knows no escape for one: it becomes a space.
    """

    name: str = "comment"

    def split(self, text: str) -> Parts:
        """Take a post apart; old posts have the fields without a comment around them."""
        start = len(text) - len(text.removeprefix("\ufeff"))
        first = headers.line_end(text, start)
        if text[start:first].strip() == "<!--":
            start = first
        at = start
        while at < len(text):
            end = headers.line_end(text, at)
            if not _FIELD.fullmatch(text[at:end].rstrip("\r\n")):
                break
            at = end
        if at == start:
            return Parts("", "", "", text)
        end = headers.line_end(text, at)
        after = end if text[at:end].strip() == "-->" else at
        body = without_blank_lines(text[after:])
        return Parts(text[:start], text[start:at], text[at : len(text) - len(body)], body)

    def read(self, text: str) -> dict[str, Any]:
        """Read the fields; those without a value are left out, as Nikola does."""
        block = self.split(text).block
        check_size(block)
        return {name: lines[0] for name, lines in _fields(block) if lines[0]}

    def compose(self, fields: Mapping[str, Any], body: str) -> str:
        """Return fields and body; each value is on one line."""
        lines = {name: _line(value, name) for name, value in fields.items() if value is not None}
        values = {name: value for name, value in lines.items() if value}
        wrong = [name for name in values if ":" in name or "\n" in name or name != name.strip()]
        if wrong:
            raise FrontMatterError(f"{wrong[0]!r} cannot be the name of a field")
        head = _block([(name, [value]) for name, value in values.items()])
        text = f"<!--\n{head}-->\n\n{body.strip(chr(10))}\n"
        return verified(self, values, body, text)

    def with_fields(
        self, block: str, article: str, names: Sequence[str], order: Sequence[str]
    ) -> str:
        """Return the fields with lines of the article, in their place or at the end."""
        return _block(headers.in_places(_fields(block), _fields(article), names))

    def comments(self, block: str, name: str) -> int:
        """Return 0: there are none."""
        return 0


def _fields(block: str) -> list[tuple[str, list[str]]]:
    found = map(_FIELD.fullmatch, block.split("\n"))
    return [(each[1].strip(), [(each[2] or "").strip()]) for each in found if each]


def _block(fields: list[tuple[str, list[str]]]) -> str:
    return "".join(f".. {name}: {lines[0]}".rstrip() + "\n" for name, lines in fields)


def _line(value: Any, name: str) -> str:
    if isinstance(value, (list, tuple)):
        texts = (" ".join(headers.line(item, name).replace(",", " ").split()) for item in value)
        return ", ".join(filter(None, texts))
    return headers.line(value, name)
