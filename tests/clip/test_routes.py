"""What the local page answers, and to whom: tokens, senders, previews, posts written once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from clip.local import Answer, ask, serving
from crosspost.clip.clips import MOST, Shown
from crosspost.clip.routes import Actions, Routes
from crosspost.clip.server import Server
from crosspost.model import Page

HTML = "<!doctype html><p>Text</p>"
URL = "https://example.org/a"


@dataclass
class Blog:
    """A site that notes what it is asked for."""

    routes: Routes = None  # type: ignore[assignment]
    server: Server = None  # type: ignore[assignment]
    previewed: list[Page] = field(default_factory=list)
    written: list[Page] = field(default_factory=list)
    after: list[Shown] = field(default_factory=list)
    waits: bool = True

    def preview(self, page: Page, name: str) -> Shown:
        self.previewed.append(page)
        return Shown(f"preview {name}", "A title", waits=self.waits)

    def write(self, page: Page, name: str) -> Shown:
        self.written.append(page)
        return Shown("done", "A <b>title</b>", f"_posts/{len(self.written)}.md")

    def send(self, origin: str = "https://example.org", **fields: str) -> Answer:
        sent = {"token": "the-token", "url": URL, "html": HTML} | fields
        return ask(self.server, "/clip", sent, {"Origin": origin})

    def click(self, answer: Answer, **headers: str) -> Answer:
        name = answer.headers["location"].removeprefix("/clip/")
        sent = {"Origin": "null"} | {each.replace("_", "-"): headers[each] for each in headers}
        return ask(self.server, "/write", {"clip": name}, sent)


@pytest.fixture
def blog() -> Iterator[Blog]:
    blog = Blog()
    with serving(Actions(blog.preview, blog.write, blog.after.append)) as (routes, server):
        blog.routes, blog.server = routes, server
        yield blog


def test_a_page_is_sent_previewed_and_written(blog: Blog) -> None:
    sent = blog.send(url=f"{URL}#part")
    assert sent.status == 303
    path = sent.headers["location"]
    assert ask(blog.server, path).body == f"preview {path.removeprefix('/clip/')}"
    (page,) = blog.previewed
    assert (page.url, page.content, page.charset) == (URL, HTML.encode(), "utf-8")
    assert page.is_drawn and not blog.written
    done = blog.click(sent)
    assert (done.status, done.headers["location"]) == (303, path)
    assert ask(blog.server, path).body == "done"
    assert blog.written == [page] and [each.path for each in blog.after] == ["_posts/1.md"]
    start = ask(blog.server, "/page/the-key").body
    assert "A &lt;b&gt;title&lt;/b&gt; <small>_posts/1.md</small>" in start


def test_a_second_click_writes_nothing(blog: Blog) -> None:
    sent = blog.send()
    assert [blog.click(sent).status for _ in range(3)] == [303, 303, 303]
    assert len(blog.written) == 1


def test_two_pages_are_two_previews(blog: Blog) -> None:
    first, second = blog.send(), blog.send(url="https://example.org/b")
    assert first.headers["location"] != second.headers["location"]
    blog.click(second)
    assert [page.url for page in blog.written] == ["https://example.org/b"]


@pytest.mark.threat("30: a forged form")
@pytest.mark.parametrize("token", ["", "the-toke", "the-token2", "THE-TOKEN", "ž"])
def test_without_the_token_nothing_is_taken(blog: Blog, token: str) -> None:
    got = blog.send(token=token)
    assert got.status == 403 and "bookmarklet" in got.body
    assert not blog.previewed


def test_a_form_without_a_token_or_a_page_is_refused(blog: Blog) -> None:
    assert ask(blog.server, "/clip", {"url": URL, "html": HTML}).status == 403
    assert blog.send(html="  \n").status == 400
    assert not blog.previewed


@pytest.mark.parametrize(
    ("origin", "is_taken"),
    [
        ("https://example.org", True),
        ("null", True),  # by the policy of the page
        ("https://evil.example", False),
        ("http://example.org", False),
        ("https://example.org:444", False),
        ("nonsense", False),
    ],
)
def test_a_page_of_another_site_cannot_be_sent(blog: Blog, origin: str, is_taken: bool) -> None:
    assert blog.send(origin).status == (303 if is_taken else 403)
    assert len(blog.previewed) == is_taken


def test_our_own_page_may_hand_on_a_page(blog: Blog) -> None:
    assert blog.send(blog.server.origin).status == 303


@pytest.mark.parametrize("url", ["file:///home/a.html", "about:srcdoc", "", "javascript:1"])
def test_a_page_that_is_not_on_the_web_has_no_url(blog: Blog, url: str) -> None:
    assert blog.send("null", url=url).status == 303
    assert blog.previewed[0].url == ""


def test_a_password_in_a_url_is_not_kept(blog: Blog) -> None:
    blog.send(url="https://me:secret@example.org/a")
    assert blog.previewed[0].url == URL


def test_a_part_that_is_a_page_of_an_application_stays(blog: Blog) -> None:
    blog.send(url="https://example.org/#/story/1")
    assert blog.previewed[0].url == "https://example.org/#/story/1"


@pytest.mark.parametrize("name", ["", "guess", "the-token", "the-key"])
def test_nobody_can_guess_what_is_to_be_written(blog: Blog, name: str) -> None:
    blog.send()
    assert ask(blog.server, "/write", {"clip": name}).status == 404
    assert ask(blog.server, f"/clip/{name}").status == 404
    assert not blog.written


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_another_site_cannot_click_the_button(blog: Blog, site: str) -> None:
    assert blog.click(blog.send(), Sec_Fetch_Site=site).status == 403
    assert not blog.written


def test_a_get_changes_nothing(blog: Blog) -> None:
    sent = blog.send()
    name = sent.headers["location"].removeprefix("/clip/")
    for path in ("/clip", f"/write?clip={name}", "/write", f"/clip/{name}", "/"):
        ask(blog.server, path)
    assert len(blog.previewed) == 1 and not blog.written
    assert ask(blog.server, "/clip").status == 404


def test_a_page_without_a_button_cannot_be_written(blog: Blog) -> None:
    blog.waits = False
    assert blog.click(blog.send()).status == 303
    assert not blog.written


def test_old_previews_make_room_and_say_so(blog: Blog) -> None:
    answers = [blog.send() for _ in range(MOST + 1)]
    gone = ask(blog.server, answers[0].headers["location"])
    assert gone.status == 404 and "Use the bookmarklet again" in gone.body
    assert blog.click(answers[0]).status == 404
    assert blog.click(answers[1]).status == 303
    assert len(blog.routes.clips._pages) == MOST - 1


def test_the_page_of_the_bookmarklet_needs_its_key(blog: Blog) -> None:
    assert blog.routes.start == f"{blog.server.origin}/page/the-key"
    got = ask(blog.server, "/page/the-key")
    assert "the-token" in got.body and "/blog/_posts" in got.body
    for path in ("/", "/page/", "/page/wrong", "/page/the-key/x", "/page/the-token"):
        other = ask(blog.server, path)
        assert other.status == 404 and "the-token" not in other.body


def test_policies_allow_no_scripts_but_that_of_the_page_that_takes_a_message(blog: Blog) -> None:
    path = blog.send().headers["location"]
    for each in ("/page/the-key", path, "/nothing"):
        got = ask(blog.server, each).headers
        policy = got["content-security-policy"]
        assert policy.startswith("default-src 'none'") and "script-src" not in policy
        assert "frame-ancestors 'none'" in policy
        assert got["cross-origin-opener-policy"] == "same-origin"
    receive = ask(blog.server, "/receive")
    assert "script-src 'sha256-" in receive.headers["content-security-policy"]
    assert "cross-origin-opener-policy" not in receive.headers
    assert "the-token" not in receive.body
