"""The URL of a post's page, and its old URL kept alive; compared with real Jekyll."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import real_jekyll
from crosspost.targets.jekyll import front_matter
from crosspost.targets.jekyll.page_url import kept_url, link_to, page_url, path_in_site
from crosspost.targets.jekyll.posts import facts_of
from crosspost.targets.jekyll.target import Jekyll
from crosspost.urls import path_identity

OLD = "https://old.example.org/2013/03/bread/"
NAME = "2013-03-06-bread.md"
FRONT = {"title": "Bread", "date": date(2013, 3, 6)}


def site_at(root: Path, config: str = "") -> Jekyll:
    (root / "_config.yml").write_text(config, "utf-8")
    return Jekyll.read_site(root)


def kept(root: Path, url: str, config: str = "", **front: Any) -> tuple[dict[str, Any], str]:
    site = site_at(root, config).site
    return kept_url({**FRONT, **front}, root / "_posts" / NAME, url, site, redirect=None)


@pytest.mark.parametrize(
    ("config", "front", "url"),
    [
        ("", {}, "/2013/03/06/bread.html"),
        ("permalink: pretty", {"categories": ["Web Dev", "b"]}, "/web dev/b/2013/03/06/bread/"),
        ("permalink: /:title/", {"slug": "Rye.Bread"}, "/Rye.Bread/"),
        ("permalink: /:title/", {"permalink": "/old/:year/x"}, "/old/2013/x"),
        ("timezone: Asia/Tokyo", {"date": datetime(2013, 3, 6, 20, tzinfo=UTC)},
         "/2013/03/07/bread.html"),
        ("permalink: /:nothing/", {}, ""),
        ("", {"published": False}, ""),
        ("defaults: [{scope: {path: ''}, values: {permalink: '/d/:title'}}]", {}, "/d/bread"),
    ],
)  # fmt: skip
def test_the_url_of_a_page(config: str, front: dict[str, Any], url: str, tmp_path: Path) -> None:
    site = site_at(tmp_path, config).site
    path = tmp_path / "_posts" / NAME
    assert page_url({**FRONT, **front}, path, site) == url
    text = front_matter.compose({**FRONT, **front})
    assert page_url(front_matter.read(text), path, site) == url


def test_drafts_have_no_page(tmp_path: Path) -> None:
    site = site_at(tmp_path).site
    assert page_url(FRONT, tmp_path / "_drafts" / "bread.md", site) == ""
    assert page_url({"permalink": "/about/"}, tmp_path / "_pages" / "a.md", site) == "/about/"
    assert page_url({}, tmp_path / "_pages" / "a.md", site) == ""


@pytest.mark.parametrize(
    ("url", "config", "expected"),
    [
        (OLD, "", {"permalink": "/2013/03/bread/"}),
        (OLD, "plugins: [jekyll-redirect-from]", {"redirect_from": ["/2013/03/bread/"]}),
        (OLD, "permalink: /:year/:month/:title/", {}),
        (OLD.rstrip("/"), "permalink: /:year/:month/:title/", {}),
        ("https://old.example.org/blog/a/", "baseurl: /blog", {"permalink": "/a/"}),
        ("https://old.example.org/%D1%80%D0%B5/", "", {"permalink": "/ре/"}),
        ("https://old.example.org/a:b/{{c}}%0Ad%25e/", "",
         {"permalink": "/a%3Ab/%7B%7Bc%7D%7D%0Ad%25e/"}),
    ],
)  # fmt: skip
def test_an_old_url_is_kept(
    url: str, config: str, expected: dict[str, Any], tmp_path: Path
) -> None:
    assert kept(tmp_path, url, config) == (expected, "")


@pytest.mark.parametrize(
    ("url", "config"),
    [
        ("https://old.example.org/?p=12", ""),
        ("https://old.example.org/a/", "baseurl: /blog"),
        ("https://old.example.org/", ""),
        ("https://old.example.org/.git/config", ""),
        ("https://old.example.org/a.php", ""),
    ],
)
def test_an_old_url_that_cannot_be_kept_is_said(url: str, config: str, tmp_path: Path) -> None:
    fields, reason = kept(tmp_path, url, config)
    assert not fields
    assert reason.startswith("its old URL ")


def test_the_owner_s_own_permalink_stays(tmp_path: Path) -> None:
    assert kept(tmp_path, OLD, permalink="/mine/") == ({}, "")


def test_the_permalink_of_an_old_page_is_below_the_baseurl(tmp_path: Path) -> None:
    url = "https://old.example.org/blog/about/"
    assert kept(tmp_path, url, permalink="/blog/about/") == ({"permalink": "/blog/about/"}, "")
    found = kept(tmp_path, url, "baseurl: /blog", permalink="/blog/about/")
    assert found == ({"permalink": "/about/"}, "")


def test_links_have_the_baseurl_and_are_encoded(tmp_path: Path) -> None:
    site = site_at(tmp_path, "baseurl: /blog/").site
    assert link_to("/web dev/ре/", site) == "/blog/web%20dev/%D1%80%D0%B5/"
    assert link_to("/a%3Ab/", site) == "/blog/a:b/"
    assert path_in_site("https://old.example.org/blog/web%20dev/", site) == "/web dev/"


def test_a_post_is_known_by_its_old_path(tmp_path: Path) -> None:
    target = site_at(tmp_path, "permalink: /:title/")
    posts = tmp_path / "_posts"
    posts.mkdir()
    fields = {"plain": {}, "moved": {"permalink": "/2013/b/"}, "both": {"redirect_from": ["/c/"]}}
    for name, more in fields.items():
        text = front_matter.compose({**FRONT, **more}, "Text.")
        (posts / f"2013-03-06-{name}.md").write_text(text)
    for url, name in (("/plain", "plain"), ("/2013/b", "moved"), ("/c/index.html", "both")):
        key = path_identity(f"https://old.example.org{url}")
        found = target.find_same(posts, [key])
        assert found and found.stem == f"2013-03-06-{name}"
        # Without an old URL of its own, nothing but its name tells it from another one.
        assert target.facts(found).origin == ("unnamed" if name == "plain" else "article")
    assert target.find_same(posts, ["/other"]) is None


def test_a_post_by_hand_with_a_permalink_stays_the_owner_s() -> None:
    assert facts_of(b"---\ntitle: Mine\npermalink: /mine/\n---\nText.\n").origin == "own"


@pytest.mark.jekyll
def test_jekyll_has_the_same_pages(tmp_path: Path) -> None:
    target = site_at(tmp_path, "permalink: /:categories/:year/:title/\n")
    posts = tmp_path / "_posts"
    posts.mkdir()
    olds = ["/2013/03/bread/", "/a:b/{{c}} d%e/", "/ре/x.html", "/dots.in.it", "/a/'q'/"]
    wanted = {}
    for number, old in enumerate(olds):
        path = posts / f"2013-03-06-post-{number}.md"
        url = f"https://old.example.org{old.replace('%', '%25')}"
        front = FRONT | kept_url(FRONT, path, url, target.site, redirect=False)[0]
        path.write_text(front_matter.compose(front, "Text."), "utf-8")
        wanted[path.stem] = target.page_url(path.read_text("utf-8"), path)
    built = real_jekyll.build(tmp_path)
    assert {post["name"].removesuffix(".md"): post["url"] for post in built} == wanted
    pages = {str(p.relative_to(tmp_path / "_site")) for p in (tmp_path / "_site").rglob("*.html")}
    assert {"2013/03/bread/index.html", "a:b/{{c}} d%e/index.html", "ре/x.html"} <= pages


def test_an_old_url_with_a_letter_that_is_cut_is_not_kept(tmp_path: Path) -> None:
    """It would be kept as ``%EF%BF%BD``, which never was its URL."""
    config = "plugins: [jekyll-redirect-from]\n"
    whole, cut = ("https://old.example.org/2015/06/%D0%BC%D0" + end for end in ("%BE/", "/"))
    assert kept(tmp_path, whole, config) == (
        {"redirect_from": ["/2015/06/\u043c\u043e/"]},
        "",
    )
    for settings in (config, ""):
        found = kept(tmp_path, cut, settings)
        assert found == ({}, "its old URL has bytes that are not UTF-8")
