"""A post is on the disk whole or not at all, and never over another one unasked."""

from __future__ import annotations

import errno
import os
import random
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import crosspost.publish.temporary
from crosspost.errors import PostExists, WriteError
from crosspost.publish.temporary import sweep
from crosspost.publish.write import check_folder, open_new, write, write_new


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_post_is_written_in_utf_8_with_its_line_ends(tmp_path: Path) -> None:
    write("Zoë 日本 😀\nend\n", tmp_path / "x.md")
    assert (tmp_path / "x.md").read_bytes() == "Zoë 日本 😀\nend\n".encode()
    assert names(tmp_path) == ["x.md"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write("a\n", tmp_path / "site" / "_posts" / "x.md")
    assert (tmp_path / "site" / "_posts" / "x.md").read_text() == "a\n"


def test_an_existing_post_stays_as_it_is(tmp_path: Path) -> None:
    write("old\n", tmp_path / "x.md")
    with pytest.raises(PostExists) as caught:
        write("new\n", tmp_path / "x.md")
    assert caught.value.path == tmp_path / "x.md"
    assert (tmp_path / "x.md").read_text() == "old\n"
    assert names(tmp_path) == ["x.md"]


def test_replacing_keeps_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    write("old\n", path)
    path.chmod(0o640)
    write("new\n", path, replace=True)
    assert path.read_text() == "new\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_post_has_the_mode_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write("a\n", tmp_path / "x.md")
        write("a\n", tmp_path / "y.md", replace=True)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x.md").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "y.md").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("taken", "name"),
    [("Radio.md", "radio.md"), ("radio.md", "RADIO.md"), ("cafe\u0301.md", "caf\u00e9.md")],
)
def test_a_name_that_some_disks_take_for_the_same_counts_as_taken(
    taken: str, name: str, tmp_path: Path
) -> None:
    write("old\n", tmp_path / taken)
    with pytest.raises(PostExists, match="exists already"):
        write("new\n", tmp_path / name)
    assert names(tmp_path) == [taken]


@pytest.mark.threat("9: a folder that became a link")
def test_nothing_is_written_through_a_linked_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "inner").mkdir(parents=True)
    (tmp_path / "_posts").symlink_to(tmp_path / "elsewhere")
    for folder in (tmp_path / "_posts", tmp_path / "_posts" / "inner", tmp_path / "_posts" / "new"):
        with pytest.raises(WriteError, match="_posts: this is a link"):
            write("a\n", folder / "x.md")
        with pytest.raises(WriteError, match="_posts: this is a link"):
            write_new([(folder / "x.md", "a\n")])
    assert names(tmp_path / "elsewhere") == ["inner"]


@pytest.mark.threat("9: a post that is a link")
@pytest.mark.parametrize("target", ["real.md", "nowhere.md"])
def test_nothing_is_written_through_a_linked_post(target: str, tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old\n")
    (tmp_path / "x.md").symlink_to(target)
    with pytest.raises(PostExists):
        write("new\n", tmp_path / "x.md")
    with pytest.raises(WriteError, match="this is a link"):
        write("new\n", tmp_path / "x.md", replace=True)
    assert write_new([(tmp_path / "x.md", "new\n")]) == [tmp_path / "x.md"]
    assert (tmp_path / "real.md").read_text() == "old\n"
    assert names(tmp_path) == ["real.md", "x.md"]


@pytest.mark.threat("9: a second name (hard link) of a file outside")
def test_a_second_name_of_another_file_is_replaced_and_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("old\n")
    os.link(tmp_path / "outside", tmp_path / "x.md")
    write("new\n", tmp_path / "x.md", replace=True)
    assert (tmp_path / "outside").read_text() == "old\n"
    assert (tmp_path / "x.md").read_text() == "new\n"


@pytest.mark.threat("9: a folder exchanged for a link while it is written to")
def test_a_folder_that_is_exchanged_in_between_gets_nothing_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    posts, sync = tmp_path / "_posts", os.fsync

    def exchange(descriptor: int) -> None:
        if not posts.is_symlink():
            posts.rename(tmp_path / "moved")
            posts.symlink_to("elsewhere")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", exchange)
    write("a\n", posts / "x.md")
    assert names(tmp_path / "elsewhere") == [] and names(tmp_path / "moved") == ["x.md"]


@pytest.mark.parametrize("name", ["x" * 252 + ".md", "日" * 84 + ".md"])
def test_the_longest_name_can_be_written(name: str, tmp_path: Path) -> None:
    assert len(name.encode()) == 255
    write("a\n", tmp_path / name)
    assert names(tmp_path) == [name]


def test_a_name_that_is_too_long_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="too long"):
        write("a\n", tmp_path / ("x" * 253 + ".md"))
    assert names(tmp_path) == []


