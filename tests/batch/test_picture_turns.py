"""Pictures in a batch, over real sockets: in the turns of their hosts, kept, resumed, cleared."""

from __future__ import annotations

import base64
import re
import socket
import sqlite3
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from batch.batches import Told, batch, opened, posts
from crosspost.batch.journal import FOLDER
from crosspost.batch.journal.results import doubts, records
from crosspost.batch.network import Network
from crosspost.batch.options import RetryOptions
from crosspost.batch.session import Summary
from crosspost.config import Config
from crosspost.fetch import Clock, Fetcher
from pages import article
from pictures import WORDS, digest, png
from server import Answer, Request, Server, faults, page, raw, status
from server.answers import head

COPY = Config(
    pictures_from_web="copy", tries=1, connect_timeout=2, read_timeout=0.5, total_timeout=1.5
)


class Site:
    """A server, and a site into which its articles are imported."""

    def __init__(self, root: Path, web: Server) -> None:
        self.root = root
        self.web = web
        self.told = Told()
        self.log: list[tuple[str, float, float]] = []

    def article(self, path: str, *pictures: str, title: str = "") -> str:
        """Serve an article that shows some pictures; return its URL."""
        shown = "".join(f'<p><img src="{url}" alt="Shown"></p>' for url in pictures)
        text = f"{WORDS}{shown}{WORDS}"
        self.web.routes[path] = page(article(title or path.strip("/"), text, url=""))
        return self.web.url(path)

    def picture(self, path: str, seed: int = 1) -> bytes:
        content = png(seed=seed)
        self.web.routes[path] = page(content, content_type="image/png")
        return content

    def logged(self, answer: Answer, seconds: float = 0.05) -> Answer:
        """Note when an answer is given, which takes a while."""

        def slow(request: Request, sock: socket.socket) -> bool:
            began = time.monotonic()
            time.sleep(seconds)
            self.log.append((request.path, began, time.monotonic()))
            return answer(request, sock)

        return slow

    def run(self, *links: str, config: Config = COPY, network: Any = None, **how: Any) -> Summary:
        network = network or Network(4)
        with Fetcher(config, clock=Clock(sleep=network.sleep)) as fetcher:
            return batch(
                self.root,
                fetcher,
                links,
                config=config,
                network=network,
                told=self.told,
                **how,  # type: ignore[arg-type]
            )

    def copies(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.root.glob("assets/pictures/*")}

    def kept(self) -> list[str]:
        """Return the pictures that wait for their posts."""
        return sorted(path.name for path in self.root.glob(f"{FOLDER}/pictures/*"))

    def asked(self) -> list[str]:
        return [path for path in self.web.paths() if path.endswith(".png")]

    def warnings(self) -> list[str]:
        with opened(self.root) as db:
            return [text for record in records(db, _last(db)) for text in record.warnings]


def _last(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT MAX(id) FROM run").fetchone()[0])


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "_config.yml").write_text("timezone: UTC\n")
    with Server({}) as web:
        yield Site(tmp_path, web)


def test_posts_get_copies_and_pictures_that_they_share_are_fetched_once(site: Site) -> None:
    own, shared = site.picture("/own.png", 1), site.picture("/all.png", 2)
    links = [site.article(f"/{n}", "/own.png", "/all.png") for n in "ab"]
    summary = site.run(*links)
    assert summary.is_well and summary.written == 2
    names = {f"own-{digest(own)}.png": own, f"all-{digest(shared)}.png": shared}
    assert site.copies() == names
    assert sorted(site.asked()) == ["/all.png", "/own.png"]
    for text in posts(site.root).values():
        assert all(f"![Shown](/assets/pictures/{name})" in text for name in names)
    assert site.kept() == [] and site.warnings() == []


def test_by_default_nothing_is_copied(site: Site) -> None:
    site.picture("/own.png")
    site.run(site.article("/a", "/own.png"), config=Config())
    assert not site.asked() and site.web.url("/own.png") in "".join(posts(site.root).values())


