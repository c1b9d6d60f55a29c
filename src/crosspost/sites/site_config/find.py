"""Which file of a folder of site config is for a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crosspost.errors import ConfigError
from crosspost.files import is_file, is_folder
from crosspost.lazy_regex import lazy_compile
from crosspost.model import SiteRule
from crosspost.sites.site_config.read import read, without_site
from crosspost.urls import read as read_url

GLOBAL = "global"
# Of a host as ``urls`` gives it: ASCII, in small letters. It becomes the name of a file.
_HOST = lazy_compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,40}")


def names(host: str) -> Iterator[str]:
    """Yield the names that a host's file may have, without ``.txt``, the closest first.

    ``www.`` is left out; ``.example.org`` is for all below ``example.org``, not for itself.
    """
    host = host.removeprefix("www.")
    if not _HOST.fullmatch(host):
        return
    yield host
    parts = host.split(".")
    for start in range(1, len(parts) - 1):
        yield "." + ".".join(parts[start:])


def rule_for(folders: Sequence[Path], url: str) -> SiteRule | None:
    """Return the rule for a page; None if no folder has one.

    Args:
        folders: of site config; the first one that has a file for the page is used.
        url: of the page.

    Raises:
        ConfigError: a folder is not there.
        CrosspostError: the file, or ``global.txt``, cannot be read.
    """
    for folder in folders:
        if not is_folder(folder):
            raise ConfigError(f"site_config: {folder}: there is no such folder")
    parsed = read_url(url)
    host = parsed.host if parsed else ""
    general = _first(folders, GLOBAL)
    for name in names(host):
        path = _first(folders, name)
        if path:
            return read(path, host, general).rule
    return without_site(general, host).rule if general and host else None


def _first(folders: Sequence[Path], name: str) -> Path | None:
    paths = (folder / f"{name}.txt" for folder in folders)
    return next((path for path in paths if is_file(path)), None)


def stamp(folders: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return the path, the time and the size of each file, which tell whether one has changed."""
    found = []
    for path in (path for folder in folders for path in files(Path(folder))):
        about = path.stat()
        found.append((str(path), about.st_mtime_ns, about.st_size))
    return found


def files(folder: Path) -> list[Path]:
    """Return all files of site config in a folder, by name.

    Raises:
        ConfigError: the folder cannot be listed.
    """
    if not is_folder(folder):
        raise ConfigError(f"site_config: {folder}: there is no such folder")
    found = (path for path in folder.iterdir() if path.suffix == ".txt" and is_file(path))
    return sorted(path for path in found if path.stem.upper() not in ("LICENSE", "README"))
