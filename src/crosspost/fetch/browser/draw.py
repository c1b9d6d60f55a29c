"""Draw one page: a browser is started for it alone, and is gone when the page is there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urldefrag

from requests.cookies import RequestsCookieJar

from crosspost.config import Config
from crosspost.errors import FetchError
from crosspost.fetch import walls
from crosspost.fetch.answer import MAY_BE_INCOMPLETE
from crosspost.fetch.attempt import Attempt
from crosspost.fetch.body import too_large
from crosspost.fetch.browser.devtools import BrowserGone, DevTools, Refused, TooLarge
from crosspost.fetch.browser.find import by_hand, find_browser, no_browser
from crosspost.fetch.browser.process import NOTHING, Browser, running
from crosspost.fetch.browser.secrets import cookie_parameters
from crosspost.fetch.browser.snapshot import to_html
from crosspost.fetch.browser.tab import Tab
from crosspost.fetch.browser.tunnels import Tunnels
from crosspost.fetch.headers import HOME_PAGE, USER_AGENT
from crosspost.fetch.parked import is_parked, parked_error
from crosspost.fetch.redirects import too_many
from crosspost.fetch.statuses import error_of
from crosspost.model import Page
from crosspost.urls import clean, read

# Seconds beyond ``render_timeout`` for the browser to start, and for the tree of the page.
_GRACE = 15.0
# Use the proxy for this machine, too.
_NO_BYPASS = "<-loopback>"
# Of ``max_bytes``: what a page may load in all; how long its tree may be in the browser's words.
_MOST_LOADED, _MOST_MESSAGE = 10, 6


class Order(NamedTuple):
    """What is to be drawn.

    Attributes:
        config: limits, browser.
        new_attempt: makes the attempt of one connection.
        headers: of the user, for the service of the page.
        cookies: of the user.
        home: private addresses that the service of the page may have.
        is_named: the user named the page, so that its service may have any other one.
    """

    config: Config
    new_attempt: Callable[[], Attempt]
    headers: dict[str, str]
    cookies: RequestsCookieJar
    home: frozenset[str]
    is_named: bool


def draw(url: str, order: Order) -> tuple[Page, frozenset[str]]:
    """Load a page in a browser, and return it as it is drawn.

    Args:
        url: with its fragment, by which some pages choose what they show.
        order: settings, and what is the user's.

    Returns:
        The page, and the addresses at which its service was found.

    Raises:
        FetchError: there is no page, no browser, or it fails.
        ConfigError: the browser of the settings does not exist.
    """
    config, attempt = order.config, order.new_attempt()
    path = find_browser(config.browser)
    if path is None or os.name != "posix":
        raise no_browser(attempt.url)
    seconds = config.render_timeout + _GRACE
    tunnels = Tunnels(
        attempt.link,
        order.new_attempt,
        order.home,
        is_named=order.is_named,
        most_bytes=_MOST_LOADED * config.max_bytes,
    )
    with tunnels, running(path, _network_flags(tunnels.closed_port), seconds) as browser:
        try:
            page = _draw(url, order, attempt, browser, tunnels)
        except BrowserGone as error:
            raise _crashed(attempt, browser) from error
        except TimeoutError as error:
            raise _too_slow(attempt) from error
        except TooLarge as error:
            raise too_large(attempt) from error
        except Refused as error:
            reason = "the browser cannot be used"
            raise FetchError(attempt.url, reason, detail=str(error)[:200]) from error
    return page, tunnels.home


def _network_flags(port: int) -> tuple[str, ...]:
    """Return the flags by which a browser has no way to the network but that of its tab.

    Args:
        port: where nobody answers, for what the browser asks for of its own accord.
    """
    return (
        f"--proxy-server=socks5://127.0.0.1:{port}",
        f"--proxy-bypass-list={_NO_BYPASS}",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        "--disable-quic",
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # its older name
    )


def _draw(url: str, order: Order, attempt: Attempt, browser: Browser, tunnels: Tunnels) -> Page:
    config = order.config
    deadline = time.monotonic() + config.render_timeout + _GRACE
    most = _MOST_MESSAGE * config.max_bytes
    devtools = DevTools(browser.commands, browser.answers, deadline, most)
    tab = _new_tab(devtools, order, attempt, tunnels.port)
    until = time.monotonic() + config.render_timeout
    fault = tab.open(urldefrag(attempt.link.href).url + _fragment(url), until)
    is_complete = not fault and tab.settle(until)
    if fault and tab.is_download:
        raise FetchError(attempt.url, "not a web page but a file to download")
    if fault or tab.is_failed:
        raise _not_loaded(tab.last_request, fault, attempt, tunnels)
    final = _final_url(tab, attempt)
    content = to_html(tab.snapshot()).encode("utf-8", "replace")
    if len(content) > config.max_bytes:
        raise too_large(attempt)
    if is_parked(attempt.url, final, content):
        raise parked_error(attempt.url)
    vendor = walls.challenge({}, content, tab.status)
    if vendor:
        raise walls.challenge_error(attempt.url, vendor, tab.status, is_drawn=True)
    if tab.status >= 400:
        raise error_of(tab.status, attempt)
    if walls.is_login(attempt.url, final, content):
        raise walls.login_error(attempt.url, tab.status, attempt.secrets_stay())
    warnings = tuple(_warnings(config, tunnels, is_complete=is_complete))
    now = attempt.clock.now()
    return Page(attempt.url, final, content, "utf-8", now, warnings, is_drawn=True)


def _new_tab(devtools: DevTools, order: Order, attempt: Attempt, port: int) -> Tab:
    """Open a tab without cookies of others and downloads, whose proxy has this port."""
    agent = devtools.call("Browser.getVersion")["userAgent"]
    context = devtools.call(
        "Target.createBrowserContext",
        proxyServer=f"socks5://127.0.0.1:{port}",
        proxyBypassList=_NO_BYPASS,
    )["browserContextId"]
    devtools.call(
        "Browser.setDownloadBehavior",
        behavior="deny",
        browserContextId=context,
        eventsEnabled=True,
    )
    for cookie in cookie_parameters(order.cookies, attempt.link):
        devtools.send("Storage.setCookies", cookies=[cookie], browserContextId=context)
    target = devtools.call("Target.createTarget", url=NOTHING, browserContextId=context)
    attached = devtools.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
    devtools.session = attached["sessionId"]
    own = {name.lower(): value for name, value in order.headers.items()}
    about: dict[str, Any] = {"userAgent": own.pop("user-agent", "") or _user_agent(agent)}
    if "accept-language" in own:
        about["acceptLanguage"] = own["accept-language"]
    devtools.call("Emulation.setUserAgentOverride", **about)
    headers = {n: value for n, value in order.headers.items() if n.lower() in own}
    return Tab(devtools, attempt, headers)


def _user_agent(browser: str) -> str:
    """Return the browser's own name, from which pages conclude what it can do, with ours."""
    name = USER_AGENT.partition("; ")[2].partition(";")[0]
    return f"{browser.replace('Headless', '')} (compatible; {name}; +{HOME_PAGE})"


