"""The description: plain, capped, more than the title."""

from __future__ import annotations

from article_page import read


def description(text: str, head: str = "") -> str | None:
    return read(
        f'{head}<meta name="description" content="{text}">', "<h1>Otters return</h1>"
    ).description


def test_markup_and_entities_are_resolved() -> None:
    assert description("They &amp;amp; we &lt;b&gt;wait&lt;/b&gt; here.") == "They & we wait here."


def test_a_long_one_is_cut_at_a_word() -> None:
    text = description("otters " * 300)
    assert text is not None
    assert len(text) <= 500
    assert text.endswith("otters…")


def test_one_that_repeats_the_title_is_none() -> None:
    assert description("Otters return") is None
