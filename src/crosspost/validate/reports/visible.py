"""Text of posts on a terminal: nothing in it moves the cursor, colours or reorders."""

from __future__ import annotations

import re
from typing import Any

# C0 (but for the tab), DEL, C1, bidirectional controls, zero-width and line separators, tags, what
# is no character, lone surrogates; each becomes one sign, so that columns stay.
_OBEYED = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


# Of these JSON escapes only those below U+0020; line feeds in it are its own.
_ESCAPED = _OBEYED.pattern.replace(r"\x0a-\x1f", r"\x0b-\x1f")


def json_text(value: Any, indent: int | None = None) -> str:
    """Return JSON in which everything that a terminal would obey is escaped."""
    import json  # not for a report that a person reads

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(_ESCAPED, lambda found: json.dumps(found[0])[1:-1], text)


def visible(text: str) -> str:
    """Return a text with a replacement character for everything that a terminal would obey."""
    return _OBEYED.sub("\ufffd", text)
