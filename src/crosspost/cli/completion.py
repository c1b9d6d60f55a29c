"""``crosspost completion``: install the completion of words in the user's shell."""

from __future__ import annotations

import os
from pathlib import Path

import click

from crosspost.cli.exits import OK
from crosspost.errors import ConfigError, PostExists

_SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_CROSSPOST_COMPLETE"  # as click names it


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS), required=False)
@click.option("--stdout", is_flag=True, help="Print the script; do not write a file.")
@click.option("-f", "--force", is_flag=True, help="Replace a file of that name.")
def completion(shell: str | None, stdout: bool, force: bool) -> int:
    """Install completion for bash, zsh or fish; without a name, for the shell in use.

    The script goes where the shell looks for completions of its user. zsh has no such folder by
    itself: the line that it needs is shown.
    """
    from crosspost.cli.console import Screen
    from crosspost.publish.write import write

    screen = Screen()
    name = shell or _shell_in_use()
    script = completion_script(name)
    if stdout:
        screen.raw(script)
        return OK
    path = completion_file(name)
    try:
        write(script, path, replace=force)
    except PostExists:
        if path.read_text("utf-8", errors="replace") != script:
            raise ConfigError(
                f"{path}: there is a file of that name, which is not this script",
                hint="--force replaces it; --stdout prints the script.",
            ) from None
    screen.result(str(path))
    if name == "zsh":
        line = f"fpath=({path.parent} $fpath)"
        screen.remark(f"  put this into ~/.zshrc, before compinit: {line}")
    screen.remark("  start a new shell, then try: crosspost <Tab>")
    return OK


def completion_file(shell: str) -> Path:
    """Return the file in which a shell looks for the completion of crosspost.

    Sources: https://github.com/scop/bash-completion (FAQ, "Where should I install …"),
    https://fishshell.com/docs/current/completions.html ("Where to put completions"). zsh reads the
    folders of ``$fpath``, none of which is the user's own.
    """
    data = _folder("XDG_DATA_HOME", ".local/share")
    if shell == "fish":
        return _folder("XDG_CONFIG_HOME", ".config") / "fish" / "completions" / "crosspost.fish"
    if shell == "zsh":
        return data / "zsh" / "site-functions" / "_crosspost"
    return data / "bash-completion" / "completions" / "crosspost"


def completion_script(shell: str) -> str:
    """Return the script of click for a shell."""
    from click.shell_completion import get_completion_class

    from crosspost.cli import cli

    found = get_completion_class(shell)
    assert found, shell
    made = found(cli, {}, "crosspost", _VARIABLE)
    # Without click's look at the version of bash, which starts it: the file may be for later.
    return str(made.source_template % made.source_vars())


def _shell_in_use() -> str:
    name = Path(os.environ.get("SHELL", "")).name
    if name not in _SHELLS:
        raise ConfigError(
            f"the shell in use is not known: SHELL is {name or 'not set'}",
            hint=f"Name it: crosspost completion {'|'.join(_SHELLS)}",
        )
    return name


def _folder(variable: str, below_home: str) -> Path:
    named = os.environ.get(variable, "")
    return Path(named) if Path(named).is_absolute() else Path.home() / below_home
