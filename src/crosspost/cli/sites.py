"""``crosspost sites``: check a folder of site config, and try it with its test pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.cli.exits import FAILED, OK
from crosspost.cli.options import with_options
from crosspost.errors import ConfigError

if TYPE_CHECKING:
    from crosspost.cli.console import Screen
    from crosspost.sites.site_config.read import SiteConfig

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class _Checking(click.Group):
    """A group whose first word may be a folder: then it is checked."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Checking)
def sites() -> None:
    """Check a folder of site config (Full-Text RSS), or try it with its test pages.

    \b
    crosspost sites DIR          the same as sites check DIR
    """


@sites.command()
@click.argument("folders", nargs=-1, required=True, type=_FOLDER, metavar="DIR…")
@with_options(
    (
        click.option(
            "--json", "as_json", is_flag=True, help="Report as JSON, a line for each file."
        ),
        click.option("-v", "--verbose", is_flag=True, help="Also count the directives."),
    )
)
def check(folders: tuple[Path, ...], as_json: bool, verbose: bool) -> int:
    """Read all files of folders of site config, and name each line that cannot be used.

    The other lines of its file can. Nothing is fetched.

    \b
    Exit code: 0 every line can be used, 1 some cannot, 2 usage.
    """
    from crosspost.cli.console import Screen

    screen = Screen(verbose=verbose)
    counts: Counter[str] = Counter()
    files = faults = logins = 0
    for path, config, reason in _read_all(folders):
        files += 1
        found = [(0, reason)] if config is None else [(f.number, f.reason) for f in config.faults]
        faults += len(found)
        if config is not None:
            counts.update(config.counts)
            logins += config.needs_login
        if as_json:
            screen.raw(json.dumps(_record(path, config, found), ensure_ascii=False) + "\n")
            continue
        for number, words in found:
            screen.result(f"{path}:{number}: " if number else f"{path}: ", words)
    if not as_json:
        _sum_up(screen, counts, files, faults, logins)
    return FAILED if faults else OK


def _read_all(folders: tuple[Path, ...]) -> Iterator[tuple[Path, SiteConfig | None, str]]:
    """Yield the files of folders, with what they say, or why they cannot be read."""
    from crosspost.sites.site_config.find import files
    from crosspost.sites.site_config.read import read

    for folder in folders:
        for path in files(folder):
            try:
                yield path, read(path, path.stem), ""
            except ConfigError as error:
                yield path, None, str(error).removeprefix(f"{path}: ")


def _record(path: Path, config: SiteConfig | None, found: list[tuple[int, str]]) -> dict[str, Any]:
    return {
        "path": str(path),
        "directives": sum(config.counts.values()) if config else 0,
        "test_urls": len(config.tests) if config else 0,
        "needs_login": bool(config and config.needs_login),
        "faults": [{"line": number, "reason": reason} for number, reason in found],
    }


def _sum_up(screen: Screen, counts: Counter[str], files: int, faults: int, logins: int) -> None:
    from crosspost.sites.site_config.directives import WITHOUT_EFFECT

    for name, number in counts.most_common():
        why = WITHOUT_EFFECT.get(name)
        screen.detail(f"{number:7,} ", f"{name}{f': no effect, {why}' if why else ''}")
    without = sum(counts[name] for name in WITHOUT_EFFECT)
    screen.remark(
        f"files: {files:,}; directives: {sum(counts.values()):,}, "
        f"of which without effect here: {without:,}; lines that cannot be used: {faults:,}"
    )
    if logins:
        screen.remark(
            f"files for pages behind a login: {logins:,}; crosspost does not log in, "
            "give it your cookies with --cookies"
        )
