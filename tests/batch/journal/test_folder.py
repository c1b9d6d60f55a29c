"""Whose the journal of a site is, and that no file of it leads to another."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from batch.batches import Web, batch, posts
from crosspost import trust
from crosspost.batch.journal.folder import adopt, claim, is_own, prepare, put
from crosspost.batch.lock import only_one
from crosspost.errors import CrosspostError, WriteError

A = "https://example.org/a"
WEB = Web({A: "River"})
OURS = ("journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", "journal.sqlite-journal",
        "cache.sqlite", "lock", "lock.holder", "id", ".gitignore")  # fmt: skip


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def test_the_user_s_own_journal_goes_on(site: Path) -> None:
    assert batch(site, WEB, [A]).written == 1
    assert is_own(site / ".crosspost")
    assert batch(site, WEB, [A]).counts == {"done": 1}


@pytest.mark.threat("9: a journal that came with a clone")
def test_a_journal_that_came_with_the_site_is_refused(site: Path) -> None:
    batch(site, WEB, [A])
    clone = site.parent / "clone"
    shutil.copytree(site, clone)
    trust.forget(site)  # another user's
    for dry_run in (False, True):
        with pytest.raises(CrosspostError, match="this journal came with the site") as caught:
            batch(clone, WEB, [A], dry_run=dry_run)
        assert "crosspost trust" in caught.value.hint
    # Knowing one's own does not help against another one in the same place.
    adopt(clone / ".crosspost")
    (clone / ".crosspost" / "id").write_text("0" * 32)
    with pytest.raises(CrosspostError, match="this journal came with the site"):
        batch(clone, WEB, [A])


def test_a_journal_of_an_older_crosspost_can_be_taken_over(site: Path) -> None:
    batch(site, WEB, [A])
    (site / ".crosspost" / "id").unlink()
    with pytest.raises(CrosspostError, match="or an older crosspost made it"):
        batch(site, WEB, [A])
    adopt(site / ".crosspost")
    assert batch(site, WEB, [A]).counts == {"done": 1}


def test_a_site_that_was_moved_is_told_from_a_clone(site: Path) -> None:
    batch(site, WEB, [A])
    moved = site.rename(site.parent / "moved")
    with pytest.raises(CrosspostError, match=f"was made for the site at {site}") as caught:
        batch(moved, WEB, [A])
    assert "crosspost trust" in caught.value.hint
    adopt(moved / ".crosspost")
    assert batch(moved, WEB, [A]).counts == {"done": 1}


def test_a_folder_without_a_journal_is_anybody_s(site: Path) -> None:
    prepare(site / ".crosspost")
    claim(site / ".crosspost")
    name = (site / ".crosspost" / "id").read_text()
    claim(site / ".crosspost")
    assert (site / ".crosspost" / "id").read_text() == name


@pytest.mark.threat("9: links in .crosspost of a clone")
@pytest.mark.parametrize("kind", ["link", "link to nothing", "second name", "pipe", "folder"])
@pytest.mark.parametrize("name", OURS)
def test_nothing_outside_is_written_to_or_emptied(name: str, kind: str, site: Path) -> None:
    outside = site.parent / "outside"
    outside.write_text("precious")
    folder = site / ".crosspost"
    folder.mkdir()
    path = folder / name
    {
        "link": lambda: path.symlink_to(outside),
        "link to nothing": lambda: path.symlink_to(site.parent / "new"),
        "second name": lambda: os.link(outside, path),
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
    }[kind]()
    with pytest.raises(WriteError, match=f"{name}: this is a "):
        batch(site, WEB, [A])
    with pytest.raises(WriteError, match=f"{name}: this is a "), only_one(folder):
        pass
    assert outside.read_text() == "precious"
    assert not (site.parent / "new").exists() and posts(site) == {}


@pytest.mark.threat("9: .crosspost itself a link")
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_folder_that_is_a_link_is_refused(dry_run: bool, site: Path) -> None:
    (site.parent / "elsewhere").mkdir()
    (site / ".crosspost").symlink_to("../elsewhere")
    with pytest.raises(WriteError, match=r"\.crosspost: this is a link"):
        batch(site, WEB, [A], dry_run=dry_run)
    assert list((site.parent / "elsewhere").iterdir()) == []


def test_a_small_file_is_written_anew_and_not_through_what_is_there(site: Path) -> None:
    (site / "outside").write_text("precious")
    (site / "x").symlink_to("outside")
    put(site, "x", "new")
    assert (site / "outside").read_text() == "precious" and (site / "x").read_text() == "new"


def git(folder: Path, *arguments: str) -> None:
    user = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *user, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.threat("9: a journal that a pull puts in the place of one's own")
@pytest.mark.parametrize("version", ["2", "4"])
@pytest.mark.parametrize("place", [".", "blog"])
def test_a_journal_that_a_pull_replaces_is_refused(site: Path, place: str, version: str) -> None:
    theirs, ours = site.parent / "theirs", site / "ours"
    (theirs / place).mkdir(parents=True)
    (theirs / place / ".circleci").mkdir()
    (theirs / place / ".circleci/config.yml").write_text("a: b")
    git(theirs, "init", "-q", "-b", "main")
    git(theirs, "add", "-A")
    git(theirs, "commit", "-qm", "one")
    git(site, "clone", "-q", "-c", f"index.version={version}", str(theirs), "ours")
    assert batch(ours / place, WEB, [A]).counts == {"done": 1}
    assert batch(ours / place, WEB, [A]).counts == {"done": 1}  # in a repository as elsewhere
    (theirs / place / ".crosspost").mkdir()
    (theirs / place / ".crosspost/journal.sqlite").write_bytes(b"theirs")
    git(theirs, "add", "-A", "-f")
    git(theirs, "commit", "-qm", "two")
    git(ours, "pull", "-q")
    assert (ours / place / ".crosspost/journal.sqlite").read_bytes() == b"theirs"
    for dry_run in (False, True):
        with pytest.raises(CrosspostError, match="git tracks this journal") as caught:
            batch(ours / place, WEB, [A], dry_run=dry_run)
    assert "git rm -rf .crosspost" in caught.value.hint
    git(ours, "rm", "-rf", f"{place}/.crosspost")
    batch(ours / place, WEB, [A])


@pytest.mark.threat("9: a journal that a pull puts in the place of one's own")
def test_a_broken_repository_around_a_site_stops_no_batch(site: Path) -> None:
    batch(site, WEB, [A])
    (site / ".git").write_bytes(b"gitdir: \0\xff")
    assert batch(site, WEB, [A]).counts == {"done": 1}
    (site / ".git").unlink()
    (site / ".git").mkdir()
    os.mkfifo(site / ".git/index")
    assert batch(site, WEB, [A]).counts == {"done": 1}
