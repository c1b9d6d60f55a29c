"""Pages as the real Chromium draws them, on a server of this machine."""

from __future__ import annotations

import socket
import ssl
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import trustme

from crosspost.errors import ConfigError, FetchError
from fetch.browser.drawing import APP, PARAGRAPHS, TEXT, app, draw, scripted
from server import Server, page, redirect, status
from server.faults import flood, head, silence

pytestmark = pytest.mark.chromium


def text(url: str, **settings: object) -> str:
    return draw(url, **settings).content.decode()


def test_a_page_whose_text_a_script_fetches() -> None:
    with Server(app()) as web:
        drawn = draw(web.url())
    content = drawn.content.decode()
    assert content.count(TEXT * 3) == 3
    assert "<h1>The garden by the river</h1>" in content
    assert "enable JavaScript" not in content
    assert drawn.is_drawn and drawn.charset == "utf-8" and drawn.final_url == web.url()
    assert not drawn.warnings


def test_a_page_that_never_comes_ends_with_the_time_limit() -> None:
    spinner = scripted("setInterval(() => fetch('/data'), 100)", "<i>Loading</i>")
    with Server({"/": spinner, "/data": page("{}")}) as web:
        drawn = draw(web.url(), render_timeout=2.0)
    assert b"<i>Loading</i>" in drawn.content
    assert drawn.warnings == ("the page may be incomplete: it still loads after 2 s",)


def test_a_server_that_never_answers() -> None:
    with Server({"/": silence()}) as web, pytest.raises(FetchError, match="not drawn after 2 s"):
        draw(web.url(), render_timeout=2.0)


def test_a_script_that_never_ends_leaves_the_text_before_it() -> None:
    with Server({"/": scripted("setTimeout(() => { while (true); }, 10)")}) as web:
        drawn = draw(web.url(), render_timeout=3.0)
    assert PARAGRAPHS.encode() in drawn.content
    assert drawn.warnings


def test_text_that_comes_late_beside_text_that_never_rests() -> None:
    late = f"setTimeout(() => document.querySelector('main').innerHTML = `{PARAGRAPHS}`, 1500)"
    clock = (
        "setInterval(() => document.title = document.querySelector('b').textContent = Date(), 50)"
    )
    with Server({"/": scripted(f"{late};{clock}", "<main></main><b></b>")}) as web:
        drawn = draw(web.url())
    assert TEXT.encode() in drawn.content and not drawn.warnings


ASK = """
const urls = ["URL/fetch", "URL/xhr"];
fetch(urls[0], {mode: "no-cors"}).catch(() => 0);
const xhr = new XMLHttpRequest(); xhr.open("GET", urls[1]); xhr.send();
new WebSocket("URL/socket".replace("http", "ws"));
new EventSource("URL/events");
navigator.sendBeacon("URL/beacon", "secret");
const add = (tag, name, value, more) => {
  const e = document.createElement(tag); Object.assign(e, more || {}); e[name] = value;
  document.body.append(e);
};
add("iframe", "src", "URL/frame"); add("script", "src", "URL/script.js");
add("img", "src", "URL/picture"); add("video", "src", "URL/video");
for (const rel of ["stylesheet", "preconnect", "dns-prefetch", "prefetch", "modulepreload"])
  add("link", "href", `URL/${rel}`, {rel});
add("iframe", "src", "/to-private"); add("object", "data", "URL/object");
const worker = `fetch("URL/worker", {mode: "no-cors"}); importScripts("URL/imported.js")`;
new Worker(window.URL.createObjectURL(new Blob([worker])));
const form = document.createElement("form"); form.action = "URL/form"; form.method = "POST";
form.target = "f"; add("iframe", "name", "f"); document.body.append(form); form.submit();
window.open("URL/popup");
navigator.serviceWorker.register("/service.js");
"""
# With a request that is never answered, so that the page is not complete before.
DATAGRAMS = """
const peer = new RTCPeerConnection({iceServers: [{urls: "stun:127.0.0.1:PORT"}]});
peer.createDataChannel("x"); peer.createOffer().then(o => peer.setLocalDescription(o));
new WebTransport("https://127.0.0.1:PORT/").ready.catch(() => 0);
fetch("/slow");
"""


