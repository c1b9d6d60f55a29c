"""The list of faults, case by case: what a person would be told, and how fast."""

from __future__ import annotations

import os
import stat
from itertools import pairwise
from pathlib import Path

import pytest

from cpu import cpu_limit
from crosspost.validate import Options, check_paths
from validate.blog import Blog


def test_broken_yaml_names_file_line_column_and_what_jekyll_does(blog: Blog) -> None:
    blog.post("layout: post\ntitle: Harbour: a story\n")
    found = blog.said("CP201")
    assert (found.path, found.line, found.column) == ("_posts/2013-03-06-talas.md", 3, 15)
    assert "ignores all front matter" in found.message
    assert "today's date" in found.message


def test_a_key_that_stands_twice_names_the_value_that_counts(blog: Blog) -> None:
    blog.post("title: One\ntags: [a]\ntitle: Two\n")
    found = blog.said("CP203")
    assert found.line == 4
    assert "Jekyll uses this one" in found.message
    assert found.fix is None


def test_merge_keys_and_anchors_are_reported(blog: Blog) -> None:
    blog.post("base: &b\n  a: 1\nmore:\n  <<: *b\n  a: 2\n")
    found = blog.said("CP212")
    assert (found.line, found.level) == (2, "info")
    blog.post("base: &b\n  title: Radio\n<<: *b\n")
    assert "CP212" in blog.codes()


@pytest.mark.parametrize(
    "front_matter",
    [
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n"
                  for a, b in pairwise("abcdefgh")),
        "a: &a {x: 1}\n"
        + "".join(f"{b}: &{b}\n" + f"  <<: [{', '.join([f'*{a}'] * 9)}]\n"
                  for a, b in pairwise("abcdefgh")),
        "tags: " + "[" * 5000 + "]" * 5000 + "\n",
        "tags:\n" + "".join("  " * n + "-\n" for n in range(150)),
        "".join(f"k{n}: v\n" for n in range(100_000)),
        "title: Radio\nnote: " + "y" * 1_000_000 + "\n",
        "tags: &t [*t]\n",
    ],
    ids=["alias bomb", "merge bomb", "5,000 brackets", "deep dashes", "100,000 keys", "1 MB",
         "a list within itself"],
)  # fmt: skip
def test_bombs_are_refused_within_a_second(blog: Blog, front_matter: str) -> None:
    blog.post(front_matter)
    with cpu_limit(1):
        codes = blog.codes()
    assert {"CP003", "CP213", "CP201", "CP212"} & set(codes)


def test_objects_of_programs_are_reported_and_never_run(blog: Blog, tmp_path: Path) -> None:
    mark = tmp_path / "was-run"
    blog.post(f"title: Radio\nmeta: !!python/object/apply:os.system ['touch {mark}']\n")
    found = blog.said("CP208")
    assert found.line == 3
    assert "!!python/object/apply:os.system" in found.message
    blog.post("title: Radio\nmeta: !ruby/object:Set {}\n")
    assert "loses all front matter" in blog.said("CP208").message
    assert not mark.exists()


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("---\ntitle: Radio\n\nText\n", "CP102", "never closed"),
        ("----\ntitle: Radio\n----\n\nText\n", "CP103", "4 hyphens"),
        ("\n---\ntitle: Radio\n---\n\nText\n", "CP103", "empty line"),
        ("  ---\ntitle: Radio\n---\n\nText\n", "CP103", "spaces"),
        ("\ufeff---\ntitle: Radio\n---\n\nText\n", "CP105", "byte order mark"),
        ("---\rtitle: Radio\r---\r\rText\r", "CP103", "CR only"),
        ("+++\ntitle = 'Radio'\n+++\n\nText\n", "CP103", "TOML"),
        ("Text\n", "CP101", "no front matter"),
        ("", "CP101", "empty"),
        ("---\n---\n\nText\n", "CP108", "empty"),
    ],
)
def test_each_way_to_miss_the_fence_has_its_own_finding(
    blog: Blog, text: str, code: str, words: str
) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.file("_posts/2013-03-06-talas.md", text)
    found = blog.said(code)
    assert words in found.message
    assert blog.codes() == [code]


