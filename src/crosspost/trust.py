"""What the user has allowed a site, kept in the user's own state folder and never in the site.

A site that was cloned or unpacked is somebody else's: its settings may ask for files, headers or
looser limits, its folders may be links that lead out of it, its journal may say anything. Such
things count once the user has looked at them and allowed them (``crosspost trust``), for this
folder and as they were then; what is changed is asked for anew. A journal that crosspost makes
itself is noted here, too, by a random name that no other can know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from crosspost.errors import ConfigError, WriteError
from crosspost.files import is_inside, read_regular, real

_FOLDER = "sites"
_MOST_BYTES = 256 * 1024
HINT = "Look at it; if you want it so, run: crosspost trust"


@dataclass(frozen=True)
class Trusted:
    """What is allowed to one site.

    Attributes:
        root: of the site, without links.
        journal: the name of its journal; empty where crosspost has made none.
        wishes: what the site may ask for, by its name: a hash of what was allowed.
    """

    root: Path
    journal: str = ""
    wishes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def config_folder() -> Path:
    """Return the folder of the user's own settings, such as ``~/.config/crosspost``."""
    from platformdirs import user_config_path

    return user_config_path("crosspost", appauthor=False)


def state_folder() -> Path:
    """Return the folder that is written here, such as ``~/.local/state/crosspost``."""
    from platformdirs import user_state_path

    return user_state_path("crosspost", appauthor=False)


def _file(root: Path) -> Path:
    import hashlib  # every command asks for trust, and most sites ask for nothing

    name = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return state_folder() / _FOLDER / f"{name}.json"


def of(root: Path) -> Trusted:
    """Return what is allowed to the site of a folder; nothing where nothing is noted."""
    root = real(root)
    found = _read(_file(root))
    return found if found is not None and found.root == root else Trusted(root)


def _read(path: Path) -> Trusted | None:
    """Read a note; None where there is none that can be read: then nothing is allowed."""
    import json

    try:
        note = json.loads(read_regular(path, _MOST_BYTES))
        root, journal, wishes = note["root"], note["journal"], note["wishes"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    texts = [root, journal, *wishes, *wishes.values()] if isinstance(wishes, dict) else [None]
    if not all(isinstance(text, str) for text in texts):
        return None
    return Trusted(Path(root), journal, MappingProxyType(wishes))


def everything() -> Iterator[Trusted]:
    """Yield all that is allowed, in the order of the sites' folders."""
    try:
        files = list((state_folder() / _FOLDER).glob("*.json"))
    except OSError:
        return
    yield from sorted((n for f in files if (n := _read(f))), key=lambda note: note.root)


def save(trusted: Trusted) -> None:
    """Note what is allowed to a site, in place of what was.

    Raises:
        WriteError: the state folder cannot be written to.
    """
    import json

    from crosspost.write import write

    path = _file(trusted.root)
    note = {
        "root": str(trusted.root),
        "journal": trusted.journal,
        "wishes": dict(trusted.wishes),
    }
    if not path.is_absolute():
        raise WriteError(
            path, "there is no home folder", hint="Set XDG_STATE_HOME to a folder of yours."
        )
    try:
        write(json.dumps(note, indent=1) + "\n", real(path.parent) / path.name, replace=True)
    except WriteError as error:
        raise WriteError(
            error.path, error.reason, hint="XDG_STATE_HOME names another folder for it."
        ) from error


def forget(root: Path) -> bool:
    """Take back what was allowed to a site; return whether anything was.

    Raises:
        WriteError: the state folder cannot be written to.
    """
    path = _file(real(root))
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise WriteError(path, error.strerror or str(error)) from error
    return True


def digest(value: Any) -> str:
    """Return the hash by which a wish is noted."""
    import hashlib
    import json

    return hashlib.sha256(json.dumps(value, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else str(value)


def links_out(root: Path, path: Path) -> dict[str, str]:
    """Return what a path asks for, as a wish, if links lead it out of the site; else nothing."""
    if is_inside(root, path):
        return {}
    try:
        name = path.absolute().relative_to(root.absolute()).as_posix()
    except ValueError:
        name = str(path)
    return {name: f"-> {real(path)}"}


def not_allowed(root: Path, wishes: Mapping[str, Any]) -> list[str]:
    """Return the names of the wishes of a site that the user has not allowed as they are."""
    if not wishes:
        return []
    allowed = of(root).wishes
    return [name for name, value in wishes.items() if allowed.get(name) != digest(value)]


_gathered: ContextVar[dict[str, Any] | None] = ContextVar("gathered", default=None)


@contextmanager
def gathering() -> Iterator[dict[str, Any]]:
    """Have ``refuse`` refuse nothing and note all that is asked for in the table that is given."""
    wishes: dict[str, Any] = {}
    token = _gathered.set(wishes)
    try:
        yield wishes
    finally:
        _gathered.reset(token)


def refuse(root: Path, wishes: Mapping[str, Any], where: str) -> None:
    """Refuse what a site asks for and the user has not allowed.

    Args:
        wishes: what it asks for, by name.
        where: it is asked for.

    Raises:
        ConfigError: names what is asked for.
    """
    gathered = _gathered.get()
    if gathered is not None:
        gathered.update(wishes)
        return
    names = not_allowed(root, wishes)
    if names:
        raise ConfigError(
            f"{where} asks for what only you may allow: {', '.join(names)}", hint=HINT
        )
