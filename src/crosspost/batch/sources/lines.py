"""Lines of a list, one at a time, whatever their length and encoding."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from crosspost.batch.entry import BadLine
from crosspost.batch.sources.latin_encodings import LATIN, likeliest
from crosspost.batch.sources.recognise import HEAD, encoding_of

# Browsers and servers stop at 2,000 to 64,000 characters of a URL (RFC 9110 4.1 asks for
# 8,000); with a description and tags beside it in a row of a table a line is still far below this.
LONGEST = 1024 * 1024


class Unended(str):
    """The last line of a list if it has no line end, so that it may have been cut."""


def lines(stream: BinaryIO, encoding: str = "") -> Iterator[tuple[int, str | BadLine]]:
    """Yield the number and the text of every line; one that is too long is a ``BadLine``.

    Bytes that are not valid in the list's encoding become U+FFFD; ``judge`` refuses lines with it.

    A line ends with LF, CR LF or CR alone: a CR within a URL would otherwise be removed from it.

    Args:
        stream: at its beginning.
        encoding: of the list; default: a byte order mark tells UTF-16; else it is UTF-8.
    """
    start = stream.read(HEAD)
    characters = codecs.getincrementaldecoder(encoding or encoding_of(start))("replace")
    decode = io.IncrementalNewlineDecoder(characters, translate=True).decode
    number, rest, skipping = 1, decode(start, False), False
    while True:
        *whole, rest = rest.split("\n")
        for line in whole:
            if skipping:
                skipping = False
            else:
                yield number, line
            number += 1
        if len(rest) > LONGEST:
            if not skipping:
                yield number, BadLine(number, f"a line of more than {LONGEST:,} characters")
            rest, skipping = "", True
        block = stream.read(256 * 1024)
        if not block:
            break
        rest += decode(block, False)
    rest += decode(b"", True)
    if rest and not skipping:
        yield number, Unended(rest)


def legacy_encoding(start: bytes) -> str:
    """Return the encoding of a list that is not in UTF-8 or UTF-16, empty for one that is.

    Args:
        start: its first bytes.
    """
    if encoding_of(start) != "utf-8" or start.isascii():
        return ""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        from crosspost.page.encoding import declared, decode  # loads a detector

        found = decode(start).encoding
        if found in LATIN and not declared(start):
            found = likeliest(start)
        return "" if found == "utf-8" else found
    return ""
