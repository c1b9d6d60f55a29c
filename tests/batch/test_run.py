"""A batch at work: order, politeness, failures, going on."""

from __future__ import annotations

import dataclasses
import itertools
import time
from collections.abc import Iterable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from batch.batches import Told, Web, batch, dates, opened, posts, sources
from crosspost.batch.converters import Gone
from crosspost.batch.journal import results
from crosspost.batch.network import Network
from crosspost.batch.options import RetryOptions
from crosspost.batch.worker import Draft, Job
from crosspost.config import Config
from crosspost.errors import CrosspostError, FetchError, WriteError
from crosspost.images.copy import PICTURE_GONE, copy_pictures
from crosspost.model import Picture
from crosspost.publish.write import write_new
from pictures import JPEG, PNG, digest, save_page

A, B, C, D = (f"http://{host}.example.org/page" for host in "abcd")


def unreachable(url: str) -> FetchError:
    return FetchError(url, "connection refused", retry=True, unreachable=True)


def reasons(root: Path, run: int) -> dict[str, str]:
    with opened(root) as db:
        return {record.url: record.reason for record in results.records(db, run)}


def test_every_link_becomes_a_post(tmp_path: Path) -> None:
    summary = batch(tmp_path, Web({A: "One", B: "Two"}), [A, B])
    assert summary.is_well and summary.counts == {"done": 2}
    assert list(posts(tmp_path)) == ["2024-05-01-one.md", "2024-05-01-two.md"]


def test_a_name_is_given_by_the_order_of_the_list_not_of_the_downloads(tmp_path: Path) -> None:
    web = Web({A: "Same", B: "Same", C: "Same"}, slow={A: 0.2, B: 0.1})
    batch(tmp_path, web, [A, B, C])
    assert sources(tmp_path) == {
        "2024-05-01-same.md": "a.example.org/page",
        "2024-05-01-same-2.md": "b.example.org/page",
        "2024-05-01-same-3.md": "c.example.org/page",
    }


def test_an_article_by_two_addresses_is_one_post_the_first_of_the_list(tmp_path: Path) -> None:
    web = Web({A: f"One | {C}", B: f"One again | {C}"}, slow={A: 0.1})
    summary = batch(tmp_path, web, [A, B])
    assert summary.counts == {"done": 1, "exists": 1}
    assert list(posts(tmp_path)) == ["2024-05-01-one.md"]


def test_the_same_address_in_other_spellings_is_fetched_once(tmp_path: Path) -> None:
    web = Web({A: "One"})
    spellings = [A, f"{A}#part", f"{A}?utm_source=x", A.replace("http:", "https:")]
    summary = batch(tmp_path, web, spellings)
    assert summary.tally.links == 1 and summary.tally.duplicates == 3
    assert web.asked() == [A]


def test_a_second_run_fetches_nothing(tmp_path: Path) -> None:
    batch(tmp_path, Web({A: "One", B: "Two"}), [A, B])
    web = Web({})
    summary = batch(tmp_path, web, [A, B])
    assert summary.is_well and summary.counts == {"done": 2}
    assert web.requests == []


def test_a_link_that_was_added_to_the_list_is_all_that_is_fetched(tmp_path: Path) -> None:
    batch(tmp_path, Web({A: "One", B: "Two"}), [A, B])
    web = Web({C: "Three"})
    assert batch(tmp_path, web, [C, A, B]).counts == {"done": 3}
    assert web.asked() == [C]


def test_a_post_that_names_the_article_already_is_left_alone_and_nothing_fetched(
    tmp_path: Path,
) -> None:
    (tmp_path / "_posts").mkdir()
    mine = tmp_path / "_posts" / "2020-01-01-by-hand.md"
    mine.write_text(f"---\ntitle: By hand\nsource: {A}\n---\nText\n")
    web = Web({A: "One"})
    summary = batch(tmp_path, web, [A])
    assert summary.is_well and summary.counts == {"exists": 1}
    assert web.requests == [] and "By hand" in mine.read_text()


def own_post(root: Path) -> Path:
    (root / "_posts").mkdir()
    path = root / "_posts" / "2024-05-01-one.md"
    path.write_text("---\ntitle: One\n---\nMy own words\n")
    return path


def test_a_post_of_the_owner_s_own_keeps_its_name_and_the_link_fails(tmp_path: Path) -> None:
    own = own_post(tmp_path)
    summary = batch(tmp_path, Web({A: "One"}), [A])
    assert summary.counts == {"failed": 1} and not summary.is_well
    assert reasons(tmp_path, summary.run) == {
        A: "_posts/2024-05-01-one.md exists, and names no article that it was made from"
    }
    assert "My own words" in own.read_text() and len(posts(tmp_path)) == 1


