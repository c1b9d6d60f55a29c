"""The posts whose originals are to be checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from crosspost.check.result import Item
from crosspost.disk_errors import of_reading
from crosspost.errors import ConfigError
from crosspost.files import is_folder, is_missing, read_regular
from crosspost.surrogates import escaped
from crosspost.targets.base import Target

_LARGEST = 4 * 1024 * 1024  # bytes of a post


def find_items(target: Target, output: Path, paths: Iterable[Path]) -> Iterator[Item]:
    """Yield the posts that name the URL of an original, each once.

    Args:
        target: the site.
        output: the folder that posts are written to.
        paths: posts, and folders of posts; none: all posts of the site.

    Raises:
        ConfigError: there is no such file or folder.
    """
    seen: set[str] = set()
    for path in _files(target, output, list(paths)):
        real = os.path.realpath(path)
        if real not in seen:
            seen.add(real)
            item = _item(path, target)
            if item is not None:
                yield item


def _files(target: Target, output: Path, paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        try:
            if is_missing(path):
                raise ConfigError(f"{path}: no such file or folder")
        except OSError as error:
            reason, hint = of_reading(error)
            raise ConfigError(f"{path}: cannot be read: {reason}", hint=hint) from error
    if not paths:
        yield from target.existing_posts(output)
    everything: list[Path] | None = None
    for path in paths:
        if not is_folder(path):
            yield path
            continue
        if everything is None:
            everything = list(target.existing_posts(output))
        folder = Path(os.path.realpath(path))
        for post in everything:
            if Path(os.path.realpath(post)).is_relative_to(folder):
                yield post


def _item(path: Path, target: Target) -> Item | None:
    """Return what is to be checked; None if the post cannot be read or names no original."""
    original = target.original_of(read_post(path))
    if not original.urls:
        return None
    name = escaped(os.path.relpath(path, target.root))
    return Item(path, name, original.urls[0], bool(original.archive_url))


def read_post(path: Path) -> str:
    """Return the text of a post; empty if it cannot be read, which ``validate`` explains."""
    try:
        return read_regular(path, _LARGEST).decode("utf-8")
    except (OSError, ValueError):
        return ""
