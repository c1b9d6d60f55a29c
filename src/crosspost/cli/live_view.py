"""What a terminal shows while many links are worked on: bar, rate, time left, counts, hosts."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from crosspost.cli.console import printable

_MOST_HOSTS = 4


class _Rate(ProgressColumn):
    """Links a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:.1f}/s")


class LiveView:
    """The view.

    Args:
        console: of a terminal.
        of: what is counted, such as "links".

    Attributes:
        live: starts and stops the view.
    """

    def __init__(self, console: Console, of: str) -> None:
        self._progress = Progress(
            TextColumn("{task.completed:.0f} of {task.total:.0f} " + of, markup=False),
            BarColumn(bar_width=None),
            TextColumn("{task.percentage:.0f} %", markup=False),
            _Rate(),
            TimeRemainingColumn(),
            console=console,
        )
        self._task = self._progress.add_task("", total=None, visible=False)
        self._lines = Text()
        self.live = Live(
            Group(self._progress, self._lines), console=console, transient=True,
            refresh_per_second=4,
        )  # fmt: skip

    def reading(self, source: str) -> None:
        """Show which list is being read."""
        self._lines.plain = f"  reading {printable(source)} …"

    def show(self, done: int, total: int, hosts: Iterable[str], tally: str) -> None:
        """Show the progress.

        Args:
            hosts: those that are being asked now.
            tally: the counts, on a line.
        """
        self._progress.update(self._task, total=total, completed=done, visible=True)
        names = sorted(hosts)
        now = printable(", ".join(names[:_MOST_HOSTS])) + (" …" if len(names) > _MOST_HOSTS else "")
        self._lines.plain = f"  now: {now}\n  {tally}" if names else f"  {tally}"
