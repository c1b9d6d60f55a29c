"""Literals in a configuration that is JavaScript: read as text, never executed.

What the program computes is not known. A name is taken for a setting only if it is given one
literal, once in the whole text outside of comments: whatever else the program does, there is no
other value for it in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from crosspost.lazy_regex import lazy_compile

SUFFIXES = (".js", ".mjs", ".cjs", ".ts", ".mts", ".cts")

#: The key of all texts in quotes: names of packages, among others.
STRINGS = "strings"
#: The key of all names outside of quotes, each once.
NAMES = "names"
#: The key of pairs of a name (or a text before a colon) and its literal, in order.
PAIRS = "pairs"

_STRING = r'"(?:[^"\\\n]|\\.)*+"?|' + r"'(?:[^'\\\n]|\\.)*+'?|`(?:[^`\\]|\\.)*+`?"
_TOKEN = lazy_compile(
    r"//[^\n]*+ | /\*(?:[^*]|\*(?!/))*+(?:\*/)? | (?P<text>" + _STRING + r") "
    r"| (?P<name>[A-Za-z_$][\w$]*+) | (?P<sign>[^\s\w$])",
    re.S | re.X,
)
_ESCAPE = lazy_compile(r"\\(.)", re.S)
_WORDS = {"true": True, "false": False}
_MOST = 50_000  # tokens


def literals(text: str) -> dict[str, Any]:
    """Return the settings that a program certainly gives a literal.

    Returns:
        Name → text or truth value, of ``name: "x"``, ``name = "x"`` and ``name("x")``; also all
        ``STRINGS``, ``NAMES`` and ``PAIRS``.
    """
    tokens = _tokens(text)
    times = Counter(token for kind, token in tokens if kind != "sign")
    pairs = []
    for (kind, name), (_, sign), (its_kind, value) in zip(
        tokens, tokens[1:], tokens[2:], strict=False
    ):
        is_pair = kind != "sign" and sign in (":", "=", "(")
        if is_pair and (its_kind == "text" or (its_kind == "name" and value in _WORDS)):
            pairs.append((name, value if its_kind == "text" else _WORDS[value]))
    known: dict[str, Any] = {name: value for name, value in pairs if times[name] == 1}
    strings = [token for kind, token in tokens if kind == "text"]
    names = {token for kind, token in tokens if kind == "name"}
    return {**known, STRINGS: strings, NAMES: sorted(names), PAIRS: pairs}


def _tokens(text: str) -> list[tuple[str, str]]:
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "text":
            inner = match[0][1:].removesuffix(match[0][0])
            # A template with a placeholder is computed.
            is_known = match[0][0] != "`" or "${" not in inner
            found.append(("text", _ESCAPE.sub(r"\1", inner)) if is_known else ("sign", "`"))
        elif kind:
            found.append((kind, match[0]))
        if len(found) > _MOST:
            return []
    return found