FAULTS: dict[str, Answer] = {
    "cut": raw(head(content_type="image/png", headers={"Content-Length": "9999"}) + png()),
    "not a picture": page("<html><p>Not found"),
    "missing": status("404 Not Found"),
    "silent": faults.silence(),
    "bomb": faults.FAULTS["gzip bomb"],
    "closed": raw(b""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_picture_that_cannot_be_had_stays_on_the_web_and_is_counted(
    site: Site, fault: str
) -> None:
    good = site.picture("/good.png")
    site.web.routes["/bad.png"] = FAULTS[fault]
    summary = site.run(site.article("/a", "/bad.png", "/good.png"))
    assert summary.is_well and list(site.copies()) == [f"good-{digest(good)}.png"]
    (text,) = posts(site.root).values()
    assert f"![Shown]({site.web.url('/bad.png')})" in text
    (said,) = site.warnings()
    assert said.startswith("1 of 2 pictures could not be copied: ")
    with opened(site.root) as db:
        ((words, number, _),) = doubts(db, _last(db))
    what = (
        "pictures or files could not be copied, and are linked to; --report FILE says why, "
        "--retry-failed tries again"
    )
    assert (words, number) == (what, 1)


RETRY = {"retry": RetryOptions(failed=True)}


def _edit(site: Site, old: str, new: str) -> None:
    (path,) = site.root.glob("_posts/*")
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_later_run_asks_again_for_the_pictures_alone(site: Site, fault: str) -> None:
    good = site.picture("/good.png")
    site.web.routes["/late.png"] = FAULTS[fault]
    url = site.article("/a", "/good.png", "/late.png", "/late.png?w=2")
    site.web.routes["/late.png?w=2"] = site.web.routes["/good.png"]
    site.run(url)
    site.web.routes["/a"] = page(article("Another", WORDS, url=""))
    _edit(site, "\n---\n\n", "\nrating: 5 # mine\n---\n\nMy words.\n\n")
    (before,) = posts(site.root).values()
    del site.web.requests[:]
    assert site.run(url).is_well and not site.web.paths()  # only when it is asked for
    assert site.run(url, **RETRY).is_well  # in vain
    assert set(site.web.paths()) == {"/late.png"}
    assert list(posts(site.root).values()) == [before] and len(site.warnings()) == 1
    late = site.picture("/late.png", 2)
    assert site.run(url, **RETRY).counts == {"updated": 1}
    name = f"late-{digest(late)}.png"
    assert site.copies() == {name: late, f"good-{digest(good)}.png": good}
    old = f"![Shown]({site.web.url('/late.png')})"
    after = before.replace(old, f"![Shown](/assets/pictures/{name})")
    assert list(posts(site.root).values()) == [after] != [before]
    assert site.warnings() == [] and site.kept() == []
    del site.web.requests[:]
    assert site.run(url, **RETRY).is_well and not site.web.paths()
    # What the post is made from has the copies, too: an update finds the article alone.
    site.article("/a", "/good.png", "/late.png", "/late.png?w=2")
    assert site.run(url, retry=RetryOptions(update=True)).counts == {"unchanged": 1}


def test_a_line_that_the_owner_has_changed_stays(site: Site) -> None:
    site.picture("/good.png", 3)
    url = site.article("/a", "/good.png", "/late.png", "/other.png")
    site.run(url)
    _edit(site, f"![Shown]({site.web.url('/late.png')})", "My own words about it.")
    site.picture("/late.png"), site.picture("/other.png", 2)
    assert site.run(url, **RETRY).counts == {"updated": 1}
    (text,) = posts(site.root).values()
    assert "My own words about it." in text and "/assets/pictures/other-" in text
    assert sorted(name[:4] for name in site.copies()) == ["good", "othe"]


def test_all_lines_changed_is_said_and_nothing_is_written(site: Site) -> None:
    site.picture("/good.png", 3)
    url = site.article("/a", "/good.png", "/late.png")
    site.run(url)
    _edit(site, f"![Shown]({site.web.url('/late.png')})", f"![Mine]({site.web.url('/late.png')})")
    before, copies = posts(site.root), site.copies()
    site.picture("/late.png")
    assert site.run(url, **RETRY).counts == {"unchanged": 1}
    assert site.told.settled[-1].reason == "you have changed the lines with these pictures"
    assert posts(site.root) == before and site.copies() == copies and not site.kept()


def test_a_post_that_is_not_there_or_not_known_as_imported_is_left(site: Site) -> None:
    url = site.article("/a", "/late.png")
    site.run(url)
    site.picture("/late.png")
    before = posts(site.root)
    for kept in site.root.glob(f"{FOLDER}/imported/*"):
        kept.unlink()
    site.run(url, **RETRY)
    assert "--update" in site.told.settled[-1].reason and posts(site.root) == before
    site.web.routes["/late.png"] = status("404 Not Found")
    site.run(url, retry=RetryOptions(done=True))
    next(site.root.glob("_posts/*")).unlink()
    site.picture("/late.png")
    site.run(url, **RETRY)
    assert "--recheck" in site.told.settled[-1].reason and not posts(site.root)


def test_a_dry_run_says_which_posts_would_get_their_pictures(site: Site) -> None:
    url = site.article("/a", "/late.png")
    site.run(url)
    before = posts(site.root)
    site.picture("/late.png")
    site.run(url, dry_run=True, **RETRY)
    assert site.told.settled[-1].reason.startswith("would be updated")
    assert posts(site.root) == before and not site.copies()


def test_the_lead_image_is_replaced_in_the_front_matter(site: Site) -> None:
    text = article("a", f"{WORDS}{WORDS}", url="").replace(
        "<head>", '<head><meta property="og:image" content="/lead(1).png">'
    )
    site.web.routes["/a"] = page(text)
    site.run(site.web.url("/a"))
    site.picture("/lead(1).png")
    site.run(site.web.url("/a"), **RETRY)
    (post,) = posts(site.root).values()
    assert 'image: "/assets/pictures/lead-1-' in post


def test_pages_and_pictures_of_a_host_are_asked_for_one_at_a_time_with_a_pause(site: Site) -> None:
    pictures = [f"/{n}.png" for n in range(3)]
    for number, path in enumerate(pictures):
        site.picture(path, number)
    links = [site.article(f"/{n}", *pictures) for n in "abc"]
    site.web.routes = {path: site.logged(answer) for path, answer in site.web.routes.items()}
    site.run(*links, delay=0.2)
    times = sorted((began, ended) for _, began, ended in site.log)
    assert len(times) == 6
    for (_, ended), (began, _) in pairwise(times):
        assert began - ended >= 0.15


def test_hosts_of_pictures_without_links_have_turns_and_rules_of_their_own(site: Site) -> None:
    with Server({}, host="127.0.0.2") as other:
        for path in ("/open/a.png", "/closed/b.png"):
            other.routes[path] = page(png(), content_type="image/png")
        other.routes["/robots.txt"] = page(
            "User-agent: *\nDisallow: /closed\n", content_type="text/plain"
        )
        config = Config(pictures_from_web="copy", allow_private=True)
        link = site.article("/a", other.url("/open/a.png"), other.url("/closed/b.png"))
        assert site.run(link, config=config, polite=True).is_well
        assert other.paths() == ["/robots.txt", "/open/a.png"]
    (said,) = site.warnings()
    assert said == (
        f"1 of 2 pictures could not be copied: robots.txt forbids it: {other.url('/closed/b.png')}"
    )


def test_a_page_may_not_show_pictures_of_another_machine_nearby(site: Site) -> None:
    with Server({"*": page(png())}, host="127.0.0.2") as other:
        assert site.run(site.article("/a", other.url("/x.png")), polite=True).is_well
        assert other.paths() == []  # nor is it asked for its robots.txt
    assert "leads to a private address" in site.warnings()[0] and not site.copies()


def test_nothing_is_fetched_for_an_article_that_the_site_has(site: Site) -> None:
    site.picture("/own.png")
    link = site.article("/a", "/own.png")
    site.run(link)
    site.web.routes["/b"] = site.web.routes["/a"]
    text = article("a", f'{WORDS}<p><img src="/own.png?2"></p>{WORDS}', url=link)
    site.web.routes["/b"] = page(text)
    summary = site.run(site.web.url("/b"))
    assert summary.counts == {"exists": 1} and site.asked() == ["/own.png"]


def test_two_links_of_one_article_leave_no_pictures_of_the_second(site: Site) -> None:
    first, second = site.picture("/one.png", 1), site.picture("/two.png", 2)
    link = site.article("/a", "/one.png")
    site.web.routes["/b"] = page(
        article("b", f'{WORDS}<p><img src="/two.png"></p>{WORDS}', url=link)
    )
    site.web.routes["/a"] = site.logged(site.web.routes["/a"], 0.3)
    summary = site.run(link, site.web.url("/b"))
    assert summary.counts == {"done": 1, "exists": 1}
    assert list(site.copies()) == [f"one-{digest(first)}.png"] and digest(second)
    assert site.kept() == []


def test_what_an_interrupted_run_has_fetched_is_not_fetched_again(site: Site) -> None:
    first, second = site.picture("/1.png", 1), site.picture("/2.png", 2)
    link = site.article("/a", "/1.png", "/2.png")
    network = Network(4)
    answer = site.web.routes["/2.png"]

    def stop(request: Request, sock: socket.socket) -> bool:
        network.stop()
        return faults.silence()(request, sock)

    site.web.routes["/2.png"] = stop
    assert site.run(link, network=network).ending == "interrupted"
    assert site.kept() == [f"1-{digest(first)}.png"]
    assert not site.copies() and not posts(site.root)
    site.web.routes["/2.png"] = answer
    assert site.run(link).is_well
    assert site.asked() == ["/1.png", "/2.png", "/2.png"]
    assert set(site.copies()) == {f"1-{digest(first)}.png", f"2-{digest(second)}.png"}
    assert site.kept() == []


def test_a_converted_page_whose_pictures_are_gone_is_done_again(site: Site) -> None:
    content = site.picture("/own.png")
    links = [site.article("/slow"), site.article("/b", "/own.png")]
    network, slow = Network(4), site.web.routes["/slow"]

    def wait(request: Request, sock: socket.socket) -> bool:
        for _ in range(100):  # until the other one waits for this one
            time.sleep(0.05)
            if site.kept():
                break
        time.sleep(0.4)
        network.stop()
        time.sleep(1)
        return False

    site.web.routes["/slow"] = wait
    with Server({}, host="127.0.0.2") as other:  # so that they do not wait for one another
        other.routes = site.web.routes
        links[0] = other.url("/slow")
        patient = Config(pictures_from_web="copy", tries=1, read_timeout=8)
        assert site.run(*links, network=network, config=patient).ending == "interrupted"
        (kept,) = site.kept()
        (site.root / FOLDER / "pictures" / kept).unlink()
        site.web.routes["/slow"] = other.routes["/slow"] = slow
        assert site.run(*links, config=patient).is_well
    assert site.copies() == {kept: content} and site.asked() == ["/own.png"] * 2


def test_pictures_in_the_page_itself_are_copied(site: Site) -> None:
    inner = png(90, 90)
    url = f"data:image/png;base64,{base64.b64encode(inner).decode()}"
    assert site.run(site.article("/a", url)).is_well
    assert list(site.copies().values()) == [inner]
    assert re.search(
        r"!\[Shown\]\(/assets/pictures/shown-\w{16}\.png\)", *posts(site.root).values()
    )


def test_articles_that_came_with_a_feed_get_copies_too(site: Site) -> None:
    content = site.picture("/own.png")
    feed = (
        '<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title><item><title>Bridge</title>'
        f"<link>{site.web.url('/a')}</link><pubDate>Wed, 01 May 2024 10:00:00 GMT</pubDate>"
        f"<c:encoded><![CDATA[{WORDS}<img src='/own.png' alt='Shown'>{WORDS}]]></c:encoded>"
        "</item></channel></rss>"
    )
    (site.root / "feed.xml").write_text(feed)
    config = Config(pictures_from_web="copy", allow_private=True)
    summary = site.run(sources=(str(site.root / "feed.xml"),), use_content=True, config=config)
    assert summary.is_well, site.told.settled
    assert list(site.copies().values()) == [content]
    assert site.web.paths() == ["/own.png"]  # the page is not needed


def test_a_dry_run_leaves_nothing(site: Site) -> None:
    site.picture("/own.png")
    summary = site.run(site.article("/a", "/own.png"), dry_run=True)
    assert summary.written == 1 and summary.pictures == 1
    assert [path.name for path in site.root.iterdir()] == ["_config.yml"]


def test_a_host_that_cannot_be_reached_is_named_at_the_end(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    urls = [f"http://127.0.0.1:{port}/{n}.png" for n in range(6)]
    config = Config(pictures_from_web="copy", tries=1, allow_private=True)
    assert site.run(site.article("/a", *urls), config=config).is_well
    (said,) = site.warnings()
    assert said.startswith("6 pictures could not be copied") or said.startswith("6 of 6")
    assert "the host does not answer" in said
