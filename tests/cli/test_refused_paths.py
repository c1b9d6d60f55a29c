"""Paths that the file system refuses: one line says which and why, another what to try."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import nullcontext
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from cli.conftest import Shell, Shown
from unprivileged import unprivileged

LONG = "n" * 300
PAGE = "<article><h1>Of rivers</h1>" + "<p>The river is long, and people live there.</p>" * 9
POST = "---\ntitle: Of rivers\n---\n\nText.\n"

# What a path is: below a folder without permission, a name that is too long, a link to itself, a
# path through a file.
REFUSED = ("closed/x", LONG, f"{LONG}/x", "loop/x", "page.html/x")
REASONS = (
    *("permission", "oo long", "symbolic link", "is a link", "part of this path is a file"),
    *("no such f", "not a directory", "does not exist"),
)


@pytest.fixture(autouse=True)
def _files(site: Path) -> Iterator[None]:
    (site / "page.html").write_text(PAGE)
    (site / "list.txt").write_text("page.html\n")
    (site / "_posts").mkdir()
    (site / "_posts/2013-03-06-of-rivers.md").write_text(POST)
    (site / "loop").symlink_to("loop")
    (site / "closed").mkdir(mode=0)
    with unprivileged():
        yield
    (site / "closed").chmod(0o700)


@pytest.fixture
def closed_posts(site: Path) -> Iterator[Path]:
    posts = site / "_posts"
    posts.chmod(0)
    yield posts
    posts.chmod(0o700)


def is_one_error(shown: Shown) -> bool:
    """Tell whether a command said in one line what is wrong, and in another what to try."""
    errors = [line for line in shown.err.splitlines() if line.startswith("✗ ")]
    return len(errors) == 1 and any(reason in errors[0] for reason in REASONS)


@pytest.mark.parametrize("path", REFUSED)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("post", "PATH"), 1),
        (("post", "page.html", "--output", "PATH"), 1),
        (("post", "page.html", "--site", "PATH"), 2),
        (("post", "page.html", "--cookies", "PATH"), 2),
        (("post", "page.html", "--note", "@PATH"), 2),
        (("explain", "PATH"), 1),
        (("explain", "page.html", "--html", "PATH"), 1),
        (("batch", "PATH"), 1),
        (("batch", "list.txt", "--workers", "0", "--output", "PATH"), 1),
        (("batch", "list.txt", "--workers", "0", "--report", "PATH.json"), 1),
        (("trust", "--site", "PATH"), 2),
        (("init", "--site", "PATH"), 2),
        (("validate", "PATH"), 2),
        (("validate", "--infer-schema", "PATH"), 2),
        (("validate", "--schema", "PATH"), 2),
        (("validate", "--baseline", "PATH"), 2),
        (("validate", "--write-baseline", "PATH"), 2),
        (("validate", "--output-file", "PATH"), 1),
    ],
)
def test_a_path_of_the_command_line(
    words: tuple[str, ...], code: int, path: str, shell: Shell
) -> None:
    shown = shell(*(word.replace("PATH", path) for word in words))
    assert (shown.code, is_one_error(shown)) == (code, True), shown


@pytest.mark.parametrize("path", REFUSED[:4])
@pytest.mark.parametrize(("variable", "code"), [("XDG_CONFIG_HOME", 2), ("CROSSPOST_OUTPUT", 1)])
def test_a_path_of_the_environment(
    variable: str, code: int, path: str, site: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(site / path))
    shown = shell("post", "page.html")
    assert (shown.code, is_one_error(shown)) == (code, True), shown


@pytest.mark.usefixtures("closed_posts")
@pytest.mark.parametrize("words", [(), ("_posts",), ("--fix",)])
def test_a_folder_of_posts_that_cannot_be_read_is_a_finding(
    words: tuple[str, ...], shell: Shell
) -> None:
    shown = shell("validate", *words, "--format", "concise")
    said = "The folder cannot be read (permission denied); its posts were not checked."
    # Jekyll reads every folder of the site.
    others = "" if "_posts" in words else f"closed:1:1: CP002 {said}\n"
    assert shown == (1, f"_posts:1:1: CP002 {said}\n{others}", "")


def test_a_closed_folder_among_others_is_reported_and_the_others_are_checked(
    site: Path, shell: Shell
) -> None:
    (site / "_posts/older").mkdir(mode=0)
    (site / "_posts/2013-03-07-b.md").write_text("---\ntitle: [\n---\nText.\n")
    shown = shell("validate", "--format", "jsonl")
    found = [json.loads(line) for line in shown.out.splitlines()]
    assert [(each["path"], each["code"]) for each in found] == [
        ("_posts/2013-03-07-b.md", "CP201"),
        ("_posts/older", "CP002"),
        ("closed", "CP002"),
    ]
    (site / "_posts/older").chmod(0o700)


@pytest.mark.usefixtures("closed_posts")
def test_posts_that_cannot_be_read_are_no_reason_not_to_show_a_post(shell: Shell) -> None:
    shown = shell("post", "page.html", "--stdout")
    assert (shown.code, "The river is long" in shown.out) == (0, True)
    assert shell("init").code == 0


def test_a_closed_site_is_refused(site: Path, shell: Shell) -> None:
    site.chmod(0)
    try:
        for words in (["post", "-", "-n"], ["batch", "-"], ["init"], ["trust"]):
            shown = shell(*words)
            assert is_one_error(shown) and shown.code in (1, 2), shown
    finally:
        site.chmod(0o700)


@pytest.mark.usefixtures("closed_posts")
def test_posts_that_cannot_be_looked_at_count_as_posts(site: Path, shell: Shell) -> None:
    """A second run with ``--recheck`` makes posts again that were deleted, not these."""
    (site / "_posts").chmod(0o700)
    batch = ("batch", "list.txt", "--workers", "0", "--output", "out")
    assert shell(*batch).code == 0
    (site / "out").chmod(0o600)
    shown = shell(*batch, "--recheck", "-n")
    (site / "out").chmod(0o700)
    assert (shown.code, is_one_error(shown)) == (1, True), shown


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENAMETOOLONG, errno.ENOSPC])
def test_a_refusal_that_no_step_expects_is_said_with_its_path(
    number: int, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "/somewhere/else")

    monkeypatch.setattr("crosspost.pipeline.import_link", refuse)
    shown = shell("post", "page.html")
    words = os.strerror(number)
    first, second = shown.err.splitlines()[-2:]
    assert first == f"✗ /somewhere/else: {words[0].lower()}{words[1:]}"
    assert second.startswith("  ") and second.endswith(".")
    assert shown.code == 1


def test_a_dry_run_says_why_it_cannot_read_the_journal(site: Path, shell: Shell) -> None:
    batch = ("batch", "list.txt", "--workers", "0")
    assert shell(*batch).code == 0
    journal = site / ".crosspost/journal.sqlite"
    journal.chmod(0)
    shown = shell(*batch, "-n")
    assert (shown.code, is_one_error(shown)) == (1, True), shown
    journal.chmod(0o600)
    journal.write_bytes(b"no journal " * 1000)
    shown = shell(*batch, "-n")
    assert shown.code == 1
    assert "journal.sqlite: file is not a database\n  Rename .crosspost" in shown.err


def test_no_folder_for_temporary_files_is_said(
    site: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:  # as tempfile does
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    monkeypatch.setattr("tempfile.TemporaryDirectory", refuse)
    shown = shell("batch", "list.txt", "-n", "--workers", "0")
    assert shown.code == 1
    assert shown.err.startswith("✗ there is no folder for temporary files\n  Set TMPDIR")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk of Linux")
def test_a_list_that_does_not_fit_on_the_disk_is_said(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "crosspost.batch.sources.resolve._temporary", lambda: nullcontext(Path("/dev/full"))
    )
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"<rss></rss>")))
    shown = shell("batch", "-", "--from", "feed", "--workers", "0")
    assert shown.code == 1
    assert shown.err.startswith("✗ /dev/full: the disk is full\n  Free some space, or set TMPDIR")
