"""What an HTTP status means for the user, and whether to retry (RFC 9110, 15)."""

from __future__ import annotations

from http.client import responses

import requests

from crosspost.errors import FetchError
from crosspost.fetch import body, failures, retry, walls
from crosspost.fetch.attempt import Attempt, Temporary

_WHY = {
    401: "401: the page asks for a user name and password",
    402: "402: the page asks for payment",
    403: "403: the server refuses to show the page",
    404: "404 not found",
    410: "410: the page was removed permanently",
    451: "451: unavailable for legal reasons",
}
_TRY = {
    401: "Pass your cookies (--cookies FILE) or a header (--header).",
    402: "Pass your cookies (--cookies FILE).",
    403: "Pass your cookies (--cookies FILE), or save the page in the browser and give the file.",
    404: "Check the link; --archive looks for a copy in the Wayback Machine.",
    410: "--archive looks for a copy in the Wayback Machine.",
    429: "It limits how often it is asked: run again later, a batch with a longer delay.",
    451: "A web archive may have a copy.",
}
# Seconds that the body of an error may take.
_PATIENCE = 5.0


def check_status(response: requests.Response, attempt: Attempt) -> None:
    """Refuse every answer that is not a page.

    Raises:
        Temporary: the server may have it soon.
        FetchError: there is no page.
    """
    status = response.status_code
    if status in (200, 203):
        return
    if status in (204, 205):
        raise FetchError(attempt.url, f"the page is empty (status {status})", status=status)
    vendor = walls.challenge(response.headers, _beginning(response, attempt), status)
    if vendor:
        raise walls.challenge_error(attempt.url, vendor, status)
    error = error_of(status, attempt)
    if status not in retry.STATUSES:
        raise error
    wait = retry.retry_after(response.headers.get("Retry-After"), attempt.clock.now())
    if wait is not None and wait > retry.LONGEST_WAIT:
        raise FetchError(
            attempt.url,
            f"deferred: the server asks to retry later ({status})",
            detail=f"in {retry.spell(wait)}",
            hint="Run again then.",
            retry=True,
            status=status,
            retry_after=wait,
        )
    raise Temporary(error, wait)


def error_of(status: int, attempt: Attempt) -> FetchError:
    """Return the error of a status that is not a page's."""
    known = _WHY.get(status) or f"{status} {responses.get(status, '')}".strip()
    hint = _TRY.get(status, "")
    if status >= 500:
        hint = "The server has a fault: run again later."
    return FetchError(
        attempt.url,
        known,
        hint=hint + attempt.secrets_stay() if "cookies" in hint else hint,
        retry=status in retry.STATUSES,
        status=status,
    )


def _beginning(response: requests.Response, attempt: Attempt) -> bytes:
    """Return the beginning of an error's body; what cannot be read is left out."""
    content = bytearray()
    attempt.deadline = min(attempt.deadline, attempt.clock.monotonic() + _PATIENCE)
    try:
        for piece in body.pieces(response.raw, attempt):
            content += piece
            if len(content) >= walls.SIZE:
                break
    except (*failures.RAISED, FetchError, Temporary):
        return bytes(content)  # the status is enough; the body only explains it
    return bytes(content)
