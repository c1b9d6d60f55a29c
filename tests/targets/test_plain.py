"""Plain Markdown: only by its name; CommonMark, HTML where that has no form."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from markdown_it import MarkdownIt

from crosspost import convert
from crosspost.targets import recognized, target_of
from crosspost.targets.plain import Plain
from pages import PARAGRAPH, article

URL = "https://news.example.org/bridge"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def test_a_folder_is_plain_only_if_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "crosspost.toml").touch()
    assert recognized(tmp_path) == ()
    assert isinstance(target_of(tmp_path, "plain"), Plain)


def test_a_post_is_commonmark_with_html_where_that_has_no_form(tmp_path: Path) -> None:
    site = target_of(tmp_path, "plain")
    body = (
        f"<p>{PARAGRAPH}</p><table><tr><th>a<th>b<tr><td>1<td>2</table><p>not <s>this</s></p>"
        f"<dl><dt>term<dd>meaning</dl><p>{PARAGRAPH}</p>"
    )
    post = convert(article("A bridge", body), URL, site=site, now=NOW)
    path = site.posts_folder() / post.filename
    assert path == tmp_path / "posts/a-bridge.md"
    assert post.front_matter["canonical_url"] == URL
    page = MarkdownIt("commonmark").render(site.body_of(post.text))
    assert "<td>2</td>" in page and "<del>this</del>" in page and "meaning" in page
    path.parent.mkdir()
    path.write_text(post.text, "utf-8")
    assert site.find_same(site.posts_folder(), [URL]) == path
    assert site.facts(path).origin == "article"


def test_pictures_are_beside_the_posts(tmp_path: Path) -> None:
    site = target_of(tmp_path, "plain")
    assert site.pictures_folder("assets/pictures", tmp_path / "posts/2013/a.md") == (
        tmp_path / "posts/2013/pictures"
    )
    assert site.pictures_url("assets/pictures") == "./pictures"
    assert site.pictures_url("") == "" and site.pictures_field_url("img") == "./img"
