"""Text of a post in a report, without control characters."""

from __future__ import annotations

from typing import Any

from crosspost.control_characters import escaped_json, replaced


def json_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON with control characters as escapes.

    Args:
        indent: spaces for each level; None: all on one line.
    """
    import json  # not needed for the terminal

    return escaped_json(json.dumps(value, ensure_ascii=False, indent=indent))


def visible(text: str) -> str:
    """Return a text with a replacement character for each control character but the tab."""
    return "\t".join(map(replaced, text.split("\t")))
