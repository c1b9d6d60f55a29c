"""Make the post of one link: fetch its page, what else its article needs, and its pictures."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from crosspost import sites
from crosspost.config import Config
from crosspost.dates import day_of
from crosspost.errors import FetchError, NoArticle
from crosspost.fetch import fetch, fetch_next
from crosspost.model import EMBED, FetchedPictures, Link, Observer, Page, Pages, Post, Step
from crosspost.page_to_post import page_to_post
from crosspost.urls import Trust, host

if TYPE_CHECKING:
    from crosspost.fetch import Fetcher
    from crosspost.targets.base import Target


@dataclasses.dataclass(frozen=True)
class PostMaker:
    """Makes the post of one link.

    Attributes:
        link: what is imported.
        config: the settings.
        target: the site.
        now: the time of import, with a time zone.
        web: fetches pages and pictures; None: the page is a saved one.
        limited: returns a context that is entered for the work on a page.
        on_step: called with each step that begins.
    """

    link: Link
    config: Config
    target: Target
    now: datetime
    web: Fetcher | None
    limited: Callable[[], AbstractContextManager[None]]
    on_step: Observer

    def page(self, base_url: str | None) -> Page:
        """Fetch or read the page; pictures that a browser saved beside it are with it.

        Raises:
            FetchError: the page cannot be read.
        """
        from crosspost.images.beside import with_pictures

        given = self.link.overrides.get("date")
        day = day_of(given) if isinstance(given, date) else None
        config = sites.for_fetching(self.link.url, self.config)
        page = fetch(self.link.url, config, base_url=base_url, fetcher=self.web, day=day)
        return with_pictures(page) if config.pictures else page

    def first(self, page: Page) -> tuple[Page, Post]:
        """Make the post of a page, of another form of it, or of what a browser draws of it.

        Returns:
            The page, with what else was fetched, and its post; of an article in pages, of the
            first one.

        Raises:
            NoArticle: there is no article in any of them.
        """
        try:
            return self._with_other_forms(page)
        except NoArticle as error:
            page = self._drawn(page, error)
            return page, self._make(page, is_first=True)

    def whole(self, page: Page, post: Post) -> tuple[Page, Post]:
        """Fetch the other pages of an article in pages, and make the post of all of them.

        Args:
            page, post: as ``first`` returns them.
        """
        pages = post.article.pages
        if not (self.web and pages and self.config.follow_pages):
            return page, post
        page = self._follow(page, pages, self.web)
        return page, self._make(page)

    def with_pictures(self, page: Page, post: Post, given: Fetcher | None, folder: Path) -> Post:
        """Fetch the pictures that a post shows from the web, and make the post with their copies.

        Args:
            page, post: as ``whole`` returns them.
            given: fetches the pictures of a saved page; None: a new one does.
            folder: for the files.
        """
        from crosspost.fetch import Fetcher  # loads the network, which a saved page does not need
        from crosspost.post_pictures import fetch_pictures

        # What a saved page says of its own URL gets no secrets; the archive gets none, either.
        trust: Trust = "own" if self.web and not page.archive_url else "remote"
        shown_by = page.archive_url or page.final_url
        known = self.web or given
        with Fetcher(self.config) if known is None else nullcontext(known) as client:
            ask = partial(client.picture, page_url=shown_by, trust=trust)
            number = count(1)

            def get(url: str, most_bytes: int) -> bytes:
                self.on_step(Step("pictures", host(url), next(number), len(post.on_web)))
                return ask(url, most_bytes=most_bytes)

            fetched = fetch_pictures(post, get, self.config, folder)
        return self._make(page, fetched)

    def _make(
        self, page: Page, fetched: FetchedPictures | None = None, *, is_first: bool = False
    ) -> Post:
        self.on_step(Step("converting"))
        with self.limited():
            return page_to_post(
                page,
                self.config,
                self.target,
                overrides=self.link.overrides,
                now=self.now,
                fetched=fetched,
                is_to_follow=is_first and self.web is not None and self.config.follow_pages,
            )

    def _with_other_forms(self, page: Page) -> tuple[Page, Post]:
        from crosspost.paging.answer import with_answer
        from crosspost.paging.other_forms import is_wanted, next_form

        while True:
            made: Post | NoArticle
            try:
                made = self._make(page, is_first=True)
            except NoArticle as error:
                made = error
            article = made.article if isinstance(made, Post) else None
            is_asked = self.config.follow_pages and is_wanted(page, article)
            wanted = next_form(page, article, self.config) if self.web and is_asked else None
            if self.web and wanted:
                try:
                    is_embed = wanted.number == EMBED
                    got: Page | FetchError = fetch_next(
                        self.config, self.web, wanted.url, page, is_embed=is_embed
                    )
                except FetchError as error:
                    got = error
                page = with_answer(page, wanted, got)
            elif isinstance(made, Post):
                return page, made
            else:
                raise made

    def _drawn(self, page: Page, error: NoArticle) -> Page:
        """Have a browser draw a page that had no article; raise the error if that cannot help."""
        from crosspost.fetch.drawn import is_worth_drawing

        config = sites.for_fetching(self.link.url, self.config)
        if self.web is None or page.archive_url or not is_worth_drawing(error, config):
            raise error
        return self.web.draw(self.link.url)

    def _follow(self, page: Page, pages: Pages, web: Fetcher) -> Page:
        """Fetch the other pages of an article.

        Args:
            page: the first one.
            pages: what it says about the others.
        """
        from crosspost.paging.follow import follow

        numbers = {url: number for number, url in pages.urls.items()}

        def get(url: str, known: Page) -> Page:
            number = numbers.get(url, len(known.more) + 2)
            self.on_step(Step("page", "", number, pages.count))
            return fetch_next(self.config, web, url, known)

        return follow(page, get, self.limited, sites.rule_of(self.config))
