"""Work as a user whom the file system refuses things, even where the tests run as root."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# capabilities(7), capset(2): what lets root open files and folders without permission.
_VERSION = 0x20080522
_OVERRIDES = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint32) for name in ("effective", "permitted", "inherited"))


@contextmanager
def unprivileged() -> Iterator[None]:
    """Have permissions count for this thread, as they do for every user but root."""
    if os.name != "posix" or os.geteuid() != 0:
        yield
        return
    assert sys.platform == "linux", "run the tests as another user than root"
    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(_VERSION, 0), (_Sets * 2)()

    def set_to(effective: int) -> None:
        sets[0].effective = effective
        assert libc.capset(ctypes.byref(header), sets) == 0, os.strerror(ctypes.get_errno())

    assert libc.capget(ctypes.byref(header), sets) == 0, os.strerror(ctypes.get_errno())
    before = sets[0].effective
    set_to(before & ~_OVERRIDES)
    try:
        yield
    finally:
        set_to(before)
