"""Liquid in a body, as Jekyll's Liquid parses it (tokenizer.rb, block_body.rb), without running it.

Every search goes forward only: a body of openers costs no more than one of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosspost.lazy_regex import lazy_compile
from crosspost.validate.liquid_syntax import wrong_markup

_TAG = lazy_compile(r"\{%-?\s*+(?P<name>#|\w++)")

# Liquid's own and Jekyll's blocks, and the words that may stand within them.
BLOCKS: dict[str, frozenset[str]] = {
    "if": frozenset({"else", "elsif"}),
    "unless": frozenset({"else", "elsif"}),
    "case": frozenset({"when", "else"}),
    "for": frozenset({"else"}),
    "tablerow": frozenset(),
    "capture": frozenset(),
    "ifchanged": frozenset(),
    "highlight": frozenset(),
    "comment": frozenset(),
    "raw": frozenset(),
}
TAGS = frozenset(
    {"assign", "break", "continue", "cycle", "decrement", "echo", "include", "increment", "#",
     "render", "liquid", "include_relative", "link", "post_url"}
)  # fmt: skip
# Of plugins that GitHub Pages and most sites load.
PLUGIN_TAGS = frozenset({"gist", "seo", "feed_meta", "avatar", "octicon", "include_cached",
                         "youtube", "github_edit_link"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a variable: ``kind`` is ``tag``, ``variable`` or an error of the tokenizer."""

    kind: str
    start: int
    end: int
    name: str = ""
    markup: str = ""


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """Yield tags and variables; the last one may be of the kind ``open-tag`` or ``open-variable``.

    What stands in ``raw`` is passed over.
    """
    at = start
    while True:
        brace = text.find("{", at)
        if brace < 0:
            return
        opener = text[brace : brace + 2]
        if opener == "{%":
            close = text.find("%}", brace + 2)
            if close < 0:
                yield Token("open-tag", brace, brace + 2)
                return
            token = _tag(text, brace, close + 2)
            yield token
            at = token.end
            if token.name == "raw":
                end = _end_of(text, token.name, at)
                if end is not None:
                    yield end
                    at = end.end
                else:
                    return
        elif opener == "{{":
            close = text.find("}", brace + 2)
            if close < 0 or text[close : close + 2] != "}}":
                yield Token("open-variable", brace, brace + 2)
                return
            yield Token("variable", brace, close + 2, "", text[brace + 2 : close].strip("- \t\r\n"))
            at = close + 2
        else:
            at = brace + 1


def _tag(text: str, start: int, end: int) -> Token:
    found = _TAG.match(text, start, end)
    if not found:
        return Token("open-tag", start, end)
    return Token(
        "tag", start, end, found["name"], text[found.end() : end - 2].removesuffix("-").strip()
    )


def _end_of(text: str, name: str, at: int) -> Token | None:
    found = re.compile(r"\{%-?\s*end" + name + r"\s*-?%\}").search(text, at)
    return Token("tag", found.start(), found.end(), "end" + name) if found else None


def errors(text: str, start: int, known: frozenset[str] | None) -> Iterator[tuple[int, int, str]]:
    """Yield what Liquid refuses, with its own words: place, end, message.

    Args:
        known: tags of plugins; None where the site may have any, so that no tag is unknown.
    """
    waiting: list[Token] = []
    for token in tokens(text, start):
        if token.kind == "variable":
            continue
        try:
            words = _UNTERMINATED.get(token.kind) or _refused(token, waiting, known)
        except _AnyMayFollow:
            return
        if words:
            yield token.start, token.end, words
            return
    for token in waiting[-1:]:  # Liquid stops at the innermost
        yield token.start, token.end, f"'{token.name}' tag was never closed"


_UNTERMINATED = {
    "open-tag": "Tag '{%' was not properly terminated",
    "open-variable": "Variable '{{' was not properly terminated",
}


class _AnyMayFollow(Exception):
    """A plugin's block: it may hold anything."""


def _refused(token: Token, waiting: list[Token], known: frozenset[str] | None) -> str:
    """Return what Liquid says of a tag; opens and closes blocks on the way."""
    name = token.name
    innermost = waiting[-1].name if waiting else ""
    wrong = wrong_markup(name, token.markup)
    if wrong and (name in BLOCKS or innermost != "comment"):
        return wrong
    if name in BLOCKS:
        waiting.append(token)
    elif name.startswith("end") and name[3:] in BLOCKS:
        if innermost != name[3:]:
            return f"Unknown tag '{name}'" + (f"; '{innermost}' is open" if innermost else "")
        waiting.pop()
    elif innermost and (name in BLOCKS[innermost] or innermost == "comment"):
        pass  # in a comment an unknown tag is none, a block is one
    elif name not in TAGS and name not in PLUGIN_TAGS:
        if known is None:
            raise _AnyMayFollow
        if name not in known:
            return f"Unknown tag '{name}'"
    return ""
