"""Cookie files in the Netscape format, as browsers' add-ons, curl and wget write them.

The standard library's reader refuses files without the usual first line, drops session cookies
(expiry 0) and does not say which line is wrong.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from http.cookiejar import Cookie, DefaultCookiePolicy, parse_ns_headers  # type: ignore[attr-defined]
from pathlib import Path

from requests.cookies import RequestsCookieJar

from crosspost.disk_errors import of_reading
from crosspost.errors import ConfigError
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import Trust, WebURL, read

_FIELDS = 7
_EXPIRES = lazy_compile(r";\s*expires\s*=[^;]*", re.I)
_HTTP_ONLY = "#HttpOnly_"
_MOST_SESSIONS = 256


def empty_jar() -> RequestsCookieJar:
    """Return a jar that sends a cookie only to its own host, or to its domain."""
    strict = DefaultCookiePolicy.DomainStrictNonDomain
    return RequestsCookieJar(policy=DefaultCookiePolicy(strict_ns_domain=strict))


def shared_with(jar: RequestsCookieJar, host: str) -> RequestsCookieJar:
    """Return the cookies of a whole domain to which a host belongs.

    A browser sends them with a picture from another host of that domain, too.
    """
    shared = empty_jar()
    for cookie in jar:
        if cookie.domain_specified and f".{host}".endswith(f".{cookie.domain.lstrip('.')}"):
            shared.set_cookie(cookie)
    return shared


class Sessions:
    """The cookies that servers have set with the last pages, for the pictures of these pages.

    Several threads may use it.
    """

    def __init__(self) -> None:
        self._jars: OrderedDict[tuple[Trust, WebURL], RequestsCookieJar] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, jar: RequestsCookieJar, page: WebURL, trust: Trust) -> None:
        """Keep the cookies of a page.

        Args:
            page: its URL, after redirects.
            trust: who named it; what was set for the user is not sent for others.
        """
        if not len(jar):
            return
        with self._lock:
            self._jars[trust, page] = jar
            if len(self._jars) > _MOST_SESSIONS:
                self._jars.popitem(last=False)

    def of(self, page: WebURL, trust: Trust) -> RequestsCookieJar:
        """Return a copy of the cookies of a page; empty if there are none."""
        with self._lock:
            jar = self._jars.get((trust, page))
        return empty_jar() if jar is None else jar.copy()


def readable(header: str) -> str | None:
    """Return a Set-Cookie header that ``http.cookiejar`` can read; None if none can be made.

    For a date such as ``01 Mai 2030`` it raises, and prints the traceback as a warning. A date
    that cannot be read is ignored (RFC 6265, 5.2.1).
    """
    for attempt in (header, _EXPIRES.sub("", header)):
        try:
            parse_ns_headers([attempt])
        except Exception:  # noqa: BLE001 - whatever it raises is what it would print
            continue
        return attempt
    return None


def read_cookies(path: Path) -> RequestsCookieJar:
    """Read a cookie file.

    Raises:
        ConfigError: the file cannot be read or has a line that is not a cookie; says which.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason, hint = of_reading(error)
        raise ConfigError(f"cookies: {path}: {reason}", hint=hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"cookies: {path}: not a text file in UTF-8") from error
    jar = empty_jar()
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip("\r\n")
        if line.startswith(_HTTP_ONLY):
            line = line.removeprefix(_HTTP_ONLY)
        elif line.startswith("#") or not line.strip():
            continue
        jar.set_cookie(_cookie(line, f"{path}:{number}"))
    jar.clear_expired_cookies()
    return jar


def _cookie(line: str, where: str) -> Cookie:
    """Read one line: domain, subdomains too, path, secure, expiry, name, value."""
    fields = line.split("\t")
    if len(fields) == _FIELDS - 1:  # an empty value, its tab trimmed by an editor
        fields.append("")
    if len(fields) != _FIELDS:
        raise ConfigError(
            f"cookies: {where}: {len(fields)} fields instead of {_FIELDS}",
            hint="A cookie file in the Netscape format has seven fields separated by tabs.",
        )
    domain, subdomains, path, secure, expiry, name, value = fields
    try:
        expires = int(float(expiry or "0"))
    except (ValueError, OverflowError) as error:
        raise ConfigError(f"cookies: {where}: {expiry!r} is not a time in seconds") from error
    if not value.isprintable() or not name.isprintable() or not domain.strip("."):
        raise ConfigError(f"cookies: {where}: a cookie needs a domain and printable characters")
    site = read(f"http://{domain.removeprefix('.')}/")
    if site is None:
        raise ConfigError(f"cookies: {where}: {domain[:80]!r} is not a domain")
    domain = site.host
    if "." not in domain:  # http.cookiejar's form of a name like localhost
        domain += ".local"
    dotted = subdomains.upper() == "TRUE"
    if dotted:
        domain = f".{domain}"
    return Cookie(
        version=0,
        name=name,
        value=value,
        port=None,
        port_specified=False,
        domain=domain,
        domain_specified=dotted,
        domain_initial_dot=dotted,
        path=path or "/",
        path_specified=True,
        secure=secure.upper() == "TRUE",
        expires=expires or None,
        discard=not expires,
        comment=None,
        comment_url=None,
        rest={},
    )
