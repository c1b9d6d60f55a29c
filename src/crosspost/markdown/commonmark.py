"""What CommonMark and its relatives read in another way than kramdown: text, emphasis, formulas.

``escape`` has made text safe for kramdown before; a backslash before any ASCII punctuation is
removed by CommonMark, too.
"""

from __future__ import annotations

import html
import re
from string import punctuation

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import escape, link_urls
from crosspost.markdown.context import Block, join
from crosspost.model.dialect import Dialect
from crosspost.urls import host

#: Shows nothing, and counts as punctuation on both sides.
GAP = "&#8203;"
# Each with what is escaped before it: after an escaped backslash, a sign is not escaped.
_BRACE = lazy_compile(r"\\.|\{", re.S)
_LESS = lazy_compile(r"\\.|<", re.S)
_TILDE = lazy_compile(r"\\.|~", re.S)
_DOLLAR = lazy_compile(r"\\.|\$", re.S)
_MODULE = lazy_compile(r"^[ei](?=(?:xport|mport)\b)", re.M)
_ESCAPE = lazy_compile(r"\\([!-/:-@\[-`{-~])")
_URL = lazy_compile(r"(?i)(?:(https?|ftp)(?=://)|(www)(?=\.)|(?<=[\w.+-])()(?=@\w))")
_PAIR = lazy_compile(r"\\-(?=\\-)|\\`(?=\\`)|&#96;(?=&#96;)|'(?=')|\.(?=\.{3})")
_NUMBER = lazy_compile(r"^(\d{1,9})\)(?=\s|$)", re.M)
# What a vault of notes reads besides: embedded notes, comments, marks, fields, tags, ids of blocks,
# notes in a line. An escaped sign is passed over.
_WIKI = lazy_compile(
    r"\\.|\[(?=[\[!])|(?<=\[)\[|(?<=\])\]|%(?=%)|(?<=%)%|=(?==)|(?<==)=|:(?=:)|(?<=:):"
    r"|(?<![\w&])#(?=\S)|\^(?=[\w\[])",
    re.S,
)
_TEX = lazy_compile(r"[\\*_`\[\]<>&~|\"'$^#{}=+:!-]|\.(?=\.)")
_PLAYER = lazy_compile(r' src="(https?://[^"]{1,4096})"')
_TITLE = lazy_compile(r' title="([^"]{1,1000})"')


def text(escaped: str, place: str, dialect: Dialect) -> str:
    """Return text that ``escape.inline`` has escaped, safe for a dialect too.

    Args:
        place: as of ``escape.inline``.
    """
    if dialect.jsx or (place == "heading" and dialect.attributes == "heading"):
        escaped = _BRACE.sub(_with_backslash, escaped)
    if dialect.jsx:
        escaped = _LESS.sub(_with_backslash, escaped)
    escaped = escaped.replace("&#126;", r"\~")
    if dialect.single_tilde:
        escaped = _TILDE.sub(_with_backslash, escaped)
    if dialect.math == "$":
        escaped = _DOLLAR.sub(_with_backslash, escaped)
    if dialect.autolinks:
        escaped = _URL.sub(lambda found: f"{found[0]}\\", escaped)
    if dialect.late_quotes:
        escaped = _PAIR.sub(rf"\g<0>{GAP}", escaped)
    if dialect.jsx:
        escaped = _MODULE.sub(lambda found: f"&#{ord(found[0])};", escaped)
    escaped = _NUMBER.sub(r"\1\\)", escaped)
    if dialect.wiki:
        escaped = _WIKI.sub(_entity, escaped)
    return signs(escaped, dialect)


def _entity(found: re.Match[str]) -> str:
    return found[0] if found[0][0] == "\\" else f"&#{ord(found[0])};"


def _with_backslash(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) == 2 else f"\\{found[0]}"


def signs(markdown: str, dialect: Dialect) -> str:
    """Return text with entities where the dialect would show the backslash of an escape."""
    if len(dialect.escapes) == len(punctuation):
        return markdown
    return _ESCAPE.sub(
        lambda found: found[0] if found[1] in dialect.escapes else f"&#{ord(found[1])};", markdown
    )


def reference(mark: str, dialect: Dialect) -> str:
    """Return the reference to a note, ``[^1]``; where there are no footnotes, its number."""
    return mark if dialect.footnotes else f"\\[{mark[2:-1]}\\]"


def note(label: str, blocks: list[Block]) -> Block:
    """Return a note at the end of the text, for a dialect without footnotes."""
    content = join(blocks or [Block(GAP)])
    return Block(f"\\[{label}\\] {content}" if not blocks or not blocks[0].kind else content)


def before(mark: str, outside: str, inside: str) -> str:
    """Return a mark that begins emphasis so that it is read as one: beside a word, with a gap."""
    return f"{GAP}{mark}" if _is_word(outside) and _is_sign(inside) else mark


def after(mark: str, inside: str, outside: str) -> str:
    """Return a mark that ends emphasis, as of ``before``."""
    return f"{mark}{GAP}" if _is_word(outside) and _is_sign(inside) else mark


def _is_word(character: str) -> bool:
    return bool(character) and (character.isalnum() or character in "\u200d\ufe0f")


def _is_sign(character: str) -> bool:
    return bool(character) and not character.isalnum() and not character.isspace()


def formula(tex: str, dialect: Dialect, *, display: bool) -> str:
    """Return a formula in a line, or as a block."""
    if dialect.math == "text":
        escaped = _TEX.sub(r"\\\g<0>", " ".join(tex.split()))
        return f"$${escaped}$$" if display else f"\\\\({escaped}\\\\)"
    if display:
        return f"$$\n{tex}\n$$"
    return f"${tex}$" if dialect.math == "$" else f"\\({tex}\\)"


def without_html(block: Block) -> Block | None:
    """Return what a block of HTML, a player, is where HTML is not shown: a link, or nothing."""
    if block.kind != "html" or block.text.startswith("<!--"):
        return block
    found = _PLAYER.search(block.text)
    if not found:
        return None
    url, title = html.unescape(found[1]), _TITLE.search(block.text)
    words = escape.inline(escape.words(html.unescape(title[1]) if title else host(url)))
    return Block(f"[{words}]({link_urls.destination(url)})")
