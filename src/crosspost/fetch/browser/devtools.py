"""The DevTools protocol of a browser over two pipes: JSON messages that end with a zero byte.

Pipes, and not a WebSocket: no port is open to other users and to pages, and a browser whose pipes
are closed ends by itself.
"""

from __future__ import annotations

import json
import os
import select
import time
from collections import deque
from collections.abc import Callable
from typing import Any

_PIECE = 1024 * 1024

OnEvent = Callable[[str, dict[str, Any]], None]


class BrowserGone(Exception):
    """The browser, or the process that draws the page, has ended."""


class TooLarge(Exception):
    """A message is larger than allowed."""


class Refused(Exception):
    """The browser did not do what it was asked; its own words."""


class DevTools:
    """Sends commands and takes in answers and events; for one thread.

    Args:
        commands: file descriptor to write to.
        answers: file descriptor to read from.
        deadline: when all is over, by ``time.monotonic``.
        most_bytes: of a message.

    Attributes:
        session: of the page, to which commands go; empty: the browser itself.
        on_event: called with each event's name and parameters; it may ``send`` and raise.
    """

    def __init__(self, commands: int, answers: int, deadline: float, most_bytes: int) -> None:
        self.session = ""
        self.on_event: OnEvent = lambda name, parameters: None
        self._commands = commands
        self._answers = answers
        self._deadline = deadline
        self._most = most_bytes
        self._number = 0
        self._pieces: list[bytes] = []
        self._size = 0
        self._messages: deque[bytes] = deque()
        os.set_blocking(commands, False)

    def call(self, method: str, *, until: float | None = None, **parameters: Any) -> dict[str, Any]:
        """Send a command, and return its result; events meanwhile are passed on.

        Args:
            method: name of the command.
            until: when to give up, before the deadline.
            parameters: of the command.

        Raises:
            Refused: the browser reports an error.
            BrowserGone: the browser has ended.
            TimeoutError: there is no answer in time.
            TooLarge: the answer, or an event, is too large.
        """
        number = self.send(method, **parameters)
        until = self._deadline if until is None else min(until, self._deadline)
        while True:
            message = self._next(until)
            if message is None:
                raise TimeoutError(method)
            if message.get("id") == number:
                if "error" in message:
                    raise Refused(str(message["error"].get("message", "")))
                result: dict[str, Any] = message.get("result", {})
                return result
            self._take(message)

    def send(self, method: str, **parameters: Any) -> int:
        """Send a command and do not wait for its result; return its number.

        Raises:
            BrowserGone: the browser has ended.
            TimeoutError: it takes no commands.
        """
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters}
        if self.session and not method.startswith(("Browser.", "Target.", "Storage.")):
            command["sessionId"] = self.session
        left = json.dumps(command).encode() + b"\0"
        while left:
            if not _is_ready(self._commands, select.POLLOUT, self._deadline):
                raise TimeoutError(method)
            try:
                left = left[os.write(self._commands, left) :]
            except OSError as error:
                raise BrowserGone from error
        return self._number

    def listen(self, seconds: float) -> None:
        """Pass on the events of some time.

        Raises:
            BrowserGone, TimeoutError, TooLarge: as of ``call``; the time is up at the deadline.
        """
        until = time.monotonic() + seconds
        while (message := self._next(min(until, self._deadline))) is not None:
            self._take(message)
        if time.monotonic() >= self._deadline:
            raise TimeoutError

    def _take(self, message: dict[str, Any]) -> None:
        if "method" in message:
            self.on_event(message["method"], message.get("params", {}))

    def _next(self, until: float) -> dict[str, Any] | None:
        """Return the next message; None if there is none in time."""
        while not self._messages:
            if not _is_ready(self._answers, select.POLLIN, until):
                return None
            piece = os.read(self._answers, _PIECE)
            if not piece:
                raise BrowserGone
            first, *others = piece.split(b"\0")
            self._pieces.append(first)
            self._size += len(first)
            if self._size > self._most:
                raise TooLarge
            for other in others:
                self._messages.append(b"".join(self._pieces))
                self._pieces, self._size = [other], len(other)
        if time.monotonic() >= until:
            return None
        message: dict[str, Any] = json.loads(self._messages.popleft())
        return message


def _is_ready(pipe: int, event: int, until: float) -> bool:
    """Wait until a pipe can be used, or has been closed; return whether that came in time."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        return False
    poll = select.poll()
    poll.register(pipe, event)
    return bool(poll.poll(1000 * seconds))
