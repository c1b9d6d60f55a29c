"""Review a post: ``--open`` shows it beside its original, ``--edit`` opens it in an editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from crosspost.cli.console import Screen
from crosspost.cli.spinner import Spinner
from crosspost.model import Outcome

if TYPE_CHECKING:
    from crosspost.config import Config
    from crosspost.targets.base import Target


class Review:
    """Called with each outcome of a command, after it was shown.

    Several links are reviewed one after the other: the next one is fetched when the editor is
    closed. After an editor that could not be used, no other post of the command is opened in it.
    """

    def __init__(
        self,
        flags: Mapping[str, Any],
        screen: Screen,
        config: Config,
        target: Target,
        spinner: Spinner,
    ) -> None:
        self._opens, self._edits = flags["opened"], flags["edit"]
        self._screen, self._spinner = screen, spinner
        self._config, self._target = config, target

    def __call__(
        self, outcome: Outcome, limited: Callable[[], AbstractContextManager[None]]
    ) -> bool:
        """Review a post, if there is one; return whether nothing is left to do.

        Args:
            limited: as of ``pipeline.examine``.
        """
        if not outcome.ok or outcome.path is None or outcome.post is None:
            return True
        if self._opens:
            self._open(outcome, limited)
        return self._edit(outcome) if self._edits else True

    def _open(self, outcome: Outcome, limited: Callable[[], AbstractContextManager[None]]) -> None:
        from crosspost.cli.preview import of_post, show

        url = ""
        if outcome.status != "dry-run":
            from crosspost.cli.site_server import find_page

            with self._spinner.running():
                url = find_page(outcome, self._target, self._spinner)
        with limited():
            text = of_post(outcome, self._config, self._target, url)
        show(text, self._screen)

    def _edit(self, outcome: Outcome) -> bool:
        from crosspost.cli.edit import NotEdited, check, edit

        assert outcome.path
        try:
            edit(outcome.path)
        except NotEdited as error:
            self._screen.error(error)
            self._edits = False
            return False
        return check(outcome.path, self._screen)
