"""``crosspost check``: originals that are there, moved, gone, changed; from real servers."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pages
from crosspost.targets.jekyll import front_matter
from server import Answer, Request, Server, page, redirect, status
from server.wayback import Wayback

TITLES = ("Bridge", "Coal", "Ferry")
QUICK = ("--delay", "0", "--ignore-robots", "--allow-private")


STAMP = "20130919044612"


def article(title: str, *more: str) -> Answer:
    body = "".join(f"<p>{title} {n}. {pages.PARAGRAPH}</p>" for n in range(4)) + "".join(more)
    return page(pages.article(title, body, url=""))


@pytest.fixture
def web() -> Iterator[Server]:
    routes = {f"/{title.lower()}": article(title) for title in TITLES}
    with Server(routes) as made:
        yield made


@pytest.fixture
def posts(shell, site: Path, web: Server) -> list[Path]:
    """The posts of three articles, imported from a server."""
    for title in TITLES:
        assert shell(web.url(f"/{title.lower()}")).code == 0
    web.requests.clear()
    return sorted((site / "_posts").iterdir())


def records(shown: Any) -> dict[str, dict[str, str]]:
    """Return the lines of ``--json`` by the end of the post's name."""
    lines = [json.loads(line) for line in shown.out.splitlines()]
    return {line["path"].rpartition("-")[2].removesuffix(".md"): line for line in lines}


def states(shown: Any) -> dict[str, str]:
    return {name: record["state"] for name, record in records(shown).items()}


def test_a_site_whose_settings_copy_is_checked_too(shell, site: Path, posts: list[Path]) -> None:
    (site / "crosspost.toml").write_text('pictures_from_web = "copy"\nfiles_from_web = "copy"\n')
    shown = shell("check", *QUICK)
    assert (shown.code, shown.out) == (0, "")
    assert "3 originals: 3 alive" in shown.err


def test_all_are_there(shell, site: Path, posts: list[Path], web: Server) -> None:
    before = [post.read_bytes() for post in posts]
    for _ in range(2):
        shown = shell("check", *QUICK)
        assert (shown.code, shown.out) == (0, "")
        assert "3 originals: 3 alive" in shown.err
    assert [post.read_bytes() for post in posts] == before
    shown = shell("check", *QUICK, "--json")
    assert states(shown) == {"bridge": "alive", "coal": "alive", "ferry": "alive"}


def test_a_post_of_the_owner_s_own_has_no_original(shell, site: Path) -> None:
    (site / "_posts").mkdir()
    (site / "_posts/2013-03-06-own.md").write_text("---\ntitle: Own\n---\nText\n", "utf-8")
    shown = shell("check", *QUICK)
    assert shown.code == 0 and "no post names an original" in shown.err


