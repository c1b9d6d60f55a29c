"""Pictures that are wider than wanted, made smaller with Pillow (the extra ``pictures``)."""

from __future__ import annotations

import io
import threading

from crosspost.errors import ConfigError

_QUALITY = 85
_ORIENTATION = 0x0112  # the tag of Exif
_FORMATS = ("PNG", "JPEG", "WEBP", "AVIF")
# A decoded picture takes hundreds of megabytes: one at a time.
_one_at_a_time = threading.Lock()


def check(width: int) -> None:
    """See whether pictures can be made smaller, if that is wanted.

    Raises:
        ConfigError: Pillow is not installed.
    """
    if not width:
        return
    try:
        import PIL.Image  # noqa: F401
    except ImportError as error:
        raise ConfigError(
            "pictures_max_width (--max-width) needs Pillow",
            hint="pip install 'crosspost[pictures]'",
        ) from error


def shrink(content: bytes, width: int) -> bytes:
    """Return a picture at most so wide, in its own format; a narrower one as it is.

    Animations stay as they are.

    Raises:
        ValueError: it cannot be decoded.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with _one_at_a_time, Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            # Wide is what is shown: a photo may be stored on its side.
            is_turned = image.getexif().get(_ORIENTATION, 1) >= 5
            across, down = image.size[::-1] if is_turned else image.size
            if across <= width or getattr(image, "is_animated", False):
                return content
            wanted = (width, max(1, round(down * width / across)))
            image.draft(image.mode, wanted[::-1] if is_turned else wanted)
            kind, profile = image.format, image.info.get("icc_profile")
            upright = ImageOps.exif_transpose(image)
            if upright.mode == "P":
                upright = upright.convert("RGBA" if "transparency" in upright.info else "RGB")
            small = upright.resize(wanted, Image.Resampling.LANCZOS)
            made = io.BytesIO()
            small.save(made, kind, icc_profile=profile, quality=_QUALITY, optimize=True)
            return made.getvalue()
    except UnidentifiedImageError:
        return content  # a GIF
    except (OSError, SyntaxError, Image.DecompressionBombError, MemoryError, EOFError) as error:
        raise ValueError(str(error)) from error
