r"""Removing TeX commands that make links or styles, load something, or define macros.

MathJax and KaTeX read the formulas of a built page in the reader's browser, MathJax also any text
between its delimiters. By default MathJax 2 to 4 run ``\href{javascript:…}``, cover the page with a
formula by ``\style`` and load packages by ``\require``; KaTeX does so if ``trust`` is on. Macros
are removed too, since a page can define any, even endless ones.

https://docs.mathjax.org/en/latest/input/tex/extensions/ (action, bbox, html, newcommand, mathtools,
require, setoptions, unicode), https://katex.org/docs/supported.html (HTML, Macros).
"""

from __future__ import annotations

import re
from functools import cache

from crosspost.lazy_regex import lazy_compile

# Command → the arguments that are removed with it, one letter each: ``m`` in braces (or one token),
# ``o`` in brackets, ``*`` a star, ``d`` as of TeX's ``\def``: a name, parameters, a body. What
# follows them is kept: ``{x}`` of ``\href{URL}{x}``.
_DROPPED = {
    **dict.fromkeys(("href", "class", "style", "cssId", "data", "htmlClass", "htmlId"), "m"),
    **dict.fromkeys(("htmlStyle", "htmlData", "url", "require", "usepackage", "input"), "m"),
    **dict.fromkeys(("mathtoolsset", "newtagform", "renewtagform", "usetagform"), "m"),
    **dict.fromkeys(("toggle", "endtoggle", "mathtip", "texttip", "expandafter", "noexpand"), ""),
    **dict.fromkeys(("global", "long", "outer", "protected", "csname", "endcsname"), ""),
    **dict.fromkeys(("catcode", "special", "immediate", "write", "openin", "read"), ""),
    **dict.fromkeys(("def", "gdef", "edef", "xdef"), "d"),
    **dict.fromkeys(("newcommand", "renewcommand", "providecommand"), "*moom"),
    **dict.fromkeys(("newenvironment", "renewenvironment"), "*moomm"),
    **dict.fromkeys(("let", "futurelet"), "mm"),
    **dict.fromkeys(("DeclareMathOperator", "DeclarePairedDelimiters"), "*mm"),
    "DeclarePairedDelimiter": "mmm",
    "DeclarePairedDelimiterX": "mommm",
    "DeclarePairedDelimitersX": "mommm",
    "DeclarePairedDelimiterXPP": "mommmmm",
    "DeclarePairedDelimitersXPP": "mommmmm",
    "Newextarrow": "mmm",
    "definecolor": "mmm",
    "setOptions": "om",
    "includegraphics": "om",
    "bbox": "o",
    "mmlToken": "mo",
    "unicode": "o",
}
# Names with ``@`` are internal to KaTeX; all of ``\html…`` make HTML.
_NAME = r"(?:[A-Za-z]+@|@[A-Za-z])[A-Za-z@]*|html[A-Za-z]*|" + "|".join(
    sorted(_DROPPED, key=len, reverse=True)
)
# Commands that move or draw by a length; one of three digits reaches over the whole page.
_BY_LENGTH = (
    "rule|Rule|Space|raise|lower|moveleft|moveright|raisebox|[hv]space|[hv]skip|m?kern|mskip|mspace"
    "|above"
)


# Compiled when a page first needs them.
@cache
def _command() -> re.Pattern[str]:
    return re.compile(rf"\\(?P<name>{_NAME})(?![A-Za-z])")


@cache
def _in_text() -> re.Pattern[str]:
    far = rf"(?:{_BY_LENGTH})(?![A-Za-z])[^\\]{{0,40}}\d{{3}}"
    return re.compile(rf"\\(?=(?:{_NAME})(?![A-Za-z])|{far})")


@cache
def _length_command() -> re.Pattern[str]:
    return re.compile(rf"\\(?:{_BY_LENGTH}|genfrac|mathmakebox|makebox|array|begin|\\\s*\[)")


