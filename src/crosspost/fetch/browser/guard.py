"""A program that runs the browser, and ends every process of it, whatever happens to crosspost.

crosspost starts it with ``python -I -S`` and keeps the other end of its standard input open. When
that is closed, also by the kernel since crosspost was killed, all processes of the browser are
killed and its profile is removed. The browser's crash reporters leave its process group; on Linux
they become children of this program (PR_SET_CHILD_SUBREAPER), so that none is missed.

It must import nothing of crosspost, which would take longer than the browser's own start.
"""

import contextlib
import os
import select
import shutil
import signal
import sys
import time
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_TICK = 0.5
# The file descriptors of --remote-debugging-pipe.
_COMMANDS, _ANSWERS = 3, 4
_FREE = 20  # file descriptors from here on are not in use
_MOST_MEMORY = 2 * 1024**3  # bytes that a process of the browser may write to


def main(profile: str, seconds: str, commands: str, answers: str, *command: str) -> None:
    """Run a browser until it ends, crosspost ends, or time is up.

    Args:
        profile: its folder, which is removed.
        seconds: after which it is killed in any case.
        commands: file descriptor that the browser reads.
        answers: file descriptor that it writes.
        command: program and arguments.
    """
    deadline = time.monotonic() + float(seconds)
    parent = os.getppid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # crosspost decides; its end closes standard input
    _adopt_orphans()
    pipes = (int(commands), int(answers))
    browser = os.fork()
    if browser == 0:
        _become(profile, pipes, command)
    for pipe in pipes:
        os.close(pipe)
    is_left = False
    while not is_left and not _has_ended(browser) and time.monotonic() < deadline:
        is_left = _is_left(parent, _TICK)
    _end_all(browser)
    while not is_left and time.monotonic() < deadline:  # crosspost may still read the profile
        is_left = _is_left(parent, _TICK)
    shutil.rmtree(profile, ignore_errors=True)


def _adopt_orphans() -> None:
    """Become the parent of all descendants whose own parent ends."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _become(profile: str, pipes: tuple[int, int], command: tuple[str, ...]) -> None:
    """Become the browser, in a session and process group of its own."""
    import fcntl
    import resource

    try:
        os.setsid()
        # crosspost limits its own address space, of which a browser reserves terabytes.
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = _MOST_MEMORY if hard == resource.RLIM_INFINITY else min(_MOST_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        moved = [fcntl.fcntl(pipe, fcntl.F_DUPFD, _FREE) for pipe in pipes]
        os.dup2(moved[0], _COMMANDS)
        os.dup2(moved[1], _ANSWERS)
        for pipe in moved:
            os.close(pipe)
        Path(profile, "pid").write_text(str(os.getpid()))
        nothing = os.open(os.devnull, os.O_RDWR)
        errors = os.open(Path(profile, "stderr"), os.O_WRONLY | os.O_CREAT, 0o600)
        for pipe, target in ((nothing, 0), (nothing, 1), (errors, 2)):
            os.dup2(pipe, target)
        os.execv(command[0], command)
    finally:
        os._exit(127)


def _has_ended(browser: int) -> bool:
    """Tell whether the browser has ended; other children that have are reaped."""
    while True:
        try:
            child, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return True
        if child in (0, browser):
            return child == browser


def _is_left(parent: int, seconds: float) -> bool:
    """Tell, within some time, whether crosspost has ended or no longer needs the browser."""
    poll = select.poll()
    poll.register(0, select.POLLIN | select.POLLHUP)
    return bool(poll.poll(1000 * seconds)) or os.getppid() != parent


def _end_all(browser: int) -> None:
    """Kill all processes of the browser, and wait until each of them is gone."""
    while True:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(browser, signal.SIGKILL)
        for child in _children():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(child, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def _children() -> list[int]:
    """Return the processes whose parent is this one; on Linux only."""
    found = []
    own = os.getpid()
    for stat in Path("/proc").glob("[0-9]*/stat") if sys.platform == "linux" else ():
        with contextlib.suppress(OSError):
            # The name of the program, in parentheses, may contain anything.
            parent = stat.read_bytes().rpartition(b")")[2].split()[1]
            if int(parent) == own:
                found.append(int(stat.parent.name))
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
