"""The body of an answer: read up to the limit, decompressed while reading."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from urllib3 import HTTPResponse

from crosspost.errors import FetchError
from crosspost.fetch.attempt import Attempt, Temporary
from crosspost.fetch.wording import shown

_PIECE = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"
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
        raise _too_large(attempt)
    raw = _raw(response, attempt)
    size = 0
    for piece in _unzipped(raw, attempt) if zipped else raw:
        size += len(piece)
        if size > limit:
            raise _too_large(attempt)
        yield piece


def _raw(response: HTTPResponse, attempt: Attempt) -> Iterator[bytes]:
    """Yield the body as it is received."""
    size = 0
    while piece := response.read1(_PIECE, decode_content=False):
        size += len(piece)
        if size > attempt.config.max_bytes:
            raise _too_large(attempt)
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


def _too_large(attempt: Attempt) -> FetchError:
    size = attempt.config.max_bytes
    limit = f"{size / 2**20:.3g} MiB" if size >= 2**19 else f"{size} bytes"
    return FetchError(
        attempt.url, f"larger than {limit}", hint="To allow more, set max_bytes in crosspost.toml."
    )


def is_cut(response: HTTPResponse, content: bytes) -> bool:
    """Tell whether the page may be incomplete without any sign of it in the protocol.

    Without a length, the end of the connection is the end of the page. With a length that is too
    short, the page ends within its text.
    """
    if response.headers.get("Content-Encoding") or b"</html" in content[-4096:].lower():
        return False
    if "chunked" in (response.headers.get("Transfer-Encoding") or "").lower():
        return False
    if response.headers.get("Content-Length") is None:
        return b"</html" not in content.lower()
    return not content.rstrip().endswith(b">") and b"</html" not in content.lower()