def test_force_replaces_a_post_of_the_owner_s_own_by_one_article_only(tmp_path: Path) -> None:
    own_post(tmp_path)
    summary = batch(tmp_path, Web({A: "One", B: "One"}), [A, B], retry=RetryOptions(done=True))
    assert summary.counts == {"done": 2}
    assert sources(tmp_path) == {
        "2024-05-01-one.md": "a.example.org/page",
        "2024-05-01-one-2.md": "b.example.org/page",
    }


def test_force_replaces_the_post_in_its_place(tmp_path: Path) -> None:
    batch(tmp_path, Web({A: "One"}), [A])
    web = Web({A: f"New title | {A}"})
    summary = batch(tmp_path, web, [A], retry=RetryOptions(done=True))
    assert summary.counts == {"done": 1}
    assert 'title: "New title"' in posts(tmp_path)["2024-05-01-one.md"]
    assert len(posts(tmp_path)) == 1


def test_a_dry_run_with_force_says_what_would_change(tmp_path: Path) -> None:
    batch(tmp_path, Web({A: "One"}), [A])
    told, before = Told(), posts(tmp_path)
    retry = RetryOptions(done=True)
    batch(tmp_path, Web({A: f"New title | {A}"}), [A], retry=retry, told=told, dry_run=True)
    assert [(one.path, one.reason) for one in told.settled] == [
        ("_posts/2024-05-01-one.md", "would be replaced, 2 lines changed")
    ]
    assert posts(tmp_path) == before


def test_one_bad_link_does_not_stop_the_rest(tmp_path: Path) -> None:
    told = Told()
    web = Web({A: "nothing", B: KeyError("a bug"), C: "Three"})
    summary = batch(tmp_path, web, ["what?", A, B, D, C], told=told)
    assert summary.counts == {"done": 1, "failed": 3} and not summary.is_well
    assert told.bad == [("-", 1, "not an http(s) URL: 'what?'")]
    assert reasons(tmp_path, summary.run) == {
        A: "no article: 1 word and no picture",
        B: "a bug of crosspost: KeyError: 'a bug'",
        C: "",
        D: "404 not found",
    }


def test_what_failed_for_good_is_only_tried_again_when_asked_for(tmp_path: Path) -> None:
    batch(tmp_path, Web({}), [A])
    web = Web({A: "One"})
    assert batch(tmp_path, web, [A]).counts == {"failed": 1} and web.requests == []
    assert batch(tmp_path, web, [A], retry=RetryOptions(failed=True)).counts == {"done": 1}


def test_force_takes_up_what_failed_as_well(tmp_path: Path) -> None:
    batch(tmp_path, Web({B: "Two"}), [A, B])
    web = Web({A: "One", B: "Two"})
    assert batch(tmp_path, web, [A, B], retry=RetryOptions(done=True)).counts == {"done": 2}


def test_what_failed_for_the_moment_is_tried_again_by_the_next_run(tmp_path: Path) -> None:
    busy = FetchError(A, "503 busy, 3 tries", retry=True, status=503)
    batch(tmp_path, Web({A: busy}), [A])
    assert batch(tmp_path, Web({A: "One"}), [A]).counts == {"done": 1}


def test_a_host_that_asks_to_come_back_tomorrow_is_left_alone_until_then(tmp_path: Path) -> None:
    later = FetchError(A, "deferred: 1 day (429)", retry=True, status=429, retry_after=86400)
    second = A.replace("page", "second")
    web = Web({A: later, second: "Two", B: "Three"})
    summary = batch(tmp_path, web, [A, second, B])
    assert summary.counts == {"done": 1, "failed": 2}
    assert sorted(web.asked()) == [A, B]
    web = Web({A: "One", second: "Two"})
    assert batch(tmp_path, web, [A, second, B]).counts["failed"] == 2 and web.requests == []


def test_a_post_that_was_deleted_stays_away_unless_asked_for(tmp_path: Path) -> None:
    batch(tmp_path, Web({A: "One"}), [A])
    (tmp_path / "_posts" / "2024-05-01-one.md").unlink()
    assert batch(tmp_path, Web({A: "One"}), [A]).counts == {"done": 1}
    assert posts(tmp_path) == {}
    batch(tmp_path, Web({A: "One"}), [A], retry=RetryOptions(deleted=True))
    assert list(posts(tmp_path)) == ["2024-05-01-one.md"]


