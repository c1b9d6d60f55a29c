"""Eleventy's posts: as Eleventy itself reads and builds them."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from crosspost import convert
from crosspost.config import Config
from crosspost.targets import recognized, target_of
from crosspost.targets.eleventy import Eleventy, guard, unguard
from generators import eleventy
from pages import PARAGRAPH, article

URL = "https://news.example.org/bridge"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
NJK = 'export const config = { markdownTemplateEngine: "njk" };\n'
NONE = "export const config = { markdownTemplateEngine: false };\n"
OTHER = "const e = false;\nexport const config = { markdownTemplateEngine: e };\n"


def made(
    root: Path, body: str = "", title: str = "A bridge", published: str = "", **config: Any
) -> tuple[Eleventy, str]:
    site = Eleventy.read_site(root)
    page = article(title, body, **({"published": published} if published else {}))
    post = convert(page, URL, Config(**config), site=site, now=NOW)
    path = site.posts_folder() / post.filename
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(post.text, "utf-8")
    return site, post.text


@pytest.mark.parametrize("name", Eleventy.about.config_names)
def test_a_site_is_recognized_by_its_configuration(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert recognized(tmp_path) == ("eleventy",)
    assert target_of(tmp_path).config_file == tmp_path / name


@pytest.mark.eleventy
def test_eleventy_reads_the_front_matter(tmp_path: Path) -> None:
    root = eleventy.new_site(tmp_path)
    title = 'Quotes " and \\ : # {{ x }} ---'
    site, text = made(root, title=title, tags=("a tag", "null"))
    eleventy.build(root)
    ((path, data),) = eleventy.data_of(root).items()
    assert data["title"] == site.fields_of(text)["title"] and data["tags"] == ["a tag", "null"]
    assert data["date"] == "2013-03-06T04:44:27.000Z" and data["canonicalURL"] == URL
    assert site.page_url(text, root / path) == data["url"]
    assert site.fields_of(text)["canonical_url"] == URL


@pytest.mark.eleventy
def test_a_day_is_the_page_s_although_eleventy_shows_it_in_utc(tmp_path: Path) -> None:
    root = eleventy.new_site(tmp_path)
    made(root, published="2013-03-06T02:00:00+06:00")
    eleventy.build(root)
    (data,) = eleventy.data_of(root).values()
    assert data["date"] == "2013-03-06T00:00:00.000Z"


@pytest.mark.eleventy
def test_a_draft_is_not_built(tmp_path: Path) -> None:
    root = eleventy.new_site(tmp_path)
    site, text = made(root, draft=True)
    eleventy.build(root)
    assert eleventy.data_of(root) == {} and not (root / "_site/posts").exists()
    assert site.fields_of(text)["draft"] is True
    assert site.page_url(text, root / "posts/a-bridge.md") == ""


def test_a_draft_is_as_the_site_s_own(tmp_path: Path) -> None:
    root = eleventy.new_site(tmp_path)
    (root / "posts/old.md").write_text("---\ntitle: a\ndraft: true\n---\n")
    _, text = made(root, draft=True)
    assert "\ndraft: true\n" in text and "permalink" not in text


def test_new_posts_have_what_all_posts_have(tmp_path: Path) -> None:
    root = eleventy.new_site(tmp_path)
    for name in "ab":
        head = "title: x\nlayout: post.njk\ntags: [posts, y]\ncanonical: https://example.org/x"
        (root / f"posts/{name}.md").write_text(f"---\n{head}\n---\n")
    site, text = made(root, tags=("z",))
    assert 'layout: "post.njk"' in text and '- "posts"\n- "z"' in text.replace("  -", "-")
    assert f'canonical: "{URL}"' in text
    assert site.find_same(root / "posts", [URL]) == root / "posts/a-bridge.md"
    assert site.find_same(root / "posts", ["https://example.org/x"]) == root / "posts/a.md"


HOSTILE = "{{ page.url }} {% x %} {# c #} #} {{ {% {{{ {% raw %} }} %} {%- if -%} {{'"


@pytest.mark.eleventy
@pytest.mark.parametrize("config", ["", NJK, NONE, OTHER], ids=["liquid", "njk", "none", "other"])
def test_no_text_is_a_template(tmp_path: Path, config: str) -> None:
    root = eleventy.new_site(tmp_path, eleventy.CONFIG + config)
    body = f"<p>{PARAGRAPH} {HOSTILE}</p><pre><code>{HOSTILE}</code></pre><p>{PARAGRAPH}</p>"
    _, text = made(root, body)
    eleventy.build(root)
    page = unescape(eleventy.page_of(root, "a-bridge"))
    assert page.count(HOSTILE) == 2
    assert ("templateEngineOverride" in text) == (config == OTHER)
    assert (HOSTILE in text) == (config in (NONE, OTHER))


def test_a_guarded_text_is_shown_as_it_was() -> None:
    assert unguard(guard(HOSTILE)) == HOSTILE


CONSTRUCTS = {
    "a hard break": ("<p>One line<br>another one</p>", "<br>"),
    "struck text": ("<p>Not <s>this</s></p>", "<s>this</s>"),
    "a table": ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "<td>d</td>"),
    "a definition": ("<dl><dt>term<dd>meaning</dl>", "<dd>\n<p>meaning</p>"),
    "keys": ("<p>Press <kbd>Ctrl</kbd>.</p>", "<kbd>Ctrl</kbd>"),
    "emphasis": ("<p>语<b>“中文”</b>中文</p>", "<strong>“中文”</strong>"),
    "code that looks indented": ("<pre><code>    a\n\tb</code></pre>", "    a\n\tb"),
}


@pytest.mark.eleventy
def test_eleventy_builds_what_the_source_showed(tmp_path: Path) -> None:
    root = eleventy.new_site(tmp_path)
    for number, (html, _) in enumerate(CONSTRUCTS.values()):
        made(root, f"<p>{PARAGRAPH}</p>{html}<p>{PARAGRAPH}</p>", title=f"Construct {number}")
    eleventy.build(root)
    for number, (name, (_, expected)) in enumerate(CONSTRUCTS.items()):
        page = eleventy.page_of(root, f"construct-{number}")
        assert expected in page.replace("\u200b", ""), name


def test_folders_are_where_the_configuration_and_the_posts_are(tmp_path: Path) -> None:
    (tmp_path / ".eleventy.js").write_text(
        'module.exports = (c) => { c.addPassthroughCopy("src/images");\n'
        'return { pathPrefix: "/sub/", dir: { input: "src" } }; };'
    )
    (tmp_path / "src/blog").mkdir(parents=True)
    site, text = made(tmp_path)
    post = tmp_path / "src/blog/a-bridge.md"
    assert post.read_text("utf-8") == text
    assert site.page_url(text, post) == "/blog/a-bridge/"
    assert site.link_to("/blog/a/") == "/sub/blog/a/"
    assert site.pictures_folder("assets/pictures", post) == tmp_path / "src/images"
    assert site.pictures_url("assets/pictures") == "/sub/images"
    assert site.pictures_folder("img/x", post) == tmp_path / "src/img/x"
    assert site.publishes(post) and not site.publishes(tmp_path / "crosspost.toml")
    (tmp_path / "src/blog/blog.json").write_text('{"permalink": "/{{ title }}/"}')
    assert site.page_url(text, post) == ""


@pytest.mark.eleventy
def test_an_old_url_is_a_permalink_and_no_template(tmp_path: Path) -> None:
    root = eleventy.new_site(tmp_path)
    site = Eleventy.read_site(root)
    post = root / "posts/a.md"
    kept, _ = site.keep_url({}, post, "https://old.example.org/2012/old", "permalink")
    assert kept == {"permalink": "/2012/old/"}
    for url in ("https://old.example.org/%7B%7B7*7%7D%7D/", "https://old.example.org/{{7*7}}/"):
        assert site.keep_url({}, post, url, "permalink")[0] == {}
    assert site.keep_url({}, post, "https://old.example.org/a", "front-matter")[1]
    post.write_text(site.compose({"title": "x", **kept}, "Text\n"))
    eleventy.build(root)
    assert "Text" in (root / "_site/2012/old/index.html").read_text()
