"""The life of the server: it starts, is quick, survives failures, and ends with its editor."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from lsp.conftest import Start
from lsp.editor import Editor
from validate.blog import Blog

NAME = "_posts/2013-03-06-talas.md"
BROKEN = "---\ntitle: 12:30\n---\n\nText.\n"


def test_it_asks_to_be_told_of_changes(start: Start, blog: Blog) -> None:
    editor = start()
    editor.open_file(blog.file(NAME, BROKEN))
    (asked,) = editor.asked
    assert asked["method"] == "client/registerCapability"
    (registration,) = asked["params"]["registrations"]
    globs = [one["globPattern"] for one in registration["registerOptions"]["watchers"]]
    assert any("_config" in glob for glob in globs) and any("_layouts" in glob for glob in globs)


def test_it_does_not_ask_an_editor_that_cannot(start: Start, blog: Blog) -> None:
    editor = start(watch=False)
    assert editor.open_file(blog.file(NAME, BROKEN))
    assert editor.asked == []


def test_many_keystrokes_are_one_check(start: Start, blog: Blog) -> None:
    editor = start()
    path = blog.file(NAME, BROKEN)
    editor.open_file(path)
    for version in range(2, 32):
        editor.write(path.as_uri(), BROKEN + "x" * version, version)
    shown = editor.published()
    assert shown["version"] == 31
    editor.at("hover", path.as_uri(), 0, 0)
    assert editor.messages.empty()


FAILING = """
from crosspost.lsp import actions, hover, server
from crosspost.validate.site_posts import SitePosts

def fail(*_):
    raise RuntimeError("made to fail")

hover.hover = fail
check = SitePosts.check
SitePosts.check = lambda self, path, data: fail() if b"fail" in data else check(self, path, data)
server.serve({})
"""


def test_a_failure_is_reported_and_the_server_lives(
    start: Start, blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    popen = subprocess.Popen
    command = [sys.executable, "-c", FAILING]
    monkeypatch.setattr("lsp.editor.subprocess.Popen", lambda _, **how: popen(command, **how))
    editor = start()
    path = blog.file(NAME, BROKEN)
    assert editor.open_file(path)
    place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": 0, "character": 0}}
    answer = editor.answer_to("textDocument/hover", place)
    assert "made to fail" in str(answer["error"])
    editor.write(path.as_uri(), BROKEN + "fail")
    assert "made to fail" in editor.notified("window/showMessage")["message"]
    editor.write(path.as_uri(), BROKEN)
    assert editor.diagnostics()
    assert editor.close() == 0
    assert b"made to fail" in editor.errors


def test_what_it_does_not_know_is_an_error_and_no_end(editor: Editor, blog: Blog) -> None:
    assert editor.answer_to("textDocument/nothing", {})["error"]["code"] == -32601
    editor.tell("textDocument/didChange", {"textDocument": {"uri": "file:///x"}, "wrong": 1})
    assert editor.open_file(blog.file(NAME, BROKEN))


def test_it_ends_with_its_editor(start: Start) -> None:
    editor = start()
    stdin = editor.process.stdin
    assert stdin
    stdin.close()
    assert editor.process.wait(20) == 0


def test_it_says_nothing_on_its_own(start: Start, blog: Blog) -> None:
    editor = start()
    editor.open_file(blog.file(NAME, BROKEN))
    assert editor.close() == 0
    assert editor.errors == b""


def test_a_keystroke_on_a_site_of_500_posts_is_answered_at_once(start: Start, blog: Blog) -> None:
    for number in range(500):
        name = f"_posts/20{number % 20:02}-01-{1 + number % 28:02}-post-{number}.md"
        blog.file(
            name, f"---\ntitle: Post {number}\ntags: [radio, tag{number % 40}]\n---\n\nText.\n"
        )
    editor = start()
    path = blog.file(NAME, BROKEN)
    editor.open_file(path)
    taken = []
    for version in range(2, 7):
        begun = time.monotonic()
        editor.write(path.as_uri(), f"{BROKEN}{version}", version)
        assert editor.diagnostics()
        taken.append(time.monotonic() - begun)
    assert min(taken) < 0.15 + 0.35  # the wait for more keystrokes, and the check
