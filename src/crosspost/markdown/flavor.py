"""The three forms that depend on how the site's kramdown reads Markdown; filled in last.

A line break (``\\`` at the end of a line works only in GFM without hard wraps), struck text (``~~``
is GFM's) and a ``#`` that only plain kramdown takes for a heading. The writer puts a control
character in place of each; text of a page has none (``escape.visible``). All other forms are
correct, or at least safe, with every setting of kramdown.
"""

from __future__ import annotations

from typing import Literal

# How the site's kramdown reads: ``input: GFM`` (Jekyll's default), the same with
# ``hard_wrap: true``, ``input: kramdown``.
Flavor = Literal["gfm", "hard_wrap", "kramdown"]

BREAK, STRUCK, END_STRUCK, HASH = "\x08", "\x0e", "\x0f", "\x10"
_SPELLINGS: dict[Flavor, dict[str, str]] = {
    "gfm": {BREAK: "\\", STRUCK: "~~", END_STRUCK: "~~", HASH: "#"},
    "hard_wrap": {BREAK: "", STRUCK: "~~", END_STRUCK: "~~", HASH: "#"},
    "kramdown": {BREAK: "<br>", STRUCK: '<del markdown="span">', END_STRUCK: "</del>", HASH: "\\#"},
}


def spell(text: str, flavor: Flavor) -> str:
    """Return Markdown with the flavor's forms in place of the control characters."""
    for character, written in _SPELLINGS[flavor].items():
        text = text.replace(character, written)
    return text
