"""The bookmarklet in the real Chromium: what it sends, from which pages, and what it does else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

import pages
from chromium import Chromium
from clip.local import serving
from crosspost.clip.bookmarklet import bookmarklet, script
from crosspost.clip.clips import Shown
from crosspost.clip.routes import Actions
from crosspost.fetch.saved import origin
from crosspost.model import Page
from server import Server as Web
from server import page

POLICY = "Content-Security-Policy"
LATE = "A text that a script has drawn, with a <tag> and &amp; in it."
DRAWN = f"""<x-text><p>Words in the slot.</p><p slot="other">Words without a slot.</p></x-text>
<p id="late"></p><style>.gone {{ display: none }}</style><p class="gone">Hidden words.</p>
<noscript>Without scripts</noscript><template>In a template</template>
<script>
document.getElementById("late").textContent = {json.dumps(LATE)};
const root = document.querySelector("x-text").attachShadow({{ mode: "open" }});
const style = "p {{ color: " + "red }}";
root.innerHTML = "<style>" + style + "</style><p>Words of the shadow root.</p><slot></slot>";
</script>"""
PAGES = {
    "/plain": {},
    "/isolated": {"Cross-Origin-Opener-Policy": "same-origin"},
    "/upgraded": {POLICY: "upgrade-insecure-requests"},
    "/trusted-types": {POLICY: "require-trusted-types-for 'script'; trusted-types 'none'"},
    "/no-referrer": {"Referrer-Policy": "no-referrer"},
    "/no-forms": {POLICY: "default-src 'none'; form-action 'none'"},
    "/own-forms": {POLICY: "form-action 'self'; connect-src 'self'"},
    "/no-forms-isolated": {
        POLICY: "form-action 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
    },
    "/no-tabs": {POLICY: "sandbox allow-scripts allow-same-origin"},
}
NOT_SENT = {"/no-forms-isolated", "/no-tabs"}
ALERT = "(document.querySelector('[role=alert]') || {}).innerText || ''"


def test_it_is_a_url_of_the_script() -> None:
    link = bookmarklet("http://127.0.0.1:4100", "a-token")
    assert re.fullmatch(r"javascript:[!-~]+", link) and not set(link) & set('"<>#?&\\`')
    code = unquote(link.removeprefix("javascript:"))
    assert code == script("http://127.0.0.1:4100", "a-token")
    assert 'base = "http://127.0.0.1:4100", token = "a-token";' in code
    assert not re.search(r"(?m)^\s*//|^\s", code)


class Reader:
    """Someone who reads pages and clicks the bookmarklet."""

    def __init__(self, browser: Chromium, web: Web, link: str, taken: list[Page]) -> None:
        self.browser, self.web, self.link, self.taken = browser, web, link, taken

    def read(self, path: str) -> set[str]:
        """Open a page; return the tabs that are open then."""
        self.taken.clear()
        self.browser.open(self.web.url(path))
        return set(self.browser.tabs())

    def click(self) -> None:
        """Do what a browser does with a bookmarklet."""
        self.browser.run(f"{unquote(self.link.removeprefix('javascript:'))}; 0")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    taken: list[Page] = []

    def preview(page: Page, name: str) -> Shown:
        taken.append(page)
        return Shown("<!doctype html><title>Preview</title><p>Preview", "A title", waits=True)

    answers = {
        path: page(pages.article(url="", body=DRAWN), headers=headers)
        for path, headers in PAGES.items()
    }
    actions = Actions(preview, preview, lambda shown: None)
    with serving(actions) as (routes, server), Web(answers) as web:
        link = bookmarklet(server.origin, routes.token)
        # As a site on the Internet: browsers restrict what such a site may ask of this machine.
        flag = f"--ip-address-space-overrides=127.0.0.1:{web.port}=public"
        with Chromium(tmp_path_factory.mktemp("browser"), flag) as browser:
            yield Reader(browser, web, link, taken)


@pytest.mark.chromium
def test_a_page_is_sent_as_it_is_shown(reader: Reader) -> None:
    known = reader.read("/plain")
    reader.browser.run(
        "const link = document.createElement('a'); link.id = 'mark'; link.textContent = 'Post';"
        "link.style = 'position: fixed; top: 0; left: 0; padding: 1em'; document.body.append(link);"
        f"link.href = {json.dumps(reader.link)}; 0"
    )
    reader.browser.click("#mark")  # a javascript: URL, and a real click
    reader.browser.new_tab(known, f"{_base(reader)}/clip/")
    (sent,) = reader.taken
    html = sent.content.decode()
    assert sent.url == reader.web.url("/plain") and html.startswith("<!doctype html><html")
    assert LATE in unescape(html) and "&lt;tag&gt; and &amp;amp; in" in html
    assert "<p>Words of the shadow root.</p><p>Words in the slot.</p></x-text>" in html
    assert '<p class="gone" hidden="">Hidden words.</p>' in html
    assert "application/ld+json" in html  # metadata
    for left_out in ("without a slot", "Without scripts", "In a template", "color: red"):
        assert left_out not in html
    assert "the-token" not in html.partition('id="mark"')[0]


@pytest.mark.chromium
@pytest.mark.parametrize("path", sorted(set(PAGES) - NOT_SENT))
def test_pages_with_strict_policies_are_sent(reader: Reader, path: str) -> None:
    known = reader.read(path)
    reader.click()
    reader.browser.new_tab(known, f"{_base(reader)}/clip/")
    (sent,) = reader.taken
    assert sent.url == reader.web.url(path) and b"A. Correspondent" in sent.content
    assert reader.browser.text() == "Preview"
    assert reader.browser.run("window.opener") is None


@pytest.mark.chromium
@pytest.mark.parametrize("path", sorted(NOT_SENT))
def test_a_page_that_cannot_be_sent_says_so_and_is_offered_as_a_file(
    reader: Reader, path: str, tmp_path: Path
) -> None:
    browser = reader.browser
    known = reader.read(path)
    reader.click()
    browser.until(lambda: "Download the page" in browser.run(ALERT))
    assert "crosspost FILE" in browser.run(ALERT) and not reader.taken
    if path == "/no-forms-isolated":
        session, browser.devtools.session = browser.devtools.session, ""
        browser.devtools.call(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path)
        )
        browser.devtools.session = session
        browser.click("[role=alert] a")
        file = tmp_path / "crosspost-page.html"
        browser.until(lambda: file.exists() and file.stat().st_size)
        assert origin(file.read_bytes()) == reader.web.url(path)
        assert "shadow root" in file.read_text("utf-8")
    browser.click("[role=alert] button")
    assert browser.run(ALERT) == ""
    for tab in set(browser.tabs()) - known:
        browser.devtools.call("Target.closeTarget", targetId=tab)


@pytest.mark.threat("30: a message of another page")
@pytest.mark.chromium
def test_the_page_that_takes_messages_believes_only_the_page_that_opened_it(
    reader: Reader,
) -> None:
    browser = reader.browser
    known = reader.read("/plain")
    browser.run(
        f"""addEventListener("message", (event) => {{
          event.source.postMessage("text", "*");
          event.source.postMessage({{ token: "the-token", url: "https://example.org/a" }}, "*");
          event.source.postMessage(
            {{ token: "the-token", url: "https://example.org/a", html: "<p>A lie" }}, "*");
        }});
        window.open("{_base(reader)}/receive"); 0"""
    )
    browser.new_tab(known, f"{_base(reader)}/receive")
    browser.until(lambda: "https://example.org/a" in browser.text(), 4)
    assert not reader.taken


@pytest.mark.chromium
def test_the_page_that_takes_messages_says_if_none_comes(reader: Reader) -> None:
    reader.browser.open(f"{_base(reader)}/receive")
    assert "Nothing was sent" in reader.browser.text()


def _base(reader: Reader) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+", reader.link)
    assert found
    return found[0]
