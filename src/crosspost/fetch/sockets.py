"""Sockets that keep a deadline, connected to an address that has been checked."""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from typing import Any

from crosspost.errors import FetchError
from crosspost.fetch.addresses import Resolver
from crosspost.fetch.attempt import Attempt, Temporary, current
from crosspost.fetch.proxies import HINT

# The number of addresses of a host that are tried: a name may have dozens.
_MOST_ADDRESSES = 4


def _arm(sock: socket.socket) -> None:
    """Let the next operation wait only until the deadline."""
    attempt = current.get()
    if attempt is not None:
        sock.settimeout(min(attempt.config.read_timeout, attempt.remaining()))


class TimedSocket(socket.socket):
    """A socket that keeps the deadline of the attempt."""

    def recv_into(self, *arguments: Any, **options: Any) -> int:
        """Read, as ``http.client`` does it."""
        _arm(self)
        return super().recv_into(*arguments, **options)

    def recv(self, *arguments: Any, **options: Any) -> bytes:
        """Read, as TLS inside TLS (an https proxy) does it."""
        _arm(self)
        return super().recv(*arguments, **options)


class TimedSSLSocket(ssl.SSLSocket):
    """A TLS socket that keeps the deadline of the attempt."""

    def read(self, *arguments: Any, **options: Any) -> Any:
        """Read: every other method of reading comes through here."""
        _arm(self)
        return super().read(*arguments, **options)

    def do_handshake(self, block: bool = False) -> None:
        """Do the handshake; OpenSSL applies the timeout to the whole handshake."""
        _arm(self)
        super().do_handshake(block)


def connect(
    host: str, port: int, attempt: Attempt, proxied: bool
) -> tuple[socket.socket, str | None]:
    """Look up, check and connect.

    Args:
        host: a name or an address.
        port: of the other end.
        attempt: says which addresses are allowed, and how much time is left.
        proxied: the host is a proxy, which the user chose and which may have any address.

    Returns:
        The socket, and the address it is connected to (None for a proxy).

    Raises:
        FetchError: no address of the host is allowed, or time is up.
        Temporary: there is no such host, or none of its addresses answers.
    """
    addresses = _look_up(host, port, attempt)
    if not proxied:
        allowed = [address for address in addresses if attempt.permits(address)]
        if not allowed:
            raise attempt.refused(host, addresses[0])
        addresses = allowed
        attempt.check_port(port)
    who = f"the proxy {host}:{port}: " if proxied else ""
    problem = ""
    for address in addresses[:_MOST_ADDRESSES]:
        seconds = min(attempt.config.connect_timeout, attempt.remaining())
        sock = TimedSocket(socket.AF_INET6 if ":" in address else socket.AF_INET)
        try:
            sock.settimeout(seconds)
            sock.connect((address, port))
        except TimeoutError:
            sock.close()
            attempt.remaining()
            problem = f"{who}connect time-out"
        except OSError as error:
            sock.close()
            problem = who + (error.strerror or str(error)).lower()
        except BaseException:
            sock.close()
            raise
        else:
            return sock, None if proxied else address
    raise Temporary(
        FetchError(
            attempt.url,
            problem,
            hint=HINT if proxied else "Check the URL and your network, or run again later.",
            retry=True,
            detail="" if proxied else attempt.elsewhere(host),
            unreachable=True,
        )
    )


def _look_up(host: str, port: int, attempt: Attempt) -> list[str]:
    """Return the addresses of a host, at least one.

    The system's resolver has no timeout, so it runs in a thread that is abandoned when the
    time is up.
    """
    answers: _Answers = queue.SimpleQueue()
    _question(attempt.resolver, host, port, answers)
    seconds = min(attempt.config.connect_timeout, attempt.remaining())
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        attempt.remaining()
        answer = TimeoutError(f"no answer within {seconds:.3g} s")
    if isinstance(answer, UnicodeError):
        raise FetchError(attempt.url, "not a valid host name", hint="Check the link.") from answer
    if isinstance(answer, OSError) or not answer:
        raise Temporary(
            FetchError(
                attempt.url,
                "host not found",
                hint="Check the URL and your network connection.",
                retry=True,
                detail=attempt.elsewhere(host),
                unreachable=True,
            )
        )
    if isinstance(answer, Exception):
        raise answer
    return answer


_Answers = queue.SimpleQueue[list[str] | Exception]
_Questions = queue.SimpleQueue[tuple[Resolver, str, int, _Answers]]
# Idle threads that wait for another look-up, each with its own queue.
_idle: list[_Questions] = []


def _question(resolver: Resolver, host: str, port: int, answers: _Answers) -> None:
    """Look a name up in an idle thread, or in a new one."""
    try:
        questions = _idle.pop()
    except IndexError:
        questions = queue.SimpleQueue()
        threading.Thread(target=_answer, args=(questions,), daemon=True).start()
    questions.put((resolver, host, port, answers))


def _answer(questions: _Questions) -> None:
    """Put the result or the error of the resolver into the queue of the caller."""
    while True:
        resolver, host, port, answers = questions.get()
        answer: list[str] | Exception
        try:
            answer = resolver(host, port)
        except Exception as error:  # noqa: BLE001 - raised again by the thread that waits
            answer = error
        _idle.append(questions)  # before the answer, so that the caller finds this thread idle
        answers.put(answer)
