"""Every error that crosspost raises on purpose.

::

    CrosspostError                what a person can act on; the command line prints it as one line
    ├── FetchError                a link gave no page: network, status, limits, type, URL
    ├── NoArticle                 the page came, but there is no article in it
    ├── FrontMatterError          front matter that would not be read back as it was meant
    ├── PostExists                the article, or a file of that name, is in the site already
    ├── WriteError                the file system said no
    └── ConfigError               a setting that is unknown, of the wrong type, or contradictory

``str(error)`` is the whole line for the person: what happened and where. ``hint`` is what to try.
Anything else that is raised is a bug of crosspost and keeps its traceback.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crosspost.control_characters import replaced
from crosspost.surrogates import spelled

_LONGEST = 500  # characters of a URL or a path in a message


class CrosspostError(Exception):
    """Base of all errors that a person can act on.

    Attributes:
        hint: what to try, one sentence; empty where there is nothing to say.
    """

    hint: str = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        if hint:
            self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        """Let errors go from one process to another, whatever their arguments."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(
    kind: type[CrosspostError], arguments: tuple[Any, ...], attributes: dict[str, Any]
) -> CrosspostError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(attributes)
    return error


class FetchError(CrosspostError):
    """A link gave no page.

    Attributes:
        url: the URL as it was asked for.
        reason: why, in a few words, without the URL; groups failures in reports.
        detail: what is true of this link alone (a host, a URL); follows the reason.
        retry: True where the same request may well succeed later.
        status: the HTTP status, where the server gave one.
        retry_after: seconds after which the server wants to be asked again, where it said so.
        unreachable: True where no connection came about: no such name, refused, no answer.
    """

    def __init__(
        self,
        url: str,
        reason: str,
        *,
        hint: str = "",
        retry: bool = False,
        status: int | None = None,
        retry_after: float | None = None,
        detail: str = "",
        unreachable: bool = False,
    ) -> None:
        super().__init__(f"{_shown(url)}: {reason}{detail and f' ({detail})'}", hint=hint)
        self.url = url
        self.reason = reason
        self.retry = retry
        self.status = status
        self.retry_after = retry_after
        self.detail = detail
        self.unreachable = unreachable


def _shown(url: str) -> str:
    """Return a URL or a path for a message: shortened, without control characters."""
    short = url if len(url) <= _LONGEST else f"{url[:_LONGEST]}…"
    return replaced(spelled(short))


class NoArticle(CrosspostError):
    """The page came, but there is no article in it (empty, a login wall, a script's shell)."""

    def __init__(
        self, url: str, reason: str = "there is no article in this page", *, hint: str = ""
    ) -> None:
        super().__init__(f"{url}: {reason}" if url else reason, hint=hint)
        self.url = url
        self.reason = reason


class FrontMatterError(CrosspostError):
    """Front matter that cannot be read, or would not be read back as it was meant."""

    def __init__(
        self, reason: str, *, path: Path | None = None, line: int | None = None, hint: str = ""
    ) -> None:
        where = "".join([f"{path}" if path else "", f":{line}" if line else ""])
        super().__init__(f"{where}: {reason}" if where else reason, hint=hint)
        self.path = path
        self.line = line
        self.reason = reason


class PostExists(CrosspostError):
    """The site has this article, or a file of this name, already; nothing was written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} {reason}", hint="--force replaces it.")
        self.path = path
        self.reason = reason


class WriteError(CrosspostError):
    """The file system refused: no such folder, read-only, disk full."""

    def __init__(self, path: Path, reason: str, *, hint: str = "") -> None:
        super().__init__(f"{path}: {reason}", hint=hint)
        self.path = path
        self.reason = reason


class ConfigError(CrosspostError):
    """A setting that is unknown, of the wrong type or contradictory."""
