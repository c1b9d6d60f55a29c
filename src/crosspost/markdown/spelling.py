"""What the kinds of Markdown that kramdown reads write differently, put in last.

Three things have no form that is right everywhere: a line break (``\\`` at the line's end is one
only in GFM without hard wraps), struck text (``~~`` is GFM's) and a ``#`` that only plain kramdown
takes for a heading's. The writer puts one control character for each; text of a page holds none
(``escape.visible``). Everything else is written so that it is right, or at least safe, whatever
kramdown is set to.
"""

from __future__ import annotations

from typing import Literal

# How the site's kramdown reads: ``input: GFM`` (Jekyll's default), the same with
# ``hard_wrap: true``, ``input: kramdown``.
Flavour = Literal["gfm", "hard_wrap", "kramdown"]

BREAK, STRUCK, END_STRUCK, HASH = "\x08", "\x0e", "\x0f", "\x10"
_SPELLINGS: dict[Flavour, dict[str, str]] = {
    "gfm": {BREAK: "\\", STRUCK: "~~", END_STRUCK: "~~", HASH: "#"},
    "hard_wrap": {BREAK: "", STRUCK: "~~", END_STRUCK: "~~", HASH: "#"},
    "kramdown": {BREAK: "<br>", STRUCK: '<del markdown="span">', END_STRUCK: "</del>", HASH: "\\#"},
}


def spell(text: str, flavour: Flavour) -> str:
    """Return Markdown with what stood for the things that the flavours write differently."""
    for character, written in _SPELLINGS[flavour].items():
        text = text.replace(character, written)
    return text
