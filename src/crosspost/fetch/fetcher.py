"""A link's page over HTTP: tries, redirects, limits."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

import requests
import requests.utils
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar

from crosspost import __version__
from crosspost.config import Config
from crosspost.errors import ConfigError, FetchError
from crosspost.fetch import body, failures, media, retry, walls
from crosspost.fetch.addresses import Resolver, literal, resolve
from crosspost.fetch.attempt import Attempt, Clock, Temporary, current
from crosspost.fetch.connections import GuardedAdapter
from crosspost.fetch.cookies import empty_jar, read_cookies
from crosspost.model import Page
from crosspost.urls import clean, is_web

HOME_PAGE = "https://github.com/crosspost/crosspost"
USER_AGENT = f"Mozilla/5.0 (compatible; crosspost/{__version__}; +{HOME_PAGE})"
ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Headers that say nothing about the person; all others stay with the host they were meant for.
_FOR_EVERYBODY = frozenset(
    {"accept", "accept-language", "cache-control", "dnt", "pragma", "referer", "user-agent"}
)
_WHY = {
    401: "401: the page asks for a user name and password",
    402: "402: the page asks for payment",
    403: "403: the server refuses to show the page",
    404: "404 not found",
    410: "410: the page is gone for good",
    451: "451: withheld for legal reasons",
}
_TRY = {
    401: "Pass your cookies (--cookies FILE) or a header (--header).",
    402: "Pass your cookies (--cookies FILE).",
    403: "Pass your cookies (--cookies FILE), or save the page in the browser and give the file.",
    404: "Check the link; a web archive may have a copy.",
    410: "A web archive may have a copy.",
    451: "A web archive may have a copy.",
}
_DEFAULT_PORTS = {"http": 80, "https": 443}


class Fetcher:
    """Fetches pages; holds the connections that are kept open. Several threads may use one.

    Cookies that a server sets live as long as one ``get``.

    Args:
        config: limits, headers, cookies, user agent.
        resolver: looks up names; a test's own never leaves the machine.
        clock: time; a batch gives a ``sleep`` that can be interrupted.
        hosts: hosts whose connections are kept open.

    Raises:
        ConfigError: a header that no server would understand, or a bad cookie file.
    """

    def __init__(
        self,
        config: Config,
        *,
        resolver: Resolver = resolve,
        clock: Clock | None = None,
        hosts: int = 32,
    ) -> None:
        self._config = config
        self._resolver = resolver
        self._clock = clock or Clock()
        self._cookies = read_cookies(Path(config.cookies)) if config.cookies else empty_jar()
        self._headers = _headers(config)
        self._adapter = GuardedAdapter(hosts, per_host=4)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._adapter.close()

    def get(self, url: str) -> Page:
        """Fetch a page.

        Failures of the moment are tried again after 1, 2, 4 s, or when the server says.

        Args:
            url: an http or https address; it may be one of this machine or a private network.

        Raises:
            FetchError: there is no page; ``retry`` tells whether there may be one later.
        """
        return self._get(url, self._config, any_type=False)

    def download(self, url: str, most_bytes: int, *, tries: int | None = None) -> bytes:
        """Fetch a file of any type: a feed, a sitemap, ``robots.txt``.

        Args:
            url: as of ``get``.
            most_bytes: largest file, decompressed.
            tries: where the network or the server fails for the moment; default as configured.

        Raises:
            FetchError: there is no such file; ``retry`` tells whether there may be one later.
        """
        config = replace(self._config, max_bytes=most_bytes, tries=tries or self._config.tries)
        return self._get(url, config, any_type=True).content

    def _get(self, url: str, config: Config, *, any_type: bool) -> Page:
        url = clean(url)
        shown = _without_credentials(url)
        if not is_web(url):
            raise _not_fetchable(shown, url)
        plain = False
        tried = 0
        while True:
            attempt = Attempt(shown, config, self._clock, self._resolver, any_type=any_type)
            try:
                return self._try(url, attempt, plain=plain)
            except Temporary as failure:
                if failure.plain and not plain:
                    plain = True  # asked for again at once, which is not another try
                    continue
                tried += 1
                if failure.plain or tried >= config.tries:
                    raise _after(tried, failure.error) from failure
                self._clock.sleep(failure.wait or retry.backoff(tried, self._clock.jitter()))

    def _try(self, url: str, attempt: Attempt, *, plain: bool) -> Page:
        """Ask once, following redirects, and read the answer."""
        token = current.set(attempt)
        try:
            return self._follow(url, attempt, plain=plain)
        except failures.RAISED as error:
            raise failures.translate(error, attempt) from error
        finally:
            current.reset(token)

    def _follow(self, url: str, attempt: Attempt, *, plain: bool) -> Page:
        """Go from redirect to redirect.

        Only the address that the person gave may be private. A redirect within that service (same
        host and port) may lead back to the very address that answered first: that is how a local
        preview adds a slash.
        """
        jar = self._cookies.copy()
        here, chain, first_peer = url, [attempt.url], None
        while True:
            attempt.anywhere = len(chain) == 1 or self._config.allow_private
            attempt.trusted = first_peer if _same_service(url, here) else None
            response = self._send(here, url, jar, attempt, plain=plain)
            try:
                first_peer = attempt.peer if len(chain) == 1 else first_peer
                target = _redirect(response, here, attempt)
                if target is None:
                    return self._page(response, here, chain, attempt)
            finally:
                response.close()  # what has not been read is not read now
            chain.append(_without_credentials(target))
            if len(chain) > self._config.max_redirects + 1:
                raise _too_many(attempt, chain)
            here = target

    def _send(
        self, here: str, first: str, jar: RequestsCookieJar, attempt: Attempt, *, plain: bool
    ) -> requests.Response:
        """Send one request and read the head of the answer."""
        headers = {
            name: value
            for name, value in self._headers.items()
            if name.lower() in _FOR_EVERYBODY or _same_service(first, here)
        }
        headers["Accept-Encoding"] = "identity" if plain else "gzip"
        request = requests.Request("GET", here, headers=headers, cookies=jar).prepare()
        proxies = requests.utils.get_environ_proxies(here, no_proxy=None)
        if requests.utils.select_proxy(here, proxies) and not attempt.anywhere:
            # The proxy looks the name up, so only an address that is spelled out can be checked.
            host = urlsplit(here).hostname or ""
            address = literal(host)
            if address and not attempt.permits(address):
                raise attempt.refused(host, address)
        response = self._answer(request, proxies, attempt)
        extract_cookies_to_jar(jar, request, response.raw)  # type: ignore[no-untyped-call]
        return response

    def _answer(
        self, request: requests.PreparedRequest, proxies: dict[str, str], attempt: Attempt
    ) -> requests.Response:
        """Send a request; again where a connection kept open turns out to be closed by now."""
        while True:
            try:
                return self._adapter.send(
                    request,
                    stream=True,
                    timeout=(self._config.connect_timeout, self._config.read_timeout),
                    proxies=proxies,
                )
            except failures.RAISED as error:
                # Ends, since every round takes one of the open connections from the pool.
                if not (attempt.reused and failures.was_closed(error)):
                    raise

    def _page(
        self, response: requests.Response, here: str, chain: list[str], attempt: Attempt
    ) -> Page:
        """Read the page, unless the head says that there is none."""
        self._check_status(response, attempt)
        kind = response.headers.get("Content-Type")
        final = _without_credentials(urldefrag(response.request.url or here).url)
        if attempt.any_type:
            content = b"".join(body.pieces(response.raw, attempt))
            return Page(attempt.url, final, content, media.charset(kind), self._clock.now())
        media.check_type(attempt.url, kind)
        content = self._body(response, kind, attempt)
        vendor = walls.challenge(response.headers, content, 200)
        if vendor:
            raise walls.challenge_error(attempt.url, vendor, response.status_code)
        if walls.is_login(chain[0], final, content):
            raise walls.login_error(attempt.url, response.status_code)
        return Page(
            url=attempt.url,
            final_url=final,
            content=content,
            charset=media.charset(kind),
            fetched_at=self._clock.now(),
            warnings=tuple(_warnings(response, chain, content)),
        )

    def _body(self, response: requests.Response, kind: str | None, attempt: Attempt) -> bytes:
        """Read the body, looking at its beginning before the rest is downloaded."""
        content = bytearray()
        checked = False
        for piece in body.pieces(response.raw, attempt):
            content += piece
            if not checked and len(content) >= media.HEAD:
                media.check_head(attempt.url, kind, bytes(content[: media.HEAD]))
                checked = True
        if not content.strip():
            raise FetchError(attempt.url, "the page is empty", status=response.status_code)
        if not checked:
            media.check_head(attempt.url, kind, bytes(content))
        return bytes(content)

    def _check_status(self, response: requests.Response, attempt: Attempt) -> None:
        """Refuse every answer that is no page.

        Raises:
            Temporary: the server may have it in a moment.
            FetchError: it has not.
        """
        status = response.status_code
        if status in (200, 203):
            return
        if status in (204, 205):
            raise FetchError(attempt.url, f"the page is empty (status {status})", status=status)
        vendor = walls.challenge(response.headers, _beginning(response, attempt), status)
        if vendor:
            raise walls.challenge_error(attempt.url, vendor, status)
        known = _WHY.get(status) or f"{status} {(response.reason or '')[:60]}".strip()
        error = FetchError(
            attempt.url,
            known,
            hint=_TRY.get(status, ""),
            retry=status in retry.STATUSES,
            status=status,
        )
        if status not in retry.STATUSES:
            raise error
        wait = retry.retry_after(response.headers.get("Retry-After"), self._clock.now())
        if wait is not None and wait > retry.LONGEST_WAIT:
            raise FetchError(
                attempt.url,
                f"deferred: the server asks to come back in {retry.spell(wait)} ({status})",
                hint="Run again then.",
                retry=True,
                status=status,
                retry_after=wait,
            )
        raise Temporary(error, wait)


def _headers(config: Config) -> dict[str, str]:
    """Return the headers of every request, by name.

    Raises:
        ConfigError: a name or value that cannot be sent.
    """
    headers = {"Accept": ACCEPT, "User-Agent": config.user_agent or USER_AGENT}
    for name, value in config.headers.items():
        if not name.isascii() or not name.replace("-", "").replace("_", "").isalnum():
            raise ConfigError(f"headers: {name!r} is no name of an HTTP header")
        if name.lower() in ("host", "accept-encoding", "content-length", "transfer-encoding"):
            raise ConfigError(f"headers: {name} is crosspost's own")
        known = next((other for other in headers if other.lower() == name.lower()), name)
        headers[known] = value.strip()
    for name, value in headers.items():
        if not value.isascii() or not value.isprintable():
            raise ConfigError(f"headers: the value of {name} has characters that cannot be sent")
    return headers


def _redirect(response: requests.Response, here: str, attempt: Attempt) -> str | None:
    """Return where an answer sends us; None for an answer that stays.

    Raises:
        FetchError: it sends us nowhere, or to what is not the web.
    """
    if response.status_code not in _REDIRECTS:
        return None
    sent = response.raw.headers.getlist("Location")
    # http.client reads headers as Latin-1; servers that send other letters mean UTF-8.
    raw = sent[0].encode("latin-1", "replace") if sent else b""
    text = raw.decode("utf-8", "surrogateescape")
    location = "".join(
        c if c < "\ud800" or c > "\udfff" else f"%{ord(c) - 0xDC00:02X}" for c in text
    )
    location = clean(location)
    if not location:
        raise FetchError(attempt.url, f"redirect ({response.status_code}) without an address")
    try:
        target = urljoin(here, location)
        good = is_web(target) and urlsplit(target).port != 0
    except ValueError:
        good = False
    if not good:
        raise FetchError(attempt.url, "redirects to what is no web address", detail=location[:80])
    return target


def _same_service(first: str, here: str) -> bool:
    """Tell whether both addresses are of one service: host and port, or http turned https."""
    a, b = urlsplit(first), urlsplit(here)
    if (a.hostname or "").lower() != (b.hostname or "").lower():
        return False
    ports = tuple(part.port or _DEFAULT_PORTS.get(part.scheme.lower()) for part in (a, b))
    if a.scheme.lower() == b.scheme.lower():
        return ports[0] == ports[1]
    return (a.scheme.lower(), *ports) == ("http", 80, 443)


def _too_many(attempt: Attempt, chain: list[str]) -> FetchError:
    path = " → ".join(url[:80] for url in chain)
    most = attempt.config.max_redirects
    return FetchError(attempt.url, f"more than {most} redirects", detail=path)


def _after(tried: int, error: FetchError) -> FetchError:
    """Return the error with the number of tries."""
    if tried == 1:
        return error
    return FetchError(
        error.url,
        f"{error.reason}, {tried} tries",
        hint=error.hint,
        retry=error.retry,
        status=error.status,
        detail=error.detail,
        unreachable=error.unreachable,
    )


def _beginning(response: requests.Response, attempt: Attempt) -> bytes:
    """Return the beginning of an error's body; what cannot be read is left out."""
    content = bytearray()
    attempt.deadline = min(attempt.deadline, attempt.clock.monotonic() + 5)
    try:
        for piece in body.pieces(response.raw, attempt):
            content += piece
            if len(content) >= walls.SIZE:
                break
    except (*failures.RAISED, FetchError, Temporary):
        return bytes(content)  # the status is the news; its body only explains it
    return bytes(content)


def _warnings(response: requests.Response, chain: list[str], content: bytes) -> list[str]:
    """Return what a person should know about a page that came."""
    out = []
    if any(a.startswith("https:") and b.startswith("http:") for a, b in pairwise(chain)):
        out.append("redirected from https to http: the page may have been changed on its way")
    if body.is_cut(response.raw, content):
        out.append("the page may be cut: the server did not say where it ends")
    return out


def _without_credentials(url: str) -> str:
    """Return an address without user name and password, which belong in no post or message."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _not_fetchable(shown: str, url: str) -> FetchError:
    """Return the error for what is no address of the web."""
    scheme = url.partition(":")[0].lower()
    if scheme in ("http", "https"):
        return FetchError(shown, "not a valid address", hint="Check the link.")
    hint = "Give the path of the file." if scheme == "file" else ""
    return FetchError(shown, "only http and https addresses are fetched", hint=hint)
