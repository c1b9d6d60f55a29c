"""Wide pictures become narrower, in their own format."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from crosspost.errors import ConfigError
from crosspost.images import shrink
from pictures import png, png_of

Image: Any = pytest.importorskip("PIL.Image")


def made(kind: str, size: tuple[int, int] = (400, 200), mode: str = "RGB", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(out, kind, **more)
    return out.getvalue()


def opened(content: bytes) -> Any:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", "RGB"), ("PNG", "P"), ("PNG", "RGBA"), ("PNG", "L"), ("PNG", "1")),
        *(("JPEG", "RGB"), ("JPEG", "CMYK"), ("JPEG", "L"), ("WEBP", "RGB"), ("AVIF", "RGB")),
    ],
)
def test_a_wide_picture_is_reduced_and_keeps_its_format(kind: str, mode: str) -> None:
    small = opened(shrink.shrink(made(kind, mode=mode), 100))
    assert (small.format, small.size) == (kind, (100, 50))


def test_a_narrow_one_stays_as_it_is() -> None:
    for content in (made("PNG", (100, 900)), made("GIF"), png(100, 3)):
        assert shrink.shrink(content, 100) == content


def test_an_animation_stays_as_it_is() -> None:
    frames = [Image.new("RGB", (400, 200), color) for color in ("red", "green")]
    for kind in ("WEBP", "PNG"):
        out = io.BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:])
        assert shrink.shrink(out.getvalue(), 100) == out.getvalue()


def test_a_photo_that_is_stored_on_its_side_is_measured_as_it_is_shown() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(shrink.shrink(made("JPEG", (200, 400), exif=exif), 100)).size == (100, 50)
    upright = made("JPEG", (400, 90), exif=exif)
    assert shrink.shrink(upright, 100) == upright


def test_colors_keep_their_profile() -> None:
    profile = b"a profile of colors" * 9
    small = opened(shrink.shrink(made("PNG", icc_profile=profile), 100))
    assert small.info["icc_profile"] == profile


@pytest.mark.parametrize("content", [png_of(400, 200, b"no zlib" * 40), made("JPEG")[:900]])
def test_a_damaged_one_is_an_error(content: bytes) -> None:
    with pytest.raises(ValueError):
        shrink.shrink(content, 100)


def test_a_width_needs_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    shrink.check(100)
    monkeypatch.setitem(sys.modules, "PIL.Image", None)
    shrink.check(0)
    with pytest.raises(ConfigError, match="needs Pillow"):
        shrink.check(100)
