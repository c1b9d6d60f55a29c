"""Comments of an export, pages and drafts, on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from batch.batches import Told, Web, batch, opened
from batch.sources.test_wordpress import HEAD, comment, item
from crosspost.batch.comment_files import DATED
from crosspost.batch.journal import results
from crosspost.batch.options import RetryOptions
from crosspost.batch.report import write_report
from crosspost.errors import ConfigError


def run(root: Path, *items: str, told: Told | None = None, **how: Any) -> Any:
    (root / "_config.yml").write_text("title: x\n")
    (root / "export.xml").write_text(HEAD + "".join(items) + "</channel></rss>")
    how = {"comments": True, "post_types": ("post", "page")} | how
    return batch(root, Web({}), told=told, sources=(str(root / "export.xml"),), **how)


def data(root: Path) -> dict[str, Any]:
    found = yaml.safe_load((root / "_data/comments/bread-rivers.yml").read_text())
    assert isinstance(found, dict)
    return found


def test_comments_are_a_table_of_tables(tmp_path: Path) -> None:
    below = comment(2, "Yes & <b>no</b>\n\nMore", parent=1) + comment(1)
    run(tmp_path, item(more=below))
    assert data(tmp_path) == {
        "comment-0000000001": {
            "_id": "1",
            "name": "Bob & Eve",
            "url": "https://bob.example.org/",
            "date": "2013-03-07T08:00:00Z",
            "message": "Well said.",
        },
        "comment-0000000002": {
            "_id": "2",
            "_parent": "1",
            "name": "Bob & Eve",
            "url": "https://bob.example.org/",
            "date": "2013-03-07T08:00:00Z",
            "message": "Yes & **no**\n\nMore",
        },
    }


@pytest.mark.threat("25: names in an export that lead elsewhere")
def test_hostile_comments(tmp_path: Path) -> None:
    evil = comment(1, "<script>x</script><img src=x onerror=y>[a](javascript:z)\n--- {{ x }}")
    evil = evil.replace("Bob &amp; Eve", '../../<script>x</script>"\n: {{y}}')
    evil = evil.replace("https://bob.example.org/", "javascript:alert(1)")
    run(tmp_path, item(more=evil))
    (one,) = data(tmp_path).values()
    assert "<script" not in str(one) and "onerror" not in str(one) and "url" not in one
    assert "\\](javascript:z)" in one["message"]
    assert sorted(path.name for path in tmp_path.rglob("*.yml")) == [
        *("_config.yml", "bread-rivers.yml")
    ]


@pytest.mark.threat("25: names in an export that lead elsewhere")
def test_a_data_file_of_somebody_else_stays(tmp_path: Path) -> None:
    folder = tmp_path / "_data" / "comments"
    folder.mkdir(parents=True)
    (folder / "bread-rivers.yml").write_text("mine: 1\n")
    summary = run(tmp_path, item(more=comment(1)))
    assert data(tmp_path) == {"mine": 1} and summary.counts == {"done": 1}
    assert "Well said." in (folder / "2013-03-06-bread-rivers.yml").read_text()
    with opened(tmp_path) as db:
        assert (DATED, 1) in [row[:2] for row in results.doubts(db, summary.run)]


@pytest.mark.parametrize("force", [False, True])
def test_posts_of_one_name_and_two_days_have_their_own_comments(
    tmp_path: Path, force: bool
) -> None:
    later = item(more=comment(2)).replace("/publish/", "/b/").replace("2013-03-0", "2014-03-0")
    for _ in range(2):
        run(tmp_path, item(more=comment(1)), later, retry=RetryOptions(done=force))
    found = {path.name: path.read_text() for path in (tmp_path / "_data/comments").iterdir()}
    assert sorted(found) == ["2014-03-06-bread-rivers.yml", "bread-rivers.yml"]
    assert '_id: "1"' in found["bread-rivers.yml"]


@pytest.mark.threat("25: names in an export that lead elsewhere")
def test_comments_go_through_no_link_out_of_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (tmp_path / "outside").mkdir()
    site.mkdir()
    (site / "_data").symlink_to(tmp_path / "outside")
    with pytest.raises(ConfigError):
        run(site, item(more=comment(1)))
    assert not list((tmp_path / "outside").iterdir())


def test_comments_are_added_by_an_update(tmp_path: Path) -> None:
    run(tmp_path, item(more=comment(1)), comments=False)
    summary = run(tmp_path, item(more=comment(1)), retry=RetryOptions(update=True))
    assert summary.counts == {"unchanged": 1} and len(data(tmp_path)) == 1


def test_an_empty_post_is_written(tmp_path: Path) -> None:
    summary = run(tmp_path, item("").replace("In short", ""))
    assert summary.counts == {"done": 1}
    (path,) = (tmp_path / "_posts").iterdir()
    assert path.read_text().startswith('---\ntitle: "Bread & rivers"\n')


def test_nothing_is_written_in_a_dry_run_or_unasked(tmp_path: Path) -> None:
    run(tmp_path, item(more=comment(1)), dry_run=True)
    run(tmp_path, item(more=comment(1)), comments=False)
    assert not (tmp_path / "_data").exists()


def test_pages_go_to_their_own_folder_and_stay_there(tmp_path: Path) -> None:
    page = item(kind="page").replace("/publish/", "/about/us/")
    run(tmp_path, page)
    text = (tmp_path / "_pages" / "bread-rivers.md").read_text()
    assert 'permalink: "/about/us/"' in text and 'layout: "page"' in text
    (tmp_path / ".crosspost" / "journal.sqlite").unlink()
    assert run(tmp_path, page).counts == {"exists": 1}
    assert [path.name for path in (tmp_path / "_pages").iterdir()] == ["bread-rivers.md"]


@pytest.mark.threat("24: private texts of an export become public")
def test_a_protected_page_and_its_comments_are_not_public(tmp_path: Path) -> None:
    password = "<wp:post_password>x</wp:post_password>"
    told = Told()
    run(tmp_path, item(kind="page", more=password + comment(1)), told=told)
    assert [path.name for path in (tmp_path / "_drafts").iterdir()] == ["bread-rivers.md"]
    assert not (tmp_path / "_data").exists() and not list((tmp_path / "_pages").glob("*"))
    assert any("protected by a password" in note for note in told.notes)


@pytest.mark.parametrize("ending", [".json", ".md", ".html"])
def test_reports_say_what_an_export_has(ending: str, tmp_path: Path) -> None:
    summary = run(tmp_path, item(), item(kind="nav_menu_item"))
    path = tmp_path / f"report{ending}"
    with opened(tmp_path) as db:
        write_report(db, summary.run, path, tmp_path)
    assert "not a text for readers" in path.read_text()
