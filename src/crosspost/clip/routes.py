"""What the local page answers: the bookmarklet's page, a page that was sent, its preview, its post.

Whoever has the token, which every page learns to which the bookmarklet was applied, can have a page
previewed. To write a post takes the secret name of the preview, which only its own page has.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

from crosspost.clip import pages
from crosspost.clip.bookmarklet import bookmarklet
from crosspost.clip.clips import Clips, Shown, page_of
from crosspost.clip.request import Refused, Request, fields_of
from crosspost.clip.server import Response
from crosspost.model import Page
from crosspost.urls import read

_TOP = "crosspost clip"


@dataclass(frozen=True)
class Actions:
    """What is done with a page that was sent.

    Attributes:
        preview: page, and the name for its form → what is shown, before anything is written.
        write: the same, and the post is written.
        after: called with each post that was written, when its page has been sent.
    """

    preview: Callable[[Page, str], Shown]
    write: Callable[[Page, str], Shown]
    after: Callable[[Shown], None]


@dataclass
class Routes:
    """Answers requests.

    Attributes:
        token: that the bookmarklet sends.
        key: the secret part of the path of the bookmarklet's own page.
        site: where posts go, for the user.
        actions: what is done.
        origin: of the server.
        clips: the pages that were sent.
    """

    token: str
    key: str
    site: str
    actions: Actions
    origin: str = ""
    clips: Clips = field(default_factory=Clips)

    @property
    def start(self) -> str:
        """The URL of the bookmarklet's page."""
        return f"{self.origin}/page/{self.key}"

    def answer(self, request: Request) -> Response:
        """Answer a request.

        Raises:
            Refused: it is not one of the bookmarklet, or of a page of this server.
        """
        top, name = request.path[1:].partition("/")[::2]
        if request.method == "POST":
            if request.path == "/clip":
                return self._take(request)
            if request.path == "/write":
                return self._write(request)
        elif top == "page" and _is_same(name, self.key):
            link = bookmarklet(self.origin, self.token)
            return Response(pages.start(link, self.site, self.clips.written), pages.POLICY)
        elif request.path == "/receive":
            return Response(pages.RECEIVE, pages.RECEIVE_POLICY, has_opener=True)
        elif top == "clip" and (shown := self.clips.shown(name)):
            return Response(shown.page, pages.PREVIEW_POLICY)
        elif top == "clip" and name:
            raise Refused("404 Not Found", "This preview is gone. Use the bookmarklet again.")
        raise Refused("404 Not Found", "There is no such page here.")

    def explain(self, error: Refused) -> Response:
        """Return the page of a refused request."""
        return Response(pages.message(_TOP, error.words), pages.POLICY, error.status)

    def _take(self, request: Request) -> Response:
        """Take in a page that the bookmarklet sends, and show its preview."""
        sent = fields_of(request)
        if not _is_same(sent.get("token", ""), self.token):
            words = (
                "The bookmarklet is not that of this run of crosspost clip: "
                "take the link on the page that it names."
            )
            raise Refused("403 Forbidden", words)
        url = sent.get("url", "")
        self._check_sender(request, url)
        page, name = page_of(url, sent.get("html", "")), self.clips.name()
        self.clips.keep(name, self.actions.preview(page, name), page)
        return _go_to(name)

    def _check_sender(self, request: Request, url: str) -> None:
        """Refuse a page that sends itself as one of another site, as far as the browser tells."""
        sender, there = request.headers.get("origin", "null"), read(url)
        if sender in ("null", self.origin) or there is None:
            return
        if read(sender) is None or there.service != read(sender).service:  # type: ignore[union-attr]
            raise Refused("403 Forbidden", f"{sender} has sent a page that it says is {url[:500]}.")

    def _write(self, request: Request) -> Response:
        """Write the post of a page that was sent, once."""
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            raise Refused("403 Forbidden", "A post is written from its preview only.")
        name = fields_of(request).get("clip", "")
        page = self.clips.page(name)
        if page is None and self.clips.shown(name) is None:
            raise Refused("404 Not Found", "This preview is gone. Use the bookmarklet again.")
        if page is None:  # written already
            return _go_to(name)
        shown = self.actions.write(page, name)
        self.clips.keep(name, shown)
        return _go_to(name, lambda: self.actions.after(shown))


def _go_to(name: str, then: Callable[[], None] | None = None) -> Response:
    return Response(status="303 See Other", location=f"/clip/{name}", then=then)


def _is_same(given: str, secret: str) -> bool:
    """Compare with a secret, in a time that does not depend on where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode("utf-8"))
