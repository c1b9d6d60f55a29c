"""Formats of front matter: hostile text is read back as it was, the owner's lines stay."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, date, datetime
from typing import Any

import pytest

from crosspost.errors import FrontMatterError
from crosspost.targets.front_matter import FORMATS, format_of
from crosspost.targets.front_matter.base import Timestamp
from crosspost.targets.front_matter.update import update_fields

TEXTS = [
    "Radio: one",
    '"quoted" and \\ back',
    "+++",
    "---\ntitle: evil",
    "+++\nevil = 1",
    "}\n{",
    "'''",
    '"""',
    "#not a comment",
    "yes",
    "2013-03-06",
    "\u2028line",
    "emoji \U0001f600",
    "{{< x >}}",
    "tab\tin",
]
LINES = ("headers", "comment")  # all values are text, on a line each
NAMES = [name for name in FORMATS if name not in LINES]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_read_back_as_it_was(name: str, text: str) -> None:
    form = FORMATS[name]
    fields: dict[str, Any] = {"title": text, "tags": [text, "b"], "params": {"author": text}}
    post = form.compose(fields, "Body.\n\n+++\n\n---\n\n}\n")
    assert form.read(post) == fields
    assert form.split(post).body == "Body.\n\n+++\n\n---\n\n}\n"
    assert format_of(post, tuple(NAMES)).name == name


@pytest.mark.parametrize("text", TEXTS)
def test_a_header_is_one_line(text: str) -> None:
    form = FORMATS["headers"]
    post = form.compose({"title": text, "tags": ["a, b", "c"], "draft": True}, "Body: here.\n")
    read = form.read(post)
    assert read == {"title": " ".join(text.split()), "tags": "a, b; c", "draft": "true"}
    assert form.split(post).body == "Body: here.\n"
    assert form.compose({"tags": ["a, b"]}, "").startswith("Tags: a, b;\n")


@pytest.mark.parametrize("text", [*TEXTS, "a --> b", ".. slug: evil"])
def test_a_field_in_a_comment_is_one_line(text: str) -> None:
    form = FORMATS["comment"]
    fields = {"title": text, "tags": ["a, b", "c", ","], "draft": True, "empty": ""}
    post = form.compose(fields, ".. slug: no field\n")
    read = {"title": " ".join(text.split()), "tags": "a b, c", "draft": "true"}
    assert form.read(post) == read
    assert form.split(post).body == ".. slug: no field\n"
    assert post.startswith("<!--\n.. title: ") and "\n-->\n\n" in post
    with pytest.raises(FrontMatterError):
        form.compose({"a: b": 1}, "")


def test_old_forms_of_headers_and_comments_are_read() -> None:
    fenced = '---\ntitle: It: "quoted"\ntags: a,\n    b\n---\nBody\n'
    assert FORMATS["headers"].read(fenced) == {"title": 'It: "quoted"', "tags": "a, b"}
    assert FORMATS["headers"].split(fenced).body == "Body\n"
    bare = ".. title: One\n.. slug: one\n.. tags:\n\nBody\n"
    assert FORMATS["comment"].read(bare) == {"title": "One", "slug": "one"}
    assert FORMATS["comment"].split(bare).body == "Body\n"


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_format_cannot_say_is_an_error(name: str) -> None:
    form = FORMATS[name]
    for value in (object(), "\ud800", {"a": object()}):
        with pytest.raises(FrontMatterError):
            form.compose({"title": value}, "")


def test_dates_are_those_of_the_format() -> None:
    when, day = datetime(2013, 3, 6, 4, 44, 27, tzinfo=UTC), date(2013, 3, 6)
    text = FORMATS["toml"].compose({"date": when, "day": day, "a": {"b": 1}, "z": 1}, "")
    assert tomllib.loads(text.split("+++")[1]) == {"date": when, "day": day, "z": 1, "a": {"b": 1}}
    text = FORMATS["yaml"].compose({"date": Timestamp(when.isoformat())}, "")
    assert "\ndate: 2013-03-06T04:44:27+00:00\n" in text
    head = FORMATS["json"].compose({"date": when}, "")
    assert json.loads(head) == {"date": "2013-03-06T04:44:27+00:00"}


POSTS = {
    "yaml": '---\ntitle: "One"\n# my order\nmine: 1 # kept\ntags: ["a"]\n---\n\nText\n',
    "toml": '+++\ntitle = "One"\n# my order\nmine = 1 # kept\ntags = ["a"]\n[x]\ny = 1\n+++\n'
    "\nText\n",
    "json": '{"title": "One", "mine": 1, "tags": ["a"]}\n\nText\n',
    "headers": "Title: One\nmine: 1\ntags: a\n\nText\n",
    "comment": "<!--\n.. title: One\n.. mine: 1\n.. tags: a\n-->\n\nText\n",
}


@pytest.mark.parametrize("name", POSTS)
def test_an_update_replaces_a_field_and_leaves_the_owner_s_lines(name: str) -> None:
    form, mine = FORMATS[name], POSTS[name]
    had = {n: v for n, v in form.read(mine).items() if n not in ("mine", "x")}
    imported = form.compose(had, "Text")
    article = form.compose({**had, "title": "Two", "image": "x.png"}, "Text")
    head, kept = update_fields(form, imported, mine, article, ())
    assert kept == ()
    assert form.read(head) == {**form.read(mine), "title": "Two", "image": "x.png"}
    if name in ("yaml", "toml"):
        assert "# my order\n" in head and "1 # kept\n" in head
    changed = mine.replace("One", "My own")
    head, kept = update_fields(form, imported, changed, article, ())
    assert kept == ("title",) and form.read(head)["title"] == "My own"


@pytest.mark.parametrize("name", POSTS)
def test_a_post_is_all_of_its_parts(name: str) -> None:
    for text in (*POSTS.values(), "", "\ufeff", "+++\nno end", "{", "---"):
        parts = FORMATS[name].split(text)
        assert parts.head + parts.body == text


def test_broken_front_matter_is_an_error() -> None:
    for name, text in {
        "toml": "+++\na = \n+++\n",
        "json": "{a: 1}\n",
        "yaml": "---\na: [\n---\n",
    }.items():
        with pytest.raises(FrontMatterError):
            FORMATS[name].read(text)
