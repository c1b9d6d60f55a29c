"""A page of the batch → its draft: the stage that takes the time, in processes of its own.

What it needs is imported where it is used, since the process that decides and writes, which names
this function to the others, never parses a page.
"""

from __future__ import annotations

import functools
import io
import pickle
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from crosspost.batch.draft import Draft, Job, Refused
from crosspost.batch.entry import OFFERED
from crosspost.config import Config
from crosspost.errors import ConfigError, CrosspostError
from crosspost.model import Article, Page, Picture
from crosspost.targets.jekyll.site import Site
from crosspost.urls import identity, is_web

# What a process that converts may load before its first page comes.
LOADS = (
    "crosspost.pipeline",
    "crosspost.render",
    "crosspost.images.rewrite",
    "crosspost.body.prune",
)
# Front matter fields that a list gives as the page would: settings may overrule them.
_FACTS = ("title", "date", "author", "tags", "categories", "image", "description")

# All text of a tree but what no reader sees.
_UNSEEN = ("script", "style", "template", "noscript", "svg", "select", "textarea", "iframe", "rp")
_TEXT = f".//text()[not({' or '.join(f'ancestor::{name}' for name in _UNSEEN)})]"


def pack(config: Config, site: Site, overrides: Mapping[str, Any]) -> bytes:
    """Return what every conversion needs, ready to go to other processes and machines.

    What only fetching needs, and may be secret, stays here.
    """
    config = replace(config, headers=MappingProxyType({}), cookies="", user_agent="")
    packed = io.BytesIO()
    _Packer(packed).dump((config, site, dict(overrides)))
    return packed.getvalue()


class _Packer(pickle.Pickler):
    """Knows read-only tables, which pickle does not."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, MappingProxyType):
            return _read_only, (dict(value),)
        return NotImplemented


def _read_only(table: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(table)


# A worker unpacks it once, and not for every page.
_unpacked = functools.lru_cache(maxsize=4)(pickle.loads)


def convert_packed(packed: bytes, job: Job) -> Draft | Refused:
    """Make a post of a page; settings, site and overrides come as ``pack`` made them."""
    config, site, overrides = _unpacked(packed)
    try:
        return convert(config, site, overrides, job)
    except ConfigError:
        raise  # no page can be converted with such settings
    except CrosspostError as error:
        return Refused(str(getattr(error, "reason", error)), error.hint)


def convert(config: Config, site: Site, overrides: Mapping[str, Any], job: Job) -> Draft:
    """Make a post of a page.

    Raises:
        NoArticle: there is no article in the page.
        FrontMatterError: a field cannot be written so that Jekyll reads it back.
    """
    from crosspost.images.rewrite import use_copies
    from crosspost.page.parse import parse
    from crosspost.page.soup import discard
    from crosspost.pipeline import find_article
    from crosspost.render import render

    page = job.page
    if job.draft and not config.draft:
        config = replace(config, draft=True)
    pictures: tuple[Picture, ...] = ()
    if job.is_article:
        article, own = _ready(page, job.overrides)
    else:
        own, document = dict(job.overrides), parse(page)
        article = find_article(document, config, own.pop(OFFERED, None))
        article, pictures = use_copies(article, document.base_url, page.saved, config, site)
    post = render(
        article,
        config,
        site,
        overrides={**overrides, **own},
        now=job.moment,
        requested_url=page.url,
    )
    discard(article.body)  # nobody sees the tree: only its text goes back
    addresses = (page.url, article.url, str(post.front_matter.get("canonical_url", "")))
    return Draft(
        filename=post.filename,
        text=post.text,
        addresses=tuple(dict.fromkeys(identity(url) for url in addresses if is_web(url))),
        title=str(post.front_matter.get("title", "")),
        words=article.words,
        draft=config.draft,
        warnings=post.warnings,
        pictures=pictures,
    )


def _ready(page: Page, given: Mapping[str, Any]) -> tuple[Article, dict[str, Any]]:
    """Make an article of a body that came with the list; what the list says of it is its metadata.

    Returns:
        The article, and the fields that are no metadata.
    """
    from crosspost.metadata.offered import as_metadata
    from crosspost.page.parse import parse_fragment
    from crosspost.page.soup import to_soup

    tree = parse_fragment(page.content.decode("utf-8"), page.final_url)
    parts = tree.xpath(_TEXT)
    text = "\n\n".join(" ".join(part.split()) for part in parts if part.strip())
    facts = as_metadata(given, page.url)
    own = {name: value for name, value in given.items() if name not in _FACTS}
    return Article(page.url, lambda: facts, text, partial(to_soup, tree)), own
