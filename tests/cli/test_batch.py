"""``crosspost batch``: what it writes, says and answers, the whole road included."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import server
from cli.conftest import Shell

QUICK = ("--delay", "0", "--workers", "0")


def article(title: str, date: str = "2024-05-01") -> str:
    words = "The river carried bread and letters past the market of the village. " * 6
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>'
        f'<meta property="article:published_time" content="{date}"></head><body>'
        f"<article><h1>{title}</h1><p>{words}</p><p>{words}</p></article></body></html>"
    )


@pytest.fixture
def web() -> Iterator[server.Server]:
    """Serve two articles and some faults."""
    routes = {
        "/one": server.page(article("One river")),
        "/two": server.page(article("Two rivers")),
        "/gone": server.status("404 Not Found"),
        "/private": server.page(article("Private")),
        "/robots.txt": server.page(
            "User-agent: *\nDisallow: /private\n", content_type="text/plain"
        ),
    }
    with server.Server(routes) as running:
        yield running


def names(site: Path) -> list[str]:
    return sorted(path.name for path in site.glob("_posts/*"))


def test_a_list_becomes_posts_and_their_paths_go_down_the_pipe(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(f"{web.url('/one')}\n{web.url('/two')}\n")
    shown = shell("batch", "links.txt", *QUICK)
    assert shown.code == 0
    assert shown.out == "_posts/2024-05-01-one-river.md\n_posts/2024-05-01-two-rivers.md\n"
    assert "2 links: 2 posts written" in shown.err
    text = (site / "_posts" / "2024-05-01-one-river.md").read_text()
    assert 'title: "One river"' in text and web.url("/one") in text


def test_private_bookmarks_become_drafts_and_the_run_says_how_many(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.html").write_text(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>"
        f'<DT><A HREF="{web.url("/one")}" PRIVATE="1">One</A>\n'
        f'<DT><A HREF="{web.url("/two")}" PRIVATE="0">Two</A></DL>'
    )
    shown = shell("batch", "links.html", *QUICK)
    assert shown.code == 0, shown.err
    assert "1 link is a draft: private in the list" in shown.err
    assert "private in the list: it is a draft" in shown.err
    assert [path.name for path in (site / "_drafts").iterdir()] == ["one-river.md"]
    (public,) = (site / "_posts").iterdir()
    assert "one-river" not in public.name


def test_failures_are_grouped_by_cause_with_what_to_try(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(
        "".join(f"{web.url(path)}\n" for path in ("/gone", "/one", "/gone?2", "/private"))
        + "mailto:ann@example.org\n"
    )
    shown = shell("batch", "links.txt", *QUICK)
    assert shown.code == 1
    assert "links.txt:5: not an http(s) URL" in shown.err
    assert "4 links: 1 post written, 3 failed, 1 invalid line" in shown.err
    assert "404 not found" in shown.err and "--ignore-robots" in shown.err
    again = shell("batch", "links.txt", *QUICK)
    assert "4 links: 0 posts written, 1 written before, 3 failed" in again.err
    assert "3 failed in an earlier run and were not tried again; use --retry-failed" in again.err


def test_a_dry_run_writes_nothing(shell: Shell, site: Path, web: server.Server) -> None:
    (site / "links.txt").write_text(web.url("/one"))
    shown = shell("batch", "links.txt", "--dry-run", *QUICK)
    assert shown.code == 0 and "1 post would be written" in shown.err
    assert sorted(path.name for path in site.iterdir()) == ["_config.yml", "links.txt"]


def test_the_cache_lets_other_settings_fetch_nothing(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(web.url("/one"))
    shell("batch", "links.txt", "--cache", *QUICK)
    asked = len(web.requests)
    shown = shell(
        "batch", "links.txt", "--cache", "--force", "--title-suffix", "[cross-post]", *QUICK
    )
    assert shown.code == 0 and len(web.requests) == asked
    (post,) = site.glob("_posts/*")
    assert "One river [cross-post]" in post.read_text()


@pytest.mark.parametrize("ending", ["json", "csv", "md", "html"])
def test_a_report_says_what_became_of_every_link(
    shell: Shell, site: Path, web: server.Server, ending: str
) -> None:
    (site / "links.txt").write_text(f"{web.url('/one')}\n{web.url('/gone')}\nnothing\n")
    shell("batch", "links.txt", "--report", f".crosspost/report.{ending}", *QUICK)
    text = (site / f".crosspost/report.{ending}").read_text()
    assert "2024" in text and "404 not found" in text and web.url("/gone") in text
    if ending == "json":
        found = json.loads(text)
        assert found["counts"] == {"done": 1, "failed": 1}
        assert [link["state"] for link in found["links"]] == ["done", "failed"]
        assert found["bad_lines"] == [
            {"source": "links.txt", "line": 3, "reason": "not an http(s) URL: 'nothing'"}
        ]
    if ending == "csv":
        # The report of a run is a list again.
        assert (
            shell("batch", ".crosspost/report.csv", "--dry-run", *QUICK).err.count("not an http(s)")
            == 0
        )


def test_a_wordpress_export_needs_no_network(shell: Shell, site: Path) -> None:
    from batch.sources.test_wordpress import AUTHOR, HEAD, item

    text = "First paragraph of the post.\n\n" + "The river carried bread. " * 30
    export = HEAD + AUTHOR + item(text) + item(text, "draft") + "</channel></rss>"
    (site / "export").write_text(export)
    shown = shell("batch", "export", *QUICK)
    assert shown.code == 0, shown.err
    post = (site / "_posts" / "2013-03-06-bread-rivers.md").read_text()
    assert 'author: "Ann Example"' in post and "First paragraph of the post." in post
    assert (site / "_drafts" / "bread-rivers.md").exists()


def test_a_folder_of_saved_pages(shell: Shell, site: Path) -> None:
    folder = site / "saved"
    folder.mkdir()
    saved = "<!-- saved from url=(0023)https://example.org/one -->" + article("Saved")
    (folder / "page.html").write_text(saved)
    shown = shell("batch", "saved", *QUICK)
    assert shown.code == 0, shown.err
    assert "https://example.org/one" in (site / "_posts" / "2024-05-01-saved.md").read_text()


def test_a_dry_run_may_fill_the_cache_for_the_run_after_it(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(web.url("/one"))
    shell("batch", "links.txt", "--dry-run", "--cache", *QUICK)
    asked = len(web.requests)
    assert shell("batch", "links.txt", "--cache", *QUICK).code == 0
    assert len(web.requests) == asked and len(names(site)) == 1


def test_a_web_archive_needs_no_network(shell: Shell, site: Path) -> None:
    from batch.sources.test_warc import record

    pages = [("https://example.org/one", article("One river")), ("https://example.org/no", "<p>No")]
    (site / "crawl").write_bytes(
        b"".join(record(url, "200 OK", "text/html", text.encode()) for url, text in pages)
    )
    shown = shell("batch", "crawl", *QUICK)
    assert shown.code == 1 and "https://example.org/no: " in shown.err
    (post,) = site.glob("_posts/*")
    assert "https://example.org/one" in post.read_text()


def test_a_dask_cluster_makes_the_posts_that_this_machine_makes(
    shell: Shell, site: Path, web: server.Server
) -> None:
    from batch.test_converters import cluster_of_two

    web.routes |= {f"/{n}": server.page(article(f"River {n % 3}")) for n in range(8)}
    (site / "links.txt").write_text("".join(f"{web.url(f'/{n}')}\n" for n in [*range(8), "gone"]))
    with cluster_of_two() as cluster:
        address = cluster.scheduler_address
        shown = shell("batch", "links.txt", "--delay", "0", "--scheduler", address)
    assert shown.code == 1 and "9 links: 8 posts written, 1 failed" in shown.err
    made = {path.name: path.read_bytes() for path in site.glob("_posts/*")}
    assert shell("batch", "links.txt", "--force", *QUICK).code == 1
    assert made == {path.name: path.read_bytes() for path in site.glob("_posts/*")}
    assert len(made) == 8


def test_a_report_is_not_written_where_the_site_would_publish_it(shell, site) -> None:
    (site / "links.txt").write_text("https://example.org/a\n")
    shown = shell("batch", "links.txt", "--report", "report.html", *QUICK)
    assert shown.code == 2 and not (site / "report.html").exists()
    assert "Write it to .crosspost/report.html, or outside of the site." in shown.err


def test_a_report_that_cannot_be_written_is_said_before_anything_is_fetched(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(web.url("/one"))
    shown = shell("batch", "links.txt", "--report", "nowhere/report.html", *QUICK)
    assert shown.code == 1 and "nowhere/report.html: there is no such folder" in shown.err
    assert web.requests == []


def test_a_line_of_a_list_that_a_list_names_is_told_by_that_lists_own_address(
    shell: Shell, site: Path, web: server.Server
) -> None:
    feed = web.url("/feed")
    outline = f'<outline type="rss" xmlUrl="{feed}"/>'
    (site / "feeds").write_text(f'<opml version="2.0"><body>{outline}</body></opml>')
    items = f"<item><title>Without a link</title></item><item><link>{web.url('/one')}</link></item>"
    web.routes["/feed"] = server.page(f'<rss version="2.0"><channel>{items}</channel></rss>')
    shown = shell("batch", "feeds", "--report", ".crosspost/report.json", *QUICK)
    assert f"{feed}:1: an item without a link: 'Without a link'" in shown.err
    (link,) = json.loads((site / ".crosspost/report.json").read_text())["links"]
    assert link["source"] == feed


@pytest.mark.threat("3: a sitemap index or a feed list that names a table")
def test_a_sitemap_index_of_the_network_cannot_set_a_layout(
    shell: Shell, site: Path, web: server.Server
) -> None:
    table = f"url,title,layout\n{web.url('/one')},Evil,evil\n"
    web.routes["/table"] = server.page(table, content_type="text/csv")
    named = f"<sitemap><loc>{web.url('/table')}</loc></sitemap>"
    web.routes["/index"] = server.page(f"<sitemapindex>{named}</sitemapindex>")
    shown = shell("batch", web.url("/index"), *QUICK)
    assert shown.code == 1 and names(site) == []
    assert f"{web.url('/table')}: its format is csv" in shown.err
    shown = shell("batch", web.url("/table"), *QUICK)
    assert shown.code == 0 and "cannot set layout" in shown.err
    (post,) = (site / "_posts").glob("*.md")
    assert "evil" not in post.read_text().lower()


def test_a_list_from_the_web_names_no_file_of_this_machine(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "secret.html").write_text(article("Secret"))
    web.routes["/list"] = server.page("secret.html\n", content_type="text/plain")
    assert shell("batch", web.url("/list"), *QUICK).code == 1
    (site / "list").write_text("secret.html\n")
    assert names(site) == []
    assert shell("batch", "list", *QUICK).code == 0
    assert names(site) == ["2024-05-01-secret.md"]


@pytest.mark.threat("4: headers and cookies to hosts that a list names")
def test_headers_go_to_the_service_of_the_feed_that_was_given_and_to_no_other(
    shell: Shell, site: Path, web: server.Server
) -> None:
    with server.Server({"/three": server.page(article("Three rivers"))}) as other:
        urls = (web.url("/one"), other.url("/three"))
        links = "".join(f"<item><link>{url}</link></item>" for url in urls)
        web.routes["/feed"] = server.page(f'<rss version="2.0"><channel>{links}</channel></rss>')
        flags = ("--header", "X-Key: k", "--allow-private", *QUICK)
        shown = shell("batch", web.url("/feed"), *flags)
        assert shown.code == 0, shown.err
        sent = {request.path: request.headers.get("x-key") for request in web.requests}
        assert sent == {"/feed": "k", "/robots.txt": None, "/one": "k"}
        assert [(r.path, r.headers.get("x-key")) for r in other.requests] == [
            ("/robots.txt", None),
            ("/three", None),
        ]


@pytest.mark.threat("3: links of a remote list to private addresses")
def test_what_a_list_of_the_network_names_is_not_looked_for_inside(
    shell: Shell, site: Path, web: server.Server
) -> None:
    with server.Server({"*": server.page(article("Router admin page"))}) as router:
        inside = router.url("/admin")
        links = f"{web.url('/one')}\n{inside}\n"
        web.routes["/list"] = server.page(links, content_type="text/plain")
        shown = shell("batch", web.url("/list"), *QUICK)
        assert shown.code == 1 and "leads to a private address" in shown.err
        assert "--allow-private" in shown.err and router.connections == 0
        assert names(site) == ["2024-05-01-one-river.md"]  # of the list's own service
        (site / "links.txt").write_text(inside)
        assert shell("batch", "links.txt", "--retry-failed", *QUICK).code == 0
        assert names(site) == ["2024-05-01-one-river.md", "2024-05-01-router-admin-page.md"]


@pytest.mark.threat("4: headers and cookies to hosts that a list names")
def test_a_page_that_came_with_cookies_is_not_for_what_a_list_of_the_network_names(
    shell: Shell, site: Path, web: server.Server
) -> None:
    (site / "links.txt").write_text(web.url("/one"))
    shell("batch", "links.txt", "--cache", "--header", "X-Key: k", *QUICK)
    with server.Server({}) as other:
        other.routes["/list"] = server.page(web.url("/one"), content_type="text/plain")
        arguments = (other.url("/list"), "--cache", "--force", "--allow-private", *QUICK)
        assert shell("batch", *arguments).code == 0
    pages = [request for request in web.requests if request.path == "/one"]
    assert [request.headers.get("x-key") for request in pages] == ["k", None]


def test_the_summary_says_what_was_left_out_and_what_is_left(
    shell: Shell, site: Path, web: server.Server
) -> None:
    lines = [web.url(path) for path in ("/one", "/two", "/gone")]
    (site / "links.txt").write_text("\n".join(lines))
    said = shell("batch", "links.txt", "--exclude", "gone", "--limit", "1", *QUICK).err
    assert "3 links: 1 post written, 1 left for the next run by --limit, 1 excluded by" in said
    assert "1 post written, 1 written before" in shell(
        "batch", "links.txt", "--exclude", "gone", "--limit", "1", *QUICK
    ).err  # fmt: skip


def test_hosts_that_do_not_answer_are_one_cause(shell: Shell, site: Path) -> None:
    (site / "crosspost.toml").write_text("tries = 1\n")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        links = [f"http://127.0.0.{host}:{port}/{n}" for host in (1, 2) for n in range(5)]
        (site / "links.txt").write_text("\n".join(links))
        said = shell("batch", "links.txt", "--ignore-robots", *QUICK).err
    assert " ".join(said.split()).count("│ the host does not answer │ 4 │") == 1


def test_what_is_worth_a_look_is_grouped_too(shell: Shell, site: Path, web: server.Server) -> None:
    for name in ("three", "four"):
        web.routes[f"/{name}"] = server.page(article(name.title(), date=""))
    (site / "links.txt").write_text("".join(f"{web.url(f'/{n}')}\n" for n in ("three", "four")))
    said = " ".join(shell("batch", "links.txt", *QUICK).err.split())
    assert "please check" in said and "no date found in the page" in said and "│ 2 │" in said


def test_days_that_were_not_taken_are_counted_together(
    shell: Shell, site: Path, web: server.Server
) -> None:
    for number, name in enumerate(("three", "four"), 3):
        story = (
            f"<a href='/b'><h3>The blue boat</h3><time datetime='2024-03-0{number}'>x</time></a>"
        )
        page = article(name.title(), date="").replace("</body>", f"{story}</body>")
        web.routes[f"/{name}"] = server.page(page)
    (site / "links.txt").write_text("".join(f"{web.url(f'/{n}')}\n" for n in ("three", "four")))
    said = " ".join(shell("batch", "links.txt", *QUICK).err.split())
    assert "no date is certain in the page │ 2 │" in said


def lossy(site: Path, web: server.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a list of two articles that are not written wholly, and differ in what is missing."""
    monkeypatch.setattr("crosspost.markdown.truncate.MAX_BYTES", 2000)
    words = "The river carried bread and letters past the market of the village. " * 6
    for number, name in ((8, "three"), (9, "four")):
        whole = article(name.title()).replace("</article>", f"<p>{words}</p>" * number)
        web.routes[f"/{name}"] = server.page(whole)
    (site / "links.txt").write_text("".join(f"{web.url(f'/{n}')}\n" for n in ("three", "four")))


