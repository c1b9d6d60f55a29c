"""``crosspost clip`` as a process: pages are sent to it, previewed, written; it ends by Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

import pages
from chromium import Chromium
from cli.conftest import Shell
from clip.local import BOUNDARY, Answer, form, parsed, received
from crosspost.publish.place import HAS_ARTICLE
from pictures import png
from preview_pages import PNG, hostile
from server import Server, page

URL = "https://example.org/bridge"
NAME = "2013-03-06-a-bridge-for-the-village.md"
TEXT = f"<p>{pages.PARAGRAPH}</p>"


class Running:
    """A command that runs.

    Attributes:
        start: URL of the page of the bookmarklet.
        origin: of its server.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        assert process.stderr
        self._said = ""
        while "http://" not in self._said:
            line = process.stderr.readline()
            assert line, f"it ended: {self._said}"
            self._said += line
        found = re.search(r"(http://127\.0\.0\.1:\d+)/\S+", self._said)
        assert found
        self.start, self.origin = found[0], found[1]

    def ask(self, path: str, fields: dict[str, str] | None = None) -> Answer:
        body = b"" if fields is None else form(fields)
        with self.sending("GET" if fields is None else "POST", path, body) as sock:
            return parsed(received(sock))

    def sending(self, method: str, path: str, body: bytes) -> socket.socket:
        """Send a request; return the connection on which its answer will come."""
        host = self.origin.removeprefix("http://")
        head = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}\r\n"
        head += f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
        sock = socket.create_connection(("127.0.0.1", int(host.split(":")[1])), timeout=60)
        sock.sendall(head.encode() + body)
        return sock

    def link(self) -> str:
        """Return the bookmarklet."""
        body = self.ask("/" + self.start.split("/", 3)[3]).body
        found = re.search(r'class="bookmarklet" href="([^"]+)"', body)
        assert found
        return unescape(found[1])

    def token(self) -> str:
        found = re.search(r'token = "([^"]+)"', unquote(self.link()))
        assert found
        return found[1]

    def send(self, html: str = "", url: str = URL) -> tuple[str, str]:
        """Send a page; return the path of its preview, and the preview."""
        sent = {"token": self.token(), "url": url, "html": html or pages.article(url="")}
        got = self.ask("/clip", sent)
        assert got.status == 303, got.body
        return got.headers["location"], self.ask(got.headers["location"]).body

    def write(self, path: str) -> str:
        """Click the button of a preview; return the page that is shown then."""
        got = self.ask("/write", {"clip": path.removeprefix("/clip/")})
        assert got.status == 303, got.body
        return self.ask(got.headers["location"]).body

    def end(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str, str]:
        """End it; return its exit code and what it has printed."""
        self._process.send_signal(number)
        out, err = self._process.communicate(timeout=20)
        return self._process.returncode, out, self._said + err


@contextmanager
def clip(*flags: str, **variables: str) -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, "-m", "crosspost", "clip", *flags],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | variables,
    )
    try:
        yield Running(process)
    finally:
        process.kill()
        process.communicate()


def post(site: Path) -> str:
    return (site / "_posts" / NAME).read_text("utf-8")


@pytest.mark.chromium
def test_a_page_that_a_script_has_drawn_is_posted_by_two_clicks(site: Path) -> None:
    drawn = """<div id="app"></div><script>
        const text = "The bridge is of wood, as a script says, and it bears two carts at once. ";
        const root = document.querySelector("#app").attachShadow({ mode: "open" });
        for (let each = 0; each < 4; each++) {
          const line = document.createElement("p");
          line.textContent = text + text;
          root.append(line);
        }</script>"""
    answer = page(pages.article(url="", body=TEXT + drawn))
    with Server({"/a": answer}) as web, clip() as running:
        with Chromium(site.parent) as browser:
            browser.open(running.start)
            link = browser.run("document.querySelector('.bookmarklet').href")
            browser.open(web.url("/a"))
            known = set(browser.tabs())
            browser.run(f"{unquote(link.removeprefix('javascript:'))}; 0")
            browser.new_tab(known, f"{running.origin}/clip/")
            shown = browser.text()
            assert f"Would write _posts/{NAME}" in shown and "author A. Correspondent" in shown
            assert not list(site.glob("_posts/*"))
            browser.click(".write button")
            browser.until(lambda: f"Written: _posts/{NAME}" in browser.text())
            browser.open(running.start)
            assert f"A bridge for the village {site}/_posts/{NAME}" in browser.text()
            assert web.paths().count("/a") == 1  # by the browser
        code, out, err = running.end()
    assert "The bridge is of wood, as a script says" in post(site)
    assert f"originally posted here: [{web.url('/a')}]" in post(site)
    assert (code, out) == (0, f"_posts/{NAME}\n")
    assert "title   A bridge for the village" in err and "ended; 1 post" in err


