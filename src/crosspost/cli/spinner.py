"""A spinner on standard error that says what a command is waiting for; removed at the end.

Nothing is shown in the first second, in a pipe, with ``--quiet`` or ``--json``, nor on a terminal
that cannot move its cursor (``TERM=dumb``); rich leaves colours out with ``NO_COLOR``.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from crosspost.cli.console import Screen, printable
from crosspost.model import Step

if TYPE_CHECKING:
    from rich.console import Console

_SILENT = 1.0  # seconds
_TICK = 0.25  # seconds
_LONGEST_HOST = 40  # characters


class Spinner:
    """The line about the running step; an observer of steps, which may come from any thread.

    Args:
        screen: of the command.
        is_shown: false for ``--json``.
    """

    def __init__(self, screen: Screen, *, is_shown: bool = True) -> None:
        self._screen = screen
        self._is_shown = is_shown and screen.can_animate
        self._lock = threading.Lock()
        self._within = ""
        self._step: Step | None = None
        self._since = time.monotonic()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def __call__(self, step: Step) -> None:
        """Note the step that begins."""
        with self._lock:
            before, self._step = self._step, step
            if not before or (before.kind, before.host) != (step.kind, step.host):
                self._since = time.monotonic()  # several tries are one wait
            if step.kind in ("page", "pictures"):
                self._within = in_words(step)
            elif step.kind != "waiting":
                self._within = ""

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Show what is done in the ``with`` block, if it takes longer than a second."""
        with self._lock:
            self._step, self._within, self._since = None, "", time.monotonic()
        self._start()
        try:
            yield
        finally:
            self._stop()

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Remove the line while the ``with`` block, within a running one, prints others."""
        self._stop()
        try:
            yield
        finally:
            with self._lock:
                self._since = time.monotonic()
            self._start()

    def _start(self) -> None:
        if self._is_shown:
            self._ended.clear()
            self._thread = threading.Thread(target=self._show, daemon=True)
            self._thread.start()

    def _stop(self) -> None:
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _show(self) -> None:
        """Draw the line until the end; rich is loaded only for what takes long."""
        if self._ended.wait(_SILENT):
            return
        from rich.status import Status
        from rich.text import Text

        def line() -> Text:
            return Text(self._line(), no_wrap=True, overflow="ellipsis")

        with contextlib.suppress(OSError), Status(line(), console=_console(self._screen)) as status:
            while not self._ended.wait(_TICK):
                status.update(line())

    def _line(self) -> str:
        with self._lock:
            step, within = self._step, self._within
            seconds = time.monotonic() - self._since
        words = in_words(step) if step else "working"
        parts = [words] if words == within or not within else [within, words]
        parts.append(f"{seconds:.0f} s")
        if step and step.kind == "waiting" and step.number > 1:
            parts.append(f"try {step.number} of {step.of}")
        return " · ".join(parts)


def in_words(step: Step) -> str:
    """Return what is being done: ``waiting for example.org``, ``fetching pictures 3 of 12``."""
    host = printable(step.host)
    if len(host) > _LONGEST_HOST:  # its end is what tells whose it is
        host = f"…{host[1 - _LONGEST_HOST :]}"
    of = f" of {step.of}" if step.of else ""
    if step.kind == "page":
        return f"page {step.number}{of}" if step.number else "the whole article on one page"
    return {
        "waiting": f"waiting for {host}",
        "drawing": f"drawing {host} in the browser",
        "pictures": f"fetching pictures {step.number}{of}",
        "converting": "converting",
        "building": f"waiting for {host} to build the post",
    }[step.kind]


def _console(screen: Screen) -> Console:
    """Return a console that leaves the cursor visible: a killed process could not restore it."""
    from rich.console import Console

    class Visible(Console):
        def show_cursor(self, show: bool = True) -> bool:
            return False

    return Visible(
        file=screen.beside.file, force_terminal=True, highlight=False, emoji=False, markup=False
    )
