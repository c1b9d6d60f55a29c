"""URLs in a post: what is judged is what a browser gets."""

from __future__ import annotations

import unicodedata

import pytest

import hostile
from crosspost import to_markdown
from crosspost.markdown import link_urls, players


@pytest.mark.threat("8: characters that become others after the check")
@pytest.mark.parametrize(
    "url",
    [
        "javascript&colon;alert(1)",
        "javascript&colon\u037ealert(1)",
        "javascript&#58;alert(1)",
        "javascript&#x3a\u037ealert(1)",
        "&#106;avascript:alert(1)",
        "javascript%3Aalert(1)",
        "java%0ascript%3Aalert(1)",
        "javascript&amp;colon;alert(1)",
        "ｊavascript：alert(1)",
        "java\u200bscript:alert(1)",
        "java&Tab;script&colon;alert(1)",
        "\u0338javascript&colon;alert(1)",
        "vbscript&colon;x",
        "data&colon;text/html,x",
    ],
)
def test_no_url_runs_after_one_more_decoding(url: str) -> None:
    written = link_urls.link(url)
    assert written is None or "%CD%BE" in written
    assert link_urls.image(url) == written


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=1&copy=2",
        "/wiki/Category%3AX",
        "Category%3AX",
        "a/b:c",
        "data/2020:a",
        "?q=javascript%3Ax",
        "#javascript:x",
        "https://example.org/é/日本",
        "mailto:a@example.org",
        "tel:+1",
    ],
)
def test_ordinary_urls_stay(url: str) -> None:
    assert link_urls.link(url) == url


@pytest.mark.threat("8: characters that become others after the check")
def test_what_nfc_would_change_is_percent_encoded() -> None:
    assert link_urls.link("https://example.org/e\u0301") == "https://example.org/e%CC%81"
    assert link_urls.destination("/\u037ea\u1fef") == "/%CD%BEa%E1%BF%AF"
    assert link_urls.link("\u0338/a") == "%CC%B8/a"


@pytest.mark.threat("8: characters that compose with our own markup")
def test_only_one_combining_character_composes_with_punctuation() -> None:
    """``escape`` need know no other; of the characters that NFC makes ASCII of, none is ours."""
    punctuation = [chr(c) for c in range(0x21, 0x7F) if not chr(c).isalnum()]
    marks = [chr(c) for c in range(0x300, 0x110000) if unicodedata.combining(chr(c))]
    marks = [mark for mark in marks if unicodedata.is_normalized("NFC", mark)]
    composing = {
        mark
        for mark in marks
        for sign in punctuation
        if not unicodedata.is_normalized("NFC", sign + mark)
    }
    assert composing == {"\u0338"}


@pytest.mark.threat("8: characters that compose with our own markup")
@pytest.mark.parametrize("text", [*hostile.TEXTS, *hostile.mixed(40, seed=3)])
def test_a_post_stays_as_it_is_when_it_is_normalised(text: str) -> None:
    for markdown in (
        to_markdown(hostile.everywhere(text)),
        to_markdown(hostile.everywhere(f"\u0338{text}\u0338")),
    ):
        assert unicodedata.is_normalized("NFC", markdown)
        assert (
            markdown.replace("\n", "").isprintable() or "\xa0" in markdown or "\u2028" in markdown
        )


@pytest.mark.threat("2: URLs read two ways")
@pytest.mark.parametrize(
    "url",
    [
        r"https://evil.example\@www.youtube.com/embed/x",
        r"https://www.youtube.com\@evil.example/embed/x",
        r"https://www.youtube.com\.evil.example/embed/x",
        "https://www.youtube.com@evil.example/embed/x",
        "https://evil.example:80@www.youtube.com/embed/x",
        "https://www.youtube.com:8443/embed/x",
        "https://www.youtube.com/embed/../redirect?q=x",
        "https://www.youtube.com/embed/%2E%2e/redirect?q=x",
        "https://www.youtube.com/embed/.%2e/redirect?q=x",
        "https://www.youtube.com/embed\\..\\redirect",
        "https:www.youtube.com/embed/x",
        "https:///www.youtube.com/embed/x",
        "https://www.youtube.com%2f.evil.example/embed/x",
        "https://www.youtube.com／.evil.example/embed/x",
        "https://www.youtube.com\t.evil.example/embed/x",
        "//evil.example/https://www.youtube.com/embed/x",
        "javascript://www.youtube.com/embed/%0aalert(1)",
    ],
)
def test_a_player_is_one_for_every_reader_of_urls(url: str) -> None:
    assert not players.is_player(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/embed/x?a=b#c",
        "//player.vimeo.com/video/1",
        "https://www.google.com/maps/embed?pb=!1m18",
        "https://open.spotify.com/embed/track/1",
        "HTTPS://WWW.YOUTUBE.COM/embed/a.b..c",
    ],
)
def test_players_are_known(url: str) -> None:
    assert players.is_player(url)
