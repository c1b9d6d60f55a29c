from __future__ import annotations

from crosspost.targets.jekyll.permalinks import filled
from crosspost.validate import suggestions
from crosspost.validate.site_posts import SitePosts, context_of
from validate.blog import Blog


def test_fields_and_values_are_those_of_the_posts(blog: Blog) -> None:
    blog.file("_config.yml", "theme: minima\n")
    path = str(blog.post("title: A\nmood: good\ntags: [a, b]\n"))
    blog.post("tag: a\n", "2013-03-05-talas.md")
    site = SitePosts(context_of(path, {}), path)
    posts = list(site.posts.values())
    assert suggestions.fields(posts)["mood"] == 1
    assert suggestions.fields(posts)["image"] == 0
    assert suggestions.values("tags", posts, site.context) == {"a": 2, "b": 1}
    assert "post" in suggestions.values("layout", posts, site.context)
    assert suggestions.values("mood", posts, site.context) == {"good": 1}
    assert not suggestions.values("title", posts, site.context)


def test_a_placeholder_is_one_that_permalinks_have() -> None:
    assert ":title" in suggestions.permalink_placeholders()
    assert filled("/:nothing", None) == "/:nothing"


def test_values_are_quoted_where_they_must_be() -> None:
    assert [suggestions.written(v) for v in ("radio", "no", "a: b", "2024")] == [
        "radio", '"no"', '"a: b"', '"2024"',
    ]  # fmt: skip
