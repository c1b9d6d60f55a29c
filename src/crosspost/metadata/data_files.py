"""The data files of the package: words, months, learned weights."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def read_data(name: str) -> str:
    """Return the text of a data file, in UTF-8.

    Not by ``importlib.resources``, which imports a dozen modules for archives and temporary files.

    Raises:
        OSError: the package is not whole.
    """
    return (_FOLDER / name).read_text(encoding="utf-8")