def test_one_request_at_a_time_to_a_host_with_a_pause(tmp_path: Path) -> None:
    links = [f"{A}/{n}" for n in range(4)] + [f"{B}/{n}" for n in range(2)]
    web = Web({link: link[-1] for link in links}, slow=dict.fromkeys(links, 0.02))
    batch(tmp_path, web, links, delay=0.1)
    times = [(begin, end) for url, begin, end in web.requests if url.startswith(A)]
    assert all(b[0] - a[1] >= 0.1 for a, b in itertools.pairwise(times))
    # The other host did not wait for this one.
    assert web.asked().index(f"{B}/0") < web.asked().index(f"{A}/2")


def test_robots_txt_is_asked_for_once_and_honoured(tmp_path: Path) -> None:
    rules = "User-agent: *\nDisallow: /private\nCrawl-delay: 0.15\n"
    web = Web({A: "One", f"{A}/2": "Two"}, robots={"http://a.example.org/robots.txt": rules})
    forbidden = "http://a.example.org/private/x"
    summary = batch(tmp_path, web, [A, forbidden, f"{A}/2"], polite=True)
    assert reasons(tmp_path, summary.run)[forbidden] == "robots.txt forbids it"
    assert [url for url, _, _ in web.requests].count("http://a.example.org/robots.txt") == 1
    (_, _, first), (_, second, _) = web.requests[-2:]
    assert second - first >= 0.15


def test_a_site_whose_robots_txt_has_a_fault_is_left_for_a_later_run(tmp_path: Path) -> None:
    fault = FetchError("x", "500 server error", status=500, retry=True)
    web = Web({A: "One"}, robots={"http://a.example.org/robots.txt": fault})
    assert batch(tmp_path, web, [A], polite=True).counts == {"failed": 1}
    web = Web({A: "One"})
    assert batch(tmp_path, web, [A], polite=True).counts == {"done": 1}


def test_a_host_that_does_not_answer_is_not_tried_for_ever(tmp_path: Path) -> None:
    links = [f"{A}/{n}" for n in range(9)]
    web = Web({link: unreachable(link) for link in links} | {B: "One"})
    summary = batch(tmp_path, web, [*links, B])
    assert summary.counts == {"done": 1, "failed": 9}
    assert len(web.asked()) == 4


def test_a_lost_network_ends_the_batch_and_fails_nothing(tmp_path: Path) -> None:
    hosts = [f"http://h{n}.example.org/" for n in range(40)]
    pages = {host: f"Title {n % 3}" for n, host in enumerate(hosts)}
    lost = pages | {host: unreachable(host) for host in hosts[10:]}
    silent = {f"{host}robots.txt": unreachable(host) for host in hosts}
    # One request at a time: a host that answered after the first loss would be right to blame it.
    first = batch(tmp_path, Web(lost, robots=silent), hosts, network=Network(1))
    assert first.ending == "offline" and first.counts == {"done": 10, "todo": 30}
    second = batch(tmp_path, Web(dict(pages)), hosts)
    assert second.is_well and second.counts == {"done": 40}
    undisturbed = tmp_path / "undisturbed"
    undisturbed.mkdir()
    batch(undisturbed, Web(dict(pages)), hosts)
    assert posts(tmp_path) == posts(undisturbed)


def test_dead_hosts_are_no_lost_network_while_one_that_answered_still_does(tmp_path: Path) -> None:
    dead = [f"http://dead{n}.example.org/" for n in range(30)]
    summary = batch(tmp_path, Web({A: "One"} | {url: unreachable(url) for url in dead}), [A, *dead])
    assert not summary.ending and summary.counts == {"done": 1, "failed": 30}


def test_a_network_that_never_was_there_is_not_tried_for_ever(tmp_path: Path) -> None:
    dead = [f"http://dead{n}.example.org/" for n in range(800)]
    web = Web({url: unreachable(url) for url in dead})
    summary = batch(tmp_path, web, dead)
    assert summary.ending == "offline" and summary.counts == {"todo": 800}
    assert len(web.requests) < 600


def test_processes_that_have_ended_end_the_batch_and_fail_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convert(packed: bytes, job: Job) -> Draft:
        raise BrokenProcessPool("All workers expired")  # as the pool says it of pages that it had

    with monkeypatch.context() as patch, pytest.raises(CrosspostError, match="were ended"):
        patch.setattr("crosspost.batch.worker.convert", convert)
        batch(tmp_path, Web({A: "One", B: "Two"}), [A, B])
    assert batch(tmp_path, Web({A: "One", B: "Two"}), [A, B]).counts == {"done": 2}


