"""Characters that cannot be seen, by their names in messages instead of Python's escapes.

Messages quote texts of a post with ``!r``. It escapes exactly the characters that cannot be seen:
spaces of other widths, zero-width and control characters.
"""

from __future__ import annotations

import re
import unicodedata

from crosspost.lazy_regex import lazy_compile

_ESCAPE = r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[tnr])"
# A text that is one such character loses its quotes.
_NAMED = lazy_compile(rf"\\\\|'({_ESCAPE})'|({_ESCAPE})")
_LETTERS = {"t": "\t", "n": "\n", "r": "\r"}
_NAMES = {"\t": "tab", "\n": "line feed", "\r": "carriage return", "\x00": "null"}


def with_names(message: str) -> str:
    """Return a message with names such as ``no-break space (U+00A0)`` for escapes."""
    return _NAMED.sub(_name, message) if "\\" in message else message


def _name(found: re.Match[str]) -> str:
    if found[0] == "\\\\":
        return "\\"
    escape = (found[1] or found[2])[1:]
    character = _LETTERS.get(escape) or chr(int(escape[1:], 16))
    if character.isprintable():
        return found[0]  # not one of repr's: the post says so itself
    if "\ud800" <= character <= "\udfff":
        name = f"byte {ord(character) & 0xFF:02X}, not UTF-8"
    else:
        name = unicodedata.name(character, "") or _NAMES.get(character, "control character")
        name = f"{name.lower()} (U+{ord(character):04X})"
    return name if found[1] else f"<{name}>"
