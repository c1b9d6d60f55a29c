"""The site's name."""

from __future__ import annotations

import pytest

from article_page import read
from crosspost.metadata.fields.site import domain_name
from crosspost.metadata.text import squash


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.org/a", "example"),
        ("https://blog.example.co.uk/a", "example"),
        ("https://river-post.example.com/", "example"),
        ("", ""),
    ],
)
def test_the_name_in_the_host_is_the_label_before_the_suffix(url: str, name: str) -> None:
    assert domain_name(url) == name


def test_names_are_compared_without_article_blanks_and_case() -> None:
    assert squash("The River Post") == squash("riverpost") == "riverpost"


def test_a_slogan_behind_the_name_is_cut_off() -> None:
    head = (
        '<meta property="og:site_name" content="River Post - all the news of all the rivers, '
        'every single day of the year">'
    )
    assert read(head).site == "River Post"


def test_an_address_is_no_name() -> None:
    assert read('<meta property="og:site_name" content="https://example.org">').site is None


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Otters return | Example Post", "Example Post"),
        ("Otters return - Nature - Example", "Example"),
        ("Otters return | River Post", None),
        ("Otters return: an example", None),
        ("Example", None),
        ("Otters | Ten examples of how an otter eats fish", None),
    ],
)
def test_the_end_of_the_title_names_the_site_where_it_is_called_as_the_host(
    title: str, site: str | None
) -> None:
    assert read(f"<title>{title}</title>").site == site


@pytest.mark.parametrize(
    ("said", "site"),
    [
        ("River Post -", "River Post"),
        ("River Post | ", "River Post"),
        ("Copyright 2003", None),
        ("Copyright 2003 River Post", "River Post"),
        ("© 2003–2024 River Post. All rights reserved.", "River Post"),
        ("Blog", None),
        ("2024", None),
        ("River 2024", "River 2024"),
        # The host has the name before the slogan.
        ("Example - all about the rivers", "Example"),
        ("River Post - all about rivers", "River Post - all about rivers"),
        ("Example - Nature", "Example - Nature"),
    ],
)
def test_a_name_has_no_notice_no_separator_at_its_end_and_no_slogan(
    said: str, site: str | None
) -> None:
    assert read(f'<meta property="og:site_name" content="{said}">').site == site


def test_a_heading_that_leads_home_is_not_the_title_that_a_name_repeats() -> None:
    data = '{"@type": "Article", "headline": "Otters return", "publisher": {"name": "River Post"}}'
    script = f'<script type="application/ld+json">{data}</script>'
    assert (
        read(script, '<h1><a href="/">River Post</a></h1><h1>Otters return</h1>').site
        == "River Post"
    )
