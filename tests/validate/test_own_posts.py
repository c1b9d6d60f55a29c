"""What crosspost writes passes ``crosspost validate --body`` without a finding."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crosspost.config import Config
from crosspost.errors import CrosspostError
from crosspost.pipeline import convert
from crosspost.targets.jekyll.target import Jekyll
from generated_pages import generated_pages
from hostile import TEXTS, everywhere
from validate.blog import Blog

ROOT = Path(__file__).parent.parent.parent
PLACES = ("tests/golden/*/page.html", "tests/metadata/golden/*/page.html", "examples/articles/*")
PAGES = sorted(path for place in PLACES for path in ROOT.glob(place))
NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
URL = "https://news.example.org/2024/otters-(return)?id=4&lang=en"
SETTINGS: tuple[dict[str, Any], ...] = (
    {},
    {"author": "Ann Otter", "title_suffix": "[cross-post]", "page_categories": True},
    {"attribution_position": "bottom", "note": "A note: with *words*.", "max_tags": 1},
)


def write(site: Blog, page: str | bytes, number: int, url: str = URL, **settings: Any) -> None:
    """Write the post of a page into a site; of one that has no article, none."""
    try:
        target = Jekyll.read_site(site.root)
        post = convert(page, url, Config(**settings), site=target, now=NOW)
    except CrosspostError:
        return
    site.file(f"_posts/{post.filename[:11]}{number}-{post.filename[11:]}", post.text)


def found(site: Blog) -> list[tuple[str, str]]:
    """Return what is found in the posts of a site.

    Except two spellings of a tag in two of them, which is said of the site.
    """
    said = site.findings("_posts", body=True, ignore=("CP507",))
    return [(finding.code, finding.message) for finding in said]


@pytest.fixture
def site(tmp_path: Path) -> Blog:
    blog = Blog(tmp_path)
    blog.file("_config.yml", "title: A blog\nurl: https://blog.example\n")
    blog.file("_posts/.keep")
    return blog


@pytest.mark.parametrize("settings", SETTINGS, ids=range(len(SETTINGS)))
def test_nothing_is_found_in_the_posts_of_the_pages_of_the_tests(
    site: Blog, settings: dict[str, Any]
) -> None:
    for number, path in enumerate(PAGES):
        write(site, path.read_bytes(), number, **settings)
    assert len(list(site.root.glob("_posts/*.md"))) == len(PAGES)
    assert found(site) == []


@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_found_in_the_posts_of_generated_pages(site: Blog, seed: int) -> None:
    for number, page in enumerate(generated_pages(150, seed)):
        write(site, page, number)
    assert len(list(site.root.glob("_posts/*.md"))) > 20
    assert found(site) == []


def test_nothing_is_found_in_the_posts_of_pages_with_hostile_texts(site: Blog) -> None:
    for number, text in enumerate(TEXTS):
        write(site, everywhere(text), number)
    assert found(site) == []


def test_the_page_for_a_phone_names_two_urls_and_one_attribution_is_enough(site: Blog) -> None:
    page = (
        '<html amp><head><title>Otters return</title><link rel="canonical"'
        ' href="https://news.example.org/otters-(return)"></head><body><h1>Otters return</h1>'
        f"<p>{'The river has been quiet for years, and now it is not. ' * 8}</p></body></html>"
    )
    write(site, page, 1, "https://news.example.org/amp/otters-(return)")
    [post] = site.root.glob("_posts/*.md")
    text = post.read_text("utf-8")
    assert "original_url:" in text and "canonical_url:" in text
    assert found(site) == []


def test_tags_with_commas_and_words_in_the_wrong_encoding_are_mended_before(site: Blog) -> None:
    page = (
        "<html><head><title>Itâ€™s the otters</title>"
        '<meta property="article:tag" content="Rivers, Lakes, &amp; Seas">'
        '<meta name="description" content="They came back, and thatâ€™s good."></head><body>'
        f"<h1>Itâ€™s the otters</h1><p>{'The river has been quiet, and now it is not. ' * 8}</p>"
    )
    write(site, page, 1)
    [post] = site.root.glob("_posts/*.md")
    text = post.read_text("utf-8")
    assert "It’s the otters" in text and "that’s good" in text
    assert found(site) == []
