"""A JSON document of any kind, and what is said of one that cannot be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, BinaryIO

from crosspost.batch.entry import BadLine


class NotJSON(ValueError):
    """A document cannot be read.

    Attributes:
        bad_line: what is reported instead of its items.
    """

    def __init__(self, line: int | None, reason: str) -> None:
        super().__init__(reason)
        self.bad_line = BadLine(line, reason, fatal=True)


def load(stream: BinaryIO, parse_constant: Callable[[str], Any] | None = None) -> Any:
    """Return a document.

    Args:
        stream: in UTF-8.
        parse_constant: as of ``json.load``; may raise ``ValueError``.

    Raises:
        NotJSON: it is not one, is cut, or is nested too deeply.
    """
    try:
        return json.load(stream, parse_constant=parse_constant)
    except RecursionError as error:
        raise NotJSON(None, "JSON that is nested too deeply") from error
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise NotJSON(line, f"not JSON, or cut: {error}") from error
