"""The command line: click in, rich out, errors caught in one place.

A command is a file of this folder and a row of ``COMMANDS``; it is imported when it is called, so
that ``crosspost --help`` stays quick.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from crosspost import __version__
from crosspost.cli.exits import FAILED, INTERRUPTED, OK, OWN_PROCESS, USAGE
from crosspost.errors import ConfigError, CrosspostError

# Command word → module of that name, and its line in ``crosspost --help``.
COMMANDS: dict[str, tuple[str, str]] = {
    "post": ("crosspost.cli.post", "Make a post of each article; the word 'post' may be omitted."),
    "validate": (
        "crosspost.cli.validate",
        "Check the front matter of existing posts, and fix it.",
    ),
    "lsp": ("crosspost.cli.lsp", "Check posts while you write them: a server for your editor."),
    "explain": ("crosspost.cli.explain", "Show where every field of a page was found."),
    "batch": ("crosspost.cli.batch", "Make posts of all articles of a list, a feed, a sitemap …"),
    "clip": (
        "crosspost.cli.clip",
        "Serve a bookmarklet that sends the page in your browser, to make a post of it.",
    ),
    "check": (
        "crosspost.cli.check",
        "Check whether the originals of posts are there, moved, gone, changed.",
    ),
    "trust": (
        "crosspost.cli.trust",
        "Allow settings, links and a journal that came with a site.",
    ),
    "sites": (
        "crosspost.cli.sites",
        "Show the rules for sites: yours, and crosspost's own; try site config.",
    ),
    "init": ("crosspost.cli.init", "Write crosspost.toml, with values from the site."),
    "completion": ("crosspost.cli.completion", "Install completion in bash, zsh or fish."),
    "help": ("crosspost.cli.help", "Show help on a command, a setting, a rule, exit codes."),
}


# Packages whose versions a report of a fault needs.
_PARTS = ("lxml", "beautifulsoup4", "requests", "urllib3", "PyYAML", "click", "rich", "numpy")


class _LateGroup(click.Group):
    """A group whose commands are imported when called, and whose first word may be an article."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if args and args[0] not in COMMANDS and args[0] not in own:
            args = ["post", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            from crosspost.cli.streams import has_no_reader

            if has_no_reader():  # the reader of a pipe (head, grep -q) has what it wanted
                raise click.exceptions.Exit(FAILED) from error
            # Click would end without a word, since it takes every broken pipe for the output.
            raise BrokenPipeError(f"not of the output: {error}") from error

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands, and files where the word can only be a saved page's.

        Not both: click's script for bash forgets the words as soon as files are offered.
        """
        items = super().shell_complete(ctx, incomplete)
        if items or incomplete.startswith("-"):
            return items
        return [CompletionItem(incomplete, type="file")]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(word, about) for word, (_, about) in COMMANDS.items()])

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "URL|FILE|-… | COMMAND …")


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Show the version on a line of its own, then what decides on results."""
    if not wanted or ctx.resilient_parsing:
        return
    import platform
    from importlib.metadata import PackageNotFoundError, version

    parts = [f"Python {platform.python_version()}"]
    for name in _PARTS:
        with contextlib.suppress(PackageNotFoundError):
            parts.append(f"{name} {version(name)}")
    click.echo(f"crosspost, version {__version__}\n{', '.join(parts)}\n{platform.platform()}")
    ctx.exit()


@click.group(
    cls=_LateGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="crosspost help TOPIC: a command, settings, exit-codes, a rule.",
)
@click.option(
    "-V", "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
    help="Show the version, and those of what it depends on.",
)  # fmt: skip
def cli() -> None:
    """Make a post of your static site from an article on the web.

    \b
    crosspost https://example.org/article          writes _posts/YYYY-MM-DD-title.md
    crosspost page.html --base-url URL             the same from a page saved by the browser
    curl … | crosspost - --base-url URL --stdout   the same in a pipe
    """


def main() -> None:
    """Run the ``crosspost`` command and exit: 0 well, 1 failed, 2 usage, 130 interrupted."""
    from crosspost.cli import streams

    # numpy's threads start with it; matrices as small as a page's are never shared among them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Imports make many objects and all of them stay: to look for garbage after each 700 takes long.
    gc.set_threshold(20_000, *gc.get_threshold()[1:])
    streams.prepare()
    code = run(sys.argv[1:], own_process=True)
    failed = streams.finish()
    if failed and code == OK:
        what, hint = streams.unwritten(failed)
        _say(CrosspostError(what, hint=hint))
        streams.finish()
        code = FAILED
    sys.exit(code)


def run(arguments: list[str], *, own_process: bool = False) -> int:
    """Run a command line and return its exit code. Every error for the user is shown here.

    Args:
        arguments: without the program's name.
        own_process: nothing else runs in this process, so it may be forked.
    """
    obj = OWN_PROCESS if own_process else None
    try:
        code = cli.main(arguments, prog_name="crosspost", standalone_mode=False, obj=obj)
        return code if isinstance(code, int) else OK
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.UsageError as error:
        _say(_refused(error, arguments))
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except ConfigError as error:
        _say(error)
        return USAGE
    except CrosspostError as error:
        _say(error)
        return FAILED
    except (click.Abort, KeyboardInterrupt) as stop:
        if isinstance(stop, KeyboardInterrupt):
            click.echo(err=True)  # ends the line of the ^C; where click noticed it, it did so
        click.echo("interrupted; no incomplete file is left", err=True)
        return INTERRUPTED
    except (OSError, RuntimeError, MemoryError) as error:
        from crosspost.cli.streams import explain

        explained = explain(error)
        if explained is None:
            raise
        _say(CrosspostError(explained[0], hint=explained[1]))
        return FAILED


def _refused(error: click.UsageError, arguments: list[str]) -> ConfigError:
    """Return what is wrong with a command line, and what to try, in our own words."""
    context = error.ctx
    if context:
        command = context.command_path
    else:  # click's parser does not say which command it was
        command = f"crosspost {arguments[0] if arguments[0] in COMMANDS else 'post'}"
    message = error.format_message().rstrip(".")
    hint = f"{command} --help lists what there is."
    if isinstance(error, click.NoSuchOption):
        from crosspost.nearest import nearest

        known = [
            name.removeprefix("--")
            for parameter in (context.command.get_params(context) if context else ())
            for name in (*parameter.opts, *parameter.secondary_opts)
            if name.startswith("--")
        ]
        near = nearest(error.option_name.lstrip("-").lower(), known)
        message = f"there is no option {error.option_name}"
        hint = f"Did you mean --{near}?" if near else hint
    return ConfigError(message, hint=hint)


def _say(error: CrosspostError) -> None:
    from crosspost.cli.console import Screen

    with contextlib.suppress(OSError):  # standard error cannot be written to
        Screen().error(error)
