"""A site that somebody else made: links, pipes and devices in it are neither read nor written."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from cpu import cpu_limit
from crosspost.cli import run
from crosspost.errors import WriteError
from crosspost.validate.files import read_bytes, write_bytes
from validate.blog import Blog

SECRET = "---\ntitle: my secret: 12:30\ntags: a, b\n---\n\nText.\n"
POST = "_posts/2013-03-06-a.md"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of the reader's own, with a file that would have findings and fixes."""
    folder = tmp_path / "outside"
    (folder / "_posts").mkdir(parents=True)
    (folder / "2013-03-06-secret.md").write_text(SECRET)
    (folder / "_posts/2013-03-06-secret.md").write_text(SECRET)
    return folder


def secret_is_safe(outside: Path) -> bool:
    return all(path.read_text() == SECRET for path in outside.rglob("*.md"))


@pytest.mark.threat("10: links among the posts lead out of the site")
@pytest.mark.parametrize("target", ["absolute", "relative", "chain"])
def test_a_post_that_links_out_of_the_site_is_neither_shown_nor_repaired(
    blog: Blog, outside: Path, target: str
) -> None:
    blog.post("title: 12:30\n", "2013-03-06-b.md")
    secret = outside / "2013-03-06-secret.md"
    link = blog.root / POST
    if target == "chain":
        (blog.root / "first").symlink_to(secret)
        link.symlink_to("../first")
    else:
        link.symlink_to(secret if target == "absolute" else os.path.relpath(secret, link.parent))
    for paths in (["."], ["_posts"], [POST, "_posts/2013-03-06-b.md"]):
        found = blog.findings(*paths)
        assert [f.code for f in found] == ["CP002", "CP209"]
        assert "a symbolic link out of the site" in found[0].message
        assert "secret" not in repr(found)
    blog.run(fix=True, unsafe=True)
    assert secret_is_safe(outside)
    assert link.is_symlink()


@pytest.mark.threat("10: links among the posts lead out of the site")
@pytest.mark.parametrize("config", [True, False])
@pytest.mark.parametrize("link", ["_posts", "_drafts", "_posts/2013"])
def test_a_folder_that_links_out_of_the_site_is_not_looked_into(
    blog: Blog, outside: Path, link: str, config: bool
) -> None:
    if config:
        blog.file("_config.yml", "title: A site\n")
    place = blog.root / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside / "_posts")
    for path in (".", link.split("/")[0], *(f"{link}/{p.name}" for p in place.iterdir())):
        (found,) = blog.findings(path)
        assert found.code == "CP002"
        assert "my secret" not in repr(found)
    blog.run(fix=True, unsafe=True)
    assert secret_is_safe(outside)


def test_a_link_within_the_site_is_read_and_repaired_and_stays_a_link(blog: Blog) -> None:
    blog.file("_config.yml", "title: A site\n")
    note = blog.file("notes/talas.md", "---\ntitle: 12:30\n---\n\nText.\n")
    link = blog.root / POST
    link.parent.mkdir()
    link.symlink_to("../notes/talas.md")
    assert blog.codes() == ["CP209"]
    blog.run(fix=True)
    assert link.is_symlink()
    assert 'title: "12:30"' in note.read_text()
    assert blog.codes() == []


def test_a_site_that_is_itself_behind_a_link_is_checked(blog: Blog, tmp_path: Path) -> None:
    blog.post("title: 12:30\n")
    (tmp_path / "link").symlink_to(blog.root)
    assert Blog(tmp_path / "link").codes() == ["CP209"]
    assert Blog(tmp_path).codes("link/_posts") == ["CP209"]


