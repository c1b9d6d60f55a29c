"""The result of an import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crosspost.model.link import Link
from crosspost.model.post import Post

Status = Literal["written", "replaced", "dry-run", "exists", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of a link.

    Attributes:
        link: the link.
        status: ``written`` and ``replaced``: the file is on the disk; ``dry-run``: it would have
            been written; ``exists``: the site has it already; ``failed``: see ``error``.
        path: the post's file, written, would-be or found.
        reason: one line for a person; empty where all went well.
        post: the post, where one was made.
        error: the error of a failed link.
        diff: of a ``dry-run`` that would replace a file: what would change (a unified diff).
    """

    link: Link
    status: Status
    path: Path | None = None
    reason: str = ""
    post: Post | None = None
    error: Exception | None = None
    diff: str = ""

    @property
    def ok(self) -> bool:
        """True where nothing is left to do for this link."""
        return self.status != "failed"
