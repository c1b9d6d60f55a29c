"""JSON Schemas for front matter."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from crosspost.errors import ConfigError
from crosspost.jekyll import front_matter
from crosspost.validate.infer import infer
from crosspost.validate.options import Options
from crosspost.validate.parse import parse
from crosspost.validate.schema import json_of
from validate.blog import Blog

Check = Callable[[dict[str, Any], str], list[tuple[int, int, str]]]


@pytest.fixture
def check(blog: Blog) -> Check:
    def said(schema: dict[str, Any], text: str) -> list[tuple[int, int, str]]:
        blog.file("post.json", json.dumps(schema))
        blog.post(text)
        options = {"schema": {"_posts/**": "post.json"}, "select": ("CP901",)}
        return [(f.line, f.column, f.message) for f in blog.findings(**options)]

    return said


def test_a_violation_stands_at_the_value_itself(check: Check) -> None:
    schema = {"properties": {"tags": {"items": {"enum": ["news", "radio"]}}}}
    (found,) = check(schema, "title: Radio\ntags:\n  - news\n  - raido\n")
    assert found[:2] == (5, 5)
    assert "'raido' is not one of ['news', 'radio']" in found[2]


def test_a_missing_key_stands_at_the_top(check: Check) -> None:
    (found,) = check({"required": ["date"]}, "title: Radio\n")
    assert found == (1, 1, "'date' is a required property (schema).")


def test_values_are_json_types_and_dates_are_text() -> None:
    text = "a: 1\nb: 1.5\nc: yes\nd: 2013-03-06\ne: ~\nf: [x, 012]\ng: {h: 12:30}\ni: '1'\n"
    root, _ = parse(text)
    assert root is not None
    assert json_of(root) == {
        "a": 1, "b": 1.5, "c": True, "d": "2013-03-06", "e": None, "f": ["x", 10],
        "g": {"h": 45000}, "i": "1",
    }  # fmt: skip


def test_a_text_for_a_list_can_be_repaired(blog: Blog) -> None:
    blog.file("post.json", json.dumps({"properties": {"authors": {"type": "array"}}}))
    post = blog.post("title: Radio\nauthors: ann\n")
    blog.run(fix=True, schema={"**": str(blog.root / "post.json")})
    assert "authors: [ann]\n" in post.read_text()


def test_crossposts_own_posts_match_its_own_schema(blog: Blog) -> None:
    fields = {
        "title": "Harbour: a radio", "date": "2013-03-06", "categories": ["news"],
        "tags": ["a", "b"], "author": "Ann", "layout": "post",
        "canonical_url": "https://example.org/a", "original_url": "https://example.org/a",
        "original_author": "Bob", "source": "The Times", "description": "x", "license": "CC BY",
    }  # fmt: skip
    blog.file("_posts/2013-03-06-a.md", front_matter.emit(fields) + "\nText\n")
    own = {"**": "crosspost"}
    assert blog.codes(schema=own, select=("CP901",)) == []
    blog.file("_posts/2013-03-06-a.md", front_matter.emit(fields | {"tags": "a, b"}) + "\nText\n")
    assert blog.codes(schema=own, select=("CP901",)) == ["CP901"]


def test_the_shipped_schema_names_crossposts_fields() -> None:
    from crosspost.jekyll.fields import ORDER

    text = files("crosspost.validate").joinpath("post.schema.json").read_text("utf-8")
    assert tuple(json.loads(text)["properties"]) == ORDER


@pytest.mark.parametrize("content", ["{", '{"type": 5}', "\xff"])
def test_a_bad_schema_is_refused(blog: Blog, content: str) -> None:
    blog.file("post.json", content.encode("latin-1"))
    blog.post("title: Radio\n")
    with pytest.raises(ConfigError, match=r"post\.json"):
        blog.codes(schema={"**": "post.json"})


def test_a_schema_is_never_fetched(blog: Blog) -> None:
    blog.post("title: Radio\n")
    with pytest.raises(ConfigError, match="only local files"):
        blog.codes(schema={"**": "https://example.org/post.json"})


def test_a_schema_of_what_is_there(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    blog.post("title: Radio\ntags: [a]\n", "2013-03-06-a.md")
    blog.post("title: Radio\nyear: 2013\n", "2013-03-06-b.md")
    monkeypatch.chdir(blog.root)
    schema = json.loads(infer(["."], Options()))
    assert schema["required"] == ["title"]
    assert schema["properties"]["tags"] == {"type": "array", "items": {"type": "string"}}
    assert schema["properties"]["year"] == {"type": "integer"}


@pytest.mark.parametrize(
    "schema",
    [{"$ref": "none.json"}, {"$ref": "#/none"}, {"$ref": "https://127.0.0.1:9/none.json"}],
)
def test_a_schema_that_cannot_be_applied_is_one_finding(blog: Blog, schema: dict[str, Any]) -> None:
    blog.file("post.json", json.dumps(schema))
    blog.post("title: Radio\n", "2013-03-06-a.md")
    blog.post("title: Radio\n", "2013-03-07-b.md")
    found = blog.said("CP902", schema={"_posts/**": "post.json"})
    assert (found.level, found.path) == ("error", "_posts/2013-03-06-a.md")
    assert "cannot be applied" in found.message
