"""Error messages for the exceptions of requests, urllib3, http.client and OpenSSL."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator

import requests.exceptions
import urllib3.exceptions

from crosspost.errors import FetchError
from crosspost.fetch.attempt import Attempt, Temporary
from crosspost.fetch.proxies import HINT
from crosspost.fetch.walls import save_it
from crosspost.fetch.wording import shown
from crosspost.urls import scheme

# Everything that a request and its body are known to raise. LocationParseError and UnicodeError
# are ValueErrors; urllib3's and http.client's own errors are not OSErrors.
RAISED = (
    requests.exceptions.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
)
_MOST_CAUSES = 20
# Bytes of a URL that every server should accept (RFC 9110, 4.1).
LONGEST = 8000
_CUT = (
    urllib3.exceptions.IncompleteRead,
    http.client.IncompleteRead,
)
_CLOSED = (
    http.client.RemoteDisconnected,
    ConnectionError,
    ssl.SSLEOFError,
    ssl.SSLZeroReturnError,
)
_NOT_HTTP = (
    http.client.HTTPException,
    urllib3.exceptions.InvalidHeader,
    urllib3.exceptions.HeaderParsingError,
)


def translate(error: Exception, attempt: Attempt) -> FetchError | Temporary:
    """Return the error to raise instead.

    Returns:
        ``Temporary`` if another try may help, else ``FetchError``.
    """
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, (FetchError, Temporary)):
            return cause
    if attempt.is_over():
        return attempt.too_slow()
    certificate = _certificate(causes)
    if certificate:
        return FetchError(
            attempt.url,
            "the certificate is not valid",
            detail=shown(certificate),
            hint=f"crosspost does not fetch pages without that check. {save_it(attempt.url)}",
        )
    if _has(causes, (requests.exceptions.ProxyError, urllib3.exceptions.ProxyError)):
        return FetchError(
            attempt.url,
            "the proxy failed",
            detail=_words(causes[-1]),
            hint=HINT,
            retry=True,
        )
    return _network(causes, attempt)


def _network(causes: tuple[BaseException, ...], attempt: Attempt) -> FetchError | Temporary:
    """Translate the errors of the connection."""
    url = attempt.url
    if _has(causes, (TimeoutError, urllib3.exceptions.TimeoutError)):
        why = f"read time-out: no byte for {attempt.config.read_timeout:g} s"
        hint = "Run again later, or increase read_timeout in crosspost.toml."
        return Temporary(FetchError(url, why, hint=hint, retry=True))
    if _has(causes, _CUT) or "ended prematurely" in str(causes[0]):
        return Temporary(FetchError(url, "incomplete: the connection ended too early", retry=True))
    if _has(causes, _CLOSED):
        return Temporary(FetchError(url, "the server closed the connection", retry=True))
    if _has(causes, (ssl.SSLError,)):
        return FetchError(url, "no secure connection", detail=_tls_reason(causes))
    if _has(causes, _NOT_HTTP):
        return FetchError(url, "the answer is not valid HTTP", detail=_words(causes[-1]))
    if _has(causes, (ValueError,)):
        return FetchError(url, "not a valid URL", hint="Check the link.")
    return Temporary(FetchError(url, "network error", retry=True, detail=_words(causes[-1])))


def after(tried: int, error: FetchError) -> FetchError:
    """Return the error of the last try with the number of tries."""
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
        gone=error.gone,
    )


def not_fetchable(shown: str, url: str) -> FetchError:
    """Return the error for a text that is not a web URL.

    Args:
        shown: the text for messages.
        url: the text.
    """
    kind = scheme(url)
    if kind in ("http", "https"):
        if len(url) > LONGEST:
            return FetchError(shown, f"longer than {LONGEST} characters", hint="Check the link.")
        return FetchError(shown, "not a valid URL", hint="Check the link.")
    hint = (
        "Give the path of the file." if kind == "file" else "Give a link that begins with https://"
    )
    return FetchError(shown, "only http and https URLs are fetched", hint=hint)


def was_closed(error: Exception) -> bool:
    """Tell whether the other end closed the connection before it answered."""
    return _has(tuple(_causes(error)), _CLOSED)


def _words(error: BaseException) -> str:
    return shown(str(error)) or type(error).__name__


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those inside it, the innermost one last."""
    seen: list[BaseException] = []
    todo: list[object] = [error]
    while todo and len(seen) < _MOST_CAUSES:
        this = todo.pop(0)
        if not isinstance(this, BaseException) or any(this is other for other in seen):
            continue
        seen.append(this)
        yield this
        todo += [*this.args, getattr(this, "reason", None), this.__cause__, this.__context__]


def _has(causes: tuple[BaseException, ...], kinds: tuple[type[BaseException], ...]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _certificate(causes: tuple[BaseException, ...]) -> str:
    """Return what is wrong with the certificate; empty if the certificate is not the cause."""
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return str(cause.verify_message or cause.reason or cause)
    return ""


def _tls_reason(causes: tuple[BaseException, ...]) -> str:
    for cause in causes:
        if isinstance(cause, ssl.SSLError) and cause.reason:
            return cause.reason.replace("_", " ").lower()
    return "TLS failed"
