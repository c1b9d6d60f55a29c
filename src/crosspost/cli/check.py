"""``crosspost check [PATH…]``: are the originals of posts still there?"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.cli.console import printable
from crosspost.cli.exits import FAILED, INCOMPLETE, INTERRUPTED, OK
from crosspost.cli.options import (
    FETCHING,
    POLITENESS,
    SITE,
    Whole,
    chosen_settings,
    site_root,
    with_options,
    without,
)
from crosspost.cli.stopping import ends_in_order
from crosspost.settings import load
from crosspost.urls import host

if TYPE_CHECKING:
    from crosspost.check.result import Result
    from crosspost.cli.console import Screen
    from crosspost.config import Config
    from crosspost.model import Observer, Step
    from crosspost.targets.base import Target

_MOST_HOSTS = 3  # that are named while they are waited for
_STYLES = {
    "alive": ("✓ ", "green"),
    "fixed": ("✓ ", "green"),
    "archived": ("= ", "yellow"),
    "moved": ("→ ", "yellow"),
    "changed": ("~ ", "yellow"),
    "gone": ("✗ ", "red"),
    "failed": ("? ", "cyan"),
}
# Settings that would make the text of a post differ from that of its original.
_PLAIN = {"attribution_position": "none", "note": "", "title_suffix": "", "pictures": ""}


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(path_type=Path))
@with_options(
    (
        SITE,
        click.option(
            "--fix", is_flag=True, help="Write the new URL of moved originals into posts."
        ),
        click.option("--json", "as_json", is_flag=True, help="Report as JSON, a line a post."),
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
    without(FETCHING, "base_url", "header", "cookies"),
    (
        click.option("-q", "--quiet", is_flag=True, help="Print only what needs a look."),
        click.option("-v", "--verbose", is_flag=True, help="Also print unchanged originals."),
    ),
)
def check(paths: tuple[Path, ...], **flags: Any) -> int:
    """Check whether the originals of posts are there, moved, gone, or changed since the import.

    PATH is a post or a folder of posts; default: all posts of the site. With --archive, the copy in
    the Wayback Machine of an original that is gone is named. An interrupted check is continued by
    the same command.

    \b
    Exit code: 0 all are there, 1 an original has moved, changed or is gone, 2 usage or settings,
    3 some could not be checked now and there is nothing else, 130 interrupted.
    """
    from crosspost.cli.console import Screen
    from crosspost.cli.spinner import Spinner
    from crosspost.targets import find_site, target_of

    screen = Screen(quiet=flags["quiet"], verbose=flags["verbose"])
    root = site_root(flags["site"] or (find_site(paths[0]) if paths else None))
    config = load(root, chosen_settings(flags))
    counts: Counter[str] = Counter()

    waiting: dict[str, None] = {}  # hosts, in order

    def on_step(step: Step) -> None:
        if step.number:  # not a redirect, whose host no result names
            waiting[step.host] = None

    def words() -> str:
        return _progress(counts.total(), list(waiting.copy()))

    spinner = Spinner(screen, is_shown=not flags["as_json"], words=words)

    def show(result: Result) -> None:
        counts[result.state] += 1
        waiting.pop(host(result.url), None)
        with spinner.paused():
            _show(result, screen, as_json=flags["as_json"])

    with spinner.running():
        is_complete = _run(paths, config, target_of(root), flags, show, on_step)
    if not flags["as_json"]:
        _sum_up(counts, screen)
    if not is_complete:
        return INTERRUPTED
    if counts["moved"] or counts["changed"] or counts["gone"]:
        return FAILED
    return INCOMPLETE if counts["failed"] else OK


def _progress(checked: int, hosts: list[str]) -> str:
    """Return how many posts are checked, and which hosts are waited for."""
    done = f"{checked:,} checked"
    if not hosts:
        return done
    named = ", ".join(printable(each) for each in hosts[:_MOST_HOSTS])
    return f"{done} · waiting for {named}{' …' if len(hosts) > _MOST_HOSTS else ''}"


def _run(
    paths: tuple[Path, ...],
    config: Config,
    target: Target,
    flags: dict[str, Any],
    show: Any,
    on_step: Observer,
) -> bool:
    """Check the posts; return whether all were."""
    from crosspost.batch.converters import converters
    from crosspost.batch.journal import FOLDER
    from crosspost.batch.journal.folder import claim
    from crosspost.batch.lock import only_one
    from crosspost.batch.network import Network
    from crosspost.batch.worker import convert, loads, pack
    from crosspost.check.posts import find_items
    from crosspost.check.run import Check
    from crosspost.check.store import FILE, Store
    from crosspost.fetch import Clock, Fetcher

    folder, network = target.root / FOLDER, Network(flags["jobs"])
    plain: dict[str, Any] = {**_PLAIN, "follow_pages": False, "strict": False}
    packed = pack(replace(config, **plain), target, {})
    with ExitStack() as stack:
        fetcher = stack.enter_context(
            Fetcher(config, clock=Clock(sleep=network.sleep), on_step=on_step)
        )
        stack.enter_context(ends_in_order(network))
        stack.enter_context(only_one(folder))
        claim(folder)
        store = stack.enter_context(closing(Store(folder / FILE)))
        items = list(find_items(target, target.posts_folder(config.output), paths))
        made_by = stack.enter_context(
            converters(
                partial(convert, packed),
                min(1, len(items)),
                time_limit=config.convert_timeout,
                loads=loads(target),
            )
        )
        wait = partial(network.sleep, flags["delay"])
        run = Check(
            target,
            store,
            fetcher,
            fetcher.archive(wait) if config.archive else None,
            made_by,
            network,
            flags["delay"],
            not flags["ignore_robots"],
            flags["fix"],
            show,
        )
        return run.work(items)


def _show(result: Result, screen: Screen, *, as_json: bool) -> None:
    if as_json:
        record = {name: value for name, value in asdict(result).items() if value != ""}
        checked = datetime.fromtimestamp(result.checked, UTC)
        record["checked"] = checked.isoformat(timespec="seconds")
        screen.raw(json.dumps(record, ensure_ascii=False) + "\n")
        return
    if result.state == "alive" and not screen.verbose:
        return
    if screen.quiet and result.state in ("alive", "fixed", "archived"):
        return
    mark = _STYLES[result.state] if screen.is_terminal else f"{result.state}\t"
    screen.result(mark, f"{result.path}: ", result.url)
    if result.new_url:
        screen.result("  now ", result.new_url)
    if result.archive_url:
        screen.result("  copy ", result.archive_url)
    if result.reason:
        screen.result("  ", result.reason)


def _sum_up(counts: Counter[str], screen: Screen) -> None:
    from crosspost.check.result import STATES

    total = sum(counts.values())
    posts = "1 original" if total == 1 else f"{total:,} originals"
    words = ", ".join(f"{counts[state]:,} {state}" for state in STATES if counts[state])
    screen.remark(f"{posts}: {words}" if total else "no post names an original")
