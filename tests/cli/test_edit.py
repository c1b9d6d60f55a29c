"""``--edit``: the user's editor in a real terminal, and the validator afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

import pages
from cli.conftest import Shell
from server import Server, page, status
from terminal import InTerminal, in_terminal

NAME = "2013-03-06-a-bridge-for-the-village.md"


@pytest.fixture
def saved(site: Path) -> Path:
    path = site.parent / "bridge.html"
    path.write_text(pages.article(), "utf-8")
    return path


def editor(folder: Path, script: str) -> str:
    """Return the path of an editor that is a script; ``$1`` is its first argument."""
    path = folder / "editor of mine"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


def edit(*arguments: str | Path, command: str, **streams: Path) -> InTerminal:
    return in_terminal(*arguments, "--edit", env={"VISUAL": "", "EDITOR": command}, **streams)


def test_the_post_is_opened_and_checked_afterwards(site: Path, saved: Path) -> None:
    script = editor(site.parent, 'echo "$@" > ../arguments; echo "Added." >> "$2"')
    done = edit(saved, command=f"'{script}' --wait")
    assert done.code == 0, done.screen
    post = site / "_posts" / NAME
    assert (site.parent / "arguments").read_text("utf-8") == f"--wait {post}\n"
    assert post.read_text("utf-8").endswith("Added.\n")
    assert f"_posts/{NAME}: no findings" in done.screen


def test_visual_is_preferred_to_editor(site: Path, saved: Path) -> None:
    script = editor(site.parent, "touch ../visual")
    done = in_terminal(saved, "--edit", env={"VISUAL": f"'{script}'", "EDITOR": "false"})
    assert done.code == 0 and (site.parent / "visual").exists()


def test_what_the_validator_finds_is_printed_as_by_validate(
    shell: Shell, site: Path, saved: Path
) -> None:
    script = editor(site.parent, 'sed -i \'s/^title:.*/title: "a\\\\: b: [/\' "$1"')
    done = edit(saved, command=f"'{script}'")
    assert done.code == 1
    findings = shell("validate", f"_posts/{NAME}", "--format", "concise").out
    assert findings
    joined = "".join(done.screen.split())
    assert all("".join(line.split()) in joined for line in findings.splitlines())


def test_a_post_that_was_there_is_opened_too(shell: Shell, site: Path, saved: Path) -> None:
    assert shell(saved).code == 0
    done = edit(saved, command=f"'{editor(site.parent, 'touch ../opened')}'")
    assert done.code == 0 and "already" in done.screen
    assert (site.parent / "opened").exists()


def test_an_editor_that_fails_leaves_the_post_and_is_not_started_again(
    site: Path, saved: Path
) -> None:
    other = site.parent / "other.html"
    other.write_text(pages.article("Another bridge", url="https://news.example.org/b"), "utf-8")
    script = editor(site.parent, "echo once >> ../starts; exit 3")
    done = edit(saved, other, command=f"'{script}'")
    assert done.code == 1 and done.screen.count("not edited") == 1
    assert (site.parent / "starts").read_text("utf-8") == "once\n"
    assert len(list(site.glob("_posts/*.md"))) == 2


@pytest.mark.parametrize("command", ["no-such-editor-here", "'unclosed"])
def test_an_editor_that_cannot_be_started_is_one_clear_line(
    site: Path, saved: Path, command: str
) -> None:
    done = edit(saved, command=command)
    assert done.code == 1 and "not edited" in done.screen and "Set EDITOR" in done.screen
    assert "Traceback" not in done.screen and (site / "_posts" / NAME).exists()


def test_without_any_editor_it_says_so(site: Path, saved: Path) -> None:
    done = in_terminal(saved, "--edit", env={"VISUAL": "", "EDITOR": "", "PATH": str(site.parent)})
    assert done.code == 1 and "there is no editor" in done.screen
    assert (site / "_posts" / NAME).exists()


def test_in_a_pipe_the_post_is_written_and_not_opened(site: Path, saved: Path) -> None:
    script = editor(site.parent, "touch ../opened")
    done = edit(saved, command=f"'{script}'", out=site.parent / "out")
    assert done.code == 1 and "--edit needs a" in done.screen
    assert not (site.parent / "opened").exists()
    assert (site.parent / "out").read_text("utf-8") == f"_posts/{NAME}\n"


@pytest.mark.parametrize("other", ["--stdout", "--dry-run"])
def test_without_a_post_it_is_a_mistake_of_usage(
    shell: Shell, site: Path, saved: Path, other: str
) -> None:
    shown = shell(saved, "--edit", other)
    assert shown.code == 2 and other in shown.err and not shown.out
    assert not list(site.glob("_posts/*"))


def test_several_links_are_edited_one_after_the_other(site: Path) -> None:
    """The second page is asked for when the editor of the first post is closed."""
    script = editor(site.parent, 'basename "$1" >> ../order; ls _posts | wc -l >> ../order')
    with Server(
        {
            "/a": page(pages.article("First bridge", url="")),
            "/b": status("404 Not Found"),
            "/c": page(pages.article("Second bridge", url="")),
        }
    ) as web:
        done = edit(web.url("/a"), web.url("/b"), web.url("/c"), command=f"'{script}'")
    assert done.code == 1  # of the link in the middle
    names = (site.parent / "order").read_text("utf-8").split()
    assert names == ["2013-03-06-first-bridge.md", "1", "2013-03-06-second-bridge.md", "2"]
