"""Pictures that wait for their post, in a folder beside the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from crosspost.batch.journal import open_journal
from crosspost.batch.journal.pictures import PictureStore
from crosspost.errors import WriteError
from crosspost.images.copy import CopyFolders
from crosspost.images.fetched import CopyLimits
from crosspost.model import Picture, WebPicture
from pictures import digest, png

NAME = f"a-{digest(png())}.png"
URL = "https://news.example.org/a.png"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    found, _ = open_journal(tmp_path / ".crosspost" / "journal.sqlite")
    yield found
    found.close()


def store_of(db: sqlite3.Connection, tmp_path: Path, width: int = 0) -> PictureStore:
    return PictureStore(db, CopyFolders(tmp_path / "assets", tmp_path / "files"), CopyLimits(width))


def test_a_picture_is_found_by_the_next_run_until_it_is_gone(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    store = store_of(db, tmp_path)
    key = store.key(WebPicture(URL, "a"), "own")
    assert store.find(key, URL) is None
    path = store.write(NAME, png())
    assert path == tmp_path / ".crosspost" / "pictures" / NAME and path.read_bytes() == png()
    picture = Picture(str(path), NAME, url=URL)
    store.note(key, picture)
    assert store_of(db, tmp_path).find(key, URL) == picture
    path.unlink()
    assert store.find(key, URL) is None
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / NAME).write_bytes(png())  # a post that was written has it
    assert store.find(key, URL) == picture


def test_who_named_the_page_what_it_is_called_and_its_width_make_another_picture(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    store = store_of(db, tmp_path)
    one = WebPicture(URL, "a")
    keys = {
        store.key(one, "own"), store.key(one, "remote"), store.key(one._replace(words="b"), "own"),
        store_of(db, tmp_path, 900).key(one, "own"),
    }  # fmt: skip
    assert len(keys) == 4


def test_a_file_is_written_once(db: sqlite3.Connection, tmp_path: Path) -> None:
    store = store_of(db, tmp_path)
    path = store.write(NAME, png())
    before = path.stat().st_mtime_ns
    assert store.write(NAME, png()) == path and path.stat().st_mtime_ns == before
    assert [p.name for p in path.parent.iterdir()] == [NAME]


def test_a_damaged_file_is_written_again(db: sqlite3.Connection, tmp_path: Path) -> None:
    store = store_of(db, tmp_path)
    path = store.write(NAME, png())
    for damaged in (png()[:-9], png() + b"x", b""):
        path.write_bytes(damaged)
        assert store.write(NAME, png()).read_bytes() == png()


def test_a_draft_does_not_say_where_a_picture_is(db: sqlite3.Connection, tmp_path: Path) -> None:
    store = store_of(db, tmp_path)
    found = store.located(Picture("/etc/hostname", NAME, url=URL))
    assert found.source == str(tmp_path / ".crosspost" / "pictures" / NAME)
    saved = Picture("/home/ann/page_files/a.png", NAME)
    assert store.located(saved) == saved


def test_what_is_in_the_site_and_what_is_left_is_removed(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    store = store_of(db, tmp_path)
    store.clear()  # there is no folder yet
    first = Picture(str(store.write(NAME, png())), NAME, url=URL)
    other = store.write("other-01.png", b"x")
    saved = Picture(str(tmp_path / "saved.png"), "saved.png")
    store.note(b"key", first)
    store.copied([first, saved])
    assert [p.name for p in other.parent.iterdir()] == ["other-01.png"]
    store.clear()
    assert not list(other.parent.iterdir())
    assert db.execute("SELECT COUNT(*) FROM picture").fetchone() == (0,)


def test_a_link_in_the_place_of_the_folder_is_not_followed(
    db: sqlite3.Connection, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "kept.png").write_bytes(b"x")
    (tmp_path / ".crosspost" / "pictures").symlink_to(tmp_path / "elsewhere")
    store = store_of(db, tmp_path)
    store.clear()
    with pytest.raises(WriteError):
        store.write(NAME, png())
    assert [p.name for p in (tmp_path / "elsewhere").iterdir()] == ["kept.png"]


def test_a_damaged_name_is_no_path(db: sqlite3.Connection, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    db.execute("INSERT INTO picture VALUES (?, ?)", (b"key", "../../secret.png"))
    assert store_of(db, tmp_path).find(b"key", URL) is None
