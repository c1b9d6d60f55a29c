"""What a check prints: findings and progress while it runs, a summary when it ends."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial

from crosspost.check.result import STATES, Result
from crosspost.check.run import Progress
from crosspost.cli.console import Screen
from crosspost.cli.progress_screen import ProgressScreen

_STYLES = {
    "alive": ("✓ ", "green"),
    "fixed": ("✓ ", "green"),
    "archived": ("= ", "yellow"),
    "moved": ("→ ", "yellow"),
    "changed": ("~ ", "yellow"),
    "gone": ("✗ ", "red"),
    "failed": ("? ", "cyan"),
}


class CheckScreen(ProgressScreen):
    """Shows a check on the two streams of a command.

    Args:
        screen: where to.
        as_json: results as JSON, a line a post.

    Attributes:
        counts: results by state.
    """

    def __init__(self, screen: Screen, *, as_json: bool) -> None:
        super().__init__(screen, "originals")
        self._as_json = as_json
        self.counts: Counter[str] = Counter()

    def progress(self, progress: Progress) -> None:
        """Show how far the check is."""
        done, total = progress.done, progress.total
        self.show_progress(
            *(done, total, progress.hosts, partial(_tally, self.counts, " · ")),
            lambda tally: f"{done:,} of {total:,} originals · {tally}",
        )

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
