"""``crosspost help TOPIC``: the help of a command, and what commands have in common."""

from __future__ import annotations

import click

from crosspost.cli.exits import OK
from crosspost.errors import ConfigError

_EXIT_CODES = """\
0    all well; an article that the site has already is well
1    a link failed, or there was a finding
2    the command line or the settings are wrong
3    with --strict: parts of an article are not in its post, and nothing else failed
130  interrupted
"""


@click.command("help")
@click.argument("topic", required=False)
@click.pass_context
def help(ctx: click.Context, topic: str | None) -> int:
    """Show help on a TOPIC: a command, settings, a setting, exit-codes, or a rule such as CP205."""
    from crosspost.cli import COMMANDS, cli
    from crosspost.cli.console import Screen
    from crosspost.config import keys

    screen = Screen()
    group = ctx.parent or ctx
    if topic is None:
        screen.raw(cli.get_help(group) + "\n")
    elif topic in COMMANDS:
        command = cli.get_command(group, topic)
        assert command
        with click.Context(command, info_name=topic, parent=group) as inner:
            screen.raw(command.get_help(inner) + "\n")
    elif topic == "exit-codes":
        screen.raw(_EXIT_CODES)
    elif topic == "settings":
        screen.raw(settings_text())
    elif topic in keys():
        screen.raw(settings_text(topic))
    else:
        from crosspost.validate.explain import explain
        from crosspost.validate.rules import RULES

        if topic.upper() not in RULES:
            raise ConfigError(
                f"there is no topic {topic}",
                hint=f"Topics: {', '.join(COMMANDS)}, settings, exit-codes, "
                "the name of a setting, the code of a rule (CP205).",
            )
        screen.raw(explain(RULES[topic.upper()]))
    return OK


def settings_text(only: str = "") -> str:
    """Return settings, with their defaults and what they are for, as text.

    Args:
        only: the name of one; empty: all.
    """
    import textwrap

    from crosspost.cli.init import default_text
    from crosspost.config import SETTINGS

    parts = []
    for item in SETTINGS:
        if only in ("", item.name):
            about = textwrap.fill(
                item.metadata["doc"], 96, initial_indent="    ", subsequent_indent="    "
            )
            parts.append(f"{item.name} = {default_text(item.name)}\n{about}\n")
    return "\n".join(parts)
