"""A batch at work: order, politeness, failures, going on."""

from __future__ import annotations

import dataclasses
import itertools
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from batch.roads import Told, Web, batch, opened, posts
from crosspost.batch.converters import Gone
from crosspost.batch.draft import Draft, Job
from crosspost.batch.journal import results
from crosspost.batch.journal.queue import Again
from crosspost.batch.network import Network
from crosspost.batch.options import Plan
from crosspost.errors import CrosspostError, FetchError, WriteError
from crosspost.fetch.companions import PICTURE_GONE
from crosspost.model import Picture

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
    found = {name: text.splitlines()[2] for name, text in posts(tmp_path).items()}
    assert found == {
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
    assert summary.tally.links == 1 and summary.tally.twice == 3
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
    mine.write_text("By hand\n2020\na.example.org/page\n")
    web = Web({A: "One"})
    summary = batch(tmp_path, web, [A])
    assert summary.is_well and summary.counts == {"exists": 1}
    assert web.requests == [] and mine.read_text().startswith("By hand")


def test_a_post_of_the_owners_own_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "2024-05-01-one.md").write_text("Own\n\n")
    summary = batch(tmp_path, Web({A: "One"}), [A])
    assert summary.counts == {"exists": 1}
    assert posts(tmp_path) == {"2024-05-01-one.md": "Own\n\n"}


def test_force_replaces_the_post_in_its_place(tmp_path: Path) -> None:
    batch(tmp_path, Web({A: "One"}), [A])
    summary = batch(tmp_path, Web({A: f"New title | {A}"}), [A], again=Again(done=True))
    assert summary.counts == {"done": 1}
    assert posts(tmp_path)["2024-05-01-one.md"].startswith("New title")
    assert len(posts(tmp_path)) == 1


def test_one_bad_link_does_not_stop_the_rest(tmp_path: Path) -> None:
    told = Told()
    web = Web({A: "nothing", B: "fault", C: "Three"})
    summary = batch(tmp_path, web, ["what?", A, B, D, C], told=told)
    assert summary.counts == {"done": 1, "failed": 3} and not summary.is_well
    assert told.bad == [("-", 1, "not an http(s) address: 'what?'")]
    assert reasons(tmp_path, summary.run) == {
        A: "there is no article in this page",
        B: "a fault of crosspost: KeyError: 'a bug'",
        C: "",
        D: "404 not found",
    }


def test_what_failed_for_good_is_only_tried_again_when_asked_for(tmp_path: Path) -> None:
    batch(tmp_path, Web({}), [A])
    web = Web({A: "One"})
    assert batch(tmp_path, web, [A]).counts == {"failed": 1} and web.requests == []
    assert batch(tmp_path, web, [A], again=Again(failed=True)).counts == {"done": 1}


def test_force_takes_up_what_failed_as_well(tmp_path: Path) -> None:
    batch(tmp_path, Web({B: "Two"}), [A, B])
    web = Web({A: "One", B: "Two"})
    assert batch(tmp_path, web, [A, B], again=Again(done=True)).counts == {"done": 2}


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
    batch(tmp_path, Web({A: "One"}), [A], again=Again(deleted=True))
    assert list(posts(tmp_path)) == ["2024-05-01-one.md"]


def test_one_request_at_a_time_to_a_host_with_a_pause(tmp_path: Path) -> None:
    links = [f"{A}/{n}" for n in range(4)] + [f"{B}/{n}" for n in range(2)]
    web = Web({link: link[-1] for link in links}, slow=dict.fromkeys(links, 0.02))
    batch(tmp_path, web, links, plan=Plan(delay=0.1, polite=False, workers=0))
    times = [(begin, end) for url, begin, end in web.requests if url.startswith(A)]
    assert all(b[0] - a[1] >= 0.1 for a, b in itertools.pairwise(times))
    # The other host did not wait for this one.
    assert web.asked().index(f"{B}/0") < web.asked().index(f"{A}/2")


def test_robots_txt_is_asked_for_once_and_honoured(tmp_path: Path) -> None:
    rules = "User-agent: *\nDisallow: /private\nCrawl-delay: 0.15\n"
    web = Web({A: "One", f"{A}/2": "Two"}, robots={"http://a.example.org/robots.txt": rules})
    forbidden = "http://a.example.org/private/x"
    plan = Plan(delay=0, workers=0)
    summary = batch(tmp_path, web, [A, forbidden, f"{A}/2"], plan=plan)
    assert reasons(tmp_path, summary.run)[forbidden] == "robots.txt forbids it"
    assert [url for url, _, _ in web.requests].count("http://a.example.org/robots.txt") == 1
    (_, _, first), (_, second, _) = web.requests[-2:]
    assert second - first >= 0.15


def test_a_site_whose_robots_txt_has_a_fault_is_left_for_a_later_run(tmp_path: Path) -> None:
    fault = FetchError("x", "500 server error", status=500, retry=True)
    web = Web({A: "One"}, robots={"http://a.example.org/robots.txt": fault})
    assert batch(tmp_path, web, [A], plan=Plan(0, workers=0)).counts == {"failed": 1}
    web = Web({A: "One"})
    assert batch(tmp_path, web, [A], plan=Plan(0, workers=0)).counts == {"done": 1}


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


