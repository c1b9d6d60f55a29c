"""Whose turn it is."""

from __future__ import annotations

import pytest

from crosspost.batch.hosts import Host, Hosts
from crosspost.batch.robots import Rules
from crosspost.errors import FetchError


def test_hosts_are_opened_in_their_order_and_wait_for_their_pause() -> None:
    hosts = Hosts(iter(["a", "b"]), delay=2.0)
    a, b = hosts.take(0.0), hosts.take(0.0)
    assert a and b and (a.name, b.name) == ("a", "b")
    assert hosts.take(0.0) is None
    hosts.give_back(b, now=1.0)
    hosts.give_back(a, now=1.5)
    assert hosts.next_turn() == 3.0
    assert hosts.take(2.9) is None
    assert hosts.take(3.0) is b and hosts.take(3.4) is None and hosts.take(3.5) is a


def test_the_longer_wish_of_a_host_wins_and_the_shorter_does_not() -> None:
    hosts = Hosts(iter(["a"]), delay=2.0)
    host = hosts.take(0.0)
    assert host
    host.rules = Rules(delay=5.0)
    assert hosts.pause(host) == 5.0
    host.rules = Rules(delay=0.5)
    assert hosts.pause(host) == 2.0
    host.rules, host.rules_for_pictures = None, Rules(delay=7.0)
    assert hosts.pause(host) == 7.0


def test_only_so_many_hosts_are_open_at_once() -> None:
    hosts = Hosts((str(n) for n in range(1000)), delay=1.0)
    taken = []
    while host := hosts.take(0.0):
        taken.append(host)
    assert len(taken) == 256 and not hosts.is_over
    hosts.close(taken.pop())
    another = hosts.take(0.0)
    assert another and another.name == "256"


def test_it_is_over_when_all_are_closed() -> None:
    hosts = Hosts(iter(["a"]), delay=0.0)
    host = hosts.take(0.0)
    assert host and not hosts.is_over
    assert hosts.take(0.0) is None
    hosts.close(host)
    assert hosts.is_over


def test_links_without_a_network_need_not_wait() -> None:
    hosts = Hosts(iter([""]), delay=5.0)
    host = hosts.take(0.0)
    assert host and host.is_local and host.rules is not None
    hosts.give_back(host, now=0.0)
    assert hosts.take(0.0) is host


@pytest.mark.threat("low: Retry-After on every link")
def test_a_host_that_fails_link_after_link_is_left_for_later() -> None:
    host = Host("a.example")
    late = FetchError("http://a.example/", "not complete after 60 s, 3 tries", retry=True)
    missing = FetchError("http://a.example/", "404 not found")
    assert [host.left_for(late) for _ in range(9)] == [""] * 9
    assert host.left_for(missing) == ""  # an answer: counted from the beginning
    said = [host.left_for(late) for _ in range(10)]
    assert said == [""] * 9 + ["many links of this host failed in a row"]


def test_a_host_with_pictures_has_turns_without_links() -> None:
    hosts = Hosts(iter(()), delay=1.0)
    hosts.open("img")
    hosts.open("img")
    assert not hosts.is_over
    host = hosts.take(0.0)
    assert host and (host.name, host.rules) == ("img", None)
    assert hosts.take(0.0) is None and not hosts.is_over
    hosts.close(host)
    assert hosts.is_over


def test_a_host_that_was_closed_comes_back_as_it_was() -> None:
    hosts = Hosts(iter(["a"]), delay=1.0)
    host = hosts.take(0.0)
    assert host
    host.rules, host.after, host.is_left = Rules(delay=5.0), 7, True
    hosts.close(host)
    hosts.open("a")
    assert hosts.take(0.0) is host


def test_a_host_that_has_pictures_already_is_not_opened_twice_for_its_links() -> None:
    hosts = Hosts(iter(["a", "b"]), delay=1.0)
    hosts.open("b")
    names = [host.name for _ in range(3) if (host := hosts.take(0.0))]
    assert sorted(names) == ["a", "b"]


def test_only_the_last_closed_hosts_are_remembered() -> None:
    hosts = Hosts((str(n) for n in range(1500)), delay=1.0)
    while host := hosts.take(0.0):
        host.after = 7
        hosts.close(host)
    for name, after in (("0", -1), ("1499", 7)):
        hosts.open(name)
        host = hosts.take(0.0)
        assert host and host.after == after


def test_the_delay_of_the_rules_for_a_host_wins_if_it_is_longer() -> None:
    hosts = Hosts(iter(["a"]), delay=2.0, delay_of={"a": 4.0}.__getitem__)
    host = hosts.take(0.0)
    assert host and hosts.pause(host) == 4.0
    host.rules = Rules(delay=5.0)
    assert hosts.pause(host) == 5.0
