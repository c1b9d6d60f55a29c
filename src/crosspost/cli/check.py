"""``crosspost check [PATH…]``: are the originals of posts still there?"""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.cli.exits import FAILED, INCOMPLETE, INTERRUPTED, OK
from crosspost.cli.options import (
    FETCHING,
    POLITENESS,
    SITE,
    Whole,
    chosen_settings,
    site_root,
    site_target,
    with_options,
    without,
)
from crosspost.cli.stopping import ends_in_order
from crosspost.settings import load

if TYPE_CHECKING:
    from crosspost.cli.check_screen import CheckScreen
    from crosspost.config import Config
    from crosspost.targets.base import Target

# Settings that would make the text of a post differ from that of its original.
_PLAIN = {"attribution_position": "none", "note": "", "title_suffix": "", "pictures": ""}
_PLAIN |= {"pictures_from_web": "link", "files_from_web": "link"}


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
    from crosspost.cli.check_screen import CheckScreen
    from crosspost.cli.console import Screen
    from crosspost.targets import find_site

    screen = Screen(quiet=flags["quiet"], verbose=flags["verbose"])
    root = site_root(flags["site"] or (find_site(paths[0]) if paths else None))
    config = load(root, chosen_settings(flags))
    shown = CheckScreen(screen, as_json=flags["as_json"])
    with shown:
        is_complete = _run(
            paths, config, site_target(root, config.target, config=config), flags, shown
        )
    shown.summary()
    if not is_complete:
        return INTERRUPTED
    counts = shown.counts
    if counts["moved"] or counts["changed"] or counts["gone"]:
        return FAILED
    return INCOMPLETE if counts["failed"] else OK


def _run(
    paths: tuple[Path, ...],
    config: Config,
    target: Target,
    flags: dict[str, Any],
    shown: CheckScreen,
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
        fetcher = stack.enter_context(Fetcher(config, clock=Clock(sleep=network.sleep)))
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
            shown.show,
            shown.progress,
        )
        return run.work(items)
