"""Pages from the disk and from standard input."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from crosspost import mhtml
from crosspost.config import Config
from crosspost.disk_errors import of_reading
from crosspost.errors import FetchError
from crosspost.fetch.attempt import Clock
from crosspost.fetch.companions import companion
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Page, Saved
from crosspost.urls import is_web, without_credentials

# Browsers write the first (the number is the URL's length), SingleFile the second.
_ORIGIN = lazy_compile(
    rb"<!--\s{0,9}saved from url=\(\d{1,6}\)(\S{1,2000})"
    rb"|<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s{0,9}(\S{1,2000})",
    re.I,
)
# They are before the html element or right in it. A comment after any other tag is the page's own.
PROLOGUE = 4096
_OTHER_TAG = lazy_compile(rb"<(?!html\b|head\b)[a-z]", re.I)
_PIECE = 1024 * 1024
_ARCHIVE = b"bplist00"
_LOOKS_LIKE_A_HOST = lazy_compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[:/?#].*)?", re.I)
_LOOKS_LIKE_A_PAGE = lazy_compile(r"[^/]*\.x?html?", re.I)
STANDARD_INPUT = "standard input"


def read_file(path: Path, config: Config, base_url: str | None, clock: Clock) -> Page:
    """Read a saved page, and find the folder that the browser saved beside it.

    Args:
        path: the file.
        config: gives ``max_bytes``.
        base_url: the page's URL; by default what the browser noted in the file.
        clock: gives the time.

    Raises:
        FetchError: there is no such file, it cannot be read, or it is too large.
    """
    try:
        with path.open("rb") as file:
            page = _page(str(path), file, config, base_url, clock)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    path = path.absolute()  # the pictures may be copied in a later run
    folder = companion(path)
    return replace(page, saved=Saved(str(path), folder.name if folder else ""))


def read_stdin(config: Config, base_url: str | None, clock: Clock) -> Page:
    """Read a page from standard input, to its end.

    Raises:
        FetchError: it is too large, or cannot be read.
    """
    if sys.stdin is None:
        raise FetchError(STANDARD_INPUT, "it is closed", hint="Give a URL or a path.")
    try:
        return _page(STANDARD_INPUT, sys.stdin.buffer, config, base_url, clock)
    except OSError as error:
        raise _unreadable(Path(STANDARD_INPUT), error) from error


def _page(name: str, file: BinaryIO, config: Config, base_url: str | None, clock: Clock) -> Page:
    content = _read(file, config.max_bytes + 1)
    if len(content) > config.max_bytes:
        raise FetchError(
            name,
            f"larger than {config.max_bytes / 2**20:.3g} MiB",
            hint="To allow more, set max_bytes in crosspost.toml.",
        )
    charset, noted = None, origin(content)
    if mhtml.is_mhtml(content[: mhtml.HEAD]):
        page = mhtml.read(content)
        if page is None:
            raise FetchError(name, "an MHTML file without a page", hint="Save the page again.")
        noted, content, charset = page
    elif content.startswith(_ARCHIVE):
        raise FetchError(
            name,
            "a web archive of Safari (.webarchive), which crosspost does not read",
            hint="Save the page as HTML.",
        )
    url = without_credentials(noted if base_url is None else base_url)
    return Page(url=url, final_url=url, content=content, charset=charset, fetched_at=clock.now())


def _read(file: BinaryIO, most: int) -> bytes:
    """Read at most a number of bytes, without allocating the memory for all of them."""
    pieces, left = [], most
    while left and (piece := file.read(min(left, _PIECE))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def origin(content: bytes) -> str:
    """Return the URL that a browser noted when it saved the page; empty if it did not.

    Args:
        content: of the page; ``PROLOGUE`` bytes are enough.
    """
    content = content[:PROLOGUE]
    found = _ORIGIN.search(content)
    if not found or _OTHER_TAG.search(content, 0, found.start()):
        return ""
    url = (found[1] or found[2]).decode("utf-8", "replace")
    return url if is_web(url) and url.isprintable() and "\ufffd" not in url else ""


def _unreadable(path: Path, error: OSError | ValueError) -> FetchError:
    """Return the error for a path; a link without ``https://`` is the usual reason."""
    if isinstance(error, FileNotFoundError):
        if _LOOKS_LIKE_A_HOST.fullmatch(str(path)) and not _LOOKS_LIKE_A_PAGE.fullmatch(str(path)):
            return FetchError(str(path), "no such file", hint=f"Did you mean https://{path} ?")
        return FetchError(str(path), "no such file", hint="Give a URL with https://, or a path.")
    if isinstance(error, IsADirectoryError):
        hint = f"For a folder of saved pages: crosspost batch {path}"
        return FetchError(str(path), "a folder, not a page", hint=hint)
    reason, hint = of_reading(error)
    return FetchError(str(path), reason, hint=hint or "Check the path and its permissions.")