@pytest.mark.threat("21: A drawn page reaches what a fetched one may not")
def test_nothing_of_a_page_reaches_a_private_address_that_is_not_its_own() -> None:
    with (
        Server({}) as private,
        Server({}, host="127.0.0.2") as other,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear,
    ):
        ear.bind(("127.0.0.1", 0))
        ear.settimeout(0.1)
        both = "".join(
            "{{{}}}".format(ASK.replace("URL/", each.url())) for each in (private, other)
        )
        service = f"fetch('{private.url('/service')}', {{mode: 'no-cors'}})"
        routes = {
            "/": scripted(DATAGRAMS.replace("PORT", str(ear.getsockname()[1])) + both),
            "/to-private": redirect(private.url("/redirected")),
            "/service.js": page(service, content_type="text/javascript"),
            "/slow": silence(),
        }
        with Server(routes) as web:
            drawn = draw(web.url(), render_timeout=5.0)
            assert {"/to-private", "/service.js", "/slow"} <= set(web.paths())
        assert (private.connections, other.connections) == (0, 0)
        with pytest.raises(TimeoutError):
            ear.recv(100)
    assert PARAGRAPHS.encode() in drawn.content
    refused = [warning for warning in drawn.warnings if "were refused" in warning]
    assert str(private.port) in refused[0] and str(other.port) in refused[0]


def test_with_allow_private_it_reaches_them() -> None:
    with Server({}) as private:
        to_private = redirect(private.url("/redirected"))
        routes = {"/": scripted(ASK.replace("URL/", private.url())), "/to-private": to_private}
        with Server(routes) as web:
            drawn = draw(web.url(), render_timeout=5.0, allow_private=True)
        asked = set(private.paths())
    assert {"/fetch", "/xhr", "/socket", "/events", "/beacon", "/frame", "/script.js"} <= asked
    assert {"/stylesheet", "/worker", "/imported.js", "/redirected", "/form", "/object"} <= asked
    assert "refused" not in str(drawn.warnings)


@pytest.mark.threat("21: A drawn page reaches what a fetched one may not")
@pytest.mark.parametrize("way", ["http", "script", "meta"])
def test_a_redirect_to_a_private_address_is_refused(way: str) -> None:
    with Server({"/": page(PARAGRAPHS)}) as private:
        to = private.url()
        answers = {
            "http": redirect(to),
            "script": scripted(f"location.href = '{to}'"),
            "meta": page(f"<meta http-equiv=refresh content='0;url={to}'>"),
        }
        with (
            Server({"/": answers[way]}) as web,
            pytest.raises(FetchError, match="redirects to a private address"),
        ):
            draw(web.url())
        assert not private.connections


@pytest.mark.threat("21: A drawn page reaches what a fetched one may not")
def test_a_link_of_a_list_from_the_network_leads_to_no_private_address() -> None:
    with Server(app()) as web:
        with pytest.raises(FetchError, match="leads to a private address"):
            draw(web.url(), trust="remote")
        assert not web.connections


@pytest.mark.threat("21: A drawn page reaches what a fetched one may not")
def test_a_name_that_has_another_private_address_later() -> None:
    answers = [["127.0.0.1"], ["127.0.0.2"]]

    def resolver(host: str, port: int) -> list[str]:
        return answers.pop(0) if len(answers) > 1 else answers[0]

    # Each answer closes its connection, so that the name is looked up again.
    closing = {"Connection": "close"}
    script = "fetch('/again').then(() => document.title = 'reached')"
    with Server({}, host="127.0.0.2") as other, Server({}) as web:
        body = f"<title>A page</title>{PARAGRAPHS}<script>{script}</script>"
        web.routes["/"] = lambda request, sock: page(body, headers=closing)(request, sock) and False
        drawn = draw(f"http://changing.example:{web.port}/", resolver=resolver)
        assert not other.connections
    assert web.paths() == ["/"]
    assert any(f"changing.example:{web.port}" in warning for warning in drawn.warnings)


