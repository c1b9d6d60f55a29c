"""Posts that Jekyll leaves out: what is wrong in them does no harm, except to the build."""

from __future__ import annotations

import pytest

from validate.blog import Blog
from validate.test_jekyll import build

FAULTS = "title: Template\nimage: /assets/\npermalink: //\ntags:\n- \n- a, b, c\n"


@pytest.mark.parametrize("published", ["false", "no", "", "~"])
def test_nothing_of_it_is_a_warning(blog: Blog, published: str) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.post(f"{FAULTS}published: {published}\n")
    levels = {f.code: f.level for f in blog.findings() if f.code != "CP211"}
    assert set(levels) >= {"CP503", "CP704", "CP706"}
    assert set(levels.values()) == {"info"}


@pytest.mark.parametrize("published", ["true", '"false"'])
def test_a_published_one_is_checked(blog: Blog, published: str) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.post(f"{FAULTS}published: {published}\n")
    assert {f.code: f.level for f in blog.findings()}["CP704"] == "error"


@pytest.mark.jekyll
@pytest.mark.parametrize("line", ["date: 2020-13-45\n", "date: yesterday\n"])
def test_its_date_stops_the_build_even_so(blog: Blog, line: str) -> None:
    blog.file("_config.yml", "title: A blog\n")
    blog.post(f"title: Radio\npublished: false\n{line}")
    assert build(blog)[0] == {}
    assert blog.said("CP401").level == "error"


@pytest.mark.parametrize(
    ("config", "level"), [("title: A blog\n", "warning"), ("show_drafts: true\n", "error")]
)
def test_an_error_in_a_draft_stops_no_build(blog: Blog, config: str, level: str) -> None:
    blog.file("_config.yml", config)
    blog.file("_drafts/soap.md", "---\ntitle: Soap\ndate: 2013-13-45\n---\n\nText.\n")
    found = blog.said("CP401")
    assert found.level == level
    assert ("This is a draft: it counts with --drafts" in found.message) == (level == "warning")
