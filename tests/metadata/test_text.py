"""Values as plain text: one line, nothing invisible, entities decoded once, no markup."""

from __future__ import annotations

import pytest

from crosspost.metadata.text import fold, key, plain, shorten


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  two \n\t lines ", "two lines"),
        ("a\u00a0b\u2003c\u2028d\u2029e", "a b c d e"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("right\u202eto left\u2069", "rightto left"),
        ("bell\x07 esc\x1b[31m", "bell esc[31m"),
        ("soft\u00adhyphen", "softhyphen"),
        ("👩\u200d🔧 repairs", "👩\u200d🔧 repairs"),
    ],
)
def test_blanks_are_folded_and_the_invisible_removed(raw: str, clean: str) -> None:
    assert fold(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Q&amp;A: it&#8217;s &quot;fine&quot;", 'Q&A: it’s "fine"'),
        ("AT&T and R&D", "AT&T and R&D"),
        ("&amp;lt; is an entity", "&lt; is an entity"),
        ("A <em>very</em> good<br/>day", "A very good day"),
        ("30 years of <br> tags", "30 years of <br> tags"),
        ("if a < b and b > c", "if a < b and b > c"),
        ("words <!-- hidden --> more", "words more"),
    ],
)
def test_what_was_escaped_twice_is_decoded_and_markup_removed(raw: str, clean: str) -> None:
    assert plain(raw) == clean


def test_texts_are_cut_at_a_word() -> None:
    assert shorten("one two three four", 11) == "one two…"
    assert shorten("short", 11) == "short"
    assert len(shorten("x" * 500, 100)) == 100


def test_spellings_of_the_same_words_have_one_key() -> None:
    assert key("L’été — 2024!") == key("l'ete 2024")


@pytest.mark.threat("17: text that cannot be written")
@pytest.mark.parametrize(
    "odd", ["\ud800", "\udfff", "\x00", "\ufdd0", "\uffff", "\U0001fffe", "\U0010ffff"]
)
def test_what_no_text_can_have_is_left_out(odd: str) -> None:
    assert fold(f"Otters{odd} return") == "Otters return"
    assert plain(f"Otters{odd} return") == "Otters return"
