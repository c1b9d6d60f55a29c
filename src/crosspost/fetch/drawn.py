"""When a page is drawn by a browser: always, never, or if there is no article without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosspost.config import Config
from crosspost.errors import FetchError, NoArticle
from crosspost.urls import Trust

if TYPE_CHECKING:
    from crosspost.fetch.fetcher import Fetcher
    from crosspost.model import Page


def is_worth_drawing(error: FetchError | NoArticle, config: Config) -> bool:
    """Tell whether a browser is to be tried, since that may show what could not be found."""
    return error.needs_browser and config.render == "auto"


def may_be_drawn_later(page: Page, config: Config) -> bool:
    """Tell whether a page that has come is to be drawn if it has no article."""
    return config.render == "auto" and not page.is_drawn and not page.archive_url


def get_or_draw(fetcher: Fetcher, url: str, config: Config, trust: Trust = "own") -> Page:
    """Fetch a page, or have it drawn, as ``config.render`` says.

    Args:
        fetcher: with the same settings.
        url: as of ``Fetcher.get``.
        config: the settings.
        trust: as of ``Fetcher.get``.

    Raises:
        FetchError, ConfigError: as of ``Fetcher.get`` and ``Fetcher.draw``.
    """
    if config.render == "always":
        return fetcher.draw(url, trust=trust)
    try:
        return fetcher.get(url, trust=trust)
    except FetchError as error:
        if not is_worth_drawing(error, config):
            raise
    return fetcher.draw(url, trust=trust)
