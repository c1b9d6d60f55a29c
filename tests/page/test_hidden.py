"""What no reader sees is not text; what the page itself opens is."""

from __future__ import annotations

import pytest

from crosspost.model.flow import SCREEN_READER
from crosspost.page.parse import parse_text

PROSE = "The ferry leaves the harbour at six, and by seven the islands are behind it. "
CLIPPED = (
    "border:0;clip:rect(0 0 0 0);height:1px;margin:-1px;overflow:hidden;padding:0;position:absolute"
)


def shown(body: str) -> str:
    """Return the text that readers see."""
    flow = parse_text(f"<html><body>{body}</body></html>", "https://example.org/").flow
    return "".join(
        text for text, flag in zip(flow.texts, flow.flags, strict=True) if not flag & SCREEN_READER
    )


def hides(attributes: str) -> bool:
    inline = shown(f"<p>the <a href='/x'>ferry<span {attributes}>, new tab</span></a> sails</p>")
    box = shown(f"<p>the ferry sails</p><div {attributes}>, new tab</div>")
    assert ("new tab" in inline) == ("new tab" in box)
    return "new tab" not in inline


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "color: red; DISPLAY : none !important",
        "visibility: hidden",
        CLIPPED,
        "clip: rect(1px, 1px, 1px, 1px)",
        "clip-path:inset(50%)",
        "clip-path: inset(100%)",
        "text-indent:-9999px",
        "position:absolute;left:-9999px",
        "position:absolute; top: -10000px",
        "width:1px;height:1px;overflow:hidden",
        "width:0;height:0;overflow:hidden",
        "font-size:0",
        "font-size: 0px; line-height: 0",
    ],
)
def test_a_style_that_hides(style: str) -> None:
    assert hides(f'style="{style}"')


@pytest.mark.parametrize(
    "style",
    [
        "display:block",
        "opacity:0",  # faded in by a script
        "visibility:hidden; animation-name:fadeIn",
        "overflow:hidden",
        "width:1px",
        "height:0;overflow:hidden",  # a section that opens
        "width:100px;height:100px;overflow:hidden",
        "clip-path: inset(5%)",
        "text-indent:-1em",
        "left:-10px",
        "font-size:0.9em",
        "--x-display:nonesuch",
    ],
)
def test_a_style_that_does_not(style: str) -> None:
    assert not hides(f'style="{style}"')


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("hidden", True),
        ("hidden=until-found", False),
        ("class='visually-hidden'", True),
        ("class='btn sr-only'", True),
        ("class='hidden-gem'", False),
        ("aria-hidden='true'", False),  # it is on the screen
        ("class='wow' style='visibility:hidden'", False),
    ],
)
def test_attributes_and_classes(attributes: str, expected: bool) -> None:
    assert hides(attributes) is expected


def test_a_font_size_of_zero_is_one_for_spaces_if_there_are_elements_within() -> None:
    assert shown("<div style='font-size:0'><p style='font-size:1rem'>ferry</p></div>") == "ferry"


def test_all_within_a_hidden_element_is_hidden_and_what_follows_is_not() -> None:
    html = "<p>a<span hidden>b<b>c</b>d<i hidden>e</i></span>f</p><div hidden><p>g</p>h</div>i"
    assert shown(html) == "afi"


@pytest.mark.parametrize(
    "html",
    [
        "<button aria-controls='x'>More</button><div id='x' hidden>rest</div>",
        "<a href='#x'>More</a><div id='x' style='display:none'>rest</div>",
        "<a data-bs-target='#x'>More</a><div id='x' style='display:none'>rest</div>",
        "<details><summary>More</summary><div style='display:none'>rest</div></details>",
        "<div class='collapse' style='display:none'>rest</div>",
        "<div class='elementor-tab-content' style='display:none'>rest</div>",
        "<div role='tabpanel' hidden>rest</div>",
        "<div class='read-more-text' style='display:none'>rest</div>",
        "<h3>Why?</h3><div style='visibility:hidden;height:0'>rest</div>",
        "<div><button>Why?</button></div><div><div hidden>rest</div></div>",
        "<div>Why is it so?</div><div style='display:none'>rest</div>",
        "<div hidden id='S:1f'>rest</div>",  # React puts it in its place
    ],
)
def test_a_section_that_the_page_opens_is_text(html: str) -> None:
    assert "rest" in shown(f"<p>{PROSE}</p>{html}")


def test_an_article_that_a_script_shows_is_text() -> None:
    assert PROSE in shown(f"<main hidden><p>{PROSE}</p></main>")
    assert PROSE in shown(f"<div style='visibility:hidden'>{f'<p>{PROSE}</p>' * 9}</div>")
    assert shown(f"<p>{PROSE * 9}</p><div hidden>{PROSE}</div>") == PROSE * 9


def test_words_for_screen_readers_are_hidden_whatever_comes_before_them() -> None:
    html = "<h2>Ferries</h2><div><a href='/x'><span class=sr-only>about</span>sails</a></div>"
    assert shown(html) == "Ferriessails"
    assert shown(html.replace("class=sr-only", "hidden")) == "Ferriessails"


def test_what_is_hidden_within_an_opened_section_is_hidden() -> None:
    note = "<a href='/x'>ferry<span hidden>, new tab</span></a>"
    assert shown(f"<div class=collapse hidden><p>the {note} sails</p></div>") == "the ferry sails"
    assert "new tab" not in shown(f"<div hidden>{f'<p>{PROSE}</p>' * 9}{note}</div>")


def test_the_source_of_a_formula_stays() -> None:
    formula = "<span style='display:none'><math><mi>x</mi></math></span><img src=x.svg alt=x>"
    assert shown(f"<p>the number {formula}</p>") == "the number x"


def test_a_chinese_article_that_a_script_shows_is_shown() -> None:
    text = "屋后的竹子今年开了花，村里的老人说，这样的事六十年才有一次。" * 7
    assert text in shown(f"<p>阅读原文</p><div style='visibility: hidden'><p>{text}</p></div>")
    assert text[:30] not in shown(f"<p>阅读</p><div style='visibility: hidden'>{text[:30]}</div>")