def test_what_the_site_has_is_shown_and_not_written_again(site: Path) -> None:
    with clip() as running:
        running.write(running.send()[0])
        before = post(site)
        path, preview = running.send()
        assert f"_posts/{NAME} {HAS_ARTICLE}. Nothing written" in preview
        assert "<button" not in preview
        running.write(path)
        assert post(site) == before and len(list(site.glob("_posts/*"))) == 1


def test_an_update_is_previewed_and_merged(site: Path) -> None:
    with clip() as running:
        running.write(running.send()[0])
    file = site / "_posts" / NAME
    file.write_text(post(site) + "\nMy own last words.\n", "utf-8")
    with clip("--update") as running:
        path, preview = running.send(pages.article(url="", body="<p>A new start.</p>" + TEXT * 3))
        assert "Update the post" in preview and "A new start." not in post(site)
        assert "Updated: " in running.write(path)
    assert "A new start." in post(site) and "My own last words." in post(site)


def test_lines_that_a_replacement_loses_are_named_before(site: Path) -> None:
    with clip() as running:
        running.write(running.send()[0])
    (site / "_posts" / NAME).write_text(post(site) + "\nMy <own> last words.\n", "utf-8")
    with clip("--force") as running:
        path, preview = running.send()
        assert "Of yours would be lost: My &lt;own&gt; last words." in preview
        assert "My <own> last words." in post(site)
        running.write(path)
    assert "last words" not in post(site)


def test_options_of_a_post_are_used(site: Path) -> None:
    with clip("--draft", "--tag", "bridges", "--json") as running:
        running.write(running.send()[0])
        _, out, _ = running.end()
    (draft,) = site.glob("_drafts/*.md")
    assert "bridges" in draft.read_text("utf-8")
    assert '"status": "written"' in out and f'"source": "{URL}"' in out


def test_a_page_without_an_article_is_said_on_both_screens(site: Path) -> None:
    with clip() as running:
        path, shown = running.send("<title>x</title><form><input name=password></form>")
        assert "No post was written" in shown and "<button" not in shown
        running.write(path)
        _, shown = running.send()  # it goes on
        assert "Would write" in shown
        _, out, err = running.end()
    assert not out and f"✗ {URL}: " in err
    assert not list(site.glob("_posts/*"))


def test_a_page_that_takes_too_long_ends_its_own_process_only(site: Path) -> None:
    (site / "crosspost.toml").write_text("convert_timeout = 0.05\n", "utf-8")
    with clip() as running:
        _, shown = running.send(pages.article(url="", body=TEXT * 20_000))
        assert "took too long to convert" in shown
        assert running.ask("/nothing").status == 404
        code, _, _ = running.end()
    assert code == 0 and not list(site.glob("_posts/*"))


def test_the_limit_of_a_page_is_that_of_the_settings(site: Path) -> None:
    (site / "crosspost.toml").write_text("max_bytes = 100000\n", "utf-8")
    with clip() as running:
        sent = {"token": running.token(), "url": URL, "html": "x" * 200_000}
        assert running.ask("/clip", sent).status == 413


