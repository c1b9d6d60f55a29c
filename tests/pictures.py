"""Pictures of a few bytes, and a page that a browser has saved with some of them."""

from __future__ import annotations

import hashlib
import random
import zlib
from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"river" * 40
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF" + b"bridge" * 40
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
WORDS = "<p>" + "The river carried bread and letters past the market of the village. " * 6 + "</p>"


def digest(content: bytes) -> str:
    """Return what the name of a copy says of its content."""
    return hashlib.sha256(content).hexdigest()[:16]


def save_page(folder: Path, name: str, shown: str, files: dict[str, bytes]) -> Path:
    """Write a page as Chrome saves it, and what it shows beside it.

    Args:
        shown: HTML in the middle of its article.
    """
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{name}.html"
    url = f"https://news.example.org/{name}"
    page.write_text(
        f"<!-- saved from url=({len(url):04})https://news.example.org/{name.replace(' ', '-')} -->"
        f'<html lang="en"><head><title>{name}</title>'
        '<meta property="article:published_time" content="2024-05-01"></head><body>'
        f"<article><h1>{name}</h1>{WORDS}{shown}{WORDS}</article></body></html>"
    )
    beside = folder / f"{name}_files"
    beside.mkdir()
    for file, content in files.items():
        (beside / file).write_bytes(content)
    return page


def png(width: int = 40, height: int = 30, seed: int = 1) -> bytes:
    """Return a PNG that every program reads, with other points for every seed."""
    dice = random.Random(seed)
    rows = b"".join(b"\0" + dice.randbytes(3 * width) for _ in range(height))
    return png_of(width, height, zlib.compress(rows))


def png_of(width: int, height: int, data: bytes) -> bytes:
    """Return a PNG with these compressed rows, whatever it says its size is."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(part).to_bytes(4, "big") + kind + part + zlib.crc32(kind + part).to_bytes(4, "big")
        for kind, part in chunks
    )


def drawing(inner: str = '<rect width="3" height="3"/>', attributes: str = "") -> bytes:
    """Return an SVG."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>'.encode()