def test_converters_that_are_gone_end_the_batch_and_fail_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convert(packed: bytes, job: Job) -> Draft:
        raise Gone

    with monkeypatch.context() as patch:
        patch.setattr("crosspost.batch.worker.convert", convert)
        first = batch(tmp_path, Web({A: "One"}), [A])
    assert first.ending == "gone" and first.counts == {"todo": 1}
    assert batch(tmp_path, Web({A: "One"}), [A]).counts == {"done": 1}


def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(tmp_path: Path) -> None:
    links = [f"http://h{n}.example.org/" for n in range(30)]
    pages = {link: f"Title {n % 4}" for n, link in enumerate(links)}
    network = Network(2)
    web = Web(pages)
    web.on_request = lambda url: network.stop() if url == links[12] else None
    first = batch(tmp_path, web, links, network=network)
    assert first.ending == "interrupted" and first.counts["todo"] > 10
    assert batch(tmp_path, Web(pages), links).counts == {"done": 30}
    undisturbed = tmp_path / "undisturbed"
    undisturbed.mkdir()
    batch(undisturbed, Web(pages), links)
    assert posts(tmp_path) == posts(undisturbed)


def test_a_download_that_hangs_does_not_hold_up_ctrl_c(tmp_path: Path) -> None:
    network = Network(2)
    web = Web({A: "One", B: "Two"}, slow={A: 5.0})
    web.on_request = lambda url: network.stop() if url == B else None
    began = time.monotonic()
    assert batch(tmp_path, web, [A, B], network=network).ending == "interrupted"
    assert time.monotonic() - began < 4


def test_the_time_of_import_is_that_of_the_first_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = Network(1)
    web = Web({A: "One", B: "Two"}, published="")
    web.on_request = lambda url: network.stop() if url == B else None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert batch(tmp_path, web, [A, B], network=network).ending == "interrupted"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    batch(tmp_path, Web({A: "One", B: "Two"}, published=""), [A, B])
    assert dates(tmp_path) == ["2023-11-14"] * 2


def test_a_list_that_came_to_its_end_has_a_new_time_of_import_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    batch(tmp_path, Web({A: "One"}, published=""), [A])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    batch(tmp_path, Web({B: "Two"}, published=""), [A, B])
    assert dates(tmp_path) == ["2023-11-14", "2027-01-15"]


def test_a_full_disk_ends_the_batch_with_its_reason_and_the_next_run_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = [f"http://h{n}.example.org/" for n in range(20)]
    pages = {link: f"Title {n % 4}" for n, link in enumerate(links)}
    room = iter(range(7))

    def write_until_full(files: Iterable[tuple[Path, str]]) -> list[Path]:
        for file in files:
            if next(room, None) is None:
                raise WriteError(file[0], "the disk is full")
            write_new([file])
        return []

    with monkeypatch.context() as patch, pytest.raises(WriteError, match="the disk is full"):
        patch.setattr("crosspost.batch.place.write_new", write_until_full)
        batch(tmp_path, Web(pages), links)
    assert len(posts(tmp_path)) == 7
    assert batch(tmp_path, Web(pages), links).counts == {"done": 20}
    undisturbed = tmp_path / "undisturbed"
    undisturbed.mkdir()
    batch(undisturbed, Web(pages), links)
    assert posts(tmp_path) == posts(undisturbed)


COPY = "crosspost.batch.place.copy_pictures"


