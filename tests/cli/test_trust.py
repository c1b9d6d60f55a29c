"""``crosspost trust``, and what a clone cannot do before it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from cli.conftest import Shell

PAGE = (
    "<article><h1>Of rivers</h1>" + "<p>The river is long and cold and people live there.</p>" * 9
)
QUICK = ("--delay", "0", "--workers", "0")


@pytest.fixture(autouse=True)
def _home(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (site / "saved.html").write_text(PAGE)


def post(shell: Shell, *more: str) -> int:
    return shell("saved.html", "--base-url", "https://example.org/a", *more).code


@pytest.mark.threat("10: guarded settings of a clone, by every command")
@pytest.mark.parametrize(
    "command",
    [
        ("saved.html", "--base-url", "https://example.org/a"),
        ("explain", "saved.html"),
        ("batch", "links.txt", *QUICK),
    ],
    ids=lambda words: words[0],
)
def test_a_clone_s_settings_are_an_error_that_says_what_to_do(
    command: tuple[str, ...], shell: Shell, site: Path
) -> None:
    (site / "links.txt").write_text("saved.html\n")
    (site / "crosspost.toml").write_text('cookies = "/etc/passwd"\n[headers]\nA = "b"\n')
    shown = shell(*command)
    assert shown.code == 2
    assert (
        "crosspost.toml has settings or links that you have not allowed: cookies, headers"
        in shown.err
    )
    assert "run: crosspost trust" in shown.err
    assert not (site / "_posts").exists() and not (site / ".crosspost").exists()


def test_what_is_allowed_is_shown_listed_and_taken_back(shell: Shell, site: Path) -> None:
    (site / "crosspost.toml").write_text('user_agent = "x"\n')
    shown = shell("trust", "--yes")
    assert shown.code == 0
    assert shown.out == f'{site} asks for:\n  user_agent = "x"\n'
    assert post(shell, "-n") == 0
    assert shell("trust", "--list").out == f"{site}: user_agent\n"
    assert "there is nothing to allow" in shell("trust").err
    (site / "crosspost.toml").write_text('user_agent = "y"\n')
    assert post(shell, "-n") == 2
    (site / "crosspost.toml").write_text('user_agent = "x"\n')
    assert shell("trust", "--remove").code == 0
    assert post(shell, "-n") == 2 and shell("trust", "--list").out == ""


def test_without_anybody_to_ask_nothing_is_allowed(shell: Shell, site: Path) -> None:
    (site / "crosspost.toml").write_text("allow_private = true\n")
    shown = shell("trust")
    assert (shown.code, "not a terminal" in shown.err) == (2, True)
    assert post(shell, "-n") == 2


@pytest.mark.threat("10: what a clone asks for, shown on the terminal")
def test_what_a_terminal_would_obey_is_not_shown(shell: Shell, site: Path) -> None:
    (site / "crosspost.toml").write_text('[headers]\nA = "\\u202e\\u009b31m"\n')
    shown = shell("trust", "--yes")
    assert "\u202e" not in shown.out and "\x9b" not in shown.out


@pytest.mark.threat("10: _posts of a clone that is a link")
def test_posts_go_through_a_link_out_of_the_site_once_it_is_allowed(
    shell: Shell, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site / "_posts").symlink_to("../elsewhere")
    assert post(shell) == 2 and not list((tmp_path / "elsewhere").iterdir())
    assert f"_posts -> {tmp_path / 'elsewhere'}" in shell("trust", "--yes").out
    assert post(shell) == 0
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1
    (site / "_posts").unlink()
    (site / "_posts").symlink_to(tmp_path)
    assert post(shell) == 2


def test_a_flag_that_names_a_link_out_of_the_site_is_told_the_folder(
    shell: Shell, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (site / "out").symlink_to("../elsewhere")
    page = ("saved.html", "--base-url", "https://example.org/a")
    refused = shell(*page, "-o", "out")
    assert refused.code == 2
    assert str(tmp_path / "elsewhere") in refused.err.replace("\n", "")
    assert shell(*page, "-o", tmp_path / "elsewhere").code == 0


@pytest.mark.parametrize("path", [(), ("_posts",), (".",), ("_posts/2013-03-06-x.md",)])
def test_posts_behind_an_allowed_link_are_validated(
    path: tuple[str, ...], shell: Shell, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "2013-03-06-x.md").write_text("---\ntitle: a: b\n---\n")
    (site / "_posts").symlink_to("../elsewhere")
    refused = shell("validate", *path).out
    assert "CP002" in refused and "title" not in refused
    assert shell("trust", "--yes").code == 0
    found = shell("validate", *path, "--format", "concise")
    assert (found.code, "CP002" in found.out) == (1, False)
    assert "_posts/2013-03-06-x.md:2" in found.out
    shell("validate", *path, "--fix")
    assert (tmp_path / "elsewhere" / "2013-03-06-x.md").read_text() == '---\ntitle: "a: b"\n---\n'


@pytest.mark.threat("9: a journal that came with a clone, by the command")
def test_a_clone_s_journal_is_used_once_it_is_allowed(
    shell: Shell, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "links.txt").write_text("saved.html\n")
    assert shell("batch", "links.txt", *QUICK).code == 0
    shutil.rmtree(tmp_path / "state")
    shown = shell("batch", "links.txt", *QUICK)
    assert (shown.code, "crosspost trust" in shown.err) == (1, True)
    assert "a journal that you have not made here" in shell("trust", "--yes").out
    assert shell("batch", "links.txt", *QUICK).code == 0


@pytest.mark.threat("10: a pipe among the posts of a clone")
@pytest.mark.parametrize("command", ["post", "batch", "init"])
def test_a_pipe_among_the_posts_hangs_nothing(command: str, shell: Shell, site: Path) -> None:
    (site / "_posts").mkdir()
    os.mkfifo(site / "_posts" / "2013-03-06-x.md")
    (site / "links.txt").write_text("saved.html\n")
    words = {
        "post": ("saved.html", "--base-url", "https://example.org/a"),
        "batch": ("batch", "links.txt", *QUICK),
        "init": ("init",),
    }[command]
    assert shell(*words).code == 0


@pytest.mark.threat("9: crosspost init over a link")
def test_init_writes_through_no_link(shell: Shell, site: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("precious")
    (site / "crosspost.toml").symlink_to("../outside")
    assert shell("init").code == 1
    shown = shell("init", "--force")
    assert (shown.code, "this is a link" in shown.err) == (1, True)
    assert (tmp_path / "outside").read_text() == "precious"
