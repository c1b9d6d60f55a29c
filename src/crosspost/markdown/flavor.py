"""The forms that depend on the dialect of Markdown; filled in last.

The writer puts a control character in place of each; text of a page has none (``escape.visible``):
a line break, struck text, a ``#`` that only some processors read as a heading, and HTML that is
written within lines. What depends on the dialect and is a block, its renderer decides
(``Survey.dialect``).
"""

from __future__ import annotations

from crosspost.model.dialect import Dialect

BREAK, STRUCK, END_STRUCK, HASH = "\x08", "\x0e", "\x0f", "\x10"
#: A break where only HTML has one; the attribute that makes kramdown read an element; a comment
#: that separates two lists.
HTML_BREAK, READ, SEPARATOR = "\x12", "\x13", "\x14"


def spell(text: str, dialect: Dialect) -> str:
    """Return Markdown with the dialect's forms in place of the control characters."""
    struck, end_struck = dialect.struck
    forms = {
        BREAK: dialect.hard_break,
        STRUCK: struck,
        END_STRUCK: end_struck,
        HASH: dialect.hash,
        f"{HTML_BREAK}\n": f"{dialect.hard_break}\n" if dialect.is_commonmark else "<br>\n",
        HTML_BREAK: ("<br />" if dialect.jsx else "<br>") if dialect.raw_html else " ",
        READ: "" if dialect.is_commonmark else ' markdown="span"',
        SEPARATOR: "{/* */}" if dialect.jsx else "<!-- -->",
    }
    for character, written in forms.items():
        text = text.replace(character, written)
    return text
