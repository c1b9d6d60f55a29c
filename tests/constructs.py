"""Constructs of pages that generators and dialects of Markdown read differently."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from types import ModuleType
from typing import Any

from crosspost import convert
from crosspost.config import Config
from crosspost.targets import target_of
from crosspost.targets.base import Target
from pages import PARAGRAPH, article

_HIGHLIGHT = re.compile("</?span[^<>]*>")  # of a program that highlights code
URL = "https://news.example.org/bridge"

CODE = "def a():\n\n    return '&lt;b>'  # *x*"
# HTML, and what the built page must have.
CONSTRUCTS = {
    "a hard break": ("<p>One line<br>another one</p>", "<br"),
    "struck text": ("<p>Not <s>this</s> but ~that~ and ~~more~~.</p>", "<del>this</del>"),
    "tildes": ("<p>Not <s>this</s> but ~that~ and ~~more~~.</p>", "~that~ and ~~more~~"),
    "a heading": ("<h2>Of roads</h2><p>x</p>", ">Of roads</h2>"),
    "a heading with braces": ("<h2>The {a=b} and {.x}</h2><p>x</p>", "The {a=b} and {.x}"),
    "braces after emphasis": ("<p>An <em>a</em>{.b} {: #c}</p>", "<em>a</em>{.b} {: #c}"),
    "a table": ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "<td>d</td>"),
    "code with a bar": (
        "<table><tr><th>a<th>b<tr><td><code>x|y</code><td>d</table>",
        "<code>x|y</code>",
    ),
    "a list that begins at five": ("<ol start=5><li>five<li>six</ol>", '"5">'),
    "lists in lists": (
        "<ul><li>one<ol><li>two<ul><li>three</ul></ol></ul>",
        "three",
    ),
    "emphasis between signs and letters": ("<p>语<b>“中文”</b>中文</p>", "<strong>“中文”</strong>"),
    "a quotation": ("<blockquote><p>said</p></blockquote>", "<blockquote>"),
    "bare URLs": ("<p>See www.example.org and a@example.org.</p>", "www.example.org and a@"),
    "hidden text": (
        "<details><summary>More</summary><p>in <em>it</em></p></details>",
        "<em>it</em>",
    ),
    "a note": (
        '<p>Said<sup><a href="#n" id="r">1</a></sup>.</p><ol><li id="n">'
        'The note. <a href="#r">↩</a></ol>',
        "The note.",
    ),
    "code": (f"<pre><code>{CODE}</code></pre>", "return '<b>'  # *x*"),
    "code in a list": (f"<ul><li>one<pre><code>{CODE}</code></pre></ul>", "return '<b>'  # *x*"),
    "code at first in a list": (
        f"<ol><li><pre><code>{CODE}</code></pre></ol>",
        "return '<b>'  # *x*",
    ),
    "code after a list in a list": (
        f"<ul><li>one<ul><li>two</ul><pre><code>{CODE}</code></pre></ul>",
        "return '<b>'  # *x*",
    ),
    "code in a quotation": (
        f"<blockquote><p>a</p><pre><code>{CODE}</code></pre></blockquote>",
        "return '<b>'  # *x*",
    ),
    "tags in text": ("<p>a &lt;b&gt; &lt;i&gt; 1 &lt; 2 &amp;lt;</p>", "a <b> <i> 1 < 2 &lt;"),
    "a link within the page": (
        '<p>See <a href="#part">the part</a>.</p><h2 id="part">Part</h2><p>x</p>',
        '#part">the part</a>',
    ),
    "emoji in words": ("<p>He said :smile: and :+1:.</p>", ":smile: and :+1:"),
}


def page_body(html: str) -> str:
    """Return the body of an article with a construct in it."""
    return f"<p>{PARAGRAPH}</p>{html}<p>{PARAGRAPH}</p>"


def made(root: Path, body: str = "", title: str = "A bridge", **config: Any) -> tuple[Target, Path]:
    """Write a post of an article into a site, and return the site and the post."""
    site = target_of(root)
    settings = Config(**config)
    now = datetime(2026, 1, 2, tzinfo=UTC)
    post = convert(article(title, body), URL, settings, site=site, now=now)
    path = site.posts_folder(draft=settings.draft) / post.filename
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(post.text, "utf-8")
    return site, path


def check_constructs(generator: ModuleType, root: Path, config: str) -> None:
    """Build a page of each construct with a generator of ``benchmarks/generators``."""
    generator.start(root, config)
    for number, (html, _) in enumerate(CONSTRUCTS.values()):
        made(root, page_body(html), title=f"Construct {number:02}")
    generator.build(root)
    for number, (name, (_, expected)) in enumerate(CONSTRUCTS.items()):
        page = generator.page_of(root, f"construct-{number:02}").replace("\u200b", "")
        is_html = expected[:1] == "<" or expected[-1] == ">"
        shown = page if is_html else unescape(_HIGHLIGHT.sub("", page))
        assert expected in shown, (name, page)


def check_guard(generator: ModuleType, root: Path, texts: list[str]) -> None:
    """Build code and text with the hazards of a generator: they are shown as they are."""
    generator.start(root)
    for number, text in enumerate(texts):
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        html = f"<p>Say {escaped} or</p><pre><code>{escaped}</code></pre>"
        made(root, page_body(html), title=f"Hazard {number:02}")
    generator.build(root)
    for number, text in enumerate(texts):
        page = generator.page_of(root, f"hazard-{number:02}").replace("\u200b", "")
        shown = unescape(re.sub(r"<[^<>]*>", "", page))
        assert shown.count(text) == 2, (text, page)
