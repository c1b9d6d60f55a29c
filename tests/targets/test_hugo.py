"""Hugo's posts: as Hugo itself reads and builds them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest

import real_hugo
from crosspost import convert
from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.targets import recognized, target_of
from crosspost.targets.hugo import Hugo, guard, unguard
from pages import PARAGRAPH, article

URL = "https://news.example.org/bridge"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def made(root: Path, body: str = "", title: str = "A bridge", **config: Any) -> tuple[Hugo, str]:
    site = Hugo.read_site(root)
    post = convert(article(title, body), URL, Config(**config), site=site, now=NOW)
    path = site.posts_folder() / post.filename
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(post.text, "utf-8")
    return site, post.text


CONFIGS = {
    "hugo.toml": "",
    "hugo.yaml": "",
    "config.toml": 'baseURL = "https://example.org"\n',
    "config.yml": "languageCode: en\n",
    "config.json": '{"markup": {}}',
    "config/_default/hugo.toml": "",
    "config/_default/config.yaml": "title: x",
}
OTHERS = {
    "config.toml": 'base_url = "https://example.org"\n[markdown]\n',
    "config.yml": "title: x",
    "config.json": "[",
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_site_is_recognized_by_its_configuration(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(CONFIGS[name])
    assert recognized(tmp_path) == ("hugo",)
    assert target_of(tmp_path).config_file == tmp_path / name


@pytest.mark.parametrize("name", OTHERS)
def test_another_generator_s_configuration_is_not_hugo_s(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(OTHERS[name])
    assert "hugo" not in recognized(tmp_path)


def test_of_several_generators_the_first_is_used_or_the_named_one(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").touch()
    (tmp_path / "_config.yml").touch()
    assert recognized(tmp_path) == ("jekyll", "hugo")
    assert target_of(tmp_path).name == "jekyll" and target_of(tmp_path, "hugo").name == "hugo"
    with pytest.raises(ConfigError, match="no such generator") as caught:
        target_of(tmp_path, "hogu")
    assert "jekyll, hugo" in caught.value.hint
    (tmp_path / "package.json").write_text('{"dependencies": {"hexo": "7"}}')
    assert recognized(tmp_path) == ("hugo", "hexo")


@pytest.mark.hugo
@pytest.mark.parametrize("form", ["yaml", "toml", "json"])
def test_hugo_reads_the_front_matter_in_the_format_of_the_site_s_posts(
    tmp_path: Path, form: str
) -> None:
    root = real_hugo.new_site(tmp_path)
    old = {
        "yaml": "---\ntitle: a\n---\n",
        "toml": '+++\ntitle = "a"\n+++\n',
        "json": '{"title": "a"}\n',
    }
    (root / "content/posts").mkdir(parents=True)
    (root / "content/posts/old.md").write_text(old[form])
    title = 'Quotes " and \\ : # {{< x >}} +++'
    site, text = made(root, title=title)
    assert text[0] == old[form][0] and site.form.name == form
    (row,) = [r for path, r in real_hugo.read_all(root).items() if "old" not in path]
    assert row["date"] == "2013-03-06T10:44:27+06:00" and row["draft"] == "false"
    assert site.fields_of(text)["title"] == row["title"]
    assert site.fields_of(text)["canonical_url"] == URL
    assert row["permalink"] == f"https://blog.example.org{site.page_url(text, root / row['path'])}"


@pytest.mark.hugo
def test_a_draft_is_one_for_hugo(tmp_path: Path) -> None:
    root = real_hugo.new_site(tmp_path)
    site, text = made(root, draft=True)
    (row,) = real_hugo.read_all(root).values()
    assert row["draft"] == "true"
    assert site.fields_of(text)["draft"] is True
    assert site.page_url(text, root / row["path"]) == ""


CODE = "{{< figure src=x >}} {{% x %}} {{< lone {{{< /* a */ >}} {{%"
CONSTRUCTS = {
    "shortcodes in text": (
        f"<p>Say {{{{&lt; figure >}}}} and {{{{% x %}}}} or {{{{&lt;. {PARAGRAPH}</p>",
        "{{< figure >}}",
    ),
    "shortcodes in code": (f"<pre><code>{CODE.replace('<', '&lt;')}</code></pre>", "figure src=x"),
    "a hard break": ("<p>One line<br>another one</p>", "<br>"),
    "struck text": ("<p>Not <s>this</s> but ~that~ and ~~more~~.</p>", "<del>this</del>"),
    "a heading with braces": ("<h2>The {a=b} and {.x}</h2><p>x</p>", "The {a=b} and {.x}"),
    "a table without a header": ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "<td>d</td>"),
    "a table with spans": ("<table><tr><th colspan=2>a<tr><td>c<td>d</table>", "<td>d</td>"),
    "a list that begins at five": ("<ol start=5><li>five<li>six</ol>", '<ol start="5">'),
    "emphasis between signs and letters": ("<p>语<b>“中文”</b>中文</p>", "<strong>“中文”</strong>"),
    "a definition": ("<dl><dt>term<dd>meaning</dl>", "<dd>meaning</dd>"),
    "a quotation": ("<blockquote><p>said</p></blockquote>", "<blockquote>"),
    "bare URLs": ("<p>See www.example.org and a@example.org.</p>", "www.example.org and a@"),
    "keys": ("<p>Press <kbd>Ctrl</kbd>.</p>", "Ctrl"),
    "hidden text": ("<details><summary>More</summary><p>inside</p></details>", "inside"),
    "text of html": (
        "<p>a &lt;b&gt; &lt;script&gt;x&lt;/script&gt; &amp;lt;</p>",
        "<script>x</script>",
    ),
}


@pytest.mark.hugo
@pytest.mark.parametrize("unsafe", [False, True])
def test_hugo_builds_what_the_source_showed(tmp_path: Path, unsafe: bool) -> None:
    config = real_hugo.SITE + f"[markup.goldmark.renderer]\nunsafe = {str(unsafe).lower()}\n"
    root = real_hugo.new_site(tmp_path, config)
    for number, (html, _) in enumerate(CONSTRUCTS.values()):
        made(root, f"<p>{PARAGRAPH}</p>{html}<p>{PARAGRAPH}</p>", title=f"Construct {number:02}")
    pages = real_hugo.build(root)
    for number, (name, (_, expected)) in enumerate(CONSTRUCTS.items()):
        page = pages[f"/posts/construct-{number:02}/"]
        shown = unescape(page) if not expected.startswith("<") or "script" in expected else page
        shown = unescape(shown) if name == "text of html" else shown
        assert expected in shown.replace("\u200b", ""), name
        assert "raw HTML omitted" not in page, name
        assert "<script" not in page and "markdown=" not in page, name


@pytest.mark.hugo
def test_formulas_are_shown_to_the_script_that_draws_them(tmp_path: Path) -> None:
    root = real_hugo.new_site(tmp_path)
    tex = r"x_1 \le \{a*b*c\} & y_2 \\ z'"
    formula = '<math><annotation encoding="application/x-tex">{}</annotation></math>'
    body = f"<p>{PARAGRAPH} {formula.format(tex.replace('&', '&amp;'))}</p><p>{PARAGRAPH}</p>"
    made(root, body)
    (page,) = [p for path, p in real_hugo.build(root).items() if path.startswith("/posts/a-")]
    assert f"\\({tex}\\)" in unescape(page)


GUARDED = [
    "{{< x >}}",
    "{{% x %}}",
    "{{<",
    "{{%",
    "{{< a {{< b >}}",
    "{{< a */ >}}",
    "{{{{<}}}}",
    "{{</* x */>}}",
    "{{< x %}}",
    "{{%\n%}}",
    "{{% x >}} {{< y %}} {{<>}}",
    "`{{<` and `>}}`",
]


@pytest.mark.hugo
def test_no_text_is_a_shortcode(tmp_path: Path) -> None:
    root = real_hugo.new_site(tmp_path)
    for number, text in enumerate(GUARDED):
        file = root / f"content/posts/p{number:02}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: x\n---\n\n~~~\n{guard(text)}\n~~~\n")
    pages = real_hugo.build(root)
    for number, text in enumerate(GUARDED):
        shown = re.sub(r"<[^>]*>", "", pages[f"/posts/p{number:02}/"])
        assert unescape(shown).replace("\u200b", "").strip() == text
        if "/*" not in text and "*/" not in text:
            assert unguard(guard(text)) == text


@pytest.mark.hugo
@pytest.mark.parametrize("emoji", [False, True])
def test_no_divider_and_no_emoji_in_code(tmp_path: Path, emoji: bool) -> None:
    root = real_hugo.new_site(tmp_path, f"enableEmoji = {str(emoji).lower()}\n{real_hugo.SITE}")
    code = "<!--more-->\nx :smile: :+1: 10:30:00 <!--more-->\n~~~"
    html = f"<p>{PARAGRAPH} :smile: <code>:+1:</code></p><pre>{escape(code)}</pre>"
    site, text = made(root, f"{html}<p>{PARAGRAPH} &lt;!--more--></p>")
    (page,) = [p for path, p in real_hugo.build(root).items() if path.startswith("/posts/a-")]
    shown = unescape(re.sub(r"<[^>]*>", "", page)).replace("\u200b", "")
    assert code in shown and "plan. :smile: :+1:" in shown and "plan. <!" in shown
    assert (code in site.shown_text(text)) and ("10:30:00" in text)


def test_the_divider_of_an_excerpt_stays() -> None:
    text = "a\n\n<!--more-->\n\n~~~\n<!--more-->\n~~~\n\n<!--more-->\n"
    assert guard(text) == text.replace("~\n<!--more", "~\n<!--\u200bmore")
    assert unguard(guard(text)) == text


def test_the_markdown_is_as_the_configuration_says(tmp_path: Path) -> None:
    root = real_hugo.new_site(
        tmp_path,
        "[markup.goldmark.renderer]\nunsafe = true\nhardWraps = true\n"
        "[markup.goldmark.extensions]\nfootnote = false\nlinkify = false\n"
        "[markup.goldmark.extensions.typographer]\ndisable = true\n"
        "[markup.goldmark.extensions.passthrough]\nenable = true\n"
        '[markup.goldmark.extensions.passthrough.delimiters]\nblock = [["$$", "$$"]]\n'
        'inline = [["$", "$"]]\n',
    )
    dialect = Hugo.read_site(root).dialect([])
    assert dialect.raw_html and dialect.hard_break == "" and dialect.math == "$"
    assert not (dialect.footnotes or dialect.autolinks or dialect.smart_quotes)
    default = Hugo().dialect([])
    assert default.footnotes and default.math == "text" and not default.raw_html
    (root / "hugo.toml").write_text('[markup]\ndefaultMarkdownHandler = "asciidocext"\n')
    with pytest.raises(ConfigError, match="asciidocext"):
        Hugo.read_site(root).dialect([])


def test_names_urls_and_old_paths(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://me.example.org/blog/"\ntimeZone = "Asia/Bishkek"\n'
        '[params.author]\nname = "Me"\n[permalinks]\npost = "/:year/:month/:slug/"\n'
        'posts = "/:year/:contentbasename/"\n'
    )
    site, text = made(tmp_path)
    post = tmp_path / "content/posts/a-bridge/index.md"
    assert post.read_text("utf-8") == text
    assert (site.timezone, site.author) == ("Asia/Bishkek", "Me")
    assert site.page_url(text, post) == "/2013/a-bridge/"
    assert site.page_url(text, tmp_path / "content/post/b.md") == ""  # :slug may be the title
    assert site.link_to("/2013/a/") == "/blog/2013/a/"
    assert site.name_of(post) == "a-bridge/index.md"
    assert site.numbered("a/index.md", 2) == "a-2/index.md"
    assert site.numbered("a.md", 2) == "a-2.md"
    assert site.name_key("A/index.md") == site.name_key("2013-03-06-a.md") == "a"
    assert site.find_same(site.posts_folder(), [URL]) == post
    assert site.facts(post).origin == "article"
    assert site.original_of(text).urls == (URL,)
    moved = site.with_url(text, URL, "https://new.example.org/a")
    assert moved and site.original_of(moved).urls == ("https://new.example.org/a",)
    kept, why = site.keep_url({}, post, "https://me.example.org/blog/2012/old.html", "front-matter")
    assert (kept, why) == ({"aliases": ["/2012/old.html"]}, "")
    assert site.keep_url({}, post, "https://me.example.org/other", "permalink")[1]
    cut = site.keep_url({}, post, "https://me.example.org/blog/%D0%BC%D0/", "front-matter")
    assert cut == ({}, "its old URL has bytes that are not UTF-8")
    assert site.pictures_folder("assets/pictures", post) == post.parent
    assert site.pictures_folder("img/x", post) == tmp_path / "static/img/x"
    assert site.pictures_url("img/x") == "/blog/img/x"
    assert site.publishes(post) and not site.publishes(tmp_path / "crosspost.toml")
