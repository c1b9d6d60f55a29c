"""Where the page of a link comes from: the web, the cache, the disk, a web archive, the list."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

from crosspost.batch.cache import Cache
from crosspost.batch.entry import OFFERED
from crosspost.batch.journal.queue import Task, body_of
from crosspost.batch.sources.warc import record_at
from crosspost.config import Config
from crosspost.dates import day_of, read_iso
from crosspost.errors import FetchError
from crosspost.fetch import Fetcher, fetch
from crosspost.fetch.drawn import is_worth_drawing, may_be_drawn_later
from crosspost.fetch.oembed import asked_of
from crosspost.fetch.snapshot import clean, is_snapshot, raw_url, taken_on
from crosspost.images.beside import with_pictures
from crosspost.images.fetched import content_of
from crosspost.model import EMBED, FollowingPage, Page
from crosspost.sites import delay_of, for_fetching
from crosspost.urls import Trust, is_web

# Before the URL under which the cache keeps a page as a browser has drawn it.
_DRAWN = "drawn "
# Before the URL of a page, or of a question, under which it keeps what oEmbed says.
_EMBED = "embed "


class Pages:
    """Gets pages, lists and ``robots.txt``; several threads may use it.

    Args:
        fetcher: for all that comes from the web.
        config: limits of a page.
        cache: where pages are looked for first, and kept; None: nowhere.
        wait: pauses before a further request to the archive.
        keep_picture: writes a picture, to be kept until its post is written, and returns its path.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        config: Config,
        cache: Cache | None = None,
        wait: Callable[[], None] = lambda: None,
        keep_picture: Callable[[str, bytes], Path] | None = None,
    ) -> None:
        self._fetcher = fetcher
        self._config = config
        self._cache = cache
        self._archive = fetcher.archive(wait) if config.archive else None
        self._keep_picture = keep_picture
        self._one_browser = threading.Lock()

    def cached(self, task: Task) -> Page | None:
        """Return the page of a link if it is in the cache."""
        if task.kind != "web":
            return None
        if self.is_embed(task):
            return self._cached_embed(task.url, task)
        render = for_fetching(task.url, self._config).render
        if render != "never":
            page = self.cached_page(_DRAWN + task.url, task)
            if page is not None or render == "always":
                return page and replace(page, url=task.url, is_drawn=True)
        return self.cached_page(task.url, task)

    def get(self, task: Task) -> Page:
        """Get the page of a link, unless it came with the list; this may take long.

        Raises:
            CrosspostError: there is no page; of the web it is a ``FetchError``.
        """
        if task.kind == "warc":
            content, charset, written = record_at(task.place, self._config.max_bytes)
            return Page(task.url, task.url, content, charset, written or task.imported_at)
        if task.kind == "zip":
            from crosspost.batch.sources.exports.zip_pages import page_at  # few batches need it

            keep = self._keep_picture if self._config.pictures else None
            content, charset, saved = page_at(task.place, self._config.max_bytes, keep)
            url = task.url if is_web(task.url) else ""
            return Page(url, url, content, charset, task.imported_at, saved=saved)
        if task.kind != "web":
            page = fetch(task.place, self._config)
            return with_pictures(page) if self._config.pictures else page
        if is_snapshot(task.url, self._config.archive_api):
            page = self._fetcher.get(raw_url(task.url), trust=task.trust)
            return clean(page, "", task.url)
        try:
            page = self._get(task)
        except FetchError as error:
            if self._archive is None:
                raise
            return self._archive.instead(task.url, error, _day(task))
        if not page.is_drawn:  # then it is kept already
            self._keep(page, task.url, task)
        return page

    def _get(self, task: Task) -> Page:
        """Fetch a page, or have it drawn, as the setting ``render`` says."""
        config = for_fetching(task.url, self._config)
        if asked := asked_of(task.url, config):
            return self._fetcher.embed(task.url, asked)
        if config.render == "always":
            return self.draw(task)
        try:
            return self._fetcher.get(task.url, trust=task.trust)
        except FetchError as error:
            if not is_worth_drawing(error, config):
                raise
        return self.draw(task)

    def may_be_drawn(self, page: Page) -> bool:
        """Tell whether a page is to be drawn if it has no article since a script fills it."""
        return may_be_drawn_later(page, for_fetching(page.url, self._config))

    def delay_of(self, host: str) -> float:
        """Return the seconds between two requests that the rules for a host ask for."""
        return delay_of(f"https://{host}/", self._config) if host else 0.0

    def draw(self, task: Task) -> Page:
        """Have a browser draw the page of a link of the web, one at a time.

        Raises:
            FetchError: there is no page, or no browser.
        """
        with self._one_browser:
            page = self._fetcher.draw(task.url, trust=task.trust)
        self._keep(page, task.url, task)
        return page

    def _keep(self, page: Page, url: str, task: Task) -> None:
        """Keep a page in the cache if there is one."""
        if self._cache is not None:
            kind = _EMBED if page.is_embed else _DRAWN if page.is_drawn else ""
            self._cache.keep(page, f"{kind}{url}", task.trust)

    def is_embed(self, task: Task) -> bool:
        """Tell whether the provider of a page is asked about it, and not its host for the page."""
        config = for_fetching(task.url, self._config)
        return task.kind == "web" and asked_of(task.url, config) is not None

    def cached_next(self, wanted: FollowingPage, task: Task) -> Page | None:
        """Return another page or form of a link's article if it is in the cache."""
        if wanted.number == EMBED:
            return self._cached_embed(wanted.url, task)
        return self.cached_page(wanted.url, task)

    def _cached_embed(self, url: str, task: Task) -> Page | None:
        page = self.cached_page(_EMBED + url, task)
        return page and replace(page, url=url, is_embed=True)

    def cached_page(self, url: str, task: Task) -> Page | None:
        """Return another page of a link's article if it is in the cache."""
        if self._cache is None:
            return None
        return self._cache.find(url, task.trust, most_bytes=self._config.max_bytes)

    def follow(self, wanted: FollowingPage, page: Page, task: Task) -> Page:
        """Get another page of a link's article.

        Args:
            wanted: that page, which ``page`` names.

        Raises:
            FetchError: there is no page.
        """
        if self._archive and page.archive_url:
            return self._archive.page_of(wanted.url, taken_on(page.archive_url))
        is_embed = wanted.number == EMBED
        with self._one_browser if page.is_drawn else nullcontext():
            found = self._fetcher.follow(wanted.url, page, trust=task.trust, is_embed=is_embed)
        self._keep(found, wanted.url, task)
        return found

    def picture(self, url: str, page_url: str, trust: Trust, most_bytes: int) -> bytes:
        """Get a picture that a page shows; arguments as of ``Fetcher.picture``.

        Raises:
            FetchError: it cannot be fetched.
            NotAPicture: it is in the page itself, and is not one.
        """
        if url[:5].lower() == "data:":
            return content_of(url)
        return self._fetcher.picture(url, page_url, most_bytes, trust=trust)

    def robots(self, url: str, most_bytes: int, *, trust: Trust) -> bytes:
        """Get a ``robots.txt``.

        Args:
            trust: who named the link or list that it is asked for.

        Raises:
            FetchError: there is none, or it cannot be fetched.
        """
        return self._fetcher.download(url, most_bytes, tries=1, bare=True, trust=trust)

    def download(self, url: str, most_bytes: int, *, remote: bool) -> bytes:
        """Get a list.

        Args:
            most_bytes: of the file, decompressed.
            remote: a list from the network named it.

        Raises:
            FetchError: it cannot be fetched.
        """
        is_given = self._fetcher.is_given(url)
        trust: Trust = "remote" if remote else "own" if is_given else "local"
        return self._fetcher.download(url, most_bytes, tries=1, trust=trust)


def _day(task: Task) -> date | None:
    """Return the day of an article by the list, or by the user; None if it is not known."""
    for fields in (task.overrides, task.overrides.get(OFFERED)):
        value = fields.get("date") if isinstance(fields, Mapping) else None
        found = read_iso(value) if isinstance(value, str) else value
        if isinstance(found, date):
            return day_of(found)
    return None


def page_of_list(db: sqlite3.Connection, task: Task) -> Page:
    """Return the body that came with the list, as a page."""
    body = body_of(db, task).encode("utf-8", "replace")
    return Page(task.url, task.url, body, "utf-8", task.imported_at)
