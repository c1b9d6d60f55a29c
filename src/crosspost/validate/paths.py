"""Paths of posts, read by their parts: the separator is another one on Windows."""

from __future__ import annotations

from pathlib import PurePath


def parts_below(path: str, root: str = "") -> tuple[str, ...]:
    """Return the parts of an absolute path below a folder; all parts of a path elsewhere."""
    pure = PurePath(path)
    return pure.relative_to(root if pure.is_relative_to(root) else pure.anchor).parts


def split(path: str) -> tuple[str, str]:
    """Return the folder and the name of a file."""
    pure = PurePath(path)
    return str(pure.parent), pure.name


def posts_folder(path: str) -> str:
    """Return the outermost ``_posts`` that a file is in; the path itself if it is in none."""
    parts = PurePath(path).parts
    if "_posts" not in parts[:-1]:
        return path
    return str(PurePath(*parts[: parts.index("_posts") + 1]))
