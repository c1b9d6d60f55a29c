"""Diagnostics over the protocol, from a real process: what, where, and when they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosspost.validate import Options, baseline, check_paths, load
from lsp.conftest import Start
from lsp.editor import Editor
from validate.blog import Blog

NAME = "_posts/2013-03-06-talas.md"
BROKEN = "---\ntitle: 12:30\ntags: a, b\nlayout: pots\n---\n\nText.\n"
CASES = sorted(Path(__file__).parent.parent.glob("validate/cases/*/"))


def codes(found: list[dict[str, object]]) -> list[object]:
    return [one["code"] for one in found]


def test_the_text_of_the_editor_counts_and_not_the_file(blog: Blog, editor: Editor) -> None:
    path = blog.file(NAME, "---\ntitle: A\n---\n\nText.\n")
    uri = path.as_uri()
    assert editor.open_file(path) == []
    editor.write(uri, BROKEN)
    found = editor.diagnostics()
    assert codes(found) == ["CP209", "CP501", "CP701"]
    assert [one["severity"] for one in found] == [2, 2, 2]
    assert found[0]["range"] == {
        "start": {"line": 1, "character": 7}, "end": {"line": 1, "character": 12},
    }  # fmt: skip
    assert found[0]["source"] == "crosspost"
    assert found[0]["codeDescription"]["href"].endswith("docs/rules/CP209.md")
    editor.write(uri, "---\ntitle: A\n---\n\nText.\n")
    assert editor.diagnostics() == []
    editor.write(uri, BROKEN)
    assert editor.diagnostics()
    editor.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert editor.diagnostics() == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_finds_what_validate_finds(case: Path) -> None:
    """In the process of the test: 100 cases, each with the other posts of its site."""
    from crosspost.lsp.documents import Documents

    options = Options(**{**load(case).__dict__, "show_info": True})
    run = check_paths([str(case)], options, working=str(case))
    documents = Documents({"show_info": True}, "")
    found = []
    for path in sorted(case.glob("**/*")):
        if not path.is_file() or "_posts" not in path.parts[len(case.parts) :]:
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            pytest.skip("no editor shows these bytes")
        checked = documents.check(documents.put(path.as_uri(), text, 1))
        found += checked.findings if checked else []
    key = lambda f: (f.code, f.line, f.column, f.end_line, f.end_column, f.message)  # noqa: E731
    assert sorted(map(key, found)) == sorted(map(key, run.findings))


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 22), ("utf-16", 20), ("utf-32", 19)])
def test_columns_are_in_the_encoding_that_was_agreed(
    blog: Blog, start: Start, encoding: str, column: int
) -> None:
    editor = start(encodings=[encoding])
    assert editor.capabilities["positionEncoding"] == encoding
    uri = blog.file(NAME).as_uri()
    found = editor.open(uri, '---\n{title: "😀", tags: "a, b"}\n---\n\nText.\n')
    (place,) = [one["range"] for one in found if one["code"] == "CP501"]
    assert place["start"]["character"] == column


def test_utf_16_is_the_default(editor: Editor) -> None:
    assert editor.capabilities["positionEncoding"] == "utf-16"


def test_settings_of_the_site_and_comments_count(blog: Blog, editor: Editor) -> None:
    blog.file("crosspost.toml", '[validate]\nignore = ["CP209"]\nseverity = { CP501 = "error" }\n')
    path = blog.file(NAME, BROKEN.replace("pots", "pots # crosspost: ignore[CP701]"))
    (found,) = editor.open_file(path)
    assert (found["code"], found["severity"]) == ("CP501", 1)


def test_a_baseline_counts(blog: Blog, start: Start) -> None:
    path = blog.file(NAME, BROKEN)
    known = blog.root / "known.json"
    baseline.write(known, check_paths(["_posts"], Options(), working=str(blog.root)).findings)
    editor = start("--baseline", "known.json")
    assert editor.open_file(path) == []
    editor.write(path.as_uri(), BROKEN.replace("title: 12:30", "title: 11:30"))
    assert codes(editor.diagnostics()) == ["CP209"]


def test_flags_count(blog: Blog, start: Start) -> None:
    path = blog.file(NAME, "---\ntitle: A\n---\n\n![](/gone.png) {% endif %}\n")
    assert start().open_file(path) == []
    assert codes(start("--body").open_file(path))


def test_a_wrong_setting_is_said_until_it_is_right(blog: Blog, editor: Editor) -> None:
    path = blog.file(NAME, BROKEN)
    settings = blog.file("crosspost.toml", "[validate]\nignor = []\n")
    (found,) = editor.open_file(path)
    assert "unknown option 'ignor' Did you mean ignore?" in found["message"]
    settings.write_text("[validate]\nselect = ['CP209']\n")
    change = {"uri": settings.as_uri(), "type": 2}
    editor.tell("workspace/didChangeWatchedFiles", {"changes": [change]})
    assert codes(editor.diagnostics()) == ["CP209"]


def test_a_change_of_the_site_is_seen(blog: Blog, editor: Editor) -> None:
    path = blog.file(NAME, "---\ntitle: A\nlayout: book\n---\n\nText.\n")
    assert codes(editor.open_file(path)) == ["CP701"]
    blog.file("_layouts/book.html")
    editor.tell("workspace/didChangeWatchedFiles", {"changes": []})
    assert editor.diagnostics() == []


def test_a_file_that_is_not_a_post_has_none(blog: Blog, editor: Editor, tmp_path: Path) -> None:
    assert editor.open_file(blog.file("README.md", "# A\n")) == []
    assert editor.open_file(blog.file("about.md", BROKEN)) == []
    outside = tmp_path / "notes.md"
    outside.write_text("# A\n")
    assert editor.open_file(outside) == []


def test_outside_of_a_site_front_matter_makes_a_post(editor: Editor, tmp_path: Path) -> None:
    outside = tmp_path / "2013-03-06-talas.md"
    outside.write_text("---\ntitle: 12:30\n---\n\nText.\n")
    assert codes(editor.open_file(outside)) == ["CP209"]


def test_a_text_without_a_file_is_a_draft(start: Start) -> None:
    assert codes(start().open("untitled:Untitled-1", BROKEN)) == ["CP209", "CP501", "CP701"]


def test_a_post_that_is_not_written_yet_is_checked(blog: Blog, editor: Editor) -> None:
    uri = (blog.root / "_posts/2020-01-01-new one.md").as_uri()
    assert "CP501" in codes(editor.open(uri, BROKEN))


def test_a_hidden_byte_order_mark_is_said(blog: Blog, editor: Editor) -> None:
    """Editors do not show it, so that the lines after it are where they are."""
    path = blog.file(NAME, b"\xef\xbb\xbf" + BROKEN.encode())
    found = editor.open(path.as_uri(), BROKEN)
    assert codes(found) == ["CP105", "CP209", "CP501", "CP701"]
    assert found[1]["range"]["start"] == {"line": 1, "character": 7}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\r\ntitle: 12:30\r\ntags: a, b\r\n---\r\n\r\nText.\r\n", "CP209"),
        ("---\ntitle:\tA\n\ttags: a\n---\n", "CP201"),
        ("---\ntitle: 'A\n", "CP102"),
        ("---\ntitle: [\n---\n", "CP201"),
    ],
    ids=["CRLF", "tabs", "half-written", "half a list"],
)
def test_texts_of_every_kind(blog: Blog, editor: Editor, text: str, code: str) -> None:
    assert code in codes(editor.open(blog.file(NAME).as_uri(), text))


def test_a_very_large_body(blog: Blog, editor: Editor) -> None:
    uri = blog.file(NAME).as_uri()
    assert codes(editor.open(uri, BROKEN + "Text. " * 500_000)) == ["CP209", "CP501", "CP701"]
    editor.write(uri, BROKEN + "Text. " * 1_000_000)
    assert codes(editor.diagnostics()) == ["CP003"]
