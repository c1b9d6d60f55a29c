"""A page that takes for ever, or brings its process down, costs its own link only."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.conftest import Shell

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there, a child does the work")

GOOD = "<article><h1>Of {0}</h1>" + "<p>The {0} is long and cold, and people live there.</p>" * 9
# The command as it is, but that a page with this word makes something happen.
COMMAND = """
import os, signal, sys, threading
from crosspost.page import parse
from crosspost.cli import main

real = parse.parse

def faulty(page, *rest):
    if b"for-ever" in page.content:
        # As C code that does not end: no handler of Python gets its turn.
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        import ctypes
        ctypes.PyDLL(None).sleep(600)
    if b"crash" in page.content:
        os.kill(os.getpid(), signal.SIGSEGV)
    if b"memory" in page.content:
        return bytes(100 * 1024**3)
    if b"slow" in page.content:
        import time
        time.sleep(600)
    if b"orphan" in page.content:
        wait_for_the_parents_end()
    return real(page, *rest)

def wait_for_the_parents_end():
    import time
    open("waiting", "w").close()
    while os.getppid() == parent:
        time.sleep(0.01)

def limit_memory_late():
    if "early" in sys.argv:
        wait_for_the_parents_end()
    real_limit_memory()

import crosspost.examine
import crosspost.page_to_post
import crosspost.cli.watch

parent = os.getpid()
real_limit_memory = crosspost.cli.watch.limit_memory
crosspost.cli.watch.limit_memory = limit_memory_late
crosspost.page_to_post.parse = crosspost.examine.parse = faulty
main()
"""


@pytest.fixture(autouse=True)
def _pages(site: Path) -> None:
    for name in ("river", "lake"):
        (site / f"{name}.html").write_text(GOOD.format(name))
    for name in ("for-ever", "crash", "memory", "slow"):
        (site / f"{name}.html").write_text(f"<p>{name}")


def start(*words: str, seconds: str = "1.5") -> subprocess.Popen[str]:
    environment = {**os.environ, "CROSSPOST_CONVERT_TIMEOUT": seconds}
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def crosspost(*words: str) -> tuple[int, str, str]:
    process = start(*words)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.threat("6: a page that takes for ever in crosspost post")
@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("for-ever.html", "the page took too long to convert (over 1.5 s)"),
        ("slow.html", "the page took too long to convert (over 1.5 s)"),
        ("crash.html", "the converter crashed on this page"),
        ("memory.html", "not enough memory for this page"),
    ],
)
def test_a_page_costs_its_own_link(page: str, words: str, site: Path) -> None:
    code, out, err = crosspost("river.html", page, "lake.html", "--output", "out")
    assert code == 1
    assert [line.partition("of-")[2] for line in out.splitlines()] == ["river.md", "lake.md"]
    assert f"✗ {page}: {words}\n" in err and "Traceback" not in err
    assert sorted(p.name[11:] for p in (site / "out").iterdir()) == ["of-lake.md", "of-river.md"]


@pytest.mark.threat("6: a page that takes for ever in crosspost explain")
def test_explain_has_the_limit_too() -> None:
    code, out, err = crosspost("explain", "for-ever.html")
    assert (code, out) == (1, "")
    assert err.startswith("✗ for-ever.html: the page took too long to convert")
    assert "convert_timeout" in err


def test_as_json_it_is_a_line_like_any_other() -> None:
    code, out, _ = crosspost("for-ever.html", "river.html", "--json", "-n")
    first, second = map(json.loads, out.splitlines())
    assert (code, first["source"], first["status"]) == (1, "for-ever.html", "failed")
    assert second["status"] == "dry-run"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_is_sent_to_the_command_reaches_the_child(number: signal.Signals, site: Path) -> None:
    process = start("slow.html", seconds="60")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not children.read_text().strip():
        time.sleep(0.02)
    child = int(children.read_text())
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    assert process.returncode in (130, 128 + number)
    assert not Path(f"/proc/{child}").exists()


@pytest.mark.parametrize("page", ["orphan.html", "early"])
def test_nothing_is_written_any_more_once_the_command_is_killed(page: str, site: Path) -> None:
    """While a page is converted, or as early as the child begins."""
    (site / page).write_text(GOOD.format(page))
    process = start(page, "river.html", "--output", "out", seconds="60")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not (site / "waiting").exists():
        time.sleep(0.02)
    child = int(children.read_text())
    process.kill()
    process.communicate(timeout=60)  # the child has its end of the pipes open until it is done
    assert not Path(f"/proc/{child}/exe").exists()
    assert not (site / "out").exists()


@pytest.mark.threat("6: --workers 0 without a time limit")
def test_a_batch_in_this_process_has_the_limit_too(
    shell: Shell, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import re

    import crosspost.page_to_post

    real = crosspost.page_to_post.find_article

    def slow(document: object, *more: object) -> object:
        if "slow" in document.url:  # type: ignore[attr-defined]
            re.match(r"(a+)+b", "a" * 60)
        return real(document, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(crosspost.page_to_post, "find_article", slow)
    monkeypatch.setenv("CROSSPOST_CONVERT_TIMEOUT", "2")
    (site / "slow.html").write_text(
        '<link rel="canonical" href="https://example.org/slow">' + GOOD.format("slow")
    )
    (site / "links.txt").write_text("slow.html\nriver.html\n")
    shown = shell("batch", "links.txt", "--delay", "0", "--workers", "0")
    assert shown.code == 1
    assert "slow.html: the page took too long to convert" in shown.err
    assert "1 post written" in shown.err
