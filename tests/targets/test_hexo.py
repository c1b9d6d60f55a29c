"""Hexo's posts: as Hexo itself reads and builds them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from crosspost import convert
from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.targets import recognized, target_of
from crosspost.targets.hexo import Hexo, guard, unguard
from generators import hexo
from pages import PARAGRAPH, article

URL = "https://news.example.org/bridge"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
HOSTILE = (
    "{{ page.a }} {% b %} {# c #} #} {% raw %} {{ <hexoPostRenderCodeBlock><script>d</script>"
    "</hexoPostRenderCodeBlock> <!--code\ufffc0--> <!--swig\ufffc7--> <!--comment\ufffc1-->"
)


def made(root: Path, body: str = "", title: str = "A bridge", **config: Any) -> tuple[Hexo, str]:
    site = Hexo.read_site(root)
    post = convert(article(title, body), URL, Config(**config), site=site, now=NOW)
    path = site.posts_folder(draft=bool(config.get("draft"))) / post.filename
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(post.text, "utf-8")
    return site, post.text


def folder(root: Path, config: str = "", *packages: str) -> Path:
    (root / "_config.yml").write_text(config)
    needs = dict.fromkeys(("hexo", *packages), "*")
    (root / "package.json").write_text(json.dumps({"dependencies": needs}))
    return root


def test_a_site_is_recognized_by_its_configuration_and_its_packages(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").touch()
    assert recognized(tmp_path) == ("jekyll",)
    folder(tmp_path)
    assert recognized(tmp_path) == ("hexo",)
    assert target_of(tmp_path).config_file == tmp_path / "_config.yml"


@pytest.mark.hexo
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/New_York"])
def test_hexo_reads_the_front_matter_on_any_machine(tmp_path: Path, zone: str) -> None:
    config = hexo.CONFIG.replace("permalink: :title/", "permalink: :year/:month/:day/:title/")
    root = hexo.new_site(tmp_path, f"{config}timezone: America/New_York\n")
    site, text = made(root, title='Quotes " and \\ : # {{ x }}', tags=("a tag", "null"))
    post = root / "source/_posts/a.md"
    post.write_text(site.compose({"title": "x", "date": date(2020, 1, 1)}, "Text\n"))
    hexo.build(root, zone)
    data = {row["source"]: row for row in hexo.data_of(root)}
    short, row = data.pop("_posts/a.md"), data.popitem()[1]
    assert row["title"] == site.fields_of(text)["title"] and row["tags"] == ["a tag", "null"]
    assert datetime.fromisoformat(row["date"]) == datetime(2013, 3, 6, 4, 44, 27, tzinfo=UTC)
    assert row["front"]["canonical_url"] == URL
    assert datetime.fromisoformat(short["date"]) == datetime(2020, 1, 1, 5, tzinfo=UTC)
    if zone == "America/New_York":  # days in permalinks are on the clock of the machine
        assert f"/{row['path']}" == site.page_url(text, root / "source" / row["source"])
        assert short["path"] == "2020/01/01/a/"


@pytest.mark.hexo
def test_categories_are_beside_each_other(tmp_path: Path) -> None:
    root = hexo.new_site(tmp_path)
    site, text = made(root, categories=("One", "Two"))
    hexo.build(root)
    assert sorted(hexo.data_of(root)[0]["categories"]) == ["One", "Two"]
    assert site.fields_of(text)["categories"] == ["One", "Two"]
    assert site.survey(site.posts_folder()).categories == {"One": 1, "Two": 1}


@pytest.mark.hexo
@pytest.mark.parametrize("highlight", ["", "syntax_highlighter: ''\n"])
def test_no_text_is_a_template_or_a_mark_of_hexo(tmp_path: Path, highlight: str) -> None:
    root = hexo.new_site(tmp_path, hexo.CONFIG + highlight)
    text = HOSTILE.replace("<", "&lt;")
    body = f"<p>{PARAGRAPH} {text}</p><p><code>{text}</code></p>"
    if not highlight:  # else Hexo shows entities for braces in a block of code
        body += f"<pre><code>{text}</code></pre>"
    _, post = made(root, f"{body}<p>{PARAGRAPH}</p>")
    assert "\ndisableNunjucks: true\n" in post
    hexo.build(root)
    page = hexo.page_of(root, "a-bridge")
    assert "<script" not in page and "<hexo" not in page
    shown = unescape(page).replace("\u200b", "")
    assert (
        shown.count("{{ page.a }} {% b %} {# c #} #} {% raw %} {{ <hexo") == body.count("hexo") / 2
    )
    assert shown.count("<!--code\ufffc0-->") >= 1  # in text, dashes become typographic


def test_a_guarded_text_is_shown_as_it_was() -> None:
    assert unguard(guard(HOSTILE)) == HOSTILE


def test_a_text_that_gets_braces_is_no_template(tmp_path: Path) -> None:
    site = Hexo.read_site(folder(tmp_path))
    path = tmp_path / "source/_posts/a.md"
    old = site.compose({"title": "x", "mine": "y"}, "Text\n")
    new = site.compose({"title": "x", "mine": "y"}, "Text {% x %}\n")
    assert "disableNunjucks" not in old and "\ndisableNunjucks: true\n" in new
    for imported in (old, None):
        found = site.update_fields(imported, old, new, (), path)
        assert "\ndisableNunjucks: true\n" in found.head and found.front["mine"] == "y"
        assert found.front["disableNunjucks"] is True


@pytest.mark.hexo
def test_a_draft_is_in_the_folder_of_drafts(tmp_path: Path) -> None:
    root = hexo.new_site(tmp_path)
    site, text = made(root, draft=True)
    draft = root / "source/_drafts/a-bridge.md"
    assert draft.read_text("utf-8") == text and site.page_url(text, draft) == ""
    hexo.build(root)
    assert hexo.data_of(root) == []
    assert site.find_same(site.posts_folder(), [URL]) == draft


CONSTRUCTS = {
    "a hard break": ("<p>One line<br>another one</p>", "<br>"),
    "a line that begins with a colon": ("<p>a<br>: b</p>", "<br>&#58; b"),
    "struck text": ("<p>Not <s>this</s> but ~that~</p>", "<del>this</del> but ~that~"),
    "a table": ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "<td>d</td>"),
    "a definition": ("<dl><dt>term<dd>meaning</dl>", "<p>meaning</p>"),
    "text of a link": ('<p><a href="/x">![a](b)</a></p>', 'x">!&#91;a&#93;(b)</a>'),
    "a URL in a word": ("<p>xhttp://example.org/a_*b</p>", "example.org&#x2F;a_*b"),
}


@pytest.mark.hexo
def test_hexo_builds_what_the_source_showed(tmp_path: Path) -> None:
    root = hexo.new_site(tmp_path)
    for number, (html, _) in enumerate(CONSTRUCTS.values()):
        made(root, f"<p>{PARAGRAPH}</p>{html}<p>{PARAGRAPH}</p>", title=f"Construct {number}")
    hexo.build(root)
    for number, (name, (_, expected)) in enumerate(CONSTRUCTS.items()):
        page = hexo.page_of(root, f"construct-{number}")
        assert expected in page.replace("\u200b", ""), name


@pytest.mark.hexo
def test_pictures_are_where_hexo_finds_them(tmp_path: Path) -> None:
    assets = "post_asset_folder: true\nmarked: {prependRoot: true, postAsset: true}\n"
    root = hexo.new_site(tmp_path, f"{hexo.CONFIG}root: /sub/\n{assets}")
    post = root / "source/_posts/a.md"
    site = Hexo.read_site(root)
    assert site.pictures_url("assets/pictures") == "."
    below = site.pictures_folder("assets/pictures", post)
    below.mkdir()
    (below / "x.png").write_bytes(b"x")
    other = site.pictures_folder("img/y", post)
    other.mkdir(parents=True)
    (other / "y.png").write_bytes(b"y")
    post.write_text(f"---\ntitle: x\n---\n![](./x.png) ![]({site.pictures_url('img/y')}/y.png)\n")
    hexo.build(root)
    page = hexo.page_of(root, "a")
    assert 'src="/sub/a/x.png"' in page and 'src="/sub/img/y/y.png"' in page
    assert (root / "public/a/x.png").exists() and (root / "public/img/y/y.png").exists()
    plain = Hexo.read_site(folder(root, "post_asset_folder: true\n"))
    assert plain.pictures_url("assets/pictures") == "/images"


def test_names_and_old_paths_are_as_the_configuration_says(tmp_path: Path) -> None:
    folder(
        tmp_path,
        "new_post_name: :year-:month-:day-:title.md\npermalink: :year/:title.html\n"
        "source_dir: pages\nauthor: Me\nurl: https://me.example.org\n",
        "hexo-generator-alias",
    )
    site, text = made(tmp_path)
    post = tmp_path / "pages/_posts/2013-03-06-a-bridge.md"
    assert post.read_text("utf-8") == text and site.author == "Me"
    assert site.page_url(text, post) == "/2013/a-bridge.html"
    assert site.page_url(text, post.with_name("b.md")) == ""
    assert site.page_url(text, tmp_path / "pages/about/index.md") == ""
    url = "https://old.example.org/2012/old"
    assert site.keep_url({}, post, url, "front-matter")[0] == {"alias": ["/2012/old"]}
    assert site.keep_url({}, post, url, "permalink")[0] == {"permalink": "/2012/old/"}
    assert Hexo().keep_url({}, post, url, "front-matter")[1]
    strange = Hexo.read_site(folder(tmp_path, "permalink: :category/:hash/\n"))
    assert strange.page_url(text, tmp_path / "source/_posts/b.md") == ""


def test_the_dialect_is_that_of_the_renderer(tmp_path: Path) -> None:
    plain = Hexo.read_site(folder(tmp_path)).dialect([])
    assert plain.name == "marked" and plain.hard_break == "" and plain.autolinks
    config = "marked: {breaks: false, smartypants: false, autolink: false}\n"
    other = Hexo.read_site(folder(tmp_path, config)).dialect([])
    assert other.hard_break == "\\" and not (other.smart_quotes or other.autolinks)
    config = "markdown: {render: {html: false}, plugins: [markdown-it-footnote]}\n"
    site = Hexo.read_site(folder(tmp_path, config, "hexo-renderer-markdown-it"))
    dialect = site.dialect([])
    assert dialect.name == "markdown-it" and dialect.footnotes and not dialect.raw_html
    with pytest.raises(ConfigError, match="hexo-renderer-pandoc"):
        Hexo.read_site(folder(tmp_path, "", "hexo-renderer-pandoc")).dialect([])


def test_a_comment_without_an_end_does_not_change_code_below() -> None:
    text = "a <!-- b\n\n<!-- more -->\n\n<!-- -->\n\n```\n<!--c-->\n```\n"
    guarded = guard(text)
    assert guarded.count("<!--") == 2 and "<!-- more -->" in guarded and "<!-- -->" in guarded
    assert unguard(guarded) == text
