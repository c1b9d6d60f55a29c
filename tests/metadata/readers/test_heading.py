"""The visible heading: which of several it is, and what in it is not the title."""

from __future__ import annotations

import pytest

from article_page import found, read
from crosspost.metadata.hints import Hint


def test_a_logo_in_an_h1_is_not_the_title() -> None:
    body = '<header><h1 class="logo"><a href="/">River Post</a></h1></header><h1>Otters return</h1>'
    article = read("<title>Otters return - River Post</title>", body)
    assert article.title == "Otters return"


def test_a_heading_that_is_no_h1_counts_if_the_head_says_the_same() -> None:
    body = "<h1>River Post</h1><article><h2>Otters return to town</h2></article>"
    head = '<meta property="og:site_name" content="River Post"><title>Otters return to town</title>'
    article = read(head, body)
    assert article.title == "Otters return to town"
    assert article.sources["title"] == "visible h2"


def test_an_h1_that_says_it_otherwise_wins_over_a_part_named_as_the_address() -> None:
    body = "<h1>Best Otter Programs for River Careers</h1><h2>The best otter certifications</h2>"
    head = "<title>Professional Otter Certifications to Boost Your Career</title>"
    article = read(head, body, url="https://example.org/articles/best-otter-certifications/")
    assert article.title == "Best Otter Programs for River Careers"


def test_a_date_a_counter_and_a_label_in_the_heading_are_left_out() -> None:
    body = (
        '<h1>Otters return <span class="post-date">March 5, 2024</span>'
        '<span class="comment-count">87</span><svg><title>icon</title></svg></h1>'
    )
    assert read("", body).title == "Otters return"


def test_the_source_that_an_aggregator_names_is_left_out() -> None:
    source = '<a href="https://post.example"> (post.example) </a>'
    body = f'<h1><a href="/x">Otters return</a> {source}</h1>'
    assert read("", body).title == "Otters return"
    assert read("", "<h1>Otters return (post.example)</h1>").title == "Otters return (post.example)"


def test_words_of_two_lines_do_not_run_together() -> None:
    assert read("", "<h1>Otters<br>return</h1>").title == "Otters return"
    assert read("", "<h1><div>Otters</div><div>return</div></h1>").title == "Otters return"


def test_an_empty_h1_is_passed_over() -> None:
    assert read("", "<h1> </h1><h1>Otters return</h1>").title == "Otters return"


def test_entities_that_a_reader_sees_are_decoded() -> None:
    assert read("", "<h1>Otters &amp;amp; rivers</h1>").title == "Otters & rivers"


def test_the_only_heading_is_marked() -> None:
    assert [c.hints >= {Hint.ONLY, Hint.FIRST} for c in found("title", "", "<h1>Otters</h1>")] == [
        True
    ]


def test_a_heading_in_a_template_is_not_shown() -> None:
    body = "<template><h1>Otters return</h1></template><main><h1>Otters return</h1></main>"
    article = read("<title>Otters return</title>", body)
    assert article.title == "Otters return"
    assert str(article.sources["title"]) == "visible h1"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ('<span class="art__kicker">The valley</span> <b>Otters</b>', "The valley: Otters"),
        ('<div class="overline">In the valley</div>Otters', "In the valley: Otters"),
        ('<a href="/x"><i class="topline">The valley</i><b>Otters</b></a>', "The valley: Otters"),
        ('<b>The valley</b><i class="sr-only">:</i> Otters', "The valley: Otters"),
        ('<b class="kicker">The valley<i class="sr-only">:</i></b> Otters', "The valley: Otters"),
        ('<span class="kicker">Are they back?</span> Otters', "Are they back? Otters"),
        ('<span class="kicker">The valley:</span> Otters', "The valley: Otters"),
        ('<span class="kicker">The valley</span> – Otters', "The valley – Otters"),
        ("<em>Otters</em> return", "Otters return"),
        ('Otters <span class="kicker">return</span>', "Otters return"),
        ('<span class="kicker">Otters return</span>', "Otters return"),
    ],
)  # fmt: skip
def test_a_colon_is_between_the_kicker_and_the_headline(heading: str, title: str) -> None:
    assert read("", f"<h1>{heading}</h1>").title == title


def test_the_head_tells_what_is_between_two_parts_of_a_heading() -> None:
    body = "<h1><span>The valley</span> <span>Otters return</span></h1>"
    assert read("<title>The valley / Otters return</title>", body).title == (
        "The valley / Otters return"
    )
    assert read("<title>The valley Otters return</title>", body).title == "The valley Otters return"
    assert read("<title>The valley: boats</title>", body).title == "The valley Otters return"
