"""Which headers of site config are sent."""

from __future__ import annotations

import pytest

from crosspost.sites.site_config.headers import fault


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("User-Agent", "Mozilla/5.0 (X11)"),
        (" cookie ", "consent=1"),
        ("referer", "https://a.example/"),
    ],
)
def test_headers_of_browsers_are_sent(name: str, value: str) -> None:
    assert not fault(name, value)


@pytest.mark.threat("23: a rule that sends headers to other hosts")
@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("Host", "a.example", "Host is not sent"),
        ("Authorization", "Basic x", "Authorization is not sent"),
        ("", "x", "no name"),
        ("cookie", "a=1\r\nHost: b", "characters"),
        ("cookie", "a=é", "characters"),
        ("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1)", "crawler"),
    ],
)
def test_other_headers_are_not(name: str, value: str, reason: str) -> None:
    assert reason in fault(name, value)
