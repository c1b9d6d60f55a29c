"""What a site's own files may hold: settings and posts."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from crosspost.targets.jekyll.posts import sources
from crosspost.toml import parse_toml
from shapes import Shape, repeated


def read_settings(text: str) -> None:
    """Read a file of settings; most of these are refused."""
    with contextlib.suppress(ValueError):
        parse_toml(text)


def read_post(text: str) -> None:
    """Look which article a post was made from."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.md")
        path.write_text(text, "utf-8")
        sources(path)


SHAPES = {
    "TOML: a dotted key": Shape(repeated("a.", after="a = 1"), read_settings),
    "TOML: quoted dots": Shape(repeated('"a" . ', after="a = 1"), read_settings),
    "TOML: brackets": Shape(repeated("[", before="a = "), read_settings),
    "TOML: digits": Shape(repeated("9", before="a = "), read_settings),
    "TOML: quotes": Shape(repeated("\"'"), read_settings),
    "a post: blank lines": Shape(repeated("\n", before="---\na: http://a\n"), read_post),
    "a post: quotes": Shape(repeated("\"'{", before="---\na: http://a\n"), read_post),
}
