"""Names of files in ``_posts``, and folders of posts: beside what the real Jekyll reads."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from crosspost.cli import run
from validate.blog import Blog
from validate.test_jekyll import build

TEXT = "---\ntitle: Radio\n---\n\nText.\n"

# A name, the code of its finding, whether Jekyll makes a page of the file, the names proposed.
NAMES = [
    ("2020-12-12-no-extension", "CP110", False, ["2020-12-12-no-extension.md"]),
    ("2020-12-17-.md", "CP112", True, []),
    ("_2020-12-20-underscore.md", "CP110", False, []),
    ("__sample__.md", "", False, []),
    ("_template.md", "", False, []),
    ("12-7-2020-american.md", "CP110", False,
     ["2020-07-12-american.md", "2020-12-07-american.md"]),
    ("10-31-2016-month-first.md", "CP110", False, ["2016-10-31-month-first.md"]),
    ("5-5-2016-same.md", "CP110", False, ["2016-05-05-same.md"]),
    ("2020-12-19\u2013long-dash.md", "CP110", False, ["2020-12-19-long-dash.md"]),
    ("2020\u201312\u201319-dashes.md", "CP110", False, ["2020-12-19-dashes.md"]),
    ("2020-12-18\u200d-joiner.md", "CP110", False, ["2020-12-18-joiner.md"]),
    ("2020-12-18\u3000wide.md", "CP110", False, ["2020-12-18-wide.md"]),
    ("２０２０-12-18-digits.md", "CP110", False, ["2020-12-18-digits.md"]),
    (" 2020-12-18-space.md", "CP110", False, ["2020-12-18-space.md"]),
    ("2020-12-18.md", "CP110", False, ["2020-12-18-slug.md"]),
    ("20201218-compact.md", "CP110", False, ["2020-12-18-compact.md"]),
    ("2020-12-10-a b.md", "CP112", True, []),
    ("2020-12-11-\u200binvisible.md", "", True, []),
    ("2020-12-13-text.txt", "CP112", True, []),
    ("2020-12-13-copy.md.bak", "CP112", True, []),
    ("2020-12-13-version-2.0", "CP112", True, []),
    ("2020-12-13-upper.MD", "", True, []),
    ("2020-12-13-backup.md~", "", False, []),
    ("2020-1-5-short.md", "", True, []),
]  # fmt: skip


@pytest.mark.jekyll
@pytest.mark.parametrize(("name", "code", "is_post", "proposed"), NAMES)
def test_a_name(blog: Blog, name: str, code: str, is_post: bool, proposed: list[str]) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.file(f"_posts/{name}", TEXT)
    posts, _ = build(blog)
    assert (name in posts) == is_post
    assert blog.codes() == [code] * bool(code)
    if proposed:
        message = blog.said(code).message
        assert message.endswith(" or ".join(shlex.quote(f"_posts/{name}") for name in proposed))


def test_a_file_beside_the_posts_is_no_post(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.file("_posts/2020-12-13-data.txt", "one\ntwo\n")
    blog.file("_posts/2020-12-13-code.py", TEXT)
    blog.file("_posts/2020-12-13-report.Rmd", TEXT)
    assert blog.run().files == 0


def test_the_site_says_what_is_markdown(blog: Blog) -> None:
    blog.file("_config.yml", "markdown_ext: 'md,txt'\n")
    blog.file("_posts/2020-12-13-text.txt", "---\ntitle: 12:30\n---\n")
    assert blog.codes() == ["CP209"]


def test_names_of_drafts_are_free(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.file("_drafts/an idea copy.md", TEXT)
    assert blog.codes() == []


@pytest.mark.jekyll
def test_posts_in_any_folder_are_found_where_jekyll_reads_them(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blog.file("_config.yml", "exclude: [old, 'tmp*', _posts/2013-01-09-out.md]\n")
    wrong = "---\ntitle: 12:30\n---\n"
    read = ["_posts/2013-01-01-a.md", "_posts/2012/2013-01-02-b.md", "blog/_posts/2013-01-03-c.md"]
    skipped = ["old/_posts/2013-01-04-d.md", "tmp1/_posts/2013-01-05-e.md",
               "_posts/2013-01-09-out.md", "_posts/_x/2013-01-06-f.md"]  # fmt: skip
    for path in (*read, *skipped):
        blog.file(path, wrong)
    posts, _ = build(blog)
    assert set(posts) - {""} == {Path(path).name for path in read}
    monkeypatch.chdir(blog.root)
    run(["validate", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert {row["path"] for row in found} == set(read)


@pytest.mark.parametrize(
    ("config", "folder"),
    [("source: src\n", "src"), ("collections_dir: all\n", "all"),
     ("source: src\ncollections_dir: all\n", "src/all")],
)  # fmt: skip
def test_the_folders_of_the_configuration_are_not_categories(
    blog: Blog, config: str, folder: str
) -> None:
    blog.file("_config.yml", f"{config}permalink: /:categories/:title/\n")
    blog.file("_posts/2013-01-01-not-read.md", "---\ntitle: 12:30\n---\n")
    blog.file(f"{folder}/_posts/2013-01-02-a.md", TEXT)
    blog.file(f"{folder}/_posts/2013-01-03-a.md", TEXT)
    found = blog.findings(ignore=("CP721", "CP723"))
    assert [f.code for f in found] == ["CP707", "CP707"]
    assert "both become /a/" in found[0].message
