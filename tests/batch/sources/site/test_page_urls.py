"""The URLs of an old site, as its generator gave them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crosspost.batch.sources.site.layout import Engine, Layout
from crosspost.batch.sources.site.page_urls import PageUrls, dated_name, own_path

DAY = date(2013, 3, 6)
UNKNOWN = ""


def url(
    engine: Engine,
    config: dict[str, Any] | None,
    name: str,
    front: dict[str, Any] | None = None,
    when: date | None = DAY,
) -> str:
    found = PageUrls(Layout("", "site", engine, config))
    return found.full(found.path_of(name, front or {}, when))


RIVER = "https://river.example.org"


@pytest.mark.parametrize(
    ("config", "name", "front", "path"),
    [
        ({}, "_posts/2013-03-06-bread.md", {}, "/2013/03/06/bread.html"),
        (
            {},
            "_posts/2013-03-06-Bread Bun.md",
            {"categories": "A b"},
            "/a/b/2013/03/06/Bread-Bun.html",
        ),
        ({"permalink": "pretty"}, "_posts/2013-03-06-bread.md", {}, "/2013/03/06/bread/"),
        ({"permalink": "/:year/:slug/"}, "_posts/2013-03-06-b.md", {"slug": "rye"}, "/2013/rye/"),
        ({}, "food/_posts/2013-03-06-bread.md", {}, "/food/2013/03/06/bread.html"),
        ({}, "_posts/2013-03-06-bread.md", {"permalink": "/x/"}, "/x/"),
        ({}, "_posts/2013-03-06-bread.md", {"date": "2014-01-02 10:00"}, "/2014/01/02/bread.html"),
        ({"permalink": "/:nonsense/"}, "_posts/2013-03-06-bread.md", {}, UNKNOWN),
        ({}, "_drafts/bread.md", {}, UNKNOWN),
        ({}, "about.md", {}, "/about.html"),
        ({"permalink": "pretty"}, "about.md", {}, "/about/"),
        ({}, "x/index.md", {}, "/x/"),
        (
            {"defaults": [{"scope": {"path": ""}, "values": {"permalink": "/p/:title"}}]},
            "_posts/2013-03-06-bread.md",
            {},
            "/p/bread",
        ),
    ],
)
def test_urls_of_jekyll(
    config: dict[str, Any], name: str, front: dict[str, Any], path: str
) -> None:
    expected = f"{RIVER}{path}" if path else ""
    assert url("jekyll", {"url": RIVER, **config}, name, front) == expected


@pytest.mark.parametrize(
    ("config", "name", "front", "path"),
    [
        ({}, "content/posts/Bread & Water.md", {}, "/posts/bread-water/"),
        ({}, "content/posts/bread/index.md", {}, "/posts/bread/"),
        ({}, "content/posts/a/b.md", {"slug": "Rye Loaf"}, "/posts/a/rye-loaf/"),
        ({}, "content/about.md", {}, "/about/"),
        ({}, "content/posts/c++.md", {}, UNKNOWN),
        ({}, "content/posts/b.md", {"slug": "The Slug / x"}, "/posts/the-slug-/-x/"),
        ({}, "content/posts/b.md", {"url": "/x/y/"}, "/x/y/"),
        ({}, "content/posts/b.md", {"url": "x.html"}, "/x.html"),
        ({}, "content/posts/b.md", {"url": "/u/c"}, "/u/c/"),
        ({"uglyURLs": True}, "content/posts/b.md", {}, "/posts/b.html"),
        (
            {"permalinks": {"posts": "/:year/:month/:slug/"}},
            "content/posts/b.md",
            {"title": "The Rye: a tale"},
            "/2013/03/the-rye-a-tale/",
        ),
        (
            {"permalinks": {"page": {"posts": "/:section/:filename/"}}},
            "content/posts/B.md",
            {},
            "/posts/b/",
        ),
        ({"permalinks": {"posts": "/:nonsense/"}}, "content/posts/b.md", {}, UNKNOWN),
        ({"permalinks": {"posts": {"x": 1}}}, "content/posts/b.md", {}, UNKNOWN),
        ({"disablePathToLower": True}, "content/posts/B.md", {}, "/posts/B/"),
        ({"languages": {"en": {}, "de": {}}}, "content/posts/b.de.md", {}, "/de/posts/b/"),
        ({"languages": {"en": {}, "de": {}}}, "content/de/posts/b.md", {}, "/de/posts/b/"),
        ({"languages": {"en": {}, "de": {}}}, "content/posts/b.md", {}, "/posts/b/"),
        (
            {"languages": {"en": {}, "de": {"baseURL": "https://de.example.org"}}},
            "content/posts/b.de.md",
            {},
            UNKNOWN,
        ),
    ],
)
def test_urls_of_hugo(config: dict[str, Any], name: str, front: dict[str, Any], path: str) -> None:
    expected = f"{RIVER}/sub{path}" if path else ""
    assert url("hugo", {"baseURL": f"{RIVER}/sub/", **config}, name, front) == expected


@pytest.mark.parametrize(
    ("engine", "config", "name", "front", "path"),
    [
        ("hexo", {}, "source/_posts/bread.md", {}, "/2013/03/06/bread/"),
        ("hexo", {"permalink": ":title.html"}, "source/_posts/bread.md", {}, "/bread.html"),
        ("hexo", {"permalink": ":hash/"}, "source/_posts/bread.md", {}, UNKNOWN),
        ("hexo", {}, "source/_posts/bread.md", {"permalink": "x/y/"}, "/x/y/"),
        ("hexo", {}, "source/about/index.md", {}, "/about/"),
        ("hexo", {}, "source/_drafts/b.md", {}, UNKNOWN),
        ("zola", {}, "content/blog/2013-03-06-bread.md", {}, "/blog/bread/"),
        ("zola", {}, "content/blog/Bread Roll.md", {}, UNKNOWN),
        ("zola", {}, "content/blog/b.md", {"path": "x/y"}, "/x/y"),
        ("astro", {}, "src/content/blog/bread.md", {}, UNKNOWN),
        ("", {}, "posts/bread.md", {"permalink": "/bread/"}, "/bread/"),
        ("", {}, "posts/bread.md", {"permalink": "/{{ slug }}/"}, UNKNOWN),
    ],
)
def test_urls_of_others(
    engine: Engine, config: dict[str, Any], name: str, front: dict[str, Any], path: str
) -> None:
    found = PageUrls(Layout("", "site", engine, config), RIVER)
    assert found.full(found.path_of(name, front, DAY)) == (f"{RIVER}{path}" if path else "")


def test_nothing_is_guessed_without_a_configuration() -> None:
    assert url("jekyll", None, "_posts/2013-03-06-bread.md") == ""
    found = PageUrls(Layout("", "_posts", "jekyll", None), RIVER)
    assert found.path_of("2013-03-06-bread.md", {}, DAY) == ""
    assert found.path_of("2013-03-06-bread.md", {"permalink": "/bread/"}, DAY) == "/bread/"


@pytest.mark.parametrize("base", ["http://localhost:4000", "/", "river", "", None, 3, "file:///x"])
def test_a_base_that_is_not_on_the_web_is_none(base: object) -> None:
    assert PageUrls(Layout("", "", "jekyll", {"url": base})).base == ""
    assert PageUrls(Layout("", "", "hugo", {"baseURL": base})).base == ""


def test_the_user_s_base_replaces_that_of_the_configuration() -> None:
    found = PageUrls(
        Layout("", "", "jekyll", {"url": RIVER, "baseurl": "/b"}), "https://a.example/x/"
    )
    assert (found.base, found.base_path) == ("https://a.example/x", "/x")
    assert PageUrls(Layout("", "", "jekyll", {"baseurl": "/b"})).base_path == "/b"


@pytest.mark.parametrize(
    "own", ["/a/../b/", "//evil.example/", "/a?b", "/a#b", "/:x/", "/a b/", "", 3, None]
)
def test_a_permalink_that_is_not_a_path_is_not_taken(own: object) -> None:
    assert own_path({"permalink": own}) == ""


@pytest.mark.parametrize(
    ("own", "path"),
    [
        ("a", "/a"),
        ("/a/", "/a/"),
        ("/a/index.html", "/a/"),
        ("/index.html", "/"),
        ("/", "/"),
        ("a.html", "/a.html"),
    ],
)
def test_permalinks_that_are_paths(own: str, path: str) -> None:
    assert own_path({"permalink": own}) == path


def test_days_in_names() -> None:
    assert dated_name("2013-3-6-bread") == (DAY, "bread")
    assert dated_name("2013-13-45-bread") == (None, "2013-13-45-bread")
    assert dated_name("bread") == (None, "bread")
