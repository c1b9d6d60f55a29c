"""``crosspost trust``: show what a site needs the user's permission for, and give it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from crosspost import trust as allowed
from crosspost.cli.exits import FAILED, OK
from crosspost.cli.options import SITE, site_root
from crosspost.errors import ConfigError

if TYPE_CHECKING:
    from crosspost.cli.console import Screen


@click.command()
@SITE
@click.option("-y", "--yes", is_flag=True, help="Allow it without asking.")
@click.option("--list", "as_list", is_flag=True, help="List what is allowed, for each site.")
@click.option("--remove", is_flag=True, help="Remove the permissions of this site.")
def trust(site: Path | None, yes: bool, as_list: bool, remove: bool) -> int:
    """Show what a site needs your permission for, and allow it.

    A site that was cloned or unpacked was made by others. Some of its settings take effect only
    after you have allowed them: cookies, headers, user_agent, allow_private, limits looser than
    yours, folders and links that lead out of the site. The same is true of a journal (.crosspost)
    that came with it. The permission is kept in your state folder, for this folder and these
    values: if a value changes, you are asked again.
    """
    from crosspost.cli.console import Screen

    screen = Screen()
    if as_list:
        _list(screen)
        return OK
    root = site_root(site)
    if remove:
        was = allowed.forget(root)
        screen.remark(f"{root}: {'nothing is allowed any more' if was else 'nothing was allowed'}")
        return OK
    from crosspost.batch.journal import FOLDER
    from crosspost.batch.journal.folder import adopt, has_journal, is_own, look

    journal = root / FOLDER
    look(journal)
    requested = gather(root)
    is_foreign = has_journal(journal) and not is_own(journal)
    if not _show(screen, root, requested, is_foreign):
        screen.remark(f"{root}: there is nothing to allow")
        return OK
    if not (yes or _agreed()):
        screen.remark("nothing is allowed")
        return FAILED
    if is_foreign:
        adopt(journal)
    noted = MappingProxyType({name: allowed.digest(value) for name, value in requested.items()})
    allowed.save(replace(allowed.of(root), permissions=noted))
    screen.remark(("✓ ", "green"), f"allowed for {root}; to undo: crosspost trust --remove")
    return OK


def gather(root: Path) -> Mapping[str, Any]:
    """Return all that a site needs permission for, allowed or not: name → value.

    Raises:
        ConfigError: its settings or its configuration cannot be read.
    """
    from crosspost.settings import load
    from crosspost.targets import target_of

    with allowed.gathering() as requested:
        config = load(root, environment={})
        target = target_of(root, config.target, config)
        written = [target.posts_folder(config.output, draft=draft) for draft in (False, True)]
        copies = map(target.pictures_folder, (config.pictures, config.files))
        for folder in (*written, *copies, *target.post_folders()):
            allowed.real_folder(root, folder)
    return requested


def _show(screen: Screen, root: Path, requested: Mapping[str, Any], is_foreign: bool) -> bool:
    """Print what is not allowed yet; return whether there is anything."""
    names = allowed.not_allowed(root, requested)
    if names or is_foreign:
        screen.result((f"{root} asks for:", "bold"))
    for name in names:
        value = requested[name]
        words = value if isinstance(value, str) and value.startswith("-> ") else _plain(value)
        screen.result("  ", f"{name} ", words)
    if is_foreign:
        screen.result("  ", ".crosspost ", "a journal that you have not made here")
    return bool(names or is_foreign)


def _plain(value: Any) -> str:
    return "= " + json.dumps(value, ensure_ascii=False, default=dict)


def _agreed() -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise ConfigError(
            "standard input is not a terminal", hint="To allow it without asking: --yes"
        )
    return click.confirm("Allow it?", err=True)


def _list(screen: Screen) -> None:
    for note in allowed.everything():
        what = [*note.permissions, *(["its journal"] if note.journal else [])]
        screen.result(f"{note.root}: ", ", ".join(what))
