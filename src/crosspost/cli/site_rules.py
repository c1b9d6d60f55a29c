"""The rules for sites that are in effect, for ``crosspost sites`` and ``crosspost explain``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosspost import urls
from crosspost.cli.exits import OK
from crosspost.cli.options import SITE, SITE_CONFIG, chosen_settings, site_root
from crosspost.errors import ConfigError
from crosspost.files import is_folder
from crosspost.settings import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crosspost.cli.console import Screen
    from crosspost.model import SiteRule
    from crosspost.sites.describe import Row

_JSON = click.option("--json", "as_json", is_flag=True, help="As one JSON value.")


@click.command("list")
@SITE
@_JSON
def list_rules(site: Path | None, as_json: bool) -> int:
    """List the rules for sites: yours, and those that come with crosspost."""
    from crosspost.cli.console import Screen
    from crosspost.sites import built_in
    from crosspost.sites.describe import check_selectors
    from crosspost.sites.own import all_rules

    screen = Screen()
    rules = (*all_rules(load(site_root(site))), *built_in())
    for rule in rules:
        check_selectors(rule)
    if as_json:
        records = [{"name": r.name, "origin": r.origin, "keys": _keys(r)} for r in rules]
        screen.raw(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
        return OK
    for rule in rules:
        screen.result((rule.name, "bold"), f"  {', '.join(_keys(rule))}  ", (rule.origin, "green"))
    if not rules:
        screen.remark("there is no rule; see docs/sites.md for how to write one")
    return OK


@click.command("show")
@click.argument("name", metavar="HOST|URL")
@SITE
@SITE_CONFIG
@_JSON
def show_rule(name: str, site: Path | None, site_config: tuple[Path, ...], as_json: bool) -> int:
    """Show the rule for a host or a URL, and where each key of it comes from.

    A platform that is recognized by the source of its pages is not known before one is fetched:
    crosspost explain URL shows its rule as well.
    """
    from crosspost.cli.console import Screen
    from crosspost.sites import rule_for
    from crosspost.sites.describe import as_record, check_selectors, describe

    is_url = urls.is_web(name)
    url = name if is_url else f"https://{name}"
    if not is_url:
        _check_host(name, url)
    config = load(site_root(site), chosen_settings({"site_config": site_config}))
    rule = rule_for(url, "", config)
    if rule:
        check_selectors(rule)
    rows, screen = describe(rule), Screen()
    if as_json:
        records = [as_record(row) for row in rows]
        screen.raw(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
        return OK
    show_rows(screen, rows)
    if not rows:
        screen.remark(f"there is no rule for {name}; see docs/sites.md for how to write one")
    return OK


def _check_host(name: str, url: str) -> None:
    """Refuse what is not the name of a host; a folder without a dot in its name is a folder."""
    is_path = name.startswith((".", "/", "~")) or name.endswith(("/", "\\"))
    if is_folder(name) and (is_path or "." not in name):
        hint = f"If it has files of site config: crosspost sites check {name} (or test {name})."
        raise ConfigError(f"{name}: a folder, and not the name of a host", hint=hint)
    if is_path or "://" in name or not urls.is_web(url):
        hint = "Write it as example.org or https://example.org/article."
        raise ConfigError(f"{name}: not the name of a host, and not a URL", hint=hint)


def show_rows(screen: Screen, rows: Sequence[Row]) -> None:
    """Print the keys of a rule, a line each: value, what it has found, where it is from."""
    for row in rows:
        found = "" if row.found is None else f"{row.found or 'nothing'} found, "
        screen.result((f"{row.key:<14}", "bold"), row.value)
        screen.result(
            " " * 14, (found, "yellow" if row.found == 0 else "dim"), (row.origin, "green")
        )


def _keys(rule: SiteRule) -> list[str]:
    from crosspost.sites import merge
    from crosspost.sites.describe import describe

    return list(dict.fromkeys(row.key for row in describe(merge([rule]))))
