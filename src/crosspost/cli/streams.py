"""Standard input, output and error, each of which may be closed or full."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import select
import sys

from crosspost import process_limits
from crosspost.disk_errors import of_path

# Errors of a full disk, a terminal that was closed, a closed output.
_OF_OUTPUT = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF, errno.EFBIG})


def prepare() -> None:
    """Replace closed streams, so that no other file gets their descriptors.

    A closed input is empty, messages are dropped, writing a result is an error (``EBADF``).
    """
    for number, flags in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.dup2(os.open(os.devnull, flags), number)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    codecs.register_error("crosspost", _as_it_was)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="crosspost")


def _as_it_was(error: UnicodeError) -> tuple[bytes | str, int]:
    """Write bytes of a name that is not UTF-8 as they are, and other surrogates as escapes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    out = b""
    for character in error.object[error.start : error.end]:
        is_byte = "\udc80" <= character <= "\udcff"
        out += bytes([ord(character) - 0xDC00]) if is_byte else ascii(character)[1:-1].encode()
    return out, error.end


def finish() -> OSError | None:
    """Flush output and error; return the error of the output, if any.

    Unwritten output is dropped, so that Python does not report it at exit.
    """
    failed: OSError | None = None
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            stream.flush()
        except ValueError:
            continue  # closed on purpose, after a broken pipe
        except OSError as error:
            failed = failed or (error if number == 1 else None)
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), number)
                stream.flush()
    return failed


def has_no_reader() -> bool:
    """Tell whether the reader of the output, or of the messages, has ended (``| head``)."""
    if not hasattr(select, "poll"):
        return True  # on Windows; nothing else is likely to break
    poll = select.poll()
    try:
        for stream in (sys.stdout, sys.stderr):
            poll.register(stream, 0)
    except (ValueError, OSError):  # closed, or not a file
        return True
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))


def explain(error: BaseException) -> tuple[str, str] | None:
    """Return what happened and what to try, if the cause is the system and not crosspost."""
    words = str(error)
    if isinstance(error, MemoryError):
        return "there is not enough memory", ""
    no_more = process_limits.explain(error)
    if no_more or not isinstance(error, OSError):
        return no_more
    if isinstance(error, FileNotFoundError) and _is_homeless():
        return "the working folder has been deleted", "Change to another folder (cd)."
    if "No usable temporary directory" in words:  # of Python's tempfile
        return "there is no folder for temporary files", "Set TMPDIR to a folder with free space."
    refused = of_path(error)
    if refused is None and error.errno in _OF_OUTPUT:
        return unwritten(error)
    return refused


def unwritten(error: OSError) -> tuple[str, str]:
    """Return why the output cannot be written, and what to try."""
    hint = "Free some space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "See where it goes"
    return f"the output cannot be written: {error.strerror}", f"{hint}, and run again."


def _is_homeless() -> bool:
    try:
        os.getcwd()  # noqa: PTH109 -- asked for its error
    except OSError:
        return True
    return False
