"""The whole road: a link becomes a post, or a clear error and no file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import lxml.html
import pytest

import crosspost
import pages
import real_jekyll
from cpu import cpu_limit
from crosspost.config import Config
from crosspost.errors import ConfigError, NoArticle
from crosspost.targets.jekyll import front_matter
from server import Server, page, redirect, status

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUICK = Config(tries=1, total_timeout=5)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "blog"
    (root / "_layouts").mkdir(parents=True)
    (root / "_config.yml").write_text("timezone: UTC\npermalink: /:title.html\n", "utf-8")
    (root / "_layouts" / "post.html").write_text(
        '<html><head><meta charset="utf-8"></head><body>'
        '<h1 id="t">{{ page.title | escape }}</h1>{{ content }}</body></html>'
    )
    return root


@pytest.fixture
def web() -> Iterator[Server]:
    with Server({}) as server:
        yield server


def files(site: Path) -> list[str]:
    return sorted(str(p.relative_to(site)) for p in site.glob("_posts/**/*"))


def test_a_link_becomes_a_post_of_the_site(site: Path, web: Server) -> None:
    web.routes["/bridge"] = page(pages.article())
    outcome = crosspost.import_link(web.url("/bridge"), QUICK, site=site, now=NOW)
    assert outcome.status == "written"
    assert files(site) == ["_posts/2013-03-06-a-bridge-for-the-village.md"]
    assert outcome.path == site / files(site)[0]
    assert outcome.post
    assert outcome.path.read_text("utf-8") == outcome.post.text


def test_the_same_article_by_another_address_is_not_imported_twice(site: Path, web: Server) -> None:
    web.routes["/bridge"] = page(pages.article())
    web.routes["/short"] = redirect("/bridge?utm_source=feed#top")
    web.routes["/bridge?utm_source=feed"] = page(pages.article())
    first = crosspost.import_link(web.url("/bridge"), QUICK, site=site, now=NOW)
    again = crosspost.import_link(web.url("/short"), QUICK, site=site, now=NOW)
    assert (again.status, again.path) == ("exists", first.path)
    assert "already" in again.reason
    assert len(files(site)) == 1


def test_two_articles_of_one_title_and_day_are_two_posts(site: Path, web: Server) -> None:
    web.routes["/a"] = page(pages.article(url=""))
    web.routes["/b"] = page(pages.article(url=""))
    for path in ("/a", "/b"):
        assert crosspost.import_link(web.url(path), QUICK, site=site, now=NOW).ok
    assert files(site) == [
        "_posts/2013-03-06-a-bridge-for-the-village-2.md",
        "_posts/2013-03-06-a-bridge-for-the-village.md",
    ]


def test_a_redirect_leaves_both_addresses(site: Path, web: Server) -> None:
    web.routes["/s/1"] = redirect("/bridge")
    web.routes["/bridge"] = page(pages.article())
    outcome = crosspost.import_link(web.url("/s/1"), QUICK, site=site, now=NOW)
    assert outcome.post
    fields = outcome.post.front_matter
    assert fields["canonical_url"] == "https://news.example.org/bridge"
    assert fields["original_url"] == web.url("/s/1")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (status("404 Not Found"), "404"),
        (page(b"%PDF-1.7\n%\xe2\xe3"), "PDF"),
        (page(b"\x89PNG\r\n\x1a\n" + bytes(50)), "PNG"),
        (page(b""), "empty"),
        (page("<!doctype html><body><div id=root></div><script src=/x.js></script>"), "JavaScript"),
        (page("<!doctype html><body><nav><a href=/>Home</a></nav>"), "no"),
        (redirect("file:///etc/passwd"), "not a web URL"),
    ],
)
def test_no_article_is_a_clear_error_and_no_file(
    site: Path, web: Server, answer: object, reason: str
) -> None:
    web.routes["/x"] = answer
    outcome = crosspost.import_link(web.url("/x"), QUICK, site=site, now=NOW)
    assert outcome.status == "failed"
    assert isinstance(outcome.error, crosspost.CrosspostError)
    assert reason in outcome.reason
    assert web.url("/x") in outcome.reason
    assert files(site) == []


def test_a_saved_page_that_names_no_address_is_named_by_its_file(site: Path) -> None:
    saved = site.parent / "picture.html"
    saved.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    outcome = crosspost.import_link(str(saved), QUICK, site=site, now=NOW)
    assert outcome.reason == f"{saved}: this is not a text page (PNG image)"


def test_settings_that_suit_no_link_are_raised(site: Path, web: Server) -> None:
    web.routes["/x"] = page(pages.article())
    with pytest.raises(ConfigError, match="placeholder"):
        crosspost.import_link(web.url("/x"), Config(attribution="{by}"), site=site, now=NOW)


def test_convert_gives_the_post_without_touching_the_disk() -> None:
    post = crosspost.convert(
        pages.article("Radio: a, b"), "https://news.example.org/bridge", now=NOW
    )
    assert post.filename == "2013-03-06-radio-a-b.md"
    assert front_matter.read(post.text)["title"] == "Radio: a, b"
    assert front_matter.split(post.text)[1] == post.body


def test_extract_reads_bytes_as_a_browser_would() -> None:
    html = pages.article("Мост", "<p>" + "Деревня строит мост через реку. " * 20 + "</p>")
    encoded = html.replace('charset="utf-8"', 'charset="windows-1251"').encode("cp1251")
    article = crosspost.extract(encoded, "https://news.example.org/bridge")
    assert article.metadata.title == "Мост"
    assert "Деревня строит мост" in article.text


def test_to_markdown_may_stand_in_a_jekyll_post() -> None:
    assert crosspost.to_markdown("<h2>A</h2><p>{{ x }} *b*</p>") == (
        "## A\n\n{{ '{{' }} x }} \\*b\\*\n"
    )


def test_relative_links_of_a_fragment_get_their_base() -> None:
    made = crosspost.to_markdown('<p><a href="../b">x</a></p>', "https://e.org/a/c")
    assert made == "[x](https://e.org/b)\n"


def test_a_handful_of_words_is_a_post_to_look_at() -> None:
    html = pages.article(body="<p>The bridge was closed on Monday. Two ferries sail.</p>")
    post = crosspost.convert(html, "https://news.example.org/bridge", now=NOW)
    assert any("only 9 words found" in warning for warning in post.warnings)


ODD_TITLES = [
    "News: [cross-post] #1 'a' \"b\"",
    "yes",
    "12:30",
    "2013",
    ":symbol",
    "{{ page.url }} {% raw %}",
    "--- a",
    "tab\there",
    "emoji 😀 only",
    "x\ndate: 1999-01-01\nlayout: evil",
    "C:\\new\\docs",
    "café ـ العربية 日本",
]

HOSTILE = """
<p onclick="alert(1)">Text <script>alert(2)</script><img src=x onerror=alert(3)>
<a href="javascript:alert(4)">one</a> <a href="JaVa&#9;Script:alert(5)">two</a>
<a href="&#106;avascript:alert(6)">three</a> <a href="data:text/html,x">four</a>
<a href="https://ok.example.org/">five</a></p>
<p>&lt;script&gt;alert(7)&lt;/script&gt; {::nomarkdown}&lt;b&gt;{:/} {: onclick="alert(8)"}</p>
<p>{% include /etc/passwd %} {{ site.source }} {% raw %}</p><p>{: .x onclick="alert(9)"}</p>
<style>body{}</style><form action="/x"><input name=q><button>Go</button></form>
<object data="x"></object><iframe srcdoc="&lt;script&gt;alert(10)&lt;/script&gt;"></iframe>
<svg><script>alert(11)</script></svg><template><script>alert(12)</script></template>
<noscript><img src="https://t.example.org/pixel.gif" width=1 height=1></noscript>
"""
BOMBS = ["![a" * 1000, "**a " * 400, "*a " * 1000, "[" * 1000, "[a](" * 1000, "_a" * 4000]


@pytest.mark.jekyll
def test_whatever_the_page_says_jekyll_builds_the_post_as_it_was_meant(site: Path) -> None:
    posts = {}
    bodies = [f"<p>{pages.PARAGRAPH}</p>" * 3 + extra for extra in [HOSTILE, *map(_p, BOMBS)]]
    sources = [pages.article(title, url="") for title in ODD_TITLES]
    sources += [pages.article(f"Body {n}", body, url="") for n, body in enumerate(bodies)]
    for number, html in enumerate(sources):
        saved = site.parent / f"{number}.html"
        saved.write_text(html, "utf-8")
        outcome = crosspost.import_link(
            str(saved), QUICK, site=site, base_url=f"https://e.example.org/{number}", now=NOW
        )
        assert outcome.post and outcome.path, outcome.reason
        posts[outcome.path.stem[len("YYYY-MM-DD-") :]] = outcome.post
    real_jekyll.build(site)
    for slug, post in posts.items():
        tree = lxml.html.parse(str(site / "_site" / f"{slug}.html")).getroot()
        shown = tree.get_element_by_id("t").text_content()
        assert shown == str(post.front_matter["title"])
        assert set(post.front_matter) <= {*EXPECTED}
        _assert_harmless(tree)
    text = " ".join(tree_text(site / "_site" / "body-0.html").split())
    assert "<script>alert(7)</script> {::nomarkdown}<b>{:/} {: onclick=" in text
    assert "{% include /etc/passwd %} {{ site.source }} {% raw %}" in text
    assert str(site) not in text
    for number, bomb in enumerate(BOMBS, 1):
        assert bomb.strip() in tree_text(site / "_site" / f"body-{number}.html")


EXPECTED = {
    *("title", "date", "author", "layout", "canonical_url", "original_url", "source"),
    *("description", "image"),
}


def _p(text: str) -> str:
    return f"<p>{text}</p>"


def tree_text(path: Path) -> str:
    return str(lxml.html.parse(str(path)).getroot().text_content())


def _assert_harmless(tree: lxml.html.HtmlElement) -> None:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in {"script", "style", "form", "input", "object", "iframe", "svg"}
        for name, value in element.attrib.items():
            assert not name.startswith("on"), f"<{element.tag} {name}={value!r}>"
            assert "script:" not in "".join(value.split()).lower()
            assert not value.startswith("data:text")


_OTTERS = "The otters came back to the river in spring, and the town was glad of it. "


@pytest.mark.parametrize(
    ("html", "words"),
    [
        pytest.param(f"<p>{_OTTERS * 2_000}</p>", 32_000, id="one giant paragraph"),
        pytest.param(f"<p>{_OTTERS}</p>" * 3_000, 48_000, id="many paragraphs"),
        pytest.param("<div>" * 100_000 + _OTTERS * 10, 160, id="100,000 levels"),
    ],
)
def test_a_page_that_nobody_wrote_is_read_in_little_time(html: str, words: int) -> None:
    with cpu_limit(10):
        article = crosspost.extract(f"<html><body>{html}", "https://example.org/")
        assert article.words == words


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<div class='a'></div>" * 50_000, id="no text"),
        pytest.param(f"<head><script>{'x=1;' * 200_000}</script></head>", id="no body"),
        pytest.param("<p>y</p><i>x</i>" * 250_000, id="500,000 elements"),
        pytest.param('<a href="<p ><<! & "' * 20_000, id="broken tags"),
    ],
)
def test_a_page_without_an_article_is_refused_in_little_time(html: str) -> None:
    with cpu_limit(10), pytest.raises(NoArticle):
        crosspost.extract(html, "https://example.org/")


def test_metadata_asked_for_after_the_body_is_what_it_was_before() -> None:
    late, early = (crosspost.extract(pages.article(), "https://example.org/") for _ in range(2))
    before = early.metadata
    assert late.body.name == "div"
    assert late.metadata == before


def _loaded(code: str) -> set[str]:
    """Return the modules that a new process has loaded after it has run this."""
    code = f"import sys, crosspost, pages; {code}; print(*sys.modules)"
    folder = Path(pages.__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), *sys.path])},
    )
    return set(done.stdout.split())


def test_a_post_is_made_without_a_network_library() -> None:
    assert not {"requests", "urllib3"} & _loaded("crosspost.convert(pages.article())")


def test_a_text_is_found_without_what_renders_fetches_and_shows() -> None:
    loaded = _loaded("crosspost.extract(pages.article()).text")
    assert not {"bs4", "frontmatter", "requests", "rich", "yaml"} & loaded
