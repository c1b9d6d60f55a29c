"""The real Chromium with tabs, as a user has them: opened, clicked in, looked at."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from crosspost.fetch.browser.devtools import DevTools, Refused

_FLAGS = (
    *("--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu"),
    *("--no-first-run", "--disable-dev-shm-usage", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-extensions", "--no-pings"),
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
_SECONDS = 120.0
# A browser reads commands from file 3, and writes answers to file 4.
_START = """import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])"""


def _high(descriptor: int) -> int:
    """Return the same file under a number that is not one of those that the browser uses."""
    high = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return high


class Chromium:
    """A browser; all of it is gone at the end.

    Args:
        folder: for its profile.
        flags: besides the usual ones.

    Attributes:
        devtools: of the tab that is attached.
    """

    def __init__(self, folder: Path, *flags: str, size: str = "1280,900") -> None:
        program = shutil.which("chromium")
        assert program
        to_read, self._commands = map(_high, os.pipe())
        self._answers, to_write = map(_high, os.pipe())
        own = (f"--user-data-dir={folder / 'chromium'}", f"--window-size={size}")
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-I", "-S", "-c", _START, str(to_read), str(to_write)),
                *(program, *_FLAGS, *own, *flags, "about:blank"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(to_read, to_write),
            start_new_session=True,
        )
        os.close(to_read)
        os.close(to_write)
        until = time.monotonic() + _SECONDS
        self.devtools = DevTools(self._commands, self._answers, until, 64 * 2**20)

    def __enter__(self) -> Chromium:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._commands)  # it ends by itself then
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        os.close(self._answers)

    def tabs(self) -> dict[str, str]:
        """Return the open tabs: id → URL."""
        infos = self.devtools.call("Target.getTargets")["targetInfos"]
        return {each["targetId"]: each["url"] for each in infos if each["type"] == "page"}

    def attach(self, tab: str) -> None:
        """Make a tab the one that is talked to."""
        found = self.devtools.call("Target.attachToTarget", targetId=tab, flatten=True)
        self.devtools.session = found["sessionId"]
        self.devtools.call("Page.enable")

    def open(self, url: str) -> str:
        """Open a URL in a new tab, wait until it is loaded, and return the tab."""
        tab = self.devtools.call("Target.createTarget", url=url)["targetId"]
        self.attach(tab)
        self.until(lambda: self.run("document.readyState") == "complete" and self.url() == url)
        return str(tab)

    def url(self) -> str:
        return str(self.run("location.href"))

    def text(self) -> str:
        """Return the text that the tab shows."""
        return str(self.run("document.body ? document.body.innerText : ''"))

    def run(self, script: str) -> Any:
        """Run a script in the tab as if the user had asked for it; return its value."""
        result = self.devtools.call(
            "Runtime.evaluate", expression=script, userGesture=True, returnByValue=True
        )
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def click(self, selector: str) -> None:
        """Click in the middle of an element, as a mouse does."""
        box = f"document.querySelector({selector!r}).getBoundingClientRect()"
        x, y = self.run(
            f"(() => {{ const b = {box}; return [b.x + b.width / 2, b.y + b.height / 2] }})()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.devtools.call(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1
            )

    def new_tab(self, known: set[str], starts: str) -> str:
        """Wait for a tab that was not there and has a URL with this start; attach to it."""
        found: list[str] = []

        def look() -> bool:
            found[:] = [
                tab
                for tab, url in self.tabs().items()
                if tab not in known and url.startswith(starts)
            ]
            return bool(found)

        self.until(look)
        self.attach(found[0])
        self.until(lambda: self.run("document.readyState") == "complete")
        return found[0]

    def until(self, is_true: Callable[[], object], seconds: float = 20.0) -> None:
        """Wait until something is true; a page that is just changing may not answer."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if is_true():
                    return
            except Refused:
                pass
            self.devtools.listen(0.05)
        raise AssertionError(f"not in time: {self.text()[:500]!r}; tabs: {self.tabs()}")

    def picture(self) -> bytes:
        """Return a picture (PNG) of what the tab shows."""
        import base64

        return base64.b64decode(self.devtools.call("Page.captureScreenshot")["data"])
