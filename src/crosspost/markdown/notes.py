"""Footnotes as kramdown writes them: ``[^1]: the note``, at the end of the post."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown.context import Block, join

# A way back in front of the note, or what is left of "3." when its number was one.
_ARROW = lazy_compile(r"(?:\^|&#94;|↑|↩)\s*|[.:)\]]\s+")


def note(label: str, sign: str, blocks: list[Block]) -> Block:
    """Return a footnote's definition, its blocks indented as kramdown wants it.

    Args:
        label: its name.
        sign: the number or sign that the page set before it, which kramdown sets itself.
        blocks: what it says.
    """
    first = blocks[0] if blocks else Block("&nbsp;")
    text = first.text
    if not first.kind:
        text = _without(_ARROW, text)
        if sign:
            number = (
                rf"(?:<sup>)?(?:\\?[\[(])?\\?{re.escape(sign)}(?:\\?\])?[).:]*(?:</sup>)?[.):]*\s+"
            )
            text = _without(re.compile(number), text)
    lines = join([Block(text, first.kind), *blocks[1:]]).split("\n")
    indented = "\n".join("    " + line if line else "" for line in lines)
    if first.kind:
        return Block(f"[^{label}]:\n{indented}", "note")
    return Block(f"[^{label}]: {indented[4:]}", "note")


def _without(start: re.Pattern[str], text: str) -> str:
    found = start.match(text)
    return text[found.end() :] if found else text
