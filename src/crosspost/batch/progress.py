"""The progress of a batch, for its watcher."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

# What happened to a link in this run.
State = Literal["done", "updated", "unchanged", "exists", "conflict", "failed"]


@dataclass(frozen=True)
class Settled:
    """A link that this run has dealt with.

    Attributes:
        path: of the post, written or found.
        reason: why it failed, or why nothing was written; in a dry run, what would be replaced or
            updated.
        pictures: that its post shows and that were copied.
        diff: what changes in a post that is replaced or updated (a unified diff).
        options: of the import, with which it was updated; for the user.
        files: that it links to and that were copied, besides its pictures.
    """

    url: str
    state: State
    path: str = ""
    reason: str = ""
    hint: str = ""
    pictures: int = 0
    diff: str = ""
    options: tuple[str, ...] = ()
    files: int = 0


@dataclass
class Progress:
    """Counts of a run.

    Attributes:
        total: links that this run has to do.
        waiting: texts that wait for links before them.
        pictures, files: that were copied for posts.
        hosts: those that are being asked now.
    """

    total: int = 0
    done: int = 0
    updated: int = 0
    unchanged: int = 0
    conflict: int = 0
    exists: int = 0
    failed: int = 0
    waiting: int = 0
    pictures: int = 0
    files: int = 0
    hosts: set[str] = field(default_factory=set)

    @property
    def settled(self) -> int:
        """Return how many links this run has dealt with."""
        updates = self.updated + self.unchanged + self.conflict
        return self.done + updates + self.exists + self.failed


# Called often: what was settled since, and the progress.
Watch = Callable[[Iterable[Settled], Progress], None]
