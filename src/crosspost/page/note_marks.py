"""What the reference of a footnote looks like, and how themes name references and notes."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile

#: The text of a reference: a number, a letter or a symbol, with or without brackets.
MARK = lazy_compile(
    r"[\[(]?\s*(?:note |nb |fn |(?<=\[)[a-z][a-z.-]{0,12} )?"
    r"(\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶]{1,4})\s*[\])]?[.:]?\Z",
    re.I,
)
#: Classes and roles of a reference.
REFERENCE_NAMES = lazy_compile(r"footnote|noteref|fnref|doc-noteref|\bfn\b|reference", re.I)
#: Classes and roles of a note, or of the box with the notes.
NOTES_NAMES = lazy_compile(r"footnote|endnote|\bnotes\b|references|reflist|doc-endnote", re.I)
#: The role of a note that ``standardize`` has found (https://www.w3.org/TR/dpub-aria-1.1/).
NOTE_ROLE = "doc-endnote"
