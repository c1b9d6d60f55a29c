"""The user's names in posts for Jekyll, as Jekyll itself reads them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import real_jekyll
from crosspost import import_link
from crosspost.config import Config
from crosspost.targets.jekyll.user_names import meant, written
from crosspost.targets.user_names import UserNames
from pages import article

URL = "https://news.example.org/bridge"


def test_fields_are_renamed_and_back_in_their_order() -> None:
    names = UserNames({"source": "", "canonical_url": "origin"})
    front = {"title": "a", "canonical_url": "b", "source": "c", "own": 1}
    assert list(written(names, front).items()) == [("title", "a"), ("origin", "b"), ("own", 1)]
    assert meant(names, written(names, front)) == {"title": "a", "canonical_url": "b", "own": 1}


@pytest.mark.jekyll
def test_jekyll_builds_posts_of_any_name_and_folder(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").touch()
    titles = ["Что нового?", "{{ site.x }} {% raw %}", "日本の橋", "50% of a+b & c's", "../../etc"]
    config = Config(
        filename="{date}-{title}", folder="{year}/{author}", fields={"canonical_url": "origin"}
    )
    for number, title in enumerate(titles):
        url = f"{URL}/{number}"
        file = tmp_path / "page.html"
        file.write_text(article(title, url=url), "utf-8")
        now = datetime(2026, 1, 2, tzinfo=UTC)
        done = import_link(str(file), config, site=tmp_path, base_url=url, now=now)
        assert done.path and done.path.parent == tmp_path / "_posts/2013/a-correspondent"
    posts = real_jekyll.build(tmp_path)
    assert sorted(post["data"]["origin"] for post in posts) == [f"{URL}/{n}" for n in range(5)]
    assert {post["day"] for post in posts} == {"2013-03-06"}
