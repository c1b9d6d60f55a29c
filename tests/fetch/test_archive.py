"""Pages that are gone, from an archive on this machine that speaks the real one's API."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import pages
from batch.batches import batch
from crosspost.config import Config
from crosspost.errors import FetchError
from crosspost.fetch import Fetcher
from crosspost.fetch.archive import day_of
from crosspost.model import Link, Outcome
from crosspost.pipeline import import_link
from paging.series import series
from pictures import digest, png
from server import Server, page, redirect, status
from server.wayback import Wayback

GONE = status("410 Gone")
NOT_THE_API = "the archive's answer is not that of its API"
STAMP = "20130919044612"
FOR_SALE = (
    "<html><head><title>valley.example</title></head><body><h1>valley.example</h1>"
    "<p>This domain is for sale.</p><p>Make an offer today.</p></body></html>"
)


def imported(url: str, wayback: Wayback, site: Path, **more: Any) -> Outcome:
    config = Config(archive=True, archive_api=wayback.api, tries=1, connect_timeout=2)
    return import_link(Link(url, overrides=more), config, site=site)


def snapshot(url: str) -> str:
    """Return a page with links, pictures and a canonical link, as it was."""
    body = f'<p>See <a href="{url}/map">the map</a>.</p><p>{pages.PARAGRAPH}</p>' * 3
    shown = '<img src="https://img.example.org/bridge.jpg" width="800" height="500">'
    picture = f"<figure>{shown}</figure>"
    return pages.article(body=picture + body, url=url)


@pytest.mark.parametrize("raw", [True, False])
@pytest.mark.parametrize("line", ["404 Not Found", "410 Gone"])
def test_a_page_that_is_gone_comes_from_the_archive(tmp_path: Path, raw: bool, line: str) -> None:
    with Server({"/bridge": status(line)}) as web:
        url = web.url("/bridge")
        with Wayback({url: {STAMP: snapshot(url)}}, raw=raw) as wayback:
            outcome = imported(url, wayback, tmp_path)
            copy = wayback.url(STAMP, url)
    assert outcome.status == "written" and outcome.post
    front, text = outcome.post.front_matter, outcome.post.text
    assert (front["canonical_url"], front["archive_url"]) == (url, copy)
    assert f"originally posted here: [{url}]({url}) ([archived]({copy}))_" in text
    assert f"[the map]({url}/map)" in text
    shown = copy.replace(f"{STAMP}/{url}", f"{STAMP}im_/https://img.example.org/bridge.jpg")
    assert f"]({shown})" in text and front["image"] == shown
    # In the front matter and in the attribution; and the picture in both, too.
    assert text.count("/web/") == 4
    assert "capture" not in text and "ARCHIVED" not in text
    reason = "404 not found" if "404" in line else "410: the page was removed permanently"
    said = f"the page is gone ({reason}): this is its copy of 2013-09-19 in the archive"
    assert outcome.post.warnings == (said,)


def test_a_host_that_is_not_there_any_more(tmp_path: Path) -> None:
    with Server({}) as web:
        url = web.url("/bridge")
    with Wayback({url: {STAMP: snapshot(url)}}) as wayback:
        outcome = imported(url, wayback, tmp_path)
    assert outcome.status == "written"


def test_a_domain_that_is_for_sale(tmp_path: Path) -> None:
    with Server({"*": page(FOR_SALE)}) as web:
        url = web.url("/bridge")
        with Wayback({url: {STAMP: snapshot(url)}}) as wayback:
            outcome = imported(url, wayback, tmp_path)
    assert outcome.status == "written" and outcome.post
    assert "its domain is parked or for sale" in outcome.post.warnings[0]


def test_a_snapshot_of_a_parked_domain_is_passed_over(tmp_path: Path) -> None:
    with Server({"/bridge": GONE}) as web:
        url = web.url("/bridge")
        copies = {"20240101000000": FOR_SALE, "20220601000000": FOR_SALE, STAMP: snapshot(url)}
        with Wayback({url: copies}) as wayback:
            outcome = imported(url, wayback, tmp_path)
            asked = [stamp for _, stamp in wayback.asked]
            copy = wayback.url(STAMP, url)
    assert outcome.post and outcome.post.front_matter["archive_url"] == copy
    assert asked == [None, "20220101", "20180602", "20140603"]


def test_the_snapshot_nearest_to_the_wanted_day(tmp_path: Path) -> None:
    with Server({"*": GONE}) as web:
        plain, dated = web.url("/bridge"), web.url("/2013/03/bridge")
        copies = {stamp: snapshot(plain) for stamp in ("20100101000000", STAMP, "20200101000000")}
        with Wayback({plain: copies, dated: copies}) as wayback:
            assert imported(plain, wayback, tmp_path / "a").status == "written"
            assert imported(plain, wayback, tmp_path / "b", date=date(2010, 5, 1)).post
            assert imported(dated, wayback, tmp_path / "c").post
            assert wayback.asked == [(plain, None), (plain, "20100501"), (dated, "20130328")]
            opened = [request.path[5:19] for request in wayback.requests if "/web/" in request.path]
    assert opened == ["20200101000000", "20100101000000", STAMP]


def test_the_day_in_a_url() -> None:
    assert day_of("https://example.org/2013/03/06/bridge") == date(2013, 3, 6)
    assert day_of("https://example.org/news/2013-03-06") == date(2013, 3, 6)
    assert day_of("https://example.org/2013/03/bridge") == date(2013, 3, 28)
    assert day_of("https://example.org/2013/44/bridge") is None
    assert day_of("https://example.org/bridge-2013") is None


def test_an_article_in_pages(tmp_path: Path) -> None:
    with Server({"*": GONE}) as web:
        urls = {1: "/bridge/", 2: "/bridge/2/", 3: "/bridge/3/"}
        with Server(series(urls)) as old:
            import requests

            html = {path: requests.get(old.url(path), timeout=5).text for path in urls.values()}
        copies = {web.url(path): {STAMP: text} for path, text in html.items()}
        with Wayback(copies) as wayback:
            outcome = imported(web.url("/bridge/"), wayback, tmp_path)
    assert outcome.post and "Village 3, day 3." in outcome.post.text


def test_a_page_that_is_there_is_not_asked_for_in_the_archive(tmp_path: Path) -> None:
    with Server({"/bridge": page(pages.article(url=""))}) as web, Wayback({}) as wayback:
        outcome = imported(web.url("/bridge"), wayback, tmp_path)
        assert outcome.status == "written" and wayback.requests == []
    assert outcome.post and "archive" not in outcome.post.text


@pytest.mark.parametrize(
    "answer", [status("403 Forbidden"), status("500 Internal Server Error"), redirect("/login")]
)
def test_a_page_that_is_not_gone_is_not_asked_for_in_the_archive(
    tmp_path: Path, answer: Any
) -> None:
    login = page("<title>Log in</title><form><input type=password></form>")
    with Server({"/bridge": answer, "/login": login}) as web, Wayback({}) as wayback:
        outcome = imported(web.url("/bridge"), wayback, tmp_path)
        assert outcome.status == "failed" and wayback.requests == []


def test_without_the_setting_the_hint_names_it(tmp_path: Path) -> None:
    with Server({"/bridge": GONE}) as web, Wayback({}) as wayback:
        outcome = import_link(web.url("/bridge"), Config(archive_api=wayback.api), site=tmp_path)
        assert wayback.requests == []
    assert isinstance(outcome.error, FetchError) and "--archive" in outcome.error.hint


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (None, "it has none"),
        (
            page("[]", content_type="application/json"),
            NOT_THE_API,
        ),
        (page("<html>Sorry"), NOT_THE_API),
        (
            page(
                '{"archived_snapshots": {"closest": {"available": true, "status": "200", '
                '"timestamp": "20130919044612", "url": "file:///etc/passwd"}}}'
            ),
            NOT_THE_API,
        ),
        (status("503 Service Unavailable"), "503 Service Unavailable"),
    ],
)
def test_without_a_copy_the_error_is_that_of_the_page(
    tmp_path: Path, broken: Any, why: str
) -> None:
    with Server({"/bridge": status("404 Not Found")}) as web, Wayback({}) as wayback:
        wayback.broken = broken
        outcome = imported(web.url("/bridge"), wayback, tmp_path)
    assert isinstance(outcome.error, FetchError) and outcome.error.status == 404
    assert outcome.error.hint == f"The archive has no copy ({why})."


def test_the_archive_gets_no_headers_and_no_cookies_of_the_user(tmp_path: Path) -> None:
    with Server({"/bridge": GONE}) as web:
        url = web.url("/bridge")
        with Wayback({url: {STAMP: snapshot(url)}}) as wayback:
            config = Config(
                archive=True, archive_api=wayback.api, headers={"Authorization": "Bearer x"}
            )
            assert import_link(url, config, site=tmp_path).status == "written"
            assert all("authorization" not in request.headers for request in wayback.requests)
        assert web.requests[0].headers["authorization"] == "Bearer x"


@pytest.mark.parametrize("way", ["post", "batch"])
def test_pictures_are_copied_from_the_archive_and_the_original_is_not_asked(
    tmp_path: Path, way: str
) -> None:
    with Server({"/bridge": GONE}) as web:
        url, shown = web.url("/bridge"), [web.url(f"/{name}.png") for name in ("a", "b")]
        body = "".join(f'<p>{pages.PARAGRAPH}</p><img src="{one}">' for one in shown)
        body += f"<p>{pages.PARAGRAPH}</p>"
        snapshots = {url: {STAMP: pages.article(body=body, url=url)}}
        with Wayback(snapshots) as wayback:
            wayback.pictures = {shown[0]: png()}
            config = Config(
                archive=True,
                archive_api=wayback.api,
                pictures_from_web="copy",
                headers={"Authorization": "Bearer x"},
                allow_private=way == "batch",  # its robots.txt is asked as that of any host
            )
            if way == "post":
                assert import_link(url, config, site=tmp_path).status == "written"
            else:
                with Fetcher(config) as fetcher:
                    assert batch(tmp_path, fetcher, [url], config=config).is_well
            assert all("authorization" not in request.headers for request in wayback.requests)
            asked = [request.path for request in wayback.requests if "im_" in request.path]
            missing = wayback.url(f"{STAMP}im_", shown[1])
    assert asked == [f"/web/{STAMP}im_/{one}" for one in shown]
    assert "/a.png" not in web.paths() and "/b.png" not in web.paths()
    (post,) = tmp_path.glob("_posts/*")
    text = post.read_text()
    assert f"](/assets/pictures/a-{digest(png())}.png)" in text and f"]({missing})" in text


@pytest.mark.threat("20: a snapshot leads to a private address")
def test_a_snapshot_at_a_private_address_that_is_not_the_archive_is_refused(
    tmp_path: Path,
) -> None:
    with Server({"*": page(pages.article())}, host="127.0.0.2") as inside:
        link = inside.url(f"/web/{STAMP}/http://example.org/")
        answer = page(
            '{"archived_snapshots": {"closest": {"available": true, "status": "200", '
            f'"timestamp": "{STAMP}", "url": "{link}"}}}}}}'
        )
        with Server({"/bridge": GONE}) as web, Wayback({}) as wayback:
            wayback.broken = answer
            outcome = imported(web.url("/bridge"), wayback, tmp_path)
        assert inside.connections == 0
    assert outcome.status == "failed"


def test_a_post_with_an_attribution_of_its_own(tmp_path: Path) -> None:
    template = "From {url}[[, kept at <{archive_url}>]]."
    with Server({"/bridge": GONE}) as web:
        url = web.url("/bridge")
        with Wayback({url: {STAMP: snapshot(url)}}) as wayback:
            config = Config(archive=True, archive_api=wayback.api, attribution=template)
            outcome = import_link(url, config, site=tmp_path)
            assert outcome.post
            assert f"kept at <{wayback.url(STAMP, url)}>." in outcome.post.text


@pytest.mark.parametrize("raw", [True, False])
def test_a_snapshot_that_is_given_is_read_as_its_original(tmp_path: Path, raw: bool) -> None:
    url = "https://news.example.org/bridge"
    with Wayback({url: {STAMP: snapshot(url)}}, raw=raw) as wayback:
        link = wayback.url(STAMP, url)
        outcome = import_link(link, Config(archive_api=wayback.api), site=tmp_path)
        assert outcome.post and wayback.asked == []
    front = outcome.post.front_matter
    assert (front["canonical_url"], front["archive_url"]) == (url, link)
    assert "original_url" not in front and "capture" not in outcome.post.body
