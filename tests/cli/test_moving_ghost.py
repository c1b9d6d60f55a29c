"""A Ghost blog of one's own moved, with its pictures and files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import server
from cli.conftest import Shell, Shown
from cli.test_batch import QUICK
from pictures import digest, png

PDF = b"%PDF-1.4\n1 0 obj\n%%EOF\n"
FILE = f"list-{digest(PDF)}.pdf"
PICTURE = f"river-{digest(png())}.png"
AT = "__GHOST_URL__"
ONE = (
    f'<p>See <a href="{AT}/two/#part">two</a>, '
    f'<a href="{AT}/content/files/2024/05/list.pdf#page=2">the list</a>, '
    f'<a href="{AT}/content/files/gone.pdf">gone</a>, '
    f'<a href="{AT}/content/files/trick.pdf">a trick</a>.</p>'
    f'<figure><img src="{AT}/content/images/river.png" alt="River"></figure>'
)
TWO = f'<h2 id="part">Part</h2><p>Back to <a href="{AT}/one/">one</a>.</p>'


def post(number: int, slug: str, html: str, **more: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "title": f"Post {slug}",
        "slug": slug,
        "html": html,
        "status": "published",
        "published_at": f"2024-05-0{number}T10:00:00.000Z",
        "feature_image": f"{AT}/content/images/river.png",
        **more,
    }


@pytest.fixture
def web() -> Iterator[server.Server]:
    routes = {
        "/content/images/river.png": server.page(png(), content_type="image/png"),
        "/content/files/2024/05/list.pdf": server.page(PDF, content_type="text/html"),
        "/content/files/trick.pdf": server.page(b"<html><script>x</script>"),
    }
    with server.Server(routes) as running:
        yield running


@pytest.fixture
def move(shell: Shell, site: Path, web: server.Server) -> Shell:
    """Return a function that moves two posts, a page and a draft for members."""
    posts = [
        *(post(1, "one", ONE), post(2, "two", TWO)),
        post(3, "about", TWO, type="page"),
        post(4, "paid", ONE, visibility="paid"),
    ]
    data = {
        "posts": posts,
        "posts_meta": [{"post_id": "1", "feature_image_alt": 'A "river" {{ x }}'}],
        "users": [{"id": "u1", "name": "Ann Reed"}, {"id": "u2", "name": "Bob Moor"}],
        "posts_authors": [
            {"post_id": str(number), "author_id": f"u{1 + number % 2}"} for number in (1, 2, 3)
        ],
    }
    (site / "ghost.json").write_text(json.dumps({"db": [{"meta": {}, "data": data}]}))

    def run(*flags: str | Path) -> Shown:
        site_flags = ("--base-url", web.url(""), "--post-types", "post,page", "--allow-private")
        return shell("batch", "ghost.json", "--own", *QUICK, *site_flags, *flags)

    return run


COPY = ("--pictures", "copy", "--files", "copy")


def test_all_is_moved(move: Shell, site: Path, web: server.Server) -> None:
    shown = move(*COPY)
    assert shown.code == 0
    text = (site / "_posts" / "2024-05-01-one.md").read_text()
    assert "[two](/2024/05/02/two.html#part)" not in text  # the old URL stays, by ``permalink``
    assert "See [two](/two/#part)" in text
    assert f"[the list](/assets/files/{FILE}#page=2)" in text
    assert f"[gone]({web.url('/content/files/gone.pdf')})" in text
    assert f"[a trick]({web.url('/content/files/trick.pdf')})" in text
    assert f"![River](/assets/pictures/{PICTURE})" in text
    assert f'image: "/assets/pictures/{PICTURE}"' in text
    assert 'permalink: "/one/"' in text and 'author: "Bob Moor"' in text
    assert [path.name for path in site.glob("assets/files/*")] == [FILE]
    assert (site / "assets/files" / FILE).read_bytes() == PDF
    assert "Back to [one](/one/)" in (site / "_pages" / "about.md").read_text()
    assert (site / "_drafts" / "paid.md").is_file()
    authors = (site / "_data" / "authors.yml").read_text()
    assert "Ann Reed" in authors and "Bob Moor" in authors
    assert "with 4 pictures and 2 files copied" in " ".join(shown.err.split())
    again = {path: path.read_bytes() for path in site.glob("*/*.md")}
    assert move(*COPY).code == 0
    assert {path: path.read_bytes() for path in site.glob("*/*.md")} == again


def test_files_stay_where_they_are_unless_they_are_asked_for(
    move: Shell, site: Path, web: server.Server
) -> None:
    move()
    text = (site / "_posts" / "2024-05-01-one.md").read_text()
    assert f"[the list]({web.url('/content/files/2024/05/list.pdf')}#page=2)" in text
    assert not list(site.glob("assets/*")) and not web.paths()


def test_a_dry_run_writes_nothing(move: Shell, site: Path) -> None:
    shown = move(*COPY, "--dry-run")
    assert "that would be copied" in shown.err
    assert not list(site.glob("*/*.md")) and not list(site.glob("assets/*"))


def test_a_file_that_could_not_be_copied_is_asked_for_again(
    move: Shell, site: Path, web: server.Server
) -> None:
    move(*COPY)
    web.routes["/content/files/gone.pdf"] = server.page(PDF)
    del web.requests[:]
    shown = move(*COPY, "--retry-failed")
    assert {one for one in web.paths() if one.endswith("pdf")} == {
        "/content/files/gone.pdf",
        "/content/files/trick.pdf",
    }
    text = (site / "_posts" / "2024-05-01-one.md").read_text()
    assert f"[gone](/assets/files/gone-{digest(PDF)}.pdf)" in text
    assert (site / "assets/files" / f"gone-{digest(PDF)}.pdf").is_file(), shown.err


def test_limits_and_robots(move: Shell, site: Path, web: server.Server) -> None:
    (site / "crosspost.toml").write_text("files_max_number = 1\nfiles_max_bytes = 10\n")
    web.routes["/robots.txt"] = server.page("User-agent: *\nDisallow: /content/images/\n")
    move(*COPY, "--report", ".crosspost/report.json")
    said = (site / ".crosspost" / "report.json").read_text()
    assert "more files in the post than files_max_number allows" in said
    assert "robots.txt forbids it" in said
    assert not list(site.glob("assets/*"))
    assert "/content/images/river.png" not in web.paths()


def test_a_draft_is_known_by_its_name_without_a_journal(move: Shell, site: Path) -> None:
    move(*COPY)
    before = {path: path.read_bytes() for path in site.glob("*/*.md")}
    shutil.rmtree(site / ".crosspost")
    assert "4 already there" in move(*COPY).err
    assert {path: path.read_bytes() for path in site.glob("*/*.md")} == before


def test_the_url_of_the_site_may_come_later(move: Shell, shell: Shell, site: Path) -> None:
    first = shell("batch", "ghost.json", "--own", *QUICK, "--post-types", "post,page")
    assert "give it as --base-url" in " ".join(first.err.split())
    names = sorted(site.glob("*/*.md"))
    one = site / "_posts" / "2024-05-01-one.md"
    assert "permalink" not in one.read_text()
    assert "4 posts unchanged" in move().err
    move("--update", *COPY)
    assert sorted(site.glob("*/*.md")) == names
    assert f"[the list](/assets/files/{FILE}#page=2)" in one.read_text()
    move("--force", *COPY)
    assert sorted(site.glob("*/*.md")) == names
    assert 'permalink: "/one/"' in one.read_text()


def test_links_to_posts_for_members_are_named_with_the_reason(shell: Shell, site: Path) -> None:
    link = f'<p>See <a href="{AT}/paid/#part">it</a> and <a href="{AT}/gone/">that</a>.</p>'
    posts = [post(1, "one", link), post(2, "paid", TWO, visibility="paid")]
    (site / "ghost.json").write_text(json.dumps({"db": [{"meta": {}, "data": {"posts": posts}}]}))
    report = site.parent / "report.json"
    flags = ("--own", *QUICK, "--base-url", "https://old.example.org", "--report", report)
    shown = shell("batch", "ghost.json", *flags)
    assert shown.code == 0 and shown.err.count("paid/") == 1
    left = {one["url"]: one["reason"] for one in json.loads(report.read_text())["links_left"]}
    assert left == {
        "https://old.example.org/paid/": "its post is a draft in this site",
        "https://old.example.org/gone/": "",
    }
    for name in ("report.md", "report.html"):
        shell("batch", "ghost.json", *flags[:-1], site.parent / name)
        assert "its post is a draft" in (site.parent / name).read_text("utf-8")
