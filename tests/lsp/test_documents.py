from __future__ import annotations

import os

import pytest

from crosspost.lsp.documents import Documents, front_matter
from crosspost.lsp.positions import Lines
from lsp.editor import edited
from validate.blog import Blog


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("---\ntitle: A\n---\n\nText.\n", (1, 2)),
        ("---\r\ntitle: A\r\n...\r\nText.\r\n", (1, 2)),
        ("\ufeff---  \ntitle: A\n---\n", (1, 2)),
        ("---\ntitle: A\nta", (1, 3)),  # being written
        ("---\ntitle: A\n\nText.\n", (1, 2)),
        ("---\n", (1, 1)),
        ("Text.\n---\ntitle: A\n---\n", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_where_front_matter_is(text: str, block: tuple[int, int]) -> None:
    assert front_matter(Lines(text, "utf-16")) == block


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\nb\nc\n", "a\nc\n"),
        ("a\nb\nc\n", "a\nx\ny\nc\n"),
        ("a\nb", "a"),
        ("a", "a\nb"),
        ("a\r\nb\r\n", "a\r\nü\r\n"),
        ("a\na\na\n", "a\na\n"),
        ("", "a"),
        ("a\u2028b\x0cc\n", "a\u2028x\x0cc\n"),
    ],
)
def test_one_edit_makes_the_new_text(old: str, new: str) -> None:
    document = Documents({}, "").put("untitled:1", old, 1)
    edit = document.replacement(new.encode())
    assert edit
    start, end = edit.range.start, edit.range.end
    span = {
        "start": {"line": start.line, "character": start.character},
        "end": {"line": end.line, "character": end.character},
    }
    assert edited(old, [{"range": span, "newText": edit.new_text}]) == new
    assert document.replacement(old.encode()) is None


def test_a_text_that_cannot_be_utf_8_is_taken() -> None:
    document = Documents({}, "").put("untitled:1", "---\ntitle: \ud800\n---\n", 1)
    assert document.text == "---\ntitle: ?\n---\n"
    assert Documents({}, "").check(document)


def test_a_changed_file_of_the_site_is_read_again(blog: Blog) -> None:
    documents = Documents({}, "")
    path = blog.file("_posts/2013-03-06-talas.md", "---\ntitle: A\nlayout: book\n---\n\nText.\n")
    document = documents.put(path.as_uri(), path.read_text(), 1)
    checked = documents.check(document)
    assert checked and [f.code for f in checked.findings] == ["CP701"]
    blog.file("_layouts/book.html")
    documents.look_again()
    checked = documents.check(document)
    assert checked and not checked.findings
    old = blog.root / "_posts/2012-01-01-old.md"
    assert str(old) in documents.site(document).posts
    os.unlink(old)  # noqa: PTH108
    documents.look_again()
    assert str(old) not in documents.site(document).posts
