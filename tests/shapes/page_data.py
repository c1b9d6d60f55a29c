"""Pages without text whose scripts have data made to be slow or large to read."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress

from crosspost import convert
from crosspost.errors import CrosspostError
from shapes import Shape, repeated

URL = "https://example.org/2024/otters-return"
WORDS = "The otters came back to the river in spring, and people stood and looked. "
TEXT = WORDS * 9


def _convert(page: str) -> object:
    with suppress(CrosspostError):
        return convert(page, URL)
    return None


def _page(
    make: Callable[[int], str], kind: str = "application/json", shown: str = "<div id=app></div>"
) -> Shape:
    start = f"<html><head><title>Otters return</title></head><body>{shown}"

    def page(size: int) -> str:
        return f'{start}<script type="{kind}">{make(size)}</script>'

    return Shape(page, _convert)


def _json(piece: str, before: str, after: str) -> Shape:
    return _page(repeated(piece, before, after))


def _many_references(size: int) -> str:
    """Write an array whose values refer to the one before several times: 9 ** 30 values."""
    text = TEXT + "x" * (size - 1000)
    levels = [json.dumps([at + 3] * 9) for at in range(30)]
    return f'[{{"title":1,"content":2}},"Otters return",{",".join(levels)},{json.dumps(text)}]'


def _nested(node: str, end: str) -> Callable[[int], str]:
    def make(size: int) -> str:
        count = size // (len(node) + len(end))
        return (
            f'{{"title":"Otters return","content":{node * count}{json.dumps(TEXT)}{end * count}}}'
        )

    return make


_SHOWN = f"<article><h1>Otters return</h1><p>{TEXT}</p></article>"
_PARAGRAPH = json.dumps({"type": "paragraph", "children": [{"text": WORDS, "bold": True}]})
_MARKUP = '{"type":"EM","start":0,"end":300},'
_SHARED = '{"type":"text","content":"a"},'

SHAPES = {
    "entries": _json("{},", "[", "{}]"),
    "names": _page(lambda size: json.dumps({f"a{n}": {} for n in range(size // 12)})),
    "lists in lists": _json("[", "", ""),
    "closed lists in lists": _page(lambda size: "[" * (size // 2) + "]" * (size // 2)),
    "objects in objects": _page(_nested('{"content":', "}")),
    "nodes in nodes": _page(_nested('{"type":"blockquote","content":[', "]}")),
    "one long text": _json("otter ", '{"title":"Otters return","content":"', '"}'),
    "one long word": _json("o", '{"title":"Otters return","content":"', '"}'),
    "tags": _json("<p>", '{"title":"Otters return","content":"', '"}'),
    "escaped tags": _json("&lt;p&gt;", '{"title":"Otters return","content":"', '"}'),
    "marks of Markdown": _json("**[", '{"title":"Otters return","content":"# a\\n\\n# b ', '"}'),
    "quotes of Markdown": _json("> ", '{"title":"Otters return","content":"# a\\n\\n# b\\n', '"}'),
    "texts": _page(lambda size: json.dumps([{"title": "Otters return", "content": TEXT}] * 99)),
    "JSON in JSON": _page(
        lambda size: json.dumps({"a": json.dumps({"b": json.dumps(["x" * 300] * (size // 300))})})
    ),
    "blocks": _json(f"{_PARAGRAPH},", '{"title":"Otters return","content":[', f"{_PARAGRAPH}]}}"),
    "marks": _json(
        *(
            _MARKUP,
            f'{{"title":"Otters return","content":[{{"type":"P","text":"{TEXT}","markups":[',
        ),
        f'{_MARKUP[:-1]}]}},{{"type":"P","text":"a","markups":[]}}]}}',
    ),
    "short blocks": _json(_SHARED, '{"title":"Otters return","content":[', f"{_SHARED[:-1]}]}}"),
    "references": _page(_many_references),
    "references to themselves": _json("[2,2,2],", '[{"a":1},"b",', "[2]]"),
    "variables": _page(repeated("a={"), ""),
    "strings": _page(repeated("JSON.parse('"), ""),
    "unfinished objects": _page(repeated('a={"b":', "", "undefined"), ""),
    "a stream": _page(repeated('self.__next_f.push([1,"1:{"]);'), ""),
    "rows of a stream": _page(
        lambda size: f"self.__next_f.push({json.dumps([1, '1:[{}]' + chr(10) * (size // 2)])})", ""
    ),
    "the beginning again": _page(
        lambda size: json.dumps({"content": f"<p>{WORDS}" * (size // 80)}), shown=_SHOWN
    ),
}
