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
