"""Reading exports in tests, with what is said of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from batch.sources.lists import entries, from_file
from crosspost.batch.entry import BadLine, Entry, ListContents


@dataclass
class Found:
    """What was read from an export."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[BadLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    contents: list[ListContents] = field(default_factory=list)

    @property
    def by_title(self) -> dict[str, Entry]:
        return {str(one.overrides.get("title", "")): one for one in self.entries}

    @property
    def only(self) -> Entry:
        assert not self.faults, self.faults
        (entry,) = self.entries
        return entry

    @property
    def parts(self) -> dict[tuple[str, str, str], int]:
        return {(p.kind, p.status, p.outcome): p.number for c in self.contents for p in c.parts}

    @property
    def authors(self) -> tuple[str, ...]:
        return tuple(name for one in self.contents for name in one.authors)

    @property
    def zone(self) -> str:
        """The time zone of the only export."""
        (contents,) = self.contents
        return contents.zone

    def take(self, items: list[Entry | BadLine]) -> Found:
        self.entries = [one for one in items if isinstance(one, Entry)]
        self.faults = [one for one in items if isinstance(one, BadLine)]
        return self


def _hooks(found: Found) -> dict[str, Any]:
    return {
        "on_note": found.notes.append,
        "on_contents": lambda name, contents: found.contents.append(contents),
    }


def read_text(content: str | bytes, kind: str = "", **more: Any) -> Found:
    """Read an export from standard input; its kind is detected."""
    found = Found()
    more.setdefault("own", "base_url" in more)
    return found.take(entries(content, kind, **_hooks(found), **more))


def read_path(path: Path, **more: Any) -> Found:
    """Read an export from the disk."""
    found = Found()
    more.setdefault("own", "base_url" in more)
    return found.take(from_file(path, **_hooks(found), **more))


def zip_of(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a ZIP archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def folder_of(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a folder."""
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def png(width: int = 40) -> bytes:
    """Return a picture that is large enough not to be a placeholder."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    rows = b"".join(b"\0" + bytes((x * y) % 251 for x in range(3 * width)) for y in range(width))
    head = struct.pack(">IIBBBBB", width, width, 8, 2, 0, 0, 0)
    data = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    data.seek(0, io.SEEK_END)
    for kind, content in ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")):
        data.write(chunk(kind, content))
    return data.getvalue()
