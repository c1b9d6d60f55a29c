"""The user's headers and cookies in the form that a browser takes them."""

from __future__ import annotations

from typing import Any

from requests.cookies import RequestsCookieJar

from crosspost.urls import WebURL


def cookie_parameters(jar: RequestsCookieJar, link: WebURL) -> list[dict[str, Any]]:
    """Return the cookies that belong to the host of a page, each as of ``Storage.setCookies``.

    The browser sends those of a whole domain to its other hosts, too. Of a page with TLS they are
    never sent without TLS.
    """
    host = link.host if "." in link.host else f"{link.host}.local"  # as ``http.cookiejar`` has it
    found = []
    for cookie in jar:
        domain = cookie.domain.lstrip(".")
        if host != domain and not (cookie.domain_specified and host.endswith(f".{domain}")):
            continue
        secure = cookie.secure or link.scheme == "https"
        scheme, _, rest = link.origin.partition("://")
        parameters: dict[str, Any] = {
            "name": cookie.name,
            "value": cookie.value or "",
            "url": f"{'https' if secure else scheme}://{rest}",
            "path": cookie.path,
            "secure": secure,
        }
        if cookie.domain_specified:
            parameters["domain"] = (
                f".{domain.removesuffix('.local') if host != link.host else domain}"
            )
        if cookie.expires:
            parameters["expires"] = cookie.expires
        found.append(parameters)
    return found


def with_headers(sent: dict[str, str], own: dict[str, str]) -> list[dict[str, str]]:
    """Return the headers of a request with the user's own, as of ``Fetch.continueRequest``."""
    names = {name.lower() for name in own}
    kept = {name: value for name, value in sent.items() if name.lower() not in names}
    return [{"name": name, "value": value} for name, value in (kept | own).items()]
