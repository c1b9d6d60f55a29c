"""Which browser draws pages: the one of the settings, or the first that is installed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from shlex import quote

from crosspost.errors import ConfigError, FetchError
from crosspost.files import is_file

# As Debian, Fedora, Arch and the vendors' own packages call them.
_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
_MAC = tuple(
    f"/Applications/{name}.app/Contents/MacOS/{name}"
    for name in ("Chromium", "Google Chrome", "Microsoft Edge")
)
_HINT = "--browser takes the path of Chromium, Chrome or Edge."


def find_browser(given: str) -> str | None:
    """Return the path of a browser; None if there is none.

    Args:
        given: path or name of the user's choice; empty: the first of those that are known.

    Raises:
        ConfigError: the user's choice does not exist or is not a program.
    """
    if given:
        found = shutil.which(given)
        if found is None:
            raise ConfigError(f"browser = {given!r}: there is no such program", hint=_HINT)
        return str(Path(found).absolute())
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return str(Path(found).absolute())
    return next((path for path in _MAC if sys.platform == "darwin" and is_file(path)), None)


def by_hand(url: str) -> str:
    """Return the command that draws a page without crosspost's help, ready for a shell."""
    flags = " ".join(["--headless", *sandbox_flags(), "--virtual-time-budget=10000 --dump-dom"])
    return f"chromium {flags} {quote(url)} | crosspost - --base-url {quote(url)}"


def sandbox_flags() -> tuple[str, ...]:
    """Return the flag without which Chromium refuses to run as root; for no other user."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def no_browser(url: str) -> FetchError:
    """Return the error where there is no browser."""
    if os.name != "posix":
        reason, hint = "pages can be drawn on Linux and macOS only", "Where there is a browser"
        return FetchError(url, reason, hint=f"{hint}, run: {by_hand(url)}")
    return FetchError(
        url,
        "no browser was found that could draw the page",
        hint="Install Chromium, Chrome or Edge (Debian: apt-get install chromium), or name it with"
        f" --browser. Or where there is one, run: {by_hand(url)}",
    )
