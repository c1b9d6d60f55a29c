"""Let a shared library be loaded where glibc is older than the one that it was linked with.

Zola's build for npm names GLIBC_2.39 for two functions that it does without if they are missing
(weak symbols: ``pidfd_spawnp``, ``pidfd_getpid``), but not the version of them. This marks the
version as one that may be missing, too (``VER_FLG_WEAK``). Debian 12 has glibc 2.36.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

NEEDED, WEAK = 0x6FFFFFFE, 2  # SHT_GNU_verneed, VER_FLG_WEAK
VERSION = b"GLIBC_2.39"


def weakened(library: bytes) -> bytes:
    """Return an ELF library (64 bits, little-endian) that does not insist on the version."""
    data = bytearray(library)
    (table,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, table + n * size) for n in range(count)]
    for section in sections:
        if section[1] != NEEDED:
            continue
        names, at = sections[section[6]][4], section[4]
        for _ in range(section[7]):  # libraries, then the versions of each
            _, versions, _, first, following = struct.unpack_from("<HHIII", data, at)
            here = at + first
            for _ in range(versions):
                _, flags, _, name, step = struct.unpack_from("<IHHII", data, here)
                if data.startswith(VERSION + b"\0", names + name):
                    struct.pack_into("<H", data, here + 4, flags | WEAK)
                here += step
            at += following
    return bytes(data)


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        path.write_bytes(weakened(path.read_bytes()))
