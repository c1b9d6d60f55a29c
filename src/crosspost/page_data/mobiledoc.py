"""Mobiledoc, as older versions of Ghost write it → HTML.

https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from crosspost.page_data import markdown_text
from crosspost.page_data.html_parts import Budget, code_block, first_text, frame, picture, styled


def to_html(value: Mapping[str, Any], budget: Budget) -> str:
    """Return a document as HTML."""
    pieces = []
    for section in value.get("sections") or ():
        if not isinstance(section, list) or len(section) < 2 or not budget.spend(0):
            continue
        kind = section[0]
        if kind == 1 and len(section) > 2:
            name = str(section[1]).lower()
            html = _markers(section[2], value, budget)
            level = int(name[1]) if name in ("h1", "h2", "h3", "h4", "h5", "h6") else 0
            pieces.append(styled(level, html, is_quote=name == "blockquote"))
        elif kind == 2:
            pieces.append(picture({"src": section[1]}))
        elif kind == 3 and len(section) > 2:
            element = "ol" if section[1] == "ol" else "ul"
            items = section[2] if isinstance(section[2], list) else []
            html = "".join(f"<li>{_markers(item, value, budget)}</li>" for item in items)
            pieces.append(f"<{element}>{html}</{element}>")
        elif kind == 10:
            pieces.append(_card(_nth(value.get("cards"), section[1])))
    return "".join(pieces)


def _markers(markers: Any, document: Mapping[str, Any], budget: Budget) -> str:
    pieces, active = [], list[str]()
    for marker in markers if isinstance(markers, list) else ():
        if not isinstance(marker, list) or len(marker) < 4 or not budget.spend(1):
            continue
        for number in marker[1] if isinstance(marker[1], list) else ():
            opening, name = _opening(_nth(document.get("markups"), number))
            pieces.append(opening)
            active.append(name)
        text = marker[3]
        if marker[0] == 1:  # an atom, such as a line break
            atom = _nth(document.get("atoms"), text)
            is_break = isinstance(atom, list) and atom[:1] == ["soft-return"]
            pieces.append("<br>" if is_break else "")
        else:
            pieces.append(escape(str(text)))
        for _ in range(marker[2] if isinstance(marker[2], int) else 0):
            if not active:
                break
            name = active.pop()
            pieces.append(f"</{name}>" if name else "")
    pieces += [f"</{name}>" for name in reversed(active) if name]
    return "".join(pieces)


def _opening(markup: Any) -> tuple[str, str]:
    """Return the opening tag of a markup, and its name; both empty if it is not known."""
    name = str(markup[0]).lower() if isinstance(markup, list) and markup else ""
    if name == "a":
        given = markup[1] if len(markup) > 1 and isinstance(markup[1], list) else []
        facts = dict(zip(map(str, given[::2]), map(str, given[1::2]), strict=False))
        return f'<a href="{escape(facts.get("href", ""))}">', "a"
    if name in ("strong", "b", "em", "i", "code", "s", "del", "sub", "sup", "u"):
        return f"<{name}>", name
    return "", ""


def _nth(values: Any, number: Any) -> Any:
    is_one = isinstance(values, list) and isinstance(number, int) and 0 <= number < len(values)
    return values[number] if is_one else None


def _card(card: Any) -> str:
    if not isinstance(card, list) or len(card) < 2 or not isinstance(card[1], Mapping):
        return ""
    name, data = str(card[0]).lower(), card[1]
    if name == "image":
        return picture(data)
    if name == "code":
        return code_block(first_text(data, ("code",)), first_text(data, ("language",)))
    if name == "hr":
        return "<hr>"
    if name in ("markdown", "card-markdown"):
        return markdown_text.to_html(first_text(data, ("markdown",)))
    return first_text(data, ("html",)) or frame(data)
