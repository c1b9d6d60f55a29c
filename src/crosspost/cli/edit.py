"""``--edit``: a post in the user's editor, and what the validator finds in it afterwards."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from crosspost.cli.console import Screen
from crosspost.cli.report import shortest
from crosspost.errors import CrosspostError
from crosspost.process_limits import memory_of_other_programs

# The variables and programs that ``click.edit`` tries, in order.
_VARIABLES = ("VISUAL", "EDITOR")
_USUAL = ("sensible-editor", "vim", "nano", "vi")
_LEVELS = ("error", "warning", "info")
_SET_ONE = "Set EDITOR, for example EDITOR=nano or EDITOR='code --wait'."


class NotEdited(CrosspostError):
    """The editor could not be used; the post is as it was written."""


def edit(path: Path) -> None:
    """Open a post in the user's editor, and wait until it is closed.

    Raises:
        NotEdited: there is no editor or no terminal for it, or it failed.
    """
    what = f"{shortest(path)}: not edited"
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        hint = "Run the command without pipes, or open the post yourself."
        raise NotEdited(f"{what}: --edit needs a terminal", hint=hint)
    if not _has_editor():
        raise NotEdited(f"{what}: there is no editor", hint=_SET_ONE)
    sys.stdout.flush()
    try:
        with memory_of_other_programs():
            click.edit(filename=str(path.absolute()))
    except click.ClickException as error:
        raise NotEdited(f"{what}: {error.format_message()}", hint=_SET_ONE) from error
    except ValueError as error:  # of shlex
        words = f"{what}: the command in VISUAL or EDITOR cannot be read ({error})"
        raise NotEdited(words, hint=_SET_ONE) from error


def _has_editor() -> bool:
    if sys.platform == "win32" or any(os.environ.get(name) for name in _VARIABLES):
        return True
    return any(shutil.which(name) for name in _USUAL)


def check(path: Path, screen: Screen) -> bool:
    """Print what ``crosspost validate`` finds in a post, a line each; return whether it is fine.

    Raises:
        ConfigError: the site's settings of the validator cannot be read.
    """
    from crosspost.validate.reports import concise
    from crosspost.validate.run import check_paths
    from crosspost.validate.settings import load

    options = load(path.absolute().parent, {})
    run = check_paths([shortest(path)], options)
    for finding in run.findings:
        screen.remark(("! ", "yellow"), concise.line(finding))
    if not run.findings:
        screen.remark(("✓ ", "green"), f"{shortest(path)}: no findings")
    if options.fail_on == "never":
        return True
    failing = _LEVELS[: _LEVELS.index(options.fail_on) + 1]
    return not any(finding.level in failing for finding in run.findings)
