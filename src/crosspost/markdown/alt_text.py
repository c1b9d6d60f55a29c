"""The alternative text of a picture, between the brackets of a Markdown image."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import escape
from crosspost.model.dialect import KRAMDOWN_GFM, Dialect

# Characters; longer descriptions are cut.
_LONG_ALTERNATIVE = 2000
_ALT_HAZARD = lazy_compile(
    r"""[\[\]<`|] | \*+ | _+ | \\(?=[!-/:-@\[-`{-~]|\Z) | \$\$+ | \{: | ~~+ | ^\^
      | &(?=\#\d+;|\#x[0-9a-fA-F]+;|[\w:][\w:.-]*;)""",
    re.X,
)


# What CommonMark reads in an alternative text, and what becomes a typographic sign.
_COMMONMARK_HAZARD = lazy_compile(
    r"[\[\]`*~\"'\$]|<(?=[A-Za-z/!?<])|>>|\\(?=[!-/:-@\[-`{-~]|\Z)|(?<!\w)_|_(?!\w)|--|\.\.\."
    r"|&(?=[#\w])|:[\w+-]+:|\A\^"
)


def written(text: str, dialect: Dialect = KRAMDOWN_GFM) -> str:
    """Return an alternative text escaped for the brackets of an image.

    kramdown only removes the backslashes in it, but finds the closing bracket with all its parsers.

    Args:
        text: visible text on one line.
        dialect: of the Markdown.
    """
    if len(text) > _LONG_ALTERNATIVE:
        text = text[:_LONG_ALTERNATIVE] + "…"
    if dialect.alt == "code":
        shown = _typographic(text) if dialect.smart_quotes else text
        return escape.code_span(text) if _COMMONMARK_HAZARD.search(shown) else shown
    if dialect.alt == "html" and not is_special(text):
        return text
    escaped = _ALT_HAZARD.sub(_alternative, text)
    return escaped.replace("~", "\\~") if dialect.single_tilde else escaped


def is_special(text: str) -> bool:
    """Tell whether CommonMark could read something else in an alternative text."""
    return "\\" in text or bool(_COMMONMARK_HAZARD.search(_QUOTES.sub("", text)))


def _typographic(text: str) -> str:
    """Return a text with the signs that a processor would put in place of straight quotes."""
    for plain, sign in (("---", "—"), ("--", "–"), ("...", "…")):
        text = text.replace(plain, sign)
    text = _OPENING.sub(lambda found: "“" if found[0] == '"' else "‘", text)
    return text.replace('"', "”").replace("'", "’")


_QUOTES = lazy_compile("[\"']")
_OPENING = lazy_compile(r"""(?<![^\s(\[])["'](?=\S)""")


def _alternative(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] in "~^`|":
        return f"&#{ord(found[0])};" * len(found)
    if found == "&":
        return "&amp;"
    if found == "{:":
        return "\\{:"
    if found[0] in "*_":
        return escape.ESCAPE[found[0]](match)
    return escape.backslash_each(match)