SEED_LIKE = (Path(__file__).parent / "cases/CP205--first-item-on-the-key-line/_posts").glob("*")


def test_tags_that_became_one_text_are_a_list_again_and_nothing_else_moves(blog: Blog) -> None:
    (post,) = SEED_LIKE
    before = post.read_bytes()
    target = blog.file(f"_posts/{post.name}", before)
    run = blog.run(show_info=False)
    assert [f.code for f in run.findings] == ["CP801", "CP502", "CP205", "CP704"]
    blog.run(fix=True, show_info=False)
    after = target.read_bytes()
    old, new = before.split(b"\n"), after.split(b"\n")
    assert new[:4] == old[:4]
    assert new[4:6] == [b"tags:", b"  - Harbour"]
    assert new[6:] == old[5:]
    assert not blog.run(fix=True, show_info=False).changed


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("title: 12:30", "CP209", "45000"),
        ("title: yes", "CP209", "true"),
        ("title: No", "CP209", "the slug"),
        ("title: 012", "CP209", "10"),
        ("title: ~", "CP209", "the slug"),
        ("title: :x", "CP209", "symbol"),
        ("date: 2013-13-45", "CP401", "stops the whole build"),
        ("date: 2013-03-06 25:00:00", "CP401", "stops the whole build"),
        ("date: 2013-02-30", "CP401", "2013-03-02"),
        ("date: yesterday", "CP401", "not a date"),
        ("date: 1362545067", "CP401", "not a date"),
        ('published: "false"', "CP211", "publishes the post"),
    ],
)
def test_values_that_are_not_what_they_look_like_in_jekylls_terms(
    blog: Blog, line: str, code: str, words: str
) -> None:
    blog.post(f"{line}\n")
    found = [f for f in blog.findings() if f.code == code]
    assert len(found) == 1
    assert words in found[0].message


def test_file_name_and_date(blog: Blog) -> None:
    blog.post("title: Radio\ndate: 2014-05-07\n", "2013-03-06-other-day.md")
    blog.post("title: Radio\n", "2013-13-01-no-month.md")
    blog.post("title: Radio\n", "2016-06-31-no-day.md")
    blog.post("title: Radio\ndate: 2199-01-01\n", "2199-01-01-to-come.md")
    blog.post("title: Radio\n", "31-10-2016-day-first.md")
    blog.post("title: Radio\n", "no-date.md")
    said = {f.path.removeprefix("_posts/"): (f.code, f.message) for f in blog.findings()}
    assert {name: code for name, (code, _) in said.items()} == {
        "2013-03-06-other-day.md": "CP403",
        "2013-13-01-no-month.md": "CP111",
        "2016-06-31-no-day.md": "CP111",
        "2199-01-01-to-come.md": "CP404",
        "31-10-2016-day-first.md": "CP110",
        "no-date.md": "CP110",
    }
    assert (
        "git mv _posts/31-10-2016-day-first.md _posts/2016-10-31-day-first.md"
        in (said["31-10-2016-day-first.md"][1])
    )


def test_a_layout_that_neither_site_nor_theme_has(blog: Blog) -> None:
    blog.file("_config.yml", "theme: minima\n")
    blog.file("_layouts/wide.html", "{{ content }}")
    blog.post("layout: wide\n", "2013-03-06-a.md")
    blog.post("layout: post\n", "2013-03-06-b.md")
    blog.post("layout: pots\n", "2013-03-06-c.md")
    found = blog.said("CP701")
    assert found.path.endswith("c.md")
    assert "Is it post?" in found.message


