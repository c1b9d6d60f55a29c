"""The tab that draws a page: what happens in it, and when the page is complete."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urldefrag

from crosspost.fetch import media
from crosspost.fetch.attempt import Attempt
from crosspost.fetch.browser.devtools import BrowserGone, DevTools, Refused
from crosspost.fetch.browser.secrets import with_headers
from crosspost.fetch.given import same_service
from crosspost.urls import read

# Seconds without requests and new text after which a page is complete; if it has hardly any text,
# a script may wait before it draws.
_QUIET, _QUIET_SHORT = 0.5, 3.0
_SHORT = 250  # characters
# Text that changes less than this, such as a clock or a ticker, is the same.
_SAME, _SAME_SHARE = 20, 0.02
# Seconds after which a request is one that never ends.
_PATIENCE = 8.0
_TICK = 0.1
_NOT_WAITED_FOR = frozenset({"WebSocket", "EventSource", "Ping", "Image", "Media", "Font"})
_TEXT = "document.body ? document.body.innerText.length : 0"


class Tab:
    """A tab, in which a page is loaded.

    Args:
        devtools: its ``session`` is that of the tab.
        attempt: names the page.
        headers: of the user, for requests to the service of the page.

    Attributes:
        url: of the document that is shown.
        documents: that were loaded one after the other, redirects included.
        last_request: the URL of the last document that was asked for.
        is_download: a file came that the browser would save.
        is_failed: the last document could not be loaded.
    """

    def __init__(self, devtools: DevTools, attempt: Attempt, headers: dict[str, str]) -> None:
        self.url = ""
        self.documents = 0
        self.is_download = False
        self.is_failed = False
        self.last_request = attempt.link.href
        self._devtools = devtools
        self._attempt = attempt
        self._headers = headers
        self._frame = ""
        self._loader = ""
        self._is_loaded = False
        self._answers: dict[str, int] = {}
        self._waiting: dict[str, float] = {}
        self._changed = time.monotonic()
        devtools.on_event = self._on_event

    @property
    def status(self) -> int:
        """The HTTP status of the document; 200 if it did not come by HTTP."""
        return self._answers.get(self._loader, 200)

    def open(self, url: str, until: float) -> str:
        """Load a page; return the browser's error, empty if the page has begun to come.

        Raises:
            TimeoutError, BrowserGone, TooLarge: see ``devtools``.
            FetchError: it is not a web page, by its type; also of the methods below.
        """
        call = self._devtools.call
        call("Page.enable")
        call("Network.enable", maxTotalBufferSize=0, maxResourceBufferSize=0, maxPostDataSize=0)
        if self._headers:
            call("Fetch.enable", patterns=[{"urlPattern": f"{self._attempt.link.scheme}*"}])
        self._frame = call("Page.getFrameTree")["frameTree"]["frame"]["id"]
        fault = str(call("Page.navigate", url=url, until=until).get("errorText", ""))
        if fault:
            self._devtools.listen(_TICK)  # whether it is a download is said later
        return fault

    def settle(self, until: float) -> bool:
        """Wait until the page is complete; return whether it was in time.

        Raises:
            TimeoutError, BrowserGone, TooLarge: see ``devtools``.
        """
        length = 0
        while time.monotonic() < until and not self.is_failed:
            self._devtools.listen(_TICK)
            now = time.monotonic()
            found = self._text_length(until)
            if abs(found - length) > max(_SAME, _SAME_SHARE * length):
                length, self._changed = found, now
            if not self._is_loaded or self._is_waiting(now):
                continue
            if now - self._changed >= (_QUIET if length >= _SHORT else _QUIET_SHORT):
                return True
        return False

    def _text_length(self, until: float) -> int:
        """Return the number of characters that the page shows; 0 if that cannot be known."""
        try:
            answer = self._devtools.call(
                "Runtime.evaluate", expression=_TEXT, returnByValue=True, until=until
            )
        except (Refused, TimeoutError):  # between two documents; or a script that never ends
            return 0
        value = answer.get("result", {}).get("value")
        return value if isinstance(value, int) else 0

    def _is_waiting(self, now: float) -> bool:
        """Tell whether the page has requests that may soon be answered."""
        return any(now - since < _PATIENCE for since in self._waiting.values())

    def snapshot(self) -> dict[str, Any]:
        """Return the tree of the page, after its scripts were ended.

        Raises:
            TimeoutError, BrowserGone, TooLarge: see ``devtools``.
        """
        self._devtools.send("Runtime.terminateExecution")
        self._devtools.send("Emulation.setScriptExecutionDisabled", value=True)
        return self._devtools.call("DOMSnapshot.captureSnapshot", computedStyles=[])

    def _on_event(self, name: str, event: dict[str, Any]) -> None:
        if name in ("Inspector.targetCrashed", "Target.targetCrashed"):
            raise BrowserGone
        handler = getattr(self, f"_on_{name.replace('.', '_')}", None)
        if handler is not None:
            handler(event)

    def _on_Network_requestWillBeSent(self, event: dict[str, Any]) -> None:  # noqa: N802
        if event.get("frameId") == self._frame and event.get("type") == "Document":
            self.documents += 1
            self.last_request = event["request"]["url"]
        if event.get("type") not in _NOT_WAITED_FOR:
            self._changed = time.monotonic()
            self._waiting.setdefault(event["requestId"], self._changed)

    def _on_Network_loadingFinished(self, event: dict[str, Any]) -> None:  # noqa: N802
        if self._waiting.pop(event["requestId"], None) is not None:
            self._changed = time.monotonic()

    _on_Network_loadingFailed = _on_Network_loadingFinished  # noqa: N815

    def _on_Network_responseReceived(self, event: dict[str, Any]) -> None:  # noqa: N802
        if event.get("frameId") == self._frame and event["type"] == "Document":
            response = event["response"]
            self._answers[event["loaderId"]] = response["status"]
            media.check_type(self._attempt.url, response["mimeType"])

    def _on_Page_frameNavigated(self, event: dict[str, Any]) -> None:  # noqa: N802
        frame = event["frame"]
        if frame.get("parentId"):
            return
        self.url, self._loader, self._is_loaded = frame["url"], frame["loaderId"], False
        self.is_failed = bool(frame.get("unreachableUrl"))
        self._waiting = {key: since for key, since in self._waiting.items() if key == self._loader}
        self._changed = time.monotonic()

    def _on_Page_navigatedWithinDocument(self, event: dict[str, Any]) -> None:  # noqa: N802
        if event["frameId"] == self._frame:
            self.url = event["url"]

    def _on_Page_loadEventFired(self, event: dict[str, Any]) -> None:  # noqa: N802
        self._is_loaded = True

    def _on_Page_javascriptDialogOpening(self, event: dict[str, Any]) -> None:  # noqa: N802
        accept = event["type"] == "beforeunload"  # leaving the page
        self._devtools.send("Page.handleJavaScriptDialog", accept=accept)

    def _on_Browser_downloadWillBegin(self, event: dict[str, Any]) -> None:  # noqa: N802
        self.is_download = self.is_download or event["frameId"] == self._frame

    def _on_Fetch_requestPaused(self, event: dict[str, Any]) -> None:  # noqa: N802
        """Add the user's headers to a request, if it goes to the service of the page."""
        request, changes = event["request"], {}
        here = read(urldefrag(request["url"]).url)
        if here is not None and same_service(self._attempt.link, here):
            changes = {"headers": with_headers(request["headers"], self._headers)}
        self._devtools.send("Fetch.continueRequest", requestId=event["requestId"], **changes)
