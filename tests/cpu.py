"""How much work something was: a limit in seconds of processor time holds on a busy machine too."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager


def cpu_seconds() -> float:
    """Return the processor time used so far, by this process and the children it waited for."""
    return sum(os.times()[:4])


@contextmanager
def own_objects_only() -> Iterator[None]:
    """Keep the garbage collector from reading what other tests left: it takes as long as the work.

    What the work itself makes is collected as always.
    """
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
