"""A catalogue of what servers and networks do wrong, each ready to be a route.

The endless ones end when the client or the server closes the connection.
"""

from __future__ import annotations

import functools
import gzip
import random
import socket
import struct
import time
import zlib
from collections.abc import Mapping

from server.answers import Answer, Request, head, if_header, page, raw, redirect, status

WORDS = "<p>" + "A page written for the test, with enough words to be cut. " * 80 + "</p>"
PAGE = f"<!doctype html><html><head><title>Page</title></head><body>{WORDS}</body></html>".encode()
_ZIPPED = gzip.compress(PAGE)
_GZIP = {"Content-Encoding": "gzip"}


def _sized(body: bytes, headers: Mapping[str, str] | None = None) -> bytes:
    return head(headers={**(headers or {}), "Content-Length": str(len(body))}) + body


EARLY = b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"


def drip(first: bytes, again: bytes, seconds: float = 0.02) -> Answer:
    """Send something, then a little more for ever."""

    def answer(request: Request, sock: socket.socket) -> bool:
        sock.sendall(first)
        while True:
            time.sleep(seconds)
            sock.sendall(again)

    return answer


def flood(first: bytes, again: bytes) -> Answer:
    """Send something, then more as fast as it goes, for ever."""
    return drip(first, again * max(1, 65536 // len(again)), 0)


def silence(first: bytes = b"") -> Answer:
    """Send something, then nothing, until the client closes."""

    def answer(request: Request, sock: socket.socket) -> bool:
        sock.sendall(first)
        while sock.recv(4096):
            pass
        return False

    return answer


def reset(first: bytes) -> Answer:
    """Send something and reset the connection."""

    def answer(request: Request, sock: socket.socket) -> bool:
        sock.sendall(first)
        time.sleep(0.02)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()
        return False

    return answer


@functools.cache
def bomb(mebibytes: int) -> bytes:
    """Return a gzip file that unpacks to so much: after a full flush the same bytes can follow."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    blanks = b" " * 2**20
    first, again = (squeeze.compress(blanks) + squeeze.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + first + again * (mebibytes - 1)


def _bomb(request: Request, sock: socket.socket) -> bool:
    sock.sendall(_sized(bomb(1024), _GZIP))
    return False


def _garbage(request: Request, sock: socket.socket) -> bool:
    sock.sendall(random.Random(7).randbytes(4096))
    return False


def _loop(request: Request, sock: socket.socket) -> bool:
    """Redirect to the next number for ever."""
    number = int(request.path.rpartition("=")[2]) + 1 if "=" in request.path else 1
    return redirect(f"{request.path.partition('?')[0]}?n={number}")(request, sock)


_CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>"
    "<script>window._cf_chl_opt = {cZone: 'example.org'};</script></body></html>"
)
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 16

FAULTS: Mapping[str, Answer] = {
    # The connection
    "closed at once": raw(b""),
    "reset in mid-body": reset(head(headers={"Content-Length": str(len(PAGE))}) + PAGE[:900]),
    "silent after the request": silence(),
    "a byte now and then": drip(head(headers={"Content-Length": "9000000"}), b"x"),
    # Slow enough that the deadline comes before the hundredth header, which is an error of its own.
    "slow headers": drip(b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n", 0.1),
    "100 Continue for ever": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "early hints": raw(EARLY + _sized(PAGE)),
    "early hints for ever": flood(b"", EARLY),
    "switching protocols": raw(b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + _sized(PAGE)),
    # Length
    "longer than it says": raw(head(headers={"Content-Length": "900"}) + PAGE),
    "shorter than it says": raw(head(headers={"Content-Length": "90000"}) + PAGE),
    "no length, whole": raw(head() + PAGE),
    "no length, cut": raw(head() + PAGE[:900]),
    "chunk cut": raw(head(headers={"Transfer-Encoding": "chunked"}) + b"fff\r\n" + PAGE[:900]),
    "chunks without an end": raw(
        head(headers={"Transfer-Encoding": "chunked"}) + b"384\r\n" + PAGE[:900] + b"\r\n"
    ),
    "chunk of no size": raw(head(headers={"Transfer-Encoding": "chunked"}) + b"zz\r\n" + PAGE),
    "endless body": flood(head(), b"<p>more"),
    "endless chunks": flood(
        head(headers={"Transfer-Encoding": "chunked"}), b"400\r\n" + b"x" * 1024 + b"\r\n"
    ),
    "endless trailer": flood(
        head(headers={"Transfer-Encoding": "chunked"}) + b"1\r\nx\r\n0\r\n", b"X-More: 1\r\n"
    ),
    # Compression
    "gzip cut short": raw(_sized(_ZIPPED[:-12], _GZIP)),
    "gzip cut in half": raw(_sized(_ZIPPED[: len(_ZIPPED) // 2], _GZIP)),
    "gzip with a bad checksum": raw(
        _sized(_ZIPPED[:-8] + b"\0\0\0\0" + _ZIPPED[-4:], _GZIP), keep=True
    ),
    "plain text labelled gzip": raw(_sized(PAGE, _GZIP), keep=True),
    "gzip wrong, identity right": if_header(
        "Accept-Encoding", "identity", page(PAGE), raw(_sized(PAGE, _GZIP), keep=True)
    ),
    "gzip in two members": raw(
        _sized(gzip.compress(PAGE[:900]) + gzip.compress(PAGE[900:]), _GZIP), keep=True
    ),
    "gzip with junk behind": raw(_sized(_ZIPPED + b"junk" * 9, _GZIP), keep=True),
    "gzip bomb": _bomb,
    "brotli not asked for": raw(_sized(b"\x8b\x00\x80x\x03", {"Content-Encoding": "br"})),
    "zstd not asked for": raw(_sized(b"(\xb5/\xfd\0", {"Content-Encoding": "zstd"})),
    "unknown coding": raw(_sized(PAGE, {"Content-Encoding": "x-squash"})),
    "twenty codings": raw(_sized(_ZIPPED, {"Content-Encoding": ", ".join(["gzip"] * 20)})),
    # Redirects
    "redirect loop": _loop,
    "redirect with an endless body": flood(
        head("302 Found", headers={"Location": "/"}), b"<p>moved"
    ),
    "redirect to a file": redirect("file:///etc/passwd"),
    "redirect to ftp": redirect("ftp://example.org/x"),
    "redirect to data": redirect("data:text/html,hello"),
    "redirect to javascript": redirect("javascript:alert(1)"),
    "redirect to half an address": redirect("http://[::1"),
    "redirect to port zero": redirect("http://example.org:0/"),
    "redirect to nowhere": raw(head("302 Found", headers={"Content-Length": "0"}), keep=True),
    # Statuses
    "not found": status("404 Not Found", "<h1>Not found</h1>"),
    "gone": status("410 Gone"),
    "unauthorized": status("401 Unauthorized", headers={"WWW-Authenticate": "Basic"}),
    "forbidden": status("403 Forbidden"),
    "legal reasons": status("451 Unavailable For Legal Reasons"),
    "unavailable": status("503 Service Unavailable"),
    "server error": status("500 Internal Server Error"),
    "no content": raw(head("204 No Content", None), keep=True),
    "empty body": page(""),
    "only blanks": page(" \r\n\t\n"),
    # Not HTTP
    "5,000 headers": raw(b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 5000 + b"\r\n" + PAGE),
    "header line of 200 KB": raw(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 200_000 + b"\r\n\r\n" + PAGE),
    "random bytes": _garbage,
    "HTTP/0.9": raw(PAGE),
    # Not a page
    "challenge page with 200": page(_CHALLENGE),
    "challenge page with 403": status("403 Forbidden", _CHALLENGE),
    "challenge by header": status("403 Forbidden", headers={"cf-mitigated": "challenge"}),
    "png labelled html": page(_PNG),
    "program labelled html": page(b"\x7fELF\x02\x01\x01" + bytes(4096)),
    "endless pdf": flood(head(content_type="application/pdf") + b"%PDF-1.7\n", b"%more\n"),
    "pdf labelled html": flood(head() + b"%PDF-1.7\n", b"%more\n"),
    "image": page(_PNG, content_type="image/png"),
    "video": page(b"\0\0\0\x18ftypmp42", content_type="video/mp4"),
    "zip": page(b"PK\x03\x04", content_type="application/zip"),
    "plain text": page("Some words.", content_type="text/plain; charset=utf-8"),
    "unsure type, zip": page(b"PK\x03\x04" + bytes(100), content_type="application/octet-stream"),
    "no type, no html": page(b"a,b\n1,2\n", content_type=None),
}
