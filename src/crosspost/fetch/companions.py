"""The folder that a browser puts beside a page that it saves, with what belongs to it.

``page.html`` has ``page_files`` (``page.html_files``, ``page-Dateien`` …).
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from crosspost.files import is_folder, is_link

_ENDINGS = ("files", "fichiers", "Dateien", "archivos", "bestanden", "file", "arquivos")
# Some browsers use another name than the page's, but all use these suffixes.
_ALWAYS = "_files"


def is_companion(name: str, stems: Container[str]) -> bool:
    """Tell whether a folder of this name belongs to a page beside it.

    Args:
        stems: the names of the pages in the same folder, without their extensions.
    """
    lower = name.lower()
    if lower.endswith(_ALWAYS):
        return True
    for ending in _ENDINGS:
        if lower.endswith((f"_{ending}".lower(), f"-{ending}".lower())):
            return name[: -len(ending) - 1] in stems
    return False


def companion(page: Path) -> Path | None:
    """Return the folder that belongs to a page; None if there is none.

    A symbolic link does not count: browsers make folders.
    """
    for name in names_of_companions(page.stem, page.name):
        folder = page.parent / name
        if is_folder(folder) and not is_link(folder):
            return folder
    return None


def names_of_companions(*stems: str) -> Iterator[str]:
    """Yield the names that the folder of a page may have, the likeliest first.

    Args:
        stems: the name of the page, without its extension and with it.
    """
    for stem in stems:
        for ending in _ENDINGS:
            for sign in "_-":
                yield f"{stem}{sign}{ending}"
