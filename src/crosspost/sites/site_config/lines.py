"""A file of site config → its directives, with their line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crosspost.disk_errors import of_reading
from crosspost.errors import CrosspostError
from crosspost.files import read_regular
from crosspost.lazy_regex import lazy_compile

# The largest of FiveFilters' files has 10 KB.
MOST_BYTES = 256 * 1024
_END = lazy_compile(r"\r\n|\n|\r")
# ``name: value`` or ``name(argument): value``. The argument ends at the first ``):``, since it may
# itself contain colons and brackets, such as those of a URL or a style.
_DIRECTIVE = lazy_compile(r"([A-Za-z_]+)\s*+(?:\((.*?)\)\s*+)?:(.*)", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """A directive.

    Attributes:
        number: of the line, from 1.
        name: of the directive, in small letters.
        argument: the text in brackets after the name, spaces included; None if there are none.
        value: what follows the colon, without spaces around it.
    """

    number: int
    name: str
    argument: str | None
    value: str


@dataclass(frozen=True)
class Fault:
    """A line that cannot be used; the rest of its file can.

    Attributes:
        number: of the line, from 1; 0 for the file as a whole.
        reason: what is wrong, in a few words.
    """

    number: int
    reason: str


def read_text(path: Path) -> str:
    """Return the text of a file; bytes that are not UTF-8 are read as windows-1252.

    Raises:
        CrosspostError: the file cannot be read, or is too large for a site config.
    """
    try:
        content = read_regular(path, MOST_BYTES, follow=True)
    except OSError as error:
        reason, hint = of_reading(error)
        raise CrosspostError(f"{path}: cannot be read: {reason}", hint=hint) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_lines(text: str) -> Iterator[Line | Fault]:
    """Yield the directives of a file, and the lines that are none.

    Blank lines and comments (``#``) are left out.
    """
    for number, raw in enumerate(_END.split(text), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        found = _DIRECTIVE.fullmatch(line)
        if found is None or (found[3].startswith("//") and found[1].lower() in ("http", "https")):
            yield Fault(number, "not a directive (name: value)")
        else:
            yield Line(number, found[1].lower(), found[2], found[3].strip())
