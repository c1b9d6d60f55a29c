from __future__ import annotations

from typing import Any

import pytest

from lsp.editor import Editor, edited
from validate.blog import Blog

NAME = "_posts/2013-03-06-talas.md"


def completed(editor: Editor, blog: Blog, text: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the items at ``|``, and the text without it."""
    before, _, rest = text.partition("|")
    uri = (blog.root / NAME).as_uri()
    editor.open(uri, before + rest)
    last = before.rsplit("\n", 1)[-1]
    place = (uri, before.count("\n"), len(last.encode("utf-16-le")) // 2)
    return before + rest, editor.at("completion", *place)["items"]


def labels(editor: Editor, blog: Blog, text: str) -> list[str]:
    return [item["label"] for item in completed(editor, blog, text)[1]]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("---\ntags: |\n---\n", ["radio", "C#", "towers"]),
        ("---\ntags: [towers, |]\n---\n", ["radio", "C#"]),
        ("---\ntags: [towers, r|", ["radio"]),
        ("---\ntags:\n  - radio\n  - t|\n---\n", ["towers"]),
        ("---\ntags:\n- radio\n- |\n---\n", ["C#", "towers"]),
        ("---\r\nlayout: p|\r\n---\r\n", ["post"]),
        ("---\nauthor: |\n---\n", ["ada", "Ada Example"]),
        ("---\ncategories: [|]\n---\n", ["news"]),
        ("---\npublished: |\n---\n", ["false", "true"]),
        ("---\ntitle: 😀\ntags: [😀, to|]\n---\n", ["towers"]),
        ("---\nlay|\n---\n", ["layout"]),
        ("---\nlay|", ["layout"]),
        ("---\nlayout: post\nlay|\n---\n", []),
    ],
)
def test_what_the_site_has_is_offered(
    editor: Editor, blog: Blog, text: str, items: list[str]
) -> None:
    assert labels(editor, blog, text) == items


@pytest.mark.parametrize(
    "text",
    ["---\ntitle: A\n---\n\ntags: |\n", "---\ntitle: A\n---|\n", "|---\n---\n", "tags: |\n",
     "---\ntags:|\n---\n", "---\ntitle: |\n---\n", "---\ntitle: A\n\nText t|\n"],
)  # fmt: skip
def test_nothing_is_offered_elsewhere(editor: Editor, blog: Blog, text: str) -> None:
    assert labels(editor, blog, text) == []


def test_fields_of_the_site_come_first_with_their_meaning(editor: Editor, blog: Blog) -> None:
    _, items = completed(editor, blog, "---\n|\n---\n")
    assert {item["label"] for item in items[:5]} == {
        "layout", "title", "author", "tags", "categories",
    }  # fmt: skip
    title = next(item for item in items if item["label"] == "title")
    assert title["detail"] == "in 2 posts"
    assert "headline" in title["documentation"]["value"]
    assert "redirect_from" in [item["label"] for item in items]


def test_an_item_is_written_where_its_beginning_is(editor: Editor, blog: Blog) -> None:
    text, items = completed(editor, blog, "---\ntitle: 😀\nlay|\n---\n")
    assert edited(text, [items[0]["textEdit"]]) == "---\ntitle: 😀\nlayout: \n---\n"
    text, items = completed(editor, blog, "---\ntags: [radio, tow|]\n---\n")
    assert edited(text, [items[0]["textEdit"]]) == "---\ntags: [radio, towers]\n---\n"
    text, items = completed(editor, blog, "---\nlay|: post\n---\n")
    assert edited(text, [items[0]["textEdit"]]) == "---\nlayout: post\n---\n"


def test_a_value_is_quoted_where_yaml_needs_it(editor: Editor, blog: Blog) -> None:
    text, items = completed(editor, blog, "---\ntags: [C|]\n---\n")
    assert edited(text, [items[0]["textEdit"]]) == '---\ntags: ["C#"]\n---\n'


def test_placeholders_of_permalinks(editor: Editor, blog: Blog) -> None:
    text, items = completed(editor, blog, "---\npermalink: /:year/:ti|\n---\n")
    assert {":title", ":year", ":slug"} <= {item["label"] for item in items}
    title = next(item for item in items if item["label"] == ":title")
    assert edited(text, [title["textEdit"]]) == "---\npermalink: /:year/:title\n---\n"


@pytest.mark.threat("29: a value of a post in an editor")
def test_values_that_would_do_harm_are_not_offered(editor: Editor, blog: Blog) -> None:
    blog.file(
        "_posts/2012-02-01-hostile.md",
        '---\ntags: ["a\\nlayout: x", "b\\u202e", "[c](command:d)", "e: f # g"]\n---\n\nText.\n',
    )
    text, items = completed(editor, blog, "---\ntags: [|]\n---\n")
    assert {item["label"] for item in items} == {
        "radio", "C#", "towers", "[c](command:d)", "e: f # g",
    }  # fmt: skip
    for item in items:
        written = edited(text, [item["textEdit"]])
        editor.write((blog.root / NAME).as_uri(), written)
        assert not [one for one in editor.diagnostics() if one["code"] == "CP201"]
        assert item.get("documentation") is None
