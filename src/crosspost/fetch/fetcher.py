"""A link's page over HTTP: tries, redirects, limits."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from urllib.parse import urldefrag, urlsplit

import requests
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar

from crosspost.config import Config
from crosspost.errors import FetchError
from crosspost.fetch import body, failures, media, retry, walls
from crosspost.fetch.addresses import Resolver, literal, resolve
from crosspost.fetch.attempt import Attempt, Clock, Temporary, current
from crosspost.fetch.connections import GuardedAdapter
from crosspost.fetch.cookies import empty_jar, read_cookies
from crosspost.fetch.headers import public_headers, request_headers
from crosspost.fetch.proxies import environment_proxies
from crosspost.fetch.redirects import (
    refresh_of,
    same_service,
    target_of,
    too_many,
    without_credentials,
)
from crosspost.fetch.statuses import check_status
from crosspost.model import Page
from crosspost.urls import clean, is_web


class Fetcher:
    """Fetches pages; holds the connections that are kept open. Several threads may use one.

    Cookies that a server sets live as long as one ``get``. Behind a proxy of the environment it is
    the proxy that looks names up: there, a redirect to a private address is refused only where the
    address is spelled out.

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
        self._configs: dict[tuple[int, int], Config] = {}
        self._resolver = resolver
        self._clock = clock or Clock()
        self._cookies = read_cookies(Path(config.cookies)) if config.cookies else empty_jar()
        self._headers = request_headers(config)
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
        config = self._config_for(most_bytes, tries or self._config.tries)
        return self._get(url, config, any_type=True).content

    def _config_for(self, most_bytes: int, tries: int) -> Config:
        """Return the settings of one kind of download, made once for the many of a batch."""
        made = self._configs.get((most_bytes, tries))
        if made is None:
            made = replace(self._config, max_bytes=most_bytes, tries=tries)
            self._configs[most_bytes, tries] = made
        return made

    def _get(self, url: str, config: Config, *, any_type: bool) -> Page:
        url = clean(url)
        shown = without_credentials(url)
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
            attempt.trusted = first_peer if same_service(url, here) else None
            response = self._send(here, url, jar, attempt, plain=plain)
            try:
                first_peer = attempt.peer if len(chain) == 1 else first_peer
                target = target_of(response, here, attempt)
                if target is None:
                    page = self._page(response, here, chain, attempt)
                    target = None if attempt.any_type else refresh_of(page.content, here)
                    if target is None:
                        return page
            finally:
                response.close()  # what has not been read is not read now
            chain.append(without_credentials(target))
            if len(chain) > self._config.max_redirects + 1:
                raise too_many(attempt, chain)
            here = target

    def _send(
        self, here: str, first: str, jar: RequestsCookieJar, attempt: Attempt, *, plain: bool
    ) -> requests.Response:
        """Send one request and read the head of the answer."""
        named = same_service(first, here)
        headers = dict(self._headers) if named else public_headers(self._headers)
        headers["Accept-Encoding"] = "identity" if plain else "gzip"
        request = requests.Request("GET", here, headers=headers, cookies=jar).prepare()
        proxies = environment_proxies(here, attempt)
        if proxies and not attempt.anywhere:
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
        check_status(response, attempt)
        kind = response.headers.get("Content-Type")
        final = without_credentials(urldefrag(response.request.url or here).url)
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


def _warnings(response: requests.Response, chain: list[str], content: bytes) -> list[str]:
    """Return what a person should know about a page that came."""
    out = []
    if any(a.startswith("https:") and b.startswith("http:") for a, b in pairwise(chain)):
        out.append("redirected from https to http: the page may have been changed on its way")
    if body.is_cut(response.raw, content):
        out.append("the page may be cut: the server did not say where it ends")
    return out


def _not_fetchable(shown: str, url: str) -> FetchError:
    """Return the error for what is no address of the web."""
    scheme = url.partition(":")[0].lower()
    if scheme in ("http", "https"):
        return FetchError(shown, "not a valid address", hint="Check the link.")
    hint = "Give the path of the file." if scheme == "file" else ""
    return FetchError(shown, "only http and https addresses are fetched", hint=hint)
