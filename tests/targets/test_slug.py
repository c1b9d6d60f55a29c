"""A post's file name: Jekyll takes it, every disk takes it, people can read it."""

from __future__ import annotations

import re
from datetime import date

import pytest

import real_jekyll
from crosspost.targets.slug import MAX_SLUG, slug

DAY = date(2013, 3, 6)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Community Media in the Valley", "community-media-in-the-valley"),
        ("50% off: C++ & C#!", "50-off-c-c"),
        ("Don’t stop", "don-t-stop"),
        ("  --  Wait… what?  ", "wait-what"),
        ("Café Zoë in Łódź, Straße 5", "cafe-zoe-in-lodz-strasse-5"),
        ("Cafe\u0301", "cafe"),
        ("Привет, мир!", "privet-mir"),
        ("Ελλάδα", "ellada"),
        ("日本 news", "ri-ben-news"),
        ("ひらがな", "hiragana"),
        ("서울 소식", "seoul-sosig"),
        ("ﬁne ①②", "fine"),
        ("٣ أخبار", "3-khbr"),
        ("A 😀 day", "a-day"),
        ("a\0b\tc\nd", "a-b-c-d"),
        ("../../etc/passwd", "etc-passwd"),
        ("/etc/x", "etc-x"),
        ("-rf", "rf"),
        (".htaccess", "htaccess"),
        ("a:b\\c|d*e?f", "a-b-c-d-e-f"),
        ("CON", "con-post"),
        ("lpt1", "lpt1-post"),
        ("Index", "index-post"),
        ("Console", "console"),
    ],
)
def test_a_slug_is_letters_digits_and_hyphens(title: str, expected: str) -> None:
    assert slug(title) == expected


@pytest.mark.jekyll
def test_a_latin_title_gets_the_slug_that_jekyll_makes() -> None:
    titles = [
        "Community Media in the Valley",
        "50% off: C++ & C#!",
        "It's 5 o'clock -- already?",
        "snake_case and kebab-case",
        "v1.10.2 (beta) [update]",
        "“Quoted” – dashed — text",
        "A 😀 day",
    ]
    assert [slug(title) for title in titles] == real_jekyll.slugify(titles)


def test_a_title_without_letters_takes_the_slug_of_the_address() -> None:
    assert slug("…", "https://example.org/news/Radio_on_Air.html?x=1#top") == "radio-on-air"
    assert slug("😀", "https://example.org/%D0%B4%D0%B0/") == "da"


def test_no_slug_is_empty_nor_shared_by_two_addresses() -> None:
    one, other = slug("😀", "https://example.org/"), slug("😀", "https://example.net/")
    assert re.fullmatch(r"[0-9a-f]{12}", one)
    assert one != other
    assert slug("", "") and slug("\ud800", "http://[")


def test_a_long_title_is_cut_between_words() -> None:
    made = slug("Community radio " * 40)
    assert len(made) <= MAX_SLUG
    assert made.endswith("-community") or made.endswith("-radio")


@pytest.mark.parametrize("title", ["x" * 600, "日" * 300, "ж" * 300, "ﷺ" * 300, "a-" * 5_000_000])
def test_a_slug_never_exceeds_its_length(title: str) -> None:
    made = slug(title)
    assert 0 < len(made.encode()) <= MAX_SLUG
    assert not made.startswith("-") and not made.endswith("-")
    assert len(f"{DAY}-{made}-2.md".encode()) <= 255
