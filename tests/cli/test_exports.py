"""``crosspost batch`` with exports: what is in the site afterwards."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from batch.sources import test_arc
from batch.sources.exports import test_ghost as ghost
from batch.sources.exports import test_movable_type as movable_type
from batch.sources.exports.exports import png, zip_of
from batch.sources.exports.test_notion import FILES as NOTION
from cli.conftest import Shell
from cli.test_batch import article

QUICK = ("--delay", "0", "--workers", "0")


def test_pictures_of_an_export_are_copied_though_those_of_the_web_are_not(
    shell: Shell, site: Path
) -> None:
    shown = shell("batch", zip_of(site / "notion.zip", NOTION), *QUICK)
    assert shown.code == 0, shown.err
    assert sorted(path.name for path in (site / "_drafts").iterdir()) == [
        "river.md",
        "the-bridge.md",
    ]
    (picture,) = (site / "assets" / "pictures").iterdir()
    assert picture.read_bytes() == png()
    text = (site / "_drafts" / "the-bridge.md").read_text("utf-8")
    assert f"/assets/pictures/{picture.name})" in text and "data:" not in text
    assert not (site / "_posts").exists()


def test_categories_of_an_export_are_kept(shell: Shell, site: Path) -> None:
    (site / "mt.txt").write_text(movable_type.entry())
    assert shell("batch", "mt.txt", *QUICK).code == 0
    (post,) = (site / "_posts").iterdir()
    assert 'categories:\n  - "Bridges"\n  - "Rivers"\n' in post.read_text("utf-8")


def test_posts_of_an_export_that_are_alike_are_all_written(shell: Shell, site: Path) -> None:
    posts = [ghost.post(n, title="Hello", html="<p>Same.</p>") for n in (1, 2)]
    (site / "ghost.json").write_text(ghost.export(*posts))
    for _ in range(2):  # the second time there is nothing to do
        assert shell("batch", "ghost.json", *QUICK).code == 0
        names = sorted(path.name for path in (site / "_posts").iterdir())
        assert names == ["2024-05-02-post-1.md", "2024-05-02-post-2.md"]


def test_hostile_fields_stay_fields(shell: Shell, site: Path) -> None:
    evil = "x\n---\nlayout: evil\n{{ site.secret }}<script>alert(1)</script>\x1b[31m"
    posts = [ghost.post(1, title=evil, slug="../../etc/passwd", custom_excerpt=evil)]
    html = f"<p>{{{{ site.secret }}}} <script>alert(1)</script>{evil}</p>"
    (site / "ghost.json").write_text(ghost.export({**posts[0], "html": html}))
    assert shell("batch", "ghost.json", *QUICK).code == 0
    (post,) = (site / "_posts").iterdir()
    text = post.read_text("utf-8")
    assert "<script" not in text and "\x1b" not in text
    assert text.count("\n---\n") == 1
    body = text.partition("\n---\n")[2]
    assert "{{ site.secret }}" not in body


def test_pictures_of_a_site_without_a_url_keep_their_paths(shell: Shell, site: Path) -> None:
    one = ghost.post(
        1,
        html='<p>Text.</p><img src="__GHOST_URL__/content/images/a.png" alt="A">',
        feature_image="__GHOST_URL__/content/images/b.png",
    )
    (site / "ghost.json").write_text(ghost.export(one))
    shown = shell("batch", "ghost.json", *QUICK)
    assert "copy Ghost's folder content/" in shown.err.replace("\n", " ")
    (post,) = (site / "_posts").iterdir()
    text = post.read_text("utf-8")
    assert 'image: "/content/images/b.png"' in text
    assert "![A](/content/images/a.png)" in text


def test_relative_urls_are_joined_with_the_site_that_is_given(shell: Shell, site: Path) -> None:
    html = '<p>See <a href="/b/">b</a>.</p><img src="/content/images/a.png" alt="A">'
    one = ghost.post(1, html=html, feature_image="/content/images/b.png")
    (site / "ghost.json").write_text(ghost.export(one))
    assert shell("batch", "ghost.json", *QUICK).code == 0
    (post,) = (site / "_posts").iterdir()
    before = post.read_text("utf-8")
    assert "![A](/content/images/a.png)" in before
    # It is the same text for a second run that knows the site.
    given = ("--base-url", "https://old.example.org")
    shown = shell("batch", "ghost.json", *QUICK, *given, "--update")
    assert shown.code == 0 and "1 updated" in shown.err
    (post,) = (site / "_posts").iterdir()
    text = post.read_text("utf-8")
    assert "[b](https://old.example.org/b/)" in text
    assert "![A](https://old.example.org/content/images/a.png)" in text
    assert 'image: "https://old.example.org/content/images/b.png"' in text
    assert "canonical_url" not in text


def test_a_second_run_that_finds_nothing_new_is_short(shell: Shell, site: Path) -> None:
    (site / "ghost.json").write_text(ghost.export(ghost.post(1), ghost.post(2, status="draft")))
    first = shell("batch", "ghost.json", *QUICK)
    assert "please check" in first.err and "what becomes of it" in first.err
    second = shell("batch", "ghost.json", *QUICK)
    assert second.code == 0
    assert second.err.splitlines() == ["2 links: 2 posts unchanged"]


@pytest.mark.parametrize("ending", ["json", "csv", "md", "html"])
def test_every_report_says_what_to_check_in_a_post(shell: Shell, site: Path, ending: str) -> None:
    (site / "ghost.json").write_text(ghost.export(ghost.post(1, visibility="paid")))
    report = site / ".crosspost" / f"report.{ending}"
    assert shell("batch", "ghost.json", *QUICK, "--report", report).code == 0
    text = report.read_text("utf-8").replace("\\", "")
    assert "for paying members only on its site: it is a draft" in text


def test_a_fault_in_a_folder_names_its_file(shell: Shell, site: Path) -> None:
    (site / "old").mkdir()
    (site / "old" / "a.json").write_text(ghost.export())
    shown = shell("batch", "old", *QUICK)
    assert shown.code == 1
    assert f"old{os.sep}a.json: a Ghost export without posts" in shown.err


def test_a_folder_without_anything_to_read_says_so(shell: Shell, site: Path) -> None:
    (site / "old").mkdir()
    (site / "old" / "links.txt").write_text("https://example.org/a\n")
    shown = shell("batch", "old", *QUICK)
    assert "no saved page, link or export is in the folder" in shown.err


def test_a_duplicate_is_named_with_the_line_that_it_repeats(shell: Shell, site: Path) -> None:
    links = "http://127.0.0.1:9/a\n\nhttp://127.0.0.1:9/a?utm_source=x\n"
    (site / "links.txt").write_text(links)
    shown = shell("batch", "links.txt", *QUICK, "--limit", "0", "--verbose")
    said = "line 3: http://127.0.0.1:9/a?utm_source=x: a duplicate of links.txt:1"
    assert said in shown.err and "1 duplicate" in shown.err
    assert "a duplicate of" not in shell("batch", "links.txt", *QUICK, "--limit", "0").err


def test_a_page_of_an_older_web_archive_becomes_a_post(shell: Shell, site: Path) -> None:
    page = test_arc.http(article("One river").encode(), kind="text/html; charset=utf-8")
    test_arc.archive(site, "arc.gz", [test_arc.first(), test_arc.record(test_arc.PAGE, page)])
    shown = shell("batch", "a.arc.gz", *QUICK)
    assert shown.code == 0 and shown.out == "_posts/2024-05-01-one-river.md\n"


def test_saved_pages_in_an_archive_have_their_pictures(shell: Shell, site: Path) -> None:
    inlined = base64.b64encode(png(50)).decode()
    pictures = f'<img src="One_files/x.png" alt="X"><img src="data:image/png;base64,{inlined}">'
    files = {
        "One.html": article("One river").replace("</p>", f"</p>{pictures}", 1),
        "One_files/x.png": png(),
        "Two.html": article("Two rivers", "2024-05-02").replace("</p>", f"</p>{pictures}", 1),
    }
    shown = shell("batch", zip_of(site / "pages.zip", files), *QUICK)
    assert shown.code == 0, shown.err
    copies = {one.read_bytes(): one.name for one in (site / "assets/pictures").iterdir()}
    assert set(copies) == {png(), png(50)}
    text = (site / "_posts/2024-05-01-one-river.md").read_text()
    assert all(f"](/assets/pictures/{name})" in text for name in copies.values())
    two = (site / "_posts/2024-05-02-two-rivers.md").read_text()
    assert copies[png(50)] in two and copies[png()] not in two
    assert [*(site / ".crosspost/pictures").iterdir()] == []
