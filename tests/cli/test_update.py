"""``--update``: the article again, merged into its post; by ``post`` and by ``batch``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import pages
import real_jekyll
from cli.conftest import Shell, Shown
from cli.test_batch import QUICK
from crosspost.publish.temporary import sweep_once

NAME = "2013-03-06-a-bridge-for-the-village.md"
FIRST = "The river carried bread past the market of the village this morning."
SECOND = "A letter came with the morning train from the mountains in the north."
THIRD = "The school was closed for a week because of the deep snow in town."
BODY = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, THIRD))
WAYS = pytest.mark.parametrize("way", ["post", "batch"])


def save(site: Path, body: str = BODY, name: str = "a", **more: str) -> None:
    page = pages.article(body=body, url=f"https://news.example.org/{name}", **more)
    (site / f"{name}.html").write_text(page, "utf-8")


def again(shell: Shell, way: str, *flags: str) -> Shown:
    if way == "post":
        return shell("post", "a.html", *flags)
    Path("pages.txt").write_text("a.html\n")
    return shell("batch", "pages.txt", *QUICK, *flags)


def edit(site: Path, old: str, new: str) -> str:
    path = site / "_posts" / NAME
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path.read_text("utf-8")


def tree(site: Path) -> dict[str, bytes]:
    files = (path for path in site.rglob("*") if path.is_file() and "journal" not in path.name)
    return {str(path.relative_to(site)): path.read_bytes() for path in files}


@WAYS
def test_what_the_owner_changed_stays_and_what_the_article_changed_comes(
    way: str, shell: Shell, site: Path
) -> None:
    save(site)
    again(shell, way)
    edit(site, "_The text", "My words.\n\n_The text")
    mine = edit(site, 'author: "A. Correspondent"', "author: Me\nrating: 5")
    save(site, BODY.replace("this morning", "at noon"), author="Another", published="2013-03-06")
    shown = again(shell, way, "--update")
    assert (shown.code, shown.out) == (0, f"_posts/{NAME}\n")
    now = (site / "_posts" / NAME).read_text("utf-8")
    assert now == mine.replace("this morning", "at noon")
    assert again(shell, way, "--update").code == 0
    assert (site / "_posts" / NAME).read_text("utf-8") == now


def test_the_diff_and_the_fields_that_stay_are_shown(shell: Shell, site: Path) -> None:
    save(site)
    shell("post", "a.html")
    edit(site, 'author: "A. Correspondent"', "author: Me")
    save(site, BODY.replace("this morning", "at noon"), author="Another")
    shown = shell("post", "a.html", "--update")
    assert f"-{FIRST}\n+{FIRST.replace('this morning', 'at noon')}\n" in shown.err
    assert "  kept    author\n" in shown.err
    shown = shell("post", "a.html", "--update")
    assert "is up to date" in shown.err and "kept" not in shown.err


@WAYS
def test_a_conflict_is_left_and_shown_beside_and_settled_by_an_option(
    way: str, shell: Shell, site: Path
) -> None:
    save(site)
    again(shell, way)
    mine = edit(site, "a week", "two weeks")
    save(site, BODY.replace("a week", "three weeks").replace("this morning", "at noon"))
    for _ in range(2):
        shown = again(shell, way, "--update")
        assert shown.code == 1 and "conflicts article." in shown.err  # a table has it in lines
        assert "you and the article have changed the same lines" in shown.err
        assert (site / "_posts" / NAME).read_text("utf-8") == mine
    beside = site / ".crosspost" / "conflicts" / "_posts" / NAME
    text = beside.read_text("utf-8")
    assert "<<<<<<< your post" in text and "three weeks" in text and "at noon" in text
    shown = again(shell, way, "--update", "--conflicts", "mine")
    assert shown.code == 0 and not beside.exists()
    now = (site / "_posts" / NAME).read_text("utf-8")
    assert now == mine.replace("this morning", "at noon")
    assert again(shell, way, "--update").code == 0
    assert (site / "_posts" / NAME).read_text("utf-8") == now


@pytest.mark.jekyll
def test_what_a_conflict_leaves_is_no_part_of_the_site(shell: Shell, site: Path) -> None:
    save(site)
    shell("post", "a.html")
    edit(site, "a week", "two weeks")
    save(site, BODY.replace("a week", "three weeks"))
    assert shell("post", "a.html", "--update").code == 1
    (made,) = real_jekyll.build(site)
    assert "two weeks" in made["content"] and "three weeks" not in made["content"]
    built = [path for path in site.rglob("_site/**/*") if path.is_file()]
    assert built and not [path for path in built if b"<<<<<<<" in path.read_bytes()]
    assert "<<<<" not in shell("validate").out


@WAYS
@pytest.mark.parametrize(
    ("flags", "lost"),
    [
        (("--update", "--conflicts", "article"), ["two weeks"]),
        (("--force",), ["two weeks", "My words."]),
    ],
    ids=["conflicts", "force"],
)
def test_lines_of_the_owner_s_that_go_are_named_before(
    flags: tuple[str, ...], lost: list[str], way: str, shell: Shell, site: Path
) -> None:
    save(site)
    again(shell, way)
    edit(site, "_The text", "My words.\n\n_The text")
    mine = edit(site, "a week", "two weeks")
    save(site, BODY.replace("a week", "three weeks").replace("this morning", "at noon"))
    planned = again(shell, way, *flags, "--dry-run")
    assert (site / "_posts" / NAME).read_text("utf-8") == mine
    number = "1 line" if len(lost) == 1 else f"{len(lost)} lines"
    assert f"{NAME}: {number} of yours would be lost:" in planned.err
    shown = again(shell, way, *flags)
    assert shown.code == planned.code == 0
    go = "is" if len(lost) == 1 else "are"
    assert f"{NAME}: {number} of yours {go} lost:" in shown.err
    for text in lost:
        assert any(text in line for line in shown.err.splitlines() if line.startswith("- "))
    now = (site / "_posts" / NAME).read_text("utf-8")
    assert "three weeks" in now and ("My words." in now) == ("My words." not in lost)


@WAYS
def test_a_dry_run_shows_the_diff_and_writes_nothing(way: str, shell: Shell, site: Path) -> None:
    save(site)
    again(shell, way)
    edit(site, "a week", "two weeks")
    for body, code in (
        (BODY.replace("this morning", "at noon"), 0),
        (BODY.replace("a week", "no time"), 1),
    ):
        save(site, body)
        before = tree(site)
        shown = again(shell, way, "--update", "--dry-run")
        assert shown.code == code
        changed = "+The river carried bread past the market of the village at noon."
        assert (changed if not code else "+<<<<<<< your post") in shown.err
        assert tree(site) == before


@WAYS
def test_without_the_text_as_imported_the_post_stays_and_the_changes_are_reported(
    way: str, shell: Shell, site: Path
) -> None:
    save(site)
    again(shell, way)
    mine = edit(site, "_The text", "My words.\n\n_The text")
    for file in (site / ".crosspost" / "imported").iterdir():
        file.unlink()
    save(site, BODY.replace("a week", "a month"))
    shown = again(shell, way, "--update")
    assert shown.code == 1 and "its text as imported is not known" in shown.err
    assert (site / "_posts" / NAME).read_text("utf-8") == mine
    assert again(shell, way, "--update", "--conflicts", "mine").code == 0  # from now on it is known
    save(site, BODY.replace("a week", "a month").replace("this morning", "at noon"))
    assert again(shell, way, "--update").code == 0
    now = (site / "_posts" / NAME).read_text("utf-8")
    assert now == mine.replace("this morning", "at noon")


@WAYS
def test_an_article_that_the_site_has_not_becomes_a_post(
    way: str, shell: Shell, site: Path
) -> None:
    save(site)
    assert again(shell, way, "--update").out == f"_posts/{NAME}\n"


@WAYS
def test_a_draft_that_was_published_is_updated_where_it_is(
    way: str, shell: Shell, site: Path
) -> None:
    save(site)
    again(shell, way, "--draft")
    (site / "_posts").mkdir()
    (site / "_drafts" / NAME[11:]).rename(site / "_posts" / NAME)
    mine = edit(site, "a week", "two weeks")
    save(site, BODY.replace("this morning", "at noon"))
    assert again(shell, way, "--update").code == 0
    now = (site / "_posts" / NAME).read_text("utf-8")
    assert now == mine.replace("this morning", "at noon")


@pytest.mark.parametrize("command", [("post", "a.html"), ("batch", "a.html")])
@pytest.mark.parametrize("flags", [("--update", "--force"), ("--conflicts", "mine")])
def test_options_that_contradict_are_refused(
    command: tuple[str, ...], flags: tuple[str, ...], shell: Shell, site: Path
) -> None:
    save(site)
    assert shell(*command, *flags).code == 2


def test_json_says_what_was_kept_and_what_conflicts(shell: Shell, site: Path) -> None:
    save(site)
    shell("post", "a.html")
    edit(site, "A. Correspondent", "Me")
    save(site, BODY.replace("this morning", "at noon"), author="Another")
    record = json.loads(shell("post", "a.html", "--update", "--json").out)
    assert (record["status"], record["lost"]) == ("updated", [])
    assert record["update"] == {
        "is_three_way": True, "kept": ["author"], "conflicts": [], "file": None, "options": [],
    }  # fmt: skip
    assert record["front_matter"]["author"] == "Me" and "+The river" in record["diff"]
    edit(site, "a week", "two weeks")
    save(site, BODY.replace("a week", "no time"))
    record = json.loads(shell("post", "a.html", "--update", "--json").out)
    assert record["status"] == "conflict"
    assert record["update"]["file"] == f".crosspost/conflicts/_posts/{NAME}"
    (conflict,) = record["update"]["conflicts"]
    assert "two weeks" in conflict["mine"] and "no time" in conflict["article"]


def test_a_batch_counts_and_reports_what_was_updated(shell: Shell, site: Path) -> None:
    for name in "abcd":
        save(site, BODY, name, title=f"Title {name}")
    (site / "pages.txt").write_text("a.html\nb.html\nc.html\nd.html\n")
    shell("batch", "pages.txt", *QUICK)
    post = site / "_posts" / "2013-03-06-title-c.md"
    post.write_text(post.read_text().replace("a week", "two weeks"))
    for name in "bc":
        save(site, BODY.replace("a week", "no time"), name, title=f"Title {name}")
    broken = site / "_posts" / "2013-03-06-title-d.md"
    broken.write_text(broken.read_text().replace('source: "', 'source: "x" "'))
    report = site / ".crosspost" / "report.json"
    shown = shell("batch", "pages.txt", *QUICK, "--update", "--report", report)
    assert shown.code == 1
    words = "4 links: 0 posts written, 1 updated, 1 up to date, 1 in conflict, 1 failed"
    assert words in " ".join(shown.err.split())
    links = json.loads(report.read_text())["links"]
    assert [link["state"] for link in links] == ["unchanged", "updated", "conflict", "failed"]
    assert "the front matter cannot be read" in links[3]["reason"]
    for kind in ("csv", "md", "html"):
        shell("batch", "pages.txt", *QUICK, "--report", site / ".crosspost" / f"report.{kind}")
        text = (site / ".crosspost" / f"report.{kind}").read_text()
        assert "conflict" in text and "updated" in text


@WAYS
def test_options_of_the_import_count_again_unless_they_are_given_anew(
    way: str, shell: Shell, site: Path
) -> None:
    save(site, title="Bridge")
    options = ["--title-suffix", "[cross-post]", "--attribution-position", "bottom"]
    again(shell, way, *options, "--select", "author=.nobody", "--no-page-tags", "--note", "Mine.")
    (post,) = (site / "_posts").iterdir()
    before = post.read_text("utf-8")
    save(site, BODY.replace("this morning", "at noon"), title="Bridge")
    shown = again(shell, way, "--update", "-v")
    assert post.read_text("utf-8") == before.replace("this morning", "at noon")
    (line,) = (line for line in shown.err.splitlines() if "of the import" in line)
    assert "title_suffix = '[cross-post]'" in line and "author" in line and "note" not in line
    assert "of the import" not in again(shell, way, "--update").err
    shown = again(shell, way, "--update", "-v", "--title-suffix", "[copy]")
    now = post.read_text("utf-8")
    assert 'title: "Bridge [copy]"' in now and "title_suffix" not in shown.err.partition("of")[2]
    assert again(shell, way, "--update").code == 0 and post.read_text("utf-8") == now


def test_no_secret_is_kept_and_damaged_options_are_left_out(shell: Shell, site: Path) -> None:
    save(site)
    (site / "c.txt").write_text("")
    shell("post", "a.html", "--header", "X-Key: s3cret", "--cookies", "c.txt", "--mode", "general")
    (file,) = (site / ".crosspost" / "imported").iterdir()
    kept = json.loads(zlib.decompress(file.read_bytes()))
    assert kept["options"] == {"mode": "general"}
    kept["options"] = {"mode": "none", "cookies": "/etc/passwd", "title_suffix": "[copy]"}
    file.write_bytes(zlib.compress(json.dumps(kept).encode()))
    assert shell("post", "a.html", "--update").code == 0
    assert "[copy]" in (site / "_posts" / NAME).read_text("utf-8")
    for wrong in ([], None, 5):  # then nothing is known of the import
        file.write_bytes(zlib.compress(json.dumps(kept | {"options": wrong}).encode()))
        record = json.loads(shell("post", "a.html", "--update", "--json").out)
        assert not record["update"]["is_three_way"]


def test_a_list_s_own_fields_are_the_owner_s(shell: Shell, site: Path) -> None:
    save(site)
    (site / "list.csv").write_text("url,title\na.html,My title\n")
    shell("batch", "list.csv", *QUICK)
    (site / "list.txt").write_text("a.html\n")
    assert shell("batch", "list.txt", *QUICK, "--update").code == 0
    assert 'title: "My title"' in next((site / "_posts").iterdir()).read_text()


# Kills

# One process that has loaded what an update needs; for each number of steps it forks one that is
# killed after so many.
KILLED = """
import os, sys
import crosspost.batch.run, crosspost.cli.batch, crosspost.cli.post, crosspost.page_to_post
from crosspost import folders
from crosspost.cli import run
left, inner = 0, {}
for name in ("create", "rename", "sync"):
    inner[name] = getattr(folders.Folder, name)