def test_a_folder_in_the_place_of_the_post_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.md").mkdir()
    for replace in (False, True):
        with pytest.raises(WriteError, match="folder"):
            write("a\n", tmp_path / "x.md", replace=replace)
    assert names(tmp_path) == ["x.md"]


def test_a_file_in_the_place_of_the_folder_is_an_error_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "_posts").touch()
    for folder in (tmp_path / "_posts", tmp_path / "_posts" / "2013"):
        with pytest.raises(WriteError, match="is a file") as caught:
            write("a\n", folder / "x.md")
        assert "--output" in caught.value.hint


def test_a_folder_without_the_right_to_write_is_known_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode, **more: False)  # root may write anywhere
    with pytest.raises(WriteError, match="no permission"):
        write("a\n", tmp_path / "x.md")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "the disk reports an error"),
    ],
)
@pytest.mark.parametrize("replace", [False, True])
def test_a_disk_that_fails_leaves_nothing_behind(
    number: int, words: str, replace: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if replace:
        (tmp_path / "x.md").write_text("old\n")

    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WriteError, match=words):
        write("a\n", tmp_path / "x.md", replace=replace)
    assert names(tmp_path) == (["x.md"] if replace else [])
    assert not replace or (tmp_path / "x.md").read_text() == "old\n"


def test_a_full_disk_is_told_from_a_real_limit(tmp_path: Path) -> None:
    """The kernel itself refuses here: a file may grow to 64 KB in this process."""
    script = f"""
import resource, signal, sys
from pathlib import Path
from crosspost.errors import WriteError
from crosspost.publish.write import write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
try:
    write("x" * 100_000, Path({str(tmp_path / "x.md")!r}))
except WriteError as error:
    sys.exit(str(error))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "larger than the system allows" in done.stderr
    assert names(tmp_path) == []


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **more: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("no_links")
def test_a_disk_without_hard_links_gets_the_post_and_loses_none(tmp_path: Path) -> None:
    write("a\n", tmp_path / "x.md")
    with pytest.raises(PostExists):
        write("b\n", tmp_path / "x.md")
    assert (tmp_path / "x.md").read_text() == "a\n"
    assert names(tmp_path) == ["x.md"]


@pytest.mark.parametrize("links", [True, False])
def test_of_many_writers_one_wins(
    links: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if not links:
        request.getfixturevalue("no_links")

    def attempt(number: int) -> int | None:
        try:
            write(f"{number}\n" * 1000, tmp_path / "x.md")
        except PostExists:
            return None
        return number

    for _ in range(20):
        with ThreadPoolExecutor(8) as pool:
            winners = [n for n in pool.map(attempt, range(8)) if n is not None]
        assert len(winners) == 1
        assert (tmp_path / "x.md").read_text() == f"{winners[0]}\n" * 1000
        assert names(tmp_path) == ["x.md"]
        (tmp_path / "x.md").unlink()


WRITER = """
import sys
from pathlib import Path
from crosspost.errors import PostExists
from crosspost.publish.write import write
folder, who = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
for number in range(100_000):
    try:
        write(f"{who} {number}\\n" * 5000 + "end\\n", folder / f"{number:06}.md")
    except PostExists:
        pass
