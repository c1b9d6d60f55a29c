"""One page → its post, without the network: extract → pictures → render."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from crosspost import sites
from crosspost.config import Config
from crosspost.errors import NoArticle
from crosspost.extraction import find_article, find_in_all, with_warning
from crosspost.model import Article, FetchedPictures, Page, Post
from crosspost.page.parse import parse

if TYPE_CHECKING:
    from crosspost.targets.base import Target


def page_to_post(
    page: Page,
    config: Config,
    target: Target,
    *,
    overrides: Mapping[str, Any],
    offered: Mapping[str, Any] | None = None,
    now: datetime,
    fetched: FetchedPictures | None = None,
    is_to_follow: bool = False,
) -> Post:
    """Turn a page into a post; nothing is fetched or written.

    Args:
        overrides: front matter fields that win over what the page says.
        offered: as of ``find_article``.
        now: the time of import, with a time zone.
        fetched: the pictures in ``on_web`` of the post that was made of the page before; None: they
            have not been fetched.
        is_to_follow: if the article has other pages, they are fetched, and a post is made of all:
            ``strict`` is for that one.

    Raises:
        NoArticle: there is no article in the page.
        ConfigError: a setting cannot be used for any page.
        FrontMatterError: a field cannot be written so that it is read back.
        PartsMissing: the post has not all of the article, and ``strict`` is set.
    """
    from crosspost.images.rewrite import use_copies
    from crosspost.post_pictures import render_with_pictures

    try:
        article, base_url = _find(page, config, offered)
    except NoArticle as error:
        if error.needs_browser and page.is_drawn:
            reason = "there is no article in the page, though a browser has drawn it"
            raise NoArticle(error.url, reason) from error
        raise
    if is_to_follow and article.pages and not page.more:
        config = dataclasses.replace(config, strict=False)
    copies = target.pictures_url(config.pictures)
    article, pictures = use_copies(article, base_url, page.saved, copies)
    if page.archive_url:
        from crosspost.fetch.snapshot import picture_url
        from crosspost.images.on_web import lead_to
        from crosspost.markdown import images

        article = lead_to(article, partial(picture_url, page.archive_url), images.source)
    return render_with_pictures(
        article,
        config,
        target,
        fetched,
        overrides=overrides,
        now=now,
        requested_url=page.url,
        archive_url=page.archive_url,
        pictures=pictures,
    )


def _find(page: Page, config: Config, offered: Mapping[str, Any] | None) -> tuple[Article, str]:
    """Return the article of a page, and what its relative URLs are relative to."""
    if page.is_embed:
        from crosspost.page_data.oembed import read_embed

        return read_embed(page), page.final_url
    document = parse(page, sites.rule_of(config))
    if not page.more:
        return find_article(document, config, offered), document.base_url
    article = find_in_all(page, document, config, offered)
    is_embed = any(each.page.is_embed for each in page.more if each.page)  # a post may be short
    return article if is_embed else with_warning(article), document.base_url
