"""``crosspost post URL|FILE|-…``: one post for each."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.cli.exits import FAILED, INCOMPLETE, OK
from crosspost.cli.options import (
    FETCHING,
    HOW,
    PICTURES,
    REVIEW,
    WHAT,
    WHERE,
    chosen_overrides,
    chosen_settings,
    refuse_other_urls,
    refuse_review_without_post,
    refuse_update_with_others,
    site_root,
    site_target,
    with_options,
)
from crosspost.cli.watch import watch
from crosspost.errors import ConfigError, CrosspostError, PartsMissing
from crosspost.files import exists
from crosspost.model import Link, Observer, Outcome
from crosspost.nearest import nearest
from crosspost.settings import load
from crosspost.urls import is_web

if TYPE_CHECKING:
    from crosspost.cli.console import Screen
    from crosspost.config import Config
    from crosspost.fetch.fetcher import Fetcher
    from crosspost.targets.base import PostFacts, Target


_NO_NGINX = "nginx's file is written as a whole, by crosspost batch alone"


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="URL|FILE|-…", type=click.Path())
@with_options(WHERE, WHAT, FETCHING, PICTURES, REVIEW, HOW)
def post(sources: tuple[str, ...], **flags: Any) -> int:
    """Make a post of each article: fetched, read from a saved page, or from standard input (-).

    \b
    Exit code: 0 success, 1 a link failed (or, with --strict, a warning; or, with --update, a
    conflict; or, with --edit, the editor failed or the post has findings), 2 usage or settings,
    3 only failures of --strict: parts of an article are not in its post, 130 interrupted.
    """
    from crosspost.cli.console import Screen

    refuse_update_with_others(flags)
    refuse_review_without_post(flags)
    if flags["redirects"] == "nginx":
        hint = "Put the URL into a list: crosspost batch LIST --own --redirects nginx"
        raise ConfigError(f"--redirects nginx: {_NO_NGINX}", hint=hint)
    screen = Screen(quiet=flags["quiet"], verbose=flags["verbose"])
    root = site_root(flags["site"])
    nothing = {"pictures_from_web": "link", "files_from_web": "link"}
    own = nothing if flags["stdout"] else {}  # nothing is copied
    config = load(root, chosen_settings(flags | own))
    target = site_target(root, config.target, screen, config)
    if not (target.config_file or flags["site"] or flags["output"] or flags["stdout"]):
        name = target.config_name
        words = f"there is no {name} here or above: using {root} as the site's root"
        screen.remark(("! ", "yellow"), words)
    overrides = chosen_overrides(flags)
    from crosspost.fetch import with_scheme

    sources = tuple(map(with_scheme, sources))
    refuse_other_urls(*sources)
    _refuse_misspelt_commands(sources)
    return _make_posts(sources, flags, screen, config, target, overrides)


def _make_posts(
    sources: tuple[str, ...],
    flags: dict[str, Any],
    screen: Screen,
    config: Config,
    target: Target,
    overrides: dict[str, Any],
) -> int:
    """Make a post of each source, within the time limit, and show the outcome."""

    def show_outcome(outcome: Outcome) -> None:
        from crosspost.cli.report import show

        show(outcome, screen, as_json=flags["as_json"], as_text=flags["stdout"])

    def show_end(source: str, error: CrosspostError) -> None:
        screen.clear_line()
        show_outcome(Outcome(Link(source), "failed", reason=str(error), error=error))

    watched = watch(sources, config.convert_timeout, show_end)
    from crosspost.cli.review import Review
    from crosspost.cli.spinner import Spinner
    from crosspost.pipeline import import_link

    failed = incomplete = 0
    written: dict[Path, PostFacts] = {}
    spinner = Spinner(screen, is_shown=not flags["as_json"])
    review = Review(flags, screen, config, target, spinner)

    def show_lost(path: Path, lines: tuple[str, ...]) -> None:
        from crosspost.cli import report

        with spinner.paused():
            report.show_lost(screen, path, lines)

    with _fetcher(sources, config, spinner) as fetcher:
        for number in watched.numbers:
            watched.at(number)
            with spinner.running():
                outcome = import_link(
                    Link(sources[number], overrides=overrides),
                    config,
                    site=target,
                    base_url=flags["base_url"],
                    fetcher=fetcher,
                    replace=flags["force"],
                    update=flags["update"],
                    conflicts=flags["conflicts"] or "leave",
                    on_lost=show_lost,
                    written=written,
                    options=chosen_settings(flags),
                    dry_run=flags["dry_run"] or flags["stdout"],
                    limited=watched.limited,
                    on_step=spinner,
                )
            if outcome.path and outcome.post and outcome.status not in ("exists", "conflict"):
                written[outcome.path] = target.facts_of(outcome.post.text)
            is_doubtful = config.strict and bool(outcome.post and outcome.post.warnings)
            if isinstance(outcome.error, PartsMissing):
                incomplete += 1
            elif is_doubtful or not outcome.ok:
                failed += 1
            show_outcome(outcome)
            if config.own and not flags["stdout"]:
                keep_old_url(outcome, config, target, screen)
            failed += not review(outcome, watched.limited)
    if failed:
        return FAILED
    return INCOMPLETE if incomplete else OK


def keep_old_url(outcome: Outcome, config: Config, target: Target, screen: Screen) -> None:
    """Add the redirect from the old URL of a post, if the setting ``redirects`` is a file."""
    from crosspost.batch.redirect_files import FORMATS

    if config.redirects not in FORMATS or not (outcome.path and outcome.post and outcome.ok):
        return

    def note(text: str) -> None:
        screen.remark(("! ", "yellow"), text)

    if config.redirects == "nginx":
        note(f"the redirect from the old URL is not written: {_NO_NGINX}")
        return
    from crosspost.batch.moving import add_redirect
    from crosspost.publish.site_posts import SitePosts
    from crosspost.publish.update import text_of

    dry_run = outcome.status == "dry-run"
    text = outcome.post.text if dry_run else text_of(outcome.path)
    old = dict.fromkeys(filter(is_web, (outcome.link.url, outcome.post.article.url)))
    add_redirect(old, text, outcome.path, SitePosts(target, config), note, dry_run=dry_run)


def _fetcher(
    sources: tuple[str, ...], config: Config, on_step: Observer
) -> AbstractContextManager[Fetcher | None]:
    """Return a fetcher that keeps connections open; None if no source is a URL."""
    from crosspost.fetch import is_url

    if not any(map(is_url, sources)):
        return nullcontext()
    from crosspost.fetch.fetcher import Fetcher

    return Fetcher(config, on_step=on_step)


def _refuse_misspelt_commands(sources: tuple[str, ...]) -> None:
    """Refuse a single word that is nearly a command, and name that command."""
    commands = click.get_current_context().find_root().command
    assert isinstance(commands, click.Group)
    words = commands.list_commands(click.get_current_context())
    for source in sources:
        near = nearest(source, words)
        if near and not exists(source):
            hint = f"Did you mean crosspost {near}?"
            raise ConfigError(f"{source}: no such file or command", hint=hint)
