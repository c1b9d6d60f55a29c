"""Astro's posts: as its content layer reads them and its pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from crosspost import convert
from crosspost.config import Config
from crosspost.targets import recognized, target_of
from crosspost.targets.astro import Astro
from generators import astro
from pages import PARAGRAPH, article
from pictures import png

URL = "https://news.example.org/bridge"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
HOSTILE = "{a} {{ b }} <c> </c> <script>x</script> import d --e ``f {/* g */} ${h} ~i~ www.j.k"


def written(root: Path, text: str, name: str) -> None:
    path = Astro.read_site(root).posts_folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def made(
    root: Path, body: str = "", title: str = "A bridge", published: str = "", **config: Any
) -> tuple[Astro, str, tuple[str, ...]]:
    site = Astro.read_site(root)
    page = article(title, body, **({"published": published} if published else {}))
    post = convert(page, URL, Config(**config), site=site, now=NOW)
    written(root, post.text, post.filename)
    return site, post.text, post.warnings


@pytest.mark.parametrize("name", Astro.about.config_names)
def test_a_site_is_recognized_by_its_configuration(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert recognized(tmp_path) == ("astro",)
    assert target_of(tmp_path).config_file == tmp_path / name


BODIES = {
    "hostile": f"<p>{PARAGRAPH} {{}}</p><pre><code>{{}}</code></pre><p>{PARAGRAPH}</p>",
    "constructs": f"<p>{PARAGRAPH}<br>Not <s>this</s></p><dl><dt>term<dd>meaning</dl>"
    "<p>语<b>“中文”</b>中文</p><table><tr><td>a<td>b<tr><td>c<td>d</table>"
    f"<figure><img src='/a.png'><figcaption>a {{x}} &lt;y</figcaption></figure><p>{PARAGRAPH}</p>",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """Two sites, each built once: with posts in Markdown, and in MDX."""
    roots = []
    for end in ("md", "mdx"):
        root = astro.new_site(tmp_path_factory.mktemp(end))
        if end == "mdx":
            written(root, "---\ntitle: x\npubDate: 2020-01-01\n---\n", "old.mdx")
        escaped = HOSTILE.replace("<", "&lt;")
        made(root, BODIES["hostile"].replace("{}", escaped), title="Hostile")
        made(root, BODIES["constructs"], title="Constructs")
        made(root, title="Late", published="2013-03-06T02:00:00+06:00")
        site = Astro.read_site(root)
        values = {"title": 'a " \\ : {b}', "date": NOW, "image": "./a.png", "tags": ["x", "null"]}
        picture = "![](./a.png)\n"
        name = f"picture/index.{end}"
        written(root, site.compose(values, site.guard_text(picture, {}, Path(name))), name)
        (site.posts_folder() / "picture/a.png").write_bytes(png())
        astro.build(root)
        roots.append(root)
    yield roots[0], roots[1]


@pytest.mark.astro
def test_the_content_layer_reads_the_front_matter(built: tuple[Path, Path]) -> None:
    for root in built:
        data = astro.data_of(root)
        assert data["hostile"]["title"] == "Hostile" and data["hostile"]["canonicalURL"] == URL
        assert data["hostile"]["pubDate"] == "2013-03-06T04:44:27.000Z"
        assert data["late"]["pubDate"] == "2013-03-06T00:00:00.000Z"
        assert data["picture"]["title"] == 'a " \\ : {b}'
        assert data["picture"]["tags"] == ["x", "null"]
        assert data["picture"]["heroImage"]["format"] == "png"


@pytest.mark.astro
def test_no_text_is_markup_or_code(built: tuple[Path, Path]) -> None:
    for root in built:
        page = astro.page_of(root, "hostile")
        assert unescape(page).replace("\u200b", "").count("{a} {{ b }} <c> </c> <script>") == 2
        for part in ("--e ", "{/* g */} ${h} ~i~"):
            assert unescape(page).replace("\u200b", "").count(part) == 2, part
        assert "<script" not in page and "<c>" not in page


@pytest.mark.astro
def test_astro_builds_what_the_source_showed(built: tuple[Path, Path]) -> None:
    for root in built:
        page = astro.page_of(root, "constructs").replace("\u200b", "")
        for part in ("<br", "<del>this</del>", "<strong>“中文”</strong>", "<td>d</td>", "meaning"):
            assert part in page, part
        assert "a {x} &#x3C;y" in page or "a {x} &lt;y" in page
        assert "/_astro/a." in astro.page_of(root, "picture")


@pytest.mark.astro
def test_the_url_of_a_post_is_that_of_its_page(built: tuple[Path, Path]) -> None:
    for root in built:
        site = Astro.read_site(root)
        path = next((root / astro.POSTS).glob("late/index.*"))
        assert site.page_url(path.read_text("utf-8"), path) == "/blog/late/"
        assert site.find_same(site.posts_folder(), [URL])


def test_the_names_are_those_of_the_site_s_posts(tmp_path: Path) -> None:
    (tmp_path / "astro.config.mjs").write_text('export default { base: "/sub/" };')
    folder = tmp_path / "src/data/blog"
    folder.mkdir(parents=True)
    for name in "abc":
        (folder / f"{name}.md").write_text(
            "---\ntitle: a\npubDatetime: 2020-01-01\nogImage: x\ndraft: false\nheat: 1\n---\n"
        )
    site, text, warnings = made(tmp_path, draft=True)
    assert (folder / "a-bridge/index.md").read_text("utf-8") == text
    assert "\npubDatetime: 2013-03-06T10:44:27+06:00\n" in text and "\ndraft: true\n" in text
    assert site.link_to("/blog/a/") == "/sub/blog/a/"
    assert [w for w in warnings if "heat, ogImage" in w]
    assert site.page_url(text, folder / "a-bridge/index.md") == ""
    assert site.pictures_url("assets/pictures") == "."


def test_a_draft_that_the_site_may_publish_is_said(tmp_path: Path) -> None:
    (tmp_path / "astro.config.mjs").touch()
    _, text, warnings = made(tmp_path, draft=True)
    assert "\ndraft: true\n" in text and any("no drafts" in each for each in warnings)


def test_the_dialect_is_that_of_the_configuration(tmp_path: Path) -> None:
    config = tmp_path / "astro.config.mjs"
    config.write_text("export default { markdown: { gfm: false, smartypants: false } };")
    dialect = Astro.read_site(tmp_path).dialect([])
    assert not (dialect.footnotes or dialect.tables or dialect.smart_quotes or dialect.autolinks)
    config.write_text('import math from "remark-math"; export default {};')
    dialect = Astro.read_site(tmp_path).dialect([])
    assert dialect.math == "$" and dialect.footnotes and dialect.raw_html and not dialect.jsx
    site = Astro.read_site(tmp_path)
    assert site.guard_text("import a", {}, Path("a.mdx")) == "&#105;mport a"
    assert site.guard_text("import a", {}, Path("a.md")) == "import a"
