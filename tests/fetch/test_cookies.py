"""Cookie files in the Netscape format."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.errors import ConfigError
from crosspost.fetch.cookies import read_cookies
from fetch.client import Client
from server import Server, page, raw, redirect
from server.answers import head

LINE = "127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tabc123\n"


def write(folder: Path, text: str) -> str:
    path = folder / "cookies.txt"
    path.write_bytes(text.encode("latin-1"))
    return str(path)


def test_a_cookie_goes_to_its_host(client: Client, tmp_path: Path) -> None:
    file = write(tmp_path, "# Netscape HTTP Cookie File\n\n" + LINE)
    with Server({"/": page("<p>x")}) as server:
        client.get(server.url(), cookies=file)
        assert server.requests[0].headers["cookie"] == "session=abc123"


def test_a_cookie_goes_to_no_other_host_and_not_along_a_redirect(
    client: Client, tmp_path: Path
) -> None:
    client.names = {"here.example.org": [["127.0.0.1"]], "there.example.com": [["127.0.0.1"]]}
    file = write(tmp_path, LINE.replace("127.0.0.1", ".example.org").replace("FALSE", "TRUE", 1))
    with Server({"/there": page("<p>x")}) as server:
        server.routes["/"] = redirect(server.url("/there", host="there.example.com"))
        client.get(server.url(host="here.example.org"), cookies=file, allow_private=True)
        assert server.requests[0].headers["cookie"] == "session=abc123"
        assert "cookie" not in server.requests[1].headers


def test_a_cookie_of_one_host_does_not_go_to_its_subdomains(client: Client, tmp_path: Path) -> None:
    client.names = {"example.org": [["127.0.0.1"]], "www.example.org": [["127.0.0.1"]]}
    file = write(tmp_path, LINE.replace("127.0.0.1", "example.org"))
    with Server({"/": page("<p>x")}) as server:
        client.get(server.url(host="example.org"), cookies=file)
        client.get(server.url(host="www.example.org"), cookies=file)
        assert [("cookie" in request.headers) for request in server.requests] == [True, False]


def test_a_cookie_set_before_a_redirect_is_sent_after_it(client: Client) -> None:
    with Server({}) as server:
        headers = {"Location": "/page", "Set-Cookie": "seen=1", "Content-Length": "0"}
        server.routes["/"] = raw(head("302 Found", None, headers), keep=True)
        server.routes["/page"] = page("<p>x")
        fetcher = client.fetcher()
        fetcher.get(server.url())
        assert server.requests[1].headers["cookie"] == "seen=1"
        fetcher.get(server.url("/page"))
        assert "cookie" not in server.requests[2].headers  # the next link begins without


@pytest.mark.parametrize(
    ("cookie", "sent"),
    [
        ("seen=1; Expires=Wed, 01 Mai 2030 12:00:00 GMT; Path=/", "seen=1"),
        ("seen=1; expires=\xb2; Path=/", "seen=1"),
        ("seen=1; Expires=Wed, 01 May 2030 12:00:00 GMT", "seen=1"),
        ("seen=1; Expires=Wed, 01 May 2013 12:00:00 GMT", None),
        ("seen=1; Domain=example.com", None),
    ],
)
def test_a_cookie_with_a_date_that_cannot_be_read_lasts_for_the_page(
    client: Client, cookie: str, sent: str | None
) -> None:
    headers = {"Location": "/page", "Set-Cookie": cookie, "Content-Length": "0"}
    with Server({"/page": page("<p>x")}) as server:
        server.routes["/"] = raw(head("302 Found", None, headers), keep=True)
        client.get(server.url())
        assert server.requests[1].headers.get("cookie") == sent


def test_what_browsers_and_curl_write_is_read(tmp_path: Path) -> None:
    text = (
        "# no magic line\r\n"
        "#HttpOnly_.example.org\tTRUE\t/\tTRUE\t1999999999.5\tid\tv=1\r\n"
        "localhost\tFALSE\t/\tFALSE\t\tempty\t\r\n"
        "example.net\tFALSE\t/a\tFALSE\t1\told\tgone"
    )
    jar = read_cookies(Path(write(tmp_path, text)))
    assert [(c.domain, c.name, c.value, c.secure) for c in jar] == [
        (".example.org", "id", "v=1", True),
        ("localhost.local", "empty", "", False),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("example.org a b c", "1 fields instead of 7"),
        (LINE.replace("\t0\t", "\tnever\t"), "'never' is not a time"),
        (LINE.replace("\t0\t", "\tinf\t"), "'inf' is not a time"),
        (LINE.replace("abc", "a\x1bc"), "printable"),
        (LINE.replace("127.0.0.1", "."), "needs a domain"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, why: str) -> None:
    path = write(tmp_path, "# comment\n" + LINE + line)
    with pytest.raises(ConfigError, match=f"cookies.txt:3: .*{why}"):
        read_cookies(Path(path))


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        read_cookies(tmp_path / "none.txt")
    with pytest.raises(ConfigError, match="not a text file"):
        read_cookies(Path(write(tmp_path, "\xff\xfe")))
