"""What a server may say to a request: functions from the request and the socket."""

from __future__ import annotations

import gzip as gzip_module
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Request:
    """What was asked. Names of headers are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    peer: tuple[str, int]


class Answer(Protocol):
    """Answers a request; True keeps the connection open for the next one."""

    def __call__(self, request: Request, sock: socket.socket) -> bool: ...


def raw(content: bytes, *, keep: bool = False) -> Answer:
    """Send these bytes as they are."""

    def answer(request: Request, sock: socket.socket) -> bool:
        sock.sendall(content)
        return keep

    return answer


def head(
    status: str = "200 OK",
    content_type: str | None = "text/html; charset=utf-8",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Return the first lines of an answer, with the empty line."""
    lines = [f"HTTP/1.1 {status}"]
    if content_type is not None:
        lines.append(f"Content-Type: {content_type}")
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def page(
    content: str | bytes,
    *,
    content_type: str | None = "text/html; charset=utf-8",
    headers: Mapping[str, str] | None = None,
    gzip: bool = False,
) -> Answer:
    """Answer 200 with a page and its right length."""
    return status("200 OK", content, content_type=content_type, headers=headers, gzip=gzip)


def status(
    line: str,
    content: str | bytes = b"",
    *,
    content_type: str | None = "text/html; charset=utf-8",
    headers: Mapping[str, str] | None = None,
    gzip: bool = False,
) -> Answer:
    """Answer with a status such as ``404 Not Found``, a body and its right length."""
    body = content.encode("utf-8") if isinstance(content, str) else content
    extra = dict(headers or {})
    if gzip:
        body = gzip_module.compress(body)
        extra["Content-Encoding"] = "gzip"
    extra["Content-Length"] = str(len(body))
    return raw(head(line, content_type, extra) + body, keep=True)


def redirect(location: str, *, line: str = "302 Found") -> Answer:
    """Send the client elsewhere."""
    return raw(head(line, None, {"Location": location, "Content-Length": "0"}), keep=True)


def then(*answers: Answer) -> Answer:
    """Answer the first request with the first answer and so on; the last one stays."""
    rest = list(answers)

    def answer(request: Request, sock: socket.socket) -> bool:
        now = rest.pop(0) if len(rest) > 1 else rest[0]
        return now(request, sock)

    return answer


def if_header(name: str, value: str, yes: Answer, no: Answer) -> Answer:
    """Answer by what a header of the request says."""

    def answer(request: Request, sock: socket.socket) -> bool:
        chosen = yes if request.headers.get(name.lower()) == value else no
        return chosen(request, sock)

    return answer


Route = Callable[[Request], Answer]
