"""Articles of our own writing for the measurement of generators.

Forty hold every construct of the golden cases of Markdown, several an article; twenty are golden
pages.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import lxml.html

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

import markdown_cases
import pages

MADE, GOLDEN = 40, 20
_URL = "https://news.example.org/2013/{}"
_WORDS = "Before part {}: {}"


class Article(NamedTuple):
    """An article.

    Attributes:
        name: for a person.
        url: of its page.
        page: HTML.
        body: HTML of the article alone; empty: what crosspost finds in the page.
    """

    name: str
    url: str
    page: str
    body: str = ""


def articles() -> list[Article]:
    """Return the articles, the same ones each time."""
    return [*_made(), *_golden()]


def _made() -> Iterable[Article]:
    cases = list(markdown_cases.ALL)
    random.Random(1).shuffle(cases)
    for number in range(MADE):
        inside = cases[number::MADE]
        url = _URL.format(f"made-{number:02}")
        body = "".join(
            f"<p>{_WORDS.format(part, pages.PARAGRAPH)}</p>{_apart(case.html, part, url)}"
            for part, case in enumerate(inside, 1)
        )
        body += f"<p>{pages.PARAGRAPH}</p>"
        name = f"made {number:02}: " + "; ".join(markdown_cases.by_name(case) for case in inside)
        yield Article(name, url, pages.article("A bridge", body, url=url), body)


def _apart(html: str, part: int, url: str) -> str:
    """Return a construct with absolute URLs, and ids that no other construct has."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    root.make_links_absolute(url)
    names = {element.get(name) for element in root.iter() for name in ("id", "name")
             if isinstance(element.tag, str) and element.get(name)}  # fmt: skip
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in ("id", "name"):
            if element.get(name) in names:
                element.set(name, f"{element.get(name)}-{part}")
        href = element.get("href") or ""
        if href.startswith(f"{url}#"):
            target = href.removeprefix(f"{url}#")
            element.set("href", f"#{target}-{part}" if target in names else f"#{target}")
    return lxml.html.tostring(root, encoding="unicode")


def _golden() -> Iterable[Article]:
    folders = sorted((TESTS / "golden").iterdir())
    for folder in folders[:: len(folders) // GOLDEN][:GOLDEN]:
        page = (folder / "page.html").read_bytes().decode("utf-8", "replace")
        yield Article(folder.name, _URL.format(folder.name), page)
