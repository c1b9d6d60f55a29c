"""The originals of one host: how often it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crosspost.batch.converters import converters
from crosspost.batch.network import Network
from crosspost.batch.worker import Draft, Job
from crosspost.check.result import Item, Result
from crosspost.check.run import Check
from crosspost.check.store import Store
from crosspost.errors import FetchError
from crosspost.fetch import Fetcher
from crosspost.model import Page
from crosspost.targets import target_of
from crosspost.urls import Trust


class Dead(Fetcher):
    """A network in which one host answers, and another one does not."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, url: str, *, trust: Trust = "own", **_: object) -> Page:
        self.asked.append(url)
        if "dead" in url:
            raise FetchError(url, "host not found", retry=True, unreachable=True)
        raise FetchError(url, "404 not found", status=404)


def convert(job: Job) -> Draft:
    raise AssertionError


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "checks.sqlite")
    yield made
    made.close()


def test_a_host_that_does_not_answer_is_not_asked_for_every_post(
    tmp_path: Path, store: Store
) -> None:
    web, shown = Dead(), list[Result]()
    urls = [f"http://dead.example/{number}" for number in range(6)] + ["http://here.example/"]
    items = [Item(tmp_path / f"{n}.md", f"{n}.md", url, False) for n, url in enumerate(urls)]
    with converters(convert, 0) as made_by:
        check = Check(
            *(target_of(tmp_path), store, web, None, made_by, Network(4)),
            delay=0,
            polite=False,
            fix=False,
            show=shown.append,
        )
        assert check.work(items)
    assert sorted(web.asked) == ["http://dead.example/0", "http://dead.example/1", urls[-1]]
    assert [result.state for result in shown] == ["gone"] * 7
    assert {result.reason for result in shown} == {"host not found", "404 not found"}
