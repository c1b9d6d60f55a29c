"""The step that is being done for a link, as progress for an observer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done for a link now.

    Attributes:
        kind: ``waiting`` for a server, ``drawing`` in the browser, fetching ``pictures`` or another
            ``page`` of the article, ``converting``, ``building`` (a site's own server).
        host: that is asked; empty if there is none.
        number: which try, picture or page, from 1; 0 if they are not counted.
        of: how many there are at most; 0 if it is not known.
    """

    kind: Literal["waiting", "drawing", "pictures", "page", "converting", "building"]
    host: str = ""
    number: int = 0
    of: int = 0


#: Called before each step; it returns at once and raises nothing.
Observer = Callable[[Step], None]


def ignore_step(step: Step) -> None:
    """Do nothing: the observer of a caller that shows no progress."""
