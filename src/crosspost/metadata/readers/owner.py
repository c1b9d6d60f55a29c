"""Whose site it is: on a blog of one person the notice at the foot is the only byline there is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.names import is_person
from crosspost.metadata.view import View

_LINES = 12
_MAX_LENGTH = 200
_NOTICE = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\)|copyright|by|[-–,]|(?:19|20)\d\d)*(?:\s|[-–,]|\d{2,4})*"
    r"(?:by\s+)?(?P<name>[^\W\d_][^\d.,|©•·:;()<>–—]{3,40})",
    re.I,
)
_LEAST_WORDS, _MOST_WORDS = 2, 3
# So many "I", "my" and "me" in the text, and it is one person who speaks.
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ve|my|me)\b")
_LEAST_SAID = 3


def read(view: View) -> Iterator[Candidate]:
    """Yield the person whom the notice at the page's foot names, with little trust."""
    for line in reversed(view.read_lines()[-_LINES:]):
        if len(line.text) > _MAX_LENGTH:
            continue
        found = _NOTICE.search(line.text)
        name = found["name"].strip(" '\"*") if found else ""
        if not _LEAST_WORDS <= len(name.split()) <= _MOST_WORDS or not is_person(name):
            continue
        hints = {"owner"}
        if len(_FIRST_PERSON.findall(view.text)) >= _LEAST_SAID:
            hints.add("first person")
        yield Candidate("authors", (name,), "copyright notice", 0.2, frozenset(hints))
        return
