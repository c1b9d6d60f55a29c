"""The protocol over pipes, with another end that does what a browser should not."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator

import pytest

from cpu import cpu_limit
from crosspost.fetch.browser.devtools import BrowserGone, DevTools, Refused, TooLarge


class Ends:
    """Both ends of two pipes."""

    def __init__(self) -> None:
        self.to_read, self.commands = os.pipe()
        self.answers, self.to_write = os.pipe()

    def devtools(self, seconds: float = 5.0, most: int = 10**6) -> DevTools:
        return DevTools(self.commands, self.answers, time.monotonic() + seconds, most)

    def say(self, *messages: object) -> None:
        os.write(self.to_write, b"".join(json.dumps(each).encode() + b"\0" for each in messages))


@pytest.fixture
def ends() -> Iterator[Ends]:
    made = Ends()
    yield made
    for end in (made.to_read, made.commands, made.answers, made.to_write):
        try:
            os.close(end)
        except OSError:
            assert end in (made.to_write, made.to_read)  # closed by the test


def test_events_before_an_answer_are_passed_on(ends: Ends) -> None:
    devtools = ends.devtools()
    seen: list[str] = []
    devtools.on_event = lambda name, event: seen.append(f"{name} {event}")
    devtools.session = "S"
    ends.say({"method": "A.b", "params": {"x": 1}}, {"id": 7, "result": {}})
    ends.say({"id": 1, "result": {"y": 2}}, {"method": "C.d"})
    assert devtools.call("Page.enable", z=3) == {"y": 2}
    assert seen == ["A.b {'x': 1}"]
    devtools.listen(0.01)
    assert seen[1:] == ["C.d {}"]
    sent = json.loads(os.read(ends.to_read, 999)[:-1])
    assert sent == {"id": 1, "method": "Page.enable", "params": {"z": 3}, "sessionId": "S"}


def test_what_goes_wrong(ends: Ends) -> None:
    devtools = ends.devtools(most=1000)
    ends.say({"id": 1, "error": {"message": "No such thing"}})
    with pytest.raises(Refused, match="No such thing"):
        devtools.call("Page.x")
    with pytest.raises(TimeoutError):
        devtools.call("Page.x", until=time.monotonic() + 0.05)
    ends.say({"method": "A.b", "params": {"x": "y" * 2000}})
    with pytest.raises(TooLarge):
        devtools.call("Page.x")
    os.close(ends.to_write)
    with pytest.raises(BrowserGone):
        ends.devtools().call("Page.x")
    os.close(ends.to_read)
    with pytest.raises(BrowserGone):
        ends.devtools().send("Page.x")


def test_nothing_takes_longer_than_the_deadline(ends: Ends) -> None:
    with pytest.raises(TimeoutError):
        ends.devtools(0.1).send("Page.x", text="y" * 10**6)  # nobody reads
    stop = threading.Event()

    def flood() -> None:
        while not stop.is_set():
            ends.say({"method": "A.b"})

    talker = threading.Thread(target=flood)
    talker.start()
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        ends.devtools(0.3).call("Page.y", until=began + 0.2)
    assert time.monotonic() - began < 2
    stop.set()
    os.set_blocking(ends.answers, False)
    while talker.is_alive():
        try:
            os.read(ends.answers, 10**6)
        except BlockingIOError:
            time.sleep(0.01)


def test_a_long_message_in_many_pieces(ends: Ends) -> None:
    text = "x" * 20_000_000

    def write() -> None:
        left = memoryview(json.dumps({"id": 1, "result": {"text": text}}).encode() + b"\0")
        while left:
            left = left[os.write(ends.to_write, left) :]

    threading.Thread(target=write).start()
    with cpu_limit(10):
        assert ends.devtools(60, 10**8).call("Page.x")["text"] == text