def test_converters_that_are_gone_end_the_batch_and_fail_nothing(tmp_path: Path) -> None:
    def convert(job: Job) -> Draft:
        raise Gone

    first = batch(tmp_path, Web({A: "One"}), [A], changes={"convert": convert})
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


def test_the_moment_of_import_is_that_of_the_first_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = Network(1)
    web = Web({A: "One", B: "Two"})
    web.on_request = lambda url: network.stop() if url == B else None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert batch(tmp_path, web, [A, B], network=network).ending == "interrupted"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    batch(tmp_path, Web({A: "One", B: "Two"}), [A, B])
    assert [text.splitlines()[1] for text in posts(tmp_path).values()] == ["2023-11-14"] * 2


def test_a_list_that_came_to_its_end_has_a_new_moment_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    batch(tmp_path, Web({A: "One"}), [A])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    batch(tmp_path, Web({B: "Two"}), [A, B])
    days = [text.splitlines()[1] for text in posts(tmp_path).values()]
    assert days == ["2023-11-14", "2027-01-15"]


def test_a_full_disk_ends_the_batch_with_its_reason_and_the_next_run_finishes(
    tmp_path: Path,
) -> None:
    links = [f"http://h{n}.example.org/" for n in range(20)]
    pages = {link: f"Title {n % 4}" for n, link in enumerate(links)}
    room = iter(range(7))

    def write_until_full(files: object) -> list[Path]:
        from batch.roads import write_new

        for file in files:  # type: ignore[attr-defined]
            if next(room, None) is None:
                raise WriteError(file[0], "the disk is full")
            write_new([file])
        return []

    with pytest.raises(WriteError, match="the disk is full"):
        batch(tmp_path, Web(pages), links, changes={"write_new": write_until_full})
    assert len(posts(tmp_path)) == 7
    assert batch(tmp_path, Web(pages), links).counts == {"done": 20}
    undisturbed = tmp_path / "undisturbed"
    undisturbed.mkdir()
    batch(undisturbed, Web(pages), links)
    assert posts(tmp_path) == posts(undisturbed)


def test_pictures_are_there_before_the_post_that_shows_them(tmp_path: Path) -> None:
    copied: list[str] = []

    def copy(pictures: Iterable[Picture]) -> set[str]:
        copied.extend(picture.name for picture in pictures)
        assert not posts(tmp_path)
        return set()

    web = Web({A: "A picture", B: "Two", C: f"Another picture | {A}"})
    assert batch(tmp_path, web, [A, B, C], changes={"copy": copy}).pictures == 1
    assert copied == ["a-picture.png"]  # C is the article of A


def test_pictures_that_a_full_disk_has_no_room_for_are_copied_by_the_next_run(
    tmp_path: Path,
) -> None:
    def full(pictures: Iterable[Picture]) -> set[str]:
        raise WriteError(tmp_path, "the disk is full")

    web = Web({A: "A picture"})
    with pytest.raises(WriteError):
        batch(tmp_path, web, [A], changes={"copy": full})
    assert not posts(tmp_path)
    copied: list[Picture] = []
    keep = {"copy": lambda pictures: copied.extend(pictures) or set()}
    assert batch(tmp_path, web, [A], changes=keep).written == 1 and len(web.asked()) == 1
    assert copied == [Picture("/a-picture", "a-picture.png")]


def test_a_picture_that_is_gone_is_told_with_the_post(tmp_path: Path) -> None:
    web = Web({A: "A picture", B: "Other picture"})
    summary = batch(tmp_path, web, [A, B], changes={"copy": lambda pictures: {"a-picture.png"}})
    with opened(tmp_path) as db:
        warnings = {r.url: r.warnings for r in results.records(db, summary.run)}
    assert warnings == {A: (PICTURE_GONE,), B: ()}


def test_it_ends_after_so_many_failures(tmp_path: Path) -> None:
    links = [f"{A}/{n}" for n in range(20)]
    summary = batch(
        tmp_path, Web({}), links, plan=Plan(0, polite=False, workers=0, most_failures=3)
    )
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
    summary = batch(
        tmp_path, Web({A: "One"}), [A], dry_run=True, changes={"write_new": lambda files: []}
    )
    assert summary.counts == {"done": 1}
    assert list(tmp_path.iterdir()) == []


def test_other_settings_make_the_texts_anew_that_wait_for_their_turn(tmp_path: Path) -> None:
    # B is converted and waits for A, which hangs until the batch is stopped.
    network = Network(2)
    web = Web({A: "One", B: "Two", C: "Three"}, slow={A: 3.0, C: 0.3})
    web.on_request = lambda url: None
    plan = Plan(0, polite=False, workers=0)
    told = Told()
    watch = told.watch

    def stop_when_waiting(news: object, progress: object) -> None:
        watch(news, progress)  # type: ignore[arg-type]
        if progress.waiting:  # type: ignore[attr-defined]
            network.stop()

    told.watch = stop_when_waiting  # type: ignore[method-assign]
    first = batch(tmp_path, web, [A, B], network=network, plan=plan, told=told)
    assert first.ending == "interrupted" and first.counts["staged"] == 1
    again = Web({A: "One", B: "Two, made anew"})
    batch(tmp_path, again, [A, B], changes={"settings": "others"})
    assert "2024-05-01-two-made-anew.md" in posts(tmp_path)


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
        "pictures": 0,
    }  # fmt: skip
    assert {one.url: one.state for one in told.settled} == {A: "done", B: "failed", C: "failed"}
