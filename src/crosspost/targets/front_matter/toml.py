"""TOML between lines of ``+++``, as Hugo and Zola read it."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item

from crosspost.errors import FrontMatterError
from crosspost.targets.front_matter.base import (
    Parts,
    as_text,
    between_delimiters,
    check_size,
    verified,
)
from crosspost.toml import parse_toml

_SIGN = "+++"


@dataclass(frozen=True)
class Toml:
    """TOML; see ``base.Format``."""

    name: str = "toml"

    def split(self, text: str) -> Parts:
        """Take a post apart."""
        return between_delimiters(text, _SIGN)

    def read(self, text: str) -> dict[str, Any]:
        """Read the front matter."""
        return _read(self.split(text).block)

    def compose(self, fields: Mapping[str, Any], body: str) -> str:
        """Return front matter and body; dates are TOML's own, texts are on one line each."""
        values = {name: _value(value, name) for name, value in fields.items() if value is not None}
        # Tables are last: a key after one would belong to it.
        inner = {name: value for name, value in values.items() if isinstance(value, dict)}
        plain = {name: value for name, value in values.items() if name not in inner}
        try:
            block = tomlkit.dumps({**plain, **inner})
        except (TOMLKitError, ValueError, TypeError) as error:
            raise FrontMatterError(f"cannot be written as TOML: {error}") from error
        text = f"{_SIGN}\n{block}{_SIGN}\n\n{body.strip(chr(10))}\n"
        return verified(self, values, body, text)

    def with_fields(
        self, block: str, article: str, names: Sequence[str], order: Sequence[str]
    ) -> str:
        """Return front matter with fields of the article; a new one is before the first table."""
        with contextlib.suppress(TOMLKitError, ValueError):
            document, new = tomlkit.parse(block), tomlkit.parse(article)
            for name in names:
                if name in new:
                    document[name] = new[name]
                else:
                    del document[name]
            return tomlkit.dumps(document)
        return block

    def comments(self, block: str, name: str) -> int:
        """Return how many ``#`` a field has after its value, and before it in lists and tables."""
        with contextlib.suppress(TOMLKitError, ValueError):
            item = tomlkit.parse(block).get(name)
            if isinstance(item, Item):
                return item.trivia.comment.count("#") + item.as_string().count("#")
        return 0


def _read(block: str) -> dict[str, Any]:
    check_size(block)
    try:
        found = as_text(parse_toml(block))
    except ValueError as error:
        raise FrontMatterError(f"not TOML: {error}") from error
    return dict(found)


def _value(value: Any, name: str) -> Any:
    """Return a value as TOML has it."""
    if isinstance(value, Mapping):
        return {str(key): _value(inner, name) for key, inner in value.items() if inner is not None}
    if isinstance(value, (list, tuple)):
        return [_value(inner, name) for inner in value]
    if isinstance(value, datetime):
        value = value.replace(microsecond=0)
        offset = value.utcoffset()
        if offset is not None and offset % timedelta(minutes=1):
            return value.astimezone(UTC)
    if isinstance(value, float) and value - value != 0:
        raise FrontMatterError(f"{name}: {value} is not a finite number")
    return str(value) if isinstance(value, str) else value