def test_pictures_are_fetched_without_secrets_and_only_when_written(site: Path) -> None:
    body = TEXT * 2 + '<img src="/river.png" alt="The river" width="640" height="480">' + TEXT * 2
    with Server({"/river.png": page(png(640, 480), content_type="image/png")}) as web:
        cookies = site.parent / "cookies.txt"
        cookies.write_text(
            "# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\ts\tsecret\n"
        )
        with clip(
            "--pictures", "copy", "--allow-private", CROSSPOST_COOKIES=str(cookies)
        ) as running:
            path, _ = running.send(pages.article(url="", body=body), web.url("/a"))
            assert not web.requests
            running.write(path)
        assert web.paths() == ["/river.png"] and "cookie" not in web.requests[0].headers
    assert "/assets/pictures/" in post(site)


@pytest.mark.threat("30: a hostile page in the preview of clip")
@pytest.mark.chromium
def test_a_hostile_page_only_loads_its_pictures(site: Path) -> None:
    with Server({"*": page(PNG, content_type="image/png")}) as web, clip() as running:
        html = pages.article(url="", body=TEXT * 3 + hostile(web.url("")) + TEXT * 3)
        path, preview = running.send(html, web.url("/a"))
        assert "<script" not in preview
        with Chromium(site.parent) as browser:
            browser.open(running.origin + path)
            browser.devtools.listen(2)
            assert browser.run("document.title") == "Preview: A bridge for the village"
            assert browser.url() == running.origin + path
        assert set(web.paths()) <= {"/shown.png", "/favicon.ico"} and web.paths()
        running.write(path)
    assert "<script" not in post(site)


def test_a_title_that_is_markup_stays_text(site: Path) -> None:
    html = pages.article(url="").replace("A bridge", "&lt;img src=x onerror=alert(1)&gt; bridge")
    with clip() as running:
        path, preview = running.send(html)
        done = running.write(path)
        start = running.ask("/" + running.start.split("/", 3)[3]).body
    for shown in (preview, done, start):
        assert "<img src=x" not in shown


def test_the_bookmarklet_of_a_port_lasts(site: Path, shell: Shell) -> None:
    port = _free_port()
    with clip("--port", str(port)) as running:
        first = running.link()
        assert shell("clip", "--port", str(port)).code == 1  # it is taken
        running.end()
    with clip("--port", str(port)) as running:
        assert running.origin == f"http://127.0.0.1:{port}" and running.link() == first
    (kept,) = Path(os.environ["XDG_STATE_HOME"]).glob(f"crosspost/clip/{port}.token")
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.chmod(0o644)  # somebody may have read it
    with clip("--port", str(port)) as running:
        assert running.link() != first
    with clip() as running:
        assert running.token() not in first


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def test_the_page_is_opened_without_its_secret_in_the_arguments(site: Path) -> None:
    browser = site / "browser"
    browser.write_text(f'#!/bin/sh\ncp "${{1#file://}}" {site}/opened; echo "$1" > {site}/asked\n')
    browser.chmod(0o755)
    with clip("--open", BROWSER=f"{browser} %s") as running:
        until = time.monotonic() + 10
        while not (site / "asked").exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert running.start in (site / "opened").read_text("utf-8")
        asked = (site / "asked").read_text("utf-8").strip()
        assert running.start.rpartition("/")[2] not in asked
        running.end()
    assert not Path(asked.removeprefix("file://")).exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_while_a_page_is_read_and_leaves_no_file(
    site: Path, number: signal.Signals
) -> None:
    with clip() as running:
        body = form(
            {"token": running.token(), "url": URL, "html": pages.article(body=TEXT * 20_000)}
        )
        with running.sending("POST", "/clip", body):
            time.sleep(0.5)
            code, out, err = running.end(number)
    assert (code, out) == (0, "") and "Traceback" not in err and "ended; 0 posts" in err
    assert not [path for path in site.rglob("*") if path.is_file() and path.name != "_config.yml"]


def test_the_editor_needs_a_terminal_and_the_post_stays(site: Path) -> None:
    with clip("--edit", EDITOR="true") as running:
        running.write(running.send()[0])
        running.ask("/nothing")
        _, _, err = running.end()
    assert "--edit needs a terminal" in err and post(site)


def test_contradictions_are_refused(shell: Shell) -> None:
    assert shell("clip", "--update", "--force").code == 2
    assert shell("clip", "--port", "80").code == 2
