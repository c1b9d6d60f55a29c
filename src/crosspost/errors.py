"""Every error that crosspost raises on purpose.

::

    CrosspostError                an error for the user; the command line prints it as one line
    ├── FetchError                a page could not be fetched: network, status, limits, type, URL
    ├── NoArticle                 the page has no article
    ├── FrontMatterError          front matter that cannot be read, or not be read back unchanged
    ├── PartsMissing              the post would not have all of the article, and strict is set
    ├── PostExists                the site already has the article, or a file of that name
    ├── UpdateConflict            a post and its article have changed in the same lines
    ├── WriteError                a file could not be read or written
    └── ConfigError               a setting that is unknown, of the wrong type, or contradictory

``str(error)`` is one line for the user: what happened and where. ``hint`` is what to try.
Anything else that is raised is a bug of crosspost and keeps its traceback.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crosspost.control_characters import replaced
from crosspost.surrogates import spelled

_LONGEST = 500  # characters of a URL or a path in a message
# What to try where an error says nothing better:
_LATER = "Run again later."
_BROWSER = (
    "Open it in the browser; if the article is there, save the page and give crosspost the file."
)


class CrosspostError(Exception):
    """Base of all errors for the user.

    Attributes:
        hint: what to try, one sentence; empty if there is none.
    """

    hint: str = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        if hint:
            self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        """Make errors picklable, whatever their arguments."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(
    kind: type[CrosspostError], arguments: tuple[Any, ...], attributes: dict[str, Any]
) -> CrosspostError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(attributes)
    return error


class FetchError(CrosspostError):
    """A page could not be fetched.

    Attributes:
        url: the URL as requested.
        reason: the cause, in a few words, without the URL; reports group failures by it.
        detail: about this link only (a host, a URL); follows the reason.
        retry: True if the same request may succeed later.
        status: the HTTP status, if there was a response.
        retry_after: seconds of the server's ``Retry-After``, if there was one.
        unreachable: True if there was no connection: unknown host, refused, no answer.
        needs_browser: True if the page is shown to browsers only.
        gone: True if the site is gone though a page came, such as that of a parked domain.
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
        needs_browser: bool = False,
        gone: bool = False,
    ) -> None:
        super().__init__(
            f"{_shown(url)}: {reason}{detail and f' ({detail})'}",
            hint=hint or (_LATER if retry else _BROWSER),
        )
        self.url = url
        self.reason = reason
        self.retry = retry
        self.status = status
        self.retry_after = retry_after
        self.detail = detail
        self.unreachable = unreachable
        self.needs_browser = needs_browser
        self.gone = gone


def _shown(url: str) -> str:
    """Return a URL or a path for a message: shortened, without control characters."""
    short = url if len(url) <= _LONGEST else f"{url[:_LONGEST]}…"
    return replaced(spelled(short))


class NoArticle(CrosspostError):
    """The page has no article (it is empty, a log-in page, or filled in by a script).

    Attributes:
        url: of the page; empty if unknown.
        reason: the cause, in a few words.
        needs_browser: True if a script fills the page.
    """

    def __init__(
        self,
        url: str,
        reason: str = "no article found in this page",
        *,
        hint: str = "",
        needs_browser: bool = False,
    ) -> None:
        super().__init__(f"{url}: {reason}" if url else reason, hint=hint or _BROWSER)
        self.url = url
        self.reason = reason
        self.needs_browser = needs_browser


class PartsMissing(CrosspostError):
    """The post would not have all of the article, which is an error if ``strict`` is set.

    Attributes:
        url: the URL of the article; empty if unknown.
        reason: the same for all posts; reports group failures by it.
        losses: what is missing, each a ``model.Loss``.
    """

    reason = "parts of the article are not in the post (strict)"

    def __init__(self, url: str, lost: str, losses: tuple[Any, ...]) -> None:
        super().__init__(
            f"{_shown(url)}: {lost}" if url else lost,
            hint="Without --strict the post is written, with a warning.",
        )
        self.url = url
        self.losses = losses


class FrontMatterError(CrosspostError):
    """Front matter that cannot be read, or would not be read back unchanged."""

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


class UpdateConflict(CrosspostError):
    """A post and its article have changed in the same lines; nothing was written."""

    def __init__(self, name: str, reason: str, *, hint: str) -> None:
        super().__init__(f"{name}: {reason}", hint=hint)
        self.reason = reason


class WriteError(CrosspostError):
    """The file system refused: no such folder, read-only, disk full."""

    def __init__(self, path: Path, reason: str, *, hint: str = "") -> None:
        super().__init__(f"{path}: {reason}", hint=hint)
        self.path = path
        self.reason = reason


class ConfigError(CrosspostError):
    """A setting that is unknown, of the wrong type or contradictory."""
