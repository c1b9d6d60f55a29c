"""What a journal says of paths and names, and what is done about it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from batch.batches import Told, Web, batch, posts, settings
from crosspost.batch.options import RetryOptions
from crosspost.errors import CrosspostError
from pictures import digest, png

A, B = "https://example.org/a", "https://example.org/b"
WEB = Web({A: "River", B: "Lake"})
FORCE = RetryOptions(done=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


@pytest.fixture
def journal(site: Path) -> Iterator[sqlite3.Connection]:
    """Return the journal of a batch of one link, to be changed."""
    batch(site, WEB, [A])
    path = site / ".crosspost" / "journal.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        yield db


def tree(root: Path) -> set[str]:
    """Return all files but those of the journal."""
    found = {str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()}
    return {name for name in found if "/.crosspost/" not in name}


STAGED = "INSERT INTO draft VALUES (1, ?, ?, 'evil', '[]', ?, '')"


@pytest.mark.threat("9: a staged draft that names a path")
@pytest.mark.parametrize(
    "name",
    [
        "../../.config/autostart/x",
        "{outside}/x",
        "a/../../b.md",
        "a/.b/x.md",
        "..\\x.md",
        ".x.md",
        "a\0b",
    ],
)
def test_a_staged_text_is_written_below_the_posts_folder_only(
    name: str, site: Path, journal: sqlite3.Connection
) -> None:
    journal.execute("UPDATE link SET state = 'staged'")
    journal.execute(STAGED, (settings(site), name.format(outside=site.parent), "[]"))
    (site / "_posts" / "2024-05-01-river.md").unlink()
    batch(site, WEB, [A])
    # The text is not what counts; the link is done anew.
    assert tree(site.parent) == {"site/_posts/2024-05-01-river.md"}
    assert "evil" not in posts(site)["2024-05-01-river.md"]


@pytest.mark.threat("9: a picture of a draft that names a path")
@pytest.mark.parametrize("url", ["", "https://example.org/x.png"])
def test_the_pictures_of_a_staged_text_have_plain_names(
    site: Path, journal: sqlite3.Connection, url: str
) -> None:
    secret = site.parent / "secret"
    secret.write_bytes(png())
    name = f"../../x-{digest(png())}.png"
    journal.execute("UPDATE link SET state = 'staged'")
    pictures = json.dumps([[str(secret), name, False, url]])
    journal.execute(STAGED, (settings(site), "2024-05-01-x.md", pictures))
    batch(site, WEB, [A])
    assert not list(site.parent.rglob("*.png"))


@pytest.mark.threat("9: a picture of a draft that is another file")
def test_a_picture_from_the_web_is_read_from_the_folder_of_such_pictures_only(
    site: Path, journal: sqlite3.Connection
) -> None:
    secret = site.parent / "secret"
    secret.write_bytes(b"secret")
    name = f"x-{digest(b'secret')}.png"
    (site / ".crosspost" / "pictures").mkdir()
    (site / ".crosspost" / "pictures" / name).write_bytes(b"another content")
    (site / "_posts" / "2024-05-01-river.md").unlink()
    journal.execute("UPDATE link SET state = 'staged'")
    pictures = json.dumps([[str(secret), name, False, "https://example.org/x.png"]])
    journal.execute(STAGED, (settings(site), "2024-05-01-x.md", pictures))
    told = Told()
    batch(site, WEB, [A], told=told)
    assert not list(site.rglob("assets/*")) and not posts(site)
    (settled,) = told.settled  # no post refers to a picture that is not there
    assert (settled.state, settled.reason) == ("failed", "a picture that was fetched is gone")
    batch(site, WEB, [A])
    assert list(posts(site)) == ["2024-05-01-river.md"]


@pytest.mark.threat("9: a post of the journal that is a path outside")
@pytest.mark.parametrize("name", ["../outside.md", "_posts/../../outside.md", "notes.md"])
def test_force_replaces_posts_of_the_site_only(
    name: str, site: Path, journal: sqlite3.Connection
) -> None:
    (site.parent / "outside.md").write_text("precious\n\n")
    (site / "notes.md").write_text("precious\n\n")
    for table in ("post_url", "post", "link"):
        journal.execute(f"UPDATE {table} SET path = ?", (name,))
    batch(site, WEB, [A], retry=FORCE)
    assert (site.parent / "outside.md").read_text() == "precious\n\n"
    assert (site / "notes.md").read_text() == "precious\n\n"


@pytest.mark.threat("9: a path of a text that was being written")
@pytest.mark.parametrize("name", ["../outside.md", "/dev/zero", "_posts/pipe.md", 7, b"\xff"])
def test_what_was_being_written_is_looked_for_among_the_posts(
    name: object, site: Path, journal: sqlite3.Connection
) -> None:
    (site.parent / "outside.md").write_text("evil")
    journal.execute(STAGED, (settings(site), "2024-05-01-x.md", "[]"))
    journal.execute("UPDATE link SET state = 'placing', path = ?", (name,))
    batch(site, WEB, [A])
    assert journal.execute("SELECT path FROM link").fetchone()[0] == "_posts/2024-05-01-x.md"


def test_what_was_being_written_with_a_number_is_known_by_its_text(
    site: Path, journal: sqlite3.Connection
) -> None:
    """The run was killed after the file was written, and before that was noted."""
    written = '---\ntitle: "x"\nslug: "x-2"\n---\n\nText\n'
    (site / "_posts" / "2024-05-01-x-2.md").write_text(written)
    draft = (settings(site), "2024-05-01-x.md", written.replace("x-2", "x"))
    journal.execute("INSERT INTO draft VALUES (1, ?, ?, ?, '[]', '[]', '')", draft)
    journal.execute("UPDATE link SET state = 'placing', path = '_posts/2024-05-01-x-2.md'")
    assert batch(site, WEB, [A]).written == 0
    assert journal.execute("SELECT state FROM link").fetchone() == ("done",)
    assert len(posts(site)) == 2


@pytest.mark.threat("9: _posts exchanged for a link during the batch")
def test_a_folder_that_becomes_a_link_ends_the_batch_in_words(site: Path) -> None:
    (site.parent / "elsewhere").mkdir()

    def exchange(url: str) -> None:
        if url == B:
            (site / "_posts").rename(site / "kept")
            (site / "_posts").symlink_to("../elsewhere")

    web = replace(WEB, on_request=exchange)
    (site / "_posts").mkdir()
    with pytest.raises(CrosspostError, match="_posts: this is a link"):
        batch(site, web, [A, B])
    assert list((site.parent / "elsewhere").iterdir()) == []


@pytest.mark.threat("17: names of posts that are not UTF-8")
def test_a_post_whose_name_is_not_utf_8_is_known(site: Path) -> None:
    (site / "_posts").mkdir()
    (site / "_posts" / "2024-05-01-\udcff.md").write_text(f"---\nsource: {A}\n---\n")
    told = batch(site, WEB, [B])
    assert told.written == 1


@pytest.mark.threat("low: a journal that another program has locked")
def test_a_locked_journal_is_an_error(
    site: Path, journal: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0.2))  # not 5 s
    journal.execute("PRAGMA journal_mode = DELETE")
    journal.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CrosspostError, match="another program has it locked"):
        batch(site, WEB, [B])
