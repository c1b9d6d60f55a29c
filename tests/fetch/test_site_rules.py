"""Headers and delays that the user's rules give for a host."""

from __future__ import annotations

from typing import Any

import pytest

from crosspost.config import Config
from crosspost.errors import ConfigError
from crosspost.fetch.attempt import Attempt, Clock
from crosspost.fetch.cookies import empty_jar
from crosspost.fetch.fetcher import Fetcher
from crosspost.fetch.given import Given
from crosspost.fetch.request import Requests
from crosspost.sites import for_fetching
from crosspost.urls import Trust, read
from server import Server, page
from server.faults import PAGE

SECRET = {"Authorization": "Bearer s3cret", "Accept-Language": "de"}


def sent(link: str, here: str = "", trust: Trust = "own", **more: Any) -> dict[str, str]:
    """Return the headers of the rule for example.org in a request of a link."""
    config = Config(sites={"example.org": {"headers": SECRET}}, headers={"accept-language": "fr"})
    requests = Requests(config, Given(()))
    owner, target = read(link), read(here or link)
    assert owner and target
    attempt = Attempt(link, owner, config, Clock(), lambda *_: [], trust, **more)
    headers = requests.prepare(target, empty_jar(), attempt).headers
    return {name: headers[name] for name in SECRET if name in headers}


OWN, PUBLIC, NONE = SECRET, {"Accept-Language": "de"}, {"Accept-Language": "fr"}


@pytest.mark.threat("23: a rule that sends headers to other hosts")
@pytest.mark.parametrize(
    ("link", "here", "trust", "expected"),
    [
        ("https://example.org/a", "", "own", OWN),
        ("https://www.example.org/a", "", "own", OWN),
        ("http://example.org/a", "", "own", OWN),
        ("https://example.org/a", "", "remote", OWN),  # the user has named the host
        ("http://example.org/a", "", "remote", PUBLIC),  # in plain text
        ("https://example.org/a", "https://www.example.org/a", "own", OWN),
        ("https://example.org/a", "http://www.example.org/a", "own", PUBLIC),
        ("https://example.org/a", "https://example.net/a", "own", NONE),
        ("https://example.net/a", "https://example.org/a", "own", NONE),
        ("https://example.net/a", "", "own", NONE),
        ("https://example.org.example.net/a", "", "own", NONE),
    ],
)
def test_headers_go_to_the_host_that_they_are_for(
    link: str, here: str, trust: Trust, expected: dict[str, str]
) -> None:
    assert sent(link, here, trust) == expected


def test_bare_requests_have_none() -> None:
    assert sent("https://example.org/a", bare=True) == NONE


def test_a_header_that_cannot_be_sent_is_an_error_before_anything_is_fetched() -> None:
    with pytest.raises(ConfigError, match="not a valid HTTP header name"):
        Fetcher(Config(sites={"example.org": {"headers": {"two words": "x"}}}))


class FakeClock:
    """A clock whose sleep passes no time of anybody."""

    def __init__(self) -> None:
        self.time, self.slept = 100.0, list[float]()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def test_requests_to_a_host_keep_its_delay() -> None:
    fake = FakeClock()
    clock = Clock(monotonic=lambda: fake.time, sleep=fake.sleep)
    config = Config(sites={"127.0.0.1": {"delay": 7}})
    with Server({"/a": page(PAGE), "/b": page(PAGE)}) as server:
        with Fetcher(config, clock=clock) as fetcher:
            fetcher.get(server.url("/a"))
            fake.time += 2
            fetcher.get(server.url("/b"))
            assert fake.slept == [5.0]
        with Fetcher(Config(), clock=clock) as fetcher:
            fetcher.get(server.url("/a"))
            fetcher.get(server.url("/b"))
            assert fake.slept == [5.0]


@pytest.mark.threat("23: a rule that sends headers to other hosts")
def test_the_secret_reaches_the_server_of_its_host_and_no_other() -> None:
    names = {"example.org": ["127.0.0.1"], "example.net": ["127.0.0.1"]}
    config = Config(sites={"example.org": {"headers": SECRET}})

    def resolver(host: str, *_: object) -> list[str]:
        return names[host]

    with Server({"/a": page(PAGE)}) as server:
        with Fetcher(config, resolver=resolver) as fetcher:
            for host in names:
                fetcher.get(server.url("/a", host=host))
        sent = [request.headers.get("authorization") for request in server.requests]
        assert sent == [SECRET["Authorization"], None]


def test_an_option_of_the_call_decides_about_the_browser() -> None:
    rules = {"example.org": {"render": "always"}}
    url = "https://example.org/a"
    assert for_fetching(url, Config(sites=rules)).render == "always"
    assert for_fetching(url, Config(sites=rules, of_call={"render": "never"})).render == "never"