def test_what_is_gone_is_named_with_its_copy(
    shell, site: Path, posts: list[Path], web: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.routes["/coal"] = status("404 Not Found")
    web.routes["/ferry"] = status("410 Gone")
    url = web.url("/coal")
    with Wayback({url: {STAMP: "<p>Coal", "20200101000000": "<p>Coal"}}) as wayback:
        monkeypatch.setenv("CROSSPOST_ARCHIVE_API", wayback.api)
        assert "copy" not in shell("check", *QUICK).out
        assert wayback.requests == []
        shown = shell("check", *QUICK, "--archive", "--json")
        copy = wayback.url(STAMP, url)
        # The day of the post, which is that of the article.
        assert sorted(wayback.asked) == [(url, "20130306"), (web.url("/ferry"), "20130306")]
    assert shown.code == 1
    found = records(shown)
    assert states(shown) == {"bridge": "alive", "coal": "gone", "ferry": "gone"}
    assert found["coal"]["archive_url"] == copy and "archive_url" not in found["ferry"]
    assert found["ferry"]["reason"] == "410: the page was removed permanently"


def test_a_post_that_names_the_copy_is_no_finding(
    shell, site: Path, posts: list[Path], web: Server
) -> None:
    web.routes["/coal"] = status("404 Not Found")
    post = posts[1]
    text = post.read_text("utf-8").replace(
        'layout: "', 'archive_url: "http://a.example/"\nlayout: "'
    )
    post.write_text(text, "utf-8")
    shown = shell("check", *QUICK, "--json")
    assert shown.code == 0 and states(shown)["coal"] == "archived"


def test_a_redirect_to_the_front_page_is_gone(
    shell, site: Path, posts: list[Path], web: Server
) -> None:
    web.routes |= {"/coal": redirect("/", line="301 Moved Permanently"), "/": article("News")}
    shown = shell("check", *QUICK, "--json")
    assert shown.code == 1 and states(shown)["coal"] == "gone"


@pytest.mark.parametrize("line", ["301 Moved Permanently", "308 Permanent Redirect"])
def test_what_has_moved_is_named_and_fixed(
    shell, site: Path, posts: list[Path], web: Server, line: str
) -> None:
    web.routes |= {"/coal": redirect("/news/dear_coal?id=7", line=line)}
    web.routes |= {"/news/dear_coal?id=7": article("Coal")}
    new, before = web.url("/news/dear_coal?id=7"), posts[1].read_text("utf-8")
    shown = shell("check", *QUICK, "--json")
    assert shown.code == 1 and records(shown)["coal"]["new_url"] == new
    assert posts[1].read_text("utf-8") == before
    shown = shell("check", *QUICK, "--fix", "--json")
    assert shown.code == 0 and states(shown)["coal"] == "fixed"
    after = posts[1].read_text("utf-8")
    assert front_matter.read(after)["canonical_url"] == new
    assert f"]({new})_" in after and web.url("/coal") not in after
    assert after == before.replace(f'"{web.url("/coal")}"', f'"{new}"').replace(
        f"[{web.url('/coal')}]({web.url('/coal')})", after.split("posted here: ")[1].split("_\n")[0]
    )
    shown = shell("check", *QUICK, "--json")
    assert shown.code == 0 and states(shown)["coal"] == "alive"


def test_a_post_with_a_new_url_is_updated_as_before(
    shell, site: Path, posts: list[Path], web: Server
) -> None:
    web.routes |= {"/coal": redirect("/dear", line="301 Moved Permanently")}
    web.routes |= {"/dear": article("Coal")}
    assert states(shell("check", *QUICK, "--fix", "--json"))["coal"] == "fixed"
    mine = posts[1].read_text("utf-8").replace("Coal 0.", "Coal at first.")
    posts[1].write_text(mine, "utf-8")
    web.routes["/dear"] = article("Coal", "<p>One more paragraph of the article.</p>")
    assert shell(web.url("/dear"), "--update").code == 0
    after = posts[1].read_text("utf-8")
    assert "One more paragraph" in after and "Coal at first." in after


def test_a_temporary_redirect_has_not_moved(
    shell, site: Path, posts: list[Path], web: Server
) -> None:
    web.routes |= {"/coal": redirect("/today"), "/today": article("Coal")}
    shown = shell("check", *QUICK, "--json")
    assert shown.code == 0 and states(shown)["coal"] == "alive"


def test_an_original_that_changed_before_the_first_check(
    shell, site: Path, posts: list[Path], web: Server
) -> None:
    more = (
        "<p>Correction: the mayor was never there, as three witnesses have since sworn before a "
        "judge, and the miners say that nobody asked them whether they would agree.</p>"
    )
    web.routes["/coal"] = article("Coal", more)
    shown = shell("check", *QUICK, "--json")
    assert shown.code == 1 and states(shown)["coal"] == "changed"
    assert "words are not in the post" in records(shown)["coal"]["reason"]


def test_an_original_that_changes_counts_until_the_post_is_changed_too(
    shell, site: Path, posts: list[Path], web: Server
) -> None:
    assert shell("check", *QUICK).code == 0
    web.routes["/coal"] = page(pages.article("Coal", f"<p>{pages.PARAGRAPH}</p>", url=""))
    for _ in range(2):
        shown = shell("check", *QUICK, "--json")
        assert shown.code == 1
        assert records(shown)["coal"]["reason"] == "its text has changed"
    assert shell(web.url("/coal"), "--force").code == 0
    assert shell("check", *QUICK).code == 0


def test_a_post_that_the_owner_has_shortened_is_reported_once(
    shell, site: Path, posts: list[Path]
) -> None:
    text = posts[1].read_text("utf-8")
    posts[1].write_text(text[: text.index("Coal 1.")], "utf-8")
    assert shell("check", *QUICK).code == 1
    assert shell("check", *QUICK).code == 0


def test_a_page_that_has_no_article_any_more(
    shell, site: Path, posts: list[Path], web: Server
) -> None:
    web.routes["/coal"] = page(
        "<html><body><div id=root></div><script src=x></script></body></html>"
    )
    shown = shell("check", *QUICK, "--json")
    assert shown.code == 1 and states(shown)["coal"] == "changed"
    assert "no article any more" in records(shown)["coal"]["reason"]


@pytest.mark.parametrize("line", ["500 Internal Server Error", "403 Forbidden"])
def test_what_cannot_be_checked_now_has_an_exit_code_of_its_own(
    shell, site: Path, posts: list[Path], web: Server, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSPOST_TRIES", "1")
    web.routes["/coal"] = status(line)
    shown = shell("check", *QUICK, "--json")
    assert shown.code == 3 and states(shown)["coal"] == "failed"


def test_without_any_answer_nothing_is_gone(
    shell, site: Path, posts: list[Path], web: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine may be offline."""
    monkeypatch.setenv("CROSSPOST_TRIES", "1")
    with Server({}, host="127.0.0.2") as dead:
        url = dead.url("/coal")
    text = posts[1].read_text("utf-8").replace(web.url("/coal"), url)
    posts[1].write_text(text, "utf-8")
    shown = shell("check", *QUICK, "--json", posts[1])
    assert shown.code == 3 and states(shown) == {"coal": "failed"}
    shown = shell("check", *QUICK, "--json")
    assert shown.code == 1 and states(shown)["coal"] == "gone"


def test_robots_and_the_pause(shell, site: Path, posts: list[Path], web: Server) -> None:
    rules = "User-agent: *\nDisallow: /ferry\n"
    web.routes["/robots.txt"] = page(rules, content_type="text/plain")
    begin = time.monotonic()
    shown = shell("check", "--delay", "0.3", "--allow-private", "--json")
    assert time.monotonic() - begin > 0.6
    assert shown.code == 3
    assert records(shown)["ferry"]["reason"] == "robots.txt forbids it"
    assert "/ferry" not in web.paths() and web.paths()[0] == "/robots.txt"


@pytest.mark.threat("20: posts of a clone name private URLs")
def test_a_post_of_a_clone_does_not_lead_into_the_network_of_the_user(
    shell, site: Path, posts: list[Path], web: Server
) -> None:
    shown = shell("check", "--delay", "0", "--ignore-robots", "--json")
    assert web.connections == len(TITLES) or web.requests == []
    assert shown.code == 3
    assert "private address" in records(shown)["coal"]["reason"]


def test_paths(shell, site: Path, posts: list[Path], web: Server) -> None:
    assert list(states(shell("check", *QUICK, "--json", posts[0]))) == ["bridge"]
    assert len(states(shell("check", *QUICK, "--json", "_posts"))) == 3
    shown = shell("check", *QUICK, "_posts/none.md")
    assert shown.code == 2 and "no such file or folder" in shown.err


def kept(path: Path) -> bool:
    """Tell whether a check has kept a result."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return db.execute("SELECT count(*) FROM post").fetchone() != (0,)


def test_an_interrupted_check_goes_on(site: Path, posts: list[Path], web: Server) -> None:
    """The process is stopped while it waits for the second page; then it is run again."""

    def wait(request: Request, sock: socket.socket) -> bool:
        until = time.monotonic() + 30
        while not kept(site / ".crosspost/checks.sqlite") and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
        return article("Coal")(request, sock)

    usual, web.routes["/coal"] = web.routes["/coal"], wait
    command = [sys.executable, "-m", "crosspost", "check", *QUICK, "--json"]
    process = subprocess.Popen(
        command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ
    )
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert 1 <= len(out.splitlines()) < 3
    web.routes["/coal"] = usual
    web.requests.clear()
    done = subprocess.run(command, cwd=site, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 3
    assert web.paths()[0] == "/coal" and "/bridge" not in web.paths()


def test_results_are_kept_in_the_user_s_own_folder_only(
    shell, site: Path, posts: list[Path]
) -> None:
    (site / ".crosspost").mkdir(exist_ok=True)
    (site / ".crosspost/checks.sqlite").write_bytes(b"from a clone")
    shown = shell("check", *QUICK)
    assert shown.code == 1 and "came with the site" in shown.err


def test_damaged_results_are_made_anew(shell, site: Path, posts: list[Path]) -> None:
    assert shell("check", *QUICK).code == 0
    for path in site.glob(".crosspost/checks.sqlite*"):
        path.write_bytes(b"x" * 5000)
    assert shell("check", *QUICK).code == 0


NOT_FOUND = pages.article("Page not found", "<p>Read our newest articles instead.</p>" * 9, url="")


def test_a_page_that_says_it_is_not_there_is_gone_whatever_its_status(
    shell, site: Path, posts: list[Path], web: Server
) -> None:
    """Not changed; and a permanent redirect to such a page is not written into the post."""
    before = [post.read_bytes() for post in posts]
    web.routes["/bridge"] = page(NOT_FOUND)
    web.routes["/coal"] = redirect("/missing", line="301 Moved Permanently")
    web.routes["/missing"] = page("<title>404</title><p>Nothing here.")
    web.routes["/ferry"] = redirect("/en/")
    web.routes["/en/"] = article("Newest articles")
    shown = shell("check", "--json", "--fix", *QUICK)
    assert shown.code == 1 and states(shown) == dict.fromkeys(("bridge", "coal", "ferry"), "gone")
    reason = "the page says that it is not there (with status 200)"
    assert records(shown)["bridge"]["reason"] == records(shown)["coal"]["reason"] == reason
    assert [post.read_bytes() for post in posts] == before


def test_an_article_about_pages_that_are_not_found_is_there(shell, site: Path) -> None:
    with Server({"/lost": article("Page not found")}) as web:
        shell(web.url("/lost"))
        assert states(shell("check", "--json", *QUICK)) == {"found": "alive"}
