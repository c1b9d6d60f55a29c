"""The line about the running step: in a real terminal only, and gone at the end."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import pages
from cli.conftest import Shell
from crosspost.cli.spinner import in_words
from crosspost.config import Config
from crosspost.fetch import Fetcher
from crosspost.model import Step
from server import Server, page, status, then
from server.answers import Answer, Request
from terminal import in_terminal

ERASED = "\x1b[2K"


def slow(answer: Answer, seconds: float) -> Answer:
    def answered(request: Request, sock: socket.socket) -> bool:
        time.sleep(seconds)
        return answer(request, sock)

    return answered


@contextmanager
def busy_server() -> Iterator[Server]:
    """Serve an article after a failure, each after some time."""
    busy = slow(status("503 Service Unavailable"), 1.4)
    with Server({"/a": then(busy, slow(page(pages.article(url="")), 1.2))}) as web:
        yield web


@contextmanager
def slow_server() -> Iterator[Server]:
    """Serve an article after more than a second."""
    with Server({"/a": slow(page(pages.article(url="")), 1.6)}) as web:
        yield web


def test_host_seconds_and_tries_are_shown_and_gone_at_the_end(site: Path) -> None:
    with busy_server() as web:
        done = in_terminal(web.url("/a"))
    assert done.code == 0, done.screen
    assert re.search(r"waiting for 127\.0\.0\.1 · 1 s", done.screen)
    assert re.search(r"waiting for 127\.0\.0\.1 · [2-5] s · try 2 of 3", done.screen)
    assert "\x1b[?25l" not in done.screen  # a process that is killed would leave it hidden
    after = done.screen.rpartition("waiting for")[2]
    assert ERASED in after and after.index(ERASED) < after.index("_posts/")


def test_a_quick_page_shows_nothing(site: Path) -> None:
    with Server({"/a": page(pages.article(url=""))}) as web:
        done = in_terminal(web.url("/a"))
    assert done.code == 0 and "waiting" not in done.screen and ERASED not in done.screen


@pytest.mark.parametrize("how", ["--quiet", "--json", "dumb", "pipe"])
def test_nothing_where_it_would_be_in_the_way(site: Path, how: str) -> None:
    flags = [how] if how.startswith("-") else []
    env = {"TERM": "dumb"} if how == "dumb" else {"FORCE_COLOR": "1"} if how == "pipe" else {}
    err = site.parent / "err" if how == "pipe" else None
    with slow_server() as web:
        done = in_terminal(web.url("/a"), *flags, env=env, err=err)
    assert done.code == 0
    assert "waiting" not in done.screen + (err.read_text("utf-8") if err else "")


def test_without_colours_it_has_none(site: Path) -> None:
    with slow_server() as web:
        done = in_terminal(web.url("/a"), env={"NO_COLOR": "1"})
    assert "waiting for" in done.screen
    assert not re.search(r"\x1b\[[0-9;]*[34][0-9][;m]", done.screen)


def test_explain_shows_it_and_check_its_own_progress(shell: Shell, site: Path) -> None:
    article = page(pages.article(url=""))
    with Server({"/a": then(article, slow(article, 1.6))}) as web:
        assert shell(web.url("/a")).code == 0
        assert "waiting for 127.0.0.1" in in_terminal("explain", web.url("/a")).screen
        checked = in_terminal("check", "--ignore-robots", "--allow-private")
    assert "0 of 1 originals" in checked.screen and "waiting for" not in checked.screen
    assert checked.code == 0, checked.screen


def test_a_page_that_takes_too_long_leaves_no_line(site: Path) -> None:
    """The process that draws the line is killed by the time limit of a page."""
    with slow_server() as web:
        done = in_terminal(web.url("/a"), env={"CROSSPOST_CONVERT_TIMEOUT": "0.01"})
    assert done.code == 1
    assert ERASED in done.screen.rpartition("waiting for")[2].partition("too long")[0]


def test_a_host_moves_nothing_on_the_terminal() -> None:
    words = in_words(Step("waiting", "evil\x1b[2J\u202e.example.org"))
    assert words == "waiting for evil[2J.example.org"
    long = in_words(Step("waiting", "a" * 300 + ".example.org"))
    assert len(long) <= 60 and long.endswith(".example.org")


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step("drawing", "e.org"), "drawing e.org in the browser"),
        (Step("pictures", "e.org", 3, 12), "fetching pictures 3 of 12"),
        (Step("page", "", 2, 5), "page 2 of 5"),
        (Step("page", "", 2), "page 2"),
        (Step("converting"), "converting"),
    ],
)
def test_steps_in_words(step: Step, words: str) -> None:
    assert in_words(step) == words


def test_the_fetcher_tells_hosts_and_tries_and_not_pictures() -> None:
    steps: list[Step] = []
    with (
        Server({"/a": then(status("503 Busy"), page("<p>Hello"))}) as web,
        Fetcher(Config(), on_step=steps.append) as fetcher,
    ):
        page_ = fetcher.get(web.url("/a"))
        assert page_.content
    assert [(step.kind, step.number) for step in steps] == [
        ("waiting", 1), ("waiting", 2), ("waiting", 2),
    ]  # fmt: skip
    assert {step.host for step in steps} == {"127.0.0.1"}
