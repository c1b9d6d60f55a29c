"""Text of posts on a terminal: nothing in it moves the cursor, colours or reorders."""

from __future__ import annotations

import re

# C0 (but for the tab), DEL, C1, bidirectional controls, zero-width and line separators, lone
# surrogates; each becomes one sign, so that columns stay.
_OBEYED = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Return a text with a replacement character for everything that a terminal would obey."""
    return _OBEYED.sub("\ufffd", text)
