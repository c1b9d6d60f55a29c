"""What is sent: the user's headers and cookies go to the service that they are for only."""

from __future__ import annotations

from pathlib import Path

import requests
from requests.cookies import RequestsCookieJar

from crosspost.config import Config
from crosspost.fetch.attempt import Attempt
from crosspost.fetch.cookies import empty_jar, read_cookies, shared_with
from crosspost.fetch.given import Given, same_service
from crosspost.fetch.headers import (
    ACCEPT,
    USER_AGENT,
    basic,
    picture_headers,
    public_headers,
    request_headers,
    with_headers,
)
from crosspost.sites import headers_of
from crosspost.sites.user_rules import all_rules
from crosspost.urls import WebURL


class Requests:
    """Prepares requests.

    Args:
        config: headers, cookies, user agent.
        given: the URLs whose services get the user's secrets, too.

    Raises:
        ConfigError: a header that no server would understand, or a bad cookie file.
    """

    def __init__(self, config: Config, given: Given) -> None:
        self._cookies = read_cookies(Path(config.cookies)) if config.cookies else empty_jar()
        self._headers = request_headers(config)
        self._given = given
        self._config = config
        for rule in all_rules(config):
            with_headers({}, rule.headers)  # a fault is found before anything is fetched

    def prepare(
        self, here: WebURL, session: RequestsCookieJar, attempt: Attempt
    ) -> requests.PreparedRequest:
        """Return a request.

        Args:
            here: its URL.
            session: cookies that servers have set since the link.
            attempt: the running try.
        """
        link, jar = attempt.owner, session
        is_own = self._is_own(attempt)
        cookies = self._cookies if is_own and len(self._cookies) else None
        if is_own and same_service(link, here):
            headers = self._own_headers(attempt)
        else:
            headers = public_headers(self._headers)
            cookies = shared_with(cookies, link.host) if cookies and attempt.is_picture else None
        headers = with_headers(headers, self._of_site(attempt, here))
        if cookies is not None:
            jar = cookies.copy()
            jar.update(session)
        if attempt.is_picture:
            headers = picture_headers(headers, attempt.page, here)
        return requests.Request("GET", here.href, headers=headers, cookies=jar).prepare()

    def for_browser(self, attempt: Attempt) -> tuple[dict[str, str], RequestsCookieJar]:
        """Return the user's headers and cookies for a page; the browser has all others itself."""
        if not self._is_own(attempt):
            return self._of_site(attempt, attempt.owner), empty_jar()
        usual = {"Accept": ACCEPT, "User-Agent": USER_AGENT}
        headers = with_headers(self._own_headers(attempt), self._of_site(attempt, attempt.owner))
        return {n: value for n, value in headers.items() if usual.get(n) != value}, self._cookies

    def _of_site(self, attempt: Attempt, here: WebURL) -> dict[str, str]:
        """Return the headers that the user's rules give for the host of a page.

        The user has named that host, so that they are sent whoever named the page; in plain text
        only to what gets the user's other headers.
        """
        config = self._config
        if not (config.sites or config.site_config) or attempt.bare:
            return {}
        headers = headers_of(attempt.owner, here, config)
        is_own = self._is_own(attempt) and same_service(attempt.owner, here)
        return headers if here.scheme == "https" or is_own else public_headers(headers)

    def _is_own(self, attempt: Attempt) -> bool:
        """Tell whether the user's headers and cookies may go to the service of a page."""
        return (attempt.trust == "own" or self._given.holds(attempt.owner)) and not attempt.bare

    def _own_headers(self, attempt: Attempt) -> dict[str, str]:
        headers = dict(self._headers)
        if attempt.trust == "own" and attempt.owner.credentials:
            headers["Authorization"] = basic(*attempt.owner.credentials)
        return headers
