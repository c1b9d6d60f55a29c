"""Pages that are shown instead of the article: challenges for browsers, log-in forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from shlex import quote

from crosspost.errors import FetchError
from crosspost.lazy_regex import lazy_compile
from crosspost.urls import path

# Bytes of an error's body that are read to recognise a challenge, and the size up to which a page
# that came with 200 may be one: the largest seen (Cloudflare's) have some 40 KB.
SIZE = 64 * 1024


# Response headers, from the vendors' documentation.
_HEADERS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-vercel-mitigated", "challenge", "Vercel"),
    ("x-amzn-waf-action", "challenge", "AWS WAF"),
    ("x-amzn-waf-action", "captcha", "AWS WAF"),
    ("x-datadome", "protected", "DataDome"),
)
# Markup of challenge pages only; in an article about them "<" would be escaped.
_MARKERS = (
    (b"window._cf_chl_opt", "Cloudflare"),
    (b"<title>Attention Required! | Cloudflare</title>", "Cloudflare"),
    (b"<title>Just a moment...</title>", "Cloudflare"),  # words: fine
    (b'src="/_Incapsula_Resource?', "Imperva"),
    (b"Incapsula incident ID:", "Imperva"),
    (b"captcha-delivery.com/", "DataDome"),
    (b'id="px-captcha"', "HUMAN"),
    (b"window._pxAppId", "HUMAN"),
    (b'id="sec-if-cpt-container"', "Akamai"),
    (b"errors.edgesuite.net", "Akamai"),
    (b"sucuri_cloudproxy_js=", "Sucuri"),
    (b"window.awsWafCookieDomainList", "AWS WAF"),
    (b'id="anubis_challenge"', "Anubis"),
    (b"/.well-known/ddos-guard/", "DDoS-Guard"),
    (b"window.KPSDK=", "Kasada"),
)
# A page with this many paragraphs, or bytes of text, is not only a challenge. (Some
# services put the script of the challenge into each page that they let through.)
_MOST_PARAGRAPHS = 5
_MOST_TEXT = 2000
_SILENT = lazy_compile(rb"<(?:script|style|svg)\b", re.I)
# An unclosed tag ends with the page, so that it is read only once.
_SILENT_END = lazy_compile(rb"</(?:script|style|svg)\b[^>]*+(?:>|\Z)", re.I)
_TAG = lazy_compile(rb"<[^>]*+(?:>|\Z)")

_LOGIN_PATH = lazy_compile(
    r"/(?:(?:user|users|account|accounts|auth|session|sessions|member|members)/)?"
    r"(?:log[-_]?in|sign[-_]?in|wp-login\.php|login\.(?:php|aspx?|html?|jsp)|sso|sessions?/new)/?",
    re.I,
)
_LOGIN_END = lazy_compile(
    r"/(?:log[-_]?in|sign[-_]?in|wp-login\.php|login\.(?:php|aspx?|html?|jsp))/?", re.I
)
_PASSWORD = lazy_compile(rb"<input\b[^<>]{0,500}?\btype\s*=\s*[\"']?password", re.I)
_LOGIN_TITLE = lazy_compile(
    rb"<title[^>]{0,200}>\s{0,100}(?:log[ -]?in|sign[ -]?in|anmelden|connexion|iniciar sesi)", re.I
)


def save_it(url: str) -> str:
    """Return the hint to save the page in a browser; its command can be pasted into a shell."""
    return f"Save the page in the browser and run: crosspost page.html --base-url {quote(url)}"


def challenge(headers: Mapping[str, str], content: bytes, status: int) -> str | None:
    """Name the service whose challenge page this is; None for any other page.

    Args:
        headers: of the response.
        content: the body, or its beginning.
        status: the HTTP status.
    """
    for name, value, vendor in _HEADERS:
        if headers.get(name, "").strip().lower().startswith(value):
            return vendor
    if status == 200 and (len(content) > SIZE or says_more(content)):
        return None
    found = next((vendor for marker, vendor in _MARKERS if marker in content), None)
    return None if found and status == 200 and text_length(content) > _MOST_TEXT else found


def says_more(content: bytes) -> bool:
    """Tell whether a page has at least this many paragraphs, without counting all of them."""
    at = -1
    for _ in range(_MOST_PARAGRAPHS + 1):
        at = content.find(b"<p", at + 1)
        if at < 0:
            return False
    return True


def text_length(content: bytes) -> int:
    """Bytes of text that a page shows, approximately: those outside of tags and scripts."""
    first, *others = _SILENT.split(content)
    shown = [first]
    for part in others:
        end = _SILENT_END.search(part)
        shown.append(part[end.end() :] if end else b"")
    return len(b" ".join(_TAG.sub(b" ", b"".join(shown)).split()))


def is_login(asked: str, answered: str, content: bytes) -> bool:
    """Tell whether a log-in form was served instead of the page.

    Either the link was redirected to the URL of a log-in page, or the page has the title
    of one; and it asks for a password. Pages that only contain such a form do not count.
    """
    is_likely = asked != answered and _leads_to_login(asked, answered)
    if not is_likely and not says_more(content):
        is_likely = _LOGIN_TITLE.search(content[:SIZE]) is not None
    # Checked last, since it takes a tenth of the time of fetching a page.
    return is_likely and _PASSWORD.search(content[: 4 * SIZE]) is not None


def _leads_to_login(asked: str, answered: str) -> bool:
    before, after = path(asked), path(answered)
    return _is_login_path(after) and not _is_login_path(before)


def _is_login_path(way: str) -> bool:
    last = "/" + way.rstrip("/").rpartition("/")[2]
    return bool(_LOGIN_PATH.match(way) or _LOGIN_END.fullmatch(last))


def challenge_error(url: str, vendor: str, status: int, *, is_drawn: bool = False) -> FetchError:
    """Return the error of a challenge page.

    Args:
        url: of the page.
        vendor: of the challenge.
        status: of the response.
        is_drawn: a browser of ours has not passed it either.
    """
    draw_it = "" if is_drawn else "Use --render, which draws it in a browser. "
    return FetchError(
        url,
        f"challenge page ({vendor}): the page is shown to browsers only",
        hint=draw_it + save_it(url),
        status=status,
        needs_browser=not is_drawn,
    )


def login_error(url: str, status: int, where: str = "") -> FetchError:
    """Return the error of a page that asks to log in.

    Args:
        url: of the page.
        status: of the response.
        where: see ``Attempt.secrets_stay``.
    """
    return FetchError(
        url,
        "this page asks to log in and has no article",
        hint=f"Pass your cookies (--cookies FILE).{where} {save_it(url)}",
        status=status,
    )
