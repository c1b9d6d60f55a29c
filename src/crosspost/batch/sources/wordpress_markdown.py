"""Posts that WordPress.com or Jetpack keep as Markdown → HTML.

As HTML they go the way of every text: what they contain is escaped and cleaned like that of a page.
"""

from __future__ import annotations

import re

from crosspost.lazy_regex import lazy_compile

# Deeper nesting is not what a person has written.
_NESTING = 20
_LONGEST_LINE = 10_000  # characters; the time grows with the square
_PARAGRAPH = lazy_compile(r"</?p[\s>]", re.I)
_NOTE = lazy_compile(r"^\[\^([\w-]{1,40})\]:[ \t]+(\S[^\n]{0,20000})$", re.M)
_MARK = lazy_compile(r"\[\^([\w-]{1,40})\](?!:)")


def is_markdown(text: str) -> bool:
    """Tell whether a marked post is Markdown: exports of some versions have its HTML instead."""
    return not _PARAGRAPH.search(text) and max(map(len, text.split("\n"))) <= _LONGEST_LINE


def markdown_to_html(text: str) -> str:
    """Return Markdown as HTML: CommonMark with tables, strikethrough and HTML, and footnotes."""
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING}).enable(
        ["table", "strikethrough"]
    )
    notes = {found[1]: found[2] for found in _NOTE.finditer(text)}
    if not notes:
        return str(made.render(text))
    html = str(made.render(_NOTE.sub("", text)))
    used: dict[str, int] = {}

    def mark(found: object) -> str:
        name = found[1]  # type: ignore[index]
        if name not in notes:
            return str(found[0])  # type: ignore[index]
        number = used.setdefault(name, len(used) + 1)
        return f'<sup id="fnref-{name}"><a href="#fn-{name}">{number}</a></sup>'

    html = _MARK.sub(mark, html)
    items = (
        f'<li id="fn-{name}">{made.renderInline(notes[name])} <a href="#fnref-{name}">↩</a></li>'
        for name in used
    )
    return f'{html}\n<ol class="footnotes">{"".join(items)}</ol>' if used else html
