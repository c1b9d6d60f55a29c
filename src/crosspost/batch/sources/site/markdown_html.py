"""Markdown of a site → HTML, which then goes the way of every text.

It is read and written again, and not kept as it is: generators read Markdown in different ways
(goldmark, kramdown, markdown-it), what is written again is escaped for the new site, and pictures
and links can be replaced.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from crosspost.batch.sources.site.expanded import Expanded
from crosspost.lazy_regex import lazy_compile

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_NESTING = 20
# Characters of a line; the time of reading a text grows with its square.
_LONGEST_LINE = 20_000
_PICTURE = lazy_compile(r"data:image/[\w.+-]{1,40};base64,[A-Za-z0-9+/=]++")


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    made = MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING})
    made.enable(["table", "strikethrough"])
    return made.use(deflist_plugin).use(footnote_plugin).use(tasklists_plugin)


def fault(text: str) -> str:
    """Return why a text is not read; empty for one that is."""
    plain = _PICTURE.sub("", text) if "data:" in text else text
    if max(map(len, plain.split("\n"))) > _LONGEST_LINE:
        return f"a line of over {_LONGEST_LINE:,} characters"
    return ""


def to_html(expanded: Expanded) -> str:
    """Return a text as HTML: CommonMark with tables, notes, lists of definitions and of tasks.

    Args:
        expanded: the text, its tags replaced.
    """
    return expanded.filled(str(_reader().render(expanded.text)))
