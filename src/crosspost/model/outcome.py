"""The result of an import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crosspost.model.link import Link
from crosspost.model.page import Page
from crosspost.model.post import Post
from crosspost.model.update import Update

Status = Literal[
    "written", "replaced", "updated", "unchanged", "dry-run", "exists", "conflict", "failed"
]


@dataclass(frozen=True)
class Outcome:
    """The result of importing a link.

    Attributes:
        link: the link.
        status: ``written``, ``replaced`` and ``updated``: the file is on the disk; ``dry-run``: it
            would have been written; ``exists``: the site has it already; ``unchanged``: an update
            has nothing to change; ``conflict``: an update would have to choose between what the
            owner and the article changed; ``failed``: see ``error``.
        path: the post's file: written, to be written, or existing.
        reason: one line for the user; empty on success.
        post: the post, where one was made.
        error: the error of a failed link, or of a conflict.
        diff: what changes in a file (a unified diff): of an update, and of a ``dry-run`` that would
            replace a file.
        update: of an update, what was done.
        lost: lines of the owner's that go, where a file is replaced.
        page: that ``post`` was made from.
    """

    link: Link
    status: Status
    path: Path | None = None
    reason: str = ""
    post: Post | None = None
    error: Exception | None = None
    diff: str = ""
    update: Update | None = None
    lost: tuple[str, ...] = ()
    page: Page | None = None

    @property
    def ok(self) -> bool:
        """True if nothing is left to do for this link."""
        return self.status not in ("failed", "conflict")
