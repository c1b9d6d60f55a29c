"""A text that should be a web URL: what is wrong with it, and what was meant."""

from __future__ import annotations

import pytest

from crosspost.url_faults import fault


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "https://Ann:word@example.org/",
        " https://example.org/a\n",
        "https://пример.рф/страница",
        "http://127.0.0.1/",
        "http://[::1]/",
    ],
)
def test_a_web_url_has_no_fault(text: str) -> None:
    assert fault(text) is None


@pytest.mark.parametrize(
    ("text", "words", "meant"),
    [
        ("not a url", "not an http(s) URL", ""),
        ("", "not an http(s) URL", ""),
        ("example.org/a", "not an http(s) URL", "https://example.org/a"),
        ("www.example.org", "not an http(s) URL", "https://www.example.org"),
        ("//example.org/a", "not an http(s) URL", ""),
        ("/a/b", "not an http(s) URL", ""),
        ("file:///home/page.html", "not an http(s) URL", ""),
        ("javascript:alert(1)", "not an http(s) URL", ""),
        ("mailto:ann@example.org", "not an http(s) URL", ""),
        ("http://", "not an http(s) URL", ""),
        ("https://example.org:99999/", "not an http(s) URL", ""),
        ("https://[::1", "not an http(s) URL", ""),
        ("https://example.org/a b", "not a single URL", ""),
        ("https://example.org/a https://example.org/b", "not a single URL", ""),
    ],
)
def test_a_fault_is_said_in_words(text: str, words: str, meant: str) -> None:
    assert fault(text) == (words, meant)
