"""Reading a list in a process of its own: what takes too long or too much memory costs one list.

The process is given a ``List`` and sends its items back as they come; when the one that asked does
not take them, it waits. Neither process keeps the list in memory.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

from crosspost.batch.entry import BadLine, Entry, Item
from crosspost.batch.sources.reading import List, read_list
from crosspost.errors import CrosspostError
from crosspost.process_limits import limit_memory

# Items of one message, and the characters of their texts that end one sooner.
_AT_ONCE = 500
_LARGE = 256 * 1024
# Bytes: after so many a message is sent, even an empty one. Each gives the process more time.
_OFTEN = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What the reading of one list may take.

    Attributes:
        seconds: of waiting for its items, whatever its size.
        seconds_per_mib: further seconds for each MiB that was read.
        memory: bytes, beyond those that the process takes before it reads; on Linux only.
        small: bytes. A local file that is not larger is read in this process: whatever it contains
            (tests/shapes), that takes less than a second, and starting a process takes longer.
    """

    seconds: float = 60.0
    seconds_per_mib: float = 2.0
    memory: int = 1 << 30
    small: int = 64 * 1024


class _Message(NamedTuple):
    """What comes back.

    Attributes:
        items: those that were found since the last message.
        read: bytes of the list so far.
        is_last: no message follows.
        error: why the list cannot be read.
    """

    items: list[Item]
    read: int
    is_last: bool = False
    error: CrosspostError | None = None


class Reader:
    """A process that reads one list. It starts at once and ends with the ``with`` block."""

    def __init__(self) -> None:
        self._process = _start()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *raised: object) -> None:
        process = self._process
        process.kill()
        assert process.stdin and process.stdout
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.wait()

    def read(self, one: List, limits: Limits) -> Iterator[Item]:
        """Yield the items of the list.

        Raises:
            CrosspostError: as of ``read_list``.
        """
        process = self._process
        assert process.stdin
        with contextlib.suppress(BrokenPipeError):
            pickle.dump((one, limits.memory), process.stdin)
            process.stdin.flush()  # it stays open: the process ends when it closes
        waited, read = 0.0, 0
        while True:
            allowed = limits.seconds + limits.seconds_per_mib * read / (1 << 20)
            begin = time.monotonic()
            message = _receive(process, allowed - waited)
            waited += time.monotonic() - begin
            if message is None:
                yield BadLine(None, _reason(process, waited >= allowed, limits), fatal=True)
                return
            read = message.read
            yield from message.items
            if message.error:
                raise message.error
            if message.is_last:
                return


def _start() -> subprocess.Popen[bytes]:
    """Start a process with this one's module search path, without the working folder (``-P``)."""
    # A terminal sends Ctrl-C to the whole group; only the parent handles it.
    apart: dict[str, Any] = (
        {"process_group": 0}
        if os.name == "posix"
        else {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, "-P", "-c", f"from {__name__} import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
        **apart,
    )


def _receive(process: subprocess.Popen[bytes], seconds: float) -> _Message | None:
    """Wait for a message; None if the process ended, or was killed because time was up."""
    assert process.stdout
    watch = threading.Timer(max(0.0, seconds), process.kill)
    watch.daemon = True
    watch.start()
    try:
        message = pickle.load(process.stdout)
    except (EOFError, pickle.UnpicklingError):
        return None
    finally:
        watch.cancel()
    assert isinstance(message, _Message)
    return message


def _reason(process: subprocess.Popen[bytes], is_late: bool, limits: Limits) -> str:
    if is_late:
        return f"reading took too long ({limits.seconds:.0f} s and more); the rest is not read"
    code = process.wait()
    return f"reading was ended: more than {limits.memory >> 20} MiB of memory, or a crash ({code})"


def main() -> None:
    """Read the list that standard input names, and send its items to standard output."""
    # What a library prints must not come between the messages.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # Most lists need it, and the list itself may still be on its way.
    import lxml.etree  # noqa: F401

    one, memory = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(OSError):  # only Linux tells
        limit_memory(_memory_used() + memory)
    with contextlib.suppress(BrokenPipeError):
        _serve(one, out, memory)
    os._exit(0)


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def _memory_used() -> int:
    """Return the bytes of address space of this process."""
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 -- a Path takes longer
        return int(file.read().split()[0]) * mmap.PAGESIZE


def _serve(one: List, out: BinaryIO, memory: int) -> None:
    sender = _Sender(out)
    error: CrosspostError | None = None
    try:
        for item in read_list(one, on_bytes=sender.count):
            sender.add(item)
    except CrosspostError as caught:
        error = caught
    except MemoryError:
        reason = f"reading needs more than {memory >> 20} MiB of memory; the rest is not read"
        sender.add(BadLine(None, reason, fatal=True))
    except Exception as caught:  # noqa: BLE001 -- a bug fails this list only
        reason = f"a bug of crosspost: {type(caught).__name__}: {caught}"
        sender.add(BadLine(None, reason, fatal=True))
    sender.send(is_last=True, error=error)


class _Sender:
    """Collects items into messages."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._items: list[Item] = []
        self._size = self._read = self._told = 0

    def count(self, size: int) -> None:
        """Count bytes that were read."""
        self._read += size
        if self._read - self._told >= _OFTEN:
            self.send()

    def add(self, item: Item) -> None:
        """Add an item; send if there are many."""
        self._items.append(item)
        self._size += len(item.body) if isinstance(item, Entry) else 0
        if len(self._items) >= _AT_ONCE or self._size >= _LARGE:
            self.send()

    def send(self, *, is_last: bool = False, error: CrosspostError | None = None) -> None:
        """Send the items that were added since the last message."""
        pickle.dump(_Message(self._items, self._read, is_last, error), self._out)
        self._out.flush()
        self._items, self._size, self._told = [], 0, self._read
