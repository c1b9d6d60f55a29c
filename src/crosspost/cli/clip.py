"""``crosspost clip``: a local page with a bookmarklet that sends the page in the browser."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import asdict, replace
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.cli.exits import OK
from crosspost.cli.options import (
    FETCHING,
    HOW,
    PICTURES,
    WHAT,
    WHERE,
    Whole,
    chosen_overrides,
    chosen_settings,
    refuse_update_with_others,
    site_root,
    site_target,
    with_options,
    without,
)
from crosspost.errors import ConfigError, CrosspostError, WriteError
from crosspost.model import Link, Outcome, Page
from crosspost.settings import load

if TYPE_CHECKING:
    from crosspost.cli.child import Result
    from crosspost.cli.console import Screen
    from crosspost.cli.watch import Watched
    from crosspost.clip.clips import Shown
    from crosspost.config import Config
    from crosspost.targets.base import Target

_NO_URL = "the page"
_ROOM_FOR_FORM = 64 * 1024  # bytes besides the page
_BUTTONS = {"update": "Update the post", "replace": "Replace the post", "write": "Write the post"}
_NOT_FETCHING = ("base_url", "header", "cookies", "render", "browser", "archive")


@click.command()
@with_options(
    (
        click.option(
            "--port",
            type=Whole(1024, 65535),
            metavar="N",
            help="Port of the page; the bookmarklet is then the same in each run. [a free one]",
        ),
        click.option("--open", "opened", is_flag=True, help="Open the page in the browser."),
        click.option(
            "--edit", is_flag=True, help="Open each post in your editor ($VISUAL, $EDITOR)."
        ),
    ),
    without(WHERE, "dry_run", "stdout"),
    without(WHAT, "title", "follow_pages"),
    without(FETCHING, *_NOT_FETCHING),
    PICTURES,
    without(HOW, "quiet"),
)
def clip(**flags: Any) -> int:
    """Serve a page with a bookmarklet that sends the page in your browser, to make a post of it.

    The page is taken as the browser shows it, with what scripts have drawn and what you see logged
    in. A new tab shows the post beside it, and a button there writes the post. Ctrl-C ends the
    server, which listens at 127.0.0.1 only.

    \b
    Exit code: 0 ended by Ctrl-C, 1 the port cannot be used, 2 usage or settings.
    """
    from crosspost.cli.console import Screen
    from crosspost.clip.routes import Actions, Routes
    from crosspost.clip.server import Limits, Server

    refuse_update_with_others(flags)
    screen = Screen(verbose=flags["verbose"])
    root = site_root(flags["site"])
    config = load(root, chosen_settings(flags))
    target = site_target(root, config.target, screen)
    overrides = chosen_overrides(flags | {"title": None})
    maker = _Maker(flags, screen, config, target, overrides)
    token = _kept_token(flags["port"]) if flags["port"] else secrets.token_urlsafe(24)
    folder = str(target.posts_folder(config.output))
    actions = Actions(maker.preview, maker.write, maker.after)
    routes = Routes(token, secrets.token_urlsafe(24), folder, actions)
    limits = Limits(config.max_bytes + _ROOM_FOR_FORM)
    try:
        server = Server(routes.answer, routes.explain, limits, flags["port"] or 0)
    except OSError as error:
        words = f"port {flags['port'] or ''}: cannot be used ({error.strerror})"
        raise CrosspostError(words, hint="Choose another one, or none: without --port.") from error
    with server, _ended_by_kill(), contextlib.suppress(KeyboardInterrupt):
        routes.origin = server.origin
        with _opened(routes.start, screen) if flags["opened"] else nullcontext():
            screen.remark(("  page    ", "dim"), routes.start)
            screen.remark(("  ", ""), "Take the bookmarklet from there. Ctrl-C ends.")
            server.serve()
    many = len(routes.clips.written)
    screen.remark(("  ", ""), f"ended; {many} post{'' if many == 1 else 's'} of this run")
    return OK


class _Maker:
    """Makes the posts of pages that were sent, each in a process of its own."""

    def __init__(
        self,
        flags: Mapping[str, Any],
        screen: Screen,
        config: Config,
        target: Target,
        overrides: Mapping[str, Any],
    ) -> None:
        self._flags, self._screen = flags, screen
        self._config, self._target = config, target
        self._overrides = overrides

    def preview(self, page: Page, name: str) -> Shown:
        """Return the preview of a page's post; nothing is written or fetched."""
        return self._in_child(page, partial(self._preview, page, name))

    def write(self, page: Page, name: str) -> Shown:
        """Write the post of a page, and print what a post's command prints."""
        return self._in_child(page, partial(self._write, page))

    def after(self, shown: Shown) -> None:
        """Open a post in the editor, if that is wanted, and check it."""
        if not (self._flags["edit"] and shown.path):
            return
        from crosspost.cli.edit import NotEdited, check, edit

        try:
            edit(Path(shown.path))
            check(Path(shown.path), self._screen)
        except (NotEdited, ConfigError) as error:
            self._screen.error(error)

    def _in_child(self, page: Page, work: Any) -> Shown:
        from crosspost.cli.child import in_child
        from crosspost.clip import pages
        from crosspost.clip.clips import Shown

        try:
            return Shown(**in_child(work, page.url or _NO_URL, self._config.convert_timeout))  # type: ignore[arg-type]
        except CrosspostError as error:
            self._screen.error(error)
            losses = [str(loss) for loss in getattr(error, "losses", ())]
            return Shown(pages.message("No post was written", str(error), error.hint, losses))

    def _preview(self, page: Page, name: str, watched: Watched) -> Result:
        # Of a page that the user may not want, no pictures are fetched.
        config = replace(self._config, pictures_from_web="link")
        outcome = self._import(page, config, watched, dry_run=True)
        return asdict(self._shown(outcome, name, watched))

    def _write(self, page: Page, watched: Watched) -> Result:
        from crosspost.cli import report

        outcome = self._import(page, self._config, watched, dry_run=False)
        report.show(outcome, self._screen, as_json=self._flags["as_json"], as_text=False)
        if self._config.own:
            from crosspost.cli.post import keep_old_url

            keep_old_url(outcome, self._config, self._target, self._screen)
        return asdict(self._done(outcome))

    def _import(self, page: Page, config: Config, watched: Watched, *, dry_run: bool) -> Outcome:
        from crosspost.cli import report
        from crosspost.pipeline import import_link

        def show_lost(path: Path, lines: tuple[str, ...]) -> None:
            report.show_lost(self._screen, path, lines)

        outcome = import_link(
            Link(page.url or _NO_URL, overrides=self._overrides),
            config,
            site=self._target,
            page=page,
            replace=self._flags["force"],
            update=self._flags["update"],
            conflicts=self._flags["conflicts"] or "leave",
            on_lost=show_lost,
            options=chosen_settings(self._flags),
            dry_run=dry_run,
            limited=watched.limited,
        )
        if isinstance(outcome.error, CrosspostError) and outcome.post is None:
            raise outcome.error
        return outcome

    def _shown(self, outcome: Outcome, name: str, watched: Watched) -> Shown:
        """Return the preview of what would be done."""
        from crosspost.cli.preview import of_post
        from crosspost.cli.report import found, shortest
        from crosspost.clip import pages
        from crosspost.clip.clips import Shown

        assert outcome.post
        path = shortest(outcome.path)
        words, button = f"{path} {outcome.reason}", ""
        if outcome.status == "dry-run":
            verb = "update" if outcome.update else "replace" if outcome.diff else "write"
            words, button = f"Would {verb} {path}", _BUTTONS[verb]
        rows = [text for label, text in found(outcome.post) if label == "found"]
        lost = [f"Of yours would be lost: {line}" for line in outcome.lost[:20]]
        if len(outcome.lost) > 20:
            lost.append(f"… and {len(outcome.lost) - 20} more lines of yours")
        form = pages.form(name, words, button, rows, lost)
        with watched.limited():
            text = of_post(outcome, self._config, self._target, form=form)
        title = str(outcome.post.front_matter.get("title") or "")
        return Shown(text, title, waits=bool(button))

    def _done(self, outcome: Outcome) -> Shown:
        """Return the page about what was done."""
        from crosspost.cli.report import found, shortest
        from crosspost.clip import pages
        from crosspost.clip.clips import Shown

        assert outcome.post
        title = str(outcome.post.front_matter.get("title") or "")
        path = shortest(outcome.path)
        is_done = outcome.status in ("written", "replaced", "updated")
        words = f"{outcome.status.capitalize()}: {path}" if is_done else f"{path} {outcome.reason}"
        lines = [text for label, text in found(outcome.post) if label != "title"]
        lines += outcome.post.warnings
        hint = getattr(outcome.error, "hint", "")
        written = str(outcome.path) if is_done else ""
        return Shown(pages.message(title, words, hint, lines), title, written)


