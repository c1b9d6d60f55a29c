"""What was found out about the original of a post."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

# ``archived``: it is gone, and the post names its copy. ``failed``: it could not be found out now.
State = Literal["alive", "moved", "fixed", "changed", "gone", "archived", "failed"]
STATES: tuple[State, ...] = get_args(State)
#: The states that a person should look at.
FINDINGS: frozenset[State] = frozenset({"moved", "changed", "gone"})


@dataclass(frozen=True)
class Item:
    """A post whose original is to be checked.

    Attributes:
        path: of the post; ``name``: the same below the site's root.
        url: of the original.
        has_archive: the post names a copy of it in an archive.
    """

    path: Path
    name: str
    url: str
    has_archive: bool


@dataclass(frozen=True)
class Result:
    """What was found out.

    Attributes:
        path: of the post, below the site's root.
        url: of the original, as the post has it.
        new_url: where it has moved to.
        archive_url: of its copy.
        reason: why it counts so, for the user.
        checked: when, in seconds since 1970.
    """

    path: str
    url: str
    state: State
    new_url: str = ""
    archive_url: str = ""
    reason: str = ""
    checked: float = 0.0