def test_a_file_to_download_is_not_a_page() -> None:
    sent = {"Content-Disposition": "attachment; filename=story.html"}
    with (
        Server({"/": page(PARAGRAPHS, headers=sent)}) as web,
        pytest.raises(FetchError, match="not a web page but a file to download"),
    ):
        draw(web.url())


def test_dialogs_redirects_by_scripts_and_a_url_that_a_script_changes() -> None:
    script = """
    window.onbeforeunload = event => { event.preventDefault(); return "Stay?" };
    alert("Hello"); const sure = confirm("Sure?"), name = prompt("Name?"); print();
    document.body.append(`${sure} ${name}`); document.body.click(); location.href = "/next";
    """
    pushed = "history.pushState(0, '', '/story/7#top')"
    routes = {
        "/": scripted(script),
        "/next": page("<script>location.replace('/story')</script>"),
        "/story": scripted(pushed, f"<h1>Next</h1>{PARAGRAPHS}"),
    }
    with Server(routes) as web:
        drawn = draw(web.url())
    assert drawn.final_url == web.url("/story/7")
    assert b"<h1>Next</h1>" in drawn.content


def test_redirects_without_an_end() -> None:
    with (
        Server({"*": page("<script>location.href = '/' + Math.random()</script>")}) as web,
        pytest.raises(FetchError, match="more than 5 redirects"),
    ):
        draw(web.url(), render_timeout=3.0)


def test_a_page_without_an_end_is_limited() -> None:
    with (
        Server({"/": flood(head(), f"<p>{TEXT}</p>".encode())}) as web,
        pytest.raises(FetchError, match="larger than 300000 bytes"),
    ):
        draw(web.url(), render_timeout=4.0, max_bytes=300_000)


def test_a_tree_without_an_end_is_limited() -> None:
    grow = "setInterval(() => { for (let i = 0; i < 99; i++) document.body.append('TEXT') }, 1)"
    with (
        Server({"/": scripted(grow.replace("TEXT", TEXT))}) as web,
        pytest.raises(FetchError, match="larger than"),
    ):
        draw(web.url(), render_timeout=3.0, max_bytes=300_000)


def test_a_service_worker_is_forgotten() -> None:
    worker = """self.addEventListener("fetch", event => event.respondWith(new Response("changed")));
    self.addEventListener("install", () => self.skipWaiting());
    self.addEventListener("activate", event => event.waitUntil(clients.claim()));"""
    script = """const ready = navigator.serviceWorker.register("/worker.js")
    .then(() => new Promise(go => navigator.serviceWorker.oncontrollerchange = go));
    const held = new AbortController(); fetch("/hold", {signal: held.signal}).catch(() => 0);
    ready.then(() => fetch("/part")).then(answer => answer.text())
    .then(text => { document.body.append(text); held.abort() })"""
    with Server({"/": scripted(script)}) as web:
        web.routes["/worker.js"] = page(worker, content_type="text/javascript")
        web.routes["/hold"] = silence()  # so that the page is not complete before
        first, second = (text(web.url(), render_timeout=6.0) for _ in range(2))
    assert first == second  # the second one has not come from the worker
    assert "changed" in first and PARAGRAPHS in first
    assert web.paths().count("/") == 2


class Drawn(NamedTuple):
    """A drawn page, what its server was asked for, and the files that it left."""

    content: str
    paths: set[str]
    agent: str
    files: list[Path]


