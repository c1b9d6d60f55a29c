"""Articles of our own writing for the measurement of generators.

Forty hold every construct of the golden cases of Markdown, several an article; twenty are golden
pages. What a reader should see of them is what kramdown makes of the golden Markdown: for these
constructs are what pages do in other ways than posts, such as pictures that are loaded late.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import lxml.html

import crosspost
from crosspost.config import Config
from crosspost.targets.jekyll.liquid import guard

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import kramdown
import markdown_cases
import pages

TESTS = Path(__file__).parents[1] / "tests"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
WITHOUT_ATTRIBUTION = Config(attribution="")

MADE, GOLDEN = 40, 20
_URL = "https://news.example.org/2013/{}"
_WORDS = "Before part {}: {}"


class Article(NamedTuple):
    """An article.

    Attributes:
        name: for a person.
        url: of its page.
        page: HTML.
        shown: HTML of what a reader of its post should see.
        is_whole: the article is all that is in its element.
    """

    name: str
    url: str
    page: str
    shown: str
    is_whole: bool


def articles() -> list[Article]:
    """Return the articles, the same ones each time."""
    return [*_made(), *_golden()]


def _made() -> Iterable[Article]:
    cases = list(markdown_cases.ALL)
    random.Random(1).shuffle(cases)
    for number in range(MADE):
        inside = cases[number::MADE]
        url = _URL.format(f"made-{number:02}")
        bodies = ["", ""]
        for part, case in enumerate(inside, 1):
            before = f"<p>{_WORDS.format(part, pages.PARAGRAPH)}</p>"
            for side, html in enumerate((case.html, kramdown.to_html(guard(case.markdown)))):
                bodies[side] += before + _apart(html, part)
        body, shown = (f"{body}<p>{pages.PARAGRAPH}</p>" for body in bodies)
        name = f"made {number:02}: " + "; ".join(markdown_cases.by_name(case) for case in inside)
        page = pages.article("A bridge", body, url=url)
        yield Article(name, url, page, _absolute(shown, url), is_whole=True)


def _apart(html: str, part: int) -> str:
    """Return a construct with ids that no other construct has."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    names = {element.get(name) for element in elements for name in ("id", "name")} - {None}
    for element in elements:
        for name in ("id", "name"):
            if element.get(name) in names:
                element.set(name, f"{element.get(name)}-{part}")
        if (element.get("href") or "").removeprefix("#") in names:
            element.set("href", f"{element.get('href')}-{part}")
    return str(lxml.html.tostring(root, encoding="unicode"))


def _absolute(html: str, url: str) -> str:
    """Return HTML with absolute URLs, those within it excepted."""
    root = lxml.html.fromstring(html)
    root.rewrite_links(lambda link: link if link[:1] == "#" else urljoin(url, link))
    return str(lxml.html.tostring(root, encoding="unicode"))


def _golden() -> Iterable[Article]:
    folders = sorted((TESTS / "golden").iterdir())
    for folder in folders[:: len(folders) // GOLDEN][:GOLDEN]:
        page = (folder / "page.html").read_bytes().decode("utf-8", "replace")
        url = _URL.format(folder.name)
        body = crosspost.convert(page, url, WITHOUT_ATTRIBUTION, now=NOW).body
        yield Article(folder.name, url, page, kramdown.to_html(body), is_whole=False)