def test_posts_that_lack_parts_of_their_articles_are_worth_a_look(
    shell: Shell, site: Path, web: server.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    lossy(site, web, monkeypatch)
    shown = shell("batch", "links.txt", "--report", ".crosspost/report.json", *QUICK)
    said = " ".join(shown.err.replace("│", " ").split())
    assert shown.code == 0 and len(names(site)) == 2
    assert (
        "please check" in said and " 2 " in said and "parts of the article are not in the" in said
    )
    links = json.loads((site / ".crosspost/report.json").read_text("utf-8"))["links"]
    lines = [line for link in links for line in link["warnings"] if "words of the article" in line]
    assert len(set(lines)) == 2


def test_strict_writes_no_post_that_lacks_parts_of_its_article(
    shell: Shell, site: Path, web: server.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    lossy(site, web, monkeypatch)
    shown = shell("batch", "links.txt", "--strict", *QUICK)
    said = " ".join(shown.err.split())
    assert shown.code == 3 and names(site) == []
    assert "parts of the article are not in │ 2 │ Without --strict the post is" in said
    with (site / "links.txt").open("a") as links:
        links.write(f"{web.url('/one')}\n{web.url('/gone')}\n")
    assert shell("batch", "links.txt", "--strict", *QUICK).code == 1
    assert names(site) == ["2024-05-01-one-river.md"]


def test_a_report_of_an_unknown_form_is_a_matter_of_usage(shell: Shell, site: Path) -> None:
    shown = shell("batch", "links.txt", "--report", ".crosspost/report.pdf")
    assert shown.code == 2 and "--report" in shown.err


def test_a_list_that_is_not_there_is_said_before_anything_is_fetched(
    shell: Shell, site: Path
) -> None:
    shown = shell("batch", "nowhere.txt", *QUICK)
    assert shown.code == 1 and "nowhere.txt: cannot be read" in shown.err


def start_with(site: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "crosspost", "batch", *arguments],
        cwd=site,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("source", ["-", "the web"])
def test_ctrl_c_while_a_list_is_being_read_ends_at_once(site: Path, source: str) -> None:
    asked = threading.Event()

    def hang(request: server.Request, sock: socket.socket) -> bool:
        asked.set()
        sock.recv(1)
        return False

    with server.Server({"/list": hang}) as web:
        process = start_with(site, web.url("/list") if source == "the web" else "-")
        if source == "the web":
            assert asked.wait(timeout=30)
        else:
            while process.poll() is None and not (site / ".crosspost" / "lock.holder").exists():
                time.sleep(0.01)
            time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 130
        said = process.communicate()[1].decode()
    assert "interrupted" in said and "Traceback" not in said


def start(site: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "crosspost", "batch", "links.txt", "--delay", "0", "--workers", "1"],
        cwd=site,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1714521600"},
    )


def finished(process: subprocess.Popen[bytes]) -> int:
    process.communicate()
    return process.returncode


def slow_web(count: int) -> server.Server:
    def slowly(answer: server.Answer) -> server.Answer:
        def wait(request: server.Request, sock: object) -> bool:
            time.sleep(0.03)
            return answer(request, sock)  # type: ignore[arg-type]

        return wait

    return server.Server(
        {f"/{n}": slowly(server.page(article(f"River {n % 7}"))) for n in range(count)}
    )


def test_killed_and_started_again_it_ends_as_if_nothing_had_been(site: Path) -> None:
    with slow_web(40) as web:
        (site / "links.txt").write_text("".join(f"{web.url(f'/{n}')}\n" for n in range(40)))
        for posts in (3, 15):
            process = start(site)
            while process.poll() is None and len(names(site)) < posts:
                time.sleep(0.01)
            process.kill()
            process.communicate()
        assert finished(start(site)) == 0
        found = {path.name: path.read_bytes() for path in site.glob("_posts/*")}
        other = site.parent / "undisturbed"
        other.mkdir()
        (other / "_config.yml").write_text((site / "_config.yml").read_text())
        (other / "links.txt").write_text((site / "links.txt").read_text())
        assert finished(start(other)) == 0
        assert found == {path.name: path.read_bytes() for path in other.glob("_posts/*")}
        assert len(found) == 40
        assert not [path for path in (site / "_posts").iterdir() if path.name.startswith(".")]


def test_ctrl_c_ends_with_a_summary_and_130(site: Path) -> None:
    with slow_web(60) as web:
        (site / "links.txt").write_text("".join(f"{web.url(f'/{n}')}\n" for n in range(60)))
        process = start(site)
        while process.poll() is None and len(names(site)) < 3:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130
    assert "not yet done" in said and "run the same command again" in said
    assert "Traceback" not in said


def test_every_format_of_a_list_can_be_named() -> None:
    from crosspost.batch.sources.reading import READERS
    from crosspost.cli.batch import KINDS

    assert set(KINDS) == set(READERS)


@pytest.mark.parametrize("text", ["not a url", "", "tcp://", "http://127.0.0.1:1", "localhost"])
def test_a_scheduler_is_given_by_its_url(text: str, shell: Shell, site: Path) -> None:
    (site / "links.txt").write_text("page.html\n")
    shown = shell("batch", "links.txt", "--scheduler", text)
    assert shown.code == 2
    assert shown.err.startswith(f"✗ --scheduler {text!r}: not the URL of a Dask scheduler\n")
    assert "tcp://HOST:8786" in shown.err


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("ftp://example.org/list", "only http and https URLs are fetched"),
        ("https://", "not a valid URL"),
        ("https://ann:word@[::1/", "not a valid URL"),
        ("file:///list.txt", "Give the path of the file"),
    ],
)
def test_a_url_that_cannot_be_a_list_is_not_taken_for_a_path(
    source: str, message: str, shell: Shell
) -> None:
    shown = shell("batch", source)
    assert (shown.code, message in shown.err) == (1, True)
    assert "no such file" not in shown.err and "word" not in shown.err


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *[("--delay", text) for text in ("nan", "NaN", "inf", "-inf", "1e400", "-1", "", "x")],
        *[("--limit", text) for text in ("nan", "inf", "-1", "1.5", "1e3", "")],
        *[("--newest", text) for text in ("nan", "inf", "-1", "1.5")],
        *[("--jobs", text) for text in ("nan", "inf", "0", "1" * 30)],
        *[("--workers", text) for text in ("nan", "inf", "-1", "1" * 30)],
        *[("--max-failures", text) for text in ("nan", "inf", "0")],
    ],
)
def test_what_is_not_a_number_in_range_is_refused(
    option: str, value: str, shell: Shell, site: Path
) -> None:
    (site / "links.txt").write_text("page.html\n")
    shown = shell("batch", "links.txt", option, value)
    assert shown.code == 2
    assert shown.err.startswith(f"✗ Invalid value for '{option}': ")
    assert "number" in shown.err or "is not in the range" in shown.err


@pytest.mark.parametrize("option", ["--limit", "--newest", "--max-failures"])
def test_a_number_larger_than_any_list_is_no_limit(option: str, shell: Shell, site: Path) -> None:
    (site / "page.html").write_text(article("Of rivers"))
    (site / "links.txt").write_text("page.html\n")
    assert shell("batch", "links.txt", "--workers", "0", option, "9" * 30).code == 0


@pytest.mark.parametrize("value", ["nan", "inf", "1e5", "soon", "9" * 17, "253402300800"])
def test_a_time_of_import_that_is_none_is_refused(
    value: str, shell: Shell, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "links.txt").write_text("page.html\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    shown = shell("batch", "links.txt", "--workers", "0")
    assert shown.code == 2
    assert shown.err.startswith(f"✗ SOURCE_DATE_EPOCH='{value}': not a time\n  Set it to seconds")
