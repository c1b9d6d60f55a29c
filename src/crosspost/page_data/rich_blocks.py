"""Convert rich text that is a list of blocks, each with its text and its marks, to HTML.

Draft.js (``blocks`` and ``entityMap``), Editor.js (``type`` and ``data``), Portable Text
(``_type: "block"``, https://portabletext.org), the paragraphs of Medium (``markups``), mobiledoc
(``sections`` and ``markups``, https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from crosspost.page_data import editor_js, mobiledoc
from crosspost.page_data.html_parts import (
    Budget,
    Lists,
    code_block,
    first_text,
    frame,
    objects,
    picture,
    styled,
)

_MARKS = {"bold": "strong", "strong": "strong", "italic": "em", "em": "em", "code": "code"}
_MARKS |= {"strikethrough": "del", "strike-through": "del"}
_LISTS = {"unordered-list-item": "ul", "ordered-list-item": "ol"}
_DRAFT_LEVELS = {"header-one": 1, "header-two": 2, "header-three": 3, "header-four": 4}
_DRAFT_LEVELS |= {"header-five": 5, "header-six": 6}
# Medium's numbers of paragraphs and markups in its older data.
_PARAGRAPHS = {1: "P", 2: "H2", 3: "H3", 4: "IMG", 6: "BQ", 7: "PQ", 8: "PRE", 9: "ULI", 10: "OLI"}
_PARAGRAPHS |= {11: "IFRAME", 13: "H4"}
_MARKUPS = {1: "STRONG", 2: "EM", 3: "A", 10: "CODE"}
_MEDIUM_PICTURES = "https://miro.medium.com/v2/resize:fit:1400/"
_MOST_MARKS = 8  # on the same text
# A mark: where it begins and ends, the opening and the closing tag.
Mark = tuple[int, int, str, str]


def is_blocks(value: Any) -> bool:
    """Tell whether a value is rich text in one of these forms."""
    return _reader(value) is not None


def to_html(value: Any, budget: Budget) -> str:
    """Return such a value as HTML; see ``is_blocks``."""
    read = _reader(value)
    return read(value, budget) if read else ""


def _reader(value: Any) -> Any:
    if isinstance(value, list):
        blocks = objects(value[:50])
        if any(one.get("_type") == "block" and "children" in one for one in blocks):
            return _portable_text
        if len(blocks) > 1 and _are_paragraphs(blocks):
            return _paragraphs
        if blocks and all(isinstance(one.get("data"), Mapping) for one in blocks):
            has_text = any(isinstance(one["data"].get("text"), str) for one in blocks)
            return editor_js.to_html if has_text and all("type" in one for one in blocks) else None
    elif isinstance(value, Mapping):
        if isinstance(value.get("blocks"), list) and isinstance(
            value.get("entityMap"), (Mapping, list)
        ):
            return _draft_js
        if "mobiledoc" in value or {"sections", "markups", "cards"} <= value.keys():
            return mobiledoc.to_html
    return None


def _are_paragraphs(blocks: list[Mapping[str, Any]]) -> bool:
    """Tell whether objects are paragraphs of Medium."""
    known = {*_PARAGRAPHS, *_PARAGRAPHS.values()}
    return all("text" in one and isinstance(one.get("markups"), list) for one in blocks) and all(
        isinstance(one.get("type"), (str, int)) and one["type"] in known for one in blocks
    )


def marked(text: str, marks: Iterable[Mark]) -> str:
    """Return a text as HTML with marks, which nest properly.

    Args:
        text: plain.
        marks: offsets are in UTF-16 code units, as JavaScript counts.
    """
    if len(text) != _units(text):
        shifts = [0]
        for number, character in enumerate(text):
            shifts += [number] if character <= "\uffff" else [number, number]
        places = [*shifts[1:], len(text)]
        marks = [(_at(places, a), _at(places, b), c, d) for a, b, c, d in marks]
    marks = sorted(
        (mark for mark in marks if 0 <= mark[0] < mark[1] <= len(text)),
        key=lambda mark: (mark[0], -mark[1]),
    )
    points = sorted({0, len(text), *(m[0] for m in marks), *(m[1] for m in marks)})
    pieces: list[str] = []
    active: list[Mark] = []
    following = 0
    for start, end in itertools.pairwise(points):
        active = [mark for mark in active if mark[1] > start]
        while following < len(marks) and marks[following][0] <= start:
            active += marks[following : following + 1] if len(active) < _MOST_MARKS else []
            following += 1
        pieces += [mark[2] for mark in active]
        pieces.append(escape(text[start:end]).replace("\n", "<br>"))
        pieces += [mark[3] for mark in reversed(active)]
    return "".join(pieces)


def _units(text: str) -> int:
    return len(text) + sum(1 for character in text if character > "\uffff")


def _at(places: list[int], unit: int) -> int:
    return places[unit] if 0 <= unit < len(places) else -1


def _mark(start: Any, end: Any, element: str, url: str = "") -> list[Mark]:
    if not isinstance(start, int) or not isinstance(end, int) or not element:
        return []
    opening = f'<a href="{escape(url)}">' if element == "a" else f"<{element}>"
    return [(start, end, opening, f"</{element}>")] if element != "a" or url else []


def _draft_js(value: Mapping[str, Any], budget: Budget) -> str:
    entities, lists = value["entityMap"], Lists()
    if isinstance(entities, list):
        entities = {str(key): entity for key, entity in enumerate(entities)}
    for block in value["blocks"]:
        if not isinstance(block, Mapping) or not budget.spend(0):
            continue
        text, name, marks = str(block.get("text") or ""), block.get("type"), list[Mark]()
        for span in objects(block.get("inlineStyleRanges")):
            element = _MARKS.get(str(span.get("style")).lower(), "")
            marks += _mark(*_range(span), element)
        for span in objects(block.get("entityRanges")):
            entity = entities.get(str(span.get("key")))
            data = entity.get("data") if isinstance(entity, Mapping) else None
            if not isinstance(data, Mapping):
                continue
            kind = str(entity.get("type")).lower()
            if kind == "link":
                marks += _mark(*_range(span), "a", first_text(data, ("url", "href")))
            elif name == "atomic":
                lists.add(picture(data) if "im" in kind or "photo" in kind else frame(data))
        html = marked(text, marks)
        if name in _LISTS:
            depth = block.get("depth")
            lists.add_item(_LISTS[name], html, depth if isinstance(depth, int) else 0)
        elif name == "code-block":
            lists.add(code_block(text))
        elif name != "atomic":
            lists.add(styled(_DRAFT_LEVELS.get(str(name), 0), html, is_quote=name == "blockquote"))
    return lists.html()


def _range(span: Mapping[str, Any]) -> tuple[Any, Any]:
    start, length = span.get("offset"), span.get("length")
    is_known = isinstance(start, int) and isinstance(length, int)
    return start, start + length if is_known else None  # type: ignore[operator]


def _portable_text(value: list[Any], budget: Budget) -> str:
    lists = Lists()
    for block in objects(value):
        name = str(block.get("_type", "")).lower()
        if not budget.spend(0):
            break
        if name == "block":
            html, style = _spans(block, budget), str(block.get("style", ""))
            if block.get("listItem"):
                level = block.get("level")
                element = "ol" if block["listItem"] == "number" else "ul"
                lists.add_item(element, html, level - 1 if isinstance(level, int) else 0)
            else:
                is_heading = len(style) == 2 and style[0] == "h" and style[1] in "123456"
                level = int(style[1]) if is_heading else 0
                lists.add(styled(level, html, is_quote=style == "blockquote"))
        elif "code" in name:
            lists.add(code_block(first_text(block, ("code",)), first_text(block, ("language",))))
        elif "image" in name or "figure" in name:
            lists.add(picture(block))
        else:
            lists.add(frame(block))
    return lists.html()


def _spans(block: Mapping[str, Any], budget: Budget) -> str:
    links = {
        str(mark.get("_key")): first_text(mark, ("href", "url"))
        for mark in objects(block.get("markDefs"))
    }
    texts, marks, end = [], list[Mark](), 0
    for span in objects(block.get("children")):
        if not budget.spend(1):
            break
        texts.append(str(span.get("text") or ""))
        start, end = end, end + _units(texts[-1])
        names = span.get("marks")
        for name in map(str, names[:20] if isinstance(names, list) else ()):
            element = "a" if links.get(name) else _MARKS.get(name.lower(), "")
            marks += _mark(start, end, element, links.get(name, ""))
    return marked("".join(texts), marks)


def _paragraphs(value: list[Any], budget: Budget) -> str:
    lists = Lists()
    for block in objects(value):
        if not budget.spend(0):
            break
        given = block.get("type")
        name = _PARAGRAPHS.get(given, "P") if isinstance(given, int) else str(given)
        text, marks = str(block.get("text") or ""), list[Mark]()
        for markup in objects(block.get("markups")):
            kind = markup.get("type")
            kind = _MARKUPS.get(kind, "") if isinstance(kind, int) else str(kind)
            element = "a" if kind == "A" else _MARKS.get(kind.lower(), "")
            marks += _mark(
                markup.get("start"), markup.get("end"), element, first_text(markup, ("href",))
            )
        html = marked(text, marks)
        if name in ("ULI", "OLI"):
            lists.add_item("ul" if name == "ULI" else "ol", html)
        elif name == "IMG":
            lists.add(_medium_picture(block, text))
        elif name == "PRE":
            lists.add(code_block(text))
        elif name == "IFRAME":
            resource = block.get("iframe")
            lists.add(frame(resource) if isinstance(resource, Mapping) else "")
        else:
            level = int(name[1]) - 1 if name[0] == "H" else 0
            lists.add(styled(level, html, is_quote=name in ("BQ", "PQ")))
    return lists.html()


def _medium_picture(block: Mapping[str, Any], caption: str) -> str:
    data = block.get("metadata")
    name = first_text(data, ("id", "__ref")).removeprefix("ImageMetadata:")
    if not name or "/" in name:
        return ""
    alt = first_text(data, ("alt",))
    return picture({"src": _MEDIUM_PICTURES + name, "alt": alt, "caption": caption})
