"""A bug of crosspost on one post, in words for a bug report."""

from __future__ import annotations

from crosspost.errors import CrosspostError


def fault_of(error: Exception) -> str:
    """Return what failed and where, for a bug report.

    Raises:
        CrosspostError: the error itself, if it is not a bug.
    """
    if isinstance(error, CrosspostError):
        raise error
    import traceback  # few posts fail

    frames = traceback.extract_tb(error.__traceback__)
    last = next((f for f in reversed(frames) if "crosspost" in f.filename), frames[-1])
    place = last.filename.replace("\\", "/").rpartition("crosspost/")[2]
    text = str(error).split("\n")[0][:100]
    return f"{type(error).__name__}{': ' * bool(text)}{text}, {place} line {last.lineno}"