def pipe(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    # The path of a socket is short.
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def endless(path: Path) -> None:
    path.symlink_to(path.name)


ODD: list[Callable[[Path], None]] = [pipe, unix_socket, device, endless, Path.mkdir]


@pytest.mark.threat("10: a pipe or a device among the posts is waited for")
@pytest.mark.parametrize("make", ODD, ids=lambda make: make.__name__)
def test_what_is_not_a_file_is_said_and_the_others_are_checked(
    blog: Blog, make: Callable[[Path], None]
) -> None:
    blog.post("title: 12:30\n", "2013-03-06-b.md")
    make(blog.root / POST)
    with cpu_limit(1):
        assert blog.codes(POST, "_posts/2013-03-06-b.md") in (["CP002", "CP209"], ["CP209"])
        assert blog.codes("_posts") in (["CP002", "CP209"], ["CP209"])


SITE_FILES = ("_config.yml", "_data/authors.yml", "_authors/ann.md", "_layouts/post.html",
              "_includes/x.html", "crosspost.toml", "pyproject.toml", "hugo.toml", "config.toml",
              "Gemfile.lock", "_plugins")  # fmt: skip


@pytest.mark.threat("10: a pipe or a device in the place of a site's file is waited for")
@pytest.mark.parametrize("name", SITE_FILES)
@pytest.mark.parametrize("make", ODD, ids=lambda make: make.__name__)
def test_an_odd_file_of_the_site_keeps_nobody(
    blog: Blog, name: str, make: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    if name != "_config.yml":
        blog.file("_config.yml", "title: A site\n")
    blog.post("title: Radio\nlayout: post\nauthor: ann\n", body="{% include x.html %}\n")
    (blog.root / "content").mkdir()
    place = blog.root / name
    place.parent.mkdir(exist_ok=True)
    make(place)
    monkeypatch.chdir(blog.root)
    assert run(["validate", "--body", "--exit-zero", "--quiet"]) in (0, 2)


@pytest.mark.threat("10: the settings of a cloned site name folders outside of it")
@pytest.mark.parametrize(
    "setting", ["source", "data_dir", "layouts_dir", "includes_dir", "collections_dir"]
)
@pytest.mark.parametrize("value", ["/", "..", "../outside", '"\\0"', '"\\ud800"', "[a]", "{a: b}"])
def test_a_site_cannot_send_the_reader_elsewhere(
    blog: Blog, outside: Path, setting: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.file("_config.yml", f"{setting}: {value}\n")
    blog.post("title: Radio\nlayout: post\nauthor: ann\n", body="{% include ../a.html %}\n")
    monkeypatch.chdir(blog.root)
    with cpu_limit(2):
        assert run(["validate", "--body", "--exit-zero", "--quiet"]) in (0, 2)


def test_an_image_outside_of_the_site_is_not_looked_for(blog: Blog, outside: Path) -> None:
    (outside / "a.jpg").touch()
    blog.file("_config.yml", "title: A site\n")
    for n in range(5):
        blog.file(f"images/{n}.jpg")
        blog.post(f"title: Radio\nimage: images/{n}.jpg\n", f"2013-03-06-{n}.md")
    blog.post("title: Radio\nimage: images/../../outside/a.jpg\n")
    assert "CP703" in blog.codes() or "CP704" in blog.codes()


@pytest.mark.threat("10: a report or a baseline is written through a link")
@pytest.mark.parametrize("option", ["--output-file", "--write-baseline"])
@pytest.mark.parametrize("make", ["link", "dangling", "folder", "pipe"])
def test_nothing_is_written_through_a_link_or_into_a_pipe(
    blog: Blog, outside: Path, option: str, make: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.post("title: 12:30\n")
    monkeypatch.chdir(blog.root)
    name = Path("out.json")
    if make == "link":
        name.symlink_to(outside / "2013-03-06-secret.md")
    elif make == "dangling":
        name.symlink_to(outside / "new")
    elif make == "pipe":
        os.mkfifo(name)
    else:
        Path("out").symlink_to(outside)
        name = Path("out/out.json")
    assert run(["validate", "--format", "json", option, str(name)]) in (1, 2)
    assert secret_is_safe(outside)
    assert sorted(path.name for path in outside.iterdir()) == ["2013-03-06-secret.md", "_posts"]
    assert not list(blog.root.glob(".*.tmp"))


def test_a_report_is_replaced_whole_and_goes_where_the_person_says(
    blog: Blog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.post("title: 12:30\n")
    monkeypatch.chdir(blog.root)
    (tmp_path / "reports").mkdir()
    for name in ("out.json", "../reports/out.json", str(tmp_path / "reports/out.json")):
        for _ in range(2):
            assert run(["validate", "--format", "json", "-o", name]) == 1
            assert json.loads(Path(name).read_text())[0]["code"] == "CP209"
    assert Path("out.json").stat().st_mode & 0o777 == 0o666 & ~_umask()
    assert run(["validate", "-o", "/dev/null"]) == 1


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.threat("10: a baseline or a schema of a cloned site is a pipe, endless or hostile")
@pytest.mark.parametrize("option", ["--baseline", "--schema"])
@pytest.mark.parametrize(
    "content",
    [pipe, device, endless, "[" * 100_000, '{"findings": {"a": 1e999}}', '{"findings": {"a": NaN}}',
     '{"a": ' + "9" * 5000 + "}", b"\xff", '{"$ref": "#"}'],
)  # fmt: skip
def test_a_hostile_file_beside_the_posts_is_an_error_of_one_line(
    blog: Blog, option: str, content: object, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    blog.post("title: Radio\n")
    place = blog.root / "given.json"
    if callable(content):
        content(place)
    else:
        place.write_bytes(content.encode() if isinstance(content, str) else bytes(content))  # type: ignore[call-overload]
    monkeypatch.chdir(blog.root)
    code = run(["validate", option, "given.json", "--format", "concise"])
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err
    assert (code in (1, 2)) == bool(out + err)  # some of them are schemas that forbid nothing
    assert len((out + err).splitlines()) <= 5


def test_a_repair_that_cannot_be_written_costs_no_other_post(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = blog.post("title: 12:30\n", "2013-03-06-a.md")
    second = blog.post("title: 12:30\n", "2013-03-06-b.md")
    replace = os.replace

    def refused(source: str, target: str, **folders: int) -> None:
        if str(target).endswith("-a.md"):
            raise PermissionError(13, "Permission denied")
        replace(source, target, **folders)

    monkeypatch.setattr(os, "replace", refused)
    done = blog.run(fix=True)
    assert 'title: "12:30"' in second.read_text()
    assert "title: 12:30" in first.read_text()
    assert [(f.path, f.code) for f in done.findings] == [(POST, "CP209")]
    assert list(done.refused) == [POST]
    assert sorted(path.name for path in first.parent.iterdir()) == [first.name, second.name]


@pytest.mark.threat("17: file names that are not UTF-8 or command a terminal")
@pytest.mark.parametrize(
    "name",
    [b"2013-03-06-\xff.md", b"2013-03-06-\x1b[31m.md", b"2013-03-06-a\n::error::b.md",
     "2013-03-06-\u202egnp.md".encode()],
)  # fmt: skip
def test_names_that_are_not_utf_8_or_command_a_terminal(
    blog: Blog,
    name: bytes,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    blog.post("title: 12:30\n", "2013-03-06-b.md")
    path = os.fsencode(blog.root / "_posts") + b"/" + name
    Path(os.fsdecode(path)).write_text("---\ntitle: 12:30\ntags: a, b\n---\n")
    monkeypatch.chdir(blog.root)
    for style in (
        "full",
        "concise",
        "json",
        "jsonl",
        "github",
        "gitlab",
        "sarif",
        "junit",
        "rdjson",
    ):
        assert run(["validate", "--format", style]) == 1
        out, err = capfdbinary.readouterr()
        assert b"\x1b" not in out and b"Traceback" not in err
        out.decode("utf-8")
    assert run(["validate", "--fix", "--unsafe-fixes"]) in (0, 1)


def test_reading_is_bounded_and_says_why_not(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"x" * 10)
    assert read_bytes(str(file), str(tmp_path)) == b"x" * 10
    with pytest.raises(WriteError, match="larger than"):
        read_bytes(str(file), most=9)
    with pytest.raises(WriteError, match="outside of the site's folder"):
        read_bytes(str(file), str(tmp_path / "b"))
    with pytest.raises(WriteError, match="null"):
        read_bytes(f"{tmp_path}/a\0")
    with pytest.raises(WriteError, match="null"):
        write_bytes(f"{tmp_path}/a\0", b"")
