"""How much work something was: a limit in seconds of processor time holds on a busy machine too."""

from __future__ import annotations

import os


def cpu_seconds() -> float:
    """Return the processor time used so far, by this process and the children it waited for."""
    return sum(os.times()[:4])