"""


def writer(folder: Path, who: str) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), who], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout and child.stdout.readline() == "ready\n"
    return child


def kill(child: subprocess.Popen[str]) -> None:
    child.send_signal(signal.SIGKILL)
    child.communicate()


def check_whole(folder: Path) -> int:
    """Check that each post is one writer's, from its first line to its last."""
    posts = [path for path in folder.iterdir() if path.suffix == ".md"]
    for path in posts:
        lines = path.read_text().split("\n")
        assert lines[-2:] == ["end", ""], path
        assert len(lines) == 5002 and len(set(lines[:-2])) == 1, path
    return len(posts)


def test_killed_at_any_moment_no_post_is_torn(tmp_path: Path) -> None:
    pick = random.Random(3)
    for attempt in range(30):
        child = writer(tmp_path, f"writer {attempt}")
        time.sleep(pick.uniform(0, 0.03))
        kill(child)
    assert check_whole(tmp_path) > 0
    sweep(tmp_path)
    assert [name for name in names(tmp_path) if not name.endswith(".md")] == []


def test_two_processes_at_once_write_each_post_once(tmp_path: Path) -> None:
    children = [writer(tmp_path, "one"), writer(tmp_path, "other")]
    time.sleep(0.3)
    for child in children:
        kill(child)
    assert check_whole(tmp_path) > 0


def test_many_posts_are_written_at_once_and_the_taken_ones_named(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b" / "c"
    write("old\n", a / "X.md")
    files = [(a / "x.md", "1\n"), (a / "y.md", "2\n"), (b / "x.md", "3\n"), (a / "Y.md", "4\n")]
    assert write_new(files) == [a / "x.md", a / "Y.md"]
    assert (names(a), names(b)) == (["X.md", "y.md"], ["x.md"])
    assert (a / "X.md").read_text() == "old\n"
    assert (b / "x.md").read_text() == "3\n"


def test_of_many_posts_a_failure_spares_the_others(tmp_path: Path) -> None:
    files = [(tmp_path / "1.md", "1\n"), (tmp_path / ("x" * 300), "2\n"), (tmp_path / "3.md", "3")]
    with pytest.raises(WriteError, match="too long"):
        write_new(files)
    assert names(tmp_path) == ["1.md", "3.md"]


def test_hidden_files_of_dead_writers_are_swept_and_of_live_ones_kept(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    dead = tmp_path / f".x.md.crosspost-{gone.pid}-0.tmp"
    live = tmp_path / f".x.md.crosspost-{os.getpid()}-999999.tmp"
    other = tmp_path / ".x.md.tmp"
    for path in (dead, live, other):
        path.touch()
    write("a\n", tmp_path / "x.md")
    assert names(tmp_path) == sorted(["x.md", live.name, other.name])


def test_a_hidden_file_of_the_same_name_is_stepped_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crosspost.publish.temporary, "_number", iter([0, 1]))
    left = tmp_path / f".x.md.crosspost-{os.getpid()}-0.tmp"
    left.write_text("left by a process that had our number\n")
    write("a\n", tmp_path / "x.md")
    assert (tmp_path / "x.md").read_text() == "a\n"


def test_a_folder_can_be_asked_about_without_being_made(tmp_path: Path) -> None:
    check_folder(tmp_path / "a" / "_posts")
    assert not (tmp_path / "a").exists()
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError, match="file"):
        check_folder(tmp_path / "file" / "_posts")


def test_a_stream_becomes_a_file_when_its_block_ends_well(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("before\n")
    with open_new(path, replace=True) as stream:
        stream.write("one\n" * 10_000)
        assert path.read_text() == "before\n"
        stream.write("\udcff\r\n")
    assert path.read_bytes() == b"one\n" * 10_000 + b"\\udcff\r\n"


def test_a_stream_that_ends_with_an_error_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("before\n")
    with pytest.raises(KeyError), open_new(path, replace=True) as stream:
        stream.write("half")
        raise KeyError
    assert path.read_text() == "before\n" and list(tmp_path.iterdir()) == [path]
    with pytest.raises(PostExists), open_new(path) as stream:
        stream.write("never")
