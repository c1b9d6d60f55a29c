"""Updates of a batch: where an interrupted one goes on, and what is the owner's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from batch.batches import Told, Web, batch, posts
from crosspost.batch.network import Network
from crosspost.batch.options import RetryOptions
from crosspost.batch.progress import Progress, Settled
from crosspost.errors import WriteError
from crosspost.publish import update

A, B, C = (f"https://{name}.example.org/1" for name in "abc")
UPDATE = RetryOptions(update=True)
WEB = {A: "River", B: "Lake", C: "Sea"}
NEW = {A: "Rivers", B: "Lakes", C: "Seas"}


def states(told: Told) -> dict[str, str]:
    return {one.url: one.state for one in told.settled}


def test_an_interrupted_update_goes_on_with_what_it_has_not_updated(tmp_path: Path) -> None:
    batch(tmp_path, Web(WEB), [A, B, C])
    network = Network(2)

    class Stops(Told):
        def watch(self, news: Iterable[Settled], progress: Progress) -> None:
            super().watch(news, progress)
            if A in states(self):
                network.stop()

    first, second, third = Stops(), Told(), Told()
    slow = Web(NEW, slow={C: 1.5})
    assert batch(tmp_path, slow, [A, B, C], told=first, network=network, retry=UPDATE).ending
    assert states(first)[A] == "updated" and C not in states(first)
    web = Web(NEW)
    batch(tmp_path, web, [A, B, C], told=second, retry=UPDATE)
    assert A not in web.asked() and C in web.asked()
    assert {**states(first), **states(second)} == dict.fromkeys((A, B, C), "updated")
    assert not states(first).keys() & states(second).keys()
    batch(tmp_path, Web(NEW), [A, B, C], told=third, retry=UPDATE)  # one that is whole begins anew
    assert set(states(third).values()) == {"unchanged"} and len(third.settled) == 3
    assert [text.split('"')[1] for text in posts(tmp_path).values()] == ["Lakes", "Rivers", "Seas"]


def test_a_run_without_update_does_nothing_with_posts_that_were_updated(tmp_path: Path) -> None:
    batch(tmp_path, Web(WEB), [A, B])
    batch(tmp_path, Web(NEW), [A, B], retry=UPDATE)
    web = Web(WEB)
    assert batch(tmp_path, web, [A, B]).is_well
    assert web.asked() == []


def test_a_post_of_two_links_is_updated_once(tmp_path: Path) -> None:
    web = Web({A: f"River | {A}", B: f"River | {A}"})
    batch(tmp_path, web, [A, B])
    told = Told()
    batch(tmp_path, Web({A: f"One | {A}", B: f"Two | {A}"}), [A, B], told=told, retry=UPDATE)
    assert states(told) == {A: "updated", B: "exists"}
    assert 'title: "One"' in next(iter(posts(tmp_path).values()))


def test_a_post_that_is_changed_meanwhile_ends_the_batch_and_is_merged_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(tmp_path, Web(WEB), [A])
    (path,) = (tmp_path / "_posts").iterdir()
    merge = update.Updates.merge

    def merge_while_the_owner_saves(*arguments: object) -> update.Updated:
        merged = merge(*arguments)  # type: ignore[arg-type]
        path.write_text(f"{path.read_text()}\nMine.\n")
        return merged

    with monkeypatch.context() as patched:
        patched.setattr(update.Updates, "merge", merge_while_the_owner_saves)
        with pytest.raises(WriteError, match="changed meanwhile"):
            batch(tmp_path, Web(NEW), [A], retry=UPDATE)
    assert 'title: "River"' in path.read_text() and path.read_text().endswith("Mine.\n")
    assert batch(tmp_path, Web(NEW), [A], retry=UPDATE).is_well
    assert 'title: "Rivers"' in path.read_text() and path.read_text().endswith("Mine.\n")
