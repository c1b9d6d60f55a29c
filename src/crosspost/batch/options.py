"""How a batch works, and why it may end before its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ending = Literal["", "interrupted", "failures", "offline", "gone"]


@dataclass(frozen=True)
class Plan:
    """How a batch works.

    Attributes:
        delay: seconds between two requests to a host.
        polite: honour robots.txt.
        workers: processes that convert; 0: this one.
        replace: do again what is done, and replace the posts.
        most_failures: end after so many; None: never.
    """

    delay: float = 1.0
    polite: bool = True
    workers: int = 2
    replace: bool = False
    most_failures: int | None = None
