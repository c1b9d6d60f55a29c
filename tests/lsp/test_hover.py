from __future__ import annotations

import pytest

from crosspost.validate.field_docs import FIELD_DOCS
from crosspost.validate.vocabulary import KNOWN
from lsp.editor import Editor
from validate.blog import Blog

NAME = "_posts/2013-03-06-talas.md"
POST = "---\ntitle: 12:30\ntags: a, b\nmood: good\n---\n\ntitle: text\n"


def test_a_finding_is_explained(blog: Blog, editor: Editor) -> None:
    path = blog.file(NAME, POST)
    editor.open_file(path)
    shown = editor.at("hover", path.as_uri(), 1, 9)
    assert shown["contents"]["kind"] == "markdown"
    assert shown["contents"]["value"].startswith("### CP209 coerced-text")
    assert "docs/rules/CP209.md" in shown["contents"]["value"]
    assert shown["range"]["start"] == {"line": 1, "character": 7}


def test_a_field_is_explained(blog: Blog, editor: Editor) -> None:
    path = blog.file(NAME, POST)
    editor.open_file(path)
    value = editor.at("hover", path.as_uri(), 2, 1)["contents"]["value"]
    assert value.startswith("**tags**: Tags, as a list.")
    assert "In 3 of 3 posts" in value
    assert editor.at("hover", path.as_uri(), 3, 1)["contents"]["value"] == (
        "*In 1 of 3 posts of this site.*"
    )


def test_elsewhere_nothing_is_shown(blog: Blog, editor: Editor) -> None:
    path = blog.file(NAME, POST)
    editor.open_file(path)
    assert editor.at("hover", path.as_uri(), 6, 1) is None
    assert editor.at("hover", path.as_uri(), 999, 1) is None
    assert editor.at("hover", "file:///nowhere.md", 0, 0) is None


@pytest.mark.threat("29: text of a post in an editor")
@pytest.mark.parametrize("text", ["[x](command:evil)", "<img src=x>", "**b** `c`"])
def test_no_text_of_a_post_is_in_the_markdown(blog: Blog, editor: Editor, text: str) -> None:
    path = blog.file(NAME, f'---\ntitle: A\ntags: "{text}, b"\nlayout: "{text}"\n---\n\nText.\n')
    for found in editor.open_file(path):
        start = found["range"]["start"]
        shown = editor.at("hover", path.as_uri(), start["line"], start["character"])
        assert shown and text not in shown["contents"]["value"]
        assert "command:" not in shown["contents"]["value"]


def test_codes_in_a_comment_lead_to_their_rules(blog: Blog, editor: Editor) -> None:
    text = "---\ntitle: 12:30 # crosspost: ignore[CP209, CP999]\n---\n# crosspost: ignore[CP501]\n"
    path = blog.file(NAME, text)
    editor.open_file(path)
    (link,) = editor.ask("textDocument/documentLink", {"textDocument": {"uri": path.as_uri()}})
    assert link["range"]["start"] == {"line": 1, "character": text.index("CP209") - 4}
    assert link["target"].endswith("/docs/rules/CP209.md")


def test_the_usual_fields_are_explained() -> None:
    assert set(FIELD_DOCS) >= KNOWN
