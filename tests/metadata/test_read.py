"""Reading a page's metadata: all fields at once, where each was found, what was passed over."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from lxml import etree

from article_page import document, json_ld, read
from cpu import cpu_limit
from crosspost import convert, metadata
from crosspost.metadata.hints import Hint
from crosspost.model import FIELDS
from crosspost.page.parse import parse_text

ARTICLE = json_ld("""{
  "@context": "https://schema.org", "@type": "NewsArticle",
  "headline": "Otters return to the river",
  "author": [{"@type": "Person", "name": "Ann Otter"}, {"@type": "Person", "name": "Bo Lee"}],
  "datePublished": "2024-03-05T22:30:00-05:00", "dateModified": "2024-03-09T08:00:00-05:00",
  "publisher": {"@type": "Organization", "name": "The River Post"},
  "description": "After forty years the animals are back in town.",
  "image": {"@type": "ImageObject", "url": "https://example.org/otter.jpg"},
  "mainEntityOfPage": "https://example.org/notes/otters-return",
  "inLanguage": "en_GB", "license": "https://creativecommons.org/licenses/by/4.0/",
  "keywords": "otters, rivers", "articleSection": "Nature"
}""")


def test_every_field_of_an_article_is_read_with_its_source() -> None:
    article = read(ARTICLE, "<h1>Otters return to the river</h1>")
    assert article.title == "Otters return to the river"
    assert article.authors == ("Ann Otter", "Bo Lee")
    assert article.published == datetime.fromisoformat("2024-03-05T22:30:00-05:00")
    assert article.updated == datetime.fromisoformat("2024-03-09T08:00:00-05:00")
    assert article.site == "The River Post"
    assert article.description == "After forty years the animals are back in town."
    assert article.image == "https://example.org/otter.jpg"
    assert article.canonical_url == "https://example.org/notes/otters-return"
    assert article.language == "en"
    assert article.license == "https://creativecommons.org/licenses/by/4.0/"
    assert article.tags == ("otters", "rivers")
    assert article.categories == ("Nature",)
    assert article.sources["title"] == "visible h1"
    assert article.sources["authors"] == "json-ld author"
    assert article.sources["published"] == "json-ld datePublished"
    assert article.sources["language"] == "html lang"


def test_a_page_that_says_nothing_has_empty_fields_and_no_sources() -> None:
    bare = metadata.read(parse_text("<html><body><p>Words.</p></body></html>", ""))
    assert bare == metadata.Metadata() or not bare.sources
    assert bare.title is None
    assert bare.authors == ()


def test_what_was_passed_over_can_still_be_seen() -> None:
    page = document('<meta property="og:title" content="Seo title">', "<h1>Shown title</h1>")
    titles = {(c.value, str(c.source)) for c in metadata.candidates(page) if c.field == "title"}
    assert {("Seo title", "meta og:title"), ("Shown title", "visible h1")} <= titles


def test_candidates_chosen_later_give_the_same_as_reading_at_once() -> None:
    page = document(ARTICLE, "<h1>Otters return</h1><p>By Ann Otter</p>")
    assert metadata.choose(metadata.candidates(page), page) == metadata.read(page)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (ARTICLE, "<h1>Otters return</h1><p>By Ann Otter</p>"),
        ('<meta property="og:title" content="Seo title">', "<h1>Shown title</h1>"),
        ("<title>Otters return | The Weekly</title>", '<nav>Weekly</nav><p class="by">Ann</p>'),
        ("", '<div class="h-entry"><p class="p-name">Otters</p><time>2024-03-05</time></div>'),
        ("", "<p>Words.</p>"),
    ],
)
def test_the_title_read_alone_is_the_one_read_with_all_the_rest(head: str, body: str) -> None:
    page = document(head, body)
    reading = metadata.Reading(page)
    alone = reading.title
    assert alone == metadata.read(page).title
    assert reading.metadata == metadata.read(page)


def test_the_tree_is_left_as_it_is() -> None:
    page = document(ARTICLE, '<h1>Otters <time datetime="2024-03-05">5 March</time></h1>')
    before = etree.tostring(page.tree)
    metadata.read(page)
    assert etree.tostring(page.tree) == before


FAR_OFF = "<p>One line more of the text.</p>" * 60 + (
    '<div class="author-box"><p>By Bea Lund</p><time datetime="2019-01-02">2 January</time></div>'
)


def test_what_stands_far_off_is_read_where_nothing_nearer_names_anybody_or_a_day() -> None:
    found = read("", f"<h1>Otters return</h1>{FAR_OFF}")
    assert (found.authors, found.published) == (("Bea Lund",), date(2019, 1, 2))


@pytest.mark.parametrize(
    ("head", "near"),
    [
        ("", "<p>By Ann Otter</p><p>March 5, 2024</p>"),
        (
            '<meta name="author" content="Ann Otter">'
            '<meta property="article:published_time" content="2024-03-05">',
            "",
        ),
    ],
)
def test_what_stands_far_off_is_not_read_where_something_nearer_does(head: str, near: str) -> None:
    page = document(head, f"<h1>Otters return</h1>{near}{FAR_OFF}")
    assert not [c for c in metadata.candidates(page) if Hint.FAR in c.hints]
    found = metadata.read(page)
    assert (found.authors, found.published) == (("Ann Otter",), date(2024, 3, 5))


def test_nobody_is_named_by_a_name_of_nobody() -> None:
    head = '<meta name="author" content="admin">'
    assert read(head, f"<h1>Otters return</h1>{FAR_OFF}").authors == ("Bea Lund",)


@pytest.mark.parametrize(
    "near",
    [
        "<p>Ann Otter</p><p>March 5, 2024</p>",  # it may be a section's name as well
        "<nav>By Ann Otter</nav>",
    ],
)
def test_a_name_that_may_be_anything_does_not_end_the_search(near: str) -> None:
    page = document("", f"<h1>Otters return</h1>{near}{FAR_OFF}")
    assert ("Bea Lund",) in [c.value for c in metadata.candidates(page)]


def test_a_long_line_at_the_end_is_read_where_it_is_marked_as_the_authors() -> None:
    line = "This piece was written by Bea Lund, who looks after the river and all that is in it"
    far_off = "<p>One line more of the text.</p>" * 60 + f'<div class="author-bio">{line}</div>'
    assert read("", f"<h1>Otters return</h1>{far_off}").authors == ("Bea Lund",)


def test_every_field_has_one_chooser() -> None:
    assert sorted(field for field, _ in metadata.CHOOSERS) == sorted(FIELDS)


def test_a_title_cannot_smuggle_lines_or_direction_overrides() -> None:
    article = read("", "<h1>Otters\n\u202egnp.exe\u2066 return\x07</h1>")
    assert article.title == "Otters gnp.exe return"


def test_an_author_with_line_breaks_stays_one_line() -> None:
    head = '<meta name="author" content="Ann&#10;date: 1999-01-01&#10;Otter">'
    assert all("\n" not in name for name in read(head).authors)


def test_the_dates_of_a_page_without_offset_stay_naive() -> None:
    head = '<meta property="article:published_time" content="2024-03-05T10:00:00">'
    assert read(head).published == datetime(2024, 3, 5, 10)
    head = '<meta property="article:published_time" content="2024-03-05T10:00:00Z">'
    assert read(head).published == datetime(2024, 3, 5, 10, tzinfo=UTC)
    head = '<meta property="article:published_time" content="2024-03-05">'
    assert read(head).published == date(2024, 3, 5)


HOSTILE = {
    "brackets": json_ld("[" * 100_000),
    "commas": json_ld("[1" + "," * 100_000 + "]"),
    "open comment": json_ld("{/*" + "*" * 100_000),
    "slashes": json_ld("{" + "/" * 100_000),
    "quotes": json_ld('{"a": "' + "\\" * 100_001),
    "nested nodes": json_ld('{"@type":"Article","author":' * 400 + "1" + "}" * 400),
    "long title": f"<title>{'a - ' * 50_000}</title>",
    "blank title": f"<title>{' ' * 200_000}</title>",
    "bars": f"<title>{'|' * 100_000}</title>",
    "author of commas": f'<meta name="author" content="{"a, " * 50_000}">',
    "many metas": '<meta name="author" content="Ann Otter">' * 20_000,
    "entities": f'<meta name="author" content="{"&amp;amp" * 20_000}">',
}


@pytest.mark.parametrize("head", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_head_takes_no_time(head: str) -> None:
    page = document(head)
    with cpu_limit(2):
        metadata.read(page)


HOSTILE_BODIES = {
    "digits": "<p>" + "1" * 200_000 + "</p>",
    "dates": "<p>" + "5 March 2024 " * 20_000 + "</p>",
    "date like": "<p>" + "1/" * 100_000 + "</p>",
    "short dates": "<p>5 Mar 24</p>" * 20_000,
    "bylines": "<p>By Ann Otter</p>" * 20_000,
    "by by by": "<p>" + "by " * 90 + "</p>" + ("<p>" + "By " * 80 + "</p>") * 500,
    "headings": "<h1>Otters</h1>" * 20_000,
    "links": '<a rel="tag" href="/t">tag</a>' * 20_000,
    "items": "<i itemscope itemprop=a>" * 240 + "</i>" * 240,
    "entries": '<div class="h-entry">' * 240 + "</div>" * 240,
    "spans": "<p>" + "<span>A</span>" * 20_000 + "</p>",
}


@pytest.mark.parametrize("body", HOSTILE_BODIES.values(), ids=HOSTILE_BODIES)
def test_a_hostile_body_takes_no_time(body: str) -> None:
    page = document("<title>Otters return</title>", body)
    with cpu_limit(3):
        metadata.read(page)


@pytest.mark.threat("17: text that cannot be written")
@pytest.mark.parametrize("odd", [r"\ud800", r"\uDFFF\uD800", r"\u0000", r"\uffff", r"\ud83f\udffe"])
def test_a_page_whose_json_has_no_text_becomes_a_post(odd: str) -> None:
    text = "The otters came back to the river in spring, and people stood and looked. " * 9
    data = (
        '{"@type": "Article", "@id": "https://a.example/X", "headline": "Otters X", "name": "X",'
        ' "author": "Ann X Otter", "description": "What the otters did X in spring",'
        ' "keywords": "aX",'
        ' "image": "https://a.example/X.png", "url": "https://a.example/aX", "license": "/lX",'
        ' "datePublished": "2024-03-05X", "articleSection": "sX", "inLanguage": "enX"}'
    ).replace("X", odd)
    page = f"""<title>&#xd800;Otters&#0;</title><script type=application/ld+json>{data}</script>
        <meta name=parsely-page content='{data}'><meta name=author content="Bo &amp;#xd800; Lee">
        <p>{text}&#xdfff;"""
    for candidate in metadata.candidates(parse_text(page, "https://a.example/x")):
        values = candidate.value if isinstance(candidate.value, tuple) else [candidate.value]
        assert all(str(value).encode("utf-8") for value in values)
    post = convert(page, "https://a.example/x")
    assert post.text.encode("utf-8")
    assert not re.search("[\ud800-\udfff\x00\uffff\U0001fffe]", post.text)
