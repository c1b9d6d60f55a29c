"""Findings that are kept for the next run: never stale, never trusted, never in the way."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

import crosspost.validate.context
from crosspost.cli import run as command
from crosspost.model import Finding
from crosspost.validate import Options, Run, cache, check_paths, inputs, run
from crosspost.validate.cache import Cache, Kept
from crosspost.validate.check import alone
from crosspost.validate.schema import validator
from validate.blog import Blog

NOW = datetime(2026, 12, 1, 22, 30, tzinfo=UTC)
FAULTY = "title: Harbour radio\ntags: piano, music\n"


class Clock(datetime):
    """A clock that stands still."""

    moment = NOW

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.moment


@pytest.fixture(autouse=True)
def _keep_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is found in small sites, too, and though they were written a moment ago."""
    monkeypatch.setattr(run, "_FEWEST_KEPT", 1)
    monkeypatch.setattr(inputs, "_CLOCK_STEP", -3600.0)
    monkeypatch.setattr(crosspost.validate.context, "datetime", Clock)
    Clock.moment = NOW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def check(
    blog: Blog, folder: Path | None, *paths: str, fix: bool = False, **options: object
) -> Run:
    defaults = {"show_info": True, "root": str(blog.root), "ignore": ("CP721",)}
    chosen = Options(**{**defaults, **options})  # type: ignore[arg-type]
    return check_paths(
        paths or ["."], chosen, fix=fix, write=fix, working=str(blog.root), cache=lambda: folder
    )


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The posts that were really checked."""
    seen: list[str] = []
    real = run.alone
    monkeypatch.setattr(
        run, "alone", lambda post, site: seen.append(post.shown) or real(post, site)
    )
    return seen


def test_nothing_is_checked_again_while_nothing_changes(
    blog: Blog, folder: Path, checks: list[str]
) -> None:
    blog.post(FAULTY)
    blog.post("title: B\n", "2013-03-07-b.md")
    first = check(blog, folder)
    assert len(checks) == 2
    assert first.findings
    again = check(blog, folder)
    assert len(checks) == 2
    assert again == first
    assert (again.files, again.hidden) == (2, 0)
    assert check(blog, None) == first


def test_posts_with_the_same_size_and_time_but_other_bytes_are_checked(
    blog: Blog, folder: Path
) -> None:
    path = blog.post("title: A\ntags: a, b\n")
    status = path.stat()
    assert check(blog, folder).findings
    path.write_text(path.read_text().replace("a, b", "[ab]"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert check(blog, folder).findings == check(blog, None).findings


CHANGES: dict[str, Callable[[Blog], object]] = {
    "a setting of the site": lambda b: b.file("_config.yml", "title: B\npermalink: /:title/\n"),
    "a layout": lambda b: b.file("_layouts/other.html", "{{ content }}"),
    "what a layout says": lambda b: b.file("_layouts/post.html", "{{ page.title | slugify }}"),
    "an author": lambda b: b.file("_data/authors.yml", "ben:\n  name: Ben\n"),
    "an image": lambda b: b.file("assets/a.png"),
    "a page with the URL of a post": lambda b: b.file(
        "radio.md", "---\npermalink: /2013/03/06/talas.html\n---\n"
    ),
    "another post": lambda b: b.post("title: C\ntags: [Piano]\n", "2013-03-08-c.md"),
    "a post that is gone": lambda b: (b.root / "_posts/2013-03-07-b.md").unlink(),
    "an include": lambda b: b.file("_includes/box.html"),
    "the Gemfile": lambda b: b.file("Gemfile", 'gem "jekyll", "~> 3.9"\n'),
    "a plugin": lambda b: b.file("_plugins/tag.rb"),
}


def changeable(blog: Blog) -> None:
    blog.file("_config.yml", "title: B\n")
    blog.file("_layouts/post.html", "{{ content }}")
    blog.file("_data/authors.yml", "ann:\n  name: Ann\n")
    body = "{% include box.html %} {% mark %} ![a](/assets/a.png)\n"
    blog.post(
        "title: 2013\ntags: [piano]\nauthor: ben\nlayout: other\nimage: /assets/a.png\n", body=body
    )
    blog.post("title: B\nredirect_from: /2013/03/06/talas/\n", "2013-03-07-b.md")


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_run_depends_on_makes_it_run_again(
    blog: Blog, folder: Path, checks: list[str], change: str
) -> None:
    changeable(blog)
    check(blog, folder, body=True)
    checks.clear()
    CHANGES[change](blog)
    found = check(blog, folder, body=True)
    assert checks
    assert found == check(blog, None, body=True)


def test_each_file_and_folder_that_rules_open_is_part_of_it(
    blog: Blog, folder: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    changeable(blog)
    for name in ("_includes/a.svg", "_layouts/b.png", "x.md", "sub/y.html", "Gemfile",
                 "_authors/c.png", "_data/author.yml", "assets/a.JPG"):  # fmt: skip
        blog.file(name, "---\n---\n")
    opened: set[str] = set()
    for name in ("open", "scandir", "listdir"):
        monkeypatch.setattr(os, name, partial(_noted, getattr(os, name), opened))
    check(blog, None, body=True)
    monkeypatch.undo()
    inside = sorted(path for path in opened if path.startswith(f"{blog.root}/"))
    assert {"_includes/a.svg", "_layouts/b.png", "_authors/c.png", "assets", "sub/y.html"} <= {
        os.path.relpath(path, blog.root) for path in inside
    }
    with monkeypatch.context() as patch:
        patch.setattr(run, "_FEWEST_KEPT", 1)
        patch.setattr(inputs, "_CLOCK_STEP", -3600.0)
        patch.setattr(run, "alone", lambda post, c: checks.append(post.shown) or alone(post, c))
        for path in inside:
            check(blog, folder, body=True)
            checks.clear()
            check(blog, folder, body=True)
            assert not checks
            place = Path(path)
            if not place.is_file():  # a folder, or one that was looked for
                place.mkdir(exist_ok=True, parents=True)
                (place / "new.png").touch()
            else:
                place.write_bytes(place.read_bytes()[:-1] + b" ")  # of the same size
            check(blog, folder, body=True)
            assert checks, path


def _noted(
    real: Callable[..., object], opened: set[str], path: object = ".", *more: object
) -> object:
    opened.add(os.fspath(path))  # type: ignore[call-overload]
    return real(path, *more)


def test_half_of_these_changes_change_what_is_found(blog: Blog) -> None:
    found = {}
    for name, change in CHANGES.items():
        shutil.rmtree(blog.root)
        changeable(blog)
        before = check(blog, None, body=True).findings
        change(blog)
        found[name] = check(blog, None, body=True).findings != before
    assert sum(found.values()) > len(found) / 2, found


def test_a_setting_a_version_and_a_selection_of_posts_make_it_run_again(
    blog: Blog, folder: Path, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.post(FAULTY)
    blog.post("title: B\n", "2013-03-07-b.md")
    check(blog, folder)
    for again in (
        lambda: check(blog, folder, ignore=("CP5",)),
        lambda: check(blog, folder, severity={"CP501": "error"}),
        lambda: check(blog, folder, "_posts/2013-03-07-b.md"),
        lambda: monkeypatch.setattr(inputs, "__version__", "9.9") or check(blog, folder),
        lambda: monkeypatch.setattr(inputs, "_program", lambda: ["x"]) or check(blog, folder),
    ):
        checks.clear()
        again()
        assert checks


def test_a_schema_is_part_of_it(blog: Blog, folder: Path, checks: list[str]) -> None:
    pytest.importorskip("jsonschema")
    blog.post("title: B\n")
    schema = blog.file("s.json", '{"required": ["lang"]}')
    options = {"schema": {"**": str(schema)}}
    assert [f.code for f in check(blog, folder, **options).findings] == ["CP901"]
    checks.clear()
    assert [f.code for f in check(blog, folder, **options).findings] == ["CP901"]
    assert not checks
    schema.write_text('{"required": ["title"]}')
    validator.cache_clear()  # as in another process
    assert check(blog, folder, **options).findings == []


def test_a_post_to_come_is_reported_until_its_time(
    blog: Blog, folder: Path, checks: list[str]
) -> None:
    blog.file("_config.yml", "timezone: UTC\n")
    blog.post("title: B\ndate: 2026-12-02 08:00:00 +0000\n", "2026-12-02-b.md")
    for moment, codes, runs in (
        (NOW, ["CP404"], 1),
        (NOW + timedelta(hours=9), ["CP404"], 0),
        (NOW + timedelta(hours=10), [], 1),
        (NOW + timedelta(days=9), [], 0),
        (NOW - timedelta(days=1), ["CP404"], 1),  # the clock was set back
    ):
        checks.clear()
        Clock.moment = moment
        assert [f.code for f in check(blog, folder).findings] == codes, moment
        assert len(checks) == runs, moment


def test_what_changed_a_moment_ago_is_not_kept(
    blog: Blog, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "_CLOCK_STEP", 2.0)
    blog.post(FAULTY)
    check(blog, folder)
    assert kept(folder) == []


@pytest.mark.parametrize("body", ["{% include linked/a.png %}", "![a](/assets/linked/a.png)"])
def test_what_depends_on_files_outside_of_the_site_is_not_kept(
    blog: Blog, folder: Path, tmp_path: Path, body: str
) -> None:
    (tmp_path / "other").mkdir()
    blog.file("_config.yml")
    blog.file("assets/b.png")
    (blog.root / "_includes").mkdir()
    (blog.root / "_includes/linked").symlink_to(tmp_path / "other")
    (blog.root / "assets/linked").symlink_to(tmp_path / "other")
    blog.post("title: B\n", body=body)
    before = check(blog, folder, body=True).findings
    assert [f.code for f in before] in (["CP851"], ["CP854"])
    (tmp_path / "other/a.png").touch()
    assert check(blog, folder, body=True).findings == []


def test_a_post_that_cannot_be_read_is_tried_each_time(blog: Blog, folder: Path) -> None:
    blog.post(FAULTY)
    (blog.root / "_posts/2013-03-07-b.md").symlink_to("nowhere.md")
    assert "CP002" in [f.code for f in check(blog, folder).findings]
    assert kept(folder) == []


def test_fixes_are_of_the_posts_as_they_are(blog: Blog, folder: Path) -> None:
    path = blog.post(FAULTY)
    check(blog, folder)
    (entry,) = kept(folder)
    reseal(entry, lambda body: body[-1][0][8][2].append([0, 3, "rm"]))
    done = check(blog, folder, fix=True)
    assert done.fixed
    assert path.read_text().startswith("---\ntitle")
    assert check(blog, folder).findings == []
    assert check(blog, folder, fix=True) == check(blog, None, fix=True)


def reseal(entry: Path, change: Callable[[list], object]) -> None:  # type: ignore[type-arg]
    body = json.loads(entry.read_bytes().partition(b"\n")[2])
    change(body)
    data = json.dumps(body).encode()
    entry.write_bytes(hashlib.blake2b(data).hexdigest().encode() + b"\n" + data)


def _set(*path: object) -> Callable[[list], None]:  # type: ignore[type-arg]
    *way, last, value = path

    def change(body: list) -> None:  # type: ignore[type-arg]
        for step in way:
            body = body[step]
        body[last] = value

    return change


FORGED: dict[str, Callable[[list], object]] = {  # type: ignore[type-arg]
    "another version": _set(0, 2),
    "of another site": _set(1, "0" * 64),
    "no time": _set(2, ""),
    "not a time": _set(2, "yesterday"),
    "a time without a zone": _set(2, "2026-01-01T00:00:00"),
    "an end without a zone": _set(3, "2029-01-01T00:00:00"),
    "hidden is a truth value": _set(4, True),
    "fewer than none hidden": _set(4, -1),
    "findings are a table": _set(5, {}),
    "a finding is a text": _set(5, 0, "x"),
    "a finding of another file": _set(5, 0, 0, "/etc/passwd"),
    "a finding of a file above": _set(5, 0, 0, "../../a.md"),
    "line 0": _set(5, 0, 1, 0),
    "a line that is no number": _set(5, 0, 1, "1"),
    "an unknown level": _set(5, 0, 6, "fatal"),
    "not a code": _set(5, 0, 5, "\x1b[2J"),
    "a message that is a list": _set(5, 0, 7, []),
    "a fix that is a text": _set(5, 0, 8, "x"),
    "an edit before the file": _set(5, 0, 8, 2, 0, 0, -1),
    "an edit of no bytes": _set(5, 0, 8, 2, 0, 2, "\u20ac"),
    "more columns": lambda body: body[5][0].append(1),
    "more values": lambda body: body.append(1),
}


@pytest.mark.parametrize("forged", FORGED)
def test_an_entry_that_crosspost_would_not_write_is_ignored_and_replaced(
    blog: Blog, folder: Path, checks: list[str], forged: str
) -> None:
    blog.post(FAULTY)
    first = check(blog, folder)
    (entry,) = kept(folder)
    whole = entry.read_bytes()
    reseal(entry, FORGED[forged])
    checks.clear()
    assert check(blog, folder) == first
    assert checks
    assert entry.read_bytes() == whole


@pytest.mark.parametrize(
    "data",
    [b"", b"\x80\x04N.", b"{}", b"\n", b"\n" + b"[" * 100_000, b"9" * 10_000, b"\xff" * 300],
    ids=["empty", "pickle", "table", "line", "nested", "digits", "not-text"],
)
def test_a_file_that_is_no_entry_is_ignored_and_replaced(
    blog: Blog, folder: Path, data: bytes
) -> None:
    blog.post(FAULTY)
    first = check(blog, folder)
    (entry,) = kept(folder)
    whole = entry.read_bytes()
    for broken in (data, hashlib.blake2b(data).hexdigest().encode() + b"\n" + data, whole[:-9]):
        entry.write_bytes(broken)
        assert check(blog, folder) == first
        assert entry.read_bytes() == whole


def test_a_folder_that_cannot_be_used_is_no_error(blog: Blog, folder: Path, tmp_path: Path) -> None:
    blog.post(FAULTY)
    expected = check(blog, None)
    folder.write_text("mine")
    assert check(blog, folder) == expected
    assert folder.read_text() == "mine"
    elsewhere = tmp_path / "elsewhere"
    check(blog, elsewhere)
    (entry,) = kept(elsewhere)
    entry.unlink()
    victim = tmp_path / "victim"
    victim.write_text("mine")
    entry.symlink_to(victim)
    assert check(blog, elsewhere) == expected
    assert victim.read_text() == "mine"


def test_old_entries_are_dropped_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Cache(folder)
    found = Kept([Finding("a.md", 1, 1, 1, 2, "CP501", "error", "m" * 500)], 0, NOW, None)
    store.keep("f" * 64, found)
    (folder / "mine.json").write_text("{}")
    monkeypatch.setattr(cache, "_MOST_ENTRIES", 5)
    for number in range(9):
        store.keep(f"{number:064x}", found)
        os.utime(folder / f"{number:064x}.json", (number, number))
        os.utime(folder / f"{0:064x}.json")  # it is used
    assert len(kept(folder)) == 6
    assert (folder / "mine.json").exists()
    assert (folder / f"{0:064x}.json").exists()
    assert (folder / ".gitignore").read_text() == "*\n"
    monkeypatch.setattr(cache, "_MOST_IN_ALL", 900)
    store.keep("e" * 64, found)
    assert len(kept(folder)) == 2
    monkeypatch.setattr(cache, "_MOST_BYTES", 100)
    store.keep("d" * 64, found)
    assert not (folder / f"{'d' * 64}.json").exists()


def test_many_runs_at_once_see_whole_entries(folder: Path) -> None:
    findings = [Finding("a.md", 1, 1, 1, 2, "CP501", "error", "m" * 500)] * 200
    found = Kept(findings, 0, NOW, None)

    def use(_: int) -> Kept | None:
        Cache(folder).keep("a" * 64, found)
        return Cache(folder).find("a" * 64, NOW, "/", {"/a.md"})

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(use, range(40))) == [found] * 40
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore", f"{'a' * 64}.json"]


def test_findings_come_back_as_they_were(folder: Path, blog: Blog) -> None:
    path = str(blog.root / "_posts/\udcff.md")
    finding = Finding(
        path, 1, 2, 3, 4, "CP501", "info", "\x1b \udcff \u20ac", None, "k\0", "e", "s"
    )
    found = Kept([finding, replace(finding, level="error")], 3, NOW, NOW + timedelta(days=1))
    Cache(folder).keep("a" * 64, found)
    assert Cache(folder).find("a" * 64, NOW, "/", {path}) == found
    assert Cache(folder).find("a" * 64, NOW, "/", {"/other.md"}) is None
    assert Cache(folder).find("b" * 64, NOW, "/", {path}) is None


def _edit(blog: Blog, rng: random.Random) -> None:
    """Change anything that findings may depend on."""
    names = [f"_posts/2013-03-0{n}-{word}.md" for n in (5, 6) for word in ("a", "b")]
    place = blog.root / rng.choice(names)
    front = rng.choice(["title: A\n", "title: 2013\n", FAULTY, "tags: [Piano]\n", "author: ben\n",
                        "image: /assets/a.png\n", "layout: other\n", "permalink: /x/\n",
                        "date: 2026-12-02 08:00:00 +0000\n", "title: A: B\n", "published: false\n",
                        "tags: a, b # crosspost: ignore[CP501]\n"])  # fmt: skip
    action = rng.randrange(9)
    if action <= 2:
        body = rng.choice(["", "{% include box.html %}\n", "{{ x | y }}\n"])
        blog.file(str(place.relative_to(blog.root)), f"---\n{front}---\n{body}")
    elif action == 3:
        place.unlink(missing_ok=True)
    elif action == 4:
        text = rng.choice(["", "permalink: /:title/\n", "timezone: Asia/Tokyo\n", "future: true\n",
                           "plugins: [x]\n"])  # fmt: skip
        blog.file("_config.yml", text)
    elif action == 5:
        Clock.moment = NOW + timedelta(hours=rng.randrange(-30, 30))
    elif action == 6:
        name = rng.choice(["_layouts/other.html", "_includes/box.html", "assets/a.png", "x.md"])
        if (blog.root / name).exists():
            (blog.root / name).unlink()
        else:
            blog.file(name, rng.choice(["", "{{ page.title | slugify }}", "---\n---\n"]))
    elif action == 7:
        blog.file("_data/authors.yml", rng.choice(["ann: {name: Ann}\n", "ben: {name: Ben}\n"]))
    else:
        (blog.root / "_posts").joinpath(f"2013-03-0{rng.randrange(9)}-n").mkdir(exist_ok=True)


@pytest.mark.parametrize("seed", range(6))
def test_a_cache_changes_nothing_that_is_found(
    blog: Blog, folder: Path, seed: int, checks: list[str]
) -> None:
    rng = random.Random(seed)
    blog.file("_config.yml")
    blog.post(FAULTY)
    used = 0
    for _ in range(40):
        if rng.random() < 0.4:
            _edit(blog, rng)
        options = {
            "body": rng.random() < 0.7,
            "show_info": rng.random() < 0.8,
            "ignore": rng.choice([(), (), ("CP501",)]),
        }
        paths = rng.choice([["."], ["."], ["_posts"], ["_posts/2013-03-06-talas.md"]])
        fix = rng.random() < 0.1
        copy = Blog(blog.root.with_name("copy"))
        shutil.copytree(blog.root, copy.root)
        expected = check(copy, None, *paths, fix=fix, **options)
        shutil.rmtree(copy.root)
        checks.clear()
        assert check(blog, folder, *paths, fix=fix, **options) == expected
        used += not checks
    assert used


def test_the_command_keeps_findings_in_the_folder_that_is_named(
    blog: Blog, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    blog.file("_config.yml")
    blog.post(FAULTY)
    monkeypatch.chdir(blog.root)
    own = blog.root.parent / "xdg"
    monkeypatch.setenv("XDG_CACHE_HOME", str(own))
    assert command(["validate", "--no-cache"]) == 1
    assert not own.exists()
    whole = capfd.readouterr().out
    for _ in range(2):
        assert command(["validate", "--cache-dir", str(folder)]) == 1
        assert capfd.readouterr().out == whole
    assert len(kept(folder)) == 1
    assert not own.exists()
    assert command(["validate"]) == 1
    assert len(kept(own / "crosspost/validate")) == 1
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert command(["validate"]) == 1
    assert not (blog.root / "here").exists()
    monkeypatch.setenv("CROSSPOST_CACHE_DIR", str(folder.with_name("env")))
    assert command(["validate"]) == 1
    assert len(kept(folder.with_name("env"))) == 1
    for published in ("kept", ".", "a/b"):
        assert command(["validate", "--cache-dir", published]) == 2
    assert sorted(path.name for path in blog.root.iterdir()) == ["_config.yml", "_posts"]
    for _ in range(3):  # the second sees the folder that the first has made
        assert command(["validate", "--cache-dir", ".kept"]) == 1
    assert len(kept(blog.root / ".kept")) == 1
    capfd.readouterr()
    for style in ("json", "sarif", "concise", "rdjson"):
        said = []
        for more in (["--no-cache"], ["--cache-dir", str(folder)], ["--cache-dir", str(folder)]):
            command(["validate", "--format", style, *more])
            said.append(capfd.readouterr().out)
        assert said[0] == said[1] == said[2]


def test_a_baseline_holds_for_kept_findings(
    blog: Blog, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.file("_config.yml")
    blog.post(FAULTY)
    monkeypatch.chdir(blog.root)
    base = str(folder.with_name("base.json"))
    more = ["--cache-dir", str(folder)]
    assert command(["validate", *more]) == 1
    assert command(["validate", "--write-baseline", base, *more]) == 0
    assert command(["validate", "--baseline", base, *more]) == 0
    assert command(["validate", "--diff", *more]) == 1
    assert command(["validate", *more]) == 1