@cache
def drawn_once() -> Drawn:
    """Draw one page that does many things: starting a browser takes longer than all of them."""
    zipped = page(b"PK\3\4" * 100, content_type="application/zip")
    routes = {"/": scripted(MANY_SCRIPTS, MANY_BOXES), "/file.zip": zipped}
    routes["*"] = page("<h1>Other</h1>")
    with (
        Server(routes) as web,
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("HOME", folder)
        patch.chdir(folder)
        content = text(web.url("/#/story/2"))
        agent = web.requests[0].headers["user-agent"]
        return Drawn(content, set(web.paths()), agent, list(Path(folder).rglob("*")))


MANY_BOXES = f"""<style>.x1 {{ display: none }} .x2 {{ display: contents }}</style>
<div class=x1><p>Not shown to anybody.</p></div><div class=x2>{PARAGRAPHS}</div>
<details><summary>More</summary><p>Opened by the reader.</p></details>
<my-story><span slot=end>At the end.</span>At the start.</my-story><img src=/picture.png>"""
MANY_SCRIPTS = r"""
// What is in a shadow root.
document.querySelector("my-story").attachShadow({mode: "closed"}).innerHTML =
  "<section><slot></slot><p>In between.</p><slot name=end></slot></section>";
// Text that looks like markup.
const add = (name, more) => {
  const e = document.createElement(name); Object.assign(e, more); document.body.append(e); return e;
};
add("p", {textContent: "a </p><b>b</b> & \"c\"", title: "\"><i>"});
add("script", {type: "application/ld+json", textContent: '{"a": "</scr' + 'ipt><b>"}'});
// What depends on the fragment.
add("p", {textContent: location.hash === "#/story/2" ? "The second story." : "Home"});
// Other windows.
window.open("/popup"); add("a", {href: "/link", target: "_blank"}).click();
// Files to download.
for (const href of ["/file.zip", URL.createObjectURL(new Blob(["x"]))])
  add("a", {href, download: "file.zip"}).click();
"""


def test_what_style_sheets_hide_and_what_is_in_shadow_roots() -> None:
    content = drawn_once().content
    assert '<div class="x1" hidden=""><p>Not shown' in content
    assert f'<div class="x2">{PARAGRAPHS}</div>' in content
    assert "<p>Opened by the reader.</p>" in content and content.count("hidden=") == 1
    story = "<my-story><section>At the start.<p>In between.</p>"
    assert f'{story}<span slot="end">At the end.</span></section></my-story>' in content


def test_text_that_looks_like_markup_stays_text() -> None:
    content = drawn_once().content
    assert (
        '<p title="&quot;&gt;&lt;i&gt;">a &lt;/p&gt;&lt;b&gt;b&lt;/b&gt; &amp; "c"</p>' in content
    )
    assert r'{"a": "\u003c/script><b>"}' in content


def test_the_fragment_chooses_what_an_app_shows() -> None:
    assert "<p>The second story.</p>" in drawn_once().content


def test_no_other_window_is_opened() -> None:
    assert not {"/popup", "/link"} & drawn_once().paths


def test_what_a_page_downloads_is_nowhere() -> None:
    assert drawn_once().files == []


def test_it_says_who_it_is_and_asks_for_no_pictures() -> None:
    drawn = drawn_once()
    assert "/picture.png" in drawn.content and "/picture.png" not in drawn.paths
    assert "Chrome/" in drawn.agent and "Headless" not in drawn.agent
    assert "(compatible; crosspost/" in drawn.agent


def test_an_error_of_the_server_is_the_same_as_without_a_browser() -> None:
    routes = {
        "/gone": status("410 Gone", PARAGRAPHS),
        "/login": status("401 No", PARAGRAPHS, headers={"WWW-Authenticate": "Basic"}),
        "/pdf": page(b"%PDF-1.4", content_type="application/pdf"),
    }
    with Server(routes) as web:
        with pytest.raises(FetchError, match="410: the page was removed"):
            draw(web.url("/gone"))
        with pytest.raises(FetchError, match="401: the page asks for a user name"):
            draw(web.url("/login"))
        with pytest.raises(FetchError, match="not a web page but a"):
            draw(web.url("/pdf"))
    with pytest.raises(FetchError, match="connection refused"):
        draw(web.url())


def test_a_certificate_that_nobody_has_signed() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with (
        Server({"/": page(PARAGRAPHS)}, tls=context) as web,
        pytest.raises(FetchError, match="the certificate is not valid"),
    ):
        draw(web.url())


@pytest.mark.threat("4: Headers and cookies go to hosts that you did not name")
def test_headers_and_cookies_go_where_a_browser_would_send_them(tmp_path: Path) -> None:
    jar = tmp_path / "cookies.txt"
    rows = [
        ("site.example", "FALSE", "/", "FALSE", "0", "own", "1"),
        (".site.example", "TRUE", "/", "FALSE", "0", "domain", "2"),
        ("site.example", "FALSE", "/members/", "FALSE", "0", "members", "3"),
        ("site.example", "FALSE", "/", "TRUE", "0", "secure", "4"),
        ("other.example", "FALSE", "/", "FALSE", "0", "foreign", "5"),
    ]
    jar.write_text("\n".join("\t".join(row) for row in rows), "utf-8")
    headers = {"X-Key": "mine", "Accept-Language": "de"}
    with Server({}) as other, Server({}) as web:
        add = "".join(
            f"<script src='http://{host}:{port}/{name}.js'></script>"
            for host, port, name in (
                ("site.example", web.port, "own"),
                ("cdn.site.example", web.port, "cdn"),
                ("other.example", other.port, "other"),
                ("site.example", other.port, "port"),
                ("site.example", web.port, "moved"),
            )
        )
        away = redirect(f"http://other.example:{other.port}/redirected.js")
        web.routes["/moved.js"] = away
        web.routes["/"] = page(f"<title>A</title>{PARAGRAPHS}{add}")
        link = f"http://site.example:{web.port}/"
        draw(
            link.replace("site", "user:word@site"), cookies=str(jar), headers=headers,
            allow_private=True, resolver=lambda host, port: ["127.0.0.1"],
        )  # fmt: skip
        asked = {request.path: request.headers for request in (*web.requests, *other.requests)}
        web.requests.clear()
        draw(
            link, cookies=str(jar), headers=headers, trust="local",
            allow_private=True, resolver=lambda host, port: ["127.0.0.1"],
        )  # fmt: skip
        of_list = web.requests[0].headers
    keys = {path: headers.get("x-key") for path, headers in asked.items() if path[-3:] == ".js"}
    assert keys.pop("/own.js") == keys.pop("/moved.js") == "mine"
    assert keys == dict.fromkeys(("/cdn.js", "/other.js", "/port.js", "/redirected.js"))
    assert asked["/"]["x-key"] == "mine" and asked["/"]["authorization"].startswith("Basic ")
    assert not any("authorization" in asked[path] for path in keys)
    assert set(asked["/"]["cookie"].split("; ")) == {"own=1", "domain=2"}
    assert asked["/cdn.js"]["cookie"] == "domain=2"
    assert "cookie" not in asked["/other.js"]
    assert asked["/other.js"]["accept-language"].startswith("de")
    assert "cookie" not in of_list and "x-key" not in of_list


def test_a_browser_that_does_not_exist_or_is_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such program"):
        draw("http://127.0.0.1:1/", browser=str(tmp_path / "none"))
    fake = tmp_path / "fake"
    fake.write_text("#!/bin/sh\necho 'FATAL: No usable sandbox!' >&2\nexit 1\n", "utf-8")
    fake.chmod(0o755)
    with pytest.raises(FetchError, match=r"the browser has crashed .*No usable sandbox"):
        draw("http://127.0.0.1:1/", browser=str(fake))


def test_a_page_of_names_that_a_form_takes_over() -> None:
    body = f"<form><input name=childNodes><input name=innerText>{PARAGRAPHS}</form>"
    script = """Object.defineProperty(document, "body", {get() { throw 1 }});
    Array.prototype.map = JSON.stringify = Node.prototype.cloneNode = null;"""
    with Server({"/": scripted(script, body)}) as web:
        assert PARAGRAPHS in text(web.url())


def test_the_shell_alone_is_in_the_source() -> None:
    assert TEXT not in APP