def steps(name):
    def step(self, *arguments):
        global left
        result = inner[name](self, *arguments)
        left -= 1
        if left < 0:
            os._exit(9)
        return result
    return step
for name in inner:
    setattr(folders.Folder, name, steps(name))
for line in sys.stdin:
    left, child = int(line), os.fork()
    if not child:
        os.dup2(2, 1)
        code = 1
        try:
            code = run(sys.argv[1:])
        finally:
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@contextmanager
def killed_after(*words: str) -> Iterator[Callable[[int], int]]:
    """Yield a function that runs a command, killed after some steps, and returns its exit code."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", KILLED, *words]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def run(steps: int) -> int:
            assert process.stdin and process.stdout
            print(steps, file=process.stdin, flush=True)
            return int(process.stdout.readline())

        yield run


def kept(site: Path) -> dict[str, bytes]:
    """Return posts and conflicts, and temporary files wherever they are."""
    return {
        name: content
        for name, content in tree(site).items()
        if name.startswith("_posts") or "conflicts" in name or ".tmp" in name
    }


def restore(site: Path, backup: Path) -> None:
    for path in site.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(backup, site, dirs_exist_ok=True)
    sweep_once.cache_clear()  # each run would be a process of its own


@WAYS
def test_a_kill_at_any_step_leaves_what_the_next_run_ends_alike(
    way: str, shell: Shell, site: Path
) -> None:
    save(site)
    again(shell, way)
    mine = edit(site, "a week", "two weeks").encode()
    save(site, BODY.replace("this morning", "at noon"))
    backup = site.with_name("backup")
    shutil.copytree(site, backup)
    flags = ["a.html"] if way == "post" else ["pages.txt", *QUICK]
    again(shell, way, "--update")
    expected = kept(site)
    text = expected[f"_posts/{NAME}"]
    steps = 0
    with killed_after(way, *flags, "--update") as run:
        while True:
            restore(site, backup)
            code = run(steps)
            if code == 0:
                break
            assert code == 9
            assert (site / "_posts" / NAME).read_bytes() in (mine, text)
            assert again(shell, way, "--update").code == 0
            assert kept(site) == expected
            # The article changes once more in the same lines: what was kept is that of this post.
            save(site, BODY.replace("this morning", "in the evening"))
            assert again(shell, way, "--update").code == 0
            assert kept(site) == {f"_posts/{NAME}": text.replace(b"at noon", b"in the evening")}
            steps += 1
    assert steps > 6
