"""A batch of links that are gone: their copies from the archive, asked one after the other."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import pages
from batch.batches import batch, posts
from batch.test_run import reasons
from crosspost.config import Config
from crosspost.fetch import Fetcher
from paging.series import sheet
from server import Server, status
from server.wayback import Wayback

GONE = status("404 Not Found")
STAMP = "20130919044612"


@pytest.fixture
def config() -> Config:
    return Config(archive=True, tries=1, connect_timeout=2)


@pytest.fixture
def wayback() -> Iterator[Wayback]:
    with Wayback({}) as made:
        yield made


def test_posts_of_copies(tmp_path: Path, config: Config, wayback: Wayback) -> None:
    with Server({}) as dead:
        gone = dead.url("/coal")
    with Server({"/bridge": GONE, "/none": GONE}) as web:
        links = [web.url("/bridge"), gone, web.url("/none")]
        wayback.snapshots = {
            links[0]: {STAMP: pages.article("A bridge", url="")},
            links[1]: {STAMP: pages.article("Coal is dear", url="")},
        }
        config = replace(config, archive_api=wayback.api)
        with Fetcher(config) as fetcher:
            summary = batch(tmp_path, fetcher, links, config=config)
    assert summary.counts == {"done": 2, "failed": 1}
    assert reasons(tmp_path, summary.run)[links[2]] == "404 not found"
    for link, text in zip(links, posts(tmp_path).values(), strict=False):
        assert f'archive_url: "{wayback.url(STAMP, link)}"' in text


def test_the_archive_is_not_asked_too_often(
    tmp_path: Path, config: Config, wayback: Wayback
) -> None:
    hosts = [Server({}, host=f"127.0.0.{n}") for n in range(2, 5)]
    links = []
    for host in hosts:
        with host:
            links.append(host.url("/bridge"))
    wayback.snapshots = {
        link: {STAMP: sheet(number, title=f"Bridge {number}")} for number, link in enumerate(links)
    }
    config = replace(config, archive_api=wayback.api)
    asked: list[float] = []
    with Fetcher(config) as fetcher:
        answer = wayback._answer
        wayback._server.routes["*"] = lambda request, sock: (
            asked.append(time.monotonic()) or answer(request, sock)
        )
        assert batch(tmp_path, fetcher, links, config=config, delay=0.2).is_well
    assert len(asked) == 6
    assert all(after - before > 0.18 for before, after in itertools.pairwise(asked))


def test_the_list_names_the_day(tmp_path: Path, config: Config, wayback: Wayback) -> None:
    with Server({"/bridge": GONE}) as web:
        link = web.url("/bridge")
        copies = {stamp: pages.article(url="") for stamp in ("20100101000000", STAMP)}
        wayback.snapshots = {link: copies}
        config = replace(config, archive_api=wayback.api)
        with Fetcher(config) as fetcher:
            table = f"url,date\n{link},2010-05-01\n"
            assert batch(tmp_path, fetcher, table, config=config, kind="csv").is_well
    assert wayback.asked == [(link, "20100501")]


def test_copies_in_a_list_are_read_as_their_originals(
    tmp_path: Path, config: Config, wayback: Wayback
) -> None:
    url = "https://news.example.org/bridge"
    wayback.snapshots = {url: {STAMP: pages.article(url="")}}
    config = replace(config, archive=False, archive_api=wayback.api)
    with Fetcher(config) as fetcher:
        assert batch(tmp_path, fetcher, [wayback.url(STAMP, url)], config=config).is_well
    (text,) = posts(tmp_path).values()
    assert f'canonical_url: "{url}"' in text
    assert f'archive_url: "{wayback.url(STAMP, url)}"' in text
