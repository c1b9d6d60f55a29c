"""Tags that are not text, in sites whose templates stop at them: beside the real Jekyll."""

from __future__ import annotations

import pytest

from validate.blog import Blog
from validate.test_jekyll import build

LAYOUTS = [
    ("{% for t in page.tags %}{{ t | slugify }}{% endfor %}", True),
    ("{% assign all = page.tags | sort %}", True),
    ("{{ page.tags | sort | join: ',' }}", True),
    ("{% for tag in page.tags %}{{ tag | cgi_escape }}{% endfor %}", True),
    ("{% for t in site.tags %}{{ t[0] | slugify }}{% endfor %}", True),
    ("{% for t in page.tags %}{{ t | downcase | slugify }}{% endfor %}", False),
    ("{{ page.tags | join: ',' }} {{ page.title | slugify }}", False),
    ("{% assign all = site.posts | sort: 'title' %}", False),
]


@pytest.mark.jekyll
@pytest.mark.parametrize(("layout", "stops"), LAYOUTS)
def test_a_number_among_the_tags(blog: Blog, layout: str, stops: bool) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.file("_layouts/post.html", layout)
    blog.post("layout: post\ntitle: Radio\ntags: [404, life]\n")
    assert (build(blog)[0] == {}) == stops
    found = blog.said("CP214")
    assert found.level == ("error" if stops else "info")
    assert found.fix is not None
    assert found.fix.safe == stops


@pytest.mark.jekyll
@pytest.mark.parametrize("title", ["100", "2013-03-06", "3.5"])
def test_a_title_that_is_a_number(blog: Blog, title: str) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.file("_layouts/post.html", "{{ page.title | slugify }}")
    blog.post(f"layout: post\ntitle: {title}\n")
    assert build(blog)[0] == {}
    assert blog.said("CP214").level == "error"
    blog.run(fix=True)
    assert build(blog)[0]


def test_numbers_that_no_template_reads_as_text(blog: Blog) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.post("title: 100\ntags: [radio]\n")
    assert blog.codes() == []
