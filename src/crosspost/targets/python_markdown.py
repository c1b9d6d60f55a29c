"""Python-Markdown, which Pelican and Nikola read posts with, as a site's extensions set it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from crosspost.model.dialect import PYTHON_MARKDOWN, Dialect

#: What ``extra`` consists of.
_EXTRA = frozenset({"fenced_code", "footnotes", "attr_list", "def_list", "tables", "md_in_html"})


def dialect_of(extensions: Iterable[object]) -> Dialect:
    """Return the dialect with these extensions.

    Args:
        extensions: as the configuration has them; one that is not a name is passed over.
    """
    names = {name.removeprefix("markdown.extensions.") for name in map(str, extensions)}
    on = names | (_EXTRA if names & {"extra", "pymdownx.extra"} else frozenset())
    fences: Literal["nested", "outer", ""] = "outer" if "fenced_code" in on else ""
    if on & {"pymdownx.superfences", "pymdownx.extra"}:
        fences = "nested"
    return replace(
        PYTHON_MARKDOWN,
        footnotes="footnotes" in on,
        definition_lists="def_list" in on,
        tables="tables" in on,
        attributes="inline" if "attr_list" in on else "",
        hard_break="" if "nl2br" in on else PYTHON_MARKDOWN.hard_break,
        fences=fences,
        raw_html=bool(on & {"md_in_html"}),
        smart_quotes="smarty" in on,
        heading_ids="toc" in on,
        autolinks="pymdownx.magiclink" in on,
        emoji="pymdownx.emoji" in on,
    )
