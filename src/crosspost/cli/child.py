"""One page in a process of its own, for a command that goes on: it may crash, hang, or be huge.

As in ``watch``, on Linux only, and if the process runs the command alone; elsewhere the page is
handled in this process, with the weaker limit of time.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn

import click

from crosspost.cli.exits import FAILED, OK, OWN_PROCESS
from crosspost.cli.watch import CRASHED, CRASHED_HINT, LATE, LATE_HINT, Watched
from crosspost.errors import CrosspostError
from crosspost.process_limits import MOST_MEMORY, limit_memory, memory_in_use

# What a child returns: texts and truth values, since a hostile page was in its memory.
Result = dict[str, str | bool]
Work = Callable[[Watched], Result]


def in_child(work: Work, source: str, seconds: float) -> Result:
    """Do something with a page, and return what came of it.

    Args:
        work: called with what limits the time; what it prints is shown.
        source: the page, for a message.
        seconds: for each part that it limits.

    Raises:
        CrosspostError: that of ``work``; or it took too long, needed too much memory, or crashed.
    """
    if sys.platform != "linux" or click.get_current_context().obj is not OWN_PROCESS:
        watched = Watched((source,), range(1), seconds)
        watched.at(0)
        return work(watched)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    parent = os.getpid()
    to_read, to_write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(to_read)
        _run(work, Watched((source,), range(1), seconds, mmap.mmap(-1, 8), parent), to_write)
    os.close(to_write)
    try:
        with os.fdopen(to_read, "rb") as pipe:
            content = pipe.read()
    except BaseException:  # Ctrl-C: the child is not to write a post after the command has ended
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGALRM:
        raise CrosspostError(f"{source}: {LATE.format(seconds)}", hint=LATE_HINT)
    if code != OK:
        raise CrosspostError(f"{source}: {CRASHED}", hint=CRASHED_HINT)
    result: Result = json.loads(content)
    if "error" in result:
        raise CrosspostError(str(result["error"]), hint=str(result["hint"]))
    return result


def _run(work: Work, watched: Watched, pipe: int) -> NoReturn:
    """Do the work in the child, send what came of it, and end."""
    code = FAILED
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        # Ctrl-C reaches this process, too: the parent says when it is to end, once.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # Without memory for its stack, a new thread would be waited for without an end.
        watched.end_with_parent()
        limit_memory(MOST_MEMORY + memory_in_use())  # beside what the command itself has
        watched.at(0)
        try:
            result = work(watched)
        except CrosspostError as error:
            result = {"error": str(error), "hint": error.hint}
        with os.fdopen(pipe, "wb") as file:
            file.write(json.dumps(result).encode("ascii"))
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        code = OK
    except KeyboardInterrupt:
        code = OK  # the parent says so
    finally:
        if code != OK:  # a bug; the command goes on
            traceback.print_exc()
        os._exit(code)
