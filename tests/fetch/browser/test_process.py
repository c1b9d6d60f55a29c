"""All processes and files of a browser are gone at the end, however it comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crosspost.errors import FetchError
from fetch.browser.drawing import app, draw, processes, profiles, scripted, wait_until
from server import Server
from server.answers import Answer, Request
from server.faults import silence

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc"),
]


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of temporary files, which is in the command line of each browser."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # the path must be short
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr("tempfile.tempdir", None)
        yield Path(folder)


@contextmanager
def command(web: Server, temporary: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``crosspost --render`` until its browser has asked for the page."""
    (temporary / "_config.yml").touch()
    process = subprocess.Popen(
        [sys.executable, "-m", "crosspost", "--render", web.url(), "--site", str(temporary)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    with process:
        try:
            assert wait_until(lambda: web.requests)
            assert len(processes(str(temporary / "crosspost-browser-"))) > 3
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def is_gone(temporary: Path) -> bool:
    left = lambda: processes(str(temporary / "crosspost-browser-")) or profiles(temporary)  # noqa: E731
    return wait_until(lambda: not left())


def killing(temporary: Path, *words: str, number: int = signal.SIGKILL) -> Answer:
    """Answer nothing, after the processes with these words in their command were killed."""

    def answer(request: Request, sock: object) -> bool:
        for process in processes(str(temporary)):
            line = Path(f"/proc/{process}/cmdline").read_bytes().decode()
            is_guard = "guard.py" in line
            if is_guard == ("guard.py" in words) and all(word in line for word in words):
                os.kill(process, number)
        return False

    return answer


def test_after_a_page_nothing_is_left(temporary: Path) -> None:
    with Server(app()) as web:
        draw(web.url())
    assert not processes(str(temporary)) and not profiles(temporary)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_command_is_killed(temporary: Path, number: int) -> None:
    with Server({"/": silence()}) as web, command(web, temporary) as process:
        os.kill(process.pid, number)
        process.wait(20)
        assert is_gone(temporary)


def test_ctrl_c(temporary: Path) -> None:
    with Server({"/": silence()}) as web, command(web, temporary) as process:
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stdout
        assert process.stdout.read() == b"\ninterrupted; no incomplete file is left\n"
        assert is_gone(temporary)


def test_the_guard_is_killed(temporary: Path) -> None:
    with Server({"/": killing(temporary, "guard.py")}) as web, pytest.raises(FetchError):
        draw(web.url(), render_timeout=3.0)
    assert is_gone(temporary)


def test_the_command_and_the_guard_are_killed(temporary: Path) -> None:
    """The browser ends by itself, as its pipes are closed; its profile is left."""
    with Server({"/": silence()}) as web, command(web, temporary) as process:
        guards = [p for p in processes("guard.py") if p in processes(str(temporary))]
        os.killpg(process.pid, signal.SIGKILL)
        for guard in guards:
            os.kill(guard, signal.SIGKILL)
        assert guards
        assert wait_until(lambda: not processes(str(temporary)))


@pytest.mark.parametrize("word", ["--type=renderer", "--type=utility", "--remote-debugging-pipe"])
def test_the_browser_or_a_part_of_it_crashes(temporary: Path, word: str) -> None:
    """A renderer is that of a page; what is without a type is the browser itself."""
    with Server(app() | {"/data.json": killing(temporary, word)}) as web:
        try:
            drawn = draw(web.url(), render_timeout=4.0)
        except FetchError as error:
            assert "the browser has crashed" in str(error)
            assert word != "--type=utility"
        else:  # the part that has the network is started again
            assert word == "--type=utility" and drawn.content
    assert is_gone(temporary)


def test_a_browser_that_hangs(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Long enough for the browser to start, so that it is stopped while it has the page.
    monkeypatch.setattr(sys.modules["crosspost.fetch.browser.draw"], "_GRACE", 6.0)
    stop = killing(temporary, "chromium", number=signal.SIGSTOP)
    with Server(app() | {"/data.json": stop}) as web, pytest.raises(FetchError, match="not drawn"):
        draw(web.url(), render_timeout=1.0)
    assert is_gone(temporary)


def test_a_page_that_takes_all_memory(temporary: Path) -> None:
    hog = "const kept = []; for (;;) kept.push(new Array(1e6).fill(Math.random()))"
    with (
        Server({"/": scripted(hog, "Nothing.")}) as web,
        pytest.raises(FetchError, match="the browser has crashed"),
    ):
        draw(web.url(), render_timeout=30.0)
    assert is_gone(temporary)
