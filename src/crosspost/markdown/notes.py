"""Footnotes as kramdown writes them: ``[^1]: the note``, at the end of the post."""

from __future__ import annotations

import re

from crosspost.markdown.context import Block, join

# The note's own number or sign, which kramdown sets itself.
_NUMBER = r"(?:<sup>)?(?:\\?\[)?{label}\\?[\]).:]*(?:</sup>)?[.):]*\s+"
_ARROW = re.compile(r"(?:\^|&#94;|↑|↩)\s*")


def note(label: str, blocks: list[Block]) -> Block:
    """Return a footnote's definition, its blocks indented as kramdown wants it."""
    first = blocks[0]
    if not first.kind:
        text = _ARROW.sub("", first.text, count=1) if _ARROW.match(first.text) else first.text
        text = (
            re.sub(_NUMBER.format(label=re.escape(label)), "", text, count=1)
            if re.match(_NUMBER.format(label=re.escape(label)), text)
            else text
        )
        blocks = [Block(text), *blocks[1:]]
    lines = join(blocks).split("\n")
    indented = "\n".join("    " + line if line else "" for line in lines)
    if first.kind:
        return Block(f"[^{label}]:\n{indented}", "note")
    return Block(f"[^{label}]: {indented[4:]}", "note")
