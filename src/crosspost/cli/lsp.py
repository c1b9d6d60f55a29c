"""``crosspost lsp``: the checks of ``crosspost validate`` in an editor."""

from __future__ import annotations

from typing import Any

import click

from crosspost.cli.exits import OK
from crosspost.errors import ConfigError


@click.command()
@click.option("--show-info", is_flag=True, default=None, help="Also show findings of level info.")
@click.option(
    "--body", is_flag=True, default=None, help="Also check the body: Liquid, links, images."
)
@click.option(
    "--baseline",
    metavar="FILE",
    default="",
    help="Do not report findings in this file; a path from the root of the site.",
)
@click.option("--stdio", is_flag=True, help="Accepted, since some editors add it; always so.")
@click.pass_context
def lsp(context: click.Context, /, baseline: str, stdio: bool, **flags: Any) -> None:
    """Start a server of the Language Server Protocol, which your editor talks to.

    It shows in the editor what 'crosspost validate' reports, with its fixes, explains rules and
    fields, and completes fields, tags, categories, layouts and authors of the site. The editor
    starts it; docs/lsp.md has the settings of VS Code, Neovim, Helix and Emacs. It writes no file
    and uses no network.
    """
    try:
        from crosspost.lsp.server import serve
    except ImportError as error:
        raise ConfigError(
            "crosspost lsp needs an additional package", hint="pip install 'crosspost[lsp]'"
        ) from error
    serve({name: value for name, value in flags.items() if value is not None}, baseline)
    context.exit(OK)
