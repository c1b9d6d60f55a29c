"""URLs: parsing and resolving them, telling whether two name the same article.

All code that depends on a URL's scheme, host or port (fetching, cookies, robots.txt, players,
identity) uses this module. It parses by the URL Standard (https://url.spec.whatwg.org/), as
browsers do; ``can_ada`` is the parser of Node.js. A URL in which ``urllib.parse`` finds another
host, such as ``http://evil\\@good/``, is not accepted as a web URL.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

import can_ada

from crosspost.lazy_regex import lazy_compile

# Query parameters that say where a reader came from and not which article it is. Taken from the
# vendors' own documentation (Google Analytics, Ads and Merchant Center, Meta, Microsoft, LinkedIn,
# Reddit, Snap, Twitter, Yahoo, Mailchimp, HubSpot, Klaviyo, Kit, Matomo, Yandex, Marketo, Piano,
# Impact, Branch, Drip); ``ref`` and ``source`` are left alone, unless the value names a feed or a
# place on the site (see ``_CAME_FROM``): some sites select with them.
_TRACKING = lazy_compile(
    r"(?:utm_\w+|hsa_\w+|mtm_\w+|pk_\w+|piwik_\w+|at_(?:medium|campaign|custom\d+|link_\w+)"
    r"|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|twclid|ttclid|yclid|ysclid|igshid|igsh"
    r"|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hs\w+|_openstat|oly_\w+_id|vero_id|s_cid|ncid"
    r"|_ga|_gl|epik|wickedid|ml_subscriber(?:_hash)?|rb_clickid|trk|trkcampaign|cmpid|ICID"
    r"|CMP|ito|smid|smtyp|xtor|srsltid|gad_(?:source|campaignid)|li_fat_id|rdt_cid|sccid|mibextid"
    r"|_kx|irclickid|irgwc|ck_subscriber_id|guccounter|guce_referrer(?:_sig)?|ref_src|msockid"
    r"|_branch_(?:match_id|referrer))",
    re.I,
)
# "source=rss-1f2e------2", "ref=rss", "source=post_page-----1f2e--------"
_CAME_FROM = lazy_compile(
    r"(?:source|ref|from|via|partner|cmp|src|mod|origin)="
    r"(?:rss(?:[-_.0-9][\w.-]*)?|(?=[^&-]*-----)[\w-]+|friends_link|email(?:[-_][\w-]*)?)",
    re.I,
)
# The WHATWG URL standard removes tabs and newlines anywhere and trims C0 controls and spaces.
_INVISIBLE = lazy_compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_SCHEME = lazy_compile(r"([a-z][a-z0-9+.-]*):", re.I)
# Scheme, then what the standard reads as user name, password, host and port.
_AUTHORITY = lazy_compile(r"[a-z][a-z0-9+.-]*:[/\\]*([^/\\?#]*)", re.I)
_INDEX = lazy_compile(r"/(?:index\.(?:html?|php))?$")
_ESCAPE = lazy_compile(r"%[0-9A-Fa-f]{2}")
_LINK_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
_PORTS = {"http": 80, "https": 443}
# A host that is too long for the parsers, also in a relative URL.
_LONG_AUTHORITY = lazy_compile(
    r"(?:(?:https?|ftp|wss?|file):[/\\]*|(?:[a-z][a-z0-9+.-]*:)?[/\\]{2,})[^/\\?#]{2000}", re.I
)
# A host has at most 253 characters (RFC 1035, 2.3.4). For names in other scripts the time of the
# parsers grows with the square of their length.
_MOST_HOST = 253
_LONG = 2000
# Below the domains of countries, under which others are registered: ``co.uk``, ``com.br``.
_SECOND_LEVEL = frozenset(
    (
        *("ac", "co", "com", "edu", "gen", "go", "gob", "gouv", "gov", "govt", "gv", "id", "info"),
        *("ltd", "me", "mil", "ne", "net", "nom", "or", "org", "plc", "sch"),
    )
)

# Who named a URL: the user; a list on the disk that others made (an export, a feed); a list from
# the network. For what each may do see ``fetch.Fetcher.get``.
Trust = Literal["own", "local", "remote"]


class WebURL(NamedTuple):
    """An http or https URL, parsed by the URL Standard.

    Attributes:
        href: as it is requested: normalized, without credentials and fragment.
        scheme: ``http`` or ``https``.
        host: ASCII, in lower case; an IPv4 address in its usual form, an IPv6 one in brackets.
        port: the default of the scheme if none is given.
        path: begins with ``/``; ``..`` is resolved.
        credentials: user name and password, decoded; None if there are none.
    """

    href: str
    scheme: str
    host: str
    port: int
    path: str
    credentials: tuple[str, str] | None

    @property
    def service(self) -> tuple[str, str, int]:
        """Return what a secret belongs to: scheme, host and port (RFC 6454, an origin)."""
        return self.scheme, self.host, self.port

    @property
    def origin(self) -> str:
        """Return the URL of the service."""
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}/"


def read(url: str, base: WebURL | None = None) -> WebURL | None:
    """Parse a web URL; None if it is not one, or if two parsers disagree about it.

    Args:
        url: as it was found.
        base: the URL that it is relative to.
    """
    text = clean(url)
    parsed = _parse(text) if base is None else _joined(base.href, text)
    if parsed is None:
        return None
    user, password = parsed.username, parsed.password
    credentials = (unquote(user), unquote(password)) if user or password else None
    if credentials:
        parsed.username = parsed.password = ""
    parsed.hash = ""
    host, protocol = parsed.hostname, parsed.protocol[:-1]
    port = int(parsed.port) if parsed.port else _PORTS[protocol]
    if len(host) > _MOST_HOST or not port:
        return None
    return WebURL(str(parsed), protocol, host, port, parsed.pathname, credentials)


def _parse(text: str) -> can_ada.URL | None:
    """Parse a cleaned text; None if it is not a web URL, or if two parsers disagree about it."""
    if len(text) > _LONG and _LONG_AUTHORITY.match(text):
        return None
    try:
        parsed = can_ada.parse(text)
    except (ValueError, TypeError):  # TypeError: a lone surrogate
        return None
    if parsed.protocol not in ("http:", "https:"):
        return None
    origin = parsed.origin
    # If the text begins with the origin itself, as most do, the parsers agree.
    if text.startswith(origin) and text[len(origin) : len(origin) + 1] in ("", "/", "?", "#"):
        return parsed
    return parsed if _agree(text, parsed) else None


def _agree(text: str, parsed: can_ada.URL) -> bool:
    """Tell whether ``urllib.parse`` reads a text as a URL of the same scheme, host and port."""
    found = _AUTHORITY.match(text)
    try:
        other = urlsplit(text)
        host, port = other.hostname or "", other.port
    except ValueError:
        return False
    authority = found[1] if found else ""
    # Other programs choose another one of several "@", or do not decode the host.
    if not host or authority != other.netloc or authority.count("@") > 1 or "%" in host:
        return False
    try:
        same = can_ada.parse(f"http://[{host}]/" if ":" in host else f"http://{host}/").hostname
    except (ValueError, TypeError):
        return False
    default = _PORTS.get(other.scheme, 0)
    return (
        other.scheme == parsed.protocol[:-1]
        and same == parsed.hostname
        and (default if port is None else port) == int(parsed.port or default)
    )


def _joined(base: str, text: str) -> can_ada.URL | None:
    """Resolve a text; None if two parsers resolve it to different hosts."""
    if len(text) > _LONG and _LONG_AUTHORITY.match(text):
        return None
    try:
        parsed = can_ada.parse(base) + text
        other = _parse(urljoin(base, text))
    except (ValueError, TypeError):
        return None
    return parsed if other is not None and other.origin == parsed.origin else None


def clean(url: str) -> str:
    """Return the URL without the invisible characters that browsers remove."""
    return (url if url.isprintable() else _INVISIBLE.sub("", url)).strip()


def scheme(url: str) -> str:
    """Return the scheme in lower case, empty for a relative URL.

    Invisible characters are removed first, so that ``java\\tscript:`` is ``javascript``.
    """
    found = _SCHEME.match(clean(url))
    return found[1].lower() if found else ""


def is_web(url: str) -> bool:
    """Tell whether this is an absolute http or https URL with a host, the same for every parser."""
    return _parse(clean(url)) is not None


def is_safe_link(url: str) -> bool:
    """Tell whether a link to this URL may be in a post: web, mail, phone or relative."""
    return scheme(url) in _LINK_SCHEMES


def absolute(base: str, href: str) -> str | None:
    """Resolve a URL found in a page; None if it is not a URL.

    With any scheme: the caller may refuse some. In-page links (``#x``) stay as
    they are, since the post has its own page. A URL with a backslash is resolved as by a browser,
    since other parsers disagree about it.
    """
    href = clean(href)
    if href.startswith("#"):
        return href
    if len(href) > _LONG and _LONG_AUTHORITY.match(href):
        return None
    try:
        if "\\" in href and _AUTHORITY.match(base or href):
            return str(can_ada.parse(base) + href if base else can_ada.parse(href))
        return urljoin(base, href) if base else href
    except (ValueError, TypeError):
        return None


def host(url: str) -> str:
    """Return the host of a web URL as it is written, in lower case; empty if it is not one.

    ``read`` returns the host in its normal form, in ASCII.
    """
    text = clean(url)
    parsed = _parse(text)
    if parsed is None:
        return ""
    name = parsed.hostname
    return name.strip("[]") if name in text else (urlsplit(text).hostname or "").lower()


def is_same_site(one: str, other: str) -> bool:
    """Tell whether two hosts belong to one registered domain, as far as their form tells."""
    return _registered(one) == _registered(other)


def _registered(host: str) -> str:
    labels = host.split(".")
    is_national = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    size = 3 if is_national else 2
    return ".".join(labels[-size:])


def path(url: str) -> str:
    """Return the path of a URL as it is written; empty if it cannot be parsed.

    For names and words in it; ``read`` returns the path that is requested.
    """
    if len(url) > _LONG and _LONG_AUTHORITY.match(url):
        return ""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def without_tracking(url: str) -> str:
    """Return the URL without tracking parameters and without a text fragment.

    The rest, the order of parameters included, stays as it was.
    """
    rest, _, fragment = clean(url).partition("#")
    rest, _, query = rest.partition("?")
    if query:
        query = _untracked(query)
    fragment = fragment.split(":~:", 1)[0]
    return rest + (query and f"?{query}") + (fragment and f"#{fragment}")


def _untracked(query: str) -> str:
    return "&".join(part for part in query.split("&") if not _is_tracking(part))


def _is_tracking(parameter: str) -> bool:
    name = parameter.split("=", 1)[0]
    return bool(_TRACKING.fullmatch(name) or _CAME_FROM.fullmatch(parameter))


def without_credentials(url: str) -> str:
    """Return a URL without user name and password, which must not be in posts or messages.

    Of a text that is not a web URL everything up to the last ``@`` is removed, since it is not
    clear where a password with a slash begins and ends.
    """
    if "@" not in url:
        return url
    found, kind = _AUTHORITY.match(url), scheme(url)
    if _parse(clean(url)) is not None and found is not None:
        start, end = found.span(1)
        return url[:start] + found[1].rpartition("@")[2] + url[end:]
    is_address = kind in _PORTS or (kind and "//" in url)
    return f"{kind}:…@{url.rpartition('@')[2]}" if is_address else url


def identity(url: str) -> str:
    """Return a key that is equal for two URLs of the same article.

    Scheme, ``www.``, default port, fragment, tracking parameters, a trailing slash or index file,
    the order of parameters and the form of the host make no difference.
    """
    text = clean(url)
    parsed = _parse(text)
    if parsed is None:
        return text.partition("#")[0]
    name = parsed.hostname.removeprefix("www.").rstrip(".")
    if parsed.port:
        name += f":{parsed.port}"
    path = _INDEX.sub("", quote(parsed.pathname, safe="/%:@!$&'()*+,;=~"))
    query = _untracked(parsed.search[1:])
    if query:
        query = f"?{urlencode(sorted(parse_qsl(query, keep_blank_values=True)))}"
    return f"{name}{path}{query}"


def same_escapes(url: str) -> str:
    """Return a URL with its percent-encoding in capitals; WordPress writes it in small letters."""
    return _ESCAPE.sub(lambda found: found[0].upper(), url)


def path_identity(url: str) -> str:
    """Return the part of a URL's identity after its host: equal for two sites' pages of one path.

    Args:
        url: absolute, or a path that begins with ``/``.
    """
    found = identity(same_escapes(f"http://host{url}" if url[:1] == "/" else url))
    start = next((i for i, sign in enumerate(found) if sign in "/?"), len(found))
    return "/" + found[start:].removeprefix("/")
