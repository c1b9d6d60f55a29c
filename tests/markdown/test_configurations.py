"""Whatever a site sets kramdown to: the built page shows the words, and nothing of a page acts.

Built by the real Jekyll, all settings in one start of Ruby.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import hostile
from active import active
from crosspost.markdown import render
from crosspost.model.dialect import KRAMDOWN
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup
from crosspost.targets.jekyll.liquid import guard
from crosspost.targets.jekyll.processor import Flavor, flavor
from crosspost.targets.jekyll.site import Site
from markdown_cases import ALL, COMPLETE, by_name
from real_jekyll import build_with
from shown import text

SETTINGS: dict[str, dict[str, Any]] = {
    "Jekyll's own": {},
    "plain kramdown": {"input": "kramdown"},
    "no Markdown in spans": {"parse_span_html": False},
    "Markdown in blocks": {"parse_block_html": True},
    "plain, Markdown in blocks": {"input": "kramdown", "parse_block_html": True},
    "plain, no Markdown in spans": {"input": "kramdown", "parse_span_html": False},
    "HTML made native": {"html_to_native": True, "parse_block_html": True},
    "hard wraps": {"hard_wrap": True},
    "no quirks of GFM": {"gfm_quirks": "no_auto_typographic"},
    "no formulas": {"math_engine": None, "syntax_highlighter": "none"},
    "no ids, entities as typed": {"auto_ids": False, "entity_output": "as_input", "footnote_nr": 5},
    "other marks": {
        "entity_output": "symbolic",
        "smart_quotes": "apos,apos,quot,quot",
        "typographic_symbols": {"hellip": "...", "ndash": "--", "mdash": "---"},
        "transliterated_header_ids": True,
        "remove_line_breaks_for_cjk": True,
        "header_offset": 1,
    },
}
CASES = {by_name(case): case.html for case in ALL if case.topic in (*COMPLETE, "code", "headings")}
MIXED = {f"mixed {n}": hostile.everywhere(mixed) for n, mixed in enumerate(hostile.mixed(12))}
TEXTS = {words: hostile.everywhere(words) for words in hostile.TEXTS}
ATTACKS = {**hostile.PAGES, **TEXTS, **MIXED}


@cache  # several settings need the same Markdown
def body_of(html: str, form: Flavor) -> str:
    return guard(render(to_soup(parse_fragment(html, None)), KRAMDOWN[form]).text)


@cache
def built() -> dict[str, dict[str, str]]:
    """Return the HTML of each body, by settings and name."""
    bodies = {**CASES, **ATTACKS}
    with TemporaryDirectory() as folder:
        sites = []
        for number, settings in enumerate(SETTINGS.values()):
            root = Path(folder) / str(number)
            posts = root / "_posts"
            posts.mkdir(parents=True)
            form = flavor(Site(root, config={"kramdown": settings}), [])
            for at, html in enumerate(bodies.values()):
                body = body_of(html, form)
                post = posts / f"2020-01-01-p{at}.md"
                post.write_text(f"---\nlayout: none\n---\n\n{body}", encoding="utf-8")
            sites.append((root, {"kramdown": settings}))
        pages = build_with(sites)
    return {
        name: {body: page[f"2020-01-01-p{at}.md"]["html"] for at, body in enumerate(bodies)}
        for name, page in zip(SETTINGS, pages, strict=True)
    }


@cache  # several settings often make the same page
def words(html: str) -> str:
    """Return a page's words without the boxes of tasks, which plain kramdown shows as text."""
    return re.sub(r"\[[ x]?\]", "", text(html))


@pytest.mark.jekyll
@pytest.mark.threat("7: text that a site's kramdown takes for HTML")
@pytest.mark.parametrize("settings", SETTINGS)
def test_nothing_hostile_acts(settings: str) -> None:
    found = {name: active(built()[settings][name]) for name in ATTACKS}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.jekyll
@pytest.mark.parametrize("settings", SETTINGS)
def test_every_case_shows_the_same_words(settings: str) -> None:
    pages, usual = built()[settings], built()["Jekyll's own"]
    assert {name for name in CASES if words(pages[name]) != words(usual[name])} == set()
