"""Where posts go: the same for ``crosspost post`` and ``crosspost batch``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import pages
import real_jekyll
from cli.conftest import Shell, Shown
from cli.test_batch import QUICK, names

TITLE = "A bridge for the village"
NAME = "2013-03-06-a-bridge-for-the-village"
OWN = f"---\ntitle: {TITLE}\n---\nWritten by hand.\n"
WORDS = {
    "one": "<p>The river carried bread past the market of the village.</p>" * 6,
    "two": "<p>A letter came with the morning train from the mountains.</p>" * 6,
    "three": "<p>The school was closed for a week because of the snow.</p>" * 6,
}
REPORT = ".crosspost/report.json"
WAYS = pytest.mark.parametrize("way", ["post", "batch"])


def save(site: Path, url: str = "", **more: str) -> None:
    """Save three pages of one title and day."""
    (site / "saved").mkdir()
    for name, body in WORDS.items():
        page = pages.article(TITLE, body, url=url and f"{url}/{name}", **more)
        (site / "saved" / f"{name}.html").write_text(page, "utf-8")


def publish(shell: Shell, way: str, *flags: str) -> Shown:
    """Make posts of the three pages, in this order."""
    paths = [f"saved/{name}.html" for name in WORDS]
    if way == "post":
        return shell("post", *paths, *flags)
    Path("pages.txt").write_text("".join(f"{path}\n" for path in paths))
    return shell("batch", "pages.txt", *QUICK, *flags)


def of(site: Path) -> dict[str, str]:
    """Return which of the three articles each post has."""
    texts = {path.stem: path.read_text("utf-8") for path in site.glob("_posts/*")}
    first = {name: body[3:40] for name, body in WORDS.items()}
    return {stem: name for stem, text in texts.items() for name in WORDS if first[name] in text}


@WAYS
@pytest.mark.parametrize("url", ["", "https://news.example.org"])
def test_a_post_of_the_owner_s_own_is_a_failure_that_says_so(
    way: str, url: str, shell: Shell, site: Path
) -> None:
    save(site, url)
    (site / "_posts").mkdir()
    (site / "_posts" / f"{NAME}.md").write_text(OWN)
    shown = publish(shell, way)
    assert shown.code == 1
    reason = f"_posts/{NAME}.md exists, and names no article that it was made from"
    assert shown.err.count(reason) >= 3 and "--force replaces it" in shown.err
    assert [path.read_text() for path in site.glob("_posts/*")] == [OWN]


@WAYS
def test_force_replaces_a_post_of_the_owner_s_own_once(way: str, shell: Shell, site: Path) -> None:
    save(site)
    (site / "_posts").mkdir()
    (site / "_posts" / f"{NAME}.md").write_text(OWN)
    assert publish(shell, way, "--force").code == 0
    assert of(site) == {NAME: "one", f"{NAME}-2": "two", f"{NAME}-3": "three"}


@WAYS
@pytest.mark.parametrize("flags", [(), ("--force",)])
def test_a_page_with_a_url_does_not_replace_one_without_of_the_same_run(
    way: str, flags: tuple[str, ...], shell: Shell, site: Path
) -> None:
    save(site)
    page = pages.article(TITLE, WORDS["two"], url="https://news.example.org/two")
    (site / "saved" / "two.html").write_text(page, "utf-8")
    assert publish(shell, way, *flags).code == 0
    assert of(site) == {NAME: "one", f"{NAME}-2": "two", f"{NAME}-3": "three"}


@WAYS
@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("url", ["", "https://news.example.org"])
@pytest.mark.parametrize(
    "flags",
    [
        *[(), ("--force",), ("--draft",), ("--output", "news"), ("--set", "slug=bridge")],
        *[("--attribution-position", "none"), ("--set", "canonical_url=https://example.org/same")],
    ],
)
def test_a_dry_run_names_the_files_that_a_run_writes(
    way: str, flags: tuple[str, ...], url: str, own: bool, shell: Shell, site: Path
) -> None:
    save(site, url)
    shutil.copy(site / "saved/one.html", site / "saved/three.html")  # an article twice
    (site / "_posts").mkdir()
    if own:
        (site / "_posts" / f"{NAME}.md").write_text(OWN)
    planned = publish(shell, way, "--dry-run", *flags)
    assert written(site) == set()
    done = publish(shell, way, *flags)
    assert planned.code == done.code
    assert [line.split()[0] for line in planned.out.splitlines()] == done.out.splitlines()
    assert set(done.out.splitlines()) == written(site)


def written(site: Path) -> set[str]:
    """Return the posts of a site that crosspost has made."""
    posts = (path for path in site.rglob("*.md") if path.read_text("utf-8") != OWN)
    return {str(path.relative_to(site)) for path in posts}


def test_the_posts_of_a_dry_run_are_those_of_a_run(shell: Shell, site: Path) -> None:
    save(site)
    flags, day = ("--set", "slug=bridge"), "2013-03-06-bridge"
    planned = publish(shell, "post", "--stdout", *flags).out
    assert publish(shell, "post", *flags).code == 0
    made = [(site / f"_posts/{day}{n}.md").read_text("utf-8") for n in ("", "-2", "-3")]
    assert planned == "".join(made)
    assert planned.count('slug: "bridge-2"') == planned.count('slug: "bridge-3"') == 1


def test_force_replaces_no_post_that_the_same_run_has_written(shell: Shell, site: Path) -> None:
    save(site)
    shown = publish(shell, "post", "--base-url", "https://news.example.org/", "--force")
    assert of(site) == {NAME: "one"} and shown.err.count("already has this article") == 2
    assert "--force replaces it" not in shown.err


@WAYS
def test_a_folder_of_the_wanted_name_is_passed_over(way: str, shell: Shell, site: Path) -> None:
    save(site)
    (site / "_posts" / f"{NAME}.md").mkdir(parents=True)
    assert publish(shell, way).code == 0
    assert {path.stem for path in site.glob("_posts/*") if path.is_file()} == {
        f"{NAME}-2",
        f"{NAME}-3",
        f"{NAME}-4",
    }


@WAYS
def test_pages_without_a_url_of_one_title_and_day_are_posts_of_their_own(
    way: str, shell: Shell, site: Path
) -> None:
    save(site)
    wanted = {NAME: "one", f"{NAME}-2": "two", f"{NAME}-3": "three"}
    assert publish(shell, way).code == 0 and of(site) == wanted
    again = publish(shell, way)
    assert again.code == 0 and of(site) == wanted
    if way == "post":
        assert again.err.count("already has this article") == 3
        return
    assert "3 links: 3 posts unchanged" in again.err
    shutil.rmtree(site / ".crosspost")  # the posts themselves say what is there
    assert "0 posts written, 3 already there" in publish(shell, way).err
    assert publish(shell, way, "--force").code == 0 and of(site) == wanted


def test_pages_that_were_imported_one_by_one_are_known_to_a_batch(shell: Shell, site: Path) -> None:
    save(site)
    publish(shell, "post")
    assert "0 posts written, 3 already there" in publish(shell, "batch").err


@WAYS
def test_a_page_without_a_date_is_the_same_a_moment_later(
    way: str, shell: Shell, site: Path
) -> None:
    save(site, published="")
    publish(shell, "post")
    before = of(site)
    assert len(before) == 3
    assert publish(shell, way).code == 0 and of(site) == before


def test_tags_that_the_owner_adds_make_no_other_article_of_it(shell: Shell, site: Path) -> None:
    save(site)
    publish(shell, "post")
    path = site / "_posts" / f"{NAME}-2.md"
    path.write_text(path.read_text().replace("\nlayout:", "\ntags: [mine]\nlayout:"))
    assert publish(shell, "post").err.count("already has this article") == 3


def feed(*items: tuple[str, str, str]) -> str:
    """Return a feed of titles, links and bodies."""
    parts = "".join(
        f"<item><title>{title}</title><link>{link}</link><pubDate>Wed, 06 Mar 2013 10:00:00 GMT"
        f"</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item>"
        for title, link, body in items
    )
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {namespace}><channel>{parts}</channel></rss>'


@pytest.mark.parametrize("link", ["https://blog.example.org/", "https://blog.example.org/news"])
def test_items_that_share_a_url_are_posts_of_their_own(link: str, shell: Shell, site: Path) -> None:
    items = [(TITLE, link, body) for body in WORDS.values()]
    command = ("batch", "feed.xml", "--use-feed-content", *QUICK)
    (site / "feed.xml").write_text(feed(*items[1:]))
    assert shell(*command).code == 0
    assert of(site) == {NAME: "two", f"{NAME}-2": "three"}
    # A new item comes first, as in every feed.
    (site / "feed.xml").write_text(feed(*items))
    wanted = {NAME: "two", f"{NAME}-2": "three", f"{NAME}-3": "one"}
    assert "3 links: 1 post written, 2 written before" in shell(*command).err
    assert of(site) == wanted
    shutil.rmtree(site / ".crosspost")
    assert "3 links: 0 posts written, 3 already there" in shell(*command).err
    assert "3 links: 0 posts written, 3 already there" in shell(*command).err
    assert shell(*command, "--force").code == 0 and of(site) == wanted


def test_an_item_that_links_to_the_front_page_is_not_the_one_of_last_week(
    shell: Shell, site: Path
) -> None:
    command = ("batch", "feed.xml", "--use-feed-content", *QUICK)
    for body in (WORDS["one"], WORDS["two"]):
        (site / "feed.xml").write_text(feed((TITLE, "https://blog.example.org/", body)))
        assert "1 link: 1 post written" in shell(*command).err
    assert of(site) == {NAME: "one", f"{NAME}-2": "two"}


def test_the_same_item_twice_and_an_edited_one_are_no_new_posts(shell: Shell, site: Path) -> None:
    command = ("batch", "feed.xml", "--use-feed-content", *QUICK)
    item = (TITLE, "https://blog.example.org/bridge", WORDS["one"])
    (site / "feed.xml").write_text(feed(item, item))
    assert "2 links: 1 post written, 1 duplicate" in shell(*command).err
    edited = ("Another title", item[1], WORDS["two"])
    (site / "feed.xml").write_text(feed(edited))
    assert "1 link: 1 post unchanged" in shell(*command).err
    assert names(site) == [f"{NAME}.md"]


def test_rows_that_give_one_saved_page_two_titles_are_two_posts(shell: Shell, site: Path) -> None:
    save(site)
    rows = [f"{site}/saved/one.html,{title}" for title in ("River", "Market", "River")]
    (site / "rows.csv").write_text("\n".join(["url,title", *rows, ""]))
    shown = shell("batch", "rows.csv", *QUICK)
    assert "3 links: 2 posts written, 1 duplicate" in shown.err
    assert "2 posts unchanged" in shell("batch", "rows.csv", *QUICK).err
    assert names(site) == ["2013-03-06-market.md", "2013-03-06-river.md"]


def test_a_page_that_quotes_where_another_was_saved_from_keeps_its_own_place(
    shell: Shell, site: Path
) -> None:
    quoted = "<p>x</p><!-- saved from url=(0027)https://example.org/article -->"
    (site / "saved").mkdir()
    for name in ("one", "two"):
        page = pages.article(f"Of {name}", WORDS[name] + quoted, url="")
        (site / "saved" / f"{name}.html").write_text(page)
    assert "2 posts written" in shell("batch", "saved", *QUICK).err
    assert names(site) == ["2013-03-06-of-one.md", "2013-03-06-of-two.md"]


@pytest.mark.jekyll
@WAYS
def test_a_slug_follows_the_number_of_its_file(way: str, shell: Shell, site: Path) -> None:
    save(site, "https://news.example.org")
    assert publish(shell, way, "--set", "slug=x").code == 0
    assert names(site) == ["2013-03-06-x-2.md", "2013-03-06-x-3.md", "2013-03-06-x.md"]
    urls = {post["name"]: post["url"] for post in real_jekyll.build(site)}
    assert urls == {
        "2013-03-06-x.md": "/2013/03/06/x.html",
        "2013-03-06-x-2.md": "/2013/03/06/x-2.html",
        "2013-03-06-x-3.md": "/2013/03/06/x-3.html",
    }
    assert publish(shell, way, "--set", "slug=x", "--force").code == 0
    assert {post["url"] for post in real_jekyll.build(site)} == set(urls.values())


def test_a_dry_run_with_force_shows_what_would_change(shell: Shell, site: Path) -> None:
    save(site, "https://news.example.org")
    publish(shell, "post")
    before = (site / "_posts" / f"{NAME}.md").read_text()
    shown = shell("saved/one.html", "--force", "--dry-run", "--set", "rating=5", "--note", "Mine.")
    assert shown.code == 0 and shown.out == f"_posts/{NAME}.md\n"
    assert "\n+rating: 5\n" in shown.err and "\n+Mine.\n" in shown.err
    assert (site / "_posts" / f"{NAME}.md").read_text() == before
    shown = publish(shell, "batch", "--force", "--dry-run", "--set", "rating=5")
    assert f"_posts/{NAME}.md would be replaced, 1 line changed" in shown.out


def test_an_option_without_its_value_points_to_the_help_of_the_command(shell: Shell) -> None:
    shown = shell("batch", "links.txt", "--limit")
    assert shown.code == 2 and "crosspost batch --help" in shown.err
    assert "crosspost post --help" in shell("page.html", "--tag").err


def test_what_the_body_of_an_item_loses_is_said(shell: Shell, site: Path) -> None:
    lost = '<picture><source srcset="/fog.webp 2x"></picture>'
    (site / "feed.xml").write_text(feed((TITLE, "https://blog.example.org/a", WORDS["one"] + lost)))
    command = ("batch", "feed.xml", "--use-feed-content", "--report", REPORT, *QUICK)
    assert shell(*command).code == 0
    (link,) = json.loads((site / REPORT).read_text("utf-8"))["links"]
    assert any(said.startswith("1 picture of the article is not in") for said in link["warnings"])
