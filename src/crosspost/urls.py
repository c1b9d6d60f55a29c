"""Addresses: resolving them, telling whether two name the same article, which schemes may pass."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

# Query parameters that say where a reader came from and never which article it is. Taken from the
# vendors' own documentation (Google Analytics, Ads and Merchant Center, Meta, Microsoft, LinkedIn,
# Reddit, Snap, Twitter, Yahoo, Mailchimp, HubSpot, Klaviyo, Kit, Matomo, Yandex, Marketo, Piano,
# Impact, Branch, Drip); ``ref`` and ``source`` are left alone: some sites select with them.
_TRACKING = re.compile(
    r"(?:utm_\w+|hsa_\w+|mtm_\w+|pk_\w+|piwik_\w+|at_(?:medium|campaign|custom\d+|link_\w+)"
    r"|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|twclid|ttclid|yclid|ysclid|igshid|igsh"
    r"|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hs\w+|_openstat|oly_\w+_id|vero_id|s_cid|ncid"
    r"|_ga|_gl|epik|wickedid|ml_subscriber(?:_hash)?|rb_clickid|trk|trkcampaign|cmpid|ICID"
    r"|CMP|ito|smid|smtyp|xtor|srsltid|gad_(?:source|campaignid)|li_fat_id|rdt_cid|sccid|mibextid"
    r"|_kx|irclickid|irgwc|ck_subscriber_id|guccounter|guce_referrer(?:_sig)?|ref_src|msockid"
    r"|_branch_(?:match_id|referrer))",
    re.I,
)
# The WHATWG URL standard removes tabs and newlines anywhere and trims C0 controls and blanks.
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_LINK_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
_WEB_SCHEMES = frozenset({"http", "https"})


def clean(url: str) -> str:
    """Return the address without the invisible characters that browsers remove."""
    return (url if url.isprintable() else _INVISIBLE.sub("", url)).strip()


def scheme(url: str) -> str:
    """Return the scheme in lower case, empty for a relative address.

    Invisible characters are removed first, so that ``java\\tscript:`` is ``javascript``.
    """
    found = _SCHEME.match(clean(url))
    return found[1].lower() if found else ""


def is_web(url: str) -> bool:
    """Tell whether this is an absolute http or https address with a host."""
    try:
        parts = urlsplit(clean(url))
    except ValueError:
        return False
    return parts.scheme.lower() in _WEB_SCHEMES and bool(parts.hostname)


def is_safe_link(url: str) -> bool:
    """Tell whether a link to this address may stand in a post: web, mail, phone or relative."""
    return scheme(url) in _LINK_SCHEMES


def absolute(base: str, href: str) -> str | None:
    """Resolve an address found in a page; None where it is no address at all.

    Whatever the scheme: it is for the caller to refuse some. In-page links (``#x``) stay as
    they are, since the post has its own page.
    """
    href = clean(href)
    if href.startswith("#"):
        return href
    try:
        return urljoin(base, href) if base else href
    except ValueError:
        return None


def host(url: str) -> str:
    """Return the host name in lower case, empty where there is none."""
    try:
        return (urlsplit(clean(url)).hostname or "").lower()
    except ValueError:
        return ""


def without_tracking(url: str) -> str:
    """Return the address without tracking parameters and without a text fragment.

    The rest, the order of parameters included, stays as it was.
    """
    try:
        parts = urlsplit(clean(url))
    except ValueError:
        return url
    query = parts.query
    if query:
        kept = [p for p in query.split("&") if not _TRACKING.fullmatch(p.split("=", 1)[0])]
        query = "&".join(kept)
    fragment = parts.fragment.split(":~:", 1)[0]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))


def identity(url: str) -> str:
    """Return a key that is equal for two addresses of the same article.

    Scheme, ``www.``, default port, fragment, tracking parameters, a trailing slash or index file,
    the order of parameters and the case of the host make no difference.
    """
    try:
        parts = urlsplit(without_tracking(url))
        port = parts.port
    except ValueError:
        return url
    name = (parts.hostname or "").lower().removeprefix("www.")
    if port and port not in (80, 443):
        name += f":{port}"
    path = re.sub(r"/(?:index\.(?:html?|php))?$", "", quote(parts.path, safe="/%:@!$&'()*+,;=~"))
    pairs = sorted(parse_qsl(parts.query, keep_blank_values=True))
    query = f"?{urlencode(pairs)}" if pairs else ""
    return f"{name}{path}{query}"
