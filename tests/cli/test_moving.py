"""One's own writing moved: ``crosspost batch EXPORT --own``."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

import real_jekyll
from cli.conftest import Shell, Shown
from cli.test_batch import QUICK

OLD = "https://old.example.org"
HEAD = (
    '<?xml version="1.0"?><rss xmlns:content="urn:content" xmlns:wp="http://wordpress.org/export/'
    f'1.2/" xmlns:dc="urn:dc"><channel><link>{OLD}</link><wp:wxr_version>1.2</wp:wxr_version>'
    f"<wp:base_blog_url>{OLD}</wp:base_blog_url><wp:author><wp:author_login>ann</wp:author_login>"
    "<wp:author_email>ann@example.org</wp:author_email>"
    "<wp:author_display_name>Ann Reed</wp:author_display_name></wp:author>"
)
WAYS = (
    f'<p>See <a href="{OLD}/2013/03/two/">a</a>, <a href="http://www.old.example.org/2013/03/two">'
    f'b</a>, <a href="/2013/03/two/#part">c</a>, <a href="{OLD}/?p=2">d</a>, '
    f'<a href="{OLD}/2013/03/two/?share=x">e</a>, <a href="{OLD}/about/">f</a>, '
    f'<a href="{OLD}/wp-content/uploads/x.pdf">g</a>, <a href="{OLD}/?p=3">h</a>.</p>'
    f'<pre>&lt;a href="{OLD}/2013/03/two/"&gt;</pre><p>{{{{ site.x }}}}</p>'
)
BACK = f'<p>Back to <a href="{OLD}/2013/03/one/">one</a>.</p><h2 id="part">Part</h2><p>Rest.</p>'


def item(number: int, name: str, body: str, more: str = "", status: str = "publish") -> str:
    link = f"{OLD}/2013/03/{name}/" if status == "publish" else f"{OLD}/?p={number}"
    return (
        f"<item><title>Post {name}</title><link>{link}</link><dc:creator>ann</dc:creator>"
        f'<guid isPermaLink="false">{OLD}/?p={number}</guid>'
        f"<content:encoded>{escape(body)}</content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date>2013-03-0{number} 10:00:00</wp:post_date>"
        f"<wp:post_name>{name}</wp:post_name><wp:status>{status}</wp:status>"
        f"<wp:post_type>post</wp:post_type>{more}</item>"
    )


@pytest.fixture
def move(shell: Shell, site: Path) -> Shell:
    """Return a function that moves three posts: one, two, and a draft."""
    items = item(1, "one", WAYS) + item(2, "two", BACK) + item(3, "three", BACK, "", "draft")
    (site / "export.xml").write_text(f"{HEAD}{items}</channel></rss>", "utf-8")

    def run(*flags: str | Path) -> Shown:
        return shell("batch", "export.xml", "--own", *QUICK, *flags)

    return run


def text_of(site: Path, name: str) -> str:
    return (site / "_posts" / name).read_text("utf-8")


def test_posts_are_the_owner_s_own(move: Shell, site: Path) -> None:
    assert move().code == 0
    head, body = text_of(site, "2013-03-01-one.md")[4:].split("---\n", 1)
    assert [line.split(":")[0] for line in head.splitlines()] == [
        *("title", "date", "author", "layout", "slug", "permalink")
    ]
    assert 'author: "Ann Reed"' in head and 'permalink: "/2013/03/one/"' in head
    assert body.strip().startswith("See [a]")
    assert (site / "_drafts" / "three.md").is_file()


def test_links_between_posts_lead_to_the_new_pages(move: Shell, site: Path) -> None:
    (site / "_config.yml").write_text("baseurl: /blog\npermalink: pretty\n")
    shown = move("--redirects", "none")
    text = text_of(site, "2013-03-01-one.md")
    two = "/blog/2013/03/02/two/"
    links = f"[a]({two}), [b]({two}), [c]({two}#part), [d]({two}), [e]({two})"
    assert f"See {links}, [f]({OLD}/about/), [g]({OLD}/wp-content/uploads/x.pdf)" in text
    assert f'<a href="{OLD}/2013/03/two/">' in text, "code stays"
    assert "{{ '{{' }} site.x }}" in text
    assert "Back to [one](/blog/2013/03/01/one/)." in text_of(site, "2013-03-02-two.md")
    assert "6 links between posts lead to the new pages, 3 links to the old site" in shown.err
    assert "lead to the old site" not in shown.err


@pytest.mark.parametrize("flags", [(), ("--redirects", "netlify")])
@pytest.mark.parametrize("way", [(), ("--update",), ("--force",)])
def test_again_there_are_no_doubles(
    flags: tuple[str, ...], way: tuple[str, ...], move: Shell, site: Path
) -> None:
    move(*flags)
    before = {path: path.read_text() for path in site.glob("_*/*.md")}
    shown = move(*flags, *way)
    assert shown.code == 0
    assert {path: path.read_text() for path in site.glob("_*/*.md")} == before


def test_without_a_journal_posts_are_known_by_their_old_urls(move: Shell, site: Path) -> None:
    move()
    shutil.rmtree(site / ".crosspost")
    (site / "_posts" / "2013-03-02-two.md").rename(site / "_posts" / "2013-03-04-other.md")
    shown = move()
    assert "3 already there" in shown.err  # the draft by its name
    assert len([*site.glob("_posts/*")]) == 2


def test_lines_that_the_owner_has_changed_stay(move: Shell, site: Path) -> None:
    move("--limit", "1")  # the links lead to a post that is not there yet
    path = site / "_posts" / "2013-03-01-one.md"
    assert f"[a]({OLD}/2013/03/two/)" in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace("See ", "Mine: see "), "utf-8")
    move()
    assert f"Mine: see [a]({OLD}/2013/03/two/)" in path.read_text("utf-8")


def test_links_of_earlier_runs_are_completed(move: Shell, site: Path) -> None:
    move("--limit", "1")
    move()
    assert "[a](/2013/03/two/)" in text_of(site, "2013-03-01-one.md")


def test_one_of_a_kind_is_said_in_the_singular(shell: Shell, site: Path, tmp_path: Path) -> None:
    one, two = item(1, "one", "<p>A short text.</p>"), item(2, "two", BACK)
    (site / "export.xml").write_text(f"{HEAD}{one}{two}</channel></rss>", "utf-8")
    shown = shell("batch", "export.xml", "--own", *QUICK)
    assert "1 link between posts leads to the new pages, 0 links to the old site" in shown.err
    (site / "export.xml").write_text(f"{HEAD}{item(3, 'three', '<p>A text.</p>')}</channel></rss>")
    report = tmp_path / "move.html"
    redirects = ("--redirects", "netlify", "--report", report)
    (site / "_config.yml").write_text("permalink: /:year/:month/:title/\n")
    shown = shell("batch", "export.xml", "--own", *QUICK, *redirects)
    assert "1 of 1 URL keeps the path" in shown.err
    assert "1 of 1 post keeps its path." in report.read_text()
    (site / "export.xml").write_text(f"{HEAD}{item(4, 'four', '<p>A tale.</p>')}</channel></rss>")
    (site / "_config.yml").write_text("permalink: pretty\n")
    shown = shell("batch", "export.xml", "--own", *QUICK, *redirects)
    assert "0 of 1 URL keep the path, 1 gets another one" in shown.err


def test_one_redirect_is_said_in_the_singular(shell: Shell, site: Path) -> None:
    (site / "export.xml").write_text(f"{HEAD}{item(3, 'three', '<p>A text.</p>')}</channel></rss>")
    (site / "_config.yml").write_text("permalink: /:year/:month/:title/\n")
    shown = shell("batch", "export.xml", "--own", "--redirects", "netlify", *QUICK)
    assert "1 redirect from an old URL is in _redirects" in shown.err


def test_a_dry_run_says_what_would_be(move: Shell, site: Path) -> None:
    shown = move("--dry-run", "--redirects", "netlify", "--report", ".crosspost/report.json")
    assert not [*site.glob("_*/*")]
    assert "6 links between posts would lead to the new pages, 3 links to the old" in shown.err
    assert "4 redirects from old URLs would be in _redirects" in shown.err
    report = json.loads((site / ".crosspost" / "report.json").read_text())
    assert {one["url"]: one["page"] for one in report["links"]} == {
        f"{OLD}/2013/03/one/": "/2013/03/01/one.html",
        f"{OLD}/2013/03/two/": "/2013/03/02/two.html",
        f"{OLD}/?p=3": "",
    }
    assert [one["url"] for one in report["links_left"]] == [
        *(f"{OLD}/?p=3", f"{OLD}/about/", f"{OLD}/wp-content/uploads/x.pdf")
    ]


def test_redirects_are_added_to_the_owner_s_file(move: Shell, site: Path) -> None:
    (site / "_redirects").write_text("/mine /yours 301")
    shown = move("--redirects", "netlify")
    assert "add it to include in _config.yml" in shown.err
    text = (site / "_redirects").read_text()
    assert text.startswith("/mine /yours 301\n\n# crosspost: old URLs (begin)")
    assert "\n/2013/03/two/ /2013/03/02/two.html 301\n/ p=2 /2013/03/02/two.html 301\n" in text
    (site / "_redirects").write_text(f"{text}/more /than 301\n")
    move("--redirects", "netlify")
    assert (site / "_redirects").read_text() == f"{text}/more /than 301\n"
    assert "permalink" not in text_of(site, "2013-03-02-two.md")


def test_one_url_is_moved_too(shell: Shell, site: Path) -> None:
    page = f'<html><head><title>Bread</title><link rel="canonical" href="{OLD}/a/bread/"></head>'
    words = "<p>The river carried bread past the market of the village.</p>" * 6
    (site / "page.html").write_text(f"{page}<body><article><h1>Bread</h1>{words}</article>")
    flags = ("page.html", "--base-url", f"{OLD}/a/bread/", "--own", "--date", "2013-03-06")
    assert shell("post", *flags).code == 0
    text = text_of(site, "2013-03-06-bread.md")
    assert 'permalink: "/a/bread/"' in text and "canonical" not in text and OLD not in text
    assert "already has this article" in shell("post", *flags).err


def test_authors_are_added_to_the_owner_s(move: Shell, site: Path) -> None:
    move()
    assert not (site / "_data").exists(), "one author, and no list of them"
    (site / "_data").mkdir()
    (site / "_data" / "authors.yml").write_text("bob:\n  name: Bob\n")
    move()
    text = (site / "_data" / "authors.yml").read_text()
    assert text == 'bob:\n  name: Bob\n"Ann Reed":\n  name: "Ann Reed"\n'
    move()
    assert (site / "_data" / "authors.yml").read_text() == text


@pytest.mark.jekyll
def test_jekyll_builds_the_site_with_the_old_urls(move: Shell, site: Path) -> None:
    move()
    built = {post["url"]: post["output"] for post in real_jekyll.build(site)}
    assert set(built) == {"/2013/03/one/", "/2013/03/two/"}
    assert 'href="/2013/03/two/#part"' in built["/2013/03/one/"]
    assert "{{ site.x }}" in built["/2013/03/one/"]


def test_a_dry_run_of_an_export_has_them_and_writes_no_post(shell: Shell, site: Path) -> None:
    items = item(1, "one", f"{WAYS}<script>alert(1)</script>") + item(2, "two", BACK)
    (site / "export.xml").write_text(f"{HEAD}{items}</channel></rss>", "utf-8")
    report = site / ".crosspost" / "move.html"
    report.parent.mkdir()
    shown = shell("batch", "export.xml", "--own", *QUICK, "--dry-run", "--report", report)
    assert shown.code == 0 and not list((site / "_posts").glob("2013-03-0*"))
    text = report.read_text("utf-8")
    assert "A dry run: nothing was written" in text and "would be written" in text
    names = re.findall(r'href="previews/(\w+\.html)"', text)
    assert len(names) == 2
    pages = [(report.parent / "previews" / name).read_text("utf-8") for name in names]
    assert all("<script" not in unescape(page) for page in pages)
    assert any("Back to" in page for page in pages)


def test_old_urls_are_beside_the_new_ones(shell: Shell, site: Path) -> None:
    items = item(1, "one", WAYS) + item(2, "two", BACK)
    (site / "export.xml").write_text(f"{HEAD}{items}</channel></rss>", "utf-8")
    (site / "_config.yml").write_text("permalink: pretty\n")
    for ending in ("html", "json", "md"):
        report = site / ".crosspost" / f"move.{ending}"
        report.parent.mkdir(exist_ok=True)
        shown = shell("batch", "export.xml", "--own", "--redirects", "netlify", "--dry-run",
                      *QUICK, "--report", report)  # fmt: skip
        assert shown.code == 0, shown.err
        assert "0 of 2 URLs would keep the path, 2 get another one" in shown.err
    text = (site / ".crosspost" / "move.html").read_text("utf-8")
    assert "0 of 2 posts keep their path." in text and "Links to the old site" in text
    assert f'<tr><td><a href="{OLD}/2013/03/one/" rel="noreferrer">' in text
    assert "/2013/03/01/one/" in text
    found = json.loads((site / ".crosspost" / "move.json").read_text("utf-8"))
    assert found["dry_run"] is True
    first = found["url_map"][0]
    assert (first["old"], first["new"]) == (f"{OLD}/2013/03/one/", "/2013/03/01/one/")
    assert first["is_main"] and not first["is_kept"]
    assert {one["old"] for one in found["url_map"]} >= {f"{OLD}/?p=1", f"{OLD}/?p=2"}
    assert "Old and new URLs" in (site / ".crosspost" / "move.md").read_text("utf-8")


PAGE = (
    '<html><head><title>The bridge</title><meta property="article:published_time" '
    f'content="2013-03-05T10:00:00+00:00"></head><body><article><h1>The bridge</h1>'
    f"<p>{'It opened at last, and the village came to see it. ' * 20}</p></article></body></html>"
)


def test_the_redirect_of_a_single_post_is_added_to_the_file(shell: Shell, site: Path) -> None:
    (site / "bridge.html").write_text(PAGE)
    (site / "_redirects").write_text("/mine /yours 301\n")
    command = ("bridge.html", "--base-url", f"{OLD}/2013/03/bridge/", "--own", "--redirects")
    shown = shell(*command, "netlify", "--dry-run")
    assert "the redirect from the old URL would be in _redirects" in shown.err
    assert (site / "_redirects").read_text() == "/mine /yours 301\n"
    shown = shell(*command, "netlify")
    assert shown.code == 0 and "the redirect from the old URL is in _redirects" in shown.err
    assert "_redirects is not published: add it to include" in shown.err
    text = (site / "_redirects").read_text()
    assert text.startswith("/mine /yours 301\n")
    assert "\n/2013/03/bridge/ /2013/03/05/the-bridge.html 301\n" in text
    assert "redirect" not in shell(*command, "netlify").err
    assert (site / "_redirects").read_text() == text


def test_a_single_post_has_no_redirect_for_nginx(shell: Shell, site: Path) -> None:
    (site / "bridge.html").write_text(PAGE)
    command = ("bridge.html", "--base-url", f"{OLD}/2013/03/bridge/", "--own")
    shown = shell(*command, "--redirects", "nginx")
    assert shown.code == 2 and "crosspost batch LIST --own --redirects nginx" in shown.err
    (site / "crosspost.toml").write_text('redirects = "nginx"\n')
    shown = shell(*command)
    assert shown.code == 0 and "the redirect from the old URL is not written" in shown.err


def test_a_move_from_another_site_keeps_the_redirects_of_the_first(
    move: Shell, shell: Shell, site: Path
) -> None:
    move("--redirects", "netlify")
    first = (site / "_redirects").read_text()
    other = (HEAD + item(5, "five", BACK) + "</channel></rss>").replace(
        "old.example", "far.example"
    )
    (site / "other.xml").write_text(other, "utf-8")
    shown = shell("batch", "other.xml", "--own", "--redirects", "netlify", *QUICK)
    assert shown.code == 0, shown.err
    text = (site / "_redirects").read_text()
    assert set(first.splitlines()) < set(text.splitlines()) and "/2013/03/five/ " in text
