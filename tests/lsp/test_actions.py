from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crosspost.validate import Options, check_paths
from lsp.conftest import Start
from lsp.editor import Editor, edited
from validate.blog import Blog

NAME = "_posts/2013-03-06-talas.md"
BROKEN = '---\ntitle: "😀"\ntags: a, b # 😀\nsubtitle: 12:30\n---\n\nText.\n'
ALL = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


def named(actions: list[dict[str, Any]], words: str) -> dict[str, Any]:
    (found,) = [action for action in actions if words in action["title"]]
    return found


def after(text: str, action: dict[str, Any], encoding: str = "utf-16-le") -> str:
    (edits,) = action["edit"]["changes"].values()
    return edited(text, edits, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_safe_fix_is_preferred_and_right(blog: Blog, start: Start, encoding: str) -> None:
    editor = start(encodings=[encoding])
    text = BROKEN.replace('"😀"', '"😀" # 😀').replace("tags: a, b", 'tags: "😀, b"')
    path = blog.file(NAME, text)
    found = next(one for one in editor.open_file(path) if one["code"] == "CP501")
    fix = named(editor.actions(path.as_uri(), found["range"]), "CP501: make a list")
    assert fix["isPreferred"] and fix["kind"] == "quickfix"
    assert fix["diagnostics"] == [found]
    codec = encoding if encoding == "utf-8" else f"{encoding}-le"
    assert after(text, fix, codec) == text.replace('"😀, b"', '["😀", b]')


def test_an_unsafe_fix_says_so(blog: Blog, editor: Editor) -> None:
    path = blog.file(NAME, "---\ntitle: A\ncategories: a, b\n---\n\nText.\n")
    (found,) = editor.open_file(path)
    fix = named(editor.actions(path.as_uri(), found["range"]), "unsafe: look it over")
    assert not fix.get("isPreferred")
    assert "URL" in fix["title"]


def test_all_safe_fixes_are_those_of_validate(blog: Blog, editor: Editor) -> None:
    path = blog.file(NAME, BROKEN)
    editor.open_file(path)
    (action,) = editor.actions(path.as_uri(), ALL, "source.fixAll")
    assert action["kind"] == "source.fixAll.crosspost"
    run = check_paths([NAME], Options(), fix=True, working=str(blog.root))
    ((_, fixed),) = run.changed.values()
    assert after(BROKEN, action) == fixed.decode()
    assert path.read_text("utf-8") == BROKEN  # the server wrote nothing


def test_quick_fixes_alone_are_given_where_they_are_asked_for(blog: Blog, editor: Editor) -> None:
    path = blog.file(NAME, BROKEN)
    editor.open_file(path)
    kinds = {action["kind"] for action in editor.actions(path.as_uri(), ALL, "quickfix")}
    assert kinds == {"quickfix"}
    assert editor.actions(path.as_uri(), ALL, "refactor") == []
    start = {"line": 1, "character": 0}
    assert editor.actions(path.as_uri(), {"start": start, "end": start}, "quickfix") == []


@pytest.mark.parametrize(
    ("text", "code", "right"),
    [
        ("tags: a, b\n", "CP501", "tags: a, b # crosspost: ignore[CP501]\n"),
        (
            "title: 12:30 # crosspost: ignore[CP403]\n",
            "CP209",
            "title: 12:30 # crosspost: ignore[CP403, CP209]\n",
        ),
        ("tags: a, b\r\n", "CP501", "tags: a, b # crosspost: ignore[CP501]\r\n"),
    ],
)  # fmt: skip
def test_a_comment_suppresses_a_rule_at_its_line(
    blog: Blog, editor: Editor, text: str, code: str, right: str
) -> None:
    end = "\r\n" if "\r\n" in text else "\n"
    post = f"---{end}{{}}---{end}{end}Text.{end}"
    path = blog.file(NAME, post.format(text))
    found = next(one for one in editor.open_file(path) if one["code"] == code)
    action = named(editor.actions(path.as_uri(), found["range"]), f"{code}: suppress")
    suppressed = after(post.format(text), action)
    assert suppressed == post.format(right)
    editor.write(path.as_uri(), suppressed)
    assert code not in [one["code"] for one in editor.diagnostics()]


def test_no_comment_is_offered_where_it_would_be_text(blog: Blog, editor: Editor) -> None:
    """A comment in broken front matter, or in a text of several lines, suppresses nothing."""
    path = blog.file(NAME, "---\ntitle: a: b: c\n---\n\nText.\n")
    for found in editor.open_file(path):
        for action in editor.actions(path.as_uri(), found["range"]):
            if "suppress" in action["title"]:
                editor.write(path.as_uri(), after(path.read_text(), action))
                assert found["code"] not in [one["code"] for one in editor.diagnostics()]


def test_the_edit_of_a_hidden_mark_is_not_offered(blog: Blog, editor: Editor) -> None:
    path = blog.file(NAME, b"\xef\xbb\xbf" + BROKEN.encode())
    editor.open(path.as_uri(), BROKEN)
    actions = editor.actions(path.as_uri(), ALL)
    assert not [action for action in actions if action["title"].startswith("CP105: remove")]
    assert after(BROKEN, named(actions, "CP501: make")) == BROKEN.replace("a, b", "[a, b]")
    (everything,) = editor.actions(path.as_uri(), ALL, "source.fixAll.crosspost")
    assert after(BROKEN, everything).startswith("---\n")


def test_nothing_is_written(blog: Blog, start: Start) -> None:
    editor = start()
    path = blog.file(NAME, BROKEN)

    def state() -> dict[Path, tuple[int, bytes]]:
        files = [one for one in blog.root.rglob("*") if one.is_file()]
        return {one: (one.stat().st_mtime_ns, one.read_bytes()) for one in files}

    before = state()
    editor.open_file(path)
    editor.actions(path.as_uri(), ALL)
    editor.tell("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
    editor.diagnostics()
    assert editor.close() == 0
    assert state() == before


def test_a_fix_is_offered_anywhere_in_its_line(blog: Blog, editor: Editor) -> None:
    path = blog.file(NAME, "---\n{title: 12:30, subtitle: 11:30}\n---\n\nText.\n")
    found = editor.open_file(path)
    assert [one["code"] for one in found] == ["CP209", "CP209"]
    at = found[1]["range"]["end"]
    titles = editor.actions(path.as_uri(), {"start": at, "end": at}, "quickfix")
    assert titles[0]["diagnostics"] == [found[1]]  # the one under the cursor comes first
    first = {"line": 1, "character": 0}
    assert editor.actions(path.as_uri(), {"start": first, "end": first}, "quickfix")
