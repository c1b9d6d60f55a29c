"""A browser that runs: started with a profile of its own, and gone at the end."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from crosspost.fetch.browser.find import sandbox_flags
from crosspost.fetch.wording import shown
from crosspost.files import is_folder

# Seconds that the guard gets to end the browser, which takes a tenth of one.
_PATIENCE = 10.0
# The same, if crosspost itself has to end it.
_PATIENCE_ALONE = 2.0
_GUARD = Path(__file__).with_name("guard.py")
_LONGEST_FOLDER = 28  # characters
_MOST_ERRORS = 64 * 1024
# Variables that a browser needs; none of the others, which may be secret, is passed on.
_VARIABLES = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
NOTHING = "about:blank"  # words: fine
_FLAGS = (
    *("--headless=new", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check"),
    # What a browser does of its own accord: updates, statistics, suggestions.
    *("--disable-background-networking", "--disable-component-update", "--disable-default-apps"),
    *("--disable-client-side-phishing-detection", "--disable-domain-reliability", "--no-pings"),
    *("--disable-extensions", "--disable-sync", "--disable-breakpad", "--disable-crash-reporter"),
    *("--metrics-recording-only", "--disable-search-engine-choice-screen"),
    "--disable-features=HttpsUpgrades,Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,"
    "AutofillServerCommunication,CertificateTransparencyComponentUpdater,InterestFeedContentSuggestions",
    # What a page needs for none of its text.
    *("--blink-settings=imagesEnabled=false", "--disable-remote-fonts", "--mute-audio"),
    *("--block-new-web-contents", "--deny-permission-prompts", "--disable-notifications"),
    *("--disable-gpu", "--disable-dev-shm-usage", "--password-store=basic", "--use-mock-keychain"),
    *("--js-flags=--max-old-space-size=1024", "--log-level=3"),
    # Frames that a page shows when they come into sight are in sight.
    "--window-size=1280,8000",
)
# What no flag switches off: the search for a log-in page of the network after an error, and
# guesses of what will be needed next.
_PREFERENCES = json.dumps(
    {
        "alternate_error_pages": {"enabled": False},
        "net": {"network_prediction_options": 2},
        "safebrowsing": {"enabled": False},
        "search": {"suggest_enabled": False},
        "signin": {"allowed": False},
    }
)


@dataclass(frozen=True)
class Browser:
    """A running browser.

    Attributes:
        commands: file descriptor for commands of DevTools.
        answers: file descriptor for its answers and events.
        profile: its folder.
    """

    commands: int
    answers: int
    profile: Path

    def last_words(self) -> str:
        """Return the last line that the browser has written to standard error, for a message."""
        try:
            with (self.profile / "stderr").open("rb") as file:
                lines = file.read(_MOST_ERRORS).decode("utf-8", "replace").split("\n")
        except OSError:
            return ""
        said = [line for line in lines if "FATAL" in line or "sandbox" in line.lower()]
        return shown(said[0], 200) if said else ""


@contextlib.contextmanager
def running(path: str, flags: tuple[str, ...], seconds: float) -> Iterator[Browser]:
    """Run a browser; at the end all its processes and its profile are gone.

    Args:
        path: of the program.
        flags: besides those that every page needs.
        seconds: after which it is killed in any case.

    Raises:
        OSError: the system refuses more processes or files.
    """
    profile = Path(tempfile.mkdtemp(prefix="crosspost-browser-", dir=_short_folder()))
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, profile, ignore_errors=True)  # the guard does, unless killed
        to_read, commands = map(stack.enter_context, _pipe())
        answers, to_write = map(stack.enter_context, _pipe())
        (profile / "Default").mkdir()
        (profile / "Default" / "Preferences").write_text(_PREFERENCES, "utf-8")
        own = (f"--user-data-dir={profile}", *sandbox_flags())
        command = (path, *_FLAGS, *own, *flags, NOTHING)
        guard = subprocess.Popen(
            [
                *(sys.executable, "-I", "-S", str(_GUARD), str(profile), f"{seconds:.1f}"),
                *(str(to_read.fileno()), str(to_write.fileno()), *command),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(to_read.fileno(), to_write.fileno()),
            start_new_session=True,
            env=_environment(profile),
        )
        stack.callback(_end, guard, profile)
        to_read.close()
        to_write.close()
        yield Browser(commands.fileno(), answers.fileno(), profile)


def _short_folder() -> str:
    """Return the folder for temporary files; another one if its path is too long for a socket.

    The path of a socket has at most 103 characters on some systems, and the browser's own socket in
    the profile takes 75 of them.
    """
    usual = tempfile.gettempdir()
    return usual if len(usual) <= _LONGEST_FOLDER or not is_folder("/tmp") else "/tmp"


def _pipe() -> tuple[FileIO, FileIO]:
    """Open a pipe; return its ends, to read from and to write to."""
    to_read, to_write = os.pipe()
    return FileIO(to_read, "rb"), FileIO(to_write, "wb")


def _end(guard: subprocess.Popen[bytes], profile: Path) -> None:
    """Have the guard end the browser, and wait for it; without a guard, kill the browser."""
    assert guard.stdin
    guard.stdin.close()
    try:
        guard.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        guard.kill()
        guard.wait()
    if guard.returncode == 0:
        return
    with contextlib.suppress(OSError, ValueError):  # it was never there, or is gone
        browser = int((profile / "pid").read_text("ascii"))
        until = time.monotonic() + _PATIENCE_ALONE
        while time.monotonic() < until:
            os.killpg(browser, signal.SIGKILL)
            time.sleep(0.05)


def _environment(profile: Path) -> dict[str, str]:
    """Return the variables of the browser: none of its files are outside of the profile."""
    kept = {name: os.environ[name] for name in _VARIABLES if name in os.environ}
    folders = ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    return kept | dict.fromkeys(folders, str(profile))
