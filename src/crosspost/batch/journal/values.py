"""Read values from a journal, which may be damaged."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from crosspost.errors import CrosspostError

REMEDY = "Rename .crosspost/journal.sqlite and run again: the site's posts will be found."


class Damaged(CrosspostError):
    """A value that crosspost never writes."""

    hint = REMEDY

    def __init__(self, what: str) -> None:
        super().__init__(f"the journal is damaged: {what}")


def read_json(text: object, kind: type[Any]) -> Any:
    """Read a value that is stored as JSON.

    Args:
        text: the column's value.
        kind: the type that the value must have.

    Raises:
        Damaged: it is not JSON, or of another type.
    """
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, kind):
        raise Damaged(f"{str(text)[:40]!r} where there should be a {kind.__name__}")
    return value


def read_texts(text: object) -> tuple[str, ...]:
    """Read a list of texts that is stored as JSON.

    Raises:
        Damaged: it is not a list of texts.
    """
    values = read_json(text, list)
    if not all(isinstance(value, str) for value in values):
        raise Damaged(f"{str(text)[:40]!r} where there should be texts")
    return tuple(values)


def read_timestamp(text: object) -> datetime:
    """Read a timestamp in ISO format.

    Raises:
        Damaged: it is not a timestamp, or has no time zone.
    """
    try:
        timestamp = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        timestamp = None
    if timestamp is None or timestamp.tzinfo is None:
        raise Damaged(f"{str(text)[:40]!r} where there should be a timestamp")
    return timestamp


def checked(value: Any, kind: type[Any] | tuple[type[Any], ...], name: str) -> Any:
    """Return a value if it has the right type.

    Args:
        value: the column's value.
        kind: its type, or types.
        name: of the column, for the message.

    Raises:
        Damaged: it has another type.
    """
    if not isinstance(value, kind):
        raise Damaged(f"{name} = {str(value)[:40]!r}")
    return value
