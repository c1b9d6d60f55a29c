"""Front matter in each format, with the place of every key and value."""

from __future__ import annotations

import pytest

from crosspost.validate.generators import READINGS
from crosspost.validate.others.reader import read_for
from crosspost.validate.post import Post
from crosspost.validate.tree import Mapping, Scalar, Sequence, walk


def read(text: str, name: str) -> Post:
    return read_for("a.md", text.encode(), "a.md", READINGS[name])


def places(post: Post) -> dict[str, str]:
    """Return value → the text where it is, of all scalars."""
    assert post.root is not None
    nodes = [node for node in walk(post.root) if isinstance(node, Scalar)]
    return {node.value: post.text[node.start : node.end] for node in nodes}


_TOML = """\
# a comment = 1
title = "a \\"b\\"" # more
date = 2013-03-06T10:00:00Z
draft = true
long = '''
title = "no"
[none]
'''
list = [
  "one", # ]
  'two',
]
dotted.key = 1_000
[taxonomies]
tags = ["radio", "tea"]
[extra.inner]
canonical_url = "https://example.org/a"
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_toml_has_the_place_of_each_value(end: str) -> None:
    post = read(f"+++\n{_TOML}+++\n\nText\n".replace("\n", end), "zola")
    found = places(post)
    assert found['a "b"'] == '"a \\"b\\""'
    assert found["one"] == '"one"'
    assert found["two"] == "'two'"
    assert found["1000"] == "1_000"
    assert found["canonical_url"] == "canonical_url"
    assert found["https://example.org/a"] == '"https://example.org/a"'
    assert found["true"] == "true"
    assert found["tea"] == '"tea"'
    assert [entry.key for entry in post.fields].count("title") == 1
    assert post.text[post.body_start :].strip() == "Text"
    tags = post.by_key["tags"]
    assert isinstance(tags.value, Sequence)
    assert post.position(tags.start)[0] == 16


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('title = "a"\ntitle = "b"\n', 3, 12),
        ("title = a\n", 2, 9),
        ('title = "a\ndate = 1\n', 2, 11),
        ("date = 2013-02-31\n", 2, 8),
        ("tags = [\n", 2, 9),
    ],
)
def test_toml_that_is_broken_says_where(text: str, line: int, column: int) -> None:
    post = read(f"+++\n{text}+++\n\nText\n", "zola")
    assert post.toml_error is not None
    assert post.position(post.toml_error[1]) == (line, column)


def test_json() -> None:
    post = read('{\n\t"title": "a: b",\n\t"tags": ["x", 2]\n}\n\nText\n', "hugo")
    assert (post.format, post.text[post.body_start :].strip()) == ("json", "Text")
    assert places(post)["a: b"] == '"a: b"'
    broken = read('{\n"title": "a",\n}\n\nText\n', "hugo")
    assert broken.toml_error is not None
    assert broken.position(broken.toml_error[1])[0] == 3
    assert read("{{< shortcode >}}\n", "eleventy").format == "none"


def test_headers_and_comments() -> None:
    post = read("Title: a: b\nDate: 2013-03-06\n    10:00\nTags: x, y\n\nText: no\n", "pelican")
    assert [(f.key, f.value.value) for f in post.fields if isinstance(f.value, Scalar)] == [
        ("title", "a: b"), ("date", "2013-03-06 10:00"), ("tags", "x, y"),
    ]  # fmt: skip
    fenced = read("---\nTitle: a: b\n---\n\nText\n", "pelican")
    assert [field.key for field in fenced.fields] == ["title"]
    nikola = read("<!--\n.. title: a\n.. date: 2013-03-06 UTC\n-->\n\nText\n", "nikola")
    assert [field.key for field in nikola.fields] == ["title", "date"]


@pytest.mark.parametrize(
    ("text", "name", "is_read"),
    [
        ("\n---\ntitle: x\n---\nText", "hugo", True),
        ("\n---\ntitle: x\n---\nText", "zola", True),
        ("---\ntitle: x\n----\nText", "hugo", True),
        ("---\ntitle: x\n--- text\nText", "eleventy", True),
        ("---\ntitle: x\n...\nText", "hugo", False),
        ("---\ntitle: x\n ---\nText", "eleventy", False),
        ("+++\ntitle = 'x'\n+++\nText", "eleventy", False),
        ("\ufeff---\ntitle: x\n---\nText", "astro", True),
    ],
)
def test_fences(text: str, name: str, is_read: bool) -> None:
    post = read(text, name)
    found = isinstance(post.root, Mapping) and not post.fence and post.format != "none"
    assert found is is_read
