"""The alternative text of a picture, between the brackets of a Markdown image."""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import escape

# Characters; longer descriptions are cut.
_LONG_ALTERNATIVE = 2000
_ALT_HAZARD = lazy_compile(
    r"""[\[\]<`|] | \*+ | _+ | \\(?=[!-/:-@\[-`{-~]|\Z) | \$\$+ | \{: | ~~+ | ^\^
      | &(?=\#\d+;|\#x[0-9a-fA-F]+;|[\w:][\w:.-]*;)""",
    re.X,
)


def written(text: str) -> str:
    """Return an alternative text escaped for the brackets of an image.

    kramdown only removes the backslashes in it, but finds the closing bracket with all its parsers.

    Args:
        text: visible text on one line.
    """
    if len(text) > _LONG_ALTERNATIVE:
        text = text[:_LONG_ALTERNATIVE] + "…"
    return _ALT_HAZARD.sub(_alternative, text)


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
