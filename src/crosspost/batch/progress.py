"""The progress of a batch, for its watcher."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

# What happened to a link in this run.
State = Literal["done", "exists", "failed"]


@dataclass(frozen=True)
class Settled:
    """A link that this run has dealt with.

    Attributes:
        path: of the post, written or found.
        reason: why it failed, or why nothing was written; in a dry run, what would be replaced.
        pictures: that its post shows and that were copied.
    """

    url: str
    state: State
    path: str = ""
    reason: str = ""
    hint: str = ""
    pictures: int = 0


@dataclass
class Progress:
    """Counts of a run.

    Attributes:
        total: links that this run has to do.
        waiting: texts that wait for links before them.
        pictures: that were copied for posts.
        hosts: those that are being asked now.
    """

    total: int = 0
    done: int = 0
    exists: int = 0
    failed: int = 0
    waiting: int = 0
    pictures: int = 0
    hosts: set[str] = field(default_factory=set)

    @property
    def settled(self) -> int:
        """Return how many links this run has dealt with."""
        return self.done + self.exists + self.failed


# Called often: what was settled since, and the progress.
Watch = Callable[[Iterable[Settled], Progress], None]
