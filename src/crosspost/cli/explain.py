"""``crosspost explain URL|FILE|-``: where every field was found, and how the body was chosen."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.cli.exits import FAILED, OK
from crosspost.cli.options import (
    FETCHING,
    MODE,
    REMOVE,
    SELECT,
    SITE_CONFIG,
    chosen_settings,
    refuse_other_urls,
    site_root,
    with_options,
)
from crosspost.cli.watch import watch
from crosspost.settings import load

if TYPE_CHECKING:
    from crosspost.body.explain import Explained
    from crosspost.cli.console import Screen
    from crosspost.errors import CrosspostError
    from crosspost.examine import Findings
    from crosspost.sites.suggest import Suggestion

# Rejected candidates of a field that are shown without --verbose.
_SHOWN = 3
# Characters of a block that are shown on a line.
_WORDS = 60
NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("source", metavar="URL|FILE|-")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("--body", "of_body", is_flag=True, help="Show the parts of the page, with scores.")
@click.option("--html", "page", type=NEW_FILE, help="Write the parts as a page, coloured by score.")
@click.option(
    "--open", "opened", is_flag=True, help="Show the page in the browser, with what is left out."
)
@click.option("--suggest", is_flag=True, help="Write a rule for the site, from sentences.")
@click.option("--wanted", multiple=True, metavar="TEXT", help="A sentence of the article.")
@click.option("--unwanted", multiple=True, metavar="TEXT", help="One that is not of the article.")
@click.option("-v", "--verbose", is_flag=True, help="Show every rejected candidate.")
@with_options((SELECT, REMOVE, SITE_CONFIG, MODE), FETCHING)
def explain(
    source: str,
    as_json: bool,
    of_body: bool,
    page: Path | None,
    opened: bool,
    suggest: bool,
    wanted: tuple[str, ...],
    unwanted: tuple[str, ...],
    verbose: bool,
    **flags: Any,
) -> int:
    """Show where every field of a page was found, and what was rejected, with the reason.

    With --body (or --html FILE): every text, picture and player of the page, its score, whether it
    is kept, and why.

    With --suggest: a rule for crosspost.toml by which the sentences of --wanted are in the article
    and those of --unwanted are not. Give the first and the last sentence of the article.
    """
    if (wanted or unwanted) and not suggest:
        raise click.UsageError("--wanted and --unwanted need --suggest")
    if suggest and not any(text.strip() for text in wanted):
        raise click.UsageError("--suggest needs --wanted with a sentence of the article")
    if suggest and (as_json or of_body or page or opened):
        raise click.UsageError("--suggest shows a rule: neither --json, --body, --html nor --open")
    from crosspost.cli.console import Screen
    from crosspost.fetch import with_scheme

    source = with_scheme(source)
    root = site_root(None)
    config = load(root, chosen_settings(flags))
    refuse_other_urls(source)
    screen = Screen()
    watched = watch([source], config.convert_timeout, partial(_show_end, screen))
    from crosspost.cli.spinner import Spinner
    from crosspost.examine import examine, suggest_rule

    watched.at(0)
    spinner = Spinner(screen, is_shown=not as_json)
    base_url, limited = flags["base_url"], watched.limited
    if suggest:
        with spinner.running():
            found, url = suggest_rule(
                *(source, config, wanted, unwanted),
                base_url=base_url,
                limited=limited,
                on_step=spinner,
            )
        return _show_suggestion(screen, found, url)
    with spinner.running():
        findings = examine(source, config, base_url=base_url, limited=limited, on_step=spinner)
    if opened:
        from crosspost.cli import preview

        with limited():
            text = preview.of_page(findings, source, config)
        preview.show(text, screen)
    elif page:
        _write_page(findings, source, page)
        screen.result(str(page))
        _warn_if_published(screen, root, page)
    elif as_json:
        record = _blocks(findings) if of_body else as_record(findings)
        screen.raw(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
    elif of_body:
        _show_body(screen, findings)
    else:
        from crosspost.model import FIELDS

        for name in FIELDS:
            _show(screen, findings, name, most=10**6 if verbose else _SHOWN)
        if findings.rule:
            from crosspost.cli.site_rules import show_rows

            screen.result(("rule for the site", "bold"))
            show_rows(screen, findings.rule)
    return OK


def _show_end(screen: Screen, source: str, error: CrosspostError) -> None:
    screen.clear_line()
    screen.error(error)


def _show_suggestion(screen: Screen, found: Suggestion, url: str) -> int:
    """Print a rule, ready to be pasted, and beside it what the user should know."""
    from crosspost.sites.suggest import as_toml

    for text in found.missing:
        screen.remark(("! ", "yellow"), f"“{text}” is not in the page")
    for remark in found.remarks:
        screen.remark(("! ", "yellow"), remark)
    if not found.body:
        return FAILED
    if not url:
        screen.remark(("! ", "yellow"), "the URL of the page is not known: give its --base-url")
    screen.raw(as_toml(found, url))
    return FAILED if found.missing else OK


def _write_page(findings: Findings, source: str, page: Path) -> None:
    from crosspost.body.explain import as_page
    from crosspost.files import real
    from crosspost.publish.write import write

    write(as_page(findings.body, findings.metadata.title or source), real(page.parent) / page.name)


def _warn_if_published(screen: Screen, root: Path, page: Path) -> None:
    from crosspost.targets import target_of

    target = target_of(root, load(root).target)
    if target.publishes(page):
        words = f"{target.name} would publish {page} with the site: move or delete it"
        screen.remark(("! ", "yellow"), words)


def _show_body(screen: Screen, findings: Findings) -> None:
    """Print a line a part: kept or not, its score or kind, its first words, why."""
    blocks = findings.body.blocks
    for block in blocks:
        style = "green" if block.kept else "dim"
        screen.result(
            (f"{'+' if block.kept else '-'} {_score(block):7}  ", style),
            (f"{block.text[:_WORDS]:<{_WORDS}}  ", "" if block.kept else "dim"),
            (f"{block.why} · {block.path}", "dim"),
        )
    kept = sum(block.kept for block in blocks)
    about = f"{kept} of {len(blocks)} parts kept; read as {findings.body.kind}"
    screen.remark(f"{about} (--mode {findings.body.mode})")


def _score(part: Explained) -> str:
    return part.kind if part.score is None else f"{part.score:.2f}"


def _blocks(findings: Findings) -> dict[str, Any]:
    """Return the body's explanation as plain data."""
    from dataclasses import asdict

    return {**asdict(findings.body), "blocks": [asdict(block) for block in findings.body.blocks]}


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
        screen.result(" " * 19, (f"{other['source']}: {other['reason']}", "dim"))
    if len(others) > most:
        screen.result(" " * 14, (f"and {len(others) - most} more (--verbose)", "dim"))


