"""``crosspost sites check`` and ``test``: folders of site config, read and tried."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from crosspost.cli.exits import FAILED, INCOMPLETE, INTERRUPTED, OK
from crosspost.cli.options import (
    FETCHING,
    POLITENESS,
    Whole,
    chosen_settings,
    site_root,
    with_options,
    without,
)
from crosspost.errors import ConfigError, CrosspostError
from crosspost.settings import load

if TYPE_CHECKING:
    from crosspost.cli.console import Screen
    from crosspost.config import Config
    from crosspost.site_trial.judge import Attempt, Result
    from crosspost.sites.site_config.read import SiteConfig

_COLORS = {"ok": "green", "fetch failed": "cyan", "not saved": "cyan"}
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("check")
@click.argument("folders", nargs=-1, required=True, type=_FOLDER, metavar="DIR…")
@with_options(
    (
        click.option(
            "--json", "as_json", is_flag=True, help="Report as JSON, a line for each file."
        ),
        click.option("-v", "--verbose", is_flag=True, help="Also count the directives."),
    )
)
def check_files(folders: tuple[Path, ...], as_json: bool, verbose: bool) -> int:
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


@click.command("test")
@click.argument("folder", type=_FOLDER, metavar="DIR")
@with_options(
    (
        click.option(
            "--host",
            "hosts",
            multiple=True,
            metavar="HOST",
            help="Try only the file of this host; may be repeated.",
        ),
        click.option(
            "--pages",
            type=_FOLDER,
            help="Folder of saved pages, as wget -x names them: nothing is fetched.",
        ),
        click.option("--json", "as_json", is_flag=True, help="Report as JSON, a line a page."),
        click.option(
            "--jobs",
            type=Whole(1, 256),
            default=8,
            show_default=True,
            metavar="N",
            help="Hosts that are asked at the same time.",
        ),
        *POLITENESS,
    ),
    without(FETCHING, "base_url"),
    (
        click.option("-q", "--quiet", is_flag=True, help="Print only the pages that are not ok."),
        click.option("-v", "--verbose", is_flag=True, help="Also print what has found the body."),
    ),
)
def try_files(folder: Path, hosts: tuple[str, ...], pages: Path | None, **flags: Any) -> int:
    """Try each file of a folder of site config with its test pages (test_url, test_contains).

    \b
    ok              the body is found, with all texts that it must have
    text missing    the body has not all of these texts
    body not found  the page has nothing of what the file names as the body
    no article      there is nothing in the page that an article could be
    unusable        the file takes too long, or changes the page too much
    fetch failed    the page cannot be fetched, or robots.txt forbids it
    not saved       there is no file for the page in the folder of --pages

    \b
    Exit code: 0 all are ok, 1 some are not, 2 usage or settings, 3 some could not be fetched and
    the others are ok, 130 interrupted.
    """
    from crosspost.cli.console import Screen
    from crosspost.site_trial.judge import STATES, UNKNOWN, attempts, plain

    screen = Screen(quiet=flags["quiet"], verbose=flags["verbose"])
    config = plain(load(site_root(None), chosen_settings(flags)), folder.absolute())
    chosen = list(attempts(folder, hosts))
    if not chosen:
        raise ConfigError(f"{folder}: no file has a test page", hint="Add a line test_url: URL.")
    counts: Counter[str] = Counter()

    def show(result: Result) -> None:
        counts[result.state] += 1
        _show_result(result, screen, as_json=flags["as_json"])

    is_complete = _try_all(chosen, config, pages, flags, show)
    if not flags["as_json"]:
        words = ", ".join(f"{counts[state]:,} {state}" for state in STATES if counts[state])
        screen.remark(f"test pages: {sum(counts.values()):,}: {words}")
    if not is_complete:
        return INTERRUPTED
    if any(counts[state] for state in STATES if state != "ok" and state not in UNKNOWN):
        return FAILED
    return INCOMPLETE if any(counts[state] for state in UNKNOWN) else OK


def _try_all(
    chosen: list[Attempt], config: Config, pages: Path | None, flags: dict[str, Any], show: Any
) -> bool:
    """Try test pages; return whether all were."""
    from crosspost.batch.converters import converters
    from crosspost.batch.network import Network
    from crosspost.cli.stopping import ends_in_order
    from crosspost.fetch import Clock, Fetcher
    from crosspost.site_trial.judge import judge
    from crosspost.site_trial.run import Trial

    network = Network(flags["jobs"])
    with ExitStack() as stack:
        fetcher = None
        if pages is None:
            fetcher = stack.enter_context(Fetcher(config, clock=Clock(sleep=network.sleep)))
        stack.enter_context(ends_in_order(network))
        made_by = stack.enter_context(
            converters(
                cast("Any", judge),  # they convert whatever they get
                1,
                time_limit=config.convert_timeout,
                loads=("crosspost.pipeline",),
            )
        )
        polite = not flags["ignore_robots"]
        submit = cast("Any", made_by.submit)
        run = Trial(fetcher, pages, submit, network, flags["delay"], polite, show)
        return run.work(chosen)


def _show_result(result: Result, screen: Screen, *, as_json: bool) -> None:
    attempt = result.attempt
    if as_json:
        record = {
            "path": str(attempt.path),
            "line": attempt.number,
            "url": attempt.url,
            "state": result.state,
            "reason": result.reason,
            "body": result.body,
            "words": result.words,
        }
        screen.raw(json.dumps(record, ensure_ascii=False) + "\n")
    elif result.state != "ok" or not screen.quiet:
        color = _COLORS.get(result.state, "red")
        body = f"  {result.body}" if screen.verbose and result.body else ""
        reason = f" ({result.reason})" if result.reason else ""
        where = f"  {attempt.path.name}:{attempt.number}  "
        screen.result((f"{result.state:14}", color), where, attempt.url, reason, body)


def _read_all(folders: tuple[Path, ...]) -> Iterator[tuple[Path, SiteConfig | None, str]]:
    """Yield the files of folders, with what they say, or why they cannot be read."""
    from crosspost.sites.site_config.find import files
    from crosspost.sites.site_config.read import read

    for folder in folders:
        for path in files(folder):
            try:
                yield path, read(path, path.stem), ""
            except CrosspostError as error:
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
