"""Pages that a browser saved, in a ZIP archive, with the pictures that it saved beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from crosspost.batch.sources.exports.files import Files, Zip, below, content, folder_of_file
from crosspost.errors import CrosspostError
from crosspost.fetch.companions import is_companion, names_of_companions
from crosspost.images.beside import is_named
from crosspost.images.names import name_of
from crosspost.mhtml import is_mhtml
from crosspost.mhtml import read as read_mhtml
from crosspost.model import Picture, Saved

# Writes a file that is kept until the post is written, and returns its path.
Keep = Callable[[str, bytes], Path]

_LARGEST = 32 * 1024 * 1024  # bytes of a picture
_LEAST = 150  # bytes; smaller ones are placeholders
_MOST = 2000  # pictures of a page
_INLINED = b"data:image/"


def page_at(
    place: str, most: int, keep: Keep | None = None
) -> tuple[bytes, str | None, Saved | None]:
    """Return a page in an archive, the label of its encoding if it has one, and its pictures.

    Args:
        place: of its entry: path and name.
        most: bytes of the page.
        keep: keeps the pictures; None: they are not wanted.

    Raises:
        CrosspostError: it is not there any more, or is larger.
        WriteError: the file system refused.
    """
    path, name = json.loads(place)
    archive = Zip(Path(path))
    try:
        found = content(archive, name, most)
        page = read_mhtml(found) if is_mhtml(found) else None
        html = page.content if page else found
        saved = _saved(archive, name, html, keep) if keep else None
    except KeyError as error:
        raise CrosspostError(f"{path}: {name!a} is not in it any more") from error
    finally:
        archive.close()
    return html, page.charset if page else None, saved


def _saved(archive: Zip, name: str, html: bytes, keep: Keep) -> Saved | None:
    """Return the pictures that were saved with a page; those in the page are found in a copy."""
    folder = companion_of(archive.names(), name)
    pictures = tuple(_pictures(archive, folder, html, keep)) if folder else ()
    if not pictures and _INLINED not in html:
        return Saved("", folder.rstrip("/").rpartition("/")[2]) if folder else None
    copy = str(keep(f"page-{_hash(html)}.html", html)) if _INLINED in html else ""
    return Saved(copy, folder.rstrip("/").rpartition("/")[2], pictures)


def _hash(html: bytes) -> str:
    import hashlib  # loads OpenSSL, and most pages have no picture in them

    return hashlib.sha256(html).hexdigest()[:16]


def _pictures(archive: Zip, folder: str, html: bytes, keep: Keep) -> Iterator[tuple[str, Picture]]:
    number = 0
    for one in below(archive.names(), folder):
        file = one[len(folder) :]
        if "/" in file or not is_named(file, html):
            continue
        try:
            found = content(archive, one, _LARGEST)
        except CrosspostError:
            continue
        name = name_of(PurePosixPath(file).stem, found) if len(found) >= _LEAST else None
        if name is None:
            continue
        # With a URL it is one of the pictures that are kept, and not a file of the user's.
        url = f"https://pictures.invalid/{quote(one)}"
        yield file, Picture(str(keep(name, found)), name, url=url)
        number += 1
        if number == _MOST:
            return


def companion_of(names: list[str], page: str) -> str:
    """Return the folder that a browser saved beside a page, with ``/``; empty for none."""
    around, file = folder_of_file(page), PurePosixPath(page)
    for one in names_of_companions(file.stem, file.name):
        folder = f"{around}{one}/"
        if any(name.startswith(folder) for name in names):
            return folder
    return ""


def parts_of_pages(files: Files) -> frozenset[str]:
    """Return the names of the files in folders that browsers saved beside pages."""
    stems: dict[str, set[str]] = {}
    for name in files.names():
        stems.setdefault(folder_of_file(name), set()).add(PurePosixPath(name).stem)
    found = set()
    for name in files.names():
        above = ""
        for folder in name.split("/")[:-1]:
            if is_companion(folder, stems.get(above, set())):
                found.add(name)
                break
            above += f"{folder}/"
    return frozenset(found)
