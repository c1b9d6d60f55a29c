"""A request as it arrives, piece by piece: its head, its body, the fields of a form.

Only what the local page needs of HTTP is understood; anything else is refused with a status.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_HEAD = 16 * 1024  # bytes
_MOST_FIELDS = 8
_METHODS = ("GET", "POST")
_FORM = "multipart/form-data"


class Refused(Exception):
    """A request that is answered with an error.

    Attributes:
        status: of HTTP, with its words.
        words: for the user.
    """

    def __init__(self, status: str, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


@dataclass(frozen=True)
class Request:
    """A request.

    Attributes:
        method: ``GET`` or ``POST``.
        path: with a slash at its start, without a query.
        headers: by lower-case name.
        length: of the body, in bytes.
        body: empty until all of it has come.
    """

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int = 0
    body: bytes = b""


def read_head(head: bytes) -> Request:
    """Read the head of a request, without the empty line at its end.

    Raises:
        Refused: it is not one that a browser sends to a page of this server.
    """
    first, *lines = head.decode("latin-1").split("\r\n")
    method, _, rest = first.partition(" ")
    target, _, version = rest.partition(" ")
    if version not in ("HTTP/1.1", "HTTP/1.0") or not target.startswith("/"):
        raise Refused("400 Bad Request", "This is not a request of HTTP/1.1.")
    if method not in _METHODS:
        raise Refused("405 Method Not Allowed", "Only GET and POST are answered.")
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        name = name.lower()
        is_twice = name in headers and name in ("host", "content-length")
        if not colon or not name or name != name.strip() or is_twice:
            raise Refused("400 Bad Request", "A header cannot be read.")
        headers[name] = value.strip()
    if "transfer-encoding" in headers:
        raise Refused("411 Length Required", "The body has no length.")
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise Refused("400 Bad Request", "The length of the body cannot be read.")
    return Request(method, target.partition("?")[0], headers, int(length))


def fields_of(request: Request) -> dict[str, str]:
    """Return the fields of a form (``multipart/form-data``), with line ends as in the page.

    Raises:
        Refused: the body is not such a form.
    """
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    name, _, boundary = parameters.strip().partition("=")
    boundary = boundary.strip('"')
    if kind.strip().lower() != _FORM or name.lower() != "boundary" or not boundary:
        raise Refused("415 Unsupported Media Type", "The body is not a form.")
    parts = (b"\r\n" + request.body).split(b"\r\n--" + boundary.encode("latin-1"), _MOST_FIELDS + 1)
    if len(parts) < 3 or parts[0] or not parts[-1].startswith(b"--"):
        raise Refused("400 Bad Request", "The form is not complete.")
    found: dict[str, str] = {}
    for part in parts[1:-1]:
        head, empty_line, value = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        _, _, label = head.decode("latin-1").partition(' name="')
        if not empty_line or not label:
            raise Refused("400 Bad Request", "A field of the form cannot be read.")
        text = value.decode("utf-8", "replace").replace("\r\n", "\n")
        found.setdefault(label.partition('"')[0], text)
    return found
