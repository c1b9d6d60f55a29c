"""The posts of pages that ``crosspost clip`` was sent: previewed, written, shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosspost.cli.options import chosen_settings
from crosspost.errors import ConfigError, CrosspostError
from crosspost.model import Link, Outcome, Page

if TYPE_CHECKING:
    from crosspost.cli.child import Result, Work
    from crosspost.cli.console import Screen
    from crosspost.cli.watch import Watched
    from crosspost.clip.clips import Shown
    from crosspost.config import Config
    from crosspost.targets.base import Target

_NO_URL = "the page"
_MOST_LOST = 20  # lines that are named above a preview
_BUTTONS = {"update": "Update the post", "replace": "Replace the post", "write": "Write the post"}


class ClipMaker:
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

    def _in_child(self, page: Page, work: Work) -> Shown:
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
        lost = [f"Of yours would be lost: {line}" for line in outcome.lost[:_MOST_LOST]]
        if len(outcome.lost) > _MOST_LOST:
            lost.append(f"… and {len(outcome.lost) - _MOST_LOST} more lines of yours")
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
