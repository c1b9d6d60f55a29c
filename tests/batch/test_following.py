"""A batch of articles in pages: in the turns of their hosts, and a post only when all is there."""

from __future__ import annotations

import contextlib
import itertools
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batch.batches import batch, posts
from batch.test_run import reasons
from crosspost.batch.journal import FOLDER
from crosspost.batch.network import Network
from crosspost.batch.options import RetryOptions
from crosspost.batch.session import Summary
from crosspost.config import Config
from crosspost.fetch import Clock, Fetcher
from paging.series import pager, series, sheet
from server import Answer, Request, Server, page, raw, status, then
from server.answers import head

URLS = {1: "/bridge/", 2: "/bridge/2/", 3: "/bridge/3/"}
NO_ROBOTS: dict[str, Answer] = {"/robots.txt": status("404 Not Found")}


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(Config(tries=2), clock=Clock(sleep=lambda seconds: None)) as made:
        yield made


def run(site: Path, web: Fetcher, *links: str, **options: Any) -> Summary:
    return batch(site, web, links, **options)


def villages(site: Path) -> list[int]:
    """Return the numbers of the pages whose text is in the only post."""
    (text,) = posts(site).values()
    lines = [line for line in text.split("\n") if line.startswith("Village ")]
    return list(dict.fromkeys(int(line.split()[1].strip(",")) for line in lines))


def test_all_pages_are_in_the_post(tmp_path: Path, fetcher: Fetcher) -> None:
    with Server(series(URLS)) as web:
        assert run(tmp_path, fetcher, web.url("/bridge/")).is_well
        assert web.paths() == list(URLS.values())
    assert villages(tmp_path) == [1, 2, 3]


@pytest.mark.parametrize("workers", [0, 1])
def test_links_of_several_hosts_among_them(tmp_path: Path, fetcher: Fetcher, workers: int) -> None:
    with Server(series(URLS)) as web, Server(series(URLS), host="127.0.0.2") as other:
        links = [web.url("/bridge/"), other.url("/bridge/"), web.url("/none")]
        summary = run(tmp_path, fetcher, *links, workers=workers)
        assert web.paths().count("/bridge/3/") == other.paths().count("/bridge/3/") == 1
    assert summary.counts == {"done": 2, "failed": 1}
    assert all(text.count("Village 3, day 3") == 1 for text in posts(tmp_path).values())


def test_there_is_a_pause_between_two_pages(tmp_path: Path, fetcher: Fetcher) -> None:
    asked: list[float] = []

    def timed(answer: Answer) -> Answer:
        def reply(request: Request, sock: socket.socket) -> bool:
            asked.append(time.monotonic())
            return answer(request, sock)

        return reply

    routes = {path: timed(answer) for path, answer in series(URLS).items()}
    with Server({**routes, **NO_ROBOTS}) as web:
        run(tmp_path, fetcher, web.url("/bridge/"), delay=0.3, polite=True)
    assert villages(tmp_path) == [1, 2, 3]
    assert all(after - before > 0.28 for before, after in itertools.pairwise(asked))


def test_a_page_that_robots_may_not_read_is_said(tmp_path: Path, fetcher: Fetcher) -> None:
    rules = page("User-agent: *\nDisallow: /bridge/2/\n", content_type="text/plain")
    with Server({**series(URLS), "/robots.txt": rules}) as web:
        summary = run(tmp_path, fetcher, web.url("/bridge/"), polite=True)
        assert "/bridge/2/" not in web.paths()
    assert summary.counts == {"done": 1} and villages(tmp_path) == [1, 3]


def test_a_page_that_is_gone_is_left_out(tmp_path: Path, fetcher: Fetcher) -> None:
    with Server({**series(URLS), "/bridge/2/": status("500 Internal Server Error")}) as web:
        run(tmp_path, fetcher, web.url("/bridge/"))
    assert villages(tmp_path) == [1, 3]


def test_an_article_waits_for_a_host_that_asks_to(tmp_path: Path, fetcher: Fetcher) -> None:
    busy = status("503 Service Unavailable", headers={"Retry-After": "3600"})
    with Server({**series(URLS), "/bridge/2/": busy}) as web:
        summary = run(tmp_path, fetcher, web.url("/bridge/"))
    assert summary.counts == {"failed": 1} and posts(tmp_path) == {}


def test_an_article_whose_host_has_gone_in_the_middle_is_done_by_the_next_run(
    tmp_path: Path, fetcher: Fetcher
) -> None:
    closes = then(raw(b""), raw(b""), series(URLS)["/bridge/2/"])
    network = Network(4)

    def stop(request: Request, sock: socket.socket) -> bool:
        network.stop()
        return closes(request, sock)

    routes = series(URLS)
    with Server({**routes, "/bridge/2/": stop}) as web:
        first = run(tmp_path, fetcher, web.url("/bridge/"), network=network)
        assert first.ending == "interrupted" and posts(tmp_path) == {}
        web.routes |= routes
        assert run(tmp_path, fetcher, web.url("/bridge/")).is_well
    assert villages(tmp_path) == [1, 2, 3]


def test_a_host_that_does_not_answer_any_more_fails_the_link_for_now(
    tmp_path: Path, fetcher: Fetcher
) -> None:
    content = sheet(1, pager(URLS, 1)).encode()
    web = Server({})

    def answer_and_close(request: Request, sock: socket.socket) -> bool:
        web._listener.shutdown(socket.SHUT_RDWR)
        web._listener.close()
        return raw(head() + content)(request, sock)

    web.routes["/bridge/"] = answer_and_close
    with contextlib.suppress(OSError), web:
        link = web.url("/bridge/")
        summary = run(tmp_path, fetcher, link)
    assert summary.counts == {"failed": 1} and posts(tmp_path) == {}
    assert "refused" in reasons(tmp_path, summary.run)[link]


def test_the_cache_has_all_pages(tmp_path: Path, fetcher: Fetcher) -> None:
    with Server(series(URLS)) as web:
        link = web.url("/bridge/")
        run(tmp_path, fetcher, link, cache=tmp_path / FOLDER)
        for path in tmp_path.glob("_posts/*"):
            path.unlink()
        run(tmp_path, fetcher, link, cache=tmp_path / FOLDER, retry=RetryOptions(done=True))
        assert web.paths() == list(URLS.values())
    assert villages(tmp_path) == [1, 2, 3]


def test_the_setting(tmp_path: Path, fetcher: Fetcher) -> None:
    with Server(series(URLS)) as web:
        run(tmp_path, fetcher, web.url("/bridge/"), config=Config(follow_pages=False))
        assert web.paths() == ["/bridge/"]
    assert villages(tmp_path) == [1]
