"""The text of a Ghost post that is not HTML yet: Lexical, and Mobiledoc before it."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from crosspost.batch.sources.exports.ghost_cards import card
from crosspost.batch.sources.exports.values import objects, text

_DEEPEST = 60
# Bits of ``format`` of a text, from the inside out.
_FORMATS = (
    *((16, "code"), (1, "strong"), (2, "em"), (4, "s"), (8, "u")),
    *((32, "sub"), (64, "sup"), (128, "mark")),
)
_BLOCKS = {
    "paragraph": "p",
    "quote": "blockquote",
    "extended-quote": "blockquote",
    "aside": "blockquote",
    "listitem": "li",
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TEXTS = frozenset({"text", "extended-text", "code-highlight"})
_TAGS = _HEADINGS | {"p", "blockquote", "aside", "ul", "ol", "li", "pull-quote"}
_MARKUPS = frozenset({"strong", "b", "em", "i", "u", "s", "code", "sub", "sup", "del", "mark"})


def _read(written: str) -> dict[str, Any]:
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def lexical_to_html(written: str, notes: list[str]) -> str:
    """Return a document of Lexical as HTML.

    Args:
        notes: what the user should check is added to it.
    """
    root = _read(written).get("root")
    return _children(root, notes, 0) if isinstance(root, dict) else ""


def _children(node: Mapping[str, Any], notes: list[str], depth: int) -> str:
    if depth > _DEEPEST:
        return ""
    return "".join(_node(each, notes, depth + 1) for each in objects(node.get("children")))


def _node(node: Mapping[str, Any], notes: list[str], depth: int) -> str:
    kind = text(node, "type")
    if kind in _TEXTS:
        return _text(node)
    if kind == "linebreak":
        return "<br>"
    if kind == "tab":
        return " "
    if kind in _BLOCKS:
        inside = _children(node, notes, depth)
        return f"<{_BLOCKS[kind]}>{inside}</{_BLOCKS[kind]}>\n" if inside else ""
    if kind in ("heading", "extended-heading"):
        tag = text(node, "tag")
        tag = tag if tag in _HEADINGS else "h2"
        return f"<{tag}>{_children(node, notes, depth)}</{tag}>\n"
    if kind == "list":
        tag = "ol" if text(node, "listType") == "number" or node.get("tag") == "ol" else "ul"
        inside = _children(node, notes, depth)
        for each in ("ul", "ol"):  # Lexical has a list of the next level in an item of its own
            inside = inside.replace(f"</li>\n<li><{each}>", f"<{each}>")
        return f"<{tag}>{inside}</{tag}>\n"
    if kind in ("link", "autolink", "at-link"):
        inside = _children(node, notes, depth)
        return f'<a href="{html.escape(text(node, "url"))}">{inside}</a>'
    if isinstance(node.get("children"), list):
        return _children(node, notes, depth)
    return card(kind, node, notes)


def _text(node: Mapping[str, Any]) -> str:
    value, bits = node.get("text"), node.get("format")
    made = html.escape(value, quote=False) if isinstance(value, str) else ""
    for bit, tag in _FORMATS:
        if isinstance(bits, int) and bits & bit:
            made = f"<{tag}>{made}</{tag}>"
    return made


def mobiledoc_to_html(written: str, notes: list[str]) -> str:
    """Return a document of Mobiledoc (0.3) as HTML; arguments as of ``lexical_to_html``."""
    document = _read(written)
    made = []
    for section in _lists(document.get("sections")):
        kind = section[0] if section else None
        if kind == 1 and len(section) > 2:
            tag = section[1] if section[1] in _TAGS else "p"
            made.append(f"<{tag}>{_markers(section[2], document)}</{tag}>")
        elif kind == 2 and len(section) > 1:
            made.append(f'<img src="{html.escape(str(section[1]))}" alt="">')
        elif kind == 3 and len(section) > 2:
            tag = "ol" if section[1] == "ol" else "ul"
            items = "".join(f"<li>{_markers(one, document)}</li>" for one in _lists(section[2]))
            made.append(f"<{tag}>{items}</{tag}>")
        elif kind == 10 and len(section) > 1:
            found = _at(document.get("cards"), section[1])
            payload = found[1] if len(found) > 1 and isinstance(found[1], dict) else {}
            if found:
                made.append(card(str(found[0]).removeprefix("card-"), payload, notes))
    return "\n".join(filter(None, made))


def _lists(value: Any) -> list[list[Any]]:
    return [each for each in value if isinstance(each, list)] if isinstance(value, list) else []


def _at(rows: Any, number: Any) -> list[Any]:
    found = _lists(rows)
    return found[number] if isinstance(number, int) and 0 <= number < len(found) else []


def _markers(markers: Any, document: Mapping[str, Any]) -> str:
    """Return the text of a section: each marker opens some elements and closes some."""
    made: list[str] = []
    opened: list[str] = []
    for marker in _lists(markers):
        if len(marker) != 4:
            continue
        kind, opens, closes, value = marker
        for number in opens if isinstance(opens, list) else ():
            start, end = _markup(_at(document.get("markups"), number))
            made.append(start)
            opened.append(end)
        if kind == 0 and isinstance(value, str):
            made.append(html.escape(value, quote=False))
        elif kind == 1:
            made.append(_atom(_at(document.get("atoms"), value)))
        for _ in range(closes if isinstance(closes, int) else 0):
            if opened:
                made.append(opened.pop())
    made += reversed(opened)
    return "".join(made)


def _markup(found: list[Any]) -> tuple[str, str]:
    name = str(found[0]).lower() if found else ""
    if name == "a" and len(found) > 1 and isinstance(found[1], list):
        pairs = dict(zip(found[1][::2], found[1][1::2], strict=False)) if _flat(found[1]) else {}
        return f'<a href="{html.escape(str(pairs.get("href", "")))}">', "</a>"
    return (f"<{name}>", f"</{name}>") if name in _MARKUPS else ("", "")


def _flat(values: list[Any]) -> bool:
    return all(isinstance(each, str) for each in values)


def _atom(found: list[Any]) -> str:
    if found and found[0] == "soft-return":
        return "<br>"
    return html.escape(str(found[1]), quote=False) if len(found) > 1 else ""
