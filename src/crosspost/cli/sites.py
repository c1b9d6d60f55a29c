"""``crosspost sites``: the rules for sites that are in effect."""

from __future__ import annotations

import click

from crosspost.cli.site_config import check_files, try_files
from crosspost.cli.site_rules import list_rules, show_rule


class _Showing(click.Group):
    """A group whose first word may be a host; without a word it lists."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not any(word in ("-h", "--help") for word in args[:1]):
            words = [word for word in args if not word.startswith("-")]
            if not args or args[0].startswith("-"):
                args = ["list", *args]
            elif words and words[0] not in self.commands:
                args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Showing)
def sites() -> None:
    """Show the rules for sites; check and try folders of site config.

    \b
    crosspost sites                the same as sites list
    crosspost sites example.org    the same as sites show example.org
    """


sites.add_command(list_rules)
sites.add_command(show_rule)
sites.add_command(check_files)
sites.add_command(try_files)
