"""WACZ: a ZIP archive with web archives (WARC), as Browsertrix and ArchiveWeb.page write it.

https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator

from crosspost.batch.entry import BadLine, Item
from crosspost.batch.sources import warc
from crosspost.batch.sources.exports.files import BROKEN, Zip
from crosspost.urls import is_web

_PACKAGE = "datapackage.json"
_PAGES = "pages/pages.jsonl"
_WARCS = (".warc.gz", ".warc")
# Bytes of the header of a file in a ZIP archive, before its name and its extra field.
_HEADER = 30
# URLs that are kept, and characters of a line with one.
_MOST_PAGES = 1_000_000
_LONGEST = 100_000


def archives(names: list[str]) -> list[str]:
    """Return the names of the web archives in a WACZ; none if the files are something else."""
    if _PACKAGE not in names:
        return []
    return [name for name in names if name.startswith("archive/") and name.endswith(_WARCS)]


def read(files: Zip, archives: list[str]) -> Iterator[Item]:
    """Yield the pages that were visited; what they have loaded into frames is not one of them.

    A web archive is not compressed again in the ZIP archive, so that its records can be read where
    they are.

    Args:
        archives: the names of the web archives.

    Raises:
        CrosspostError: the extra ``warc`` is not installed.
    """
    pages = _pages(files)
    for name in archives:
        info = files.info(name)
        if info.compress_type != zipfile.ZIP_STORED:
            yield BadLine(None, f"{name[:200]}: compressed twice; unpack the archive", fatal=True)
            continue
        yield from warc.read(files.path, _start(files, info), info.file_size, pages)


def _start(files: Zip, info: zipfile.ZipInfo) -> int:
    """Return where the content of a file begins in the ZIP archive."""
    with files.path.open("rb") as file:
        file.seek(info.header_offset)
        header = file.read(_HEADER)
    sizes = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    return info.header_offset + _HEADER + sum(sizes)


def _pages(files: Zip) -> frozenset[str]:
    """Return the URLs of the pages that were visited; none if the archive does not say."""
    if _PAGES not in files.names():
        return frozenset()
    found: set[str] = set()
    try:
        with files.opened(_PAGES) as stream:
            while len(found) < _MOST_PAGES and (line := stream.readline(_LONGEST)):
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                url = row.get("url") if isinstance(row, dict) else None
                if isinstance(url, str) and is_web(url):
                    found.add(url)
    except BROKEN:
        return frozenset()
    return frozenset(found)
