"""What an update made of a post that exists."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Conflict:
    """A part of a post that both its owner and the article have changed.

    Attributes:
        mine: the owner's lines; empty if they were removed.
        article: the article's lines now; empty if they were removed.
    """

    mine: str
    article: str


@dataclass(frozen=True)
class Update:
    """What an update made of a post that exists.

    Attributes:
        is_three_way: the text as imported is known. If not, nothing of the article is merged.
        kept: the fields that stay as they are although the article has changed them.
        conflicts: what the owner and the article have both changed.
        file: where the conflicts are shown; None if there is none.
        options: of the import, which were used since no others were given; for the user.
    """

    is_three_way: bool
    kept: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    file: Path | None = None
    options: tuple[str, ...] = ()
