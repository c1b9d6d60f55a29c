"""No field of a page's becomes markup, whichever theme prints it and however.

Built by the real Jekyll: minima, jekyll-feed and jekyll-seo-tag as they are, and layouts that print
each field in the ways that themes do. A page made of hostile fields has the same elements and
attributes as one made of harmless ones, and its scripts hold nothing but texts.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import lxml.etree
import pytest
from bs4 import BeautifulSoup

import hostile
from crosspost.config import Config
from crosspost.model import Article, Metadata
from crosspost.render import render
from crosspost.targets.jekyll.target import Jekyll
from real_jekyll import build_with, has_themes

TEXTS = ("title", "author", "original_author", "source", "description", "license")
URLS = ("image", "canonical_url", "original_url")
# How minimal-mistakes, Chirpy, Beautiful Jekyll and others print a field, here called FIELD.
PRINTED = """
<p>{{ FIELD }}</p> <h1>{{ FIELD | escape }}</h1> <!-- {{ FIELD }} -->
<textarea>{{ FIELD }}</textarea>
<a title="{{ FIELD }}" href="{{ FIELD }}">a</a> <i title='{{ FIELD }}'>b</i>
<p title="{{ FIELD | strip_html }}" lang="{{ FIELD | markdownify | strip_html | strip }}">c</p>
<div class="markdown">{{ FIELD | markdownify }}</div> <p>{{ FIELD | smartify | strip_html }}</p>
<script>"{{ FIELD }}"; '{{ FIELD }}'; `{{ FIELD }}`;</script>
<script type="application/ld+json">["{{ FIELD }}", {{ FIELD | jsonify }}]</script>
"""
PICTURE = '<img src="{{ FIELD }}"><i style="background: url({{ FIELD }})"></i>'
LAYOUT = "".join(
    [
        "<!doctype html><html><head>{% seo %}</head><body>",
        *(PRINTED.replace("FIELD", f"page.{name}") for name in TEXTS),
        *(PRINTED.replace("FIELD", f"page.{name}[0]") for name in ("tags", "categories")),
        *(PICTURE.replace("FIELD", f"page.{name}") for name in URLS),
        "{{ content }}</body></html>",
    ]
)
HOSTILE_URLS = (
    "javascript:alert(1)",
    'https://example.org/"onerror="alert(1)',
    "https://example.org/' onerror='alert(1)",
    "https://example.org/a);position:fixed;x:url(",
    "https://example.org/]]><b>",
    "https://example.org/\u037e&quot\u037e\u0338",
    "data:text/html,<script>alert(1)</script>",
    "https://example.org/`${alert(1)}\\",
)
HARMLESS = ("word", "https://example.org/a.png")
# The fields of a post: every text is the first, every URL the second.
CASES = [
    HARMLESS,
    *((f"w {text} w", HOSTILE_URLS[at % 8]) for at, text in enumerate(hostile.TEXTS)),
    *((text, HOSTILE_URLS[at % 8]) for at, text in enumerate(hostile.TEXTS)),
    *((text, HOSTILE_URLS[at % 8]) for at, text in enumerate(hostile.mixed(60))),
]


@cache  # for both themes
def post_of(text: str, url: str) -> str:
    facts: dict[str, Any] = {
        "title": text,
        "authors": (text,),
        "site": text,
        "description": text,
        "tags": (text,),
        "categories": (text,),
        "license": url if len(text) % 2 else text,
        "image": url,
        "canonical_url": url,
        "published": datetime(2020, 1, 1, tzinfo=UTC),
    }
    article = Article(
        "https://example.org/article",
        lambda: Metadata(**facts),
        "",
        lambda: BeautifulSoup(
            f"<p>Words of it.</p><p>{hostile.everywhere('x')}</p>", "html.parser"
        ),
    )
    config = Config(author="", layout="printed")
    return render(
        article, config, Jekyll(), now=datetime(2020, 2, 1, tzinfo=UTC), requested_url=url
    ).text


@pytest.fixture(autouse=True, scope="module")
def _themes() -> None:
    if not has_themes():
        pytest.skip("needs jekyll-theme-minima, ruby-jekyll-feed and ruby-jekyll-seo-tag")


@cache
def built() -> tuple[list[str], list[str], str]:
    """Return the pages of our layout, those of minima, and the feed."""
    with TemporaryDirectory() as folder:
        sites = []
        for theme in ("printed", "minima"):
            root = Path(folder) / theme
            (root / "_posts").mkdir(parents=True)
            (root / "_layouts").mkdir()
            settings: dict[str, Any] = {"plugins": ["jekyll-seo-tag", "jekyll-feed"]}
            settings |= {
                "url": "https://blog.example",
                "title": "Blog",
                "feed": {"posts_limit": 999},
            }
            if theme == "printed":
                (root / "_layouts/printed.html").write_text(LAYOUT, encoding="utf-8")
            else:
                settings |= {"theme": "minima"}
            for at, (text, url) in enumerate(CASES):
                post = post_of(text, url)
                if theme == "minima":
                    post = post.replace('layout: "printed"', 'layout: "post"')
                (root / f"_posts/2020-01-01-p{at}.md").write_text(post, encoding="utf-8")
            sites.append((root, settings))
        ours, minima = build_with(sites)
    names = [f"2020-01-01-p{at}.md" for at in range(len(CASES))]
    pages = [[site[name]["page"] for name in names] for site in (ours, minima)]
    return pages[0], pages[1], ours["/feed.xml"]["page"]


# What Markdown makes of ``*``, ``|`` and the like in a title: it shows otherwise, and does nothing.
FORMATS = [
    *("em", "strong", "del", "code", "pre", "p", "br", "h1", "hr", "ul", "ol", "li", "dl", "dt"),
    *("dd", "blockquote", "table", "thead", "tbody", "tr", "th", "td"),
]
SCRIPT_TEXTS = re.compile(r"""\s*"[^"\\\n]*"; '[^'\\\n]*'; `(?:[^`\\$]|\$(?!\{))*`;\s*""")


