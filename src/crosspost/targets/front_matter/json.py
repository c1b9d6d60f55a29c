"""JSON: an object at the beginning of the post, as Hugo reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosspost.errors import FrontMatterError
from crosspost.targets.front_matter.base import (
    Parts,
    as_text,
    check_size,
    verified,
    without_blank_lines,
)


@dataclass(frozen=True)
class Json:
    """JSON; see ``base.Format``."""

    name: str = "json"

    def split(self, text: str) -> Parts:
        """Take a post apart; the first character is a brace."""
        start = len(text) - len(text.removeprefix("\ufeff"))
        if text[start : start + 1] != "{":
            return Parts("", "", "", text)
        try:
            _, end = json.JSONDecoder().raw_decode(text, start)
        except (ValueError, RecursionError):
            return Parts("", "", "", text)
        body = without_blank_lines(text[end:])
        return Parts(text[:start], text[start:end], text[end : len(text) - len(body)], body)

    def read(self, text: str) -> dict[str, Any]:
        """Read the front matter."""
        block = self.split(text).block
        check_size(block)
        if not block and text.removeprefix("\ufeff")[:1] == "{":
            raise FrontMatterError("not JSON")
        found = json.loads(block) if block else {}
        return found if isinstance(found, dict) else {}

    def compose(self, fields: Mapping[str, Any], body: str) -> str:
        """Return front matter and body; other characters than ASCII are written as they are."""
        values = as_text({name: value for name, value in fields.items() if value is not None})
        text = f"{_dump(values)}\n\n{body.strip(chr(10))}\n"
        return verified(self, values, body, text)

    def with_fields(
        self, block: str, article: str, names: Sequence[str], order: Sequence[str]
    ) -> str:
        """Return front matter with fields of the article; JSON has no comments to be kept."""
        have, new = json.loads(block), json.loads(article)
        for name in names:
            if name in new:
                have[name] = new[name]
            else:
                have.pop(name, None)
        return _dump(have)

    def comments(self, block: str, name: str) -> int:
        """Return 0: there are none."""
        return 0


def _dump(values: Mapping[str, Any]) -> str:
    try:
        return json.dumps(values, indent=2, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise FrontMatterError(f"cannot be written as JSON: {error}") from error
