"""A link's page over HTTP: tries, redirects, limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from types import TracebackType

import requests
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar

from crosspost.config import Config
from crosspost.errors import FetchError
from crosspost.fetch import failures, oembed, retry
from crosspost.fetch.addresses import Resolver, is_public, literal, resolve
from crosspost.fetch.answer import read_page
from crosspost.fetch.archive import Archive
from crosspost.fetch.attempt import Attempt, Clock, Temporary, current
from crosspost.fetch.connections import GuardedAdapter
from crosspost.fetch.cookies import Sessions, empty_jar
from crosspost.fetch.given import Given, same_service
from crosspost.fetch.oembed import Asked
from crosspost.fetch.proxies import environment_proxies
from crosspost.fetch.redirects import PERMANENT, refresh_of, target_of, too_many
from crosspost.fetch.request import Requests
from crosspost.model import Observer, Page, Step
from crosspost.model.step import unobserved
from crosspost.sites import delay_of
from crosspost.urls import Trust, WebURL, clean, read, without_credentials

# A browser shows a page without a picture that does not come.
_PICTURE_TRIES = 2


class Fetcher:
    """Fetches pages, and keeps connections open. Several threads may use one.

    Cookies that a server sets are kept for one ``get``, and for the pictures of that page. Behind
    a proxy of the environment, the proxy looks names up: there, a redirect to a private address is
    refused only if the URL has a literal IP address.

    Args:
        config: limits, headers, cookies, user agent.
        resolver: looks up names; that of the tests uses no network.
        clock: time; a batch gives a ``sleep`` that can be interrupted.
        hosts: hosts whose connections are kept open.
        given: arguments of the user, such as the URL of a list; those that are not URLs are
            ignored. See ``get``.
        on_step: told which host is waited for; not for pictures, which who asks for them counts.

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
        given: Iterable[str] = (),
        on_step: Observer = unobserved,
    ) -> None:
        self._config = config
        self._configs: dict[tuple[int, int], Config] = {}
        self._resolver = resolver
        self._clock = clock or Clock()
        self._adapter = GuardedAdapter(hosts, per_host=4)
        self._given = Given(given)
        self._requests = Requests(config, self._given)
        self._pages = Given(())  # the private addresses at which pages were found
        self._sessions = Sessions()
        self._patience = retry.Patience()
        self._on_step = on_step
        self._ended: dict[str, float] = {}  # when the last request to a host with a delay did

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

    def is_given(self, url: str) -> bool:
        """Tell whether a URL is one of ``given``."""
        found = read(url)
        return found is not None and self._given.names(found)

    def get(self, url: str, *, trust: Trust = "own") -> Page:
        """Fetch a page.

        Temporary failures are tried again after 1, 2, 4 s, or when the server says.

        Args:
            url: an http or https URL.
            trust: who named it. The user (``own``): its address may be private, and the user's
                headers and cookies, and credentials in the URL, are sent. A list on the disk that
                others made (``local``): its address may be private; headers and cookies are sent
                only if scheme, host and port are those of a URL in ``given``. A list from the
                network (``remote``): the same, and its address may be private only if a list was
                found there.

        Raises:
            FetchError: there is no page; ``retry`` tells whether there may be one later.
        """
        return self._get(url, self._config, trust=trust)

    def follow(self, url: str, page: Page, *, trust: Trust = "own", is_embed: bool = False) -> Page:
        """Fetch another page of an article, whose URL a page of it gave.

        Headers and cookies are sent as for that page. The address may be private only if that page
        was found there: a name can resolve to another address each time.

        Args:
            url: of the same host and port as ``page``.
            page: the one that names it.
            trust: who named ``page``.
            is_embed: it is not a page, but what the host says of ``page`` by oEmbed.

        Raises:
            FetchError: as of ``get``; or it is on another host.
        """
        here, other = read(page.final_url), read(url)
        if here is None or other is None or not same_service(here, other):
            raise FetchError(url, "it is on another host")
        if page.is_drawn:
            return self._draw(url, trust, here)
        if is_embed:
            config = self._config_for(oembed.MOST_BYTES, self._config.tries)
            found = self._get(url, config, trust=trust, page=here, any_type=True)
            return replace(found, is_embed=True)
        return self._get(url, self._config, trust=trust, page=here)

    def embed(self, url: str, asked: Asked) -> Page:
        """Ask the provider of a page what it shows elsewhere of it.

        Args:
            url: of the page, as it was requested.
            asked: of ``oembed.asked_of``.

        Raises:
            FetchError: it shows nothing, or does not answer.
        """
        try:
            content = self.download(asked.api, oembed.MOST_BYTES, bare=True)
        except FetchError as error:
            raise oembed.explained(without_credentials(clean(url)), asked, error) from error
        shown = without_credentials(clean(url))
        return Page(shown, asked.url, content, None, self._clock.now(), is_embed=True)

    def archive(self, wait: Callable[[], None] = lambda: None) -> Archive:
        """Return the archive of the settings, asked by this fetcher.

        Args:
            wait: as of ``Archive``.
        """
        api = read(self._config.archive_api)
        if api is not None:
            self._pages.found(api, literal(api.host))

        def get(url: str) -> Page:
            return self._get(url, self._config, trust="remote", bare=True, page=api)

        return Archive(get, partial(self.download, bare=True), self._config.archive_api, wait)

    def download(
        self,
        url: str,
        most_bytes: int,
        *,
        tries: int | None = None,
        trust: Trust = "own",
        bare: bool = False,
    ) -> bytes:
        """Fetch a file of any type: a feed, a sitemap, ``robots.txt``.

        Args:
            url: as of ``get``.
            most_bytes: largest file, decompressed.
            tries: where the network or the server fails temporarily; default as configured.
            trust: as in ``get``.
            bare: never send the user's headers and cookies.

        Raises:
            FetchError: there is no such file; ``retry`` tells whether there may be one later.
        """
        config = self._config_for(most_bytes, tries or self._config.tries)
        return self._get(url, config, trust=trust, bare=bare, any_type=True).content

    def picture(self, url: str, page_url: str, most_bytes: int, *, trust: Trust = "own") -> bytes:
        """Fetch a picture that a page shows, as a browser does.

        Its address may be private only if it is of the page's service and at the address at which
        that was found. The user's headers and cookies are sent to the page's service only, cookies
        of a whole domain to its other hosts too.

        Args:
            page_url: of the page, after redirects; empty if it is not on the web.
            most_bytes: largest picture.
            trust: who named the page.

        Raises:
            FetchError: there is no such picture.
        """
        page = read(page_url)
        if page is None:
            trust = "remote"
        elif trust != "remote":
            self._pages.found(page, literal(page.host))
        config = self._config_for(most_bytes, min(_PICTURE_TRIES, self._config.tries))
        bare = page is None
        return self._get(
            url, config, trust=trust, bare=bare, any_type=True, is_picture=True, page=page
        ).content

    def draw(self, url: str, *, trust: Trust = "own") -> Page:
        """Have a browser draw a page, scripts and all.

        The browser may connect to what ``get`` may connect to: the page's own service as for
        ``trust``, else public addresses.

        Raises:
            FetchError: there is no page, or no browser.
            ConfigError: the browser of the settings does not exist.
        """
        return self._draw(url, trust)

    def _draw(self, url: str, trust: Trust, page: WebURL | None = None) -> Page:
        """Have a page drawn.

        Args:
            url: as of ``draw``.
            trust: as of ``draw``.
            page: the one that named it, as of ``follow``; None for a link.
        """
        from crosspost.fetch.browser import Order, draw

        shown, link = without_credentials(clean(url)), read(url)
        if link is None or len(link.href) > failures.LONGEST:
            raise failures.not_fetchable(shown, clean(url))

        def new_attempt() -> Attempt:
            made = Attempt(shown, link, self._config, self._clock, self._resolver, trust, page=page)
            made.host, made.anywhere = link.host, self._config.allow_private
            return made

        self._on_step(Step("drawing", link.host))
        self._pause(link)
        attempt = new_attempt()
        home = self._given.addresses(attempt.owner)
        if page:
            home |= self._pages.addresses(page)
        headers, cookies = self._requests.for_browser(attempt)
        is_named = trust != "remote" and not page
        order = Order(self._config, new_attempt, headers, cookies, home, is_named)
        try:
            drawn, found = draw(url, order)
        finally:
            self._note_end(link)
        for address in found - home:
            if not is_public(address):
                self._pages.found(link, address)
        return drawn

    def _config_for(self, most_bytes: int, tries: int) -> Config:
        """Return the settings of one kind of download, cached for a batch."""
        made = self._configs.get((most_bytes, tries))
        if made is None:
            made = replace(self._config, max_bytes=most_bytes, tries=tries)
            self._configs[most_bytes, tries] = made
        return made

    def _get(
        self,
        url: str,
        config: Config,
        *,
        trust: Trust,
        bare: bool = False,
        any_type: bool = False,
        is_picture: bool = False,
        page: WebURL | None = None,
    ) -> Page:
        url = clean(url)
        shown, link = without_credentials(url), read(url)
        if link is None or len(link.href) > failures.LONGEST:
            raise failures.not_fetchable(shown, url)
        plain = False
        tried = 0
        while True:
            self._pause(link)
            if not is_picture:
                self._on_step(Step("waiting", link.host, tried + 1, config.tries))
            attempt = Attempt(
                *(shown, link, config, self._clock, self._resolver, trust),
                *(bare, any_type, is_picture, page),
            )
            try:
                found = self._try(attempt, plain=plain)
            except Temporary as failure:
                if failure.plain and not plain:
                    plain = True  # requested again at once, which does not count as a try
                    continue
                tried += 1
                if failure.plain or tried >= config.tries:
                    raise failures.after(tried, failure.error) from failure
                if failure.wait:
                    self._patience.spend(link.host, failure.wait, failure.error)
                if not is_picture:  # the next try is waited for, too
                    self._on_step(Step("waiting", link.host, tried + 1, config.tries))
                self._clock.sleep(failure.wait or retry.backoff(tried, self._clock.jitter()))
            else:
                if not tried:
                    self._patience.regain(link.host)
                return found
            finally:
                self._note_end(link)

    def _pause(self, link: WebURL) -> None:
        """Wait as long as the rules for a host ask for between two requests."""
        ended = self._ended.get(link.host)
        if ended is not None:
            wait = ended + delay_of(link.href, self._config) - self._clock.monotonic()
            if wait > 0:
                self._clock.sleep(wait)

    def _note_end(self, link: WebURL) -> None:
        if delay_of(link.href, self._config):
            self._ended[link.host] = self._clock.monotonic()

    def _try(self, attempt: Attempt, *, plain: bool) -> Page:
        """Send a request, follow redirects, and read the answer."""
        token = current.set(attempt)
        try:
            return self._follow(attempt, plain=plain)
        except failures.RAISED as error:
            raise failures.translate(error, attempt) from error
        finally:
            current.reset(token)

    def _follow(self, attempt: Attempt, *, plain: bool) -> Page:
        """Follow redirects.

        Only the requested URL may have a private address. A redirect to the same host and
        port may lead to the same address, so that a local preview can add a slash.
        """
        link = here = attempt.link
        session, chain, home = empty_jar(), [attempt.url], self._given.addresses(attempt.owner)
        is_moved = False
        if attempt.page:
            home |= self._pages.addresses(attempt.page)
            session = self._sessions.of(attempt.page, attempt.trust)
        while True:
            is_first, at_home = len(chain) == 1, same_service(attempt.owner, here)
            is_named = is_first and attempt.trust != "remote" and not attempt.page
            attempt.host = here.host
            if not is_first and not attempt.is_picture:
                self._on_step(Step("waiting", here.host))
            attempt.anywhere = self._config.allow_private or is_named
            attempt.allowed = home if at_home else frozenset()
            attempt.any_port = at_home and attempt.trust == "own"
            response = self._send(here, session, attempt, plain=plain)
            try:
                if is_named and attempt.peer:
                    home |= {attempt.peer}
                    if attempt.any_type and not attempt.bare:
                        self._given.found(link, attempt.peer)
                    elif not attempt.any_type and not is_public(attempt.peer):
                        self._pages.found(link, attempt.peer)
                target = target_of(response, here, attempt)
                if target is None:
                    page = read_page(response, here, chain, attempt)
                    target = None if attempt.any_type else refresh_of(page.content, here)
                    if target is None:
                        if not attempt.any_type:
                            self._sessions.keep(session, here, attempt.trust)
                        return replace(page, moved_to=page.final_url) if is_moved else page
            finally:
                response.close()  # what has not been read is not read now
            is_moved = response.status_code in PERMANENT and (is_first or is_moved)
            chain.append(target.href)
            if len(chain) > self._config.max_redirects + 1:
                raise too_many(attempt, chain)
            here = target

    def _send(
        self, here: WebURL, session: RequestsCookieJar, attempt: Attempt, *, plain: bool
    ) -> requests.Response:
        """Send one request and read the headers of the answer.

        Args:
            here: its URL.
            session: cookies that servers have set since the link.
            attempt: the running try.
            plain: ask for content without compression.
        """
        request = self._requests.prepare(here, session, attempt)
        request.headers["Accept-Encoding"] = "identity" if plain else "gzip"
        prepared = read(request.url or "")
        if prepared is None or prepared.service != here.service:
            raise FetchError(attempt.url, "not a valid URL", hint="Check the link.")
        proxies = environment_proxies(here.href, attempt)
        if proxies and not attempt.anywhere:
            # The proxy looks the name up, so only a literal IP address can be checked.
            address = literal(here.host)
            if address and not attempt.permits(address):
                raise attempt.refused(here.host, address)
            attempt.check_port(here.port)
        response = self._answer(request, proxies, attempt)
        extract_cookies_to_jar(session, request, response.raw)  # type: ignore[no-untyped-call]
        return response

    def _answer(
        self, request: requests.PreparedRequest, proxies: dict[str, str], attempt: Attempt
    ) -> requests.Response:
        """Send a request; again if a connection that was kept open has been closed."""
        while True:
            try:
                return self._adapter.send(
                    request,
                    stream=True,
                    timeout=(self._config.connect_timeout, self._config.read_timeout),
                    proxies=proxies,
                )
            except failures.RAISED as error:
                # This loop ends, since each round takes an open connection from the pool.
                if not (attempt.reused and failures.was_closed(error)):
                    raise
