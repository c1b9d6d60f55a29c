"""Pages that wait for their pictures, which they share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from crosspost.batch import albums as module
from crosspost.batch.albums import Albums, Wanted
from crosspost.batch.journal.queue import Task
from crosspost.images.fetched import MOST, TOO_MANY
from crosspost.model import Page, Picture, WebPicture

NOW = datetime(2024, 5, 1, tzinfo=UTC)
HERE = "https://news.example.org"


def task(number: int = 1, **more: Any) -> Task:
    values = {"kind": "web", "trust": "own"} | more
    url = f"{HERE}/{number}"
    return Task(
        id=number, position=number, url=url, host="news.example.org", place="", overrides={},
        draft=False, imported_at=NOW, tries=0, **values,
    )  # fmt: skip


def page(size: int = 9) -> Page:
    return Page(HERE, f"{HERE}/final", b"x" * size, None, NOW)


def wanted(*urls: str) -> tuple[WebPicture, ...]:
    return tuple(WebPicture(url, "") for url in urls)


def made(known: dict[str, Picture] | None = None) -> Albums:
    return Albums(
        lambda picture, trust: f"{trust} {picture.url}".encode(),
        lambda key, url: (known or {}).get(url),
    )


def fetch(albums: Albums, host: str) -> Wanted:
    found = albums.next(host)
    assert found
    albums.take(found)
    return found


A, B, C = f"{HERE}/a.png", "https://img.example.org:8443/b.png", f"{HERE}/c.png"


def test_a_page_is_complete_when_the_last_picture_has_come_or_failed() -> None:
    albums = made()
    assert albums.begin(task(), page(), wanted(A, B)) == {
        "news.example.org", "img.example.org:8443",
    }  # fmt: skip
    first = fetch(albums, "news.example.org")
    assert (first.url, first.page_url, first.trust) == (A, f"{HERE}/final", "own")
    assert albums.next("news.example.org") is None and albums.complete() == []
    albums.came(first, Picture("/a", "a-01.png", url=A))
    assert albums.complete() == []
    albums.fail(fetch(albums, "img.example.org:8443"), "404 not found")
    (album,) = albums.complete()
    assert album.fetched().copied == {A: Picture("/a", "a-01.png", url=A)}
    assert album.fetched().failed == ((B, "404 not found"),)
    assert albums.complete() == []


def test_a_picture_of_several_pages_is_fetched_once() -> None:
    albums = made()
    albums.begin(task(1), page(), wanted(A))
    albums.begin(task(2), page(), wanted(A))
    found = fetch(albums, "news.example.org")
    assert albums.next("news.example.org") is None
    albums.begin(task(3), page(), wanted(A))  # while it is being fetched
    assert albums.next("news.example.org") is None
    albums.came(found, Picture("/a", "a-01.png", url=A))
    assert [album.task.id for album in albums.complete()] == [1, 2, 3]


def test_one_that_was_fetched_for_the_user_is_not_shown_by_the_page_of_another() -> None:
    albums = made()
    albums.begin(task(1), page(), wanted(A))
    albums.begin(task(2, trust="remote"), page(), wanted(A))
    albums.begin(task(3, kind="file"), page(), wanted(A))  # it says itself what its URL is
    assert [fetch(albums, "news.example.org").trust for _ in range(2)] == ["own", "remote"]
    assert albums.next("news.example.org") is None


def test_what_an_earlier_run_has_fetched_is_not_fetched() -> None:
    albums = made({A: Picture("/a", "a-01.png", url=A)})
    assert albums.begin(task(), page(), wanted(A)) == set()
    assert [album.fetched().failed for album in albums.complete()] == [()]


def test_the_pictures_after_the_hundredth_are_not_fetched() -> None:
    albums = made()
    urls = [f"{HERE}/{n}.png" for n in range(MOST + 1)]
    albums.begin(task(), page(), wanted(*urls))
    albums.fail_host("news.example.org", "x")
    (album,) = albums.complete()
    assert [reason for _, reason in album.fetched().failed] == ["x"] * MOST + [TOO_MANY]


def test_a_host_that_fails_takes_its_waiting_pictures_along() -> None:
    albums = made()
    albums.begin(task(), page(), wanted(A, C))
    running = fetch(albums, "news.example.org")
    albums.fail_host("news.example.org", "no answer")
    assert albums.complete() == []
    albums.came(running, Picture("/a", "a-01.png", url=A))
    assert albums.complete()[0].fetched().failed == ((C, "no answer"),)


def test_before_another_host_answers_this_machine_may_be_offline() -> None:
    albums = made()
    albums.begin(task(), page(), wanted(A))
    albums.fail(fetch(albums, "news.example.org"), "no connection", is_unreachable=True)
    assert albums.complete() == []
    assert albums.trust_failures() and not albums.trust_failures()
    assert len(albums.complete()) == 1


def test_only_so_many_pages_wait(monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "_MOST_BYTES", 100)
    albums = made()
    albums.begin(task(1), page(60), wanted(A))
    assert not albums.is_full
    albums.begin(task(2), page(60), wanted(C))
    assert albums.is_full
    albums.fail(fetch(albums, "news.example.org"), "no connection", is_unreachable=True)
    assert not albums.is_full  # else the batch would wait for itself
    monkeypatch.setattr(module, "_MOST_PAGES", 1)
    assert albums.is_full
