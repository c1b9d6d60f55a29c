"""Reading lists in tests: from bytes, and from a web of lists."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from crosspost.batch.entry import BadLine, Entry
from crosspost.batch.sources.named import Named
from crosspost.batch.sources.reading import LARGEST
from crosspost.batch.sources.resolve import SourceOptions, read
from crosspost.batch.sources.worker import Limits
from crosspost.errors import FetchError


def options(
    web: Mapping[str, str | bytes] | None = None,
    kind: str = "",
    *,
    limits: Limits | None = None,
    named: Named | None = None,
    **more: Any,
) -> SourceOptions:
    """Return how lists are to be read: in this process, unless there are limits."""

    def download(url: str, most: int, is_remote: bool) -> bytes:
        if web is None or url not in web:
            raise FetchError(url, "404 not found", status=404)
        found = web[url]
        return found.encode() if isinstance(found, str) else found

    return SourceOptions(
        named or Named(download, download, LARGEST, delay=0), kind, limits=limits, **more
    )


def entries(content: str | bytes, kind: str = "", **more: Any) -> list[Entry | BadLine]:
    """Return what is read from a list on standard input."""
    data = content.encode() if isinstance(content, str) else content
    return list(read("-", options(kind=kind, **more), lambda: BytesIO(data)))


def urls(found: list[Entry | BadLine]) -> list[str]:
    return [one.url for one in found if isinstance(one, Entry)]


def bad(found: list[Entry | BadLine]) -> list[tuple[int | None, str]]:
    return [(one.line, one.reason) for one in found if isinstance(one, BadLine)]


def from_file(path: Path, **more: Any) -> list[Entry | BadLine]:
    return list(read(str(path), options(**more), BytesIO))


def from_web(address: str, web: Mapping[str, str | bytes], **more: Any) -> list[Entry | BadLine]:
    return list(read(address, options(web, **more), BytesIO))
