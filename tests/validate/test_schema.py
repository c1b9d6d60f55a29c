"""JSON Schemas for front matter."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from cpu import cpu_limit
from crosspost.errors import ConfigError
from crosspost.targets.jekyll import front_matter
from crosspost.validate.infer import infer
from crosspost.validate.options import Options
from crosspost.validate.parse import parse
from crosspost.validate.schema import json_of
from crosspost.validate.settings import load
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
    blog.file("_posts/2013-03-06-a.md", front_matter.compose(fields, "Text"))
    own = {"**": "crosspost"}
    assert blog.codes(schema=own, select=("CP901",)) == []
    blog.file("_posts/2013-03-06-a.md", front_matter.compose(fields | {"tags": "a, b"}, "Text"))
    assert blog.codes(schema=own, select=("CP901",)) == ["CP901"]


def test_the_shipped_schema_names_crossposts_fields() -> None:
    from crosspost.targets.fields import FIELDS

    text = files("crosspost.validate").joinpath("post.schema.json").read_text("utf-8")
    assert tuple(json.loads(text)["properties"]) == FIELDS


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


HOSTILE_SCHEMAS = {
    "an exponential pattern": {"properties": {"title": {"pattern": "^(a+)+$"}}},
    "an exponential key": {"patternProperties": {"^(t|ti|it|tit|i|le)*$!": False},
                           "properties": {"title": {"pattern": "(a|a)*b"}}},
    "definitions that double": {
        "$defs": {str(n): {"allOf": [{"$ref": f"#/$defs/{n + 1}"}] * 2} for n in range(40)}
        | {"40": {}},
        "$ref": "#/$defs/0",
    },
    "branches that all fail": {
        "$defs": {str(n): {"anyOf": [{"$ref": f"#/$defs/{n + 1}"}] * 4} for n in range(20)}
        | {"20": {"type": "integer"}},
        "$ref": "#/$defs/0",
    },
    "a definition of itself": {"$ref": "#"},
    "a place that is not there": {"$ref": "#/$defs/x"},
    "a schema of the web": {"$ref": "http://127.0.0.1:9/x.json"},
    "a file of the system": {"$ref": "file:///etc/passwd"},
    "a dynamic place": {"$dynamicRef": "#x"},
    "a huge number": {"properties": {"n": {"multipleOf": 1e-300}}},
}  # fmt: skip


@pytest.mark.threat("low: a hostile JSON Schema hangs, fetches or fills the memory")
@pytest.mark.parametrize("name", HOSTILE_SCHEMAS)
def test_a_hostile_schema_is_one_finding(
    blog: Blog, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crosspost.validate.schema.SECONDS", 0.3)
    blog.file("post.json", json.dumps(HOSTILE_SCHEMAS[name]))
    for n in range(3):
        blog.post(f"title: {'a' * 5_000}!\nn: 1e308\nx: [{'{}, ' * 3_000}]\n", f"2013-03-06-{n}.md")
    with cpu_limit(2):
        codes = blog.codes(schema={"**": "post.json"}, select=("CP9", "CP004"))
        assert set(codes) <= {"CP901", "CP902"}
        assert codes.count("CP902") <= 1


@pytest.mark.threat("low: a hostile JSON Schema hangs, fetches or fills the memory")
def test_values_that_repeat_themselves_are_not_expanded_for_a_schema(blog: Blog) -> None:
    bomb = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    blog.post(f"title: Radio\na0: &a0 [x]\n{bomb}tags: &t [*t, *t]\n")
    with cpu_limit(1):
        assert "CP213" in blog.codes(schema={"**": "crosspost"})
        infer([str(blog.root)], Options())


@pytest.mark.threat("10: the settings of a cloned site name a schema outside of it")
@pytest.mark.parametrize("name", ["/etc/passwd", "../outside.json", "link.json"])
def test_a_schema_of_the_settings_is_in_their_folder(blog: Blog, name: str) -> None:
    (blog.root.parent / "outside.json").write_text("{}")
    (blog.root / "link.json").symlink_to("../outside.json")
    blog.file("crosspost.toml", f'[validate]\nschema = {{"**" = "{name}"}}\n')
    with pytest.raises(ConfigError, match="is not below"):
        load(blog.root)
