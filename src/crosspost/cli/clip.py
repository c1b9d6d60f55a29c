"""``crosspost clip``: a local page with a bookmarklet that sends the page in the browser."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosspost.cli.clip_maker import ClipMaker
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
from crosspost.errors import CrosspostError, WriteError
from crosspost.settings import load

if TYPE_CHECKING:
    from crosspost.cli.console import Screen

_ROOM_FOR_FORM = 64 * 1024  # bytes besides the page
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
    maker = ClipMaker(flags, screen, config, target, overrides)
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
