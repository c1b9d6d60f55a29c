"""The user's cookies and headers in the form of the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crosspost.fetch.browser.secrets import cookie_parameters, with_headers
from crosspost.fetch.cookies import read_cookies
from crosspost.urls import read

pytestmark = pytest.mark.threat("4: Headers and cookies go to hosts that you did not name")


def parameters(tmp_path: Path, url: str, *rows: str) -> list[dict[str, Any]]:
    file = tmp_path / "cookies.txt"
    file.write_text("\n".join(row.replace(" ", "\t") for row in rows), "utf-8")
    link = read(url)
    assert link
    return cookie_parameters(read_cookies(file), link)


def test_only_those_of_the_page_s_host_and_its_domain(tmp_path: Path) -> None:
    found = parameters(
        tmp_path,
        "https://a.site.example/x",
        "a.site.example FALSE /p FALSE 4102444800 own 1",
        ".site.example TRUE / TRUE 0 domain 2",
        "site.example FALSE / TRUE 0 parent 3",
        "b.site.example FALSE / TRUE 0 sibling 4",
        ".te.example TRUE / TRUE 0 ending 5",
    )
    assert sorted(found, key=lambda cookie: cookie["value"]) == [
        {
            "name": "own", "value": "1", "path": "/p", "secure": True,
            "url": "https://a.site.example/", "expires": 4102444800,
        },
        {
            "name": "domain", "value": "2", "path": "/", "secure": True,
            "url": "https://a.site.example/", "domain": ".site.example",
        },
    ]  # fmt: skip


def test_without_tls_a_secure_cookie_stays_secure(tmp_path: Path) -> None:
    plain, secure = parameters(
        tmp_path,
        "http://localhost:8000/",
        "localhost FALSE / FALSE 0 a 1",
        "localhost FALSE / TRUE 0 b 2",
    )
    assert (plain["url"], plain["secure"]) == ("http://localhost:8000/", False)
    assert (secure["url"], secure["secure"]) == ("https://localhost:8000/", True)


def test_the_user_s_headers_replace_those_of_the_browser() -> None:
    sent = {"accept": "*/*", "Referer": "https://example.org/"}
    assert with_headers(sent, {"Accept": "text/html", "X-Key": "1"}) == [
        {"name": "Referer", "value": "https://example.org/"},
        {"name": "Accept", "value": "text/html"},
        {"name": "X-Key", "value": "1"},
    ]
