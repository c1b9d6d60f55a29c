"""Posts that have the URL of a page: beside what the real Jekyll writes."""

from __future__ import annotations

import pytest

from validate.blog import Blog
from validate.test_jekyll import build

PAGES = [
    ("about.md", "permalink: /about/\n", "permalink: /about/\n", True),
    ("about.html", "", "permalink: /about.html\n", True),
    ("about.html", "", "permalink: /about/\n", False),
    ("index.html", "", "permalink: //\n", True),
    ("index.html", "", "permalink: /index.html\n", True),
    ("news/index.md", "", "permalink: /news/\n", True),
    ("_hidden/about.md", "permalink: /about/\n", "permalink: /about/\n", False),
    ("old/about.md", "permalink: /about/\n", "permalink: /about/\n", False),
    ("about.md", "permalink: /about/\n", "title: About\n", False),
]


@pytest.mark.jekyll
@pytest.mark.parametrize(("path", "page", "post", "clash"), PAGES)
def test_a_page_and_a_post(blog: Blog, path: str, page: str, post: str, clash: bool) -> None:
    blog.file("_config.yml", "exclude: [old]\n")
    blog.file(path, f"---\ntitle: A page\n{page}---\n")
    blog.post(post)
    assert ("Conflict" in build(blog)[1]) == clash
    codes = [code for code in blog.codes() if code != "CP706"]
    assert codes == ["CP707"] * clash


def test_a_redirect_over_a_page_and_one_of_a_page_over_a_post(blog: Blog) -> None:
    blog.file("_config.yml", "plugins: [jekyll-redirect-from]\n")
    blog.file("index.html", "---\ntitle: Home\n---\n")
    blog.file("about.md", "---\npermalink: /about/\nredirect_from: /soap/\n---\n")
    blog.post("permalink: /soap/\nredirect_from: [/, /about/]\n")
    found = [f.message for f in blog.findings() if f.code == "CP708"]
    assert sorted(found) == [
        "/ is the URL of index.html: one overwrites the other.",
        "/about/ is the URL of about.md: one overwrites the other.",
        "about.md redirects from /soap/, the URL of this post.",
    ]


@pytest.mark.parametrize(
    ("site", "clash"),
    [
        ({"_config.yml": "title: A blog\n"}, False),
        ({"_config.yml": "plugins: [jekyll-feed]\n"}, False),
        ({"_config.yml": "theme: minima\n"}, False),
        ({"_config.yml": "theme: jekyll-theme-chirpy\n"}, True),  # loads it
        ({"_config.yml": "gems: [jekyll-redirect-from]\n"}, True),
        ({"_config.yml": "plugins_dir: own\n", "own/moved.rb": ""}, True),
        (
            {
                "_config.yml": "title: A blog\n",
                "Gemfile": "group :jekyll_plugins do\n  gem 'jekyll-redirect-from'\nend\n",
            },
            True,
        ),
    ],
)
def test_redirects_clash_only_if_something_makes_them(
    blog: Blog, site: dict[str, str], clash: bool
) -> None:
    for path, text in site.items():
        blog.file(path, text)
    blog.post("title: A\nredirect_from: /old/\n", "2013-03-06-a.md")
    blog.post("title: B\nredirect_from: /old/\n", "2013-03-07-b.md")
    assert ("CP708" in blog.codes()) == clash


def test_a_redirect_from_the_posts_own_url(blog: Blog) -> None:
    blog.file("_config.yml", "plugins: [jekyll-redirect-from]\n")
    blog.post("title: A\npermalink: /soap/\nredirect_from: [/soap/, /old/]\n")
    assert "this post itself" in blog.said("CP708").message
