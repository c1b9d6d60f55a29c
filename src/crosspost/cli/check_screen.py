"""What a check prints: findings and progress while it runs, a summary when it ends."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from types import TracebackType

from crosspost.check.result import STATES, Result
from crosspost.check.run import Progress
from crosspost.cli.console import Screen

_STYLES = {
    "alive": ("✓ ", "green"),
    "fixed": ("✓ ", "green"),
    "archived": ("= ", "yellow"),
    "moved": ("→ ", "yellow"),
    "changed": ("~ ", "yellow"),
    "gone": ("✗ ", "red"),
    "failed": ("? ", "cyan"),
}
# Seconds between two lines of progress without a terminal.
_EVERY = 15.0


class CheckScreen:
    """Shows a check on the two streams of a command.

    Args:
        screen: where to.
        as_json: results as JSON, a line a post.

    Attributes:
        counts: results by state.
    """

    def __init__(self, screen: Screen, *, as_json: bool) -> None:
        self._screen = screen
        self._as_json = as_json
        self._said = time.monotonic()
        self.counts: Counter[str] = Counter()
        self._live = None
        if screen.is_beside_terminal and not screen.quiet:
            from crosspost.cli.live_view import LiveView

            self._live = LiveView(screen.beside, "originals")

    def __enter__(self) -> CheckScreen:
        if self._live:
            self._live.live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live:
            self._live.live.stop()

    def progress(self, progress: Progress) -> None:
        """Show how far the check is."""
        tally = _tally(self.counts, " · ")
        if self._live:
            self._live.show(progress.done, progress.total, progress.hosts, tally)
        elif time.monotonic() - self._said > _EVERY:
            self._said = time.monotonic()
            self._screen.remark(f"{progress.done:,} of {progress.total:,} originals · {tally}")

    def show(self, result: Result) -> None:
        """Show a result, if it is to be shown."""
        self.counts[result.state] += 1
        screen = self._screen
        if self._as_json:
            record = {name: value for name, value in asdict(result).items() if value != ""}
            checked = datetime.fromtimestamp(result.checked, UTC)
            record["checked"] = checked.isoformat(timespec="seconds")
            screen.raw(json.dumps(record, ensure_ascii=False) + "\n")
            return
        if result.state == "alive" and not screen.verbose:
            return
        if screen.quiet and result.state in ("alive", "fixed", "archived"):
            return
        mark = _STYLES[result.state] if screen.is_terminal else f"{result.state}\t"
        screen.result(mark, f"{result.path}: ", result.url)
        if result.new_url:
            screen.result("  now ", result.new_url)
        if result.archive_url:
            screen.result("  copy ", result.archive_url)
        if result.reason:
            screen.result("  ", result.reason)

    def summary(self) -> None:
        """Print the counts."""
        if self._as_json:
            return
        total = sum(self.counts.values())
        posts = "1 original" if total == 1 else f"{total:,} originals"
        words = f"{posts}: {_tally(self.counts, ', ')}" if total else "no post names an original"
        self._screen.remark(words)


def _tally(counts: Counter[str], between: str) -> str:
    return between.join(f"{counts[state]:,} {state}" for state in STATES if counts[state])
