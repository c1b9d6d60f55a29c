"""Pages that would break the parser are cut to size in linear time."""

from __future__ import annotations

import re
import unicodedata

import pytest

from cpu import cpu_limit
from crosspost.page.limits import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    count_tags,
    limit_attributes,
    limit_depth,
    limit_marks,
)


def attributes(number: int, value: str = '"1"') -> bytes:
    return " ".join(f"a{n}={value}" for n in range(number)).encode()


def test_a_usual_page_is_left_as_it_is() -> None:
    content = b"<p class=\"a>b\" title='<x'>" + b"text < more " * 9 + b"</p><br/>"
    assert limit_attributes(content) == (content, 0)


@pytest.mark.parametrize("value", ['"1"', "'<b>'", "x", '">"'])
def test_a_tag_with_thousands_of_attributes_keeps_the_first(value: str) -> None:
    page = b"<div><p " + attributes(5000, value) + b">text</p>"
    got, cut = limit_attributes(page)
    assert got == b"<div><p " + attributes(MAX_ATTRIBUTES, value) + b">text</p>"
    assert cut == 1


def test_attributes_without_values_are_counted() -> None:
    got, cut = limit_attributes(b"<p" + b" a" * 5000 + b">text")
    assert cut == 1 and got.count(b" a") == MAX_ATTRIBUTES


def test_a_comparison_in_a_script_is_no_tag() -> None:
    script = b'<script>if (a<b && c=="it\'s") {' + b" x = y;" * 2000 + b"}</script>"
    page = script + b"<p>" + b'it\'s text, "quoted" = so. ' * 2000 + b"</p>" + script
    assert limit_attributes(page) == (page, 0)


def test_a_quotation_mark_in_an_unquoted_value_opens_nothing() -> None:
    got, cut = limit_attributes(b"<p a=it's b='>' " + attributes(5000) + b">text")
    assert cut == 1 and got.endswith(b">text")


def test_a_long_attribute_is_not_many() -> None:
    page = b'<img alt="x" src="data:image/png;base64,' + b"A" * 100_000 + b'">'
    assert limit_attributes(page) == (page, 0)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            b"<a ",
            b'<a "',
            b"<a '",
            b"<a \"'",
            b"<a x='<a x=\"",
            b"<",
            b'<a x="y" ',
            b"</a",
            b"<!--",
        ),
        b"<a b='" + b"x" * 1000,
    ],
)
def test_hostile_text_takes_linear_time(piece: bytes) -> None:
    text = piece * (2_000_000 // len(piece))
    with cpu_limit(4):
        limit_attributes(text)
        limit_depth(text.decode())


def depth(html: str) -> int:
    """Return how deeply the div elements of a page are nested."""
    deepest = now = 0
    for closes in re.findall(r"<(/?)div", html):
        now += -1 if closes else 1
        deepest = max(deepest, now)
    return deepest


def test_deep_nesting_is_flattened_and_no_text_lost() -> None:
    levels = 1000
    page = "".join(f"<div>{n} " for n in range(levels)) + "</div>" * levels + "<p>after</p>"
    got, dropped = limit_depth(page)
    assert depth(got) == MAX_DEPTH and dropped == 2 * (levels - MAX_DEPTH)
    assert got.count("</div>") == MAX_DEPTH and got.endswith("</div><p>after</p>")
    assert re.findall(r"\d+", got) == [str(n) for n in range(levels)]
    assert f"{MAX_DEPTH - 1} <br>{MAX_DEPTH} <br>" in got  # words of two blocks stay apart


def test_flattened_inline_elements_do_not_break_words() -> None:
    got, _ = limit_depth("<b>a" * 300 + "</b>z" * 300)
    assert "a" * 101 in got and "<br>" not in got


def test_what_need_not_be_closed_does_not_count_as_deep() -> None:
    page = "<ul>" + "<li>item<p>text<br><img src=x>" * 1000 + "</ul>"
    assert limit_depth(page) == (page, 0)


def test_an_end_tag_does_not_reach_through_a_block() -> None:
    got, dropped = limit_depth("<b><div></b>" * 1000 + "text")
    assert dropped > 0 and depth(got) < MAX_DEPTH and got.endswith("text")


@pytest.mark.parametrize(
    "raw",
    [
        "<script>if (a<b) { '</div><div><div>' }</script>",
        "<!-- <div><div><div> -->",
        "<textarea><div></textarea>",
        "<title>On <div></title>",
    ],
)
def test_tags_in_scripts_and_comments_are_no_tags(raw: str) -> None:
    page = raw * 300
    assert limit_depth(page) == (page, 0)


@pytest.mark.parametrize("page", ["", "<", "<div", "<script>", "<!--", "</div>", "<div a='", "x<!"])
def test_broken_ends(page: str) -> None:
    assert limit_depth(page) == (page, 0)
    assert limit_attributes(page.encode()) == (page.encode(), 0)


def test_tags_are_counted_outside_scripts_and_comments() -> None:
    page = b"<p>a</p><br><script>'<p><p>'</script><!-- <p> --><textarea><b></textarea><p a='>'>"
    assert count_tags(page) == 3


@pytest.mark.threat("13: markup that takes time by the square of its length")
@pytest.mark.parametrize("tag", ["<p{}>", "<p{}=>", "<p a{}", "<p{}/"])
def test_blanks_in_a_tag_are_read_once(tag: str) -> None:
    page = tag.format(" " * 300_000).encode()
    with cpu_limit(1):
        assert limit_attributes(page) == (page, 0)


@pytest.mark.threat("13: accents that take time by the square of their number")
@pytest.mark.parametrize("pair", ["\u0301\u0316", "&#769;&#790;", "\u0301&#x316;"])
def test_a_run_of_accents_is_cut(pair: str) -> None:
    with cpu_limit(1):
        found = unicodedata.normalize("NFC", limit_marks(f"<p>Otters{pair * 60_000} return"))
    assert found.startswith("<p>Otter") and found.endswith(" return") and len(found) < 100


@pytest.mark.parametrize(
    "text", ["שָׁלוֹם " * 500, "नमस्ते " * 500, "ที่นี่ " * 500, "&#1086;" * 2000, "e\u0301" * 2000]
)
def test_accents_of_languages_stay(text: str) -> None:
    assert limit_marks(text) == text
