"""robots.txt, as RFC 9309 has it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crosspost.batch.robots import Rules, read_rules
from crosspost.errors import FetchError

PAGE = "https://example.org/blog/page?x=1"


def having(answer: bytes | FetchError) -> Callable[[str, int], bytes]:
    def download(url: str, most_bytes: int) -> bytes:
        assert url == "https://example.org/robots.txt"
        if isinstance(answer, FetchError):
            raise answer
        return answer

    return download


def rules(answer: bytes | FetchError) -> Rules:
    return read_rules("https://me:word@example.org/blog/page", having(answer))


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /", False),
        (b"User-agent: *\nDisallow: /\nAllow: /blog/", True),
        (b"User-agent: crosspost\nDisallow: /blog\n\nUser-agent: *\nDisallow:", False),
        (b"User-agent: other\nDisallow: /", True),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /*?x=", False),
        (b"\x00\xff<html>not found</html>", True),
    ],
)
def test_what_may_be_fetched(text: bytes, allowed: bool) -> None:
    assert rules(text).allows(PAGE) is allowed


@pytest.mark.threat("2: URLs read two ways")
@pytest.mark.parametrize(
    "path",
    ["/private/x", "/a/../private/x", "/a/%2e%2e/private/x", "/a\\..\\private\\x", "/pri\tvate/x"],
)
def test_the_path_that_is_asked_for_is_the_one_that_is_judged(path: str) -> None:
    assert not rules(b"User-agent: *\nDisallow: /private/").allows(f"https://example.org{path}")


def test_a_site_without_one_allows_everything() -> None:
    assert rules(FetchError("x", "404 not found", status=404)).allows(PAGE)


def test_a_site_whose_robots_txt_has_a_fault_is_closed_for_now() -> None:
    assert "robots.txt cannot be had (503)" in rules(FetchError("x", "503", status=503)).closed


def test_a_site_that_cannot_be_reached_fails_with_its_own_reason() -> None:
    assert not rules(FetchError("x", "refused", retry=True, unreachable=True)).closed


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        (b"User-agent: *\nCrawl-delay: 3", 3.0),
        (b"User-agent: *\nRequest-rate: 1/10", 10.0),
        (b"User-agent: *\nCrawl-delay: 86400", 60.0),
        (b"User-agent: *\nCrawl-delay: soon", None),
    ],
)
def test_how_long_to_wait(text: bytes, delay: float | None) -> None:
    assert rules(text).delay == delay