def _words(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def as_record(findings: Findings) -> dict[str, Any]:
    """Return the findings as plain data: field → value, source and what was passed over.

    ``rule`` has the keys of the rule for the site.
    """
    from crosspost.model import FIELDS
    from crosspost.sites.describe import as_record as of_row

    fields = {name: _field(findings, name) for name in FIELDS}
    return {**fields, "rule": [of_row(row) for row in findings.rule]}


def _field(findings: Findings, name: str) -> dict[str, Any]:
    chosen = _plain(getattr(findings.metadata, name)) or None
    seen = [_key(chosen, findings.base_url)]
    others = []
    for candidate, reason in ((one.candidate, one.reason) for one in findings.considered):
        value = _plain(candidate.value)
        key = _key(value, findings.base_url)
        if candidate.field == name and key not in seen:
            seen.append(key)
            others.append({"value": value, "source": str(candidate.source), "reason": reason})
    return {
        "value": chosen,
        "source": findings.metadata.sources.get(name),
        "passed_over": others,
    }


def _key(value: Any, base_url: str) -> Any:
    """Return a normalized value, equal for two spellings of the same URL or labels."""
    from crosspost import urls

    if isinstance(value, list):
        labels = [part.strip() for text in value for part in str(text).split(",")]
        return list(dict.fromkeys(label.casefold() for label in labels))
    if isinstance(value, str) and ("/" in value and " " not in value):
        url = urls.without_tracking(urls.absolute(base_url, value) or value)
        return url.removeprefix("http://").removeprefix("https://")
    return value


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it: dates as ISO 8601 text, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
