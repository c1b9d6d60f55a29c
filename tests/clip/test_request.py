"""Requests as they arrive: what a browser sends is read, the rest is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clip.local import BOUNDARY, form
from cpu import check_growth
from crosspost.clip.request import Refused, Request, fields_of, read_head

HEAD = "POST /clip?x=1 HTTP/1.1\r\nHost: 127.0.0.1:1\r\nContent-Length: 3\r\nX-A:  b "
FORM = Request("POST", "/", {"content-type": f"multipart/form-data; boundary={BOUNDARY}"})


def test_a_head_is_read() -> None:
    request = read_head(HEAD.encode())
    assert (request.method, request.path, request.length) == ("POST", "/clip", 3)
    assert request.headers == {"host": "127.0.0.1:1", "content-length": "3", "x-a": "b"}


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("", "400"),
        ("GET / HTTP/1.1 x", "400"),
        ("GET / HTTP/3", "400"),
        ("GET http://127.0.0.1/ HTTP/1.1", "400"),
        ("OPTIONS / HTTP/1.1", "405"),
        ("PUT / HTTP/1.1", "405"),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b", "400"),
        ("GET / HTTP/1.1\r\nHost : a", "400"),
        ("GET / HTTP/1.1\r\n folded: a", "400"),
        ("GET / HTTP/1.1\r\nno colon", "400"),
        ("POST / HTTP/1.1\r\nContent-Length: -1", "400"),
        ("POST / HTTP/1.1\r\nContent-Length: ²", "400"),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2", "400"),
        ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999", "400"),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked", "411"),
    ],
)
def test_anything_else_is_refused(head: str, status: str) -> None:
    with pytest.raises(Refused) as caught:
        read_head(head.encode("latin-1"))
    assert caught.value.status.startswith(status)


def test_the_fields_of_a_form_are_read_as_they_were_in_the_page() -> None:
    body = form({"token": "x", "html": "<p>Žluť</p>\r\n--not the boundary\r\n\r\n", "empty": ""})
    assert fields_of(replace(FORM, body=body)) == {
        "token": "x",
        "html": "<p>Žluť</p>\n--not the boundary\n\n",
        "empty": "",
    }


def test_the_first_of_two_fields_counts() -> None:
    body = form({"token": "right"}).removesuffix(b"--\r\n") + form({"token": "w"}).removeprefix(
        f"--{BOUNDARY}".encode()
    )
    assert fields_of(replace(FORM, body=body)) == {"token": "right"}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("", form({"a": "b"})),
        ("application/x-www-form-urlencoded", b"a=b"),
        ("multipart/form-data", form({"a": "b"})),
        ("multipart/form-data; boundary=", form({"a": "b"})),
        ("multipart/form-data; boundary=other", form({"a": "b"})),
        (FORM.headers["content-type"], b""),
        (FORM.headers["content-type"], form({"a": "b"})[:-8]),
        (FORM.headers["content-type"], b"x" + form({"a": "b"})),
        (FORM.headers["content-type"], form({"a": "b"}).replace(b"name=", b"n=")),
        (FORM.headers["content-type"], form({"a": "b"}).replace(b"\r\n\r\n", b"\r\n")),
        (FORM.headers["content-type"], form({str(n): "b" for n in range(99)})),
    ],
)
def test_other_bodies_are_refused(kind: str, body: bytes) -> None:
    with pytest.raises(Refused):
        fields_of(Request("POST", "/", {"content-type": kind}, len(body), body))


@pytest.mark.threat("30: a form that takes the square of its size")
def test_a_large_form_takes_as_long_as_its_size() -> None:
    def filled(size: int) -> Request:
        return replace(FORM, body=form({"html": "\r\n--" * size}))

    check_growth(filled, fields_of, size=100_000, times=8)
