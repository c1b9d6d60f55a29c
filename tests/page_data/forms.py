"""An article in the forms that the data of pages have it in, and pages with such data."""

from __future__ import annotations

import json
from typing import Any

import pages

URL = "https://news.example.org/2024/03/otters-come-back"
TITLE = "The otters come back to the river"
FIRST = "The otters came back to the river in spring, and people stood on the bridge and looked."
SECOND = pages.PARAGRAPH.strip()
THIRD = (
    "Two of them have a den below the old mill, says the keeper, who counts them every night. She "
    "has seen tracks on both banks since the ice went, and bones of eels on the stones at the ford."
)
LAST = (
    "In autumn the council will decide whether the weir is opened, so that fish can pass again. "
    "Until then the anglers will carry what they catch below it past the wall in buckets of water."
)
PICTURE = "https://news.example.org/otter.jpg"
LINK = "https://news.example.org/mill"

HTML = (
    f'<p>{FIRST}</p><p>{SECOND}</p><h2>At the mill</h2><p><a href="{LINK}">Two of them</a>'
    f'{THIRD[11:]}</p><figure><img src="{PICTURE}" alt="An otter"></figure>'
    f"<ul><li>The weir</li><li>The ford</li></ul><p>{LAST}</p>"
)
MARKDOWN = (
    f"{FIRST}\n\n{SECOND}\n\n## At the mill\n\n[Two of them]({LINK}){THIRD[11:]}\n\n"
    f"![An otter]({PICTURE})\n\n- The weir\n- The ford\n\n{LAST}\n"
)
PLAIN = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{LAST}"


def _tiptap() -> Any:
    def text(words: str, *marks: Any) -> Any:
        return {"type": "text", "text": words, "marks": list(marks)}

    def item(words: str) -> Any:
        return {"type": "listItem", "content": [{"type": "paragraph", "content": [text(words)]}]}

    link = {"type": "link", "attrs": {"href": LINK}}
    return {
        "type": "doc",
        "content": [
            {"type": "paragraph", "content": [text(FIRST)]},
            {"type": "paragraph", "content": [text(SECOND)]},
            {"type": "heading", "attrs": {"level": 2}, "content": [text("At the mill")]},
            {"type": "paragraph", "content": [text("Two of them", link), text(THIRD[11:])]},
            {"type": "image", "attrs": {"src": PICTURE, "alt": "An otter"}},
            {"type": "bulletList", "content": [item("The weir"), item("The ford")]},
            {"type": "paragraph", "content": [text(LAST)]},
        ],
    }


def _contentful() -> Any:
    def node(name: str, *content: Any, **data: Any) -> Any:
        return {"nodeType": name, "content": list(content), "data": data}

    def text(words: str) -> Any:
        return {"nodeType": "text", "value": words, "marks": [], "data": {}}

    def item(words: str) -> Any:
        return node("list-item", node("paragraph", text(words)))

    picture = {"fields": {"file": {"url": PICTURE}, "description": "An otter"}}
    link = node("hyperlink", text("Two of them"), uri=LINK)
    return node(
        "document",
        node("paragraph", text(FIRST)),
        node("paragraph", text(SECOND)),
        node("heading-2", text("At the mill")),
        node("paragraph", link, text(THIRD[11:])),
        node("embedded-asset-block", target=picture),
        node("unordered-list", item("The weir"), item("The ford")),
        node("paragraph", text(LAST)),
    )


def _lexical() -> Any:
    def node(name: str, *children: Any, **more: Any) -> Any:
        return {"type": name, "children": list(children), "version": 1, **more}

    def text(words: str) -> Any:
        return {"type": "text", "text": words, "format": 0}

    return {
        "root": node(
            "root",
            node("paragraph", text(FIRST)),
            node("paragraph", text(SECOND)),
            node("heading", text("At the mill"), tag="h2"),
            node("paragraph", node("link", text("Two of them"), url=LINK), text(THIRD[11:])),
            {"type": "image", "src": PICTURE, "altText": "An otter"},
            node(
                *("list", node("listitem", text("The weir")), node("listitem", text("The ford"))),
                listType="bullet",
            ),
            node("paragraph", text(LAST)),
        )
    }


def _slate() -> Any:
    def node(name: str, *children: Any, **more: Any) -> Any:
        return {"type": name, "children": list(children), **more}

    def text(words: str) -> Any:
        return {"text": words}

    return [
        node("paragraph", text(FIRST)),
        node("paragraph", text(SECOND)),
        node("heading-two", text("At the mill")),
        node("paragraph", node("link", text("Two of them"), url=LINK), text(THIRD[11:])),
        node("image", text(""), url=PICTURE, alt="An otter"),
        node(
            "bulleted-list",
            node("list-item", text("The weir")),
            node("list-item", text("The ford")),
        ),
        node("paragraph", text(LAST)),
    ]


def _portable_text() -> Any:
    def block(words: str, style: str = "normal", **more: Any) -> Any:
        span = {"_type": "span", "text": words, "marks": []}
        return {"_type": "block", "style": style, "children": [span], "markDefs": [], **more}

    linked = block(THIRD[11:])
    linked["children"].insert(0, {"_type": "span", "text": "Two of them", "marks": ["k1"]})
    linked["markDefs"] = [{"_key": "k1", "_type": "link", "href": LINK}]
    return [
        block(FIRST),
        block(SECOND),
        block("At the mill", "h2"),
        linked,
        {"_type": "image", "asset": {"url": PICTURE}, "alt": "An otter"},
        block("The weir", listItem="bullet", level=1),
        block("The ford", listItem="bullet", level=1),
        block(LAST),
    ]


