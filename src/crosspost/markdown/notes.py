"""Footnotes as kramdown writes them: ``[^1]: the note``, at the end of the post.

For dialects without footnotes, they are a list.
"""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import commonmark
from crosspost.markdown.context import Block, join
from crosspost.markdown.lists import numbered
from crosspost.model.dialect import Dialect

# A link back before the note, or the rest of "3." if its number was a link.
_ARROW = lazy_compile(r"(?:\^|&#94;|↑|↩)\s*|[.:)\]]\s+")


def note(label: str, sign: str, blocks: list[Block]) -> Block:
    """Return a footnote's definition, its blocks indented for kramdown.

    Args:
        label: its name.
        sign: the number or symbol before it in the page, which kramdown adds itself.
        blocks: its content.
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


def listed(found: dict[str, list[Block]], dialect: Dialect) -> list[Block]:
    """Return notes by their labels, for a dialect without footnotes: a list, if it can number."""
    named = {}
    for label, blocks in found.items():
        first = blocks[0] if blocks else Block(commonmark.GAP)
        start = f'<a id="fn-{label}"></a>' if dialect.raw_html and not first.kind else ""
        named[label] = [Block(f"{start}{first.text}", first.kind), *blocks[1:]]
    numbers = [int(label) if label.isdecimal() and len(label) < 10 else -1 for label in named]
    if dialect.raw_html and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return [numbered(list(named.values()), numbers[0], dialect)]
    return [
        block
        for label, (first, *others) in named.items()
        for block in (first if first.kind else Block(f"\\[{label}\\] {first.text}"), *others)
    ]


def _without(start: re.Pattern[str], text: str) -> str:
    found = start.match(text)
    return text[found.end() :] if found else text
