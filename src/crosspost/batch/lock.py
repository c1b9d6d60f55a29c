"""One batch at a time in a site. The lock goes with the process, however that ends."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from crosspost.batch.journal.folder import prepare, put
from crosspost.disk_errors import of_writing
from crosspost.errors import CrosspostError, WriteError
from crosspost.files import read_regular

FILE = "lock"


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of a site's journal.

    Args:
        folder: of the journal; it is made.

    Raises:
        CrosspostError: another process holds it; the message says which.
        WriteError: the folder cannot be written to, or a file in it is a link.
    """
    from filelock import FileLock, Timeout

    path, holder = folder / FILE, f"{FILE}.holder"
    prepare(folder)
    try:
        lock = FileLock(path, blocking=False)
        lock.acquire()
    except Timeout:
        raise CrosspostError(
            f"another crosspost batch works on this site ({_holder(folder / holder)})",
            hint="Wait until it is done, or stop it; then run again.",
        ) from None
    except OSError as error:
        reason, hint = of_writing(error)
        raise WriteError(folder, reason, hint=hint) from error
    try:
        with contextlib.suppress(OSError):  # only for the message of the other one
            put(folder, holder, str(os.getpid()))
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / holder).unlink()
        lock.release()


def _holder(path: Path) -> str:
    try:
        return f"process {int(read_regular(path, 32))}"
    except (OSError, ValueError):
        return "process unknown"
