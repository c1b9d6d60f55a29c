"""Escaping of text: everything that kramdown or its GFM parser would read as markup.

Nothing else is escaped: a single ``*`` between spaces, ``snake_case``, ``[sic]``, ``a < b``,
``AT&T`` and a heading's ``|`` are written as they are. The rules are kramdown 2.4's own regular
expressions, read in its parsers; each function below handles one construct.

The text of a paragraph comes in one piece, since escaping depends on the neighbours. Marks that
the writer made are placeholders in it of one character: ``MARK``, or ``OPEN`` for one that begins
with ``[`` (a link, a footnote's number).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown.flavor import HASH
from crosspost.markdown.tex import inert, may_be_formula

MARK = "\x02"
OPEN = "\x03"
# Brackets in the text of a link, always escaped.
LEFT, RIGHT = "\x04", "\x05"
# The placeholder of an invisible character that separates two others.
_GAP = "\x11"

# Every alternative begins with one character, not with a class or a repetition: so Python searches
# for these characters first, twice as fast as trying each alternative at each position.
_HAZARD = lazy_compile(
    r"""\\(?=[!-/:-@\[-`{-~\x02-\x05\x11\n]|\Z)
      | `
      | \*\**
      | __*
      | \|
      | <(?=[A-Za-z_:!/?\n\x02\x03\x80-\U0010ffff]) | <<+
      | >>+
      | &(?=\#\d+;|\#x[0-9a-fA-F]+;|[\w:][\w:.-]*;)
      | \$\$+
      | ~~+
      | \{:
      | --+
      | !(?=\x03)
      | \^(?<=\x03\^)
    """,
    re.X,
)
# A pair of brackets that cannot be read as a link: nothing nested, no footnote, no task box, and
# not followed by what would make it a link, a reference or a definition.
_BRACKETS = lazy_compile(r"\[(?!\^|[ xX]?\])[^\[\]\n\x03\x04\x05]+\](?![(\[:{\x03])|[\[\]]")
_LINE_START = lazy_compile(
    r"""^(?: \#{1,6}(?=[ \t]) | > | [-+*](?=[ \t|]|$) | [-=]+(?=[ \t]*$) | :(?=[ \t|]|$)
      | (?P<hashes>\#+) | \x03(?=:) | (?P<number>\d+)\.(?=[ \t|]|$) | (?P<caret>\^)(?=[ \t]*$) )""",
    re.X | re.M,
)
_LINE_STARTERS = frozenset("#>-+*=:^0123456789\x03")
_RULE_CELL = lazy_compile(r"[-=+:]+(?: +[-=+:]+)*\Z")
# kramdown looks back from each ``_`` to the beginning of the text: beyond this product of length
# and number every one is escaped, so that kramdown does not look back.
_UNDERSCORE_BUDGET = 2_000_000


# Where text may be: a paragraph (or a caption, an item …), a table's cell, a heading, a term of
# a definition list. The last three are one line each.
Place = Literal["text", "cell", "heading", "term"]


def inline(text: str, place: Place = "text", *, ticks: bool = False) -> str:
    """Return text, escaped where it would be read as markup.

    Args:
        text: without spaces at its ends; a newline represents a line break.
        place: what it is in.
        ticks: backticks as entities, if code with a pipe is beside them.
    """
    table = _ESCAPE_HEADING if place == "heading" else ESCAPE
    if place == "cell" or ticks:
        table = _ESCAPE_CELL
    if "_" in text and text.count("_") * len(text) > _UNDERSCORE_BUDGET:
        table = _ESCAPE_EVERY
    if may_be_formula(text):
        text = inert(text, _GAP)
    escaped = _HAZARD.sub(lambda match: table[match[0][0]](match), text).replace(_GAP, "&#8203;")
    if "[" in escaped or "]" in escaped:
        escaped = _BRACKETS.sub(_bracket, escaped)
    if _OVERLAY in escaped:
        escaped = _LEADING_OVERLAY.sub(_OVERLAY_ENTITY, escaped)
    if place == "heading":
        return _heading(escaped) if "#" in escaped else escaped
    if place == "cell":
        return "\\" + escaped if _RULE_CELL.match(escaped) else escaped
    if "\n" in escaped or escaped[:1] in _LINE_STARTERS:
        escaped = _LINE_START.sub(_line_start, escaped)
    return escaped


# The only combining character that NFC composes with a character of Markdown or HTML: with the
# ``>`` of a tag (``≯``), ``<`` and ``=``. At the beginning of a text it is written as an entity, so
# that normalising the post does not break the tag.
_OVERLAY = "\u0338"
_OVERLAY_ENTITY = f"&#{ord(_OVERLAY)};"
_LEADING_OVERLAY = lazy_compile(f"(?<![^\n{MARK}{OPEN}]){_OVERLAY}")


# Controls, which YAML and browsers reject, and invisible characters: zero width space,
# byte order mark, soft hyphen. Joiners and direction marks stay: words need them.
INVISIBLE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\ufeff\ufffe\uffff\ud800-\udfff]"
_INVISIBLE = lazy_compile(INVISIBLE)


def visible(text: str) -> str:
    """Return text in NFC, without controls, lone surrogates and invisible characters.

    This is done before escaping: a later change would make new neighbours (in NFC, U+037E is ``;``
    and U+1FEF a backtick; a form feed may separate two halves of a fence).
    """
    text = _INVISIBLE.sub("", text) if _INVISIBLE.search(text) else text
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def words(text: str) -> str:
    """Return visible text on one line, with one space between words."""
    return visible(" ".join(text.split()))


# A line that begins with a link (also emphasised), and has ``]:`` later, even in code.
_DEFINITION = lazy_compile(r"^(?=\[[^\n\]]+\]:|\*\[[^\n]+?\]:)", re.M)


def definitions(markdown: str) -> str:
    """Return a paragraph without lines that would be read as definitions of links or abbreviations.

    An invisible entity before the bracket prevents that.
    """
    if "]:" not in markdown:
        return markdown
    return _DEFINITION.sub("&#8203;", markdown)


def closed(markdown: str) -> str:
    """Return text before a newline within its element: two backslashes would be a break."""
    return markdown[:-2] + "&#92;" if markdown.endswith("\\\\") else markdown


def raw(text: str) -> str:
    """Return visible text escaped for an HTML element whose content kramdown does not read."""
    text = _RAW.sub(lambda found: _RAW_ENTITY[found[0]], text)
    return _OVERLAY_ENTITY + text[1:] if text[:1] == _OVERLAY else text


def html(text: str) -> str:
    """Return visible text as the content of HTML that is not read as Markdown."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = inert(text, "&#8203;")
    return _OVERLAY_ENTITY + text[1:] if text[:1] == _OVERLAY else text


def code_span(text: str) -> str:
    """Return a code span: with more backticks than in the code, with spaces if more than one.

    The spaces keep three backticks at the start of a paragraph from being a fence.
    """
    if "`" not in text:
        return f"`{text}`"
    ticks = "`" * (max(map(len, re.findall("`+", text))) + 1)
    return f"{ticks} {text} {ticks}"


_RAW_ENTITY = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "|": "&#124;",
    "`": "&#96;",
}
_RAW = lazy_compile('[&<>"|`]')


def _neighbours(match: re.Match[str]) -> tuple[str, str]:
    text, end = match.string, match.end()
    start = match.start()
    return text[start - 1] if start else "\n", text[end] if end < len(text) else "\n"


def backslash_each(match: re.Match[str]) -> str:
    """Return what was found with a backslash before each character."""
    return "".join("\\" + char for char in match[0])


def _star(match: re.Match[str]) -> str:
    """``*`` between two spaces is not a mark; anywhere else it opens or closes emphasis."""
    before, after = _neighbours(match)
    if len(match[0]) == 1 and before == " " and after == " ":
        return "*"
    return backslash_each(match)


def _underscore(match: re.Match[str]) -> str:
    """``_`` after a letter does not open emphasis, nor close it before a letter or digit."""
    before, after = _neighbours(match)
    if len(match[0]) == 1 and (
        (before.isalpha() and (after.isalpha() or after.isdecimal()))
        or (before == " " and after == " ")
    ):
        return "_"
    return backslash_each(match)


_SENTENCE_ENDS = ".,;:?!)"
_WORD_END = lazy_compile(f"[ \n{MARK}{OPEN}]")
_IN_URL = lazy_compile(r"[/_=&@#?]|(?<!\.)\.\w")


def _dashes(match: re.Match[str]) -> str:
    """``--`` becomes a dash in prose; an option, ``--flag``, does not.

    Prose is ``word -- word``, ``word--word`` and ``What?--word``, but not within a URL or a
    file's name.
    """
    before, after = _neighbours(match)
    if len(match[0]) <= 3:
        if before == " " and after == " ":
            return match[0]
        if (before.isalpha() or before in _SENTENCE_ENDS) and after.isalpha():
            text, here = match.string, match.end()
            if text[max(0, match.start() - 2) : match.start()] == "<!":
                return backslash_each(match)  # a comment of HTML
            starts = _WORD_END.split(text[max(0, match.start() - 200) : match.start()])
            word = starts[-1] + match[0] + _WORD_END.split(text[here : here + 200], maxsplit=1)[0]
            if not _IN_URL.search(word.rstrip(".,;:!?")):
                return match[0]
    return backslash_each(match)


def _less(match: re.Match[str]) -> str:
    """``<`` opens an element; directly before a tag of ours, kramdown would read ``\\<<`` as «.

    The end of a line may become such a tag, ``<br>``.
    """
    if _neighbours(match)[1] in (MARK, OPEN, "\n"):
        return "\\<" * (len(match[0]) - 1) + "&lt;"
    return backslash_each(match)


def _strike(match: re.Match[str]) -> str:
    """``~~`` is broken up by an entity: plain kramdown would show the backslash."""
    return "&#126;" * (len(match[0]) - 1) + "~"


def _constant(replacement: str) -> Callable[[re.Match[str]], str]:
    return lambda match: replacement


# First character of a construct → how it is escaped. ``<`` opens an element, an autolink or («) a
# quote, ``>>`` closes one; ``&`` an entity; ``$$`` a formula; ``{:`` an attribute list; ``!``
# before a link makes it an image; ``^`` first in a link's text makes it a footnote.
ESCAPE: dict[str, Callable[[re.Match[str]], str]] = {
    "\\": _constant("\\\\"),
    "`": _constant("\\`"),
    "*": _star,
    "_": _underscore,
    "|": _constant("\\|"),
    "<": _less,
    ">": backslash_each,
    "&": _constant("&amp;"),
    "$": backslash_each,
    "~": _strike,
    "{": _constant("\\{:"),
    "-": _dashes,
    "!": _constant("\\!"),
    "^": _constant("&#94;"),
}
# kramdown splits a row into cells before it looks at backslashes.
_ESCAPE_CELL = {**ESCAPE, "`": _constant("&#96;")}
# A heading's line is read as a heading before tables are looked for.
_ESCAPE_HEADING = {**ESCAPE, "|": _constant("|")}
_ESCAPE_EVERY = {**_ESCAPE_CELL, "*": backslash_each, "_": backslash_each}


def _bracket(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) > 1 else "\\" + match[0]


def _line_start(match: re.Match[str]) -> str:
    if match["number"]:
        return match["number"] + "\\."
    if match["caret"]:
        return "&#94;"
    if match["hashes"]:
        return HASH + match["hashes"][1:]
    if match[0] == OPEN:
        return OPEN + "\\"
    return "\\" + match[0]


def _heading(text: str) -> str:
    """Escape ``{#``, which would set the heading's id, and ``#`` at its end, which is dropped."""
    words = text.rstrip("#")
    signs = len(text) - len(words)
    first = ("\\#" if words[-1:] in ("", " ", "\t") else HASH) if signs else ""
    return words.replace("{#", "\\{#") + first + HASH * (signs - 1)
