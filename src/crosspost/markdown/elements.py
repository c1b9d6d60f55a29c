"""Which element is a block in Markdown, which is a mark in a line, which stays HTML."""

from __future__ import annotations

from crosspost.page import vocabulary
from crosspost.page.vocabulary import PLAYERS


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


#: What is a block in Markdown: what a browser displays as one, and players.
BLOCKS = vocabulary.BLOCKS | PLAYERS
# Inline elements that are separate from the words beside them.
APART = _words("button meter progress")

# Element → the Markdown mark around its text.
MARKS = {
    "strong": "**",
    "b": "**",
    "em": "*",
    "i": "*",
    "cite": "*",
    "dfn": "*",
    "var": "*",
    "del": "~~",
    "s": "~~",
    "strike": "~~",
}

# Elements that Markdown has no mark for and that change what a reader sees, kept as HTML.
# kramdown reads Markdown inside these…
KEPT = _words("sup sub ins abbr q small big bdo ruby rt")
# …and not inside these, unless told to by ``markdown="span"`` (kramdown's HTML_CONTENT_MODEL).
KEPT_RAW = _words("mark u")

CODE = _words("code tt samp")
