"""Jekyll behind the protocol: what the other tests of this folder do not say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from crosspost.targets.jekyll.site import Site
from crosspost.targets.jekyll.target import Jekyll


def test_a_post_is_dated_and_a_draft_is_not() -> None:
    assert Jekyll().filename("radio", date(2013, 3, 6)) == "2013-03-06-radio.md"
    assert Jekyll().filename("radio", date(2013, 3, 6), draft=True) == "radio.md"


def test_a_number_stands_before_the_extension() -> None:
    assert Jekyll().numbered("2013-03-06-radio.md", 2) == "2013-03-06-radio-2.md"


@pytest.mark.parametrize(
    ("baseurl", "pictures", "url"),
    [
        ("", "assets/images", "/assets/images"),
        ("/blog/", "img/far away", "/blog/img/far%20away"),
        (None, "img", "/img"),
        ("/blog", "", ""),
    ],
)
def test_the_url_of_the_pictures_is_below_the_base_url(
    baseurl: str | None, pictures: str, url: str
) -> None:
    site = Site(Path(), config=MappingProxyType({"baseurl": baseurl}))
    assert Jekyll(site).pictures_url(pictures) == url


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/blog/_posts/x.md", True),
        ("/blog/news/_drafts/2013/x.md", True),
        ("/blog/_layouts/post.html", False),
        ("/_posts/x.md", False),
    ],
)
def test_posts_are_read_from_folders_of_two_names(path: str, expected: bool) -> None:
    assert Jekyll(Site(Path("/blog"))).is_post_path(Path(path)) is expected


@pytest.mark.parametrize("author", ["Ann Lee", {"name": "Ann Lee", "email": "a@example.org"}])
def test_the_author_may_be_a_table(author: object) -> None:
    assert Jekyll(Site(Path(), config={"author": author})).author == "Ann Lee"
    assert Jekyll(Site(Path(), config={"author": ["x"]})).author == ""


@pytest.mark.parametrize(
    ("configured", "separator"),
    [
        ("<!-- cut -->", "<!-- cut -->"),
        ("\n\n", "<!--more-->"),
        ("--><b>", "<!--more-->"),
        (3, "<!--more-->"),
    ],
)
def test_the_end_of_an_excerpt_is_a_comment(configured: object, separator: str) -> None:
    site = Site(Path(), config=MappingProxyType({"excerpt_separator": configured}))
    assert Jekyll(site).excerpt_separator == separator


@pytest.mark.parametrize("folder", ["../x", "/x", "a/../../x", "", "..\\x", 3, "."])
def test_data_stay_in_the_site_whatever_its_settings(folder: object) -> None:
    site = Site(Path("/s"), config=MappingProxyType({"data_dir": folder}))
    assert Jekyll(site).data_file("comments", "a.md") == Path("/s/_data/comments/a.yml")
    site = Site(Path("/s"), config=MappingProxyType({"data_dir": "my/data"}))
    assert Jekyll(site).data_file("comments", "a.md") == Path("/s/my/data/comments/a.yml")


def test_data_of_a_post_are_named_by_its_file() -> None:
    path = Jekyll(Site(Path("/s"), source=Path("/s/docs"))).data_file("comments", "2024-05-01-a.md")
    assert path == Path("/s/docs/_data/comments/a.yml")
    assert Jekyll().undated("2024-05-01-a.md") == "a.md" == Jekyll().undated("a.md")
