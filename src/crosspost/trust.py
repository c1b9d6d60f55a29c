"""The user's permissions for sites, kept in the user's state folder and never in the site.

A site that was cloned or unpacked was made by others: its settings may name files, headers or
looser limits, its folders may be links out of it, its journal may have any content. These take
effect after the user has allowed them (``crosspost trust``), for this folder and these values; a
changed value needs a new permission. Journals that crosspost itself has made are noted here too, by
a random name that cannot be guessed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from crosspost.disk_errors import of_writing
from crosspost.errors import ConfigError, WriteError
from crosspost.files import is_inside, read_regular, real

_FOLDER = "sites"
_MOST_BYTES = 256 * 1024
_STATE_HINT = "Set XDG_STATE_HOME to a folder of yours."
HINT = "To review and allow it, run: crosspost trust"


@dataclass(frozen=True)
class Trusted:
    """The permissions of one site.

    Attributes:
        root: of the site, without links.
        journal: the random name of its journal; empty if crosspost has made none.
        permissions: name of what is allowed → hash of its value (``digest``).
    """

    root: Path
    journal: str = ""
    permissions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def config_folder() -> Path:
    """Return the folder of the user's own settings, such as ``~/.config/crosspost``."""
    from platformdirs import user_config_path

    return user_config_path("crosspost", appauthor=False)


def state_folder() -> Path:
    """Return the folder of permissions, such as ``~/.local/state/crosspost``."""
    from platformdirs import user_state_path

    return user_state_path("crosspost", appauthor=False)


def _file(root: Path) -> Path:
    import hashlib  # every command checks permissions, and most sites need none

    name = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return state_folder() / _FOLDER / f"{name}.json"


def of(root: Path) -> Trusted:
    """Return the permissions of a site, empty if there are none."""
    root = real(root)
    found = _read(_file(root))
    return found if found is not None and found.root == root else Trusted(root)


def _read(path: Path) -> Trusted | None:
    """Read the permissions in a file; None if it cannot be read: then nothing is allowed."""
    import json

    try:
        note = json.loads(read_regular(path, _MOST_BYTES))
        root, journal = note["root"], note["journal"]
        permissions = note["wishes"]  # words: fine
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    texts = (
        [root, journal, *permissions, *permissions.values()]
        if isinstance(permissions, dict)
        else [None]
    )
    if not all(isinstance(text, str) for text in texts):
        return None
    return Trusted(Path(root), journal, MappingProxyType(permissions))


def everything() -> Iterator[Trusted]:
    """Yield the permissions of all sites, in the order of their folders."""
    try:
        files = list((state_folder() / _FOLDER).glob("*.json"))
    except OSError:
        return
    yield from sorted((n for f in files if (n := _read(f))), key=lambda note: note.root)


def save(trusted: Trusted) -> None:
    """Save the permissions of a site, in place of its old ones.

    Raises:
        WriteError: the state folder cannot be written to.
    """
    import json

    from crosspost.publish.write import write

    path = _file(trusted.root)
    note = {
        "root": str(trusted.root),
        "journal": trusted.journal,
        "wishes": dict(trusted.permissions),  # words: fine
    }
    if not path.is_absolute():
        raise WriteError(path, "there is no home folder", hint=_STATE_HINT)
    try:
        write(json.dumps(note, indent=1) + "\n", real(path.parent) / path.name, replace=True)
    except WriteError as error:
        raise WriteError(error.path, error.reason, hint=_STATE_HINT) from error


def forget(root: Path) -> bool:
    """Remove the permissions of a site; return whether it had any.

    Raises:
        WriteError: the state folder cannot be written to.
    """
    path = _file(real(root))
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise WriteError(path, of_writing(error)[0], hint=_STATE_HINT) from error
    return True


def digest(value: Any) -> str:
    """Return the hash of a value, by which a permission for it is noted."""
    import hashlib
    import json

    return hashlib.sha256(json.dumps(value, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else str(value)


def links_out(root: Path, path: Path) -> dict[str, str]:
    """Return what needs permission if links lead a path out of the site; else nothing.

    Args:
        root: of the site.
        path: absolute.

    Returns:
        The path relative to the site → ``-> `` and where it leads.
    """
    if is_inside(root, path):
        return {}
    try:
        name = path.absolute().relative_to(root.absolute()).as_posix()
    except ValueError:
        name = str(path)
    return {name: f"-> {real(path)}"}


def not_allowed(root: Path, requested: Mapping[str, Any]) -> list[str]:
    """Return the names of what the user has not allowed with these values.

    Args:
        root: of the site.
        requested: name → value.
    """
    if not requested:
        return []
    allowed = of(root).permissions
    return [name for name, value in requested.items() if allowed.get(name) != digest(value)]


def real_folder(root: Path, folder: Path) -> Path:
    """Return the path of a folder to write to, with its links resolved.

    A link out of the site is followed only if the user has allowed it, since a clone may have any
    links. A folder whose path is outside of the site's root is the user's own choice.

    Raises:
        ConfigError: a link leads out of the site, and that was not allowed.
    """
    path = Path(os.path.abspath(folder))  # noqa: PTH100 -- it also removes ".."
    if path.is_relative_to(root.absolute()):
        links = links_out(root, path)
        other = f"{HINT}; or name the folder that the link leads to: {real(path)}"
        refuse(root, links, "the site", other)
    return real(path)


def is_of_site(root: Path, path: Path) -> bool:
    """Tell whether a path is in the site once links are resolved, or the user has allowed it."""
    return not not_allowed(root, links_out(root, path))


_gathered: ContextVar[dict[str, Any] | None] = ContextVar("gathered", default=None)


@contextmanager
def gathering() -> Iterator[dict[str, Any]]:
    """Let ``refuse`` collect what needs permission in the table that is yielded, and not raise."""
    requested: dict[str, Any] = {}
    token = _gathered.set(requested)
    try:
        yield requested
    finally:
        _gathered.reset(token)


def refuse(root: Path, requested: Mapping[str, Any], where: str, hint: str = HINT) -> None:
    """Refuse what a site needs permission for, unless the user has allowed it.

    Args:
        root: of the site.
        requested: name → value.
        where: the file with these values, for the message.
        hint: what to try.

    Raises:
        ConfigError: something is not allowed; the message names it.
    """
    gathered = _gathered.get()
    if gathered is not None:
        gathered.update(requested)
        return
    names = not_allowed(root, requested)
    if names:
        raise ConfigError(
            f"{where} has settings or links that you have not allowed: {', '.join(names)}",
            hint=hint,
        )