def _draft_js() -> Any:
    def block(words: str, name: str = "unstyled", **more: Any) -> Any:
        return {"text": words, "type": name, "inlineStyleRanges": [], "entityRanges": [], **more}

    return {
        "blocks": [
            block(FIRST),
            block(SECOND),
            block("At the mill", "header-two"),
            block(THIRD, entityRanges=[{"offset": 0, "length": 11, "key": 0}]),
            block(" ", "atomic", entityRanges=[{"offset": 0, "length": 1, "key": 1}]),
            block("The weir", "unordered-list-item"),
            block("The ford", "unordered-list-item"),
            block(LAST),
        ],
        "entityMap": {
            "0": {"type": "LINK", "data": {"url": LINK}},
            "1": {"type": "IMAGE", "data": {"src": PICTURE, "alt": "An otter"}},
        },
    }


def _editor_js() -> Any:
    def block(name: str, **data: Any) -> Any:
        return {"type": name, "data": data}

    return {
        "time": 1709632800000,
        "blocks": [
            block("paragraph", text=FIRST),
            block("paragraph", text=SECOND),
            block("header", text="At the mill", level=2),
            block("paragraph", text=f'<a href="{LINK}">Two of them</a>{THIRD[11:]}'),
            block("image", file={"url": PICTURE}, alt="An otter"),
            block("list", style="unordered", items=["The weir", "The ford"]),
            block("paragraph", text=LAST),
        ],
    }


def _mobiledoc() -> Any:
    def text(words: str) -> Any:
        return [0, [], 0, words]

    return {
        "version": "0.3.1",
        "markups": [["a", ["href", LINK]]],
        "atoms": [],
        "cards": [["image", {"src": PICTURE, "alt": "An otter"}]],
        "sections": [
            [1, "p", [text(FIRST)]],
            [1, "p", [text(SECOND)]],
            [1, "h2", [text("At the mill")]],
            [1, "p", [[0, [0], 1, "Two of them"], text(THIRD[11:])]],
            [10, 0],
            [3, "ul", [[text("The weir")], [text("The ford")]]],
            [1, "p", [text(LAST)]],
        ],
    }


def medium_paragraphs() -> list[Any]:
    """Return paragraphs with markups; the picture has an id, which is not a URL."""

    def paragraph(name: str, words: str, *markups: Any) -> Any:
        return {"type": name, "text": words, "markups": list(markups)}

    link = {"type": "A", "start": 0, "end": 11, "href": LINK}
    picture = {"id": "1*otter.jpeg", "alt": "An otter"}
    return [
        paragraph("P", FIRST),
        paragraph("P", SECOND),
        paragraph("H3", "At the mill"),
        paragraph("P", THIRD, link),
        {"type": "IMG", "text": "", "markups": [], "metadata": picture},
        paragraph("ULI", "The weir"),
        paragraph("ULI", "The ford"),
        paragraph("P", LAST),
    ]


def _newspaper() -> Any:
    return [
        {"type": "text", "content": FIRST},
        {"type": "text", "content": SECOND},
        {"type": "header", "level": 2, "content": "At the mill"},
        {"type": "text", "content": f'<a href="{LINK}">Two of them</a>{THIRD[11:]}'},
        {"type": "image", "url": PICTURE, "alt_text": "An otter"},
        {
            "type": "list",
            "list_type": "unordered",
            "items": [{"type": "text", "content": w} for w in ("The weir", "The ford")],
        },
        {"type": "text", "content": LAST},
    ]


#: The article in each form, with a heading, a link, a picture and a list.
FORMS = {
    "HTML": HTML,
    "escaped HTML": HTML.replace("<", "&lt;").replace(">", "&gt;"),
    "WordPress": {"rendered": HTML, "protected": False},
    "Markdown": MARKDOWN,
    "TipTap": _tiptap(),
    "TipTap as text": json.dumps(_tiptap()),
    "Contentful": _contentful(),
    "Lexical": _lexical(),
    "Lexical as text": json.dumps(_lexical()),
    "Slate": _slate(),
    "Portable Text": _portable_text(),
    "Draft.js": _draft_js(),
    "Editor.js": _editor_js(),
    "mobiledoc": json.dumps(_mobiledoc()),
    "Medium": {"bodyModel": {"paragraphs": medium_paragraphs()}},
    "newspaper": _newspaper(),
}


def script(value: Any, kind: str = "application/json", before: str = "", after: str = "") -> str:
    """Return a script with JSON."""
    written = json.dumps(value).replace("</", "<\\/")
    return f'<script type="{kind}">{before}{written}{after}</script>'


def shell(scripts: str, title: str = TITLE) -> str:
    """Return a page that has no text but in its scripts."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body><div id="__next"></div>{scripts}</body></html>'
    )


def next_data(content: Any, **more: Any) -> str:
    """Return the script of a page of Next.js with an article."""
    post = {"title": TITLE, "content": content, **more}
    return script({"props": {"pageProps": {"post": post}}, "page": "/[slug]"})
