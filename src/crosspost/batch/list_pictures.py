"""The pictures that came with a list as files, in a folder or in a ZIP archive."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from crosspost.batch.entry import PICTURES
from crosspost.batch.journal.pictures import PictureStore
from crosspost.batch.journal.queue import Task
from crosspost.batch.journal.values import Damaged
from crosspost.errors import CrosspostError
from crosspost.images.beside import read_picture
from crosspost.images.names import name_of
from crosspost.model import GivenPicture, Page, Picture

_LARGEST = 32 * 1024 * 1024  # bytes of a picture


def with_list_pictures(page: Page, task: Task, store: PictureStore) -> Page:
    """Return the body of an article with the pictures that came with it.

    Those of a ZIP archive are kept in the store until the post is written.

    Args:
        task: its overrides have a ``ListPicture`` for each.

    Raises:
        Damaged: the journal has something else.
        WriteError: the file system refused.
    """
    given = task.overrides.get(PICTURES)
    if not given:
        return page
    with contextlib.ExitStack() as stack:
        return replace(page, given=tuple(_given(given, store, stack)))


def _given(
    given: object, store: PictureStore, stack: contextlib.ExitStack
) -> Iterator[GivenPicture]:
    archives: dict[str, object] = {}
    for one in given if isinstance(given, list) else [None]:
        if not isinstance(one, list) or [type(part) for part in one] != [str] * 3:
            raise Damaged("the pictures of a post")
        url, place, original = one
        parts = _parts(place)
        if len(parts) == 1:
            yield GivenPicture(url, original, _of_file(parts[0]))
        else:
            found = _of_archive(parts, archives, store, stack)
            yield GivenPicture(url, original, found._replace(url=url) if found else None)


def _parts(place: str) -> list[str]:
    try:
        found = json.loads(place)
    except ValueError as error:
        raise Damaged("the place of a picture") from error
    if (
        not isinstance(found, list)
        or not 0 < len(found) < 3
        or not all(isinstance(p, str) for p in found)
    ):
        raise Damaged("the place of a picture")
    return found


def _of_file(path: str) -> Picture | None:
    content = read_picture(path)
    name = name_of(Path(path).stem, content) if content else None
    return Picture(path, name) if name else None


def _of_archive(
    parts: list[str],
    archives: dict[str, object],
    store: PictureStore,
    stack: contextlib.ExitStack,
) -> Picture | None:
    from crosspost.batch.sources.exports.files import Zip, content

    path, inner = parts
    try:
        archive = archives.get(path)
        if not isinstance(archive, Zip):
            archive = archives[path] = Zip(Path(path))
            stack.callback(archive.close)
        found = content(archive, inner, _LARGEST)
    except (CrosspostError, KeyError):
        return None
    name = name_of(PurePosixPath(inner).stem, found)
    return Picture(str(store.write(name, found)), name) if name else None
