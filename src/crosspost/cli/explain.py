"""``crosspost explain URL|FILE|-``: where every field was found, and what was passed over."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.cli.exits import OK
from crosspost.cli.options import FETCHING, SELECT, chosen_settings, with_options
from crosspost.config import load

if TYPE_CHECKING:
    from crosspost.cli.console import Screen
    from crosspost.pipeline import Findings

# The fields in the order in which a reader meets them.
FIELDS = (
    *("title", "authors", "published", "updated", "site", "description", "image"),
    *("canonical_url", "language", "tags", "categories", "license"),
)
# So many candidates of a field that were passed over are shown without --verbose.
_SHOWN = 3


@click.command()
@click.argument("source", metavar="URL|FILE|-")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("-v", "--verbose", is_flag=True, help="Show every candidate that was passed over.")
@with_options((SELECT,), FETCHING)
def explain(source: str, as_json: bool, verbose: bool, **flags: Any) -> int:
    """Say where every field of a page was found: the value, its source, what was passed over."""
    from crosspost.cli.console import Screen
    from crosspost.jekyll.site import find_site
    from crosspost.pipeline import examine

    config = load(find_site(Path.cwd()), chosen_settings(flags))
    findings = examine(source, config, base_url=flags["base_url"])
    screen = Screen()
    if as_json:
        screen.raw(json.dumps(as_record(findings), ensure_ascii=False, indent=2) + "\n")
        return OK
    for name in FIELDS:
        _show(screen, findings, name, most=10**6 if verbose else _SHOWN)
    return OK


def _show(screen: Screen, findings: Findings, name: str, most: int) -> None:
    """Print a field: the value chosen, and below it the others."""
    record = _field(findings, name)
    if record["value"] is None:
        screen.result((f"{name:<14}", "bold"), ("nothing found", "dim"))
    else:
        screen.result((f"{name:<14}", "bold"), _words(record["value"]))
        screen.result(" " * 14, (record["source"], "green"))
    others = record["passed_over"]
    for other in others[:most]:
        screen.result(" " * 14, ("not  ", "dim"), _words(other["value"])[:200])
        screen.result(" " * 19, (other["source"], "dim"))
    if len(others) > most:
        screen.result(" " * 14, (f"and {len(others) - most} more (--verbose)", "dim"))


def _words(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def as_record(findings: Findings) -> dict[str, Any]:
    """Return the findings as plain data: field → value, source and what was passed over."""
    return {name: _field(findings, name) for name in FIELDS}


def _field(findings: Findings, name: str) -> dict[str, Any]:
    chosen = _plain(getattr(findings.metadata, name)) or None
    seen = [chosen]
    others = []
    for candidate in findings.candidates:
        value = _plain(candidate.value)
        if candidate.field == name and value not in seen:
            seen.append(value)
            others.append({"value": value, "source": candidate.source})
    return {
        "value": chosen,
        "source": findings.metadata.sources.get(name),
        "passed_over": others,
    }


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it: dates as ISO 8601 text, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
