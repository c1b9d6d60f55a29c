"""Lists that lists name: how fast, how many, and what robots.txt says."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

import pytest

from batch.sources.lists import bad, options, urls
from batch.sources.test_sitemap import index, sitemap
from crosspost.batch.entry import BadLine
from crosspost.batch.sources.named import Named
from crosspost.batch.sources.resolve import read
from crosspost.errors import FetchError

HOME = "https://example.org/sitemap.xml"
MAPS = [f"https://example.org/{n}.xml" for n in range(5)]


@dataclass
class Site:
    """A host with a sitemap index, whose clock is that of the waits.

    Attributes:
        requests: every URL that was asked for.
        remote: those that a list of the network named.
        waits: seconds that were waited.
    """

    robots: str = ""
    maps: list[str] = field(default_factory=lambda: MAPS)
    requests: list[str] = field(default_factory=list)
    remote: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def download(self, url: str, most: int, is_remote: bool) -> bytes:
        self.requests.append(url)
        self.remote += [url] if is_remote else []
        if url == HOME:
            return index(*self.maps).encode()
        if "unreachable" in url:
            raise FetchError(url, "no answer", unreachable=True)
        if url.endswith("/robots.txt") and not self.robots:
            raise FetchError(url, "404 not found", status=404)
        return (self.robots if url.endswith("/robots.txt") else sitemap(f"{url}/page")).encode()

    def read(self, source: str = HOME, delay: float = 5.0, polite: bool = True, most: int = 1000):
        named = Named(self.download, self.download, 1 << 20, delay, polite, self.waits.append, most)
        return list(read(source, options(named=named), BytesIO))


@pytest.mark.threat("14: a sitemap index that makes hundreds of requests at once")
def test_there_is_a_pause_between_two_requests_to_a_host() -> None:
    site = Site()
    assert len(urls(site.read())) == 5
    assert len(site.waits) == 5 and all(4 < wait <= 5 for wait in site.waits)


@pytest.mark.threat("14: a sitemap index that makes hundreds of requests at once")
def test_the_wish_of_the_host_counts_where_it_is_longer() -> None:
    site = Site(robots="User-agent: *\nCrawl-delay: 20")
    site.read()
    assert all(19 < wait <= 20 for wait in site.waits)


def test_lists_of_other_hosts_wait_for_nothing() -> None:
    site = Site(maps=[f"https://h{n}.example.org/1.xml" for n in range(5)])
    assert len(urls(site.read())) == 5 and site.waits == []


@pytest.mark.threat("14: a sitemap index that makes hundreds of requests at once")
def test_robots_txt_is_kept_and_asked_for_once_and_lets_its_own_sitemaps_be_fetched() -> None:
    forbidding = f"User-agent: *\nDisallow: /\nSitemap: {MAPS[3]}"
    site = Site(robots=forbidding)
    found = site.read()
    assert urls(found) == [f"{MAPS[3]}/page"]
    assert [reason for _, reason in bad(found)] == [
        f"{url}: robots.txt forbids it" for url in MAPS if url != MAPS[3]
    ]
    assert site.requests == [HOME, "https://example.org/robots.txt", MAPS[3]]


def test_whoever_ignores_robots_txt_ignores_it_here_too() -> None:
    site = Site(robots="User-agent: *\nDisallow: /")
    assert len(urls(site.read(polite=False))) == 5


@pytest.mark.threat("14: a sitemap index of thousands of sitemaps")
def test_a_run_reads_so_many_lists_and_says_how_many_it_leaves() -> None:
    site = Site(maps=MAPS * 2)
    found = site.read(most=2)
    assert len(urls(found)) == 2 and len(site.requests) == 4
    (left,) = (one for one in found if isinstance(one, BadLine))
    assert left.fatal and left.reason.startswith(
        "6 lists that it names are not read: a run reads 2 lists that other lists name"
    )


@pytest.mark.threat("14: a sitemap index of thousands of sitemaps")
def test_a_host_that_does_not_answer_is_asked_once() -> None:
    site = Site(maps=[f"https://unreachable.example.org/{n}" for n in range(4)])
    found = site.read(polite=False)
    assert len(bad(found)) == 4 and len(site.requests) == 2


def test_what_a_remote_list_names_is_fetched_as_such() -> None:
    site = Site()
    site.read()
    assert site.remote == ["https://example.org/robots.txt", *MAPS]


@pytest.mark.parametrize("url", ["https://example.org:99999/", "https://exa mple.org/x"])
def test_a_list_that_has_no_url_is_named(url: str) -> None:
    found = Site(maps=[url, MAPS[0]]).read()
    assert len(urls(found)) == 1 and "no URL" in bad(found)[0][1]
