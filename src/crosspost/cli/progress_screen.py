"""The progress of a command over many links: a live view on a terminal, else a line at times."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Self

from crosspost.cli.console import Screen

if TYPE_CHECKING:
    from crosspost.cli.live_view import LiveView

# Seconds between two lines of progress without a terminal.
_EVERY = 15.0


class ProgressScreen:
    """Shows progress within a ``with`` block.

    Args:
        screen: of the command.
        of: what is counted, such as "links".
    """

    def __init__(self, screen: Screen, of: str) -> None:
        self._screen = screen
        self._said = time.monotonic()
        self._live: LiveView | None = None
        if screen.is_beside_terminal and not screen.quiet:
            from crosspost.cli.live_view import LiveView

            self._live = LiveView(screen.beside, of)

    def __enter__(self) -> Self:
        if self._live:
            self._live.live.start()
        return self

    def __exit__(self, *raised: object) -> None:
        if self._live:
            self._live.live.stop()

    def show_progress(
        self,
        done: int,
        total: int,
        hosts: Iterable[str],
        tally: Callable[[], str],
        line: Callable[[str], str],
    ) -> None:
        """Show how far the work is.

        Args:
            hosts: as of ``LiveView.show``.
            tally: returns the counts.
            line: returns what is printed without a terminal, with the counts.
        """
        if self._live:
            self._live.show(done, total, hosts, tally())
        elif time.monotonic() - self._said > _EVERY:
            self._said = time.monotonic()
            self._screen.remark(line(tally()))
