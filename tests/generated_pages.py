"""Pages full of metadata, broken at random: what they say is as strange as it is much."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

# What a field of a page may hold: words, days, names, addresses, and what no text should have.
_VALUES = (
    *("Otters return", "Ann Otter", "By Ann Otter and Bo Lee", "2024-03-05T09:00:00+01:00"),
    *("5 March 2024", "06/03/2013", "9999-99-99", "2024-02-30", "-1", "1e999", "0001-01-01"),
    *(
        "https://example.com/a",
        "//[::1",
        "http://[",
        "http://a:99999999/",
        "javascript:x",
        "#",
        "?",
    ),
    *("http://evil\\@good/", "data:text/html,x", "/" * 99, "../" * 99, "http://\ud800.example/"),
    *("", " ", "\n", "\t", "\x00", "\x0b", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\uffff"),
    *(
        "\ud800",
        "\udfff",
        "a\ud83d",
        "\udc00b",
        "\U0001fffe",
        "\ufdd0",
        "\u202e",
        "\u200b",
        "é" * 99,
    ),
    *("\\ud800", "\\u0000", "&#xd800;", "&#0;", "&#x110000;", "&amp;lt;b&amp;gt;", "&quot;", "&"),
    *(
        "]]>",
        "-->",
        "</script>",
        "</title>",
        "{{ x }}",
        "{% raw %}",
        "---",
        "...",
        "!!python/x",
        "*a",
    ),
    *("&a", "@", "`", "'", '"', "\\", "|", ">", "%", "- a", "a: b", "a #b", "[", "{", "~", "null"),
    *(
        "yes",
        "1_000",
        "0o7",
        "0x1f",
        ".inf",
        "2024-03-05",
        "12:30:45",
        "=",
        "<<",
        "?",
        "\u0301" * 40,
    ),
    *(
        "a" * 5000,
        "a, b; c | d" * 50,
        "中文_频道_站",
        "© 2024 Ann Otter",
        "(c) " + "12" * 40,
        "🦦" * 30,
    ),
    *(
        "تحديث",
        "שלום",
        "ปีที่ 2567",
        "١٢/٠٣/٢٠٢٤",
        "٢٠٢٤",
        "2024年3月5日",
        "en_US",
        "x-klingon",
        "\u037e",
    ),
)
_NAMES = (
    *(
        "og:title",
        "og:image",
        "og:url",
        "og:site_name",
        "og:locale",
        "article:author",
        "article:tag",
    ),
    *("article:published_time", "author", "date", "description", "keywords", "citation_author"),
    *(
        "citation_authors",
        "dc.creator",
        "dc:date",
        "parsely-page",
        "twitter:label1",
        "twitter:data1",
    ),
    *("twitter:image", "dcterms.license", "og:image:width", "script:ld+json", "content-language"),
)
_PROPERTIES = (
    *("@type", "@id", "@value", "@list", "@graph", "headline", "name", "author", "creator", "url"),
    *("datePublished", "dateModified", "image", "publisher", "logo", "keywords", "articleSection"),
    *(
        "mainEntityOfPage",
        "inLanguage",
        "license",
        "itemListElement",
        "item",
        "width",
        "description",
    ),
)
_TYPES = (
    "Article",
    "NewsArticle",
    "WebPage",
    "Person",
    "Organization",
    "BreadcrumbList",
    "WebSite",
)
_TAGS = (
    "p",
    "div",
    "h1",
    "h2",
    "b",
    "a",
    "time",
    "address",
    "footer",
    "article",
    "span",
    "section",
)
_CLASSES = ("author", "byline", "h-entry", "p-name", "dt-published", "fn", "breadcrumb", "title")
_TEXT = "The otters came back to the river in spring, and people stood and looked. "
_ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "latin-1", "cp1252", "shift_jis", "gb18030", "utf-7")


def generated_pages(number: int, seed: int) -> Iterator[str | bytes]:
    """Yield so many pages, the same for the same seed; some as text, some as bytes."""
    for count in range(number):
        rng = random.Random(f"{seed} {count}")
        page = _page(rng)
        for _ in range(rng.choice((0, 0, 1, 3, 20))):
            page = _broken(page, rng)
        yield page if rng.random() < 0.5 else _bytes(page, rng)


def _page(rng: random.Random) -> str:
    head = "".join(_in_head(rng) for _ in range(rng.randint(0, 12)))
    body = "".join(_in_body(rng, 4) for _ in range(rng.randint(0, 8)))
    text = f"<p>{_TEXT * rng.choice((1, 5, 9))}</p>"
    language = rng.choice(("en", "de", "x", _value(rng)))
    html = f"<html lang='{language}'><head>{head}</head><body>{body}{text}"
    return html + _in_body(rng, 2) + rng.choice(("", "</body></html>", "</html><p>x"))


def _in_head(rng: random.Random) -> str:
    value, name = _value(rng), rng.choice(_NAMES)
    return rng.choice(
        (
            f"<title>{value}</title>",
            f'<meta {rng.choice(("name", "property", "itemprop"))}="{name}" content="{value}">',
            f'<link rel="{rng.choice(("canonical", "image_src", "license"))}" href="{value}">',
            f'<base href="{value}">',
            f'<script type="application/ld+json">{_json(rng)}</script>',
            f'<script>window.x = {{"datePublished": "{value}", "author": "{value}"}}</script>',
            f"<meta charset='{value}'>",
        )
    )


def _json(rng: random.Random) -> str:
    return json.dumps(_node(rng, 4), ensure_ascii=rng.random() < 0.7)


def _node(rng: random.Random, depth: int) -> Any:
    kind = rng.random()
    if depth == 0 or kind < 0.3:
        return rng.choice((_value(rng), rng.choice(_TYPES), 5, -1.5, None, True, "#a", []))
    if kind < 0.5:
        return [_node(rng, depth - 1) for _ in range(rng.randint(0, 4))]
    node = {rng.choice(_PROPERTIES): _node(rng, depth - 1) for _ in range(5)}
    return {"@type": rng.choice(_TYPES), **node}


def _in_body(rng: random.Random, depth: int) -> str:
    tag, value = rng.choice(_TAGS), _value(rng)
    attributes = rng.choice(
        (
            "",
            f'class="{rng.choice(_CLASSES)}"',
            f'itemscope itemtype="https://schema.org/{rng.choice(_TYPES)}"',
            f'itemprop="{rng.choice(_PROPERTIES)}" content="{value}"',
            f'typeof="schema:Article" property="dc:{rng.choice(("title", "creator", "date"))}"',
            f'datetime="{value}" title="{value}"',
            f'rel="{rng.choice(("author", "tag", "license"))}" href="{value}"',
        )
    )
    inner = [value]
    if depth:
        inner += [_in_body(rng, depth - 1) for _ in range(rng.randint(0, 2))]
    rng.shuffle(inner)
    return f"<{tag} {attributes}>{''.join(inner)}</{tag}>"


def _value(rng: random.Random) -> str:
    return "".join(rng.choice(_VALUES) for _ in range(rng.choice((1, 1, 1, 2, 5))))


def _broken(page: str, rng: random.Random) -> str:
    """Cut, double or move a piece, or put something strange in."""
    start = rng.randint(0, len(page))
    end = min(len(page), start + rng.choice((1, 5, 50, 500)))
    piece = page[start:end]
    return rng.choice(
        (
            page[:start] + page[end:],
            page[:end] + piece * rng.choice((1, 2, 50)) + page[end:],
            page[:start] + _value(rng) + page[start:],
            page[end:] + piece,
            page[: start + 50],
        )
    )


def _bytes(page: str, rng: random.Random) -> bytes:
    content = bytearray(page.encode(rng.choice(_ENCODINGS), "ignore"))
    for _ in range(rng.choice((0, 0, 3, 30)) if content else 0):
        content[rng.randrange(len(content))] = rng.randrange(256)
    return bytes(content)
