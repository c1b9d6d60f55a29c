"""A page in a process of its own: its result, its errors, its end, and that the command goes on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time

import pytest

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


_PROGRAM = """
import json, os, signal, sys, time, click
from crosspost.cli.child import in_child
from crosspost.cli.exits import OWN_PROCESS
from crosspost.errors import CrosspostError
{work}
with click.Context(click.Command("x"), obj={obj}):
    try:
        print(json.dumps([os.getpid(), in_child(work, "a page", {seconds})]))
    except CrosspostError as error:
        print(error, "|", error.hint)
"""


def run(work: str, seconds: float = 20.0, obj: str = "OWN_PROCESS") -> tuple[str, str]:
    """Return what a program says that does some work in a child, and its standard error.

    It is a program of its own: the tests have threads, whose locks a child would keep for ever.
    """
    program = _PROGRAM.format(work=work, seconds=seconds, obj=obj)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.strip(), done.stderr


@pytest.mark.parametrize(("obj", "is_another"), [("OWN_PROCESS", True), ("None", False)])
def test_the_work_is_done_in_another_process_where_it_may_fork(obj: str, is_another: bool) -> None:
    work = """
def work(watched):
    with watched.limited():
        return {"pid": str(os.getpid()), "text": "\u017e\\ud800", "is": True}
"""
    pid, result = json.loads(run(work, obj=obj)[0])
    assert (result["pid"] != str(pid)) == is_another
    assert (result["text"], result["is"]) == ("ž\ud800", True)


def test_an_error_for_the_user_is_raised() -> None:
    work = "def work(watched): raise CrosspostError('it is no page', hint='Try another.')"
    assert run(work)[0] == "it is no page | Try another."


@pytest.mark.threat("30: a page that takes too long in clip")
def test_a_page_that_takes_too_long_is_ended() -> None:
    work = """
def work(watched):
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # as a parser in C that is deaf
    with watched.limited():
        time.sleep(30)
    return {}
"""
    start = time.monotonic()
    assert "too long" in run(work, 0.3)[0]
    assert time.monotonic() - start < 15


def test_a_crash_and_a_bug_end_only_the_child() -> None:
    crash = "def work(watched): os.kill(os.getpid(), signal.SIGKILL)"
    assert "crashed" in run(crash)[0]
    shown, err = run("def work(watched): raise ValueError('a bug')")
    assert "crashed" in shown and "ValueError: a bug" in err


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
