"""What was fetched is told by its content: a whole picture that may be shown, or not."""

from __future__ import annotations

import io

import pytest

from crosspost.images import check
from crosspost.images.check import NotAPicture, checked
from pictures import drawing, png, png_of

JPEG_HEAD = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
SCAN = b"\xff\xda\0\x08\1\1\0\0\x3f\0" + bytes(range(1, 200))


def made(kind: str) -> bytes:
    """Return a picture of another format, made by Pillow."""
    image = pytest.importorskip("PIL.Image")
    out = io.BytesIO()
    image.effect_noise((60, 40), 60).convert("RGB").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("PNG", ".png"), ("JPEG", ".jpg"), ("GIF", ".gif"), ("WEBP", ".webp"), ("AVIF", ".avif")],
)
def test_a_whole_picture_is_one_and_a_part_is_not(kind: str, ending: str) -> None:
    content = made(kind)
    assert checked(content) == (content, ending)
    for part in (0.3, 0.6, 0.95):
        with pytest.raises(NotAPicture, match="incomplete"):
            checked(content[: int(len(content) * part)])


def test_what_a_camera_appends_does_not_hide_that_a_photo_is_cut() -> None:
    thumbnail = JPEG_HEAD + SCAN + b"\xff\xd9"
    with pytest.raises(NotAPicture, match="incomplete"):
        checked(JPEG_HEAD + thumbnail + SCAN)
    photo = made("JPEG")
    assert checked(photo + b"\0" * 70_000) == (photo + b"\0" * 70_000, ".jpg")
    assert checked(photo + photo) == (photo + photo, ".jpg")


@pytest.mark.threat("19: a picture that is a bomb or none")
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a PNG"),
        (b"%PDF-1.7" + bytes(300), "not a PNG"),
        (b"<!doctype html><html><svg></svg></html>", "not a PNG"),
        (b"\0\0\0\x18ftypheic" + bytes(300), "not a PNG"),  # no browser but one shows it
        (png()[:100], "tracking pixel"),
        (png_of(0, 30, bytes(200)), "no size"),
        (png_of(10_001, 10_000, bytes(200)), "more than 100 megapixels"),
        (png_of(2**31 - 1, 2**31 - 1, bytes(200)), "more than 100 megapixels"),
        (b"<svg" + bytes(check.MOST_BYTES), "larger than 10 MiB"),
    ],
)
def test_anything_else_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(NotAPicture, match=reason):
        checked(content)


def test_the_largest_is_not_too_large() -> None:
    assert checked(png_of(10_000, 10_000, bytes(200)))[1] == ".png"


def test_without_the_extra_a_drawing_stays_on_the_web(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "py_svg_hush", None)
    with pytest.raises(NotAPicture, match=r"pip install 'crosspost\[pictures\]'"):
        checked(drawing())


def test_a_drawing_that_cannot_be_read_is_refused() -> None:
    pytest.importorskip("py_svg_hush")
    with pytest.raises(NotAPicture, match="cannot be cleaned"):
        checked(b"<svg xmlns='http://www.w3.org/2000/svg'><rect>")
