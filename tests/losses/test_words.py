"""Words of the article that are missing in the post are counted, marks and escapes are not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import crosspost
from crosspost.losses.words import missing_words

TEXT = "Otters came back to the river in spring, and the town was glad of the otters."


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("", ""),
        (TEXT, TEXT),
        ("an Otter’s den", "an *O*tter’s **den**"),
        ("snake_case and AT&T, a<b", "snake_case and AT&amp;T, a\\<b"),
        ("one\u00a0two", "one two"),
        ("one two", "one\u00a0two"),
        ("the river", "the [river](https://example.org/a)"),
        ("see https://example.org/river", "see <https://example.org/river>"),
        ("drowned1 and 12", "drowned[^1] and"),
        ("H2O and CO2 levels", "H<sub>2</sub>O and CO<sub>2</sub> levels"),
        ("日本語の文", "日本*語*の文"),
        ("low-tech", "low-*te***ch**"),
        ("inline", "in![](https://example.org/a.png)line"),
        ("a | b", "| a | b |"),
        ("like <script>alert</script>", "like \\<script>alert\\</script>"),
        ('write <div class="otter">', 'write `<div class="otter">`'),
    ],
)
def test_nothing_is_missing(text: str, markdown: str) -> None:
    assert missing_words(text, markdown) == 0


@pytest.mark.parametrize(
    ("markdown", "missing"),
    [
        ("Otters came back to the river in spring.", 7),
        ("![the town was glad](/a.jpg) Otters came back to the river in spring, and of otters", 1),
        ("[Otters](/came-back-to-the-river-in-spring)", 12),
        ("", 13),
    ],
)
def test_words_are_missing(markdown: str, missing: int) -> None:
    assert missing_words(TEXT, markdown) == missing


@pytest.mark.threat("16: words that are counted as the article's and not written")
def test_a_post_with_fewer_words_than_the_article_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crosspost.markdown.truncate.MAX_BYTES", 10_000)
    page = "<article><h1>Otters</h1>" + f"<p>{TEXT} {TEXT}</p>" * 200 + "</article>"
    post = crosspost.convert(page, "https://example.org/a", now=datetime(2026, 1, 1, tzinfo=UTC))
    said = [warning for warning in post.warnings if "not in the post" in warning]
    assert len(said) == 1
    assert "of 6,400 words of the article are not in the post: crosspost explain" in said[0]
    assert int(said[0].split()[0].replace(",", "")) > 3000


def test_a_whole_post_says_nothing_of_it() -> None:
    page = "<article><h1>Otters</h1>" + f"<p>{TEXT} <b>{TEXT}</b></p>" * 20 + "</article>"
    post = crosspost.convert(page, "https://example.org/a", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert not any("not in the post" in warning for warning in post.warnings)


def test_the_heading_of_notes_for_screen_readers_is_not_missed() -> None:
    words = "The river is long and its water is cold, and many people live beside it. " * 4
    page = (
        f'<article><h1>Of rivers</h1><p>{words}<sup><a href="#fn1" id="fnref1">1</a></sup></p>'
        f"<p>{words}</p>"
        '<section class="footnotes"><h2 class="sr-only">Footnotes</h2><ol><li id="fn1"><p>As the '
        'book of rivers says. <a href="#fnref1">↩</a></p></li></ol></section></article>'
    )
    post = crosspost.convert(page, "https://example.org/rivers")
    assert "[^1]: As the book" in post.text
    assert not any("in the post" in warning for warning in post.warnings)
