"""Standard input, output and error, of which any may be closed or full."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import sys

# What a full disk, a dead terminal or a closed output answer.
_OF_OUTPUT = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF, errno.EFBIG})
# What a system answers that has no more threads, processes, files or memory for us.
_OF_SYSTEM = frozenset({errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE})


def prepare() -> None:
    """Put something in the place of what is closed, so that no other file gets its number.

    Input that is closed is empty, remarks go nowhere, results are an error (``EBADF``).
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
    """Write the bytes of a name that is not UTF-8 as they are, and escape what has no form."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    out = b""
    for character in error.object[error.start : error.end]:
        is_byte = "\udc80" <= character <= "\udcff"
        out += bytes([ord(character) - 0xDC00]) if is_byte else ascii(character)[1:-1].encode()
    return out, error.end


def finish() -> OSError | None:
    """Write out what is still held back; return why it could not be.

    What cannot be written is dropped, so that Python does not complain of it at its end.
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


def explain(error: BaseException) -> tuple[str, str] | None:
    """Return what happened and what to try, where the machine and not crosspost is at fault."""
    words = str(error)
    if isinstance(error, MemoryError):
        return "there is not enough memory", ""
    no_thread = isinstance(error, RuntimeError) and "start new thread" in words
    if no_thread or (isinstance(error, OSError) and error.errno in _OF_SYSTEM):
        what = "no more threads" if no_thread else str(getattr(error, "strerror", words))
        return (
            f"the system refuses more threads, processes, files or memory ({what})",
            "Look at ulimit -a, or try fewer --jobs and --workers.",
        )
    if isinstance(error, OSError) and error.errno in _OF_OUTPUT:
        return f"the output cannot be written: {error.strerror}", ""
    if isinstance(error, FileNotFoundError) and _is_homeless():
        return "the working folder has been deleted", "Go to a folder that is there (cd)."
    return None


def _is_homeless() -> bool:
    try:
        os.getcwd()  # noqa: PTH109 -- asked for its error
    except OSError:
        return True
    return False