def _fragment(url: str) -> str:
    fragment = urldefrag(clean(url)).fragment
    return f"#{fragment}" if fragment else ""


def _final_url(tab: Tab, attempt: Attempt) -> str:
    final = read(urldefrag(tab.url).url)
    if final is None:
        raise FetchError(
            attempt.url, "redirects to something that is not a web URL", detail=tab.url[:80]
        )
    # Redirects by scripts count, too: the first document is the page itself.
    if tab.documents > attempt.config.max_redirects + 1:
        raise too_many(attempt, [attempt.url, final.href])
    attempt.host = final.host
    return final.href


def _not_loaded(failed: str, fault: str, attempt: Attempt, tunnels: Tunnels) -> FetchError:
    """Return the error of a document that could not be loaded."""
    here = read(failed)
    known = tunnels.failures.get((here.host.strip("[]"), here.port)) if here else None
    if known is not None:
        return known
    if "ERR_CERT" in fault or "ERR_SSL" in fault:
        return FetchError(
            attempt.url,
            "the certificate is not valid",
            detail=fault,
            hint=f"crosspost does not fetch pages without that check. {walls.save_it(attempt.url)}",
        )
    if "ERR_INVALID_AUTH_CREDENTIALS" in fault:
        return error_of(401, attempt)
    if "ERR_TOO_MANY_REDIRECTS" in fault:
        return too_many(attempt, [attempt.url])
    return FetchError(attempt.url, "the browser could not load the page", detail=fault, retry=True)


def _crashed(attempt: Attempt, browser: Browser) -> FetchError:
    said = browser.last_words()
    hint = f"See whether this works: {by_hand(attempt.url)}" if said else ""
    return FetchError(attempt.url, "the browser has crashed", detail=said, hint=hint)


def _too_slow(attempt: Attempt) -> FetchError:
    return FetchError(
        attempt.url,
        f"not drawn after {attempt.config.render_timeout:g} s",
        hint="Increase render_timeout.",
        retry=True,
    )


def _warnings(config: Config, tunnels: Tunnels, *, is_complete: bool) -> list[str]:
    out = []
    if tunnels.is_full:
        out.append(f"{MAY_BE_INCOMPLETE}: it loads more than {_MOST_LOADED} times max_bytes")
    elif not is_complete:
        out.append(f"{MAY_BE_INCOMPLETE}: it still loads after {config.render_timeout:g} s")
    if tunnels.refused:
        hosts = ", ".join(sorted(tunnels.refused)[:3])
        out.append(f"connections of the page were refused, see --allow-private: {hosts}")
    return out
