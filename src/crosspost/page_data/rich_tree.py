"""Convert rich text that is a tree of nodes to HTML.

One walk reads them all, since they differ in the names of the same few things: ProseMirror and
TipTap (``content``, ``marks``), Contentful (``nodeType``, ``data``), Lexical (``root``, ``format``
as bits), Slate (``children``, ``bold: true``), and lists of blocks (``type: "text"``) as content
systems of newspapers have them. Of an unknown node, the children are converted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from crosspost.page_data.html_parts import (
    Budget,
    as_html,
    code_block,
    first_text,
    frame,
    heading,
    picture,
)

_KEYS = ("content", "children", "items", "blocks", "root", "document", "nodes")
_LIFTED = ("attrs", "data", "fields", "attributes", "value")
_TEXT_KEYS = ("text", "value", "content", "html", "body", "markdown")
# The name of a node in lower case, without "-", "_" and "block" → the element of HTML.
_ELEMENTS = {
    **dict.fromkeys(("paragraph", "p", "extendedtext", "aside"), "p"),
    **dict.fromkeys(("quote", "blockquote", "extendedquote", "pullquote"), "blockquote"),
    **dict.fromkeys(("bulletlist", "unorderedlist", "bulletedlist", "ul", "ullist"), "ul"),
    **dict.fromkeys(("orderedlist", "numberedlist", "numberlist", "ol", "ollist"), "ol"),
    **dict.fromkeys(("listitem", "li", "tasklistitem", "taskitem"), "li"),
    **dict.fromkeys(("tablerow", "tr"), "tr"),
    **dict.fromkeys(("tablecell", "td"), "td"),
    **dict.fromkeys(("tableheader", "tableheadercell", "th", "headercell"), "th"),
    "table": "table",
    "tasklist": "ul",
}
_LEVELS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_HEADINGS = frozenset(("heading", "header", "extendedheading", "subheading", "title", "headline"))
_PICTURES = frozenset(("image", "img", "upload", "embeddedasset", "picture", "photo", "imageblock"))
_FRAMES = frozenset(("embed", "iframe", "youtube", "video", "oembed", "vimeo", "tweet"))
_CODES = frozenset(("code", "codeblock", "pre", "preformatted", "codemirror"))
_RULES = frozenset(("hr", "horizontalrule", "divider", "delimiter", "thematicbreak", "separator"))
_BREAKS = frozenset(("hardbreak", "linebreak", "br", "break"))
_LINKS = frozenset(("link", "a", "hyperlink", "autolink", "entryhyperlink", "assethyperlink"))
_MARKS = {
    **dict.fromkeys(("bold", "strong"), "strong"),
    **dict.fromkeys(("italic", "em", "emphasis"), "em"),
    **dict.fromkeys(("strike", "strikethrough", "s", "del"), "del"),
    **dict.fromkeys(("code", "inlinecode"), "code"),
    **dict.fromkeys(("superscript", "sup"), "sup"),
    **dict.fromkeys(("subscript", "sub"), "sub"),
}
# Lexical's bits of ``format``.
_BITS = ((1, "strong"), (2, "em"), (4, "del"), (16, "code"), (32, "sub"), (64, "sup"))


def is_node(value: Any) -> bool:
    """Tell whether a value is a node of such a tree."""
    if not isinstance(value, Mapping):
        return False
    name = value.get("type", value.get("nodeType"))
    if not isinstance(name, str):
        return False
    return any(isinstance(value.get(key), (list, str, Mapping)) for key in (*_KEYS, *_TEXT_KEYS))


def is_tree(value: Any) -> bool:
    """Tell whether a value is the root of such a tree, or a list of its nodes."""
    if isinstance(value, list):
        nodes = value[:50]
        return bool(nodes) and sum(map(_is_written, nodes)) > len(nodes) / 2
    if not isinstance(value, Mapping):
        return False
    if isinstance(value.get("root"), Mapping):
        return _plain_name(value["root"]) == "root"
    return _plain_name(value) in ("doc", "document", "root") and any(
        isinstance(value.get(key), list) for key in _KEYS
    )


def _is_written(value: Any) -> bool:
    """Tell whether a node is one that a text consists of."""
    if not is_node(value):
        return False
    name = _plain_name(value)
    is_text = name in ("text", "html", "markdown", "rawhtml", "textblock", "richtext")
    return is_text or name in _ELEMENTS or _level(name) > 0 or name in _PICTURES | _CODES | _FRAMES


def to_html(value: Any, budget: Budget) -> str:
    """Return a tree or a list of nodes as HTML."""
    return "".join(_html(value, budget, 0, is_block=True))


def _html(value: Any, budget: Budget, depth: int, *, is_block: bool = False) -> Iterator[str]:
    if not budget.spend(depth):
        return
    if isinstance(value, list):
        for inner in value:
            yield from _html(inner, budget, depth + 1, is_block=is_block)
    elif isinstance(value, str):
        yield as_html(value, is_block=is_block)
    elif isinstance(value, Mapping):
        yield from _node(value, budget, depth, is_block=is_block)


def _node(node: Mapping[str, Any], budget: Budget, depth: int, *, is_block: bool) -> Iterator[str]:
    name, facts = _plain_name(node), _facts(node)
    inside = _children(node)
    level = _level(name, facts)
    if name in _BREAKS:
        yield "<br>"
    elif name in _RULES:
        yield "<hr>"
    elif name in _PICTURES:
        yield picture(facts)
    elif name in _FRAMES:
        yield frame(facts)
    elif name in _CODES and is_block:
        yield code_block(_plain_text(node, budget, depth), first_text(facts, ("language", "lang")))
    elif name in _LINKS:
        url = first_text(facts, ("url", "href", "uri", "src"))
        content = "".join(_html(inside, budget, depth + 1)) or as_html(first_text(facts, ("text",)))
        yield f'<a href="{escape(url)}">{content}</a>' if url else content
    elif level:
        text = facts.get("text", facts.get("content")) if inside is None else inside
        yield heading(level, "".join(_html(text, budget, depth + 1)))
    elif name in _ELEMENTS:
        element = _ELEMENTS[name]
        if name == "list" or element in ("ul", "ol"):
            yield from _list(element, inside, budget, depth)
            return
        text = _own_text(facts) if inside is None else inside
        holds = element in ("td", "th", "li", "table", "tr", "blockquote")
        content = "".join(_html(text, budget, depth + 1, is_block=holds and inside is not None))
        yield f"<{element}>{content}</{element}>"
    elif name == "list":
        kind = first_text(facts, ("listType", "style", "list_type", "tag"))
        is_numbered = kind in ("number", "ordered", "ol")
        yield from _list("ol" if is_numbered else "ul", inside, budget, depth)
    elif inside is not None:
        yield from _html(inside, budget, depth + 1, is_block=is_block)
    else:
        yield _text(node, facts, is_block=is_block)


def _list(element: str, items: Any, budget: Budget, depth: int) -> Iterator[str]:
    yield f"<{element}>"
    for item in items if isinstance(items, list) else ():
        content = "".join(_html(item, budget, depth + 1))
        yield content if content.startswith("<li>") else f"<li>{content}</li>"
    yield f"</{element}>"


def _text(node: Mapping[str, Any], facts: Mapping[str, Any], *, is_block: bool) -> str:
    """Return a node without children: a text with its marks."""
    text = _own_text(facts)
    is_mark = any(key in node for key in ("marks", "format", "bold", "italic", "code"))
    if is_block and not is_mark:
        return as_html(text, is_block=True)
    html = escape(text).replace("\n", "<br>") if text else ""
    for element, opening in _marks(node):
        html = f"{opening}{html}</{element}>"
    return html


def _marks(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the elements around a text: name, opening tag."""
    marks = node.get("marks")
    for mark in marks[:20] if isinstance(marks, list) else ():
        name = _plain_name(mark) if isinstance(mark, Mapping) else str(mark).lower()
        url = first_text(_facts(mark), ("href", "url")) if isinstance(mark, Mapping) else ""
        if name in _LINKS and url:
            yield "a", f'<a href="{escape(url)}">'
        elif name in _MARKS:
            yield _MARKS[name], f"<{_MARKS[name]}>"
    bits = node.get("format")
    if isinstance(bits, int):
        yield from ((element, f"<{element}>") for bit, element in _BITS if bits & bit)
    for name, element in _MARKS.items():
        if node.get(name) is True:
            yield element, f"<{element}>"


