"""``--render``: pages drawn by the real Chromium, from the command to the post."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

import crosspost
from cli.conftest import Shell
from crosspost.body.no_article import NEEDS_A_SCRIPT
from crosspost.fetch.browser.find import by_hand
from fetch.browser.drawing import APP, TEXT, app
from pages import article
from server import Server, page, status
from server.answers import Answer, Request

pytestmark = pytest.mark.chromium
CHALLENGE = page("<!doctype html><title>A</title><script>window._cf_chl_opt={}</script>"
                 "<script>document.cookie = 'passed=1'; location.reload()</script>")  # fmt: skip


def posts(site: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(site.glob("_posts/*"))]


def behind_a_challenge(request: Request, sock: object) -> bool:
    passed = "passed=1" in request.headers.get("cookie", "")
    return (page(article("A story for browsers")) if passed else CHALLENGE)(request, sock)


def test_render_draws_the_page(shell: Shell, site: Path) -> None:
    with Server(app()) as web:
        shown = shell(web.url(), "--render")
    assert shown.code == 0
    (post,) = posts(site)
    assert 'title: "The garden by the river"' in post and post.count(TEXT.strip()) >= 3
    assert web.url() in post


def test_without_it_the_error_names_it(shell: Shell, site: Path) -> None:
    with Server(app()) as web:
        shown = shell(web.url())
        assert web.paths() == ["/"]
    assert shown.code == 1 and NEEDS_A_SCRIPT in shown.err and "--render" in shown.err
    assert not posts(site)


@pytest.mark.parametrize("answer", [page(APP), behind_a_challenge], ids=["shell", "challenge"])
def test_auto_draws_what_has_no_article_without(
    shell: Shell, site: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    monkeypatch.setenv("CROSSPOST_RENDER", "auto")
    with Server(app() | {"/": answer}) as web:
        shown = shell(web.url(), "--json")
        assert web.paths().count("/") >= 2
    assert shown.code == 0, shown.err
    assert len(posts(site)) == 1


def test_auto_leaves_other_pages_alone(
    shell: Shell, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSPOST_RENDER", "auto")
    with Server({"/": page(article("A story")), "/gone": status("404 Not Found")}) as web:
        assert shell(web.url()).code == 0
        assert shell(web.url("/gone")).code == 1
        assert web.paths() == ["/", "/gone"]


def test_a_page_that_stays_empty_says_so(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSPOST_RENDER_TIMEOUT", "2")
    empty = page("<!doctype html><title>A</title><div id=root></div><script>1</script>")
    with Server({"/": empty}) as web:
        for setting in ("auto", "always"):
            monkeypatch.setenv("CROSSPOST_RENDER", setting)
            shown = shell(web.url())
            assert shown.code == 1
            assert "though a browser has drawn it" in shown.err and "--render" not in shown.err


def test_explain_draws_too(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(app()) as web:
        always = shell("explain", web.url(), "--render", "--body")
        monkeypatch.setenv("CROSSPOST_RENDER", "auto")
        auto = shell("explain", web.url(), "--json")
        monkeypatch.delenv("CROSSPOST_RENDER")
        never = shell("explain", web.url(), "--body")
    assert TEXT[:40] in always.out and TEXT[:40] not in never.out
    assert json.loads(auto.out)["title"]["value"] == "The garden by the river"


@pytest.mark.parametrize("setting", ["auto", "always"])
def test_a_batch_draws_one_page_at_a_time(
    shell: Shell, site: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("CROSSPOST_RENDER", setting)
    lock, running, most, begun = threading.Lock(), set[str](), [0], list[float]()

    def data(name: str) -> Answer:
        content = json.dumps({"title": f"Story {name}", "text": [f"{TEXT * 3} {name}"] * 3})

        def answer(request: Request, sock: object) -> bool:
            with lock:
                running.add(name)
                most[0] = max(most[0], len(running))
                begun.append(time.monotonic())
            time.sleep(0.5)
            with lock:
                running.discard(name)
            return page(content, content_type="application/json")(request, sock)

        return answer

    def shell_of(name: str) -> Answer:
        return page(APP.replace("/data.json", f"/{name}.json"))

    routes = {"/robots.txt": page("User-agent: *\nDisallow: /no", content_type="text/plain")}
    for name in ("a", "no"):
        routes |= {f"/{name}": shell_of(name), f"/{name}.json": data(name)}
    with Server(routes) as one, Server(routes, host="127.0.0.2") as two:
        links = [one.url("/a"), one.url("/no"), two.url("/a?x")]
        (site / "links.txt").write_text("\n".join(links), "utf-8")
        shown = shell("batch", "links.txt", "--workers", "0", "--delay", "0.3")
        assert "/no" not in one.paths()
        plain = [path for path in one.paths() if path == "/a"]
    assert shown.code == 1 and "robots.txt forbids it" in shown.err
    titles = [line for post in posts(site) for line in post.splitlines() if "title: " in line]
    assert titles == ['title: "Story a"', 'title: "Story a"']
    assert most == [1] and min(b - a for a, b in pairwise(begun)) > 0.5
    assert len(plain) == (2 if setting == "auto" else 1)


def test_a_cache_keeps_pages_as_they_were_drawn(
    shell: Shell, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "links.txt").touch()
    with Server(app()) as web:
        (site / "links.txt").write_text(web.url(), "utf-8")
        words = ("batch", "links.txt", "--workers", "0", "--cache", "--ignore-robots")
        assert shell(*words, "--render").code == 0
        asked = len(web.requests)
        assert shell(*words, "--render", "--force").code == 0
        monkeypatch.setenv("CROSSPOST_RENDER", "auto")
        assert shell(*words, "--force").code == 0
        assert len(web.requests) == asked
        monkeypatch.delenv("CROSSPOST_RENDER")
        assert shell(*words, "--force").code == 1
        assert len(web.requests) == asked + 1


def test_a_browser_that_is_not_there(shell: Shell, site: Path) -> None:
    (site / "links.txt").write_text("http://127.0.0.1:1/", "utf-8")
    for words in (("http://127.0.0.1:1/",), ("batch", "links.txt")):
        shown = shell(*words, "--render", "--browser", "/nowhere/chrome")
        assert shown.code == 2 and "there is no such program" in shown.err


@pytest.mark.threat("10: Links, pipes and devices among a site's files")
@pytest.mark.parametrize(
    "setting", ['render = "auto"', 'browser = "evil.sh"', "render_timeout = 99"]
)
def test_a_site_of_others_starts_no_browser(shell: Shell, site: Path, setting: str) -> None:
    (site / "crosspost.toml").write_text(setting, "utf-8")
    shown = shell("http://127.0.0.1:1/")
    assert shown.code == 2 and "not allowed" in shown.err


def test_the_command_that_errors_name_works(site: Path, tmp_path: Path) -> None:
    command = tmp_path / "bin" / "crosspost"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m crosspost "$@"\n', "utf-8")
    command.chmod(0o755)
    variables = os.environ | {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(Path(crosspost.__file__).parent.parent),
    }
    with Server(app()) as web:
        done = subprocess.run(by_hand(web.url()), shell=True, cwd=site, env=variables, check=False,
                              capture_output=True)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert TEXT.strip() in posts(site)[0]


def test_the_other_pages_of_an_article_are_drawn_too(shell: Shell, site: Path) -> None:
    def part(number: int) -> str:
        text = f"{TEXT * 3} This is said on page {number}, and on no other one of them."
        pager = "".join(f"<a href='/story?page={n}'>{n}</a> " for n in (1, 2))
        other = 3 - number
        rel = f"<link rel={'next' if other > number else 'prev'} href='/story?page={other}'>"
        body = f"<article><h1>The garden</h1><p>{text}</p><p>{text[::-1]}</p></article>"
        nav = f"<nav class=pagination>{pager}</nav>"
        script = f"document.getElementById('root').innerHTML = `{body}{nav}`"
        title = f"<title>The garden</title>{rel}"
        return f"<!doctype html><head>{title}</head><div id=root></div><script>{script}</script>"

    routes = {
        "/story": page(part(1)),
        "/story?page=1": page(part(1)),
        "/story?page=2": page(part(2)),
    }
    with Server(routes) as web:
        shown = shell(web.url("/story"), "--render")
    assert shown.code == 0, shown.err
    (post,) = posts(site)
    assert "said on page 1" in post and "said on page 2" in post
