"""What a post should have: what was kept, and what is amid kept text and the article's own."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from block_page import PROSE, document
from crosspost.body.decide import decide_page
from crosspost.body.decision import Decision, Selection
from crosspost.body.expected import expected_parts
from crosspost.body.omissions import find_omissions
from crosspost.body.region import find_region
from crosspost.model import Metadata, Part

TABLE = "<table><tr><td>Ferry</td><td>6</td></tr><tr><td>Bus</td><td>7</td></tr></table>"


def decided(amid: str, *, likely: bool) -> Decision:
    """Return a page of two paragraphs that are kept, with something between that is cut."""
    decision = decide_page(document(f"<p>{PROSE}</p>{amid}<p>{PROSE}</p>"), Metadata(), "article")
    assert decision is not None
    kept = np.zeros(len(decision.found.texts), dtype=bool)
    kept[[0, -1]] = True
    none = np.zeros(len(decision.found.media), dtype=bool)
    probabilities = np.where(kept | likely, 0.8, 0.1)
    selection = Selection(kept, none, decision.selection.reasons)
    return dataclasses.replace(decision, probabilities=probabilities, selection=selection)


def parts_of(decision: Decision) -> tuple[Part, ...]:
    region = find_region(decision)
    return expected_parts(decision, region, find_omissions(decision, region))


@pytest.mark.parametrize(
    ("amid", "part"),
    [
        ('<img src="/ferry.jpg">', Part("picture", ("/ferry.jpg",))),
        (
            '<picture><source srcset="/f.webp 1x, /f2.webp 2x"><img src="/f.jpg"></picture>',
            Part("picture", ("/f.webp", "/f2.webp", "/f.jpg")),
        ),
        (
            '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>',
            Part("player", ("https://www.youtube.com/embed/abcdefghijk",)),
        ),
        ("<h2>At seven</h2>", Part("heading", ("At seven",))),
        ("<pre>ferry</pre>", Part("code block", ("ferry",))),
        # Long texts of its own are no sign that it is not amid the text.
        (f"<pre>{PROSE}</pre>", Part("code block", (PROSE,))),
        (
            '<blockquote>Fog. <a href="/fog">All</a></blockquote>',
            Part("quotation", ("/fog", "Fog. All")),
        ),
        # A card is no sign that a picture is another article's.
        ('<div class="card"><img src="/ferry.jpg"></div>', Part("picture", ("/ferry.jpg",))),
    ],
)
def test_what_was_cut_between_long_texts_is_expected(amid: str, part: Part) -> None:
    assert parts_of(decided(amid, likely=True)) == (part,)


def test_code_is_expected_however_unlikely_it_is() -> None:
    parts = parts_of(decided("<pre>x = 1</pre>", likely=False))
    assert parts == (Part("code block", ("x = 1",)),)


def test_the_rows_of_a_table_are_expected_however_unlikely_they_are() -> None:
    parts = parts_of(decided(TABLE, likely=False))
    assert [part.content for part in parts] == [("Ferry", "6"), ("Bus", "7")]
    assert len({part.group for part in parts}) == 1


@pytest.mark.parametrize(
    "amid",
    [
        '<img src="/ferry.jpg" width="16">',
        '<img src="/logo-of-ferry.jpg">',
        '<img src="/ferry.jpg" class="avatar">',
        '<div class="ad"><img src="/ferry.jpg"></div>',
        '<div class="newsletter"><h2>Our letters</h2><img src="/letters.jpg"></div>',
        '<ul class="related"><li><a href="/a"><img src="/bus.jpg">The bus</a></li></ul>',
        f"<aside hidden>{TABLE}</aside>",
        '<h2><a href="/bus">The bus</a></h2>',
        "<h2>Read more: The bus</h2>",
        '<iframe src="https://ads.example.net/frame.html"></iframe>',
        '<iframe src="about:blank"></iframe>',
        '<embed src="/player.swf">',
        '<img src="/render/4711.svg" class="mwe-math-fallback-image">',
        "<table><tr><td>Ferry</td></tr><tr><td>Bus</td></tr></table>",
        f"<table><tr><td>{TABLE}</td><td>Bus</td></tr><tr><td>1</td><td>2</td></tr></table>"
        .replace(TABLE, "<table><tr><td>1</td></tr></table>"),
    ],
)  # fmt: skip
def test_what_is_evidently_not_the_articles_own_is_not_expected(amid: str) -> None:
    assert parts_of(decided(amid, likely=True)) == ()


def test_a_picture_between_texts_that_were_cut_is_not_expected() -> None:
    amid = f'<p>{PROSE}</p><img src="/bus.jpg"><p>{PROSE}</p>'
    assert parts_of(decided(amid, likely=False)) == ()


def test_a_paragraph_that_is_likely_and_was_cut_is_expected() -> None:
    own, kept = Part("paragraph", (f"Fog. {PROSE}",)), Part("paragraph", ())
    assert parts_of(decided(f"<p>Fog. {PROSE}</p>", likely=True)) == (own, kept, kept)


def test_a_heading_that_is_unlikely_is_not_expected() -> None:
    assert parts_of(decided("<h2>Our ferries</h2>", likely=False)) == ()


def test_one_item_that_was_cut_from_a_kept_list_is_expected() -> None:
    decision = decided("<ul><li>Ferry</li><li>Bus</li></ul>", likely=True)
    decision.selection.kept[1] = True
    assert parts_of(decision) == (Part("list item", ()), Part("list item", ("Bus",)))


def test_links_are_expected_in_kept_text_only() -> None:
    links = (
        '<a href="/ferry">ferry</a> <a href="#a">below</a> <a href="javascript:f()">open</a>'
        '<a href="https://example.net/share?url=x">share</a> <a href="/b"><span class="sr-only">'
        'all</span></a> <a href="/cdn-cgi/l/email-protection">mail</a>'
    )
    decision = decided(f"<p>The {links}</p>", likely=True)
    assert parts_of(decision) == ()
    decision.selection.kept[:] = True
    assert parts_of(decision) == (Part("link", ("/ferry",)),)


def test_notes_are_expected_and_the_ways_back_from_them_are_not() -> None:
    amid = (
        '<p id="back">Fog<sup><a href="#n1">1</a></sup> and <math><mi>a</mi></math></p>'
        '<p id="n1">Of 2013. <sup><a href="#back">↩</a></sup></p>'
    )
    decision = decided(amid, likely=True)
    assert parts_of(decision) == ()
    decision.selection.kept[:] = True
    assert parts_of(decision) == (Part("note", ("n1",)), Part("formula", ("a",)))


def test_what_was_kept_is_expected_whatever_is_around_it() -> None:
    decision = decided('<div class="ad"><h2>At seven</h2></div>', likely=False)
    decision.selection.kept[:] = True
    assert parts_of(decision) == (Part("heading", ("At seven",)),)


@pytest.mark.parametrize(
    ("inside", "is_expected"),
    [
        ('<a href="/weir"><img src="/weir.jpg"><span>Who owns a weir?</span></a>', False),
        ('<a href="/weir.jpg"><img src="/weir.jpg"><span>The weir</span></a>', True),
        ('<a href="/weir"><img src="/weir.jpg"></a>', True),
        ('<div class="c-inline-teaser"><img src="/weir.jpg"></div><h3>A weir</h3>', False),
    ],
)
def test_the_picture_of_another_story_is_not_expected(inside: str, is_expected: bool) -> None:
    amid = f"<aside><ul><li>{inside}</li></ul></aside>"
    pictures = [part.content for part in parts_of(decided(amid, likely=False))]
    assert pictures == [("/weir.jpg",)] * is_expected


def test_a_heading_in_a_caption_is_not_expected_as_a_heading() -> None:
    figure = '<figure><img src="/f.jpg"><figcaption><h4>The boat</h4></figcaption></figure>'
    decision = decided(figure, likely=True)
    decision.selection.kept[:] = True
    assert parts_of(decision) == (Part("picture", ("/f.jpg",)),)