def _plain_text(node: Mapping[str, Any], budget: Budget, depth: int) -> str:
    """Return the text of a node and of those in it, as it is."""
    if not budget.spend(depth):
        return ""
    inside = _children(node)
    if isinstance(inside, list):
        return "".join(
            "\n" if _plain_name(child) in _BREAKS else _plain_text(child, budget, depth + 1)
            for child in inside
            if isinstance(child, Mapping)
        )
    return first_text(_facts(node), ("code", *_TEXT_KEYS))


def _children(node: Mapping[str, Any]) -> Any:
    """Return the nodes in a node; None if it has none."""
    for holder in (node, node.get("data"), node.get("attrs")):
        if isinstance(holder, Mapping):
            for key in _KEYS:
                if isinstance(holder.get(key), (list, Mapping)):
                    return holder[key]
    return None


def _own_text(facts: Mapping[str, Any]) -> str:
    return first_text(facts, _TEXT_KEYS)


def _facts(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the properties of a node, and those of what holds them for it."""
    found = dict(node)
    for key in _LIFTED:
        inner = node.get(key)
        if isinstance(inner, Mapping):
            found.update({name: v for name, v in inner.items() if name not in ("type", "id")})
            target = inner.get("target")
            if isinstance(target, Mapping) and isinstance(target.get("fields"), Mapping):
                found.update(target["fields"])
    return found


def _plain_name(node: Mapping[str, Any]) -> str:
    name = node.get("type", node.get("nodeType", node.get("blockName", "")))
    if not isinstance(name, str):
        return ""
    short = name[:60].rpartition("/")[2].lower().replace("-", "").replace("_", "")
    return short if short == "block" else short.removesuffix("block")


def _level(name: str, facts: Mapping[str, Any] | None = None) -> int:
    """Return the level of a heading; 0 if a node is not one."""
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return int(name[1])
    if name.startswith("heading") or name in _HEADINGS:
        end = name.removeprefix("heading")
        if end in _LEVELS or (end.isdigit() and len(end) == 1):
            return _LEVELS.get(end) or max(1, min(6, int(end)))
        given = (facts or {}).get("level", (facts or {}).get("tag", 2))
        digit = str(given)[-1:]
        return int(digit) if digit.isdigit() and 1 <= int(digit) <= 6 else 2
    return 0
