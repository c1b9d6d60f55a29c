"""The body of an answer: read up to the limit, decompressed while reading."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from urllib3 import HTTPResponse

from crosspost.errors import FetchError
from crosspost.fetch.attempt import Attempt, Temporary
from crosspost.fetch.wording import shown
from crosspost.lazy_regex import lazy_compile

_PIECE = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"
_TAIL = 4096  # bytes in which the end tag of a page is
# Elements whose end tags may not be left out.
_BOX = lazy_compile(rb"<(/?)(?:div|article|main|section|table|ul|ol)\b")
# A gzip file may consist of several members, one after the other; more than this are an error.
_MOST_MEMBERS = 100
_PLAIN = frozenset({"", "identity", "none"})


def coding(response: HTTPResponse, attempt: Attempt) -> str:
    """Return the content coding, ``gzip`` or empty.

    Raises:
        FetchError: the body is in a coding that was not asked for, or in several.
    """
    name = (response.headers.get("Content-Encoding") or "").strip().lower()
    if name in _PLAIN:
        return ""
    if name in ("gzip", "x-gzip"):
        return "gzip"
    raise FetchError(
        attempt.url, "compressed in a way that was not asked for", detail=shown(name, 40)
    )


def pieces(response: HTTPResponse, attempt: Attempt) -> Iterator[bytes]:
    """Yield the decompressed body, never more of it than ``max_bytes``.

    Raises:
        FetchError: it is larger, or compressed in an unknown way.
        Temporary: it is incomplete or damaged.
        Exception: those of urllib3; ``failures.translate`` knows them.
    """
    limit = attempt.config.max_bytes
    zipped = coding(response, attempt)
    if not zipped and (response.length_remaining or 0) > limit:
        raise too_large(attempt)
    raw = _raw(response, attempt)
    size = 0
    for piece in _unzipped(raw, attempt) if zipped else raw:
        size += len(piece)
        if size > limit:
            raise too_large(attempt)
        yield piece


def _raw(response: HTTPResponse, attempt: Attempt) -> Iterator[bytes]:
    """Yield the body as it is received."""
    size = 0
    while piece := response.read1(_PIECE, decode_content=False):
        size += len(piece)
        if size > attempt.config.max_bytes:
            raise too_large(attempt)
        yield piece


def _unzipped(raw: Iterator[bytes], attempt: Attempt) -> Iterator[bytes]:
    """Decompress; data after the last member is ignored, as by gzip.

    An incomplete body is an error; requests and urllib3 would return the part that was read.
    """
    unzip, members, began = zlib.decompressobj(_GZIP), 0, False
    for piece in raw:
        rest = piece
        while rest:
            if unzip.eof:
                if not rest.startswith(_MAGIC) or members == _MOST_MEMBERS:
                    return
                unzip = zlib.decompressobj(_GZIP)
            try:
                yield unzip.decompress(rest, _PIECE)
            except zlib.error as error:
                raise Temporary(_damaged(attempt), plain=True) from error
            rest = unzip.unconsumed_tail
            if unzip.eof:
                members, rest = members + 1, unzip.unused_data
        began = True
    if began and not unzip.eof:
        raise Temporary(
            FetchError(attempt.url, "incomplete: the compressed page has no end", retry=True)
        )


def _damaged(attempt: Attempt) -> FetchError:
    return FetchError(attempt.url, "damaged: the page is not valid gzip", retry=True)


def too_large(attempt: Attempt) -> FetchError:
    """Return the error of a page that is larger than ``max_bytes``."""
    size = attempt.config.max_bytes
    limit = f"{size / 2**20:.3g} MiB" if size >= 2**19 else f"{size} bytes"
    return FetchError(
        attempt.url, f"larger than {limit}", hint="To allow more, set max_bytes in crosspost.toml."
    )


def why_cut(response: HTTPResponse, content: bytes) -> str:
    """Return why the page may be incomplete though the protocol has no sign of it; empty if not.

    Without a length, the end of the connection is the end of the page. With a length that is too
    short, or behind a program that failed, the page ends within its text or its boxes.
    """
    if b"</html" in content[-_TAIL:].lower():
        return ""
    page = content.lower()
    if b"</html" in page or b"</body" in page:
        return ""
    headers = response.headers
    is_chunked = "chunked" in (headers.get("Transfer-Encoding") or "").lower()
    is_plain = not is_chunked and not headers.get("Content-Encoding")
    if is_plain and headers.get("Content-Length") is None:
        return "the server did not send its length"
    ends_in_text = is_plain and not page.rstrip().endswith(b">")
    return "it has no end" if ends_in_text or _is_open(page) else ""


def _is_open(page: bytes) -> bool:
    """Tell whether a page, in lower case, that says where it begins ends within a box."""
    if b"<html" not in page and b"<body" not in page:
        return False
    begun = sum(1 if end == b"" else -1 for end in _BOX.findall(page))
    return begun > 0