_DELIMITERS = lazy_compile(r"\\[(\[]|\$|\\begin\b|\\ref\b|\\eqref\b")
_TOKEN = lazy_compile(r"\s*+(?:=\s*+)?+(?:\\(?:[A-Za-z@]+|.)|[^\s{}\\])", re.S)
_BRACE = lazy_compile(r"\\.|[{}]", re.S)
_CHARACTER = lazy_compile(r"\{\s*(?:x([0-9a-fA-F]{2,6})|(\d{2,7}))\s*\}")
_FAR = lazy_compile(
    r"(?<!\d)\d{3,}+(?:[.,]\d*+)?+(?=\s*+(?:em|ex|px|pt|pc|mm|cm|in|mu|bp|dd|cc|sp)(?![a-z]))"
)
_CARETS = lazy_compile(r"\^(?=\^)")  # TeX's way to write any character
_DEEPEST = 50


def harmless(tex: str) -> str:
    """Return a formula without such commands, in time linear in its length."""
    tex = _CARETS.sub("^ ", tex)
    if "\\" in tex and _command().search(tex):
        tex = _without_commands(tex, _braces(tex)[0])
    if _length_command().search(tex):
        tex = _FAR.sub("1", tex)
    return _braces(tex)[1]


def inert(text: str, zero_width: str) -> str:
    r"""Return text in which MathJax finds none of the commands, even if it reads it as a formula.

    Args:
        text: between two tags of the built page.
        zero_width: an invisible character, as it is written there; it separates ``\`` from the
            name.
    """
    return _in_text().sub(lambda _: "\\" + zero_width, text) if "\\" in text else text


def may_be_formula(text: str) -> bool:
    """Tell whether MathJax could take a part of this text for a formula."""
    return "\\" in text and _DELIMITERS.search(text) is not None


def _braces(tex: str) -> tuple[dict[int, int], str]:
    """Return the closing brace of each brace, and the formula without those nested too deep."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    deep: list[int] = []
    for found in _BRACE.finditer(tex):
        at = found.start()
        if found[0] == "{":
            opened.append(at)
        elif found[0] == "}" and opened:
            start = opened.pop()
            closing[start] = at
            if len(opened) >= _DEEPEST:
                deep += (start, at)
    deep += opened if len(opened) > _DEEPEST else ()
    if not deep:
        return closing, tex
    gone = set(deep)
    return closing, "".join(char for at, char in enumerate(tex) if at not in gone)


def _without_commands(tex: str, closing: dict[int, int]) -> str:
    """Replace the commands and their arguments by spaces, so that no new commands arise."""
    out: list[str] = []
    at = 0
    for found in _command().finditer(tex):
        if found.start() < at:
            continue  # within an argument that was removed
        out += (tex[at : found.start()], " ")
        at = found.end()
        name = found["name"]
        if name == "unicode":
            at = _skip(tex, at, "o", closing)
            character = _CHARACTER.match(tex, at)
            if character:
                out.append(_shown(character))
                at = character.end()
        else:
            at = _skip(tex, at, _DROPPED.get(name, "m"), closing)
    out.append(tex[at:])
    return "".join(out)


def _skip(tex: str, at: int, arguments: str, closing: dict[int, int]) -> int:
    """Return where a command's arguments end; missing and unclosed ones are ignored."""
    for kind in arguments:
        start = at + len(tex[at : at + 20]) - len(tex[at : at + 20].lstrip())
        following = tex[start : start + 1]
        if kind == "*" and following == "*":
            at = start + 1
        elif kind == "o" and following == "[":
            end = tex.find("]", start, start + 500)
            at = end + 1 if end >= 0 else at
        elif kind == "m":
            at = _argument(tex, start, closing)
        elif kind == "d":
            at = _argument(tex, start, closing)
            body = tex.find("{", at, at + 200)
            at = closing.get(body, at - 1) + 1
    return at


def _argument(tex: str, at: int, closing: dict[int, int]) -> int:
    if tex[at : at + 1] == "{":
        return closing.get(at, at) + 1
    token = _TOKEN.match(tex, at)
    return token.end() if token else at


def _shown(found: re.Match[str]) -> str:
    """Return the character of ``\\unicode{x2124}``, unless it means something to TeX."""
    number = int(found[1], 16) if found[1] else int(found[2])
    character = chr(number) if 0x7F < number < 0x110000 else ""
    return character if character.isprintable() else ""