def skeleton(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page with their attributes' names; Markdown's formats aside."""
    tree = BeautifulSoup(page, "html.parser")
    for formatted in tree.select(".markdown"):
        for tag in formatted.find_all(FORMATS):
            tag.unwrap()
    for tag in tree.select("link[rel=canonical], meta, title"):
        if tag.name == "meta":
            assert set(tag.attrs) <= {"name", "property", "content", "charset", "http-equiv"}
        tag.extract()  # whether there is one depends on whether there is a value
    return [(tag.name, tuple(tag.attrs)) for tag in tree.find_all()]


@pytest.mark.jekyll
@pytest.mark.threat("11: fields that become markup in themes")
def test_no_field_adds_an_element_or_an_attribute() -> None:
    for pages in built()[:2]:
        expected = skeleton(pages[0])
        changed = [
            case for case, page in zip(CASES, pages, strict=True) if skeleton(page) != expected
        ]
        assert changed == []


@cache
def trees() -> list[BeautifulSoup]:
    """Return the pages of our layout, parsed."""
    return [BeautifulSoup(page, "html.parser") for page in built()[0]]


@pytest.mark.jekyll
@pytest.mark.threat("11: fields that end a theme's script")
def test_scripts_hold_nothing_but_texts() -> None:
    for tree in trees():
        scripts = tree.select("body script:not([type])")
        assert len(scripts) == 8
        assert all(SCRIPT_TEXTS.fullmatch(script.get_text()) for script in scripts)
        for script in tree.select("script[type='application/ld+json']"):
            json.loads(script.get_text())


@pytest.mark.jekyll
@pytest.mark.threat("11: fields whose URLs run or move something")
def test_urls_are_of_the_web_and_stay_in_their_place() -> None:
    for tree in trees():
        for tag in tree.select("body > a[title], body > img"):
            url = str(tag.get("href") or tag.get("src") or "")
            assert not re.match(r"\s*(?:javascript|vbscript)\s*:", url, re.I)
        for image in tree.select("body > img"):
            assert re.match(r"https://|\Z", str(image.get("src") or ""))
        styles = [str(tag["style"]) for tag in tree.select("body > i[style]")]
        assert all(re.fullmatch(r"background: url\([^()'\"\s]*\)", style) for style in styles[:1])


@pytest.mark.jekyll
@pytest.mark.threat("11: a field that breaks the whole feed")
def test_the_feed_of_all_of_them_is_whole() -> None:
    feed = lxml.etree.fromstring(built()[2].encode())
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == len(CASES)
