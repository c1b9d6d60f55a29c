"""The blocks of Editor.js → HTML; each has its ``type`` and its ``data``: https://editorjs.io."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crosspost.page_data.html_parts import (
    Budget,
    as_html,
    code_block,
    first_text,
    frame,
    heading,
    objects,
    picture,
    table,
)


def to_html(value: list[Any], budget: Budget) -> str:
    """Return blocks as HTML."""
    return "".join(_block(block, budget) for block in objects(value))


def _block(block: Mapping[str, Any], budget: Budget) -> str:
    data, name = block["data"], str(block["type"]).lower()
    if not budget.spend(0):
        return ""
    text = as_html(first_text(data, ("text", "content", "html", "code")))
    if name in ("header", "heading"):
        level = data.get("level")
        return heading(level if isinstance(level, int) and 0 < level < 7 else 2, text)
    if name == "list":
        element = "ol" if data.get("style") == "ordered" else "ul"
        return _list(element, data.get("items"), budget, 0)
    if name == "quote":
        caption = as_html(first_text(data, ("caption",)))
        return f"<blockquote><p>{text}</p>{caption and f'<p>{caption}</p>'}</blockquote>"
    if name in ("code", "pre"):
        return code_block(first_text(data, ("code", "text")))
    if name == "delimiter":
        return "<hr>"
    if name == "table" and isinstance(data.get("content"), list):
        return table(data["content"])
    if "image" in name or "picture" in name:
        return picture(data)
    if name in ("embed", "video"):
        return frame({**data, "source": data.get("embed") or data.get("source")})
    if name in ("raw", "html"):
        return first_text(data, ("html",))
    return f"<p>{text}</p>" if text else ""


def _list(element: str, items: Any, budget: Budget, depth: int) -> str:
    if not isinstance(items, list) or not budget.spend(depth):
        return ""
    lines = []
    for item in items:
        if isinstance(item, str):
            lines.append(f"<li>{as_html(item)}</li>")
        elif isinstance(item, Mapping):
            inner = item.get("items")
            inside = _list(element, inner, budget, depth + 1) if inner else ""
            lines.append(f"<li>{as_html(first_text(item, ('content', 'text')))}{inside}</li>")
    return f"<{element}>{''.join(lines)}</{element}>"