def test_a_layout_is_not_judged_where_the_theme_is_not_known(blog: Blog) -> None:
    blog.file("_config.yml", "remote_theme: somebody/something\n")
    blog.file("_layouts/wide.html", "{{ content }}")
    blog.post("layout: pots\n")
    assert blog.codes() == []


def test_two_posts_with_one_address(blog: Blog) -> None:
    blog.file("_config.yml", "permalink: /:title/\nplugins: [jekyll-redirect-from]\n")
    blog.post("title: Radio\n", "2013-03-06-same.md")
    blog.post("title: Radio\n", "2014-03-06-same.md")
    blog.post("title: Radio\nredirect_from: /same/\n", "2015-03-06-other.md")
    found = [f for f in blog.findings() if f.code in ("CP707", "CP708")]
    assert [(f.code, f.path[7:17]) for f in found] == [
        ("CP707", "2013-03-06"),
        ("CP707", "2014-03-06"),
        ("CP708", "2015-03-06"),
    ]
    assert "/same/" in found[0].message


def test_latin_1_is_only_encoded_anew_when_that_is_asked_for(blog: Blog) -> None:
    raw = "---\ntitle: Café “Radio”\n---\n\nText\n".encode("cp1252")
    post = blog.file("_posts/2013-03-06-a.md", raw)
    found = blog.said("CP104")
    assert (found.line, found.column) == (2, 11)
    assert "drops the whole post" in found.message
    blog.run(fix=True)
    assert post.read_bytes() == raw
    blog.run(fix=True, unsafe=True)
    assert post.read_text("utf-8") == "---\ntitle: Café “Radio”\n---\n\nText\n"


def test_utf_16_is_named(blog: Blog) -> None:
    blog.file("_posts/2013-03-06-a.md", "---\ntitle: Radio\n---\n".encode("utf-16"))
    assert "UTF-16" in blog.said("CP104").message


def test_liquid_of_ones_own_is_information_and_never_repaired(blog: Blog) -> None:
    blog.post("title: Radio\n", body="Use ${{ secrets.TOKEN }} and {{ site.title }}.\n")
    found = blog.said("CP852", body=True)
    assert (found.level, found.fix) == ("info", None)
    assert "secrets.TOKEN" in found.message
    assert blog.codes() == []


def test_an_unreadable_file_is_a_finding_and_the_others_are_checked(blog: Blog) -> None:
    path = blog.post("title: 12:30\n", "2013-03-06-a.md")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything but this, whose first page is no memory
        path.unlink()
        path.symlink_to("/proc/self/mem")
    blog.post("title: 12:30\n", "2013-03-06-b.md")
    assert blog.codes() == ["CP002", "CP209"]


def test_a_broken_link_is_a_finding_and_the_others_are_checked(blog: Blog) -> None:
    blog.post("title: 12:30\n", "2013-03-06-b.md")
    (blog.root / "_posts/2013-03-06-a.md").symlink_to("nowhere.md")
    assert blog.codes() == ["CP002", "CP209"]


def test_a_file_of_100_mb_is_not_read(blog: Blog) -> None:
    path = blog.post("title: Radio\n")
    with path.open("r+b") as file:
        file.truncate(100 * 1024 * 1024)
    with cpu_limit(1):
        assert blog.codes() == ["CP003"]


def test_a_repair_that_is_stopped_leaves_the_old_file(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = blog.post("title: Radio: live\n")
    path.chmod(0o640)
    before = path.read_bytes()

    def stopped(*_: object, **folders: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", stopped)
        with pytest.raises(KeyboardInterrupt):
            blog.run(fix=True)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    blog.run(fix=True)
    assert b'title: "Radio: live"' in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_thousand_posts_take_no_longer_than_they_should(blog: Blog) -> None:
    for n in range(1000):
        blog.post(f"title: Post {n}\ntags: [a, b]\n", f"2013-03-06-post-{n}.md")
    with cpu_limit(2):
        run = check_paths(["."], Options(), working=str(blog.root))
        assert run.files == 1000