def saved_page(root: Path, name: str, image: bytes = PNG) -> Path:
    return save_page(
        root.parent / "saved", name, f'<img src="{name}_files/x.png">', {"x.png": image}
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def test_images_are_there_before_the_post_that_shows_them(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy(pictures: Iterable[Picture], folder: Path, write: Any) -> set[str]:
        assert not posts(site)
        return copy_pictures(pictures, folder, write)

    one = saved_page(site, "One")
    monkeypatch.setattr(COPY, copy)
    assert batch(site, Web({B: "Two"}), [str(one), B]).pictures == 1
    assert [path.name for path in site.glob("assets/*/*")] == [f"x-{digest(PNG)}.png"]


def test_images_that_a_full_disk_has_no_room_for_are_copied_by_the_next_run(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(pictures: Iterable[Picture], folder: Path, write: Any) -> set[str]:
        raise WriteError(site, "the disk is full")

    one = saved_page(site, "One")
    with monkeypatch.context() as patch, pytest.raises(WriteError):
        patch.setattr(COPY, full)
        batch(site, Web({}), [str(one)])
    assert not posts(site)
    one.write_text("")  # it was converted already
    assert batch(site, Web({}), [str(one)]).written == 1
    assert len(list(site.glob("assets/*/*"))) == 1


def test_an_image_that_is_gone_is_a_warning_of_the_post(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = saved_page(site, "One"), saved_page(site, "Two", JPEG)

    def copy(pictures: Iterable[Picture], folder: Path, write: Any) -> set[str]:
        (one.parent / "One_files" / "x.png").unlink()
        return copy_pictures(pictures, folder, write)

    monkeypatch.setattr(COPY, copy)
    summary = batch(site, Web({}), [str(one), str(two)])
    with opened(site) as db:
        warnings = [record.warnings for record in results.records(db, summary.run)]
    assert warnings == [(PICTURE_GONE,), ()]


def test_it_ends_after_so_many_failures(tmp_path: Path) -> None:
    links = [f"{A}/{n}" for n in range(20)]
    summary = batch(tmp_path, Web({}), links, most_failures=3)
    assert summary.ending == "failures" and summary.counts["failed"] == 3


def test_a_limit_does_the_first_of_the_list_and_leaves_the_rest(tmp_path: Path) -> None:
    links = [f"http://h{n}.example.org/" for n in range(5)]
    pages = {link: f"Title {n}" for n, link in enumerate(links)}
    web = Web(pages)
    assert batch(tmp_path, web, links, limit=2).counts == {"done": 2}
    assert sorted(web.asked()) == links[:2]
    web = Web(pages)
    assert batch(tmp_path, web, links, limit=2).counts == {"done": 4}
    assert sorted(web.asked()) == links[2:4]


def test_a_dry_run_leaves_no_trace(tmp_path: Path) -> None:
    summary = batch(tmp_path, Web({A: "One"}), [A], dry_run=True)
    assert summary.counts == {"done": 1}
    assert list(tmp_path.iterdir()) == []


def test_other_settings_make_the_texts_anew_that_wait_for_their_turn(tmp_path: Path) -> None:
    # B is converted and waits for A, which hangs until the batch is stopped.
    network = Network(2)
    web = Web({A: "One", B: "Two", C: "Three"}, slow={A: 3.0, C: 0.3})
    web.on_request = lambda url: None
    told = Told()
    watch = told.watch

    def stop_when_waiting(news: object, progress: object) -> None:
        watch(news, progress)  # type: ignore[arg-type]
        if progress.waiting:  # type: ignore[attr-defined]
            network.stop()

    told.watch = stop_when_waiting  # type: ignore[method-assign]
    first = batch(tmp_path, web, [A, B], network=network, told=told)
    assert first.ending == "interrupted" and first.counts["staged"] == 1
    again = Web({A: "One", B: "Two, made anew"})
    batch(tmp_path, again, [A, B], config=Config(title_suffix="!"))
    assert "2024-05-01-two-made-anew.md" in posts(tmp_path)


def test_a_folder_that_cannot_be_written_to_is_said_before_the_first_fetch(tmp_path: Path) -> None:
    (tmp_path / "_posts").write_text("a file")
    web = Web({A: "One"})
    with pytest.raises(WriteError):
        batch(tmp_path, web, [A])
    assert not web.requests


def test_two_batches_at_once_in_a_site_are_refused(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(CrosspostError, match="another crosspost batch"):
        batch(tmp_path, Web({A: "One"}), [A])


def test_a_damaged_journal_is_put_aside_and_no_post_doubled(tmp_path: Path) -> None:
    batch(tmp_path, Web({A: "Same", B: "Same"}), [A, B])
    before = posts(tmp_path)
    journal = tmp_path / ".crosspost" / "journal.sqlite"
    journal.write_bytes(b"garbage" * 1000)
    told = Told()
    web = Web({A: "Same", B: "Same"})
    summary = batch(tmp_path, web, [A, B], told=told)
    assert summary.counts == {"exists": 2} and web.requests == []
    assert posts(tmp_path) == before
    assert "the journal was damaged" in told.notes[0]


def test_a_clock_that_is_set_back_does_not_hold_up_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = Web({A: "One", f"{A}/2": "Two"})
    web.on_request = lambda url: monkeypatch.setattr(time, "time", lambda: 1.0)
    assert batch(tmp_path, web, [A, f"{A}/2"]).counts == {"done": 2}


def test_progress_counts_what_is_settled(tmp_path: Path) -> None:
    told = Told()
    batch(tmp_path, Web({A: "One", B: "nothing"}), [A, B, C], told=told)
    assert dataclasses.asdict(told.progress) == {
        "total": 3, "done": 1, "exists": 0, "failed": 2, "waiting": 0, "hosts": set(),
        "pictures": 0, "files": 0, "updated": 0, "unchanged": 0, "conflict": 0,
    }  # fmt: skip
    assert {one.url: one.state for one in told.settled} == {A: "done", B: "failed", C: "failed"}
