"""Whether an original has changed since its import."""

from __future__ import annotations

from crosspost.check.compare import Seen, changes

TEXT = "The ferry leaves the harbour at six, and by seven the islands are behind it. " * 20
NOW = Seen("post", "original")


def test_the_first_check_compares_the_words() -> None:
    assert changes(None, NOW, f"Note of mine. {TEXT}", TEXT) == ("", NOW)
    what, seen = changes(None, NOW, TEXT[:400], TEXT)
    assert "words are not in the post" in what and seen == NOW


def test_markup_makes_no_difference() -> None:
    post = TEXT.replace("harbour", "[harbour](https://example.org/a)").replace("six", "**six**")
    assert changes(None, NOW, TEXT, post)[0] == changes(None, NOW, post, TEXT)[0] == ""


def test_a_few_words_make_no_difference() -> None:
    assert changes(None, NOW, TEXT, f"{TEXT} Updated at noon by the editor.")[0] == ""


def test_later_checks_compare_what_was_seen() -> None:
    after = Seen("post", "another")
    assert changes(NOW, NOW, "", TEXT) == ("", NOW)
    assert changes(NOW, after, TEXT, TEXT) == ("its text has changed", NOW)


def test_a_changed_post_and_another_version_are_compared_anew() -> None:
    after = Seen("edited", "another")
    assert changes(NOW, after, TEXT, TEXT) == ("", after)
    assert changes(Seen("post", "x", "0.0.1"), NOW, TEXT, TEXT) == ("", NOW)


def test_scripts_without_spaces() -> None:
    text = "朝の船は六時に港を出て七時には島々が後ろに見える。" * 9
    assert changes(None, NOW, text, text)[0] == ""
    assert "words are not in the post" in changes(None, NOW, text[:30], text)[0]
