"""A page in a process of its own: its result, its errors, its end, and that the command goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import click
import pytest

from crosspost.cli.child import Result, in_child
from crosspost.cli.exits import OWN_PROCESS
from crosspost.cli.watch import Watched
from crosspost.errors import CrosspostError

_INTERRUPTED = """
import time, click
from crosspost.cli.child import in_child
from crosspost.cli.exits import OWN_PROCESS
def work(watched):
    try:
        print("working", flush=True)
        time.sleep(30)
    finally:
        print("cleaned", flush=True)
with click.Context(click.Command("x"), obj=OWN_PROCESS):
    in_child(work, "a page", 60)
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")


def run(work: object, seconds: float = 20.0, obj: object = OWN_PROCESS) -> Result:
    with click.Context(click.Command("x"), obj=obj):
        return in_child(work, "a page", seconds)  # type: ignore[arg-type]


def test_the_work_is_done_in_another_process() -> None:
    def work(watched: Watched) -> Result:
        with watched.limited():
            return {"pid": str(os.getpid()), "text": "ž\ud800", "is": True}

    result = run(work)
    assert result["pid"] != str(os.getpid()) and (result["text"], result["is"]) == ("ž\ud800", True)
    assert run(work, obj=None)["pid"] == str(os.getpid())  # where it may not fork


def test_an_error_for_the_user_is_raised() -> None:
    def work(watched: Watched) -> Result:
        raise CrosspostError("it is no page", hint="Try another.")

    with pytest.raises(CrosspostError, match="it is no page") as caught:
        run(work)
    assert caught.value.hint == "Try another."


@pytest.mark.threat("30: a page that takes too long in clip")
def test_a_page_that_takes_too_long_is_ended() -> None:
    def work(watched: Watched) -> Result:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # as a parser in C that is deaf
        with watched.limited():
            time.sleep(30)
        return {}

    start = time.monotonic()
    with pytest.raises(CrosspostError, match="too long"):
        run(work, 0.3)
    assert time.monotonic() - start < 10


def test_a_crash_and_a_bug_end_only_the_child(capfd: pytest.CaptureFixture[str]) -> None:
    def crash(watched: Watched) -> Result:
        os.kill(os.getpid(), signal.SIGKILL)
        return {}

    def bug(watched: Watched) -> Result:
        raise ValueError("a bug")

    for work in (crash, bug):
        with pytest.raises(CrosspostError, match="crashed"):
            run(work)
    assert "ValueError: a bug" in capfd.readouterr().err


def test_an_interrupted_command_waits_until_its_child_has_cleaned_up() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _INTERRUPTED],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdout.readline() == "working\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert out == "cleaned\n" and err.count("KeyboardInterrupt") == 1
