"""The body of an article, which came with its metadata in a list → a post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crosspost.body.complete_body import article_of_body
from crosspost.config import Config
from crosspost.metadata.feed_entry import as_metadata
from crosspost.model import FetchedPictures, Page, Post
from crosspost.page.parse import parse_fragment
from crosspost.post_pictures import render_with_pictures
from crosspost.targets.base import Target

# Front matter fields that a list gives as a page would: settings may overrule them.
_FACTS = ("title", "date", "author", "tags", "categories", "image", "description")


def body_to_post(
    page: Page,
    config: Config,
    target: Target,
    *,
    given: Mapping[str, Any],
    overrides: Mapping[str, Any],
    now: datetime,
    fetched: FetchedPictures | None = None,
) -> Post:
    """Turn the body of an article, which came with a list, into a post.

    Args:
        page: its content is the body, a fragment of HTML in UTF-8.
        given: front matter fields of the list; those that a page gives, too, are the article's
            metadata, the others win over ``overrides``.
        overrides: front matter fields that win over the metadata.
        now, fetched: as of ``pipeline.page_to_post``.

    Raises:
        ConfigError, FrontMatterError: as of ``pipeline.page_to_post``.
    """
    tree = parse_fragment(page.content.decode("utf-8"), page.final_url)
    facts = as_metadata(given, page.url)
    own = {name: value for name, value in given.items() if name not in _FACTS}
    article = article_of_body(tree, page.url, lambda: facts)
    chosen = {**overrides, **own}
    return render_with_pictures(
        article, config, target, fetched, overrides=chosen, now=now, requested_url=page.url
    )
