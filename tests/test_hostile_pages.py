"""Whole pages that are hostile in every place, through the whole of crosspost and real Jekyll."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from bs4 import BeautifulSoup

import hostile
from active import active
from crosspost import convert
from crosspost.targets.jekyll.target import Jekyll
from real_jekyll import build_with

SETTINGS: dict[str, dict[str, Any]] = {
    "Jekyll's own": {},
    "plain kramdown": {"input": "kramdown", "parse_block_html": True},
    "no Markdown in spans": {"parse_span_html": False, "math_engine": None},
}
LAYOUT = """<!doctype html><title>{{ page.title }}</title>
<meta name="author" content="{{ page.author }}"><meta name='description' content='{{
page.description }}'><h1>{{ page.title | markdownify | strip_html }}</h1>
<a href="{{ page.license }}">{{ page.source }}</a><img src="{{ page.image }}">
{% for tag in page.tags %}<i title="{{ tag }}"></i>{% endfor %}
<script>var title = "{{ page.title }}";</script><main>{{ content }}</main>"""
TEXTS = [*hostile.TEXTS, *hostile.mixed(30, seed=5)]
WORDS = "The station went on air on Monday, and seven villages listened to it for an hour. "


def page(text: str) -> str:
    """Return a page that says a text as everything it can say."""
    said = {"@type": "NewsArticle", "headline": text, "keywords": [text], "license": text}
    data = json.dumps({**said, "author": {"name": text}, "image": text}).replace("</", "<\\/")
    quoted = escape(text)
    return f"""<!doctype html><html><head><title>{quoted}</title>
<meta name="author" content="{quoted}"><meta name="description" content="{quoted}">
<meta property="og:image" content="{quoted}"><meta property="og:site_name" content="{quoted}">
<meta property="article:tag" content="{quoted}"><meta property="article:section" content="{quoted}">
<link rel="canonical" href="{quoted}"><link rel="license" href="{quoted}">
<script type="application/ld+json">{data}</script></head>
<body><article><h1>{quoted}</h1><p>{WORDS * 4}</p>{hostile.everywhere(text)}<p>{WORDS * 4}</p>
</article></body></html>"""


@cache
def built() -> dict[str, list[dict[str, str]]]:
    """Return each post's text and built pages, by settings."""
    found: dict[str, list[dict[str, str]]] = {}
    with TemporaryDirectory() as folder:
        sites = []
        for number, (name, settings) in enumerate(SETTINGS.items()):
            root = Path(folder) / str(number)
            (root / "_posts").mkdir(parents=True)
            (root / "_layouts").mkdir()
            (root / "_layouts/post.html").write_text(LAYOUT, encoding="utf-8")
            (root / "_config.yml").write_text(json.dumps({"kramdown": settings}), "utf-8")
            site = Jekyll.read_site(root)
            found[name] = []
            for at, text in enumerate(TEXTS):
                post = convert(
                    page(text),
                    # Of a saved page without a URL, relative URLs stay relative.
                    "https://example.org/a" if settings else None,
                    site=site,
                    overrides={"date": "2020-01-01", "slug": f"p{at}"},
                )
                (root / "_posts" / post.filename).write_text(post.text, encoding="utf-8")
                found[name].append({"name": post.filename, "body": post.body})
            sites.append((root, {}))
        for posts, pages in zip(found.values(), build_with(sites), strict=True):
            for post in posts:
                post |= pages[post["name"]]
    return found


@pytest.mark.jekyll
@pytest.mark.threat("7: text that a site's kramdown takes for HTML")
@pytest.mark.parametrize("settings", SETTINGS)
def test_no_body_of_a_hostile_page_acts(settings: str) -> None:
    posts = built()[settings]
    found = {text: active(post["html"]) for text, post in zip(TEXTS, posts, strict=True)}
    assert {text: faults for text, faults in found.items() if faults} == {}
    assert all("seven villages" in post["html"] for post in posts)


@pytest.mark.jekyll
@pytest.mark.threat("11: fields that become markup in themes")
@pytest.mark.parametrize("settings", SETTINGS)
def test_no_field_of_a_hostile_page_acts(settings: str) -> None:
    for post in built()[settings]:
        head = BeautifulSoup(post["page"].partition("<main>")[0], "html.parser")
        names = [tag.name for tag in head.find_all() if tag.name != "i"]
        assert names == ["title", "meta", "meta", "h1", "a", "img", "script"]
        assert all(
            set(tag.attrs) <= {"name", "content", "href", "src", "title"} for tag in head.find_all()
        )
        link, script = head.find("a"), head.find("script")
        assert link is not None and not str(link["href"]).lower().startswith("javascript:")
        assert script is not None and script.get_text().count('"') == 2


@pytest.mark.threat("8: characters that become others after the check")
def test_a_post_is_normalised_before_it_is_checked_and_never_after() -> None:
    for posts in built().values():
        assert all(unicodedata.is_normalized("NFC", post["body"]) for post in posts)
