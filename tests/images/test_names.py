"""Names of copies."""

from __future__ import annotations

import pytest

from crosspost.images.names import is_name_of, name_of
from pictures import JPEG, PNG, SVG, digest

AVIF, HEIC = (b"\0\0\0\x1cftyp" + brand + b"....." for brand in (b"avif", b"heic"))
WEBP = b"RIFF\0\0\0\0WEBPVP8 "


@pytest.mark.parametrize(
    ("content", "ending"),
    [(PNG, "png"), (JPEG, "jpg"), (b"GIF89a.", "gif"), (WEBP, "webp"), (AVIF, "avif")],
)
def test_a_name_says_what_the_picture_is(content: bytes, ending: str) -> None:
    name = name_of("The River", content)
    assert name == f"the-river-{digest(content)}.{ending}"
    assert is_name_of(name, content) and not is_name_of(name, content + b"x")


@pytest.mark.parametrize("content", [b"", SVG, HEIC, b"<html>", b"%PDF-1.7", b"\0\0\1\0 icon"])
def test_what_browsers_do_not_show_or_what_holds_scripts_has_none(content: bytes) -> None:
    assert name_of("river", content) is None


@pytest.mark.parametrize(
    "words", ["", "---", "\0\n", "🙂"[:0], "../../x", "x" * 500, "Ünïcödé 日本"]
)
def test_any_words_make_a_safe_name(words: str) -> None:
    name = name_of(words, PNG)
    assert name and name.isascii() and name[0].isalnum() and len(name) < 80 and "/" not in name