def _kept_token(port: int) -> str:
    """Return the token of a port: kept for the user alone, so that a bookmarklet lasts.

    Raises:
        WriteError: it cannot be kept.
    """
    from crosspost.files import real
    from crosspost.publish.write import write
    from crosspost.trust import state_folder

    path = state_folder() / "clip" / f"{port}.token"
    try:
        kept = path.read_text("ascii").strip()
        if len(kept) >= 32 and path.stat().st_mode & 0o077 == 0:
            return kept
    except (OSError, ValueError):
        pass  # not there yet, or not a token
    token = secrets.token_urlsafe(24)
    if not path.is_absolute():
        raise WriteError(path, "there is no home folder", hint="Leave --port out.")
    real(path.parent).mkdir(mode=0o700, parents=True, exist_ok=True)
    write(token + "\n", real(path.parent) / path.name, replace=True)
    (real(path.parent) / path.name).chmod(0o600)
    return token


@contextlib.contextmanager
def _ended_by_kill() -> Iterator[None]:
    """End by ``kill`` as by Ctrl-C."""
    try:
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    except ValueError:  # not in the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def _opened(url: str, screen: Screen) -> Iterator[None]:
    """Open the page in the browser, by a file that only the user can read.

    The arguments of a browser can be read by other users, and the URL has a secret.
    """
    from crosspost.cli.preview import has_display, open_url

    with tempfile.TemporaryDirectory(prefix="crosspost-clip-") as folder:
        path = Path(folder) / "open.html"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(f'<!doctype html><meta http-equiv="refresh" content="0; url={escape(url)}">')
        if not (has_display() and open_url(path.as_uri())):
            screen.remark(("! ", "yellow"), "there is no browser to open")
        yield
