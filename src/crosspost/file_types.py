"""What a file is by its first bytes: the formats that servers and people pass off as pages.

After the WHATWG MIME Sniffing Standard, and the magic numbers of archives and programs.
"""

from __future__ import annotations

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF file"),
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"BM\x00", "BMP image"),
    (b"\x00\x00\x01\x00", "icon"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"PK\x05\x06", "ZIP archive"),
    (b"\x1f\x8b\x08", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz archive"),
    (b"(\xb5/\xfd", "zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office document"),
    (b"{\\rtf", "RTF document"),
    (b"%!PS", "PostScript file"),
    (b"ID3", "MP3 sound"),
    (b"OggS\x00", "Ogg sound or video"),
    (b"fLaC\x00", "FLAC sound"),
    (b"\x1aE\xdf\xa3", "Matroska or WebM video"),
    (b"\x00\x00\x01\xba", "MPEG video"),
    (b"FLV\x01", "Flash video"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"\x00asm", "WebAssembly program"),
)
# The container's name, then a length, then the kind of content.
_INSIDE = {
    b"WEBP": "WebP image",
    b"AVI ": "AVI video",
    b"WAVE": "WAV sound",
}
_IMAGE_BRANDS = frozenset({b"avif", b"avis", b"heic", b"heix", b"mif1"})
# As many bytes as ``kind`` looks at.
LENGTH = 16


def kind(content: bytes) -> str | None:
    """Name the binary format of a file ("PNG image"); None for text, and for what is unknown."""
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            return name
    if content.startswith(b"RIFF"):
        return _INSIDE.get(content[8:12])
    if content[4:8] == b"ftyp":
        return "AVIF or HEIF image" if content[8:12] in _IMAGE_BRANDS else "MP4 video"
    return None
