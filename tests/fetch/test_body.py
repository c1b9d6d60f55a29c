"""A body is whole or it is not taken; it never grows beyond its limit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from crosspost.errors import FetchError
from crosspost.model import Page
from fetch.client import Client
from server import Server, page
from server.answers import head, raw
from server.faults import FAULTS, PAGE, silence

CUT = "the page may be incomplete: the server did not send its length"
NO_END = "the page may be incomplete: it has no end"
BOXES = b"<!doctype html><html><body><main><p>Words.</p>"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("reset in mid-body", "the server closed the connection, 3 tries"),
        ("shorter than it says", "incomplete: the connection ended too early, 3 tries"),
        ("chunk cut", "incomplete: the connection ended too early, 3 tries"),
        ("chunks without an end", "incomplete: the connection ended too early, 3 tries"),
        ("chunk of no size", "incomplete: the connection ended too early, 3 tries"),
        ("gzip cut short", "incomplete: the compressed page has no end, 3 tries"),
        ("gzip cut in half", "incomplete: the compressed page has no end, 3 tries"),
    ],
)
def test_a_part_of_a_page_is_never_taken_for_the_page(
    client: Client, fault: str, reason: str
) -> None:
    with Server({"/": FAULTS[fault]}) as server:
        error = client.error(server.url())
        assert (error.reason, error.retry) == (reason, True)
        assert len(server.requests) == 3
        assert client.waits == [1, 2]


@pytest.mark.parametrize("fault", ["gzip with a bad checksum", "plain text labelled gzip"])
def test_a_damaged_page_is_asked_for_once_more_without_compression(
    client: Client, fault: str
) -> None:
    with Server({"/": FAULTS[fault]}) as server:
        error = client.error(server.url())
        assert error.reason == "damaged: the page is not valid gzip"
        asked = [request.headers["accept-encoding"] for request in server.requests]
        assert (asked, client.waits) == (["gzip", "identity"], [])


def test_a_server_that_compresses_wrongly_may_do_better_without(client: Client) -> None:
    got = client.answered(FAULTS["gzip wrong, identity right"], tries=1)
    assert isinstance(got, Page) and got.content == PAGE


@pytest.mark.parametrize("fault", ["gzip in two members", "gzip with junk behind"])
def test_unusual_but_whole_gzip_is_read(client: Client, fault: str) -> None:
    got = client.answered(FAULTS[fault])
    assert isinstance(got, Page) and got.content == PAGE and not got.warnings


@pytest.mark.parametrize(
    "fault", ["brotli not asked for", "zstd not asked for", "unknown coding", "twenty codings"]
)
def test_a_coding_that_was_not_asked_for_is_an_error(client: Client, fault: str) -> None:
    error = client.answered(FAULTS[fault])
    assert isinstance(error, FetchError)
    assert error.reason == "compressed in a way that was not asked for"


@pytest.mark.parametrize("fault", ["endless body", "endless chunks", "gzip bomb"])
def test_a_page_is_read_up_to_the_limit(client: Client, fault: str) -> None:
    error = client.answered(FAULTS[fault], total_timeout=5.0)
    assert isinstance(error, FetchError)
    assert (error.reason, error.retry) == ("larger than 10 MiB", False)


def test_a_page_that_says_it_is_too_large_is_not_downloaded(client: Client) -> None:
    error = client.answered(silence(head(headers={"Content-Length": "99999999"})))
    assert isinstance(error, FetchError) and error.reason == "larger than 10 MiB"


def test_the_limit_is_exact(client: Client) -> None:
    assert isinstance(client.answered(page(b"x" * 1000, gzip=True), max_bytes=1000), Page)
    error = client.answered(page(b"x" * 1001, gzip=True), max_bytes=1000)
    assert isinstance(error, FetchError) and error.reason == "larger than 1000 bytes"


def test_a_gzip_bomb_of_1_gib_takes_little_memory() -> None:
    program = """
import re
from pathlib import Path
from crosspost.config import Config
from crosspost.errors import FetchError
from crosspost.fetch import fetch
from server import Server, faults
with Server({"/": faults.FAULTS["gzip bomb"]}) as server:
    try:
        fetch(server.url(), Config())
    except FetchError as error:
        print(error.reason)
# Not ru_maxrss: Linux lets a child inherit its parent's peak, that of the whole test run.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(int(peak[1]) // 1024)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(Path(__file__).parent.parent), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    reason, mebibytes = done.stdout.split("\n")[:2]
    assert reason == "larger than 10 MiB"
    assert int(mebibytes) < 150


@pytest.mark.parametrize(
    ("fault", "warnings"),
    [
        ("longer than it says", (NO_END,)),
        ("no length, cut", (CUT,)),
        ("no length, whole", ()),
    ],
)
def test_a_page_that_may_be_cut_says_so(
    client: Client, fault: str, warnings: tuple[str, ...]
) -> None:
    got = client.answered(FAULTS[fault])
    assert isinstance(got, Page) and got.warnings == warnings


@pytest.mark.parametrize("rest", [b"<p>More.</p></main></body></html>", b"<p>More.</p>"])
@pytest.mark.parametrize("headers", [{}, {"Transfer-Encoding": "chunked"}])
def test_a_page_that_ends_within_a_box_says_so(
    client: Client, rest: bytes, headers: dict[str, str]
) -> None:
    if headers:
        sent = f"{len(BOXES):x}\r\n".encode() + BOXES + b"\r\n0\r\n\r\n"
    else:  # more is sent than the length says
        headers, sent = {"Content-Length": str(len(BOXES))}, BOXES + rest
    got = client.answered(raw(head(headers=headers) + sent))
    assert isinstance(got, Page) and got.content == BOXES and got.warnings == (NO_END,)


def test_a_page_whose_boxes_end_needs_no_end_tag(client: Client) -> None:
    got = client.answered(page("<!doctype html><html><main><p>Words.</p></main><script></script>"))
    assert isinstance(got, Page) and not got.warnings


def test_a_whole_page_without_its_optional_end_tags_is_not_suspected(client: Client) -> None:
    got = client.answered(page("<!doctype html><title>x</title><p>Words.</p>"))
    assert isinstance(got, Page) and not got.warnings


@pytest.mark.parametrize("fault", ["no content", "empty body", "only blanks"])
def test_an_empty_page_is_an_error(client: Client, fault: str) -> None:
    error = client.answered(FAULTS[fault])
    assert isinstance(error, FetchError)
    assert error.reason.startswith("the page is empty") and not error.retry
