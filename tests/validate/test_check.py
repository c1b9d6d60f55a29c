"""A post on which crosspost fails is said to be one, and the others are checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from crosspost.validate import check, fixes
from crosspost.validate.context import Context
from crosspost.validate.post import Post
from crosspost.validate.rule import Problem
from validate.blog import Blog


def fails_on_bad(post: Post, context: Context) -> Iterable[Problem]:
    if "bad" in post.name:
        raise TypeError("no such thing")
    return ()


def fails_on_bad_among(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    for post in posts:
        yield from ((post, problem) for problem in fails_on_bad(post, context))


def fails_on_two(posts: list[Post], context: Context) -> Iterator[tuple[Post, Problem]]:
    if len(posts) > 1:
        raise TypeError("no such thing")
    yield from ()


@pytest.fixture
def two(blog: Blog) -> Blog:
    blog.post("title: 12:30\n", "2013-03-06-bad.md")
    blog.post("title: 12:30\n", "2013-03-07-good.md")
    return blog


@pytest.mark.threat("17: one post ends the check of all")
@pytest.mark.parametrize(
    ("where", "failing"),
    [("CHECKS", fails_on_bad), ("FILE_CHECKS", fails_on_bad), ("SITE_CHECKS", fails_on_bad_among)],
)
def test_a_rule_that_fails_on_a_post_is_said_at_that_post(
    two: Blog, where: str, failing: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, where, (failing, *getattr(check, where)))
    found = two.findings()
    assert [(f.path[7:], f.code) for f in found] == [
        ("2013-03-06-bad.md", "CP004"),
        ("2013-03-06-bad.md", "CP209"),
        ("2013-03-07-good.md", "CP209"),
    ]
    assert "TypeError: no such thing, " in found[0].message
    assert two.run(fix=True).fixed == 2


@pytest.mark.threat("17: one post ends the check of all")
def test_a_rule_that_fails_on_a_site_is_said_once(
    two: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "SITE_CHECKS", (fails_on_two, *check.SITE_CHECKS))
    assert two.codes() == ["CP004", "CP209", "CP209"]


@pytest.mark.threat("17: one post ends the check of all")
def test_a_post_that_cannot_be_read_for_a_fault_of_ours(
    two: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = check.read_in

    def failing(path: str, data: bytes, shown: str, context: Context) -> Post:
        if "bad" in path:
            raise RecursionError
        return read(path, data, shown, context)

    monkeypatch.setattr(check, "read_in", failing)
    assert two.codes() == ["CP004", "CP209"]


@pytest.mark.threat("17: a table where a list is expected ends the check of all")
@pytest.mark.parametrize(
    "value",
    ["\n  name: Jane\n", " {a: {b: c}}\n", " {? [a] : b}\n", " [[a], {b: c}]\n", " !!set {a}\n",
     " &a {b: *a}\n"],
)  # fmt: skip
@pytest.mark.parametrize(
    "key", ["authors", "author", "tags", "tag", "categories", "category", "keywords", "title",
            "date", "layout", "permalink", "image", "redirect_from", "canonical_url", "published",
            "description", "slug", "render_with_liquid", "original_url"],
)  # fmt: skip
def test_a_table_where_a_list_or_a_text_is_expected(blog: Blog, key: str, value: str) -> None:
    blog.post(f"{key}:{value}", "2013-03-06-a.md", body="{% if a %}\n")
    blog.post("title: Other: broken\n", "2013-03-07-b.md")
    found = blog.findings(body=True)
    assert "CP004" not in {f.code for f in found}
    assert [f.line for f in found if f.code == "CP201"] == [2]


@pytest.mark.threat("17: YAML that contains itself ends the check of all")
@pytest.mark.parametrize("block", ["tags: &a [*a]\n", "tags: &a [x, [*a]]\n", "tags: &a\n  - *a\n",
                                   "x: &a {b: *a}\ntags: [*a]\n", "categories: &a [*a, *a]\n",
                                   "tags: &a [[[[*a]]]]\ncategories: *a\n"])  # fmt: skip
def test_a_value_that_contains_itself_is_said_and_the_rest_goes_on(blog: Blog, block: str) -> None:
    blog.post(f"title: Radio\n{block}", "2013-03-06-a.md")
    blog.post("title: 12:30\n", "2013-03-07-b.md")
    found = [(f.path[15:17], f.code) for f in blog.findings(body=True)]
    assert [(day, code) for day, code in found if code in ("CP004", "CP213", "CP209")] == [
        ("06", "CP213"),
        ("07", "CP209"),
    ]
    blog.run(fix=True, unsafe=True)


@pytest.mark.threat("17: lone surrogates and NUL in posts")
@pytest.mark.parametrize("text", ["\\ud800", "\\0", "\\uDBFF\\uDBFF", "\\x00\\x1b[31m", "\\uFFFF"])
@pytest.mark.parametrize(
    "key", ["title", "image", "permalink", "layout", "author", "canonical_url"]
)
def test_characters_that_no_text_has(blog: Blog, key: str, text: str) -> None:
    blog.file("_config.yml", "title: A site\n")
    blog.post(f'title: Radio\n{key}: "a{text}b"\n', "2013-03-06-a.md",
              body=f"{{% include {text} %}} [a](/x/{text}.jpg) \0\n")  # fmt: skip
    blog.post("title: 12:30\n", "2013-03-07-b.md")
    codes = blog.codes(body=True)
    assert "CP004" not in codes and "CP209" in codes
    blog.run(fix=True, unsafe=True)


@pytest.mark.threat("17: one post ends the check of all")
def test_a_fault_is_said_whatever_rules_are_selected(
    two: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "CHECKS", (fails_on_bad, *check.CHECKS))
    assert two.codes(select=("CP209",)) == ["CP004", "CP209", "CP209"]
    assert two.codes(select=("CP209",), ignore=("CP004",)) == ["CP209", "CP209"]


@pytest.mark.threat("17: one post ends the check of all")
@pytest.mark.parametrize("step", ["chosen", "outcome"])
def test_a_fix_that_fails_is_said_at_its_post_and_the_others_are_made(
    two: Blog, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = getattr(fixes, step)

    def failing(*given: object) -> object:
        if "bad.md" in str(given[0]):
            raise TypeError("no such thing")
        return right(*given)

    monkeypatch.setattr(fixes, step, failing)
    run = two.run(fix=True)
    assert [(f.path[7:], f.code) for f in run.findings] == [
        ("2013-03-06-bad.md", "CP004"),
        ("2013-03-06-bad.md", "CP209"),
    ]
    assert list(run.changed) == ["_posts/2013-03-07-good.md"]
