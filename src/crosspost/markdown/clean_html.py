"""HTML that stays HTML: what Markdown cannot say (spanned tables), clean and safe.

Only elements and attributes that say something; every element closed; addresses checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from crosspost.markdown import addresses, escape, images
from crosspost.markdown.elements import SKIPPED
from crosspost.markdown.inlines import TEXT

_KEPT = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd"),
        *("del", "dfn", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img"),
        *("ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rt", "ruby", "s", "samp", "small"),
        *("strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
        *("var",),
    ]
)
_ATTRIBUTES = {
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
    "ol": ("start",),
    "abbr": ("title",),
    "bdo": ("dir",),
}
_VOID = frozenset({"br", "hr", "img"})
# Where no blank may be written between children without being seen.
_BLANKS = re.compile("[ \t\n\r\f]+")
_LINES = frozenset(["table", "thead", "tbody", "tfoot", "tr"])


def clean(tag: Tag) -> str:
    """Return an element and what is in it as clean HTML, a row a line; without recursion."""
    out: list[str] = []
    stack: list[tuple[Iterator[PageElement], str, bool]] = [(iter([tag]), "", False)]
    while stack:
        children, end, exact = stack[-1]
        for node in children:
            if type(node) in TEXT:
                out.append(_text(node, exact))  # type: ignore[arg-type]
            elif isinstance(node, Tag) and node.name not in SKIPPED and node.name != "noscript":
                name = node.name
                start = _start(node) if name in _KEPT else ""
                if name in _VOID:
                    out.append(start)
                    continue
                line = name in _LINES
                if start:
                    out.append(f"\n{start}" if line and out else start)
                finish = f"</{name}>" if start else ""
                if finish and line and name != "tr":
                    finish = "\n" + finish
                stack.append((iter(node.contents), finish, exact or name == "pre"))
                break
        else:
            stack.pop()
            out.append(end)
    html = _LINE_ENDS.sub("\n", "".join(out)).strip()
    return _CELL_ENDS.sub("", _CELL_STARTS.sub(r"\1", html))


_LINE_ENDS = re.compile(r"[ \t]*\n[ \t\n]*")
_CELL_STARTS = re.compile(r"(<t[dh](?: [^<>]*)?>) +")
_CELL_ENDS = re.compile(r" +(?=</t[dh]>)")


def _text(node: NavigableString, exact: bool) -> str:
    text = escape.visible(str(node))
    if exact:
        return escape.raw(text).replace("\n", "&#10;")
    text = _BLANKS.sub(" ", text)
    parent = node.parent
    if text == " " and parent is not None and parent.name in _LINES:
        return ""
    return escape.raw(text)


def _start(tag: Tag) -> str:
    """Return the start tag with the attributes that are safe and say something."""
    name = tag.name
    attributes = ""
    if name == "p" and _is_alone(tag):
        return ""
    if name == "img":
        url = images.source(tag)
        if url is None:
            return ""
        alt = " ".join(str(tag.get("alt") or "").split())
        return f'<img src="{escape.raw(url)}" alt="{escape.raw(escape.visible(alt))}">'
    if name == "a":
        href = addresses.link(tag.get("href"))
        if href is None or href.startswith("#"):
            return ""
        attributes = f' href="{escape.raw(href)}"'
    for attribute in _ATTRIBUTES.get(name, ()):
        value = str(tag.attrs.get(attribute) or "")
        if value and value != "1":
            attributes += f' {attribute}="{escape.raw(escape.visible(value))}"'
    return f"<{name}{attributes}>"


def _is_alone(paragraph: Tag) -> bool:
    """Tell whether a paragraph is all that a cell holds: the cell says as much without it."""
    cell = paragraph.parent
    if cell is None or cell.name not in ("td", "th"):
        return False
    return all(
        node is paragraph or (type(node) in TEXT and not str(node).strip())
        for node in cell.contents
    )
